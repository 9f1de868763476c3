// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("Models import each other (DMN 1.5, 6.3.3)")
struct ImportTests {
  private func imported(_ name: String, _ namespace: String) -> String {
    "<import name=\"\(name)\" namespace=\"\(namespace)\" importType=\"\(Sample.namespace)\"/>"
  }

  private func library(_ namespace: String = "urn:lib") throws -> Definitions {
    try Sample.definitions(
      """
      <itemDefinition name="tRate"><typeRef>number</typeRef>
      <allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
      <businessKnowledgeModel name="net of" id="net"><variable name="net of"/>
      <encapsulatedLogic><formalParameter name="x" typeRef="number"/>
      <literalExpression><text>x * 0.9</text></literalExpression></encapsulatedLogic>
      </businessKnowledgeModel>
      """ + Sample.input("base fee", type: "number")
        + Sample.decision("full fee", "base fee * 2", requires: ["i:base fee"]),
      namespace: namespace)
  }

  private let uses = """
    <decision name="d" id="d"><variable name="d"/>
    <informationRequirement><requiredDecision href="urn:lib#full fee"/></informationRequirement>
    <informationRequirement><requiredInput href="urn:lib#base fee"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="urn:lib#net"/></knowledgeRequirement>
    <literalExpression><text>PREFIXnet of(PREFIXfull fee) + PREFIXbase fee</text></literalExpression>
    </decision>
    """

  @Test("imported names stand after the name of the import")
  func qualified() throws {
    let model = try Sample.model(
      imported("收费 库", "urn:lib") + uses.replacing("PREFIX", with: "收费 库."),
      importing: [library()])
    // By namespace, under the import's name, or plainly.
    var inputs = Inputs()
    inputs.set(10, for: "base fee", namespace: "urn:lib")
    #expect(model.evaluate(decision: "d", inputs: inputs).value == 28)
    #expect(model.value("d", ["收费 库": ["base fee": 10]]) == 28)
    #expect(model.value("d", ["base fee": 10]) == 28)
    #expect(model.value("收费 库.full fee", ["base fee": 10]) == 20)
  }

  @Test("an import without a name brings its names as they are")
  func unnamed() throws {
    let model = try Sample.model(
      imported("", "urn:lib") + uses.replacing("PREFIX", with: "")
        + Sample.decision("r", "2", type: "tRate"),
      importing: [library()])
    #expect(model.value("d", ["base fee": 10]) == 28)
    #expect(model.value("r") == .null)
  }

  @Test("imported types are named after the import")
  func types() throws {
    let model = try Sample.model(
      imported("lib", "urn:lib") + Sample.decision("good", "0.5", type: "lib.tRate")
        + Sample.decision("bad", "1.5", type: "lib.tRate")
        + Sample.decision("test", "0.5 instance of lib.tRate"),
      importing: [library()])
    #expect(model.value("good") == .decimal("0.5"))
    #expect(model.value("bad") == .null)
    #expect(model.value("test") == true)
  }

  @Test("a model that is imported along two ways is one, with one input")
  func diamond() throws {
    func middle(_ namespace: String) throws -> Definitions {
      try Sample.definitions(
        imported("base", "urn:lib")
          + """
          <decision name="m" id="m"><variable name="m"/><informationRequirement>
          <requiredDecision href="urn:lib#full fee"/></informationRequirement>
          <literalExpression><text>base.full fee + 1</text></literalExpression></decision>
          """, namespace: namespace)
    }
    let model = try Sample.model(
      imported("A", "urn:a") + imported("B", "urn:b")
        + """
        <decision name="d" id="d"><variable name="d"/>
        <informationRequirement><requiredDecision href="urn:a#m"/></informationRequirement>
        <informationRequirement><requiredDecision href="urn:b#m"/></informationRequirement>
        <literalExpression><text>A.m + B.m</text></literalExpression></decision>
        """, importing: [library(), middle("urn:a"), middle("urn:b")])
    var inputs = Inputs()
    inputs.set(5, for: "base fee", namespace: "urn:lib")
    #expect(model.evaluate(decision: "d", inputs: inputs).value == 22)
  }

  @Test("a model that is not at hand is a fault, and what needs it too")
  func absent() throws {
    let model = Model(
      try Sample.definitions(imported("lib", "urn:lib") + uses.replacing("PREFIX", with: "lib.")))
    #expect(model.faults.first?.problem == .importNotFound(namespace: "urn:lib"))
    #expect(model.value("d") == .null)
  }

  @Test("models that import each other are compiled once, and an unknown type in them ends")
  func circle() throws {
    let other = try Sample.definitions(
      imported("", "urn:sample") + Sample.decision("e", "1", type: "tNone"),
      namespace: "urn:other")
    let model = Model(
      try Sample.definitions(imported("", "urn:other") + Sample.decision("d", "2")),
      importing: [other])
    #expect(model.faults.map(\.problem) == [.unknownType("tNone")])
    #expect(model.value("d") == 2)
  }

  @Test("a reference by the model's own namespace is local")
  func own() throws {
    let model = try Sample.model(
      Sample.decision("a", "1")
        + """
        <decision name="b" id="b"><variable name="b"/>
        <informationRequirement><requiredDecision href="urn:sample#a"/></informationRequirement>
        <literalExpression><text>a + 1</text></literalExpression></decision>
        """)
    #expect(model.value("b") == 2)
  }
}
