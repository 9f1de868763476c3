// SPDX-License-Identifier: Apache-2.0

import XML

/// Where the elements of a model are drawn (chapter 13): in layers, what is required below what
/// requires it.
struct Diagram {
  /// A place in the drawing, in pixels from its left upper corner.
  struct Point: Hashable {
    var x: Int
    var y: Int
  }

  /// An element with its place.
  struct Shape {
    let node: RequirementGraph.Node
    /// The left upper corner.
    let corner: Point
  }

  /// A requirement, from the required element to the requiring one.
  struct Edge {
    let requirement: String
    let start: Point
    let end: Point
  }

  /// How large each shape is.
  static let width = 160
  /// How high each shape is.
  static let height = 60
  private static let gap = 40
  private static let layerGap = 80
  /// How many elements that nothing connects stand side by side.
  private static let looseInRow = 6

  let shapes: [Shape]
  let edges: [Edge]
  let size: Point

  init(of graph: RequirementGraph) {
    let layers = Layers(of: graph)
    var corners = [Point](repeating: Point(x: 0, y: 0), count: graph.nodes.count)
    let columns = (layers.rows + [Array(layers.loose.prefix(Self.looseInRow))]).map(\.count)
    let total = (columns.max() ?? 0) * (Self.width + Self.gap) + Self.gap
    var y = Self.gap
    for row in layers.rows.reversed() {
      let used = row.count * (Self.width + Self.gap) - Self.gap
      for (column, node) in row.enumerated() {
        corners[node] = Point(x: (total - used) / 2 + column * (Self.width + Self.gap), y: y)
      }
      y += Self.height + Self.layerGap
    }
    for (place, node) in layers.loose.enumerated() {
      corners[node] = Point(
        x: Self.gap + place % Self.looseInRow * (Self.width + Self.gap),
        y: y + place / Self.looseInRow * (Self.height + Self.gap))
    }
    shapes = zip(graph.nodes, corners).map { Shape(node: $0, corner: $1) }
    edges = graph.requirements.compactMap { requirement in
      requirement.target.map { target in
        Self.edge(requirement.id, from: corners[target], to: corners[requirement.owner])
      }
    }
    let bottom = corners.map { $0.y + Self.height }.max() ?? 0
    size = Point(x: total, y: bottom + Self.gap)
  }

  private static func edge(_ id: String, from start: Point, to end: Point) -> Edge {
    // In a circle of requirements the one that is required may stand above.
    let isUpward = start.y > end.y
    return Edge(
      requirement: id,
      start: Point(x: start.x + width / 2, y: isUpward ? start.y : start.y + height),
      end: Point(x: end.x + width / 2, y: isUpward ? end.y + height : end.y))
  }
}

/// The elements row by row, from what requires nothing to what nothing requires.
private struct Layers {
  /// Elements that are connected, from the lowest row; in each row from the left.
  private(set) var rows: [[Int]] = []
  /// Elements that nothing connects.
  let loose: [Int]

  init(of graph: RequirementGraph) {
    var required: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var requiring: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    for requirement in graph.requirements {
      guard let target = requirement.target, target != requirement.owner else { continue }
      required[requirement.owner].append(target)
      requiring[target].append(requirement.owner)
    }
    let places = graph.nodes.indices
    loose = places.filter { required[$0].isEmpty && requiring[$0].isEmpty }
    var layer = Self.longestPaths(required, requiring)
    // What requires nothing stands right below the first that needs it.
    for place in places where required[place].isEmpty {
      layer[place] = max(0, (requiring[place].map { layer[$0] }.min() ?? 1) - 1)
    }
    let connected = places.filter { !required[$0].isEmpty || !requiring[$0].isEmpty }
    for place in connected {
      while rows.count <= layer[place] { rows.append([]) }
      rows[layer[place]].append(place)
    }
    rows.removeAll(where: \.isEmpty)
    straighten(required, requiring)
  }

  /// For each element how many steps lie below it at most; what is part of a circle stays at the
  /// bottom.
  private static func longestPaths(_ required: [[Int]], _ requiring: [[Int]]) -> [Int] {
    var layer = [Int](repeating: 0, count: required.count)
    var open = required.map(\.count)
    var ready = required.indices.filter { open[$0] == 0 }
    while let place = ready.popLast() {
      for user in requiring[place] {
        layer[user] = max(layer[user], layer[place] + 1)
        open[user] -= 1
        if open[user] == 0 { ready.append(user) }
      }
    }
    return layer
  }

  /// Orders each row by where its neighbours stand, so that fewer lines cross.
  private mutating func straighten(_ required: [[Int]], _ requiring: [[Int]]) {
    for round in 0..<8 {
      let isUpward = round.isMultiple(of: 2)
      var place: [Int: Double] = [:]
      func note(_ row: [Int]) {
        for (column, node) in row.enumerated() {
          place[node] = Double(column) - Double(row.count) / 2
        }
      }
      rows.forEach(note)
      for index in isUpward ? Array(rows.indices) : rows.indices.reversed() {
        let neighbours = isUpward ? required : requiring
        let wanted = rows[index].map { node -> Double in
          let places = neighbours[node].compactMap { place[$0] }
          guard !places.isEmpty else { return place[node] ?? 0 }
          return places.reduce(0, +) / Double(places.count)
        }
        rows[index] = zip(rows[index], wanted).enumerated()
          .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
        note(rows[index])
      }
    }
  }
}

extension ModelWriter {
  /// The diagram in the standard's interchange format (13.4).
  mutating func write(_ diagram: Diagram) {
    guard !diagram.shapes.isEmpty else { return }
    element("dmndi:DMNDI") { writer in
      let id = writer.identifiers.take("_diagram")
      writer.element("dmndi:DMNDiagram", [("id", id)]) { writer in
        writer.element(
          "dmndi:Size", [("width", String(diagram.size.x)), ("height", String(diagram.size.y))])
        for shape in diagram.shapes { writer.write(shape) }
        for edge in diagram.edges { writer.write(edge) }
      }
    }
  }

  private mutating func write(_ shape: Diagram.Shape) {
    element(
      "dmndi:DMNShape",
      [
        ("id", identifiers.take("_shape_\(shape.node.id)")), ("dmnElementRef", shape.node.id),
        ("isCollapsed", shape.node.kind == .service ? "true" : nil),
      ]
    ) { writer in
      writer.element(
        "dc:Bounds",
        [
          ("x", String(shape.corner.x)), ("y", String(shape.corner.y)),
          ("width", String(Diagram.width)), ("height", String(Diagram.height)),
        ])
    }
  }

  private mutating func write(_ edge: Diagram.Edge) {
    element(
      "dmndi:DMNEdge",
      [
        ("id", identifiers.take("_edge_\(edge.requirement)")),
        ("dmnElementRef", edge.requirement),
      ]
    ) { writer in
      for point in [edge.start, edge.end] {
        writer.element("di:waypoint", [("x", String(point.x)), ("y", String(point.y))])
      }
    }
  }
}
