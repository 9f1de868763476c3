// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DMN

@Suite("A decision table drawn for a terminal")
struct TableTextTests {
  @Test("columns stand one under the other, Chinese signs taking two places")
  func drawing() {
    let table = DecisionTable(
      hitPolicy: .unique,
      inputs: [
        .init(label: "申请人", expression: "申请人类型", typeName: "string"),
        .init(label: "资本", expression: "资本"),
      ], outputs: [.init(name: "费用")],
      rules: [
        .init(tests: ["\"个人\"", ""], results: ["0"], notes: ["第五条"]),
        .init(tests: ["\"企业\"", "< 100"], results: ["资本 / 2"]),
      ])
    #expect(
      table.text() == """
        U 唯一 │ 申请人     │ 资本  ║ 费用     │
               │ 申请人类型 │       ║          │
               │ string     │       ║          │
        ───────┼────────────┼───────╫──────────┼───────
             1 │ "个人"     │ -     ║ 0        │ 第五条
             2 │ "企业"     │ < 100 ║ 资本 / 2 │

        """)
  }

  @Test("a long cell is broken into lines, and so is one with line breaks")
  func breaking() {
    let table = DecisionTable(
      hitPolicy: .first, inputs: [.init(expression: "a")], outputs: [.init(name: "b")],
      rules: [.init(tests: ["一二三四五六"], results: ["1\n2\t3"])])
    #expect(
      table.text(language: .english, width: 8) == """
        F first │ a        ║ b
        ────────┼──────────╫────
              1 │ 一二三四 ║ 1
                │ 五六     ║ 2 3

        """)
  }

  @Test(
    "a line is broken behind a space or comma, and inside a word only if it is too long by itself",
    arguments: [
      ("\"high\", \"low\"", 8, ["\"high\",", "\"low\""]), ("一、二三四", 6, ["一、", "二三四"]),
      ("aaaa bb", 3, ["aaa", "a", "bb"]), (" 一二", 3, [" 一", "二"]), ("a b", 2, ["a", "b"]),
      ("", 4, [""]),
    ])
  func words(text: String, width: Int, lines: [String]) {
    #expect(text.lines(ofWidth: width) == lines)
  }

  @Test("every line of any table is as wide as its rule, or shorter by the blanks at its end")
  func widths() {
    var dice = Dice(seed: 11)
    for _ in 0..<200 {
      let lines = DecisionTable.random(&dice).text(width: dice.roll(1...20))
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let width = lines.first { $0.hasPrefix("─") }?.displayWidth ?? 0
      #expect(lines.allSatisfy { $0.displayWidth <= width })
    }
  }

  @Test(
    "signs take the places that terminals give them",
    arguments: [
      ("a", 1), ("办", 2), ("（", 2), ("“", 1), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("ﾆ", 1),
      ("\u{200B}", 0), ("한", 2), ("│", 1), ("，", 2), ("❤️", 2),
    ])
  func signs(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }
}
