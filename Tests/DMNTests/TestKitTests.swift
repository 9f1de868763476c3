// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("Files of the DMN TCK are read and run, whatever is in them")
struct TestKitTests {
  private func file(_ cases: String, model: String = "m.dmn") -> String {
    """
    <testCases xmlns="\(TestFile.namespace)" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>\(model)</modelName>\(cases)</testCases>
    """
  }

  private func result(_ name: String, _ expected: String, _ attributes: String = "") -> String {
    "<testCase id=\"1\"><resultNode name=\"\(name)\" \(attributes)><expected>\(expected)</expected>"
      + "</resultNode></testCase>"
  }

  private func value(_ type: String, _ text: String) -> String {
    "<value xsi:type=\"xsd:\(type)\">\(text)</value>"
  }

  private func run(
    _ cases: String, on elements: String, extra: [String: String] = [:]
  )
    -> TestReport
  {
    var files = ["m.dmn": Sample.file(elements), "m-test-01.xml": file(cases)]
    files.merge(extra) { $1 }
    return TestFolder(name: "f", files: files.mapValues { Array($0.utf8) }).run()
  }

  @Test("values have the types of XML Schema, in lists and components, nil being null")
  func values() throws {
    let file = try TestFile(
      xml: file(
        """
        <testCase><inputNode name="x">
          <component name="a"><list>
            <item>\(value("decimal", " 1.50 "))</item><item><value xsi:nil="true"/></item>
            <item><component name="b">\(value("string", " s "))</component></item>
          </list></component>
          <component name="c">\(value("boolean", "true"))</component>
          <component name="d"><list xsi:nil="true"/></component>
          <component name="e"><list/></component>
        </inputNode></testCase>
        """
      ).utf8)
    let expected: Value = [
      "a": [.decimal("1.5"), .null, ["b": " s "]], "c": true, "d": .null, "e": [],
    ]
    #expect(file.cases.first?.inputs.first?.value == .value(expected))
  }

  @Test(
    "dates, times and durations are read; a duration is of days or of months",
    arguments: [
      ("date", "2026-02-28", Value.date(CalendarDate("2026-02-28")!)),
      ("time", "10:30:00Z", .time(ClockTime("10:30:00Z")!)),
      ("dateTime", "2026-02-28T10:30:00+08:00", .dateTime(DateTime("2026-02-28T10:30:00+08:00")!)),
      ("duration", "P1DT2H", .daysTime(DaysTimeDuration("P1DT2H")!)),
      ("duration", "-P1Y2M", .yearsMonths(YearsMonthsDuration("-P1Y2M")!)),
      ("double", "1.5E3", 1500), ("integer", "7", 7),
    ])
  func typed(type: String, text: String, expected: Value) throws {
    let cases = "<testCase><inputNode name=\"x\">\(value(type, text))</inputNode></testCase>"
    let read = try TestFile(xml: file(cases).utf8)
    #expect(read.cases[0].inputs[0].value == .value(expected))
  }

  @Test("numbers agree to eight places, texts by every character, contexts by every key")
  func agreement() {
    #expect(Agreement.holds(.decimal("0.333333333333"), .decimal("0.33333333")))
    #expect(!Agreement.holds(.decimal("0.3333333"), .decimal("0.33333333")))
    #expect(!Agreement.holds(1, "1"))
    #expect(!Agreement.holds("e\u{301}", "\u{e9}"))
    #expect(!Agreement.holds(["a": 1], ["a": 1, "b": .null]))
    #expect(!Agreement.holds([1], 1))
    #expect(!Agreement.holds(.null, false))
    let early = Value.dateTime(DateTime("2026-01-01T08:00:00+08:00")!)
    #expect(Agreement.holds(early, .dateTime(DateTime("2026-01-01T00:00:00Z")!)))
    #expect(Agreement.holds([["a": 1]], [["a": .decimal("1.000000001")]]))
  }

  @Test("results are counted as passed, failed or errored, those of values apart")
  func counts() {
    let report = run(
      result("one", value("decimal", "1")) + result("one", value("decimal", "2"))
        + result("none", "<value xsi:nil=\"true\"/>", "errorResult=\"true\"")
        + result("nobody", value("decimal", "1")) + result("one", value("decimal", "x"))
        + result("one", value("double", "NaN")),
      on: Sample.decision("one", "1") + Sample.decision("none", "1 + \"a\""))
    #expect(report.all == .init(passed: 2, failed: 2, errored: 2))
    #expect(report.values == .init(passed: 1, failed: 2, errored: 2))
    #expect(report.failures.count == 4)
  }

  @Test("a null where a value is expected fails, and a value where an error is expected")
  func honest() {
    let report = run(
      result("none", value("string", "")) + result("none", value("boolean", "false"))
        + result("one", "<value xsi:nil=\"true\"/>", "errorResult=\"true\"")
        + result("one", ""),
      on: Sample.decision("one", "1") + Sample.decision("none", "null"))
    #expect(report.all == .init(passed: 0, failed: 4, errored: 0))
  }

  @Test("services and functions are called by invocableName")
  func invocables() {
    let elements = """
      <decisionService name="s" id="s"><variable name="s"/><outputDecision href="#d"/>
      <outputDecision href="#e"/><inputData href="#x"/></decisionService>
      <businessKnowledgeModel name="f" id="f"><variable name="f"/><encapsulatedLogic>
      <formalParameter name="x"/><literalExpression><text>x * 3</text></literalExpression>
      </encapsulatedLogic></businessKnowledgeModel>
      """ + Sample.input("x") + Sample.decision("d", "x + 1", requires: ["i:x"])
      + Sample.decision("e", "x + 2", requires: ["i:x"])
    let input = "<inputNode name=\"x\">\(value("decimal", "1"))</inputNode>"
    let report = run(
      """
      <testCase type="decisionService" invocableName="s">\(input)
        <resultNode name="e"><expected>\(value("decimal", "3"))</expected></resultNode>
        <resultNode name="s"><expected><component name="d">\(value("decimal", "2"))</component>
          <component name="e">\(value("decimal", "3"))</component></expected></resultNode></testCase>
      <testCase type="bkm" invocableName="f">\(input)
        <resultNode name="f"><expected>\(value("decimal", "3"))</expected></resultNode></testCase>
      """, on: elements)
    #expect(report.all == .init(passed: 3), "\(report.failures)")
  }

  @Test("imported models are found in the folder by their namespace")
  func imports() throws {
    let report = run(
      "<testCase><inputNode name=\"y\" namespace=\"urn:lib\">\(value("decimal", "4"))</inputNode>"
        + "<resultNode name=\"d\"><expected>\(value("decimal", "9"))</expected></resultNode></testCase>",
      on: """
        <import name="lib" namespace="urn:lib" importType="x"/>
        <decision name="d" id="d"><variable name="d"/><informationRequirement>
        <requiredDecision href="urn:lib#e"/></informationRequirement>
        <literalExpression><text>lib.e + 1</text></literalExpression></decision>
        """,
      extra: [
        "whatever.dmn": Sample.file(
          Sample.input("y") + Sample.decision("e", "y * 2", requires: ["i:y"]),
          namespace: "urn:lib"),
        "broken.dmn": "<definitions",
      ])
    #expect(report.all == .init(passed: 1), "\(report.failures)")
  }

  @Test("a model or test that cannot be read is an error, and the other files go on")
  func unreadable() {
    let report = run(
      result("d", value("decimal", "1")), on: Sample.decision("d", "1"),
      extra: [
        "a-test-01.xml": "<testCases>", "b-test-01.xml": "<other/>",
        "c-test-01.xml": file(result("d", value("decimal", "1")), model: "c.dmn"),
        "c.dmn": "no model",
        "d-test-01.xml": file(result("d", value("decimal", "1")), model: "gone.dmn"),
      ])
    #expect(report.all == .init(passed: 1, failed: 0, errored: 3), "\(report.lines)")
  }
}
