// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

/// A text that is no expression, and where and why.
struct Mistake: CustomStringConvertible, Sendable {
  let text: String
  let line: Int
  let column: Int
  let found: String
  let problem: SyntaxError.Problem

  init(
    _ text: String, _ column: Int, _ found: String, _ problem: SyntaxError.Problem, line: Int = 1
  ) {
    self.text = text
    self.line = line
    self.column = column
    self.found = found
    self.problem = problem
  }

  var description: String { text }
}

@Suite("The grammar (DMN 1.5, 10.3.1.2)")
struct ParserTests {
  @Test(
    "a mistake is told with its place, what is there and what is missing",
    arguments: [
      Mistake("", 1, "", .expected("expression")), Mistake("1 +", 4, "", .expected("expression")),
      Mistake("1 2", 3, "2", .expected("operator")), Mistake("(1", 3, "", .expected(")")),
      Mistake("[1, 2", 6, "", .expected("]")), Mistake("[1..2", 6, "", .expected("] ) [")),
      Mistake("{a 1}", 5, "}", .expected(":")), Mistake("{a: 1", 6, "", .expected("}")),
      Mistake("if a then b", 12, "", .expected("else")), Mistake("if a", 5, "", .expected("then")),
      Mistake("for x in a", 11, "", .expected("return")),
      Mistake("for in a", 5, "in", .expected("name")),
      Mistake("some x in a", 12, "", .expected("satisfies")),
      Mistake("function(a b", 13, "", .expected(")")),
      Mistake("1 between 2 or 3", 13, "or", .expected("and")),
      Mistake("1 instance number", 12, "number", .expected("of")),
      Mistake("1 instance of", 14, "", .expected("type")),
      Mistake("a.", 2, ".", .expected("operator")),
      Mistake("and", 1, "and", .expected("expression")),
      Mistake("1 + )", 5, ")", .expected("expression")),
      Mistake("\"abc", 1, "\"", .unclosed("\"…\"")), Mistake("1 /* x", 3, "/*", .unclosed("/*")),
      Mistake("1 # 2", 3, "#", .expected("operator")),
      Mistake("1 ＃ 2", 3, "＃", .expected("operator")), Mistake("1 § 2", 3, "§", .character),
      Mistake("1\n+ (2 *\n)", 1, ")", .expected("expression"), line: 3),
      Mistake("\"三\" + 四 五", 9, "五", .expected("operator")),
      Mistake("{a: 1, a: 2}", 8, "a", .repeated("a")),
      Mistake("function(a, a) 1", 13, "a", .repeated("a")),
      Mistake("f(a: 1, a: 2)", 9, "a", .repeated("a")),
      Mistake("1e99999", 1, "1e99999", .number), Mistake("< 5", 1, "<", .expected("expression")),
      Mistake("@5", 1, "@", .expected("expression")),
      Mistake("x in", 5, "", .expected("expression")),
    ])
  func mistakes(mistake: Mistake) {
    let error = #expect(throws: SyntaxError.self) { try Expression(mistake.text) }
    #expect(error?.line == mistake.line)
    #expect(error?.column == mistake.column)
    #expect(error?.found == mistake.found)
    #expect(error?.problem == mistake.problem)
    #expect(error?.chinese.contains("第 \(mistake.line) 行第 \(mistake.column) 列") == true)
    #expect(error?.english.contains("line \(mistake.line), column \(mistake.column)") == true)
  }

  @Test(
    "what is no cell is told as such",
    arguments: ["", "1,", "not(1", "1 < 2 <", "< 5 and", "- 1 -"])
  func cells(text: String) {
    #expect(throws: SyntaxError.self) { try Expression(text, dialect: .unaryTests) }
  }

  @Test(
    "comments and white space of every kind separate",
    arguments: [
      Claim("1 // one\n + 2", "3"), Claim("1 /* a * b / c */ + 2", "3"), Claim("/**/1", "1"),
      Claim("1\u{3000}+\u{A0}2\u{FEFF}", "3"), Claim("\t1\r\n+\u{85}2", "3"),
      Claim("\"a // b\"", "\"a /\" + \"/ b\""), Claim("6 / 2 // 3", "3"),
    ])
  func space(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("strings are read with their escapes, and what is no escape stands for itself")
  func strings() throws {
    let cases: [(String, String)] = [
      (#""a\"b""#, "a\"b"), (#""\n\r\t\\\'""#, "\n\r\t\\'"), (#""\u4E2D\U01F40E""#, "中🐎"),
      (#""\uD83D\uDC0E""#, "🐎"), (#""\d+\.""#, "\\d+\\."), (#""\uD83D""#, "\\uD83D"),
      (#""\u12""#, "\\u12"), ("\"a\nb\"", "a\nb"), ("\"\"", ""), (#""\U110000""#, "\\U110000"),
    ]
    for (text, expected) in cases {
      #expect(try feel(text) == .string(expected), "\(text)")
    }
  }

  @Test("the forms of the grammar are read as what they are")
  func forms() throws {
    func form(_ text: String) throws -> Syntax.Form { try Expression(text).syntax.form }
    let one = Syntax(.number(1))
    let two = Syntax(.number(2))
    #expect(
      try form("[1..2)")
        == .range(start: one, end: two, includesStart: true, includesEnd: false))
    #expect(
      try form("]1..2[")
        == .range(start: one, end: two, includesStart: false, includesEnd: false))
    #expect(try form("(< 1)") == .test(.less, one))
    #expect(try form("1 in (1, < 2)") == .membership(one, tests: [one, Syntax(.test(.less, two))]))
    #expect(
      try form("function(a: list<number>, b) 1")
        == .function([.init("a", .list(.named("number"))), .init("b")], body: one))
    #expect(try form("?") == .input)
    #expect(try form("@\"nonsense\"") == .temporal("nonsense", nil))
    #expect(try Expression("-", dialect: .unaryTests).syntax.form == .anything)
    #expect(
      try Expression("not(1, 2)", dialect: .unaryTests).syntax.form
        == .tests([one, two], isNegated: true))
    #expect(try passes("5", "not(true) = false") == true)
  }
}
