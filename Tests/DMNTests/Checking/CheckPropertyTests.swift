// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

/// A kind of column: constants that cells compare with, and values that tell all answers apart.
private struct Kind {
  let type: String
  let constants: [String]
  let isOrdered: Bool
  /// All constants, and values before, between and after them.
  let samples: [Value]

  private init(_ type: String, _ constants: [String], isOrdered: Bool = true, _ samples: [String]) {
    self.type = type
    self.constants = constants
    self.isOrdered = isOrdered
    self.samples = samples.compactMap { try? Expression($0).evaluate() }
  }

  static let all = [
    Kind(
      "number", ["-2", "0", "1.5", "2 * 2", "7"],
      ["-3", "-2", "-1", "0", "1", "1.5", "1.6", "4", "5", "7", "8"]),
    Kind(
      "date", ["@\"2026-01-01\"", "date(\"2026-01-02\")", "date(2026, 1, 9)"],
      [
        "@\"2025-12-31\"", "@\"2026-01-01\"", "@\"2026-01-02\"", "@\"2026-01-05\"",
        "@\"2026-01-09\"", "@\"2026-01-10\"",
      ]),
    Kind(
      "string", ["\"a\"", "\"b\"", "\"d\""], isOrdered: false,
      ["\"a\"", "\"b\"", "\"d\"", "\"c\""]),
    Kind(
      "string", ["\"b\"", "\"d\""], ["\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\""]),
    Kind("boolean", ["true", "false"], isOrdered: false, ["true", "false"]),
    Kind(
      "time", ["@\"00:00:00\"", "time(\"08:30:00\")"],
      ["@\"00:00:00\"", "@\"01:00:00\"", "@\"08:30:00\"", "@\"23:00:00\""]),
    Kind(
      "days and time duration", ["@\"P1D\"", "duration(\"P5D\")"],
      ["@\"P0D\"", "@\"P1D\"", "@\"P2D\"", "@\"P5D\"", "@\"P6D\""]),
    Kind(
      "years and months duration", ["@\"P1M\"", "@\"P2M\"", "@\"P1Y\""],
      ["@\"P0M\"", "@\"P1M\"", "@\"P2M\"", "@\"P6M\"", "@\"P1Y\"", "@\"P2Y\""]),
    Kind(
      "date and time", ["@\"2026-01-01T00:00:00Z\"", "@\"2026-01-01T10:00:00+08:00\""],
      [
        "@\"2025-12-31T00:00:00Z\"", "@\"2026-01-01T00:00:00Z\"", "@\"2026-01-01T01:00:00Z\"",
        "@\"2026-01-01T02:00:00Z\"", "@\"2026-01-01T03:00:00Z\"",
      ]),
  ]

  func cell(_ dice: inout Dice) -> String {
    switch dice.roll(0...11) {
    case 0...2: return "-"
    case 3: return "not(\(tests(&dice)))"
    case 4:
      let signs = isOrdered ? ["=", "!=", "<", ">="] : ["=", "!="]
      let (left, right) = (dice.pick(signs), dice.pick(signs))
      return
        "? \(left) \(dice.pick(constants)) \(dice.pick(["and", "or"]))"
        + " ? \(right) \(dice.pick(constants))"
    default: return tests(&dice)
    }
  }

  private func tests(_ dice: inout Dice) -> String {
    (0...dice.pick([0, 0, 0, 1, 2])).map { _ in test(&dice) }.joined(separator: ", ")
  }

  private func test(_ dice: inout Dice) -> String {
    guard isOrdered, dice.chance(70) else { return dice.pick(constants) }
    if dice.chance(50) { return "\(dice.pick(["<", "<=", ">", ">="])) \(dice.pick(constants))" }
    return dice.pick(["[", "("]) + "\(dice.pick(constants))..\(dice.pick(constants))"
      + dice.pick(["]", ")"])
  }
}

/// A random table, and its answers at every point of a grid that tells all answers apart.
private struct Trial {
  /// How cells that read `flag` are answered.
  enum Hidden { case pass, fail }

  let table: DecisionTable
  let names: Names
  let points: [[Value]]
  private let tests: [[Expression]]

  init(_ dice: inout Dice, _ policy: DecisionTable.HitPolicy, hidden: Int = 0) throws {
    let kinds = (0..<dice.roll(1...3)).map { _ in dice.pick(Kind.all) }
    var names = Names()
    names.declare("flag")
    let rules = (0..<dice.roll(0...6)).map { _ in
      DecisionTable.Rule(
        tests: kinds.map { dice.chance(hidden) ? "? = ? and flag" : $0.cell(&dice) },
        results: [dice.pick(["1", "2", "1 + 1"])])
    }
    let allowed: [String?] = kinds.map { kind in
      guard dice.chance(20) else { return nil }
      return kind.isOrdered ? ">= \(kind.constants[0])" : kind.constants.joined(separator: ", ")
    }
    table = DecisionTable(
      hitPolicy: policy,
      inputs: zip(kinds, allowed).enumerated().map { place, column in
        .init(expression: "x\(place)", typeName: column.0.type, allowedValues: column.1)
      }, outputs: [.init(name: "r")], rules: rules)
    self.names = names
    tests = try rules.map { rule in try rule.tests.map { try Self.read($0, names) } }
    points = try zip(kinds, allowed).reduce([[]]) { points, column in
      let samples = try column.0.samples.filter { sample in
        try column.1.map { try Self.read($0, names).evaluate(input: sample).isTrue } ?? true
      }
      return points.flatMap { point in samples.map { point + [$0] } }
    }
  }

  private func scope(_ hidden: Hidden) -> Scope {
    var scope = Scope(names)
    scope["flag"] = .boolean(hidden == .pass)
    return scope
  }

  private static func read(_ cell: String, _ names: Names) throws -> Expression {
    try Expression(cell, names: names, dialect: .unaryTests)
  }

  /// The rules that match at a point, from 1.
  func rules(at point: [Value], _ hidden: Hidden = .pass) -> [Int] {
    let scope = scope(hidden)
    return tests.indices.filter { rule in
      zip(tests[rule], point).allSatisfy { $0.evaluate(scope, input: $1).isTrue }
    }.map { $0 + 1 }
  }

  /// The points at which not as many of the rules that are said to be missing match as should.
  func wrong(_ missing: [[String]], _ expected: ([Value]) -> Int) throws -> [[Value]] {
    let rows = try missing.map { tests in try tests.map { try Self.read($0, names) } }
    return points.filter { point in
      let count = rows.count { zip($0, point).allSatisfy { $0.evaluate(input: $1).isTrue } }
      return count != expected(point)
    }
  }

  func check() -> TableCheck {
    table.check(names: names, limits: .init(steps: 1_000_000, findings: 1_000))
  }
}

@Suite("The check of a table agrees with asking the table at every point")
struct CheckPropertyTests {
  @Test(
    "gaps are where no rule matches, and their tests are those points and no others",
    arguments: 1...10)
  func gaps(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<40 {
      let trial = try Trial(&dice, .unique)
      let check = trial.check()
      let wrong = try trial.wrong(check.gaps) { trial.rules(at: $0).isEmpty ? 1 : 0 }
      #expect(wrong.isEmpty, "\(trial.table.text()) \(wrong) \(check.gaps)")
      #expect(check.isComplete == trial.points.allSatisfy { !trial.rules(at: $0).isEmpty })
      for gap in check.found({ if case .gap = $0 { true } else { false } }) {
        #expect(trial.rules(at: gap.example.map(\.value)).isEmpty)
      }
    }
  }

  @Test(
    "rules overlap where they match together, and the example is such a point", arguments: 1...10)
  func overlaps(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<40 {
      let trial = try Trial(&dice, .unique)
      let check = trial.check()
      var pairs: Set<[Int]> = []
      var alive: Set<Int> = []
      for point in trial.points {
        let rules = trial.rules(at: point)
        alive.formUnion(rules)
        for left in rules { for right in rules where left < right { pairs.insert([left, right]) } }
      }
      #expect(Set(check.rules(of: .overlap)) == pairs, "\(trial.table.text())")
      #expect(check.isDisjoint == pairs.isEmpty)
      for overlap in check.findings where overlap.problem == .overlap {
        #expect(Set(trial.rules(at: overlap.example.map(\.value))).isSuperset(of: overlap.rules))
      }
      let dead = check.found { if case .dead = $0 { true } else { false } }.flatMap(\.rules)
      #expect(Set(trial.table.rules.indices.map { $0 + 1 }).subtracting(dead) == alive)
    }
  }

  @Test("a rule is shadowed if it matches somewhere and is first nowhere", arguments: 1...10)
  func shadows(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<40 {
      let trial = try Trial(&dice, .first, hidden: dice.pick([0, 20]))
      // Whether a rule with a hidden cell goes before another is not known; that it would be first
      // is not either.
      var matching: Set<Int> = []
      var first: Set<Int> = []
      for point in trial.points {
        let rules = trial.rules(at: point, .pass)
        let winner = trial.rules(at: point, .fail).first ?? .max
        matching.formUnion(rules)
        first.formUnion(rules.filter { $0 <= winner })
      }
      let found = trial.check().findings.filter { $0.problem == .shadowed }
      #expect(Set(found.compactMap(\.rules.first)) == matching.subtracting(first))
      for finding in found {
        let point = finding.example.map(\.value)
        let winner = trial.rules(at: point, .fail)[0]
        #expect(trial.rules(at: point).contains(finding.rules[0]) && winner < finding.rules[0])
        #expect(finding.rules.contains(winner))
      }
    }
  }

  @Test("rules conflict where they match together with different results", arguments: 1...10)
  func conflicts(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<40 {
      let trial = try Trial(&dice, .any)
      let results = trial.table.rules.map { $0.results[0] == "1" ? 1 : 2 }
      var pairs: Set<[Int]> = []
      for point in trial.points {
        let rules = trial.rules(at: point)
        for left in rules {
          for right in rules where left < right && results[left - 1] != results[right - 1] {
            pairs.insert([left, right])
          }
        }
      }
      #expect(Set(trial.check().rules(of: .conflict)) == pairs)
    }
  }

  @Test(
    "where cells cannot be judged, only what holds however they answer is claimed", arguments: 1...8
  )
  func hidden(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<40 {
      let trial = try Trial(&dice, .unique, hidden: 25)
      let check = trial.check()
      let sure = Set(trial.points.filter { !trial.rules(at: $0, .fail).isEmpty })
      let possible = Set(trial.points.filter { !trial.rules(at: $0, .pass).isEmpty })
      #expect(try trial.wrong(check.gaps) { possible.contains($0) ? 0 : 1 }.isEmpty)
      let maybe = possible.subtracting(sure)
      #expect(try trial.wrong(check.possibleGaps) { maybe.contains($0) ? 1 : 0 }.isEmpty)
      let isWhole = possible.count == trial.points.count
      #expect(check.isComplete == (!isWhole ? false : maybe.isEmpty ? true : nil))
    }
  }
}
