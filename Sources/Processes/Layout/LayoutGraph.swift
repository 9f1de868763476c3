// SPDX-License-Identifier: Apache-2.0

/// What is to be laid out: things of a size, and lines between them.
struct LayoutGraph {
  /// A thing.
  struct Node {
    /// The shape itself.
    var size: Size
    /// What is written above and below the shape, beyond it.
    var above = Size.none
    var below = Size.none
    /// The band in which it lies.
    var lane = 0
    /// Whether lines may leave and reach it at its sides across the direction, as with the corners of a gateway.
    var hasSides = false
  }

  /// A line, from one thing to another.
  struct Edge {
    var from: Int
    var to: Int
    /// What is written on it.
    var label = Size.none
  }

  var nodes: [Node]
  /// The more important of two that leave a thing comes first.
  var edges: [Edge]
  /// How many bands there are.
  var lanes = 1
  /// Whether things may lie on both sides of the main line, instead of on the far side only.
  var isBalanced = false
}

/// In which column each thing lies: what follows lies behind.
struct Ranks {
  private(set) var ranks: [Int]
  /// Which lines lead back.
  private(set) var isBack: [Bool]
  /// The lines that leave each thing, in their order.
  let outgoing: [[Int]]
  let incoming: [[Int]]

  init(_ graph: LayoutGraph) {
    var outgoing: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var incoming = outgoing
    for (index, edge) in graph.edges.enumerated() {
      outgoing[edge.from].append(index)
      incoming[edge.to].append(index)
    }
    (self.outgoing, self.incoming) = (outgoing, incoming)
    ranks = Array(repeating: 0, count: graph.nodes.count)
    isBack = Array(repeating: false, count: graph.edges.count)
    let order = findBack(graph)
    for node in order {
      for edge in outgoing[node] where !isBack[edge] {
        let target = graph.edges[edge].to
        ranks[target] = max(ranks[target], ranks[node] + 1)
      }
    }
    // What nothing leads to lies right before what it leads to.
    for node in graph.nodes.indices where incoming[node].isEmpty {
      let next = outgoing[node].map { ranks[graph.edges[$0].to] }.min()
      ranks[node] = max(0, (next ?? 1) - 1)
    }
  }

  /// Marks the lines that close a circle, and gives the things so that the others lead forward.
  private mutating func findBack(_ graph: LayoutGraph) -> [Int] {
    enum State { case new, open, closed }
    var states = [State](repeating: .new, count: graph.nodes.count)
    var closed: [Int] = []
    let sources = graph.nodes.indices.filter { incoming[$0].isEmpty }
    for root in sources + Array(graph.nodes.indices) where states[root] == .new {
      var stack = [(node: root, next: 0)]
      states[root] = .open
      while let (node, next) = stack.last {
        guard next < outgoing[node].count else {
          states[node] = .closed
          closed.append(node)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = outgoing[node][next]
        let target = graph.edges[edge].to
        switch states[target] {
        case .new:
          states[target] = .open
          stack.append((target, 0))
        case .open: isBack[edge] = true
        case .closed: break
        }
      }
    }
    return closed.reversed()
  }
}

/// Which cell of a grid each thing has: its column by its rank, its row within its band.
struct Grid {
  /// A cell.
  struct Cell: Hashable {
    let column: Int
    let row: Int
  }

  private(set) var cells: [Cell] = []
  /// The rows of each band.
  private(set) var lanes: [Range<Int>] = []
  let columns: Int
  var rows: Int { lanes.last?.upperBound ?? 0 }
  /// The thing in each cell.
  private(set) var nodes: [Cell: Int] = [:]

  init(_ graph: LayoutGraph, _ ranks: Ranks) {
    columns = (ranks.ranks.max() ?? -1) + 1
    var seating = Seating(graph, ranks)
    seating.seat()
    var start = 0
    var offsets: [Int] = []
    for lane in 0..<graph.lanes {
      let rows = graph.nodes.indices.filter { graph.nodes[$0].lane == lane }.map {
        seating.rows[$0] ?? 0
      }
      let count = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
      offsets.append(start - (rows.min() ?? 0))
      lanes.append(start..<start + count)
      start += count
    }
    cells = graph.nodes.indices.map { node in
      Cell(
        column: ranks.ranks[node],
        row: (seating.rows[node] ?? 0) + offsets[graph.nodes[node].lane])
    }
    nodes = Dictionary(zip(cells, cells.indices)) { first, _ in first }
  }

  /// Whether no thing lies in the cells of a row strictly between two columns.
  func isRowFree(_ row: Int, between start: Int, and end: Int) -> Bool {
    (min(start, end) + 1..<max(max(start, end), min(start, end) + 1))
      .allSatisfy { nodes[Cell(column: $0, row: row)] == nil }
  }

  /// Whether no thing lies in the cells of a column strictly between two rows.
  func isColumnFree(_ column: Int, between start: Int, and end: Int) -> Bool {
    (min(start, end) + 1..<max(max(start, end), min(start, end) + 1))
      .allSatisfy { nodes[Cell(column: column, row: $0)] == nil }
  }
}

/// Gives each thing a row in its band; the main line has row 0.
private struct Seating {
  private struct Seat: Hashable {
    let lane: Int
    let column: Int
    let row: Int
  }

  private let graph: LayoutGraph
  private let ranks: Ranks
  private var taken: Set<Seat> = []
  private(set) var rows: [Int: Int] = [:]

  init(_ graph: LayoutGraph, _ ranks: Ranks) {
    self.graph = graph
    self.ranks = ranks
  }

  mutating func seat() {
    var path = mainPath()
    for (node, next) in zip(path, path.dropFirst() + [-1]) {
      place(node, 0)
      // Nobody sits where the main line goes through.
      guard next >= 0, graph.nodes[node].lane == graph.nodes[next].lane else { continue }
      for column in ranks.ranks[node] + 1..<max(ranks.ranks[next], ranks.ranks[node] + 1) {
        taken.insert(Seat(lane: graph.nodes[node].lane, column: column, row: 0))
      }
    }
    path.sort()
    let others = graph.nodes.indices.filter { rows[$0] == nil }
      .sorted { (ranks.ranks[$0], $0) < (ranks.ranks[$1], $1) }
    for node in others { place(node, wish(of: node)) }
  }

  /// From the first thing along the first line that leads forward.
  private func mainPath() -> [Int] {
    guard var node = graph.nodes.indices.first(where: { ranks.ranks[$0] == 0 }) else { return [] }
    var path = [node]
    while let edge = ranks.outgoing[node].first(where: { !ranks.isBack[$0] }) {
      node = graph.edges[edge].to
      path.append(node)
    }
    return path
  }

  /// The middle of what leads to it in its own band; the main row if nothing does.
  private func wish(of node: Int) -> Int {
    let before = ranks.incoming[node].compactMap { edge -> Int? in
      let source = graph.edges[edge].from
      return graph.nodes[source].lane == graph.nodes[node].lane ? rows[source] : nil
    }
    guard !before.isEmpty else { return 0 }
    return Int((Double(before.reduce(0, +)) / Double(before.count)).rounded())
  }

  /// The free row that is nearest to the wish.
  private mutating func place(_ node: Int, _ wish: Int) {
    let (lane, column) = (graph.nodes[node].lane, ranks.ranks[node])
    var distance = 0
    while rows[node] == nil {
      for row in distance == 0 ? [wish] : [wish + distance, wish - distance]
      where row >= 0 || graph.isBalanced {
        let seat = Seat(lane: lane, column: column, row: row)
        if rows[node] == nil, taken.insert(seat).inserted { rows[node] = row }
      }
      distance += 1
    }
  }
}
