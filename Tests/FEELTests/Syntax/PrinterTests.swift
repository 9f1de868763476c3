// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

@Suite("Printing and reading again")
struct PrinterTests {
  @Test("what is printed is read as the same", arguments: 1...8)
  func roundTrip(seed: Int) throws {
    var maker = SyntaxMaker(seed: UInt64(seed))
    for _ in 0..<400 {
      let syntax = maker.expression(4)
      let text = syntax.description
      let again = try Expression(text, names: SyntaxMaker.names).syntax
      try #require(again == syntax, "\(text)\n\(again)")
    }
  }

  @Test("the tests of a cell too", arguments: 1...4)
  func cells(seed: Int) throws {
    var maker = SyntaxMaker(seed: UInt64(seed))
    for number in 0..<200 {
      let tests = (0...number % 3).map { _ in maker.expression(3) }
      let syntax = Syntax(.tests(tests, isNegated: number % 2 == 0))
      let text = syntax.description
      let again =
        try Expression(text, names: SyntaxMaker.names, dialect: .unaryTests).syntax
      try #require(again == syntax, "\(text)")
    }
  }

  @Test(
    "brackets stand only where they must",
    arguments: [
      ("((1 + 2)) * 3", "(1 + 2) * 3"), ("1 + (2 * 3)", "1 + 2 * 3"),
      ("1 - (2 - 3)", "1 - (2 - 3)"), ("(1 - 2) - 3", "1 - 2 - 3"),
      ("((a or b)) and c", "(a or b) and c"), ("(if a then b else c)", "if a then b else c"),
      ("]1 .. 2[", "(1..2)"), ("{ \"a\" : 1 , \"b c\":2}", "{a: 1, b c: 2}"),
      ("x in 5", "x in (5)"), ("(function(x) x)(1)", "(function(x) x)(1)"),
    ])
  func minimal(text: String, printed: String) throws {
    #expect(try Expression(text).syntax.description == printed)
  }

  @Test(
    "a value's literal is an expression that gives it",
    arguments: [
      "null", "true", "1.50", "\"a\\\"b\\\\\"", "@\"2026-01-31\"", "@\"10:00:00+08:00\"",
      "@\"2026-01-31T10:00:00@Asia/Shanghai\"", "@\"P1DT2H\"", "@\"P1Y2M\"", "[1, [\"a\", null]]",
      "{a: 1, \"b}\": {c d: 2}}", "[1..2)", "(> 3)", "[\"a\"..\"b\"]",
    ])
  func literals(text: String) throws {
    let value = try feel(text)
    #expect(try feel(value.literal) == value)
  }
}
