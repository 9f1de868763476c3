// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

@Suite("Names, scopes and reasons")
struct ScopeTests {
  @Test("the longest known name is meant")
  func longest() throws {
    let context: Context = [
      "a": 10, "b": 3, "a-b": 100, "a - c": 7, "c": 4, "Required Monthly Installment": 5,
      "Required": 1, "rate/year": 2, "it's": 8, "x.y": 9, "n*": 6, "注册 资本": 11, "date": 12,
      "1st payment": 13, "Age (years)": 14,
    ]
    #expect(try feel("a-b", context) == 100)
    // Space is no part of a name, so only parentheses keep the shorter one (10.3.1.5).
    #expect(try feel("a - b", context) == 100)
    #expect(try feel("a -b", context) == 100)
    #expect(try feel("(a)-(b)", context) == 7)
    #expect(try feel("b-a", context) == -7)
    #expect(try feel("a - c", context) == 7)
    #expect(try feel("a-c", context) == 7)
    #expect(try feel("Required Monthly Installment + Required", context) == 6)
    #expect(try feel("Required   Monthly\n Installment", context) == 5)
    #expect(try feel("rate/year * 2", context) == 4)
    #expect(try feel("it's + x.y", context) == 17)
    #expect(try feel("n* * 2", context) == 12)
    #expect(try feel("注册 资本 > 10 and 注册 资本 < 12", context) == true)
    #expect(try feel("date + 1", context) == 13)
    #expect(try feel("1st payment - 1", context) == 12)
    #expect(try feel("Age (years) * 2", context) == 28)
  }

  @Test(
    "names of every part of the grammar's ranges are read",
    arguments: [
      "?a", "_x1", "é", "ſ", "Ω", "名称", "𠮷", "🐎", "a\u{B7}b", "x\u{301}", "a\u{203F}",
    ])
  func ranges(name: String) throws {
    #expect(try feel("\(name) + 1", [name: 1]) == 2)
  }

  @Test("names may contain keywords, which are keywords only where the grammar has them")
  func keywords() throws {
    let context: Context = [
      "in network": 1, "date and time of birth": 2, "then": 3, "item": 4, "not paid": 5,
      "for all": 6, "order": 7,
    ]
    #expect(try feel("in network + date and time of birth", context) == 3)
    #expect(try feel("not paid + for all + order", context) == 18)
    #expect(try feel("item", context) == 4)
    #expect(try feel("if in network = 1 then order else item", context) == 7)
  }

  @Test("components of the declared types are known behind a dot and in filters")
  func components() throws {
    let person = FEELType.context([
      .init("full name", .string), .init("age-group", .string),
      .init("home", .context([.init("post code", .string)])),
    ])
    var names = Names()
    names.declare("p", person)
    names.declare("people", .list(person))
    var scope = Scope(names)
    let value: Value = [
      "full name": "Ada", "age-group": "b", "home": ["post code": "430000"],
    ]
    scope["p"] = value
    scope["people"] = [value]
    func result(_ text: String) throws -> Value {
      try Expression(text, names: names).evaluate(scope)
    }
    #expect(try result("p.full name") == "Ada")
    #expect(try result("p.home.post code + p.age-group") == "430000b")
    #expect(
      try result("people[full name = \"Ada\" and age-group = \"b\"].home.post code") == ["430000"])
    #expect(try result("for x in people return x.home.post code") == ["430000"])
  }

  @Test("the keys within a context are known as components, also where elements differ")
  func keys() throws {
    let context: Context = ["l": [["unit-price": 3, "a": 1], ["unit-price": 5], 7]]
    #expect(try feel("l[unit-price > 4].unit-price", context) == [5])
    #expect(try feel("l[1].unit-price - l[1].a", context) == 2)
  }

  @Test("a name that nothing declares is null with a reason, and can be listed")
  func unknown() throws {
    let expression = try Expression("nobody + somebody.age + nobody")
    #expect(expression.unknownNames == ["nobody", "somebody"])
    #expect(try reasons("nobody").1 == ["unknown-name"])
    #expect(try Expression("[{a: 1}][a = 1]").unknownNames.isEmpty)
  }

  @Test("what an expression names itself hides the scope, and the scope hides the functions")
  func hiding() throws {
    #expect(try feel("for a in [1] return a", ["a": 2]) == [1])
    #expect(try feel("{a: 1, b: a}.b", ["a": 2]) == 1)
    #expect(try feel("count", ["count": 3]) == 3)
    #expect(try feel("(function(abs) abs)(1)") == 1)
  }

  @Test("a scope of other names is read by name, and what it lacks is null")
  func otherNames() throws {
    var names = Names()
    names.declare("b")
    names.declare("a")
    let expression = try Expression("[a, b]", names: names)
    #expect(expression.evaluate(Scope(["a": 1, "c": 2])) == [1, .null])
    var scope = Scope(names)
    scope["a"] = 5
    scope["nobody"] = 6
    #expect(expression.evaluate(scope) == [5, .null])
    #expect(scope["nobody"] == .null)
  }

  @Test("declaring a name again changes its type and not its place")
  func redeclare() throws {
    var names = Names()
    names.declare("a", .number)
    names.declare("b")
    names.declare("a", .string)
    #expect(names.type(of: "a") == .string)
    #expect(names.variables.map(\.name) == ["a", "b"])
    #expect(names.contains("b"))
    #expect(!names.contains("c"))
  }

  @Test("now and today tell the time of the scope, and fail without one")
  func clock() throws {
    let now = try #require(DateTime("2026-01-31T10:20:30Z"))
    let scope = Scope(now: now)
    #expect(try Expression("now()").evaluate(scope) == .dateTime(now))
    #expect(try Expression("today()").evaluate(scope) == feel("@\"2026-01-31\""))
    #expect(try reasons("now()").1 == ["domain"])
  }

  @Test("a reason says where, what and of which expression")
  func place() throws {
    let expression = try Expression("1 +\n  (2 * \"三\")", label: "d_fee")
    var diagnostics = Diagnostics()
    #expect(expression.evaluate(in: Scope(), diagnostics: &diagnostics) == .null)
    let reason = try #require(diagnostics.reasons.first)
    #expect(reason.place == .init(line: 2, column: 4, text: "2 * \"三\""))
    #expect(reason.label == "d_fee")
    #expect(reason.fault == .kinds(operation: "*", [.number, .string]))
    #expect(reason.chinese.contains("第 2 行第 4 列"))
    #expect(reason.english.contains("line 2, column 4"))
    #expect(diagnostics.reasons.count == 2)
  }

  @Test("every fault has words in both languages and a code of its own")
  func words() {
    let faults: [Fault] = [
      .unknownName("a"), .kinds(operation: "+", [.number]), .noEntry(name: "a", .context),
      .notFunction(.number), .arguments(function: "f", "1"),
      .type(what: "a", expected: "number", .string), .domain(function: "f", "1"),
      .arithmetic("/"), .external, .limit(.steps),
      .host(code: "own", chinese: "自己的", english: "own"),
    ]
    #expect(Set(faults.map(\.code)).count == faults.count)
    #expect(Set(faults.map(\.chinese)).count == faults.count)
    #expect(Set(faults.map(\.english)).count == faults.count)
    for limit in [Fault.Limit.steps, .length, .nesting, .stack] {
      #expect(!Fault.limit(limit).chinese.isEmpty && !Fault.limit(limit).english.isEmpty)
    }
  }
}
