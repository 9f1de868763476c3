// SPDX-License-Identifier: Apache-2.0

@testable import FEEL

/// Makes expressions at random, with every form of the grammar.
struct SyntaxMaker {
  static let names: Names = {
    var names = Names()
    names.declare("a", .number)
    names.declare("first name", .string)
    names.declare("总价-含税", .number)
    names.declare("list", .list(.context([.init("unit price", .number)])))
    return names
  }()

  private var chance: SeededChance

  init(seed: UInt64) {
    chance = SeededChance(seed)
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &chance)]
  }

  /// An expression of so many levels at most.
  mutating func expression(_ depth: Int) -> Syntax {
    depth <= 0 ? leaf() : Syntax(form(depth - 1))
  }

  private mutating func leaf() -> Syntax {
    Syntax(
      pick([
        .null, .boolean(true), .boolean(false), .number(1), .number(Decimal128("0.50") ?? 0),
        .string(""), .string("a\"b\\c\n"), .string("中🐎"), .name("a"), .name("first name"),
        .name("总价-含税"), .name("date and time"), .name("list"), .input, .list([]),
        .context([]), .temporal("2026-01-31", Value(temporal: "2026-01-31")),
        .temporal("P1D", Value(temporal: "P1D")),
      ]))
  }

  private mutating func some(_ depth: Int, _ count: ClosedRange<Int> = 0...3) -> [Syntax] {
    (0..<Int.random(in: count, using: &chance)).map { _ in expression(depth) }
  }

  private mutating func form(_ depth: Int) -> Syntax.Form {
    switch Int.random(in: 0..<14, using: &chance) {
    case 0: .negation(expression(depth))
    case 1, 2:
      .arithmetic(pick(Syntax.Arithmetic.allCases), expression(depth), expression(depth))
    case 3:
      .comparison(pick(Syntax.Comparison.allCases), expression(depth), expression(depth))
    case 4: .conjunction(expression(depth), expression(depth))
    case 5: .disjunction(expression(depth), expression(depth))
    case 6: .between(expression(depth), low: expression(depth), high: expression(depth))
    case 7: .membership(expression(depth), tests: tests(depth))
    case 8: .instance(expression(depth), of: type(2))
    default: further(depth)
    }
  }

  private mutating func further(_ depth: Int) -> Syntax.Form {
    switch Int.random(in: 0..<14, using: &chance) {
    case 0: .list(some(depth))
    case 1: .context(entries(depth))
    case 2:
      .range(
        start: expression(depth), end: expression(depth),
        includesStart: pick([true, false]), includesEnd: pick([true, false]))
    case 3: .filter(expression(depth), by: expression(depth))
    case 4: .path(expression(depth), name: pick(["b", "unit price", "time offset"]))
    case 5, 6: .call(expression(depth), some(depth))
    case 7: .namedCall(expression(depth), entries(depth, least: 1, bare: true))
    case 8:
      .condition(expression(depth), then: expression(depth), otherwise: expression(depth))
    case 9: .loop(iterators(depth), expression(depth))
    case 10: .quantified(isEvery: pick([true, false]), iterators(depth), expression(depth))
    case 11: .function(formals(), body: expression(depth))
    case 12: .external(formals(), body: expression(depth))
    default: .test(pick(Syntax.Comparison.allCases), expression(depth))
    }
  }

  private mutating func tests(_ depth: Int) -> [Syntax] {
    (0..<Int.random(in: 1...3, using: &chance)).map { _ in
      pick([true, false])
        ? Syntax(.test(pick(Syntax.Comparison.allCases), expression(depth)))
        : expression(depth)
    }
  }

  private mutating func entries(
    _ depth: Int, least: Int = 0, bare: Bool = false
  ) -> [Syntax.Entry] {
    var keys = bare ? ["k", "key two"] : ["k", "key two", "x/y", "{", "", "in"]
    keys.shuffle(using: &chance)
    return keys.prefix(Int.random(in: least...2, using: &chance))
      .map { .init($0, expression(depth)) }
  }

  private mutating func iterators(_ depth: Int) -> [Syntax.Iterator] {
    ["i", "next one"].prefix(Int.random(in: 1...2, using: &chance)).map { name in
      .init(name, expression(depth), to: pick([true, false]) ? expression(depth) : nil)
    }
  }

  private mutating func formals() -> [Syntax.Formal] {
    ["p", "parameter two"].prefix(Int.random(in: 0...2, using: &chance)).map { name in
      .init(name, pick([true, false]) ? type(2) : nil)
    }
  }

  private mutating func type(_ depth: Int) -> Syntax.TypeName {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &chance) {
    case 5: .list(type(depth - 1))
    case 6: .range(type(depth - 1))
    case 7: .context([.init("k", type(depth - 1)), .init("key two", type(depth - 1))])
    case 8: .function([type(depth - 1)], result: type(depth - 1))
    default: .named(pick(["number", "Any", "date and time", "tSome.thing"]))
    }
  }
}
