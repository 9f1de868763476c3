// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DMN

/// A sequence of numbers that is the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }

  mutating func pick<T>(_ items: [T]) -> T { items[roll(0...(items.count - 1))] }
}

extension DecisionTable {
  /// The table as if its rules came from no file.
  var withoutLines: DecisionTable {
    DecisionTable(
      hitPolicy: hitPolicy, outputLabel: outputLabel, inputs: inputs, outputs: outputs,
      rules: rules.map { Rule(id: $0.id, tests: $0.tests, results: $0.results, notes: $0.notes) })
  }

  /// A table of any texts, such as no person would write.
  static func random(_ dice: inout Dice) -> DecisionTable {
    func text(_ dice: inout Dice) -> String {
      let signs = [
        "a", "b", "\"", "\n", ",", ";", "\t", " ", "-", "=", "+", "@", "#", "1", "类", "型", "输入",
        "、", "（", "'", "<", "&", "😀", "é",
      ]
      let middle = (0...dice.roll(0...6)).map { _ in dice.pick(signs) }.joined()
      return dice.pick(["x", "#", "=", "-", "1", "\"", "类型", "type", "@", "日期"]) + middle
        + dice.pick(["y", "\"", "。", ",", "0"])
    }
    func maybe(_ dice: inout Dice) -> String? { dice.chance(50) ? text(&dice) : nil }
    func name(_ dice: inout Dice) -> String {
      text(&dice).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let outputCount = dice.roll(1...3)
    let inputs = (0..<dice.roll(0...4)).map { _ in
      Input(
        label: maybe(&dice), expression: text(&dice),
        typeName: dice.chance(20) ? dice.pick(["日期", "date"]) : maybe(&dice),
        allowedValues: maybe(&dice))
    }
    let outputs = (0..<outputCount).map { _ in
      Output(
        name: outputCount > 1 || dice.chance(50) ? name(&dice) : nil, label: maybe(&dice),
        typeName: dice.chance(20) ? dice.pick(["日期", "date"]) : maybe(&dice),
        allowedValues: maybe(&dice), fallback: maybe(&dice))
    }
    let rules = (0..<dice.roll(0...5)).map { index in
      Rule(
        id: dice.pick([
          nil, "\(index + 1)", "#\(index)", "type", "默认", "rule \(index)", "默认 default",
        ]),
        tests: inputs.map { _ in dice.chance(30) ? "-" : text(&dice) },
        results: outputs.map { _ in text(&dice) },
        notes: (0..<dice.roll(0...3)).map { _ in dice.chance(30) ? "" : text(&dice) } + ["z"])
    }
    return DecisionTable(
      hitPolicy: dice.pick(HitPolicy.allCases), outputLabel: maybe(&dice), inputs: inputs,
      outputs: outputs, rules: rules)
  }
}

@Suite("A table survives the way through a spreadsheet")
struct TableRoundTripTests {
  @Test("whatever its texts are, what is written is read as the same table", arguments: 1...8)
  func roundTrip(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<250 {
      let table = DecisionTable.random(&dice)
      let text = table.csv(
        delimiter: dice.pick(CSVDelimiter.allCases), language: dice.pick(TableLanguage.allCases),
        byteOrderMark: dice.chance(50))
      let back = try DecisionTable(csv: text.utf8)
      try #require(back.withoutLines == table, "\(text)")
      #expect(back.csv() == table.csv())
    }
  }

  @Test("what a spreadsheet cannot tell apart becomes the one form of it")
  func normalForm() throws {
    let table = DecisionTable(
      hitPolicy: .first, outputLabel: "", inputs: [.init(label: "", expression: "a")],
      outputs: [.init(name: "b")],
      rules: [.init(tests: [""], results: [" "], notes: ["", ""])])
    let back = try DecisionTable(csv: table.csv().utf8)
    let normal = DecisionTable(
      hitPolicy: .first, inputs: [.init(expression: "a")], outputs: [.init(name: "b")],
      rules: [.init(tests: ["-"], results: ["null"])])
    #expect(back.withoutLines == normal)
  }

  @Test("no bytes, however broken, crash the reader", arguments: 1...4)
  func broken(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<500 {
      var bytes = Array(DecisionTable.random(&dice).csv().utf8)
      for _ in 0..<dice.roll(1...8) {
        let place = dice.roll(0...(bytes.count - 1))
        if dice.chance(50) {
          bytes.remove(at: place)
        } else {
          bytes[place] = UInt8(dice.roll(0...255))
        }
      }
      do throws(TableFaults) {
        _ = try DecisionTable(csv: bytes)
      } catch {
        #expect(!error.faults.isEmpty)
        #expect(error.faults.allSatisfy { $0.row >= 1 && !$0.chinese.isEmpty })
      }
    }
  }
}
