// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import XML

@testable import DMN

@Suite("A model written as DMN 1.5")
struct ModelWriterTests {
  @Test("reading back what is written of any model gives the same model", arguments: 1...10)
  func randomModels(seed: UInt64) throws {
    var dice = ModelDice(seed: seed)
    for _ in 0..<15 {
      let model = dice.model()
      #expect(try model.readBack.content == model.content)
    }
  }

  @Test(
    "reading back what is written of a model of the kit gives the same model",
    .enabled(if: !kitModels.isEmpty, "the oracles are absent"), arguments: kitModels)
  func kit(file: URL) throws {
    let model = try Definitions(xml: Data(contentsOf: file))
    let back = try model.readBack
    // Some decisions of the kit have no identifier; writing gives them one, once for all.
    var identifiers = Identifiers()
    _ = identifiers.take("_definitions")
    #expect(back.content == model.identified(&identifiers).content)
    let isComplete = model.decisions.allSatisfy { !$0.id.isEmpty }
    #expect((back.content == model.content) == isComplete)
    #expect(try back.readBack.content == back.content)
    if model.faults.isEmpty { #expect(back.faults.isEmpty) }
  }

  @Test("elements stand in the order of the schema, and identifiers are names, each there once")
  func schema() throws {
    var files = try kitModels.map { try Definitions(xml: Data(contentsOf: $0)) }
    var dice = ModelDice(seed: 5)
    for _ in 0..<40 { files.append(dice.model()) }
    for model in files {
      let root = try Element(xml: model.xml().utf8)
      var ids: [String] = []
      check(root, &ids)
      #expect(Set(ids).count == ids.count)
      #expect(ids.allSatisfy(Identifiers.isValid))
    }
  }

  /// The order in which DMN15.xsd lets children stand, where it is not one of choice.
  private static let order: [String: [String]] = [
    "definitions": [
      "import", "itemDefinition", "inputData", "decision", "businessKnowledgeModel",
      "knowledgeSource", "decisionService", "DMNDI",
    ],
    "itemDefinition": [
      "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
    ],
    "itemComponent": [
      "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
    ],
    "decision": [
      "description", "question", "allowedAnswers", "variable", "informationRequirement",
      "knowledgeRequirement", "authorityRequirement", "literalExpression", "decisionTable",
      "invocation", "context", "relation", "list", "functionDefinition", "conditional", "filter",
      "for", "every", "some",
    ],
    "businessKnowledgeModel": ["variable", "encapsulatedLogic", "knowledgeRequirement"],
    "decisionService": [
      "variable", "outputDecision", "encapsulatedDecision", "inputDecision", "inputData",
    ],
    "decisionTable": ["input", "output", "annotation", "rule"],
    "input": ["inputExpression", "inputValues"],
    "output": ["outputValues", "defaultOutputEntry"],
    "rule": ["inputEntry", "outputEntry", "annotationEntry"],
    "conditional": ["if", "then", "else"],
    "filter": ["in", "match"],
    "for": ["in", "return"],
    "every": ["in", "satisfies"],
    "some": ["in", "satisfies"],
    "DMNDiagram": ["Size", "DMNShape", "DMNEdge"],
  ]

  private func check(_ element: Element, _ ids: inout [String]) {
    if let id = element.attributes["id"] { ids.append(id) }
    if let order = Self.order[element.name] {
      let places = element.children.map { order.firstIndex(of: $0.name) }
      #expect(!places.contains(nil), "\(element.name)")
      #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted(), "\(element.name)")
    }
    for child in element.children { check(child, &ids) }
  }

  @Test("a small model is written as one would write it by hand")
  func small() {
    let model = Definitions(
      name: "费用", namespace: "https://example.org/费用",
      inputs: [InputData(id: "", name: "面积", variable: Variable(name: "面积", typeName: "number"))],
      decisions: [
        Decision(
          id: "fee", name: "A & B", variable: Variable(name: "A & B"), information: ["#input_面积"],
          logic: BoxedExpression(.literal(LiteralExpression("if 面积 < 100\nthen 0 else \"\u{1}\""))))
      ])
    #expect(
      model.xml() == """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" \
        xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/" \
        xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" \
        xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" \
        id="_definitions" name="费用" namespace="https://example.org/费用">
          <inputData id="input_面积" name="面积">
            <variable name="面积" typeRef="number"/>
          </inputData>
          <decision id="fee" name="A &amp; B">
            <variable name="A &amp; B"/>
            <informationRequirement id="fee_information_1">
              <requiredInput href="#input_面积"/>
            </informationRequirement>
            <literalExpression>
              <text>if 面积 &lt; 100
        then 0 else "\u{FFFD}"</text>
            </literalExpression>
          </decision>
          <dmndi:DMNDI>
            <dmndi:DMNDiagram id="_diagram">
              <dmndi:Size width="240" height="280"/>
              <dmndi:DMNShape id="_shape_input_面积" dmnElementRef="input_面积">
                <dc:Bounds x="40" y="180" width="160" height="60"/>
              </dmndi:DMNShape>
              <dmndi:DMNShape id="_shape_fee" dmnElementRef="fee">
                <dc:Bounds x="40" y="40" width="160" height="60"/>
              </dmndi:DMNShape>
              <dmndi:DMNEdge id="_edge_fee_information_1" dmnElementRef="fee_information_1">
                <di:waypoint x="120" y="180"/>
                <di:waypoint x="120" y="100"/>
              </dmndi:DMNEdge>
            </dmndi:DMNDiagram>
          </dmndi:DMNDI>
        </definitions>

        """)
  }

  @Test("identifiers that XML refuses or that are there twice change, and references follow")
  func identifiers() throws {
    let model = Definitions(
      name: "m", namespace: "urn:m",
      inputs: [
        InputData(id: "1 a", name: "a", variable: Variable(name: "a")),
        InputData(id: "b", name: "b", variable: Variable(name: "b")),
      ],
      decisions: [
        Decision(
          id: "b", name: "c", variable: Variable(name: "c"),
          information: ["#1 a", "urn:m#b", "urn:n#1 a"], logic: nil),
        Decision(id: "", name: "d e", variable: Variable(name: "d e"), logic: nil),
      ])
    let back = try model.readBack
    #expect(back.inputs.map(\.id) == ["_1_a", "b"])
    #expect(back.decisions.map(\.id) == ["b_2", "decision_d_e"])
    #expect(back.decisions.first?.information == ["#_1_a", "urn:m#b", "urn:n#1 a"])
    #expect(model.xml().contains("<requiredInput href=\"#_1_a\"/>"))
    #expect(model.xml().contains("<requiredInput href=\"urn:m#b\"/>"))
  }

  @Test("a requirement of an imported element is told to be of what the other model says it is")
  func imported() {
    let other = Definitions(
      name: "n", namespace: "urn:n",
      inputs: [InputData(id: "i", name: "i", variable: Variable(name: "i"))])
    let model = Definitions(
      name: "m", namespace: "urn:m", imports: [Import(name: "n", namespace: "urn:n")],
      decisions: [
        Decision(
          id: "d", name: "d", variable: Variable(name: "d"), information: ["urn:n#i"], logic: nil)
      ])
    #expect(model.xml(imported: [other]).contains("<requiredInput href=\"urn:n#i\"/>"))
    #expect(model.xml().contains("<requiredDecision href=\"urn:n#i\"/>"))
  }
}
