// SPDX-License-Identifier: Apache-2.0

import XML

/// A process drawn as SVG in the signs of BPMN, with where a case is in it.
///
/// The drawing is for the eye: what it says must also stand in words beside it. It takes its colours from the page, by
/// the classes `pd-…`; without any it is drawn in the colour of the text.
public struct ProcessDrawing: Sendable {
  /// How far a case has come with a node.
  public enum State: String, Sendable, Hashable {
    /// It has happened.
    case done
    /// The case is there.
    case now
    /// It has not happened yet.
    case coming
    /// The case has gone another way.
    case skipped
  }

  /// What is told of a node.
  public struct Mark: Sendable, Hashable {
    /// How far the case has come with it.
    public let state: State
    /// What stands below its name.
    public let caption: String?

    /// A mark by its parts.
    public init(_ state: State, caption: String? = nil) {
      self.state = state
      self.caption = caption
    }
  }

  /// For the name of a lane.
  private static let strip = 28

  private let layout: ProcessLayout
  private let marks: [String: Mark]
  private let offset: Int

  /// A drawing.
  ///
  /// - Parameters:
  ///   - marks: What is told of nodes, by their identifiers.
  ///   - isUpright: Whether it is read downwards, without lanes, for a narrow screen.
  public init(_ process: ProcessModel, marks: [String: Mark] = [:], isUpright: Bool = false) {
    self.marks = marks
    layout = ProcessLayout(
      process, captions: marks.compactMapValues(\.caption), isUpright ? .down : .right,
      hasLanes: !isUpright)
    offset = layout.lanes.isEmpty ? 0 : Self.strip
  }

  /// How wide the drawing is at its natural size, in pixels.
  public var width: Int { layout.size.width + offset }

  /// The drawing as an element of SVG.
  ///
  /// - Parameter classes: The classes of the element.
  public func svg(classes: String) -> String {
    var xml = XMLText(isPart: true)
    xml.open(
      "svg",
      [
        ("class", classes), ("viewBox", "0 0 \(width) \(layout.size.height)"),
        ("width", String(width)), ("height", String(layout.size.height)),
        ("xmlns", "http://www.w3.org/2000/svg"), ("fill", "none"), ("stroke", "currentColor"),
        ("aria-hidden", "true"), ("focusable", "false"),
      ])
    for (lane, box) in layout.lanes { draw(lane, box, in: &xml) }
    if offset > 0 { xml.open("g", [("transform", "translate(\(offset) 0)")]) }
    // What has been walked lies above what has not.
    for line in layout.lines where !isWalked(line) { draw(line, in: &xml) }
    for line in layout.lines where isWalked(line) { draw(line, in: &xml) }
    for shape in layout.shapes { draw(shape, in: &xml) }
    if offset > 0 { xml.close() }
    xml.close()
    return xml.text
  }

  private func state(_ node: String) -> State { marks[node]?.state ?? .coming }

  private func isWalked(_ line: ProcessLayout.Line) -> Bool {
    state(line.flow.from) == .done && [.done, .now].contains(state(line.flow.to))
  }

  private func draw(_ lane: ProcessModel.Lane, _ box: Box, in xml: inout XMLText) {
    let (strip, middle) = (Self.strip, box.center.y)
    xml.rect(Box(x: 0, y: box.y, width: width, height: box.height), classes: "pd-lane")
    xml.rect(Box(x: 0, y: box.y, width: strip, height: box.height), classes: "pd-lane-head")
    xml.element(
      "text",
      [
        ("class", "pd-lane-name"),
        ("transform", "translate(\(strip / 2 + 1) \(middle)) rotate(-90)"),
        ("text-anchor", "middle"), ("dominant-baseline", "central"), ("fill", "currentColor"),
        ("stroke", "none"), ("font-size", String(ProcessLayout.small)),
      ],
      text: Lettering.wrapped(
        lane.name, width: box.height - 8, size: ProcessLayout.small, lines: 1
      ).first ?? "")
  }

  private func draw(_ line: ProcessLayout.Line, in xml: inout XMLText) {
    let isSkipped = state(line.flow.from) == .skipped || state(line.flow.to) == .skipped
    let kind = isWalked(line) ? "pd-walked" : isSkipped ? "pd-skipped" : "pd-ahead"
    xml.open("g", [("class", "pd-flow \(kind)")])
    xml.path(line.corners.rounded(by: 6), [])
    xml.path(
      line.corners.arrow, [("fill", "currentColor"), ("stroke", "none")], classes: "pd-arrow")
    if let label = line.label, let name = line.flow.name {
      xml.line(
        name, x: label.x, y: label.y + 11, size: ProcessLayout.small, anchor: "start", "pd-label")
    }
    xml.close()
  }

  private func draw(_ shape: ProcessLayout.Shape, in xml: inout XMLText) {
    let state = state(shape.node.id)
    xml.open("g", [("class", "pd-node pd-\(state.rawValue)")])
    let border: [XMLText.Attribute] = [
      ("stroke-width", state == .now ? "3" : nil),
      ("stroke-dasharray", state == .skipped ? "3 3" : nil),
    ]
    switch shape.node.kind {
    case .task: draw(task: shape, border, state, in: &xml)
    case .exclusive, .parallel: draw(gateway: shape, border, in: &xml)
    case .start, .intermediate, .end: draw(event: shape, border, in: &xml)
    }
    xml.close()
  }

  private func draw(
    task shape: ProcessLayout.Shape, _ border: [XMLText.Attribute], _ state: State,
    in xml: inout XMLText
  ) {
    let box = shape.box
    xml.rect(box, radius: 7, border, classes: "pd-shape")
    let height =
      shape.lines.count * ProcessLayout.lineHeight
      + shape.captions.count * ProcessLayout.smallLine
    var y = box.center.y - height / 2
    for line in shape.lines {
      xml.line(line, x: box.center.x, y: y + 13, size: ProcessLayout.text, "pd-name")
      y += ProcessLayout.lineHeight
    }
    for line in shape.captions {
      xml.line(line, x: box.center.x, y: y + 11, size: ProcessLayout.small, "pd-caption")
      y += ProcessLayout.smallLine
    }
    guard state == .done else { return }
    let (x, top) = (box.right - 4, box.y + 4)
    xml.circle(x, top, 8, [], classes: "pd-tick")
    xml.path("M\(x - 4) \(top)l3 3 5 -6", [], classes: "pd-tick-mark")
  }

  private func draw(
    gateway shape: ProcessLayout.Shape, _ border: [XMLText.Attribute], in xml: inout XMLText
  ) {
    let (box, center) = (shape.box, shape.box.center)
    xml.path(
      "M\(center.x) \(box.y)L\(box.right) \(center.y)L\(center.x) \(box.bottom)L\(box.x) \(center.y)Z",
      border, classes: "pd-shape")
    let sign =
      shape.node.kind == .parallel
      ? "M\(center.x) \(center.y - 9)v18M\(center.x - 9) \(center.y)h18"
      : "M\(center.x - 6) \(center.y - 6)l12 12m0 -12l-12 12"
    xml.path(sign, [("stroke-width", "2")], classes: "pd-sign")
    draw(textOf: shape, in: &xml)
  }

  private func draw(
    event shape: ProcessLayout.Shape, _ border: [XMLText.Attribute], in xml: inout XMLText
  ) {
    let (center, radius) = (shape.box.center, shape.box.width / 2)
    var isEnd = false
    if case .end = shape.node.kind { isEnd = true }
    let thick: [XMLText.Attribute] = isEnd ? [("stroke-width", "4")] : border
    xml.circle(center.x, center.y, isEnd ? radius - 1 : radius, thick, classes: "pd-shape")
    if case .intermediate = shape.node.kind {
      xml.circle(center.x, center.y, radius - 3, [], classes: "pd-ring")
    }
    switch shape.node.kind.trigger {
    case .none: break
    case .message:
      let (x, y) = (center.x - 8, center.y - 5)
      xml.path("M\(x) \(y)h16v11h-16zl8 6 8 -6", [], classes: "pd-sign")
    case .timer:
      xml.circle(center.x, center.y, 8, [], classes: "pd-sign")
      xml.path("M\(center.x) \(center.y - 5)v5l3 2", [], classes: "pd-sign")
    }
    draw(textOf: shape, in: &xml)
  }

  private func draw(textOf shape: ProcessLayout.Shape, in xml: inout XMLText) {
    guard let label = shape.label(layout.direction) else { return }
    let isBeside = layout.direction == .down
    let x = isBeside ? label.x : label.x + label.width / 2
    for (index, line) in (shape.lines + shape.captions).enumerated() {
      xml.line(
        line, x: x, y: label.y + index * ProcessLayout.smallLine + 11, size: ProcessLayout.small,
        anchor: isBeside ? "start" : "middle",
        index < shape.lines.count ? "pd-label" : "pd-caption")
    }
  }
}
