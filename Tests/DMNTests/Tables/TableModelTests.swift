// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("A model of one table")
struct TableModelTests {
  private func names(_ expressions: String...) -> [String] {
    DecisionTable(
      hitPolicy: .unique, inputs: expressions.map { .init(expression: $0) }, outputs: [.init()],
      rules: []
    ).inputNames
  }

  @Test("what the inputs read is what comes from outside, each once")
  func inputs() {
    #expect(names("申请人.类型", "申请人.年龄", "注册资本", "注册资本 * 2") == ["申请人", "注册资本"])
    #expect(
      names("Applicant Age", "Loan Product.Type of loan") == ["Applicant Age", "Loan Product"])
    #expect(names("count(材料) > 2", "if a then b else 3", "today()") == ["材料", "a", "b"])
    #expect(names("1 + 2", "((") == [])
  }

  @Test("the model decides what the table says, and its file is read by others")
  func model() throws {
    let table = try DecisionTable(
      csv: """
        唯一,申请人,注册资本,费用,依据
        ,输入 申请人.类型,输入 注册资本,输出 费用,说明
        类型,string,number,number,
        1,“个人”,,0,第五条
        2,“企业”,< 100,50,第六条
        3,“企业”,≥ 100,注册资本 / 2,
        """.utf8)
    let definitions = Definitions(table: table, named: "登记 费用")
    #expect(definitions.inputs.map(\.variable.typeName) == [nil, "number"])
    #expect(definitions.decisions.first?.variable.typeName == "number")
    #expect(definitions.namespace == "urn:dmn:登记_费用")
    let model = Model(try definitions.readBack)
    #expect(model.faults.isEmpty)
    var context = Context()
    context["申请人"] = ["类型": "企业"]
    context["注册资本"] = 300
    let inputs = Inputs(context)
    #expect(model.evaluate(decision: "登记 费用", inputs: inputs).value == 150)
    #expect(try definitions.readBack.checkTables().map(\.check.isComplete) == [false])
  }

  @Test("the example of a gap has no result, and the rule that is missing gives it one")
  func gap() throws {
    let table = DecisionTable(
      hitPolicy: .unique, inputs: [.init(expression: "x", typeName: "number")],
      outputs: [.init(name: "r")],
      rules: [.init(tests: ["< 5"], results: ["1"]), .init(tests: ["> 9"], results: ["2"])])
    let finding = try #require(table.check().findings.first)
    let inputs = Inputs(Context(finding.example.map { ($0.expression, $0.value) }))
    let outcome = Model(Definitions(table: table, named: "d")).evaluate(
      decision: "d", inputs: inputs)
    #expect(outcome.value == .null)
    #expect(outcome.reasons.map(\.fault.code) == ["no-rule"])
    guard case .gap(let missing) = finding.problem else { return #expect(Bool(false)) }
    let full = DecisionTable(
      hitPolicy: .unique, inputs: table.inputs, outputs: table.outputs,
      rules: table.rules + [.init(tests: missing, results: ["3"])])
    #expect(
      Model(Definitions(table: full, named: "d")).evaluate(decision: "d", inputs: inputs).value == 3
    )
  }
}
