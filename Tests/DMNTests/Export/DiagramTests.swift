// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import XML

@testable import DMN

@Suite("The diagram of a model")
struct DiagramTests {
  private func diagram(of model: Definitions) -> (graph: RequirementGraph, diagram: Diagram) {
    var identifiers = Identifiers()
    let graph = RequirementGraph(of: model.identified(&identifiers), &identifiers)
    return (graph, Diagram(of: graph))
  }

  private func decision(_ id: String, _ needs: [String]) -> Decision {
    Decision(
      id: id, name: id, variable: Variable(name: id), information: needs.map { "#" + $0 },
      logic: nil)
  }

  private func input(_ id: String) -> InputData {
    InputData(id: id, name: id, variable: Variable(name: id))
  }

  @Test("every element is drawn once, inside the drawing, and none over another")
  func shapes() throws {
    var models = try kitModels.map { try Definitions(xml: Data(contentsOf: $0)) }
    var dice = ModelDice(seed: 3)
    for _ in 0..<60 { models.append(dice.model()) }
    for model in models {
      let (graph, diagram) = diagram(of: model)
      #expect(diagram.shapes.map(\.node.id) == graph.nodes.map(\.id))
      let cells = diagram.shapes.map { shape in
        #expect(shape.corner.x >= 0 && shape.corner.y >= 0)
        #expect(shape.corner.x + Diagram.width <= diagram.size.x)
        #expect(shape.corner.y + Diagram.height <= diagram.size.y)
        return shape.corner
      }
      let rows = Dictionary(grouping: cells, by: \.y)
      for row in rows.values {
        let sorted = row.map(\.x).sorted()
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= Diagram.width })
      }
      let ys = rows.keys.sorted()
      #expect(zip(ys, ys.dropFirst()).allSatisfy { $1 - $0 >= Diagram.height })
    }
  }

  @Test("what is required stands below, and the line leads from its top to the other's bottom")
  func layers() throws {
    let model = Definitions(
      name: "m", namespace: "urn:m", inputs: ["a", "b", "c"].map(input),
      decisions: [
        decision("top", ["left", "right", "c"]), decision("left", ["a"]),
        decision("right", ["left", "b"]),
      ])
    let (graph, diagram) = diagram(of: model)
    let y = Dictionary(
      uniqueKeysWithValues: diagram.shapes.map { ($0.node.id, $0.corner.y) })
    #expect(["top", "right", "left", "a"].map { y[$0]! } == [40, 180, 320, 460])
    // An input stands right below the first that needs it.
    #expect(y["b"] == y["left"])
    #expect(y["c"] == y["right"])
    #expect(diagram.edges.count == graph.requirements.count)
    #expect(diagram.edges.allSatisfy { $0.start.y > $0.end.y })
  }

  @Test("crossing lines are untangled where the order of a row decides")
  func order() {
    let model = Definitions(
      name: "m", namespace: "urn:m", inputs: ["a", "b", "c"].map(input),
      decisions: [decision("x", ["c"]), decision("y", ["b"]), decision("z", ["a"])])
    let edges = diagram(of: model).diagram.edges
    #expect(edges.allSatisfy { $0.start.x == $0.end.x })
  }

  @Test("elements in a circle, and elements that nothing connects, are drawn all the same")
  func odd() {
    let circle = Definitions(
      name: "m", namespace: "urn:m", decisions: [decision("x", ["y"]), decision("y", ["x", "y"])])
    #expect(diagram(of: circle).diagram.edges.count == 3)
    let loose = Definitions(
      name: "m", namespace: "urn:m", decisions: (0..<8).map { decision("d\($0)", []) })
    #expect(Set(diagram(of: loose).diagram.shapes.map(\.corner.y)).count == 2)
  }
}
