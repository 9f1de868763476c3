// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

/// A table by its cells: types of the inputs, and rules of which the last cell is the result.
func table(
  _ policy: DecisionTable.HitPolicy, _ types: [String?], allowed: [String?] = [],
  values: String? = nil, fallback: String? = nil, _ rules: [[String]]
) -> DecisionTable {
  let names = ["a", "b", "c", "d", "e", "f", "g", "h"]
  return DecisionTable(
    hitPolicy: policy,
    inputs: types.enumerated().map { place, type in
      DecisionTable.Input(
        expression: names[place], typeName: type,
        allowedValues: place < allowed.count ? allowed[place] : nil)
    }, outputs: [.init(name: "r", allowedValues: values, fallback: fallback)],
    rules: rules.map { .init(tests: Array($0.dropLast()), results: [$0.last ?? ""]) })
}

/// A unique table by its cells.
func table(
  _ types: [String?], allowed: [String?] = [], fallback: String? = nil, _ rules: [[String]]
) -> DecisionTable {
  table(.unique, types, allowed: allowed, fallback: fallback, rules)
}

extension TableCheck {
  /// The findings of one kind, each as its rules and its example.
  func found(_ isOfKind: (TableFinding.Problem) -> Bool) -> [TableFinding] {
    findings.filter { isOfKind($0.problem) }
  }

  var gaps: [[String]] {
    findings.compactMap { if case .gap(let missing) = $0.problem { missing } else { nil } }
  }

  var possibleGaps: [[String]] {
    findings.compactMap { if case .possibleGap(let missing) = $0.problem { missing } else { nil } }
  }

  func rules(of problem: TableFinding.Problem) -> [[Int]] {
    findings.filter { $0.problem == problem }.map(\.rules)
  }

  var dead: [TableFinding.DeadReason] {
    findings.compactMap { if case .dead(_, _, let reason) = $0.problem { reason } else { nil } }
  }
}

@Suite("The check of a decision table")
struct CheckTests {
  @Test("a table that covers everything once has no findings")
  func clean() {
    let check = table(
      ["number", "boolean"], [["< 5", "-", "1"], [">= 5", "true", "2"], [">= 5", "false", "3"]]
    ).check()
    #expect(check == TableCheck(findings: [], isComplete: true, isDisjoint: true))
  }

  @Test("a gap is told with an input and with the rule that is missing")
  func gap() throws {
    let check = table(
      ["string", "number"], allowed: ["\"个人\", \"企业\""],
      [["\"个人\"", "-", "0"], ["\"企业\"", "< 100", "50"], ["\"企业\"", "> 200", "80"]]
    ).check()
    #expect(check.gaps == [["\"企业\"", "[100..200]"]])
    #expect(check.isComplete == false)
    let finding = try #require(check.findings.first)
    #expect(finding.example.map(\.value) == ["企业", 100])
    #expect(
      finding.chinese == "没有规则适用于 a = \"企业\"，b = 100；可补一条规则：\"企业\" | [100..200]")
    #expect(
      finding.english
        == "no rule matches a = \"企业\", b = 100; a rule to add: \"企业\" | [100..200]")
  }

  @Test(
    "what is missing is written in tests, whatever the values are",
    arguments: [
      ("number", ["< 1", "5", "(7..8)"], ["[1..5), (5..7], >= 8"]),
      ("number", ["-5", "10 * 2"], ["< -5, (-5..20), > 20"]),
      ("string", ["\"a\"", "not(\"b\", \"a\")"], ["\"b\""]),
      ("string", ["\"a\"", "\"b\""], ["not(\"a\", \"b\")"]),
      ("string", ["< \"m\""], [">= \"m\""]), ("boolean", ["true"], ["false"]),
      (
        "date", ["< date(\"2026-01-01\")", "> @\"2026-01-02\""],
        ["[@\"2026-01-01\"..@\"2026-01-02\"]"]
      ),
      ("date", ["<= date(2026, 1, 1)", ">= @\"2026-01-02\""], []),
      ("time", [">= @\"08:00:00\""], ["< @\"08:00:00\""]),
      ("time", [">= @\"00:00:00\""], []),
      (
        "time", ["<= @\"08:00:00Z\"", "> @\"12:00:00+02:00\""],
        ["(@\"08:00:00Z\"..@\"12:00:00+02:00\"]"]
      ),
      (
        "date and time", ["< @\"2026-01-01T00:00:00\""], [">= @\"2026-01-01T00:00:00\""]
      ),
      ("years and months duration", ["< @\"P1Y\"", "> @\"P1Y1M\""], ["[@\"P1Y\"..@\"P1Y1M\"]"]),
      ("days and time duration", ["<= duration(\"P5D\")"], ["> @\"P5D\""]),
      ("number", ["? > 3 and ? <= 10 or ? = 0", "? in [20..30]"], ["< 0, (0..3], (10..20), > 30"]),
      ("number", ["not(? between 1 and 3)"], ["[1..3]"]), ("number", ["not(5)", "5"], []),
      ("number", ["[1..3], [5..7)", "not([1..3], [5..7))"], []),
      (nil, ["\"a\"", "< 3"], [">= 3, not(? in (\"a\"))"]), (nil, ["-"], []),
    ] as [(String?, [String], [String])])
  func missing(type: String?, cells: [String], missing: [String]) {
    let check = table([type], cells.map { [$0, "1"] }).check()
    #expect(check.gaps == missing.map { [$0] })
    #expect(check.isComplete == missing.isEmpty)
  }

  @Test("the rules that are missing, added, leave no gap and overlap with none")
  func adding() {
    let rules = [["[1..5]", "\"a\"", "1"], ["(3..9)", "\"b\"", "2"], ["20", "-", "3"]]
    let check = table(["number", "string"], rules).check()
    let full = table(["number", "string"], rules + check.gaps.map { $0 + ["4"] }).check()
    #expect(full == TableCheck(findings: [], isComplete: true, isDisjoint: true))
  }

  @Test("of a unique table every two rules that meet are reported")
  func overlap() throws {
    let check = table(["number"], [["< 5", "1"], ["[3..7]", "1"], [">= 7", "2"]]).check()
    #expect(check.rules(of: .overlap) == [[1, 2], [2, 3]])
    #expect(check.isDisjoint == false)
    let finding = try #require(check.findings.first)
    #expect(finding.severity == .error)
    #expect(finding.chinese == "规则 1、2 重叠，例如 a = 3")
    #expect(finding.english == "rules 1 and 2 overlap, for example at a = 3")
  }

  @Test("of an any-table only rules that differ, or may, are reported")
  func conflict() {
    let check = table(
      .any, ["number"],
      [
        ["< 5", "1"], ["< 3", "0 + 1"], ["< 2", "2"], ["> 9", "a"], ["> 8", "a"], ["> 10", "b"],
      ]
    ).check()
    #expect(check.rules(of: .conflict) == [[1, 3], [2, 3]])
    #expect(check.rules(of: .possibleConflict) == [[4, 6], [5, 6]])
    #expect(check.rules(of: .overlap).isEmpty)
  }

  @Test("under other policies an overlap is only information")
  func lawfulOverlap() {
    for policy in DecisionTable.HitPolicy.allCases where ![.unique, .any].contains(policy) {
      let check = table(policy, ["number"], [["< 5", "1"], ["-", "2"]]).check()
      #expect(check.findings.map(\.problem) == [.overlap])
      #expect(check.findings.map(\.severity) == [.information])
    }
  }

  @Test("a rule behind others that cover it together never decides")
  func shadowed() throws {
    let check = table(
      .first, ["number", "boolean"],
      [
        ["< 5", "true", "1"], ["< 5", "false", "2"], ["[1..4]", "-", "3"], ["-", "-", "4"],
        ["> 7", "-", "5"],
      ]
    ).check()
    #expect(check.rules(of: .shadowed) == [[3, 1, 2], [5, 4]])
    let finding = try #require(check.findings.first { $0.problem == .shadowed })
    #expect(finding.chinese == "规则 3 永远轮不到：它适用时，规则 1、2 总在先，例如 a = 1")
    #expect(
      finding.english
        == "rule 3 never decides: whenever it matches, 1 or 2 goes before it, for example at a = 1")
  }

  @Test("in a priority table the order of the output values says who goes first")
  func priority() {
    let rules = [["< 5", "\"low\""], ["< 9", "\"high\""], [">= 9", "\"low\""], ["< 3", "b"]]
    let check = table(.priority, ["number"], values: "\"high\", \"low\"", rules).check()
    #expect(check.rules(of: .shadowed) == [[1, 2]])
  }

  @Test("a rule that can never match is told, and why")
  func dead() throws {
    let check = table(
      ["number", "string"], allowed: ["[0..100]", "\"a\", \"b\""],
      [
        ["[10..5]", "-", "1"], ["> 100", "-", "2"], ["\"x\"", "-", "3"], ["-", "\"c\"", "4"],
        ["-", "-", "5"], ["(5..5)", "-", "6"], ["null", "-", "7"], ["not(-1, >= 0)", "-", "8"],
      ]
    ).check()
    #expect(
      check.dead == [
        .empty, .notAllowed, .otherType, .notAllowed, .empty, .empty, .notAllowed,
      ])
    let finding = try #require(check.findings.first { $0.severity == .warning })
    #expect(finding.chinese == "规则 1 永远不会适用：“a”列的“[10..5]”不含任何值")
    #expect(
      finding.english == "rule 1 can never match: “[10..5]” in the column “a” excludes every value")
  }

  @Test("null is an input only if it is asked for")
  func null() {
    let rules = [["< 5", "1"], [">= 5", "2"]]
    #expect(table(["number"], rules).check().isComplete == true)
    #expect(table(["number"], rules).check(includesNull: true).gaps == [["null"]])
    #expect(table(["number"], rules + [["null", "3"]]).check(includesNull: true).findings.isEmpty)
    #expect(table(["number"], [["-", "1"]]).check(includesNull: true).findings.isEmpty)
  }

  @Test("gaps of a table with a default output are only information")
  func fallback() {
    let check = table(["number"], fallback: "0", [["< 5", "1"]]).check()
    #expect(check.findings.map(\.severity) == [.information])
  }

  @Test("columns that ask the same are one, and columns that read the same input are told")
  func sameInput() {
    let same = DecisionTable(
      hitPolicy: .unique,
      inputs: [.init(expression: "x", typeName: "number"), .init(expression: "x")],
      outputs: [.init()],
      rules: [
        .init(tests: [">= 1", "< 5"], results: ["1"]), .init(tests: ["-", "< 1"], results: ["2"]),
      ])
    #expect(same.check().gaps == [[">= 5", "-"]])
    let entangled = DecisionTable(
      hitPolicy: .first,
      inputs: ["x", "x * 2", "y.z", "y.w", "f(y)"].map { .init(expression: $0) },
      outputs: [.init()], rules: [.init(tests: ["-", "-", "-", "-", "-"], results: ["1"])])
    #expect(
      entangled.check().findings.map(\.problem) == [
        .entangled(columns: ["x", "x * 2"]), .entangled(columns: ["y.z", "f(y)"]),
        .entangled(columns: ["y.w", "f(y)"]),
      ])
  }

  @Test("the steps are a limit, and reaching it is told")
  func limit() {
    // Each rule covers one corner of a cube of six dimensions.
    let rules = (0..<64).map { rule in
      (0..<6).map { rule >> $0 & 1 == 0 ? "< 0" : ">= 0" } + ["1"]
    }
    let types = [String?](repeating: "number", count: 6)
    let check = table(types, rules).check(limits: .init(steps: 50))
    #expect(check.findings.map(\.problem) == [.unfinished])
    #expect(check.isComplete == nil)
    #expect(check.isDisjoint == nil)
    #expect(table(types, rules).check().findings.isEmpty)
  }

  @Test("no more findings of a kind are listed than are wanted")
  func more() {
    let check = table(["number"], (0..<9).map { ["\($0)", "1"] } + [["-", "1"]])
      .check(limits: .init(findings: 3))
    #expect(check.rules(of: .overlap) == [[1, 10], [2, 10], [3, 10]])
    #expect(check.findings.contains { $0.problem == .more(atLeast: 6) })
  }
}
