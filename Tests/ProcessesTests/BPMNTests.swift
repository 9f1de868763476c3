// SPDX-License-Identifier: Apache-2.0

import Foundation
import Processes
import Testing
import XML

@Suite("A process is written as BPMN 2.0 with its diagram, and drawn")
struct BPMNTests {
  private let process = ProcessSample.licensing

  private func document() throws -> Element {
    try Element(xml: process.bpmn(exporter: "banjie").utf8)
  }

  private func all(_ element: Element) -> [Element] {
    [element] + element.children.flatMap(all)
  }

  @Test("the elements stand in the order of the schema, and every reference has what it names")
  func schema() throws {
    let root = try document()
    #expect(root.name == "definitions")
    #expect(root.namespace == "http://www.omg.org/spec/BPMN/20100524/MODEL")
    #expect(root.children.map(\.name) == ["collaboration", "process", "BPMNDiagram"])
    let elements = all(root)
    let ids = elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "an identifier is repeated")
    #expect(ids.allSatisfy(Identifiers.isValid))
    let known = Set(ids)
    let references =
      elements.flatMap { element in
        ["processRef", "sourceRef", "targetRef", "bpmnElement"].compactMap {
          element.attributes[$0]
        }
      }
      + elements.filter { ["flowNodeRef", "incoming", "outgoing"].contains($0.name) }.map(\.text)
    #expect(references.allSatisfy(known.contains))
    let order = [
      "documentation", "incoming", "outgoing", "messageEventDefinition", "timerEventDefinition",
    ]
    for element in elements where !element.children.isEmpty && element.first("outgoing") != nil {
      let places = element.children.compactMap { order.firstIndex(of: $0.name) }
      #expect(places == places.sorted() && places.count == element.children.count)
    }
  }

  @Test(
    "every node lies in one lane, and has a shape; every flow has a line of two corners or more")
  func diagram() throws {
    let root = try document()
    let part = try #require(root.first("process"))
    let references = try #require(part.first("laneSet")).all("lane").flatMap {
      $0.all("flowNodeRef")
    }
    #expect(references.map(\.text).sorted() == process.nodes.map(\.id).sorted())
    let plane = try #require(root.first("BPMNDiagram")?.first("BPMNPlane"))
    let shapes = plane.all("BPMNShape").compactMap { $0.attributes["bpmnElement"] }
    #expect(Set(shapes).isSuperset(of: process.nodes.map(\.id) + process.lanes.map(\.id)))
    let edges = plane.all("BPMNEdge")
    #expect(edges.compactMap { $0.attributes["bpmnElement"] } == process.flows.map(\.id))
    #expect(edges.allSatisfy { $0.all("waypoint").count >= 2 })
    let decision = part.children.first { $0.attributes["id"] == "granted" }
    #expect(decision?.name == "exclusiveGateway")
    #expect(decision?.attributes["gatewayDirection"] == "Diverging")
    let timer = part.children.first { $0.attributes["id"] == "deadline" }
    #expect(timer?.first("timerEventDefinition")?.first("timeDuration")?.text == "10 个工作日")
  }

  @Test("the same process is written and drawn the same")
  func stable() {
    #expect(process.bpmn(exporter: "banjie") == process.bpmn(exporter: "banjie"))
    #expect(
      ProcessDrawing(process).svg(classes: "a") == ProcessDrawing(process).svg(classes: "a"))
  }

  @Test("identifiers and names that XML cannot hold are made such as it can")
  func foreign() throws {
    let process = ProcessModel(
      id: "1 <x>", name: "a & b", pool: "\"", lanes: [ProcessModel.Lane(id: "l 1", name: "<l>")],
      nodes: [
        ProcessModel.Node(id: "a b", name: "<&>", .start(.none), lane: "l 1"),
        ProcessModel.Node(id: "a_b", name: "", .end(sendsMessage: false), lane: "l 1"),
      ], flows: [ProcessModel.Flow(from: "a b", to: "a_b", name: "'\"<")])
    let root = try Element(xml: process.bpmn(exporter: "x").utf8)
    let start = try #require(root.first("process")?.first("startEvent"))
    #expect(start.attributes["name"] == "<&>")
    let flow = try #require(root.first("process")?.first("sequenceFlow"))
    #expect(flow.attributes["sourceRef"] == start.attributes["id"])
    #expect(flow.attributes["name"] == "'\"<")
  }

  @Test("the drawing tells how far a case has come, in both directions")
  func drawing() throws {
    let marks: [String: ProcessDrawing.Mark] = [
      "apply": .init(.done), "check": .init(.done, caption: "2026-01-05"), "complete": .init(.done),
      "accept": .init(.now, caption: "综合窗口 <1>"), "notice": .init(.skipped),
    ]
    for isUpright in [false, true] {
      let drawing = ProcessDrawing(process, marks: marks, isUpright: isUpright)
      let root = try Element(xml: drawing.svg(classes: "process").utf8)
      #expect(root.name == "svg" && root.namespace == "http://www.w3.org/2000/svg")
      #expect(root.attributes["aria-hidden"] == "true")
      let elements = all(root)
      let classes = elements.compactMap { $0.attributes["class"] }
      #expect(classes.count { $0 == "pd-node pd-done" } == 3)
      #expect(classes.count { $0 == "pd-node pd-now" } == 1)
      #expect(classes.count { $0 == "pd-node pd-skipped" } == 1)
      #expect(classes.count { $0 == "pd-flow pd-walked" } == 3)
      #expect(classes.contains("pd-lane") != isUpright)
      #expect(elements.contains { $0.text == "综合窗口 <1>" })
      #expect(elements.contains { $0.text == "2026-01-05" })
    }
  }
}
