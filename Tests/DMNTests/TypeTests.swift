// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("Types of a model, and how values become of them (DMN 1.5, 7.3.2 and 10.3.2.9.4)")
struct TypeTests {
  private let items = """
    <itemDefinition name="tGrade"><typeRef>string</typeRef>
      <allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
    <itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef>
      <typeConstraint><text>count(?) &lt;= 2</text></typeConstraint></itemDefinition>
    <itemDefinition name="tPerson">
      <itemComponent name="full name"><typeRef>string</typeRef></itemComponent>
      <itemComponent name="grade"><typeRef>tGrade</typeRef></itemComponent>
      <itemComponent name="ages" isCollection="true"><typeRef>number</typeRef>
        <allowedValues><text>[0..150]</text></allowedValues></itemComponent>
    </itemDefinition>
    """

  /// What a value becomes as the result of a decision of the type.
  private func bound(_ expression: String, as type: String) throws -> Value {
    try Sample.model(items + Sample.decision("d", expression, type: type)).value("d")
  }

  @Test("a value of the type stays, one of another is null with a reason")
  func conforming() throws {
    #expect(try bound("1", as: "number") == 1)
    #expect(try bound("\"1\"", as: "number") == .null)
    #expect(try bound("null", as: "number") == .null)
    let outcome = try Sample.model(Sample.decision("d", "\"1\"", type: "number")).ask("d")
    #expect(outcome.codes == ["type"])
  }

  @Test("a list of one and its item stand for each other; a date is midnight UTC")
  func conversions() throws {
    #expect(try bound("[1]", as: "number") == 1)
    #expect(try bound("\"A\"", as: "tGrades") == ["A"])
    #expect(try bound("[1, 2]", as: "number") == .null)
    let midnight = DateTime("2026-01-31T00:00:00Z").map { Value.dateTime($0) }
    #expect(try bound("date(\"2026-01-31\")", as: "date and time") == midnight)
  }

  @Test("allowed values are of each item, a type constraint is of the whole")
  func allowed() throws {
    #expect(try bound("\"A\"", as: "tGrade") == "A")
    #expect(try bound("\"C\"", as: "tGrade") == .null)
    #expect(try bound("[\"A\", \"B\"]", as: "tGrades") == ["A", "B"])
    #expect(try bound("[\"A\", \"C\"]", as: "tGrades") == .null)
    #expect(try bound("[\"A\", \"B\", \"A\"]", as: "tGrades") == .null)
  }

  @Test("the components of a structure are checked, also within lists")
  func components() throws {
    let good = "{full name: \"x\", grade: \"A\", ages: [1, 2]}"
    #expect(try !bound(good, as: "tPerson").isNull)
    #expect(try bound("{full name: \"x\", grade: \"C\", ages: [1]}", as: "tPerson").isNull)
    #expect(try bound("{full name: \"x\", grade: \"A\", ages: [151]}", as: "tPerson").isNull)
    #expect(try bound("{full name: 1, grade: \"A\", ages: [1]}", as: "tPerson").isNull)
  }

  @Test("the allowed values of a component may name its siblings (7.3.3)")
  func siblings() throws {
    let model = try Sample.model(
      """
      <itemDefinition name="tTerm"><itemComponent name="first day"><typeRef>date</typeRef>
      </itemComponent><itemComponent name="last day"><typeRef>date</typeRef>
      <typeConstraint><text>&gt;= first day</text></typeConstraint></itemComponent></itemDefinition>
      """
        + Sample.decision(
          "good", "{first day: @\"2026-01-01\", last day: @\"2026-01-31\"}", type: "tTerm")
        + Sample.decision(
          "bad", "{first day: @\"2026-01-01\", last day: @\"2025-12-31\"}", type: "tTerm"))
    #expect(!model.value("good").isNull)
    #expect(model.ask("bad").codes == ["allowed-values"])
  }

  @Test("inputs are checked; a component that is left out is null")
  func inputs() throws {
    let model = try Sample.model(
      items + Sample.input("p", type: "tPerson")
        + Sample.decision("d", "p.full name", requires: ["i:p"])
        + Sample.decision("e", "p.ages", requires: ["i:p"]))
    #expect(model.value("d", ["p": ["full name": "甲"]]) == "甲")
    #expect(model.value("e", ["p": ["full name": "甲"]]) == .null)
    #expect(model.value("d", ["p": ["full name": "甲", "grade": "Z"]]) == .null)
    #expect(model.value("d", ["p": "甲"]) == .null)
  }

  @Test("strings of JSON become the dates that the model wants")
  func text() throws {
    let model = try Sample.model(
      Sample.input("day", type: "date") + Sample.decision("d", "day.year", requires: ["i:day"]))
    let inputs = Context([("day", "2026-11-24")])
    #expect(model.evaluate(decision: "d", inputs: Inputs(inputs, readsText: true)).value == 2026)
    #expect(model.evaluate(decision: "d", inputs: Inputs(inputs)).value == .null)
  }

  @Test("an unknown type is a fault, and takes every value; one that leads back to itself ends")
  func unknown() throws {
    let model = Model(
      try Sample.definitions(
        """
        <itemDefinition name="tree"><itemComponent name="children" isCollection="true">
        <typeRef>tree</typeRef></itemComponent></itemDefinition>
        """ + Sample.decision("d", "1", type: "tNothing")
          + Sample.decision("t", "{children: [{children: []}]}", type: "tree")))
    #expect(model.faults.map(\.problem) == [.unknownType("tNothing")])
    #expect(model.value("d") == 1)
    #expect(!model.value("t").isNull)
  }

  @Test("types of DMN 1.1 with a prefix are found")
  func prefixed() throws {
    #expect(try bound("\"1\"", as: "feel:string") == "1")
    #expect(try bound("\"C\"", as: "tns:tGrade") == .null)
  }

  @Test("an allowed value that is not FEEL is a fault")
  func faulty() throws {
    let model = Model(
      try Sample.definitions(
        """
        <itemDefinition name="t"><typeRef>number</typeRef>
        <allowedValues><text>&lt; &lt;</text></allowedValues></itemDefinition>
        """))
    #expect(model.faults.count == 1)
    #expect(model.faults.first?.element == "itemDefinition “t”")
  }
}
