// SPDX-License-Identifier: Apache-2.0

import XML

extension ProcessModel {
  /// The process with its diagram in the format for interchange of BPMN 2.0 (OMG formal/2013-12-09, chapter 15), the
  /// elements in the order of its schema.
  ///
  /// The same process always gives the same text.
  ///
  /// - Parameter exporter: The name of the program that writes it.
  public func bpmn(exporter: String) -> String {
    var writer = BPMNWriter(process: self)
    writer.write(exporter: exporter)
    return writer.xml.text
  }
}

private struct BPMNWriter {
  private let process: ProcessModel
  /// Identifiers that the model does not have, and those that it has made fit for XML.
  private var identifiers = Identifiers()
  private var ids: [String: String] = [:]
  private(set) var xml = XMLText()

  init(process: ProcessModel) {
    self.process = process
    for id in [process.id] + process.lanes.map(\.id) + process.nodes.map(\.id)
      + process.flows.map(\.id)
    {
      ids[id] = identifiers.take(id)
    }
  }

  private func id(_ id: String) -> String { ids[id] ?? id }

  mutating func write(exporter: String) {
    let pool = identifiers.take("\(id(process.id))_pool")
    let collaboration = identifiers.take("\(id(process.id))_collaboration")
    xml.open(
      "definitions",
      [
        ("xmlns", "http://www.omg.org/spec/BPMN/20100524/MODEL"),
        ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
        ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
        ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("id", identifiers.take("\(id(process.id))_definitions")), ("name", process.name),
        ("targetNamespace", "urn:banjie:process"), ("exporter", exporter),
      ])
    xml.open("collaboration", [("id", collaboration)])
    empty(
      "participant", [("id", pool), ("name", process.pool), ("processRef", id(process.id))])
    xml.close()
    writeProcess()
    writeDiagram(pool: pool, collaboration: collaboration)
    xml.close()
  }

  private mutating func empty(_ name: String, _ attributes: [XMLText.Attribute]) {
    xml.open(name, attributes)
    xml.close()
  }

  // MARK: What happens

  private mutating func writeProcess() {
    xml.open(
      "process",
      [("id", id(process.id)), ("name", process.name), ("isExecutable", "false")])
    if !process.lanes.isEmpty {
      xml.open("laneSet", [("id", identifiers.take("\(id(process.id))_lanes"))])
      for lane in process.lanes {
        xml.open("lane", [("id", id(lane.id)), ("name", lane.name)])
        for node in process.nodes where node.lane == lane.id {
          xml.element("flowNodeRef", text: id(node.id))
        }
        xml.close()
      }
      xml.close()
    }
    for node in process.nodes { write(node) }
    for flow in process.flows {
      empty(
        "sequenceFlow",
        [
          ("id", id(flow.id)), ("name", flow.name), ("sourceRef", id(flow.from)),
          ("targetRef", id(flow.to)),
        ])
    }
    xml.close()
  }

  private mutating func write(_ node: ProcessModel.Node) {
    let outgoing = process.flows.filter { $0.from == node.id }
    let incoming = process.flows.filter { $0.to == node.id }
    var attributes: [XMLText.Attribute] = [
      ("id", id(node.id)), ("name", node.name.isEmpty ? nil : node.name),
    ]
    if node.kind == .exclusive || node.kind == .parallel {
      let direction =
        outgoing.count > 1
        ? (incoming.count > 1 ? "Mixed" : "Diverging")
        : (incoming.count > 1 ? "Converging" : "Unspecified")
      attributes.append(("gatewayDirection", direction))
    }
    xml.open(node.kind.element, attributes)
    if let text = node.documentation { xml.element("documentation", text: text) }
    for flow in incoming { xml.element("incoming", text: id(flow.id)) }
    for flow in outgoing { xml.element("outgoing", text: id(flow.id)) }
    write(node.kind.trigger, of: node)
    xml.close()
  }

  private mutating func write(_ trigger: ProcessModel.Trigger, of node: ProcessModel.Node) {
    switch trigger {
    case .none: return
    case .message:
      empty(
        "messageEventDefinition", [("id", identifiers.take("\(id(node.id))_message"))])
    case .timer(let words):
      xml.open("timerEventDefinition", [("id", identifiers.take("\(id(node.id))_timer"))])
      xml.element("timeDuration", [("xsi:type", "tExpression")], text: words)
      xml.close()
    }
  }

  // MARK: The diagram

  /// For the names of the pool and the lanes, which tools write upwards at the left.
  private static let strip = 30

  private mutating func writeDiagram(pool: String, collaboration: String) {
    let layout = ProcessLayout(process)
    let offset = process.lanes.isEmpty ? Self.strip : 2 * Self.strip
    xml.open("bpmndi:BPMNDiagram", [("id", identifiers.take("\(id(process.id))_diagram"))])
    xml.open(
      "bpmndi:BPMNPlane",
      [
        ("id", identifiers.take("\(id(process.id))_plane")), ("bpmnElement", collaboration),
      ])
    let whole = Box(x: 0, y: 0, width: layout.size.width + offset, height: layout.size.height)
    write(shape: pool, whole, isHorizontal: true)
    for (lane, box) in layout.lanes {
      write(
        shape: id(lane.id),
        Box(
          x: Self.strip, y: box.y, width: whole.width - Self.strip, height: box.height),
        isHorizontal: true)
    }
    for shape in layout.shapes {
      write(
        shape: id(shape.node.id), shape.box.moved(offset),
        label: shape.label(.right)?.moved(offset),
        hasMarker: shape.node.kind == .exclusive)
    }
    for line in layout.lines { write(line, offset) }
    xml.close()
    xml.close()
  }

  private mutating func write(
    shape element: String, _ box: Box, label: Box? = nil, isHorizontal: Bool = false,
    hasMarker: Bool = false
  ) {
    xml.open(
      "bpmndi:BPMNShape",
      [
        ("id", identifiers.take("\(element)_shape")), ("bpmnElement", element),
        ("isHorizontal", isHorizontal ? "true" : nil),
        ("isMarkerVisible", hasMarker ? "true" : nil),
      ])
    write(box)
    write(label: label)
    xml.close()
  }

  private mutating func write(_ line: ProcessLayout.Line, _ offset: Int) {
    let element = id(line.flow.id)
    xml.open(
      "bpmndi:BPMNEdge",
      [("id", identifiers.take("\(element)_edge")), ("bpmnElement", element)])
    for corner in line.corners {
      empty("di:waypoint", [("x", String(corner.x + offset)), ("y", String(corner.y))])
    }
    write(label: line.label?.moved(offset))
    xml.close()
  }

  private mutating func write(label box: Box?) {
    guard let box else { return }
    xml.open("bpmndi:BPMNLabel")
    write(box)
    xml.close()
  }

  private mutating func write(_ box: Box) {
    empty(
      "dc:Bounds",
      [
        ("x", String(box.x)), ("y", String(box.y)), ("width", String(box.width)),
        ("height", String(box.height)),
      ])
  }
}

extension Box {
  /// The rectangle so far to the right.
  fileprivate func moved(_ distance: Int) -> Box {
    Box(x: x + distance, y: y, width: width, height: height)
  }
}

extension ProcessModel.Kind {
  /// The name of the element.
  fileprivate var element: String {
    switch self {
    case .start: "startEvent"
    case .intermediate: "intermediateCatchEvent"
    case .end: "endEvent"
    case .task(let task):
      switch task {
      case .plain: "task"
      case .user: "userTask"
      case .service: "serviceTask"
      case .send: "sendTask"
      case .receive: "receiveTask"
      case .businessRule: "businessRuleTask"
      }
    case .exclusive: "exclusiveGateway"
    case .parallel: "parallelGateway"
    }
  }

  /// What makes it happen.
  var trigger: ProcessModel.Trigger {
    switch self {
    case .start(let trigger), .intermediate(let trigger): trigger
    case .end(let sendsMessage): sendsMessage ? .message : .none
    case .task, .exclusive, .parallel: .none
    }
  }
}
