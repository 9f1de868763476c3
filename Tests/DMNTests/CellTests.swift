// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("The tests in the cells of a table (DMN 1.5, 8.3.2 and 10.3.2.12)")
struct CellTests {
  private func matches(_ test: String, _ value: Value, type: String = "Any") throws -> Bool {
    let model = try Sample.model(
      Sample.input("x") + Sample.input("limit")
        + Sample.decision(
          "d",
          logic: Sample.table(
            "", inputType: type,
            outputs: [
              "<output><defaultOutputEntry><text>false</text></defaultOutputEntry></output>"
            ], rules: [(test, ["true"])]), requires: ["i:x", "i:limit"]))
    return model.value("d", ["x": value, "limit": 10]).isTrue
  }

  @Test("values, comparisons, ranges, lists of tests and their negation")
  func simple() throws {
    #expect(try matches("5", 5))
    #expect(try !matches("5", 6))
    #expect(try matches("< 5, > 8", 9))
    #expect(try !matches("< 5, > 8", 6))
    #expect(try matches("not(< 5, > 8)", 6))
    #expect(try matches("[1..10)", 1))
    #expect(try !matches("[1..10)", 10))
    #expect(try matches("\"a\",\"b\"", "b"))
    #expect(try matches("-", .null))
    #expect(try matches("", "anything"))
    #expect(try matches("null", .null))
    #expect(try !matches("null", 1))
  }

  @Test("other names are seen, and ? is the tested value")
  func names() throws {
    #expect(try matches("limit", 10))
    #expect(try matches("< limit", 9))
    #expect(try matches("? * 2 = limit", 5))
    #expect(try matches("contains(?, \"项\")", "事项"))
    #expect(try !matches("? > limit", 5))
  }

  @Test("a rule without tests always applies (8.3.3)")
  func noTests() throws {
    let model = try Sample.model(
      Sample.decision(
        "d",
        logic: """
          <decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>
          <rule><outputEntry><text>"always"</text></outputEntry></rule></decisionTable>
          """))
    #expect(model.value("d") == "always")
  }

  @Test("a value of another type than the column's is null with a reason")
  func types() throws {
    #expect(try !matches("> 1", "2", type: "number"))
    #expect(try matches("> 1", [2], type: "number"))
  }

  @Test("a value that the column does not allow makes the table null")
  func allowed() throws {
    let model = try Sample.model(
      Sample.input("x")
        + Sample.decision(
          "d",
          logic: """
            <decisionTable><input label="等级"><inputExpression><text>x</text></inputExpression>
            <inputValues><text>"甲","乙"</text></inputValues></input><output/>
            <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry>
            </rule></decisionTable>
            """, requires: ["i:x"]))
    #expect(model.value("d", ["x": "甲"]) == 1)
    let outcome = model.ask("d", ["x": "丙"])
    #expect(outcome.value == .null)
    #expect(outcome.codes == ["allowed-values"])
    #expect(outcome.reasons.first?.chinese.contains("等级") == true)
  }
}
