// SPDX-License-Identifier: Apache-2.0

/// A process laid out: the shapes of BPMN with their texts, and the lines between them.
struct ProcessLayout {
  /// A node with its texts broken into lines.
  struct Shape {
    let node: ProcessModel.Node
    let lines: [String]
    /// What stands below the name, smaller.
    let captions: [String]
    let size: Size
    var box = Box(x: 0, y: 0, width: 0, height: 0)

    /// Whether the texts stand inside.
    var isTask: Bool { if case .task = node.kind { true } else { false } }
    var isGateway: Bool { node.kind == .exclusive || node.kind == .parallel }
  }

  /// A flow with its corners.
  struct Line {
    let flow: ProcessModel.Flow
    let corners: [Point]
    let label: Box?
  }

  static let text = 13
  static let small = 11
  static let lineHeight = 18
  static let smallLine = 15
  private static let taskWidth = 108
  private static let labelWidth = 96
  private static let event = 30
  private static let gateway = 38

  let direction: Layout.Direction
  private(set) var shapes: [Shape]
  let lines: [Line]
  /// The lanes that have a node, or all if none is left out.
  let lanes: [(lane: ProcessModel.Lane, box: Box)]
  let size: Size

  /// - Parameters:
  ///   - captions: What stands below the names, by the identifiers of the nodes.
  ///   - hasLanes: Whether nodes lie in the bands of their lanes.
  init(
    _ process: ProcessModel, captions: [String: String] = [:],
    _ direction: Layout.Direction = .right, hasLanes: Bool = true
  ) {
    self.direction = direction
    shapes = process.nodes.map { Self.shape($0, captions[$0.id], direction) }
    let places = Dictionary(zip(process.nodes.map(\.id), process.nodes.indices)) { first, _ in first
    }
    let bands = Dictionary(zip(process.lanes.map(\.id), process.lanes.indices)) { first, _ in first
    }
    let nodes = shapes.map { shape in
      Self.node(shape, lane: hasLanes ? bands[shape.node.lane] ?? 0 : 0, direction)
    }
    let edges = process.flows.map { flow in
      LayoutGraph.Edge(
        from: places[flow.from] ?? 0, to: places[flow.to] ?? 0,
        label: flow.name.map { Size(width: Lettering.width($0, size: Self.small), height: 14) }
          ?? .none)
    }
    let layout = Layout(
      LayoutGraph(
        nodes: nodes, edges: edges, lanes: hasLanes ? max(1, process.lanes.count) : 1),
      direction)
    for index in shapes.indices { shapes[index].box = layout.boxes[index] }
    lines = process.flows.indices.map {
      Line(flow: process.flows[$0], corners: layout.paths[$0], label: layout.labels[$0])
    }
    lanes = hasLanes ? Array(zip(process.lanes, layout.lanes)).map { ($0, $1) } : []
    size = layout.size
  }

  private static func shape(
    _ node: ProcessModel.Node, _ caption: String?, _ direction: Layout.Direction
  ) -> Shape {
    switch node.kind {
    case .task:
      let lines = Lettering.wrapped(node.name, width: taskWidth - 16, size: text, lines: 3)
      let captions =
        caption.map {
          Lettering.wrapped($0, width: taskWidth - 12, size: small, lines: 2)
        } ?? []
      let height = lines.count * lineHeight + captions.count * smallLine + 16
      return Shape(
        node: node, lines: lines, captions: captions,
        size: Size(width: taskWidth, height: max(46, height)))
    case .exclusive, .parallel, .start, .intermediate, .end:
      let isGateway = node.kind == .exclusive || node.kind == .parallel
      let side = isGateway ? gateway : event
      let lines = Lettering.wrapped(node.name, width: labelWidth, size: small, lines: 2)
      let captions =
        caption.map {
          Lettering.wrapped($0, width: labelWidth, size: small, lines: 2)
        } ?? []
      return Shape(
        node: node, lines: lines, captions: captions, size: Size(width: side, height: side))
    }
  }

  private static func node(
    _ shape: Shape, lane: Int, _ direction: Layout.Direction
  ) -> LayoutGraph.Node {
    var node = LayoutGraph.Node(size: shape.size, lane: lane)
    guard !shape.isTask else { return node }
    node.hasSides = true
    let texts = shape.lines + shape.captions
    guard !texts.isEmpty else { return node }
    let label = Size(
      width: (texts.map { Lettering.width($0, size: small) }.max() ?? 0) + 4,
      height: texts.count * smallLine + 6)
    if shape.isGateway { node.above = label } else { node.below = label }
    return node
  }
}

extension ProcessLayout.Shape {
  /// Where the texts of an event or a gateway stand, beside the shape.
  func label(_ direction: Layout.Direction) -> Box? {
    let texts = lines + captions
    guard !isTask, !texts.isEmpty else { return nil }
    let width = texts.map { Lettering.width($0, size: ProcessLayout.small) }.max() ?? 0
    let height = texts.count * ProcessLayout.smallLine
    if direction == .down {
      return Box(
        x: box.right + 4, y: box.center.y - height / 2, width: width, height: height)
    }
    return Box(
      x: box.center.x - width / 2, y: isGateway ? box.y - height - 3 : box.bottom + 3,
      width: width, height: height)
  }
}
