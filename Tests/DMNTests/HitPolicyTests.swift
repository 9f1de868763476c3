// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("The hit policies of decision tables (DMN 1.5, 8.2.10)")
struct HitPolicyTests {
  /// Three rules that overlap: above 0 says b, above 10 says a, above 20 says c; the outputs in the order a, b, c.
  private func model(_ attributes: String, fallback: String = "") throws -> Model {
    try Sample.model(
      Sample.input("x", type: "number")
        + Sample.decision(
          "d",
          logic: Sample.table(
            attributes,
            outputs: [
              "<output typeRef=\"string\"><outputValues><text>\"a\",\"b\",\"c\"</text></outputValues>"
                + fallback + "</output>"
            ],
            rules: [("> 0", ["\"b\""]), ("> 10", ["\"a\""]), ("> 20", ["\"c\""])]),
          requires: ["i:x"]))
  }

  @Test("unique: one rule gives its output, two are an error")
  func unique() throws {
    let model = try model("")
    #expect(model.value("d", ["x": 5]) == "b")
    let outcome = model.ask("d", ["x": 15])
    #expect(outcome.value == .null)
    #expect(outcome.codes == ["overlap"])
    #expect(outcome.firings.map(\.matched) == [[0, 1]])
    #expect(outcome.firings.map(\.chosen) == [[]])
  }

  @Test("any: rules that agree give their output, others are an error")
  func any() throws {
    let model = try Sample.model(
      Sample.input("x")
        + Sample.decision(
          "d",
          logic: Sample.table(
            "hitPolicy=\"ANY\"", rules: [("> 0", ["1"]), ("> 10", ["1.0"]), ("> 20", ["2"])]),
          requires: ["i:x"]))
    #expect(model.value("d", ["x": 15]) == 1)
    #expect(model.value("d", ["x": 25]) == .null)
  }

  @Test("priority: the output that stands first among the allowed values")
  func priority() throws {
    let model = try model("hitPolicy=\"PRIORITY\"")
    #expect(model.value("d", ["x": 25]) == "a")
    #expect(model.value("d", ["x": 5]) == "b")
    #expect(model.ask("d", ["x": 25]).firings.map(\.chosen) == [[1]])
  }

  @Test("first: the first rule as written")
  func first() throws {
    let model = try model("hitPolicy=\"FIRST\"")
    #expect(model.value("d", ["x": 25]) == "b")
  }

  @Test("rule order, output order and collect: all outputs as a list")
  func lists() throws {
    #expect(try model("hitPolicy=\"RULE ORDER\"").value("d", ["x": 25]) == ["b", "a", "c"])
    #expect(try model("hitPolicy=\"OUTPUT ORDER\"").value("d", ["x": 25]) == ["a", "b", "c"])
    #expect(try model("hitPolicy=\"COLLECT\"").value("d", ["x": 15]) == ["b", "a"])
    #expect(try model("hitPolicy=\"COLLECT\"").value("d", ["x": 5]) == ["b"])
  }

  @Test(
    "collect with an aggregation: sum, count, smallest, largest",
    arguments: [("SUM", "6.5"), ("COUNT", "3"), ("MIN", "1.5"), ("MAX", "3")])
  func aggregations(aggregation: String, expected: String) throws {
    let model = try Sample.model(
      Sample.input("x")
        + Sample.decision(
          "d",
          logic: Sample.table(
            "hitPolicy=\"COLLECT\" aggregation=\"\(aggregation)\"",
            rules: [("> 0", ["3"]), ("> 1", ["1.5"]), ("> 2", ["2"]), ("> 9", ["7"])]),
          requires: ["i:x"]))
    #expect(model.value("d", ["x": 5]) == .decimal(expected))
  }

  @Test("what no rule matches is null with a reason, or the default output (8.2.11)")
  func incomplete() throws {
    let outcome = try model("").ask("d", ["x": -1])
    #expect(outcome.value == .null)
    #expect(outcome.codes == ["no-rule"])
    let fallback = "<defaultOutputEntry><text>\"c\"</text></defaultOutputEntry>"
    #expect(try model("", fallback: fallback).value("d", ["x": -1]) == "c")
    #expect(try model("", fallback: fallback).value("d", ["x": 1]) == "b")
  }

  @Test("several outputs are a context; priority compares them from left to right")
  func severalOutputs() throws {
    let outputs = [
      "<output name=\"状态\"><outputValues><text>\"no\",\"yes\"</text></outputValues></output>",
      "<output name=\"rate\"><outputValues><text>3,2,1</text></outputValues></output>",
    ]
    let rules = [("> 0", ["\"yes\"", "1"]), ("> 5", ["\"yes\"", "2"]), ("> 9", ["\"no\"", "1"])]
    func model(_ policy: String) throws -> Model {
      try Sample.model(
        Sample.input("x")
          + Sample.decision(
            "d", logic: Sample.table("hitPolicy=\"\(policy)\"", outputs: outputs, rules: rules),
            requires: ["i:x"]))
    }
    #expect(try model("PRIORITY").value("d", ["x": 7]) == ["状态": "yes", "rate": 2])
    #expect(try model("PRIORITY").value("d", ["x": 10]) == ["状态": "no", "rate": 1])
    #expect(
      try model("OUTPUT ORDER").value("d", ["x": 10])
        == [
          ["状态": "no", "rate": 1], ["状态": "yes", "rate": 2], ["状态": "yes", "rate": 1],
        ])
  }

  @Test("an output that is not among the allowed ones is null with a reason")
  func foreignOutput() throws {
    let model = try Sample.model(
      Sample.input("x")
        + Sample.decision(
          "d",
          logic: Sample.table(
            "",
            outputs: ["<output><outputValues><text>\"a\"</text></outputValues></output>"],
            rules: [("-", ["\"z\""])]), requires: ["i:x"]))
    let outcome = model.ask("d", ["x": 1])
    #expect(outcome.value == .null)
    #expect(outcome.codes == ["allowed-values"])
  }

  @Test("a rule too short, or a cell that is not FEEL, makes the table null and names the fault")
  func faulty() throws {
    for test in [
      "<rule><inputEntry><text>1</text></inputEntry></rule>",
      """
      <rule><inputEntry><text>&lt; &lt;</text></inputEntry>
      <outputEntry><text>1</text></outputEntry></rule>
      """,
    ] {
      let model = Model(
        try Sample.definitions(
          Sample.decision(
            "d",
            logic: """
              <decisionTable><input><inputExpression><text>1</text></inputExpression></input>
              <output/>\(test)</decisionTable>
              """)))
      #expect(!model.faults.isEmpty)
      let outcome = model.ask("d")
      #expect(outcome.value == .null)
      #expect(outcome.codes == ["model"])
    }
  }
}
