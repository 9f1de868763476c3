// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

@Suite("No text makes the library crash or hang")
struct FuzzTests {
  private static let seeds = [
    "1 + 2 * 3 ** 4 - -5 / 6", "for i in 1..9, j in [1, 2] return if i > j then i else partial[-1]",
    "[{a: 1}, {b: 2}][a = 1].a[1]", "{f: function(x: number) f(x - 1), r: f(3)}.r",
    "some x in [1..5] satisfies x in (< 3, [4..5], not(true))",
    "@\"2026-01-31T10:00:00@Asia/Shanghai\" + @\"P1D\"",
    "matches(\"abracadabra\", \"^(a|b)*?[^c-e-[d]]{2,3}\\\\1$\", \"i\")",
    "string join(split(\"a;b;c\", \";\"), \"、\")",
    "x instance of context<a b: list<range<number>>>",
    "sort([3, 1, 2], function(a, b) a < b)[-1]",
    "date and time(date: @\"2026-01-31\", time: @\"10:00:00\")",
    "replace(\"abc\", \"(b)\", \"$1$1\")", "context put({a: {b: 1}}, [\"a\", \"b\"], null)",
    "/* c */ \"\\u4E2D\\n\" // x\n = null and not(false) or true",
    "number(\"1.000,5\", \".\", \",\")",
    "overlaps before([1..5], ]3..8[) and before((>4), 5)",
    "years and months duration(today(), now())",
    "(function(f, g) f(g))(abs, -1) between 0 and 2", "range(\"[1..3)\").end included",
    "list replace([1, 2], function(item, new) item = 2, 3)", "get entries({\"\": 1, x+y: 2}).key",
  ]
  private static let tokens = [
    "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "\"", "'", "\\", "+", "-", "*", "**", "/",
    "//", "/*", "*/", "<", ">", "=", "!=", "?", "@", "in", "and", "or", "not(", "if", "then",
    "else", "for", "return", "some", "every", "satisfies", "function", "external", "instance of",
    "between", "null", "item", "partial", "1e9", "9999999999", "1e6144", "\u{0}", "🐎", "\u{301}",
    "名", " ", "\n", "list<", "1..5", "sum", "date(", "duration(", "[0]", ".a", "\"(a*)*\"",
  ]

  @Test("valid expressions, mutated", arguments: 1...10)
  func mutated(seed: Int) {
    var chance = SeededChance(UInt64(seed))
    var limits = Limits()
    limits.steps = 5_000
    limits.length = 2_000
    var count = (read: 0, refused: 0)
    for _ in 0..<3000 {
      var text = Array((Self.seeds.randomElement(using: &chance) ?? "").unicodeScalars)
      for _ in 0...Int.random(in: 0..<4, using: &chance) {
        Self.mutate(&text, &chance)
      }
      let mutant = String(String.UnicodeScalarView(text))
      do throws(SyntaxError) {
        try Self.exercise(mutant, limits)
        count.read += 1
      } catch {
        #expect(error.line > 0 && error.column > 0)
        count.refused += 1
      }
    }
    // A mutator that breaks everything, or nothing, tests only half.
    #expect(count.read > 150 && count.refused > 150, "\(count)")
  }

  private static func exercise(_ text: String, _ limits: Limits) throws(SyntaxError) {
    let expression = try Expression(text, names: SyntaxMaker.names, limits: limits)
    var diagnostics = Diagnostics()
    let value = expression.evaluate(
      in: Scope(SyntaxMaker.names, now: DateTime("2026-01-31T10:00:00Z")), limits: limits,
      diagnostics: &diagnostics)
    _ = value.literal
    for reason in diagnostics.reasons {
      #expect(!reason.chinese.isEmpty && !reason.english.isEmpty)
    }
    let tests = try? Expression(text, dialect: .unaryTests, limits: limits)
    _ = tests?.evaluate(input: value, limits: limits)
  }

  private static func mutate(_ text: inout [Unicode.Scalar], _ chance: inout SeededChance) {
    let place = Int.random(in: 0...text.count, using: &chance)
    let end = min(text.count, place + Int.random(in: 1...6, using: &chance))
    switch Int.random(in: 0..<6, using: &chance) {
    case 0: text.removeSubrange(place..<end)
    case 1, 2:
      text.insert(
        contentsOf: (tokens.randomElement(using: &chance) ?? "").unicodeScalars, at: place)
    case 3:
      text.insert(contentsOf: text[place..<end], at: Int.random(in: 0...text.count, using: &chance))
    case 4:
      let other = (seeds.randomElement(using: &chance) ?? "").unicodeScalars
      text.insert(
        contentsOf: other.suffix(Int.random(in: 0...other.count, using: &chance)), at: place)
    default:
      guard place < text.count else { return }
      text[place] = Unicode.Scalar(UInt8.random(in: 0..<128, using: &chance))
    }
  }

  @Test("expressions made at random are evaluated within the limits", arguments: 1...6)
  func random(seed: Int) {
    var maker = SyntaxMaker(seed: UInt64(seed) &* 977)
    var limits = Limits()
    limits.steps = 20_000
    for _ in 0..<500 {
      let syntax = maker.expression(5)
      let expression = Expression(syntax, of: "", names: SyntaxMaker.names)
      var evaluation = Evaluation(limits: limits)
      let value = expression.evaluate(in: Scope(SyntaxMaker.names), &evaluation)
      #expect(FEELType.any.contains(value))
      #expect(!evaluation.isHalted || value == .null)
    }
  }

  @Test("every built-in function takes whatever it is given", arguments: Builtins.names)
  func builtins(name: String) throws {
    let function = try #require(Builtins.function(named: name))
    var chance = SeededChance(7)
    let values = try [
      "null", "true", "0", "-1", "2.5", "1e6144", "\"\"", "\"a\"", "\"1\"", "\"[1..2]\"", "\"(a\"",
      "@\"2026-01-31\"",
      "@\"999999999-12-31\"", "@\"23:59:59Z\"", "@\"-999999999-01-01T00:00:00\"", "@\"P1D\"",
      "@\"-P999999999Y\"", "[]", "[1, 2]", "[null]", "[\"a\", true]", "{}", "{a: {b: 1}}",
      "{key: \"a\", value: 1}", "[1..5]", "(< 3)", "[\"a\"..\"b\"]", "abs", "function(x, y) x",
    ].map { try feel($0) }
    var answered = 0
    for count in 0...7 {
      for _ in 0..<(count == 0 ? 1 : 500) {
        let arguments = (0..<count).compactMap { _ in values.randomElement(using: &chance) }
        var evaluation = Evaluation(now: DateTime("2026-01-31T10:00:00Z"))
        let value = function.call(arguments, &evaluation)
        if value == .null { continue }
        #expect(function.result.contains(value), "\(name)\(arguments) is \(value)")
        answered += 1
      }
    }
    #expect(answered > 0, "\(name) never answered")
  }

  @Test("patterns made at random are matched within the limits", arguments: 1...5)
  func patterns(seed: Int) {
    var chance = SeededChance(UInt64(seed))
    let pieces = [
      "a", "b", ".", "^", "$", "(", ")", "(?:", "[", "]", "[^", "-", "|", "*", "+", "?", "{2}",
      "{1,}", "{0,3}", "\\", "\\d", "\\p{L}", "\\P{IsBasicLatin}", "\\1", "\\2", "{", "}", "中",
      "-[",
    ]
    var limits = Limits()
    limits.steps = 20_000
    var compiled = 0
    for _ in 0..<2000 {
      let count = Int.random(in: 1...8, using: &chance)
      let text = (0..<count).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
      if Pattern(text, flags: "") != nil { compiled += 1 }
      let call = Syntax(
        .call(
          Syntax(.name("replace")),
          ["aabba中b\na", text, "$1"].map { Syntax(.string($0)) }))
      _ = Expression(call, of: "", names: Names()).evaluate(limits: limits)
    }
    #expect(compiled > 100)
  }
}
