// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Lists, contexts, paths and filters (DMN 1.5, 10.3.2.3 to 10.3.2.6)")
struct CollectionTests {
  @Test(
    "a filter keeps the elements of which it is true",
    arguments: [
      Claim("[1, 2, 3, 4][item > 2]", "[3, 4]"), Claim("[1, 2][item > 9]", "[]"),
      Claim("[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]", "[{x: 1, y: 2}]"),
      Claim("[{x: 1}, {y: 2}][x = 1]", "[{x: 1}]"), Claim("[1, null, 3][item != null]", "[1, 3]"),
      Claim("[1, \"a\", 3][item > 2]", "[3]"), Claim("5[item = 5]", "[5]"),
      Claim("{a: 1}[a = 1]", "[{a: 1}]"), Claim("[][item > 1]", "[]"),
      Claim("null[item > 1]", "null"), Claim("[[1], [2, 3]][count(item) = 2]", "[[2, 3]]"),
      Claim("[{item: 7}, {item: 8}][item = 8]", "[{item: 8}]"),
      Claim("[true, false][item]", "[true]"),
      Claim("[1, 2, 3][true]", "[1, 2, 3]"), Claim("[1, 2, 3][false]", "[]"),
      Claim("[{a: [{b: 1}, {b: 2}]}, {a: []}][a[b = 2][1].b = 2].a[1].b", "[1, 2]"),
    ])
  func conditions(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "a number in a filter is a position, from the end when negative",
    arguments: [
      Claim("[\"a\", \"b\", \"c\"][1]", "\"a\""), Claim("[\"a\", \"b\", \"c\"][-1]", "\"c\""),
      Claim("[1, 2][0]", "null"), Claim("[1, 2][3]", "null"), Claim("[1, 2][-3]", "null"),
      Claim("[1, 2][1.5]", "null"), Claim("5[1]", "5"), Claim("[[1, 2], [3]][1][2]", "2"),
      Claim("{n: 2, l: [4, 5, 6]}.l[2]", "5"), Claim("for i in 1..2 return [7, 8][i]", "[7, 8]"),
      Claim("[1, 2, 3][count([1, 2])]", "2"), Claim("[1, 2, 3][\"a\"]", "null"),
    ])
  func positions(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("a name in a filter is the element's entry, or else that of the scope")
  func scopes() throws {
    let context: Context = ["limit": 2, "x": 9]
    #expect(try feel("[{x: 1}, {x: 3}][x > limit]", context) == feel("[{x: 3}]"))
    #expect(try feel("[{y: 1}, {x: 9, y: 2}][x = 9].y", context) == feel("[1, 2]"))
    #expect(
      try feel("for limit in [0, 2] return count([{x: 1}, {x: 3}][x > limit])", context)
        == feel("[2, 1]"))
    #expect(try feel("[{x: 1}, {x: 2}][for x in [x] return x > 1][1]") == .null)
  }

  @Test("a name with spaces that nothing declares may be an entry of a filtered element")
  func spaced() throws {
    let list: Value = [["first name": "Ada"], ["first name": "Bob"]]
    var names = Names()
    names.declare("people")
    var scope = Scope(names)
    scope["people"] = list
    let filter = try Expression("people[first name = \"Bob\"][1].first name", names: names)
    #expect(filter.evaluate(scope) == "Bob")
  }

  @Test(
    "a path goes into contexts, through lists, and to properties",
    arguments: [
      Claim("{a: {b: {c: 1}}}.a.b.c", "1"), Claim("[{b: 1}, {b: 2}].b", "[1, 2]"),
      Claim("[{a: {b: 1}}, {a: {b: [2, 3]}}].a.b", "[1, [2, 3]]"),
      Claim("[{b: 1}, {c: 2}].b", "[1, null]"), Claim("{a: 1}.b", "null"),
      Claim("null.a", "null"), Claim("1.a", "null"), Claim("{\"x y\": 1}.x y", "1"),
      Claim("{a+b: 1}.a+b", "1"), Claim("@\"2026-01-31\".month", "1"),
      Claim("@\"2026-01-31\".weekday", "6"), Claim("@\"10:11:12.5\".second", "12.5"),
      Claim("@\"2026-01-31T10:00:00+08:00\".time offset", "@\"PT8H\""),
      Claim("@\"2026-01-31T10:00:00@Asia/Shanghai\".timezone", "\"Asia/Shanghai\""),
      Claim("@\"10:00:00\".time offset", "null"), Claim("@\"P1DT2H\".hours", "2"),
      Claim("@\"P1Y2M\".years", "1"), Claim("@\"P1Y2M\".days", "null"),
      Claim("[1..5).end included", "false"), Claim("[1..5).start", "1"),
      Claim("(< 5).start", "null"), Claim("(< 5).end", "5"),
      Claim("[@\"2026-01-31\", @\"2025-02-01\"].year", "[2026, 2025]"),
    ])
  func paths(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("an entry of a context sees the ones before it, in nested contexts too")
  func entries() throws {
    #expect(try feel("{a: 1, b: a + 1, c: {d: a + b}}.c.d") == 3)
    #expect(try feel("{b: a, a: 1}.b") == .null)
    #expect(try feel("{a: 1, b: {a: 2, c: a}.c}.b") == 2)
  }

  @Test("the order of entries is kept, and does not count for equality")
  func order() throws {
    guard case .context(let context) = try feel("{z: 1, a: 2, \"m n\": 3}") else {
      Issue.record("no context")
      return
    }
    #expect(context.keys == ["z", "a", "m n"])
    var other = Context()
    for key in context.keys.reversed() { other[key] = context[key] }
    #expect(other == context)
    #expect(other.hashValue == context.hashValue)
  }

  @Test("a context finds its keys however many there are, and forgets the ones taken away")
  func many() {
    var context = Context()
    for number in 0..<100 { context["k\(number)"] = .number(Decimal128(number)) }
    #expect(context["k57"] == 57)
    context["k57"] = nil
    #expect(context["k57"] == nil)
    #expect(context["k99"] == 99)
    #expect(context.count == 99)
  }

  @Test("a range needs ends of one kind that has an order, the lower one first")
  func ranges() throws {
    #expect(try feel("[1..1] = [1..1]") == true)
    for text in ["[2..1]", "[1..\"a\"]", "[null..1]", "[true..false]", "(< null)"] {
      #expect(try reasons(text).1 == ["kinds"], "\(text)")
    }
  }
}
