// SPDX-License-Identifier: Apache-2.0

/// Where things lie and how the lines between them go: in columns by what follows what, in bands by who does it, with
/// lines along and across only, that go through no thing.
struct Layout {
  /// The way from the first thing to the last.
  enum Direction: Hashable {
    case right
    case down
  }

  private(set) var boxes: [Box] = []
  /// The corners of each line; none for a line from a thing to itself.
  private(set) var paths: [[Point]] = []
  /// The room for what is written on each line.
  private(set) var labels: [Box?] = []
  /// The bands.
  private(set) var lanes: [Box] = []
  private(set) var size = Size.none

  /// - Complexity: O(edges² + nodes²) at most.
  init(_ graph: LayoutGraph, _ direction: Direction = .right) {
    let graph = direction == .right ? graph : graph.turned
    let ranks = Ranks(graph)
    let grid = Grid(graph, ranks)
    let router = Router(graph, grid)
    let tracks = Tracks(router.routes, graph.edges)
    let measures = Measures(graph, grid, router.routes, tracks, direction)
    boxes = graph.nodes.indices.map { measures.box(of: $0) }
    paths = graph.edges.indices.map { measures.corners(of: $0, boxes) }
    lanes = grid.lanes.map(measures.lane)
    size = measures.size
    if direction == .down {
      boxes = boxes.map(\.turned)
      paths = paths.map { $0.map(\.turned) }
      lanes = lanes.map(\.turned)
      size = size.turned
    }
    labels = graph.edges.indices.map { index in
      let size = graph.edges[index].label
      let room = direction == .right ? size : size.turned
      return room.width == 0
        ? nil
        : Self.label(paths[index], router.routes[index]?.legs[0].isAlong == true, room, direction)
    }
  }

  /// Where something is written on a line: beside its first part that it does not share with what goes straight on.
  private static func label(
    _ path: [Point], _ leavesAlong: Bool, _ size: Size, _ direction: Direction
  ) -> Box? {
    guard let start = path.first, path.count > 1 else { return nil }
    let corner = path[1]
    // The end of the part that is written on.
    let end = path.count > 2 ? path[2] : corner
    let isStraight = path.count == 2
    var (x, y) = (start.x + 5, start.y + 4)
    switch (direction, isStraight, leavesAlong) {
    case (.right, true, _): y = start.y - size.height - 2
    case (.right, false, true):
      (x, y) = (corner.x + 5, end.y > corner.y ? corner.y + 6 : corner.y - 6 - size.height)
    case (.right, false, false): (x, y) = (min(corner.x, end.x) + 6, corner.y - size.height - 2)
    case (.down, true, _): break
    case (.down, false, true):
      x = end.x > corner.x ? max(corner.x + 6, end.x - size.width - 6) : end.x + 6
      y = corner.y - size.height - 1
    case (.down, false, false): (x, y) = (corner.x + 5, min(corner.y, end.y) + 6)
    }
    return Box(x: x, y: y, width: size.width, height: size.height)
  }
}

extension LayoutGraph {
  /// The graph as it is laid out to the right, if it is to be read downwards.
  fileprivate var turned: LayoutGraph {
    var graph = self
    for (index, node) in nodes.enumerated() {
      graph.nodes[index].size = node.size.turned
      // What is written beyond a shape stands to its right then.
      let text = node.above.height > 0 ? node.above : node.below
      graph.nodes[index].above = .none
      graph.nodes[index].below = text.turned
    }
    for index in graph.edges.indices { graph.edges[index].label = edges[index].label.turned }
    return graph
  }
}

/// How wide the columns, rows and spaces are, and where everything lies for it.
private struct Measures {
  /// Between two lines beside each other.
  private static let track = 10
  /// For the point of an arrow.
  private static let arrow = 18
  private static let margin = 14

  private let graph: LayoutGraph
  private let grid: Grid
  private let routes: [Route?]
  private let tracks: Tracks
  private let direction: Layout.Direction
  /// The middles of columns and rows, and the first track of each space.
  private var columns: [Int] = []
  private var gaps: [Int] = []
  private var rows: [Int] = []
  private var gutters: [Int] = []
  /// Where each row begins and ends with all that lies in it.
  private var extents: [ClosedRange<Int>] = []
  private(set) var size = Size.none

  init(
    _ graph: LayoutGraph, _ grid: Grid, _ routes: [Route?], _ tracks: Tracks,
    _ direction: Layout.Direction
  ) {
    self.graph = graph
    self.grid = grid
    self.routes = routes
    self.tracks = tracks
    self.direction = direction
    measureColumns()
    measureRows()
  }

  private mutating func measureColumns() {
    var x = 0
    for column in 0...grid.columns {
      let count = tracks.counts[.gap(column)] ?? 0
      gaps.append(x + (column == 0 ? Self.margin : Self.arrow / 2) + written(.straight, column))
      let isOuter = column == 0 || column == grid.columns
      x =
        gaps[column] + max(0, count - 1) * gapPitch(column)
        + (isOuter && count == 0 ? 0 : max(Self.arrow, written(.turning, column)))
      guard column < grid.columns else { break }
      let width =
        graph.nodes.indices.filter { grid.cells[$0].column == column }
        .map { node in
          let node = graph.nodes[node]
          return max(node.size.width, node.above.width, node.below.width)
        }.max() ?? 0
      columns.append(x + width / 2)
      x += width
    }
    size.width = x + (tracks.counts[.gap(grid.columns)] == nil ? Self.margin : 0)
  }

  private enum Way { case straight, turning }

  /// The room that is written in at the beginning of the space before a column, or behind its tracks.
  ///
  /// Read downwards, both stand at the beginning, beside each other.
  private func written(_ way: Way, _ gap: Int) -> Int {
    let labels = graph.edges.indices.filter { edge in
      guard let route = routes[edge], route.legs[0].isAlong,
        grid.cells[graph.edges[edge].from].column == gap - 1
      else { return false }
      let isStraight = route.legs.count == 1
      return direction == .down ? way == .straight : isStraight == (way == .straight)
    }.map { graph.edges[$0].label.width }
    guard let width = labels.max(), width > 0 else { return 0 }
    return width + (way == .turning ? Self.arrow : 4)
  }

  /// Read downwards, something is written above the lines that turn off.
  private func gapPitch(_ gap: Int) -> Int {
    direction == .down && written(.straight, gap) > 0 ? Self.track + 8 : Self.track
  }

  private mutating func measureRows() {
    var y = 0
    for row in 0...grid.rows {
      let count = tracks.counts[.gutter(row)] ?? 0
      gutters.append(y + Self.margin)
      y += Self.margin + max(0, count - 1) * trackHeight + (count > 0 ? Self.margin : 0)
      guard row < grid.rows else { break }
      let nodes = graph.nodes.indices.filter { grid.cells[$0].row == row }.map { graph.nodes[$0] }
      let above = nodes.map { $0.size.height / 2 + $0.above.height }.max() ?? 0
      let below = nodes.map { ($0.size.height + 1) / 2 + $0.below.height }.max() ?? 0
      extents.append(y...y + above + below)
      rows.append(y + above)
      y += above + below
    }
    size.height = y
  }

  /// Lines in the spaces between rows stand apart so that one can be written on.
  private var trackHeight: Int {
    let isWritten = graph.edges.indices.contains { edge in
      graph.edges[edge].label.height > 0 && routes[edge]?.legs.first?.isAlong == false
    }
    return isWritten ? Self.track + 8 : Self.track
  }

  func box(of node: Int) -> Box {
    let size = graph.nodes[node].size
    let cell = grid.cells[node]
    return Box(
      x: columns[cell.column] - size.width / 2, y: rows[cell.row] - size.height / 2,
      width: size.width, height: size.height)
  }

  func lane(_ range: Range<Int>) -> Box {
    let top = range.lowerBound == 0 ? 0 : border(range.lowerBound)
    let bottom = range.upperBound == grid.rows ? size.height : border(range.upperBound)
    return Box(x: 0, y: top, width: size.width, height: bottom - top)
  }

  /// The border of a band, right behind the row above it.
  private func border(_ row: Int) -> Int { extents[row - 1].upperBound + Self.margin / 2 }

  private func place(_ leg: Route.Leg, track: Int) -> Int {
    switch leg {
    case .row(let row): rows[row]
    case .gutter(let row): gutters[row] + track * trackHeight
    case .column(let column): columns[column]
    case .gap(let gap): gaps[gap] + track * gapPitch(gap)
    }
  }

  /// The corners of a line, from the edge of one thing to the edge of the other.
  func corners(of edge: Int, _ boxes: [Box]) -> [Point] {
    guard let route = routes[edge] else { return [] }
    let places = route.legs.indices.map { place(route.legs[$0], track: tracks.tracks[edge][$0]) }
    let (from, to) = (boxes[graph.edges[edge].from], boxes[graph.edges[edge].to])
    var corners: [Point] = []
    for index in 1..<max(1, places.count) {
      let isAlong = route.legs[index - 1].isAlong
      corners.append(
        isAlong
          ? Point(x: places[index], y: places[index - 1])
          : Point(x: places[index - 1], y: places[index]))
    }
    let next = corners.first ?? to.center
    let last = corners.last ?? from.center
    let start = Self.edge(of: from, towards: next, isAlong: route.legs[0].isAlong)
    let end = Self.edge(
      of: to, towards: last, isAlong: route.legs[route.legs.count - 1].isAlong)
    return Self.straightened([start] + corners + [end])
  }

  private static func edge(of box: Box, towards other: Point, isAlong: Bool) -> Point {
    let center = box.center
    return isAlong
      ? Point(x: other.x > center.x ? box.right : box.x, y: center.y)
      : Point(x: center.x, y: other.y > center.y ? box.bottom : box.y)
  }

  /// Without corners that are none.
  private static func straightened(_ corners: [Point]) -> [Point] {
    corners.indices.filter { index in
      guard index > 0, index < corners.count - 1 else { return true }
      let (before, here, after) = (corners[index - 1], corners[index], corners[index + 1])
      return !(before.x == here.x && here.x == after.x)
        && !(before.y == here.y && here.y == after.y)
    }.map { corners[$0] }
  }
}
