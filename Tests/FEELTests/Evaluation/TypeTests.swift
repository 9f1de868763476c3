// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Types (DMN 1.5, 10.3.2.9)")
struct TypeTests {
  @Test(
    "instance of tells the type of a value",
    arguments: [
      Claim("1 instance of number", "true"), Claim("1 instance of string", "false"),
      Claim("\"a\" instance of string", "true"), Claim("true instance of boolean", "true"),
      Claim("@\"2026-01-31\" instance of date", "true"),
      Claim("@\"2026-01-31\" instance of date and time", "false"),
      Claim("@\"2026-01-31T00:00:00\" instance of date and time", "true"),
      Claim("@\"10:00:00\" instance of time", "true"),
      Claim("@\"P1D\" instance of days and time duration", "true"),
      Claim("@\"P1D\" instance of years and months duration", "false"),
      Claim("@\"P1Y\" instance of years and months duration", "true"),
      Claim("1 instance of Any", "true"), Claim("null instance of Null", "true"),
      Claim("null instance of number", "false"), Claim("null instance of Any", "false"),
      Claim("1 instance of Null", "false"), Claim("1 instance of nobody", "null"),
      Claim("1 instance of list<nobody>", "null"),
      Claim("[1, 2] instance of list<number>", "true"),
      Claim("[1, \"a\"] instance of list<number>", "false"),
      Claim("[1, null] instance of list<number>", "true"),
      Claim("[] instance of list<string>", "true"), Claim("1 instance of list<number>", "false"),
      Claim("[[1]] instance of list<list<number>>", "true"),
      Claim("[1] instance of list<Any>", "true"), Claim("[1] instance of list", "null"),
      Claim("{a: 1, b: 2} instance of context<a: number>", "true"),
      Claim("{a: \"x\"} instance of context<a: number>", "false"),
      Claim("{} instance of context<a: number>", "false"), Claim("{} instance of context", "null"),
      Claim("[1..2] instance of range", "null"), Claim("abs instance of function", "null"),
      Claim("{a b: 1} instance of context<a b: number>", "true"),
      Claim("[1..2] instance of range<number>", "true"),
      Claim("[1..2] instance of range<string>", "false"),
      Claim("(< 2) instance of range<number>", "true"),
      Claim("abs instance of function<number>->Any", "true"),
      Claim("(function(a: string) a) instance of function<string>->string", "true"),
      Claim("(function(a: string) a) instance of function<number>->string", "false"),
      Claim("(function(a) a) instance of function<number, number>->Any", "false"),
      Claim("1 + 1 instance of number", "true"), Claim("1 instance of number = true", "true"),
    ])
  func instances(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("types that the host defines can be named, with spaces and dots")
  func defined() throws {
    var names = Names()
    names.define("t Person", as: .context([.init("full name", .string)]))
    names.define("lib.tAge", as: .number)
    func value(_ text: String) throws -> Value {
      try Expression(text, names: names).evaluate(Scope(names))
    }
    #expect(try value("{full name: \"A\"} instance of t Person") == true)
    #expect(try value("{full name: 1} instance of t Person") == false)
    #expect(try value("1 instance of lib.tAge") == true)
    #expect(try value("(function(p: t Person) p.full name)({full name: \"A\"})") == "A")
    #expect(try value("(function(p: t Person) 1)({full name: 1})") == .null)
  }

  @Test("what a type is made of decides whether it conforms to another")
  func conformance() {
    let person = FEELType.context([.init("a", .number), .init("b", .string)])
    let less = FEELType.context([.init("a", .number)])
    #expect(person.conforms(to: less))
    #expect(!less.conforms(to: person))
    #expect(person.conforms(to: .context([])))
    #expect(FEELType.list(person).conforms(to: .list(less)))
    #expect(FEELType.null.conforms(to: .number))
    #expect(!FEELType.any.conforms(to: .number))
    #expect(FEELType.number.conforms(to: .any))
    #expect(
      FEELType.function([.any], result: .number)
        .conforms(to: .function([.number], result: .any)))
    #expect(
      !FEELType.function([.number], result: .number)
        .conforms(to: .function([.any], result: .any)))
    #expect(!FEELType.date.conforms(to: .dateTime))
  }

  @Test("conforming is reflexive and transitive over every pair and triple of some types")
  func lattice() {
    let types: [FEELType] = [
      .any, .null, .number, .string, .list(.any), .list(.number), .context([]),
      .context([.init("a", .number)]), .context([.init("a", .number), .init("b", .any)]),
      .range(.number), .function([.number], result: .any), .anyFunction,
    ]
    for a in types {
      #expect(a.conforms(to: a))
      for b in types where a.conforms(to: b) {
        for c in types where b.conforms(to: c) {
          #expect(a.conforms(to: c), "\(a) \(b) \(c)")
        }
      }
    }
  }

  @Test("coercion wraps, unwraps and widens, and nothing else (10.3.2.9.4)")
  func coercion() throws {
    #expect(FEELType.number.coerce(1) == 1)
    #expect(FEELType.number.coerce([1]) == 1)
    #expect(FEELType.number.coerce([1, 2]) == nil)
    #expect(FEELType.number.coerce("1") == nil)
    #expect(FEELType.list(.number).coerce(1) == [1])
    #expect(FEELType.list(.number).coerce("a") == nil)
    #expect(FEELType.list(.number).coerce(["a"]) == nil)
    #expect(FEELType.number.coerce(.null) == .null)
    #expect(FEELType.any.coerce([1]) == [1])
    let date = try feel("@\"2026-01-31\"")
    let midnight = try feel("@\"2026-01-31T00:00:00Z\"")
    #expect(FEELType.dateTime.coerce(date) == midnight)
    #expect(FEELType.dateTime.coerce(.list([date])) == midnight)
    #expect(FEELType.date.coerce(midnight) == nil)
  }

  @Test(
    "the type of a value contains it",
    arguments: [
      "1", "[1, 2]", "[1, \"a\"]", "[]", "{a: {b: [1]}}", "[1..2]", "(< 3)", "abs", "\"a\"",
    ])
  func ofValue(text: String) throws {
    let value = try feel(text)
    let type = FEELType(of: value)
    #expect(type.contains(value), "\(type)")
    #expect(type.coerce(value) == value)
  }

  @Test("a type is written as FEEL reads it")
  func text() {
    let type = FEELType.list(
      .context([.init("a", .range(.dateTime)), .init("b", .function([.number], result: .any))]))
    #expect(
      type.description
        == "list<context<a: range<date and time>, b: function<number>->Any>>")
    #expect(FEELType(named: "days and time duration") == .daysTime)
    #expect(FEELType(named: "nobody") == nil)
  }
}
