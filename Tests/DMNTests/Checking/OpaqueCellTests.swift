// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("Cells that cannot be judged")
struct OpaqueCellTests {
  private let names = {
    var names = Names()
    for name in ["a", "b", "limit", "date"] { names.declare(name) }
    return names
  }()

  @Test(
    "a cell that does more than compare with constants is told, with the reason",
    arguments: [
      ("? * 2 > 5", .expression), ("> limit", .expression), ("limit", .expression),
      ("< today()", .expression), ("date(\"2026-01-01\")", .expression),
      ("odd(?)", .expression), ("个人", .unknownName("个人")), ("{x: 1}", .expression),
    ] as [(String, TableFinding.OpaqueReason)])
  func reasons(cell: String, reason: TableFinding.OpaqueReason) {
    let check = table(["number"], [[cell, "1"]]).check(names: names)
    #expect(
      check.findings.contains { $0.problem == .opaque(column: "a", cell: cell, reason: reason) })
    #expect(check.isComplete == nil)
  }

  @Test("a cell that is not FEEL is told with the place of the error")
  func syntax() throws {
    let check = table(["number"], [["< < 5", "1"], ["-", "2"]]).check()
    let finding = try #require(check.findings.first)
    #expect(finding.severity == .warning)
    #expect(finding.chinese.hasPrefix("规则 1“a”列的“< < 5”无法判断：不符合 FEEL 语法，第 1 行第 3 列"))
  }

  @Test("what does not depend on the cell is found, and what does is told as possible")
  func gaps() throws {
    let check = table(
      ["number", "number"], [["< 5", "> limit", "1"], ["< 9", "< 0", "2"]]
    ).check(names: names)
    #expect(check.gaps == [[">= 9", "-"], ["[5..9)", ">= 0"]])
    #expect(check.possibleGaps == [["< 5", ">= 0"]])
    #expect(check.isComplete == false)
    let finding = try #require(
      check.found { if case .possibleGap = $0 { true } else { false } }.first)
    #expect(finding.rules == [1])
  }

  @Test("nothing is claimed of overlaps that depend on the cell")
  func overlaps() {
    let may = table(["number"], [["> limit", "1"], ["< 0", "2"]]).check(names: names)
    #expect(may.rules(of: .overlap).isEmpty)
    #expect(may.isDisjoint == nil)
    let apart = table(["number", "number"], [["> 1", "> limit", "1"], ["< 1", "-", "2"]])
      .check(names: names)
    #expect(apart.isDisjoint == true)
  }

  @Test("a rule with such a cell shadows none, but is shadowed by others")
  func shadows() {
    let check = table(
      .first, ["number"],
      [["> limit", "1"], ["> 5", "2"], ["< 5", "3"], ["5", "4"], ["? > limit", "5"]]
    ).check(names: names)
    #expect(check.rules(of: .shadowed) == [[5, 2, 3, 4]])
  }

  @Test("where allowed values cannot be judged, examples may be none, and that is told")
  func values() {
    let check = table(["number"], allowed: ["odd(?)"], [["< 5", "1"], ["4", "2"]]).check()
    #expect(check.gaps == [[">= 5"]])
    #expect(
      check.findings.contains { $0.problem == .opaqueValues(column: "a", values: "odd(?)") })
    #expect(check.isComplete == nil && check.isDisjoint == nil)
  }

  @Test("a column that allows nothing has no rule that can match")
  func nothing() {
    let check = table(["number"], allowed: ["\"a\""], [["< 5", "1"], ["-", "2"]]).check()
    #expect(check.dead == [.notAllowed])
  }

  @Test("a column of lists is judged where it is not asked")
  func lists() {
    let check = table(
      ["list", "boolean"], [["-", "true", "1"], ["list contains(?, 1)", "false", "2"]]
    )
    .check(names: names)
    #expect(check.isComplete == nil)
    #expect(check.possibleGaps == [["-", "false"]])
    #expect(check.isDisjoint == true)
  }

  @Test("the types of a model say what a column may hold")
  func modelTypes() throws {
    let model = Definitions(
      name: "m", namespace: "urn:m",
      items: [
        ItemDefinition(name: "tKind", typeName: "string", allowedValues: "\"个人\", \"企业\""),
        ItemDefinition(name: "tAge", typeName: "number", allowedValues: "[0..150]"),
        ItemDefinition(
          name: "tApplicant",
          components: [
            ItemDefinition(name: "类型", typeName: "tKind"),
            ItemDefinition(name: "年龄", typeName: "tAge"),
            ItemDefinition(name: "材料", typeName: "string", isCollection: true),
          ]),
      ],
      inputs: [
        InputData(id: "i", name: "申请人", variable: Variable(name: "申请人", typeName: "tApplicant"))
      ],
      decisions: [
        Decision(
          id: "d", name: "d", variable: Variable(name: "d"),
          logic: BoxedExpression(
            .context([
              ContextEntry(
                variable: Variable(name: "费用"),
                expression: BoxedExpression(
                  .table(
                    DecisionTable(
                      hitPolicy: .unique,
                      inputs: [
                        .init(expression: "申请人.类型"), .init(expression: "申请人.年龄"),
                        .init(expression: "申请人.材料"),
                      ], outputs: [.init()],
                      rules: [
                        .init(tests: ["\"个人\"", "< 18", "-"], results: ["1"]),
                        .init(tests: ["\"企业\"", "-", "-"], results: ["2"]),
                      ]))))
            ])))
      ])
    let checks = model.checkTables()
    #expect(checks.map(\.table.name) == ["d / 费用"])
    #expect(checks.first?.check.gaps == [["\"个人\"", "[18..150]", "-"]])
    #expect(checks.first?.check.findings.count == 1)
  }
}
