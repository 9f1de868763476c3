// SPDX-License-Identifier: Apache-2.0

/// How a line goes, told by the rows, columns and gaps of the grid, before any of them has a size.
struct Route {
  /// A straight part of a line.
  enum Leg: Hashable {
    /// Along the middle of a row.
    case row(Int)
    /// Along the space before a row; the space after the last row has the number of rows.
    case gutter(Int)
    /// Across, through the middle of a column.
    case column(Int)
    /// Across, in the space before a column.
    case gap(Int)

    var isAlong: Bool {
      switch self {
      case .row, .gutter: true
      case .column, .gap: false
      }
    }

    /// Whether it leads through the middle of cells, where there is room for one line only.
    var isMiddle: Bool {
      switch self {
      case .row, .column: true
      case .gutter, .gap: false
      }
    }

    /// Where it lies among those of its direction: middles are odd, spaces even.
    var place: Int {
      switch self {
      case .row(let row): 2 * row + 1
      case .gutter(let row): 2 * row
      case .column(let column): 2 * column + 1
      case .gap(let column): 2 * column
      }
    }
  }

  /// The legs, along and across in turn.
  let legs: [Leg]
  /// Where each leg begins and ends, in places of the other direction.
  let spans: [ClosedRange<Int>]

  init(_ legs: [Leg], from start: Grid.Cell, to end: Grid.Cell) {
    self.legs = legs
    let middle = { (cell: Grid.Cell, isAlong: Bool) in
      isAlong ? 2 * cell.column + 1 : 2 * cell.row + 1
    }
    spans = legs.indices.map { index in
      let isAlong = legs[index].isAlong
      let from = index == 0 ? middle(start, isAlong) : legs[index - 1].place
      let to = index == legs.count - 1 ? middle(end, isAlong) : legs[index + 1].place
      return min(from, to)...max(from, to)
    }
  }
}

/// Finds a way for each line that goes through no thing, and on no other line but one that it shares an end with.
struct Router {
  private let graph: LayoutGraph
  private let grid: Grid
  private(set) var routes: [Route?]
  /// What has been used of middles, which have no tracks: leg, span, line.
  private var used: [Route.Leg: [(span: ClosedRange<Int>, edge: Int)]] = [:]

  init(_ graph: LayoutGraph, _ grid: Grid) {
    self.graph = graph
    self.grid = grid
    routes = Array(repeating: nil, count: graph.edges.count)
    for edge in graph.edges.indices where graph.edges[edge].from != graph.edges[edge].to {
      let (start, end) = (grid.cells[graph.edges[edge].from], grid.cells[graph.edges[edge].to])
      let ways =
        start.column < end.column ? forward(edge, start, end) : [loop(edge, start, end)]
      let route =
        ways.compactMap { $0.map { Route($0, from: start, to: end) } }
        .first { isFree($0, edge) } ?? Route(channel(start, end), from: start, to: end)
      for (leg, span) in zip(route.legs, route.spans) {
        used[leg, default: []].append((span, edge))
      }
      routes[edge] = route
    }
  }

  /// Ways to a later column, the best first.
  private func forward(_ edge: Int, _ start: Grid.Cell, _ end: Grid.Cell) -> [[Route.Leg]?] {
    guard start.row != end.row else {
      return grid.isRowFree(start.row, between: start.column, and: end.column)
        ? [[.row(start.row)]] : []
    }
    var ways: [[Route.Leg]] = []
    let (from, to) = (graph.nodes[graph.edges[edge].from], graph.nodes[graph.edges[edge].to])
    let below = Grid.Cell(column: start.column, row: end.row)
    if from.hasSides, from.isOpen(towardsLater: end.row > start.row), grid.nodes[below] == nil,
      grid.isColumnFree(start.column, between: start.row, and: end.row),
      grid.isRowFree(end.row, between: start.column, and: end.column)
    {
      ways.append([.column(start.column), .row(end.row)])
    }
    let above = Grid.Cell(column: end.column, row: start.row)
    if to.hasSides, to.isOpen(towardsLater: start.row > end.row), grid.nodes[above] == nil,
      grid.isColumnFree(end.column, between: start.row, and: end.row),
      grid.isRowFree(start.row, between: start.column, and: end.column)
    {
      ways.append([.row(start.row), .column(end.column)])
    }
    for gap in start.column + 1...end.column
    where grid.isRowFree(start.row, between: start.column, and: gap)
      && grid.isRowFree(end.row, between: gap - 1, and: end.column)
    {
      ways.append([.row(start.row), .gap(gap), .row(end.row)])
    }
    return ways
  }

  /// Back: out at one side, along the space between the rows, in at a side.
  private func loop(_ edge: Int, _ start: Grid.Cell, _ end: Grid.Cell) -> [Route.Leg]? {
    let isLater = start.row <= end.row
    let gutter = start.row < end.row ? end.row : end.row + 1
    let (from, to) = (graph.nodes[graph.edges[edge].from], graph.nodes[graph.edges[edge].to])
    guard start.column != end.column, from.isOpen(towardsLater: isLater),
      to.isOpen(towardsLater: start.row >= end.row),
      grid.isColumnFree(start.column, between: start.row, and: end.row)
    else { return nil }
    return [.column(start.column), .gutter(gutter), .column(end.column)]
  }

  /// The way that is always there: through the spaces only.
  private func channel(_ start: Grid.Cell, _ end: Grid.Cell) -> [Route.Leg] {
    let gutter = start.row < end.row ? end.row : end.row + 1
    return [
      .row(start.row), .gap(start.column + 1), .gutter(gutter), .gap(end.column), .row(end.row),
    ]
  }

  /// Whether the middles that a way takes are free, or used by lines that it shares an end with.
  private func isFree(_ route: Route, _ edge: Int) -> Bool {
    zip(route.legs, route.spans).allSatisfy { leg, span in
      (leg.isMiddle ? used[leg] ?? [] : []).allSatisfy { other in
        !other.span.isRunningAlong(span) || graph.edges[other.edge].isJoined(graph.edges[edge])
      }
    }
  }
}

extension LayoutGraph.Node {
  /// Whether nothing is written at the side where the later, or the earlier, rows are.
  fileprivate func isOpen(towardsLater isLater: Bool) -> Bool {
    (isLater ? below : above).height == 0
  }
}

extension ClosedRange<Int> {
  /// Whether both have more in common than an end.
  fileprivate func isRunningAlong(_ other: ClosedRange<Int>) -> Bool {
    Swift.max(lowerBound, other.lowerBound) < Swift.min(upperBound, other.upperBound)
  }
}

extension LayoutGraph.Edge {
  /// Whether both lines leave or reach the same thing, so that they may run together.
  func isJoined(_ other: LayoutGraph.Edge) -> Bool {
    from == other.from || to == other.to
  }
}
