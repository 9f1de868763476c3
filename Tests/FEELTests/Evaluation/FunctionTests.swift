// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Functions (DMN 1.5, 10.3.2.13)")
struct FunctionTests {
  @Test(
    "a definition is a value that can be called, passed and given back",
    arguments: [
      Claim("(function(a, b) a - b)(5, 2)", "3"), Claim("(function() 7)()", "7"),
      Claim("{f: function(x) x * 2, r: f(4)}.r", "8"),
      Claim("(function(f, x) f(f(x)))(function(y) y + 1, 5)", "7"),
      Claim("(function(a) function(b) a + b)(1)(2)", "3"),
      Claim("(function(f) f(-2))(abs)", "2"),
      Claim("{m: {f: function(x) x + 1}, r: m.f(1)}.r", "2"),
      Claim("(function(a b, c) a b + c)(1, 2)", "3"),
      Claim("[function(x) x + 1, function(x) x * 9][2](2)", "18"),
      Claim("for f in [abs, function(x) x * 2] return f(-3)", "[3, -6]"),
    ])
  func values(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "arguments are given by place or by name",
    arguments: [
      Claim("(function(a, b) a - b)(b: 1, a: 3)", "2"),
      Claim("(function(a, b) [a, b])(b: 1)", "[null, 1]"),
      Claim("substring(start position: 2, string: \"abc\")", "\"bc\""),
      Claim("(function(first name) first name)(first name: \"A\")", "\"A\""),
    ])
  func named(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "a call with the wrong arguments is null and says why",
    arguments: [
      "(function(a, b) a)(1)", "(function(a) a)(1, 2)", "(function(a) a)(b: 1)",
      "(function(a) a)(a: 1, b: 2)", "abs()", "abs(1, 2)",
      "abs(value: 1)", "substring(\"abc\")", "count()", "sum()", "not(true, false)",
      "string length(1)", "upper case(null)", "floor(\"1\")",
    ])
  func wrong(text: String) throws {
    let (value, codes) = try reasons(text)
    #expect(value == .null)
    #expect(codes == ["arguments"])
  }

  @Test("typed parameters coerce their arguments, or refuse them")
  func typed() throws {
    #expect(try feel("(function(a: number) a + 1)([1])") == 2)
    #expect(try feel("(function(a: list<number>) count(a))(1)") == 1)
    #expect(
      try feel("(function(a: date and time) a)(@\"2026-01-31\")")
        == feel("@\"2026-01-31T00:00:00Z\""))
    #expect(try feel("(function(a: number) 1)(null)") == 1)
    #expect(try reasons("(function(a: number) 1)(\"x\")").1 == ["type"])
    #expect(try reasons("(function(a: context<b: number>) 1)({b: \"x\"})").1 == ["type"])
  }

  @Test("a definition keeps the values of the names around it")
  func captures() throws {
    #expect(
      try feel("for f in (for i in 1..3 return function() i * 10) return f()") == [10, 20, 30])
    #expect(try feel("{a: 1, f: function() a, r: (function(a) f())(9)}.r") == 1)
    #expect(try feel("[{k: 1}][(function() k)() = 1]") == [["k": 1]])
    let context: Context = ["outer": 5]
    #expect(try feel("(function(x) function() outer + x)(2)()", context) == 7)
  }

  @Test("a definition in a context may call itself by its key, but not by a parameter's name")
  func recursion() throws {
    let text = "{fact: function(n) if n <= 1 then 1 else n * fact(n - 1), r: fact(20)}.r"
    #expect(try feel(text) == feel("2432902008176640000"))
    #expect(try feel("{f: function(f) f, r: f(3)}.r") == 3)
  }

  @Test("functions outside FEEL are refused and say so")
  func external() throws {
    let text = "(function(a) external {java: {class: \"java.lang.Math\"}})(1)"
    let (value, codes) = try reasons(text)
    #expect(value == .null)
    #expect(codes.first == "external")
  }

  @Test("what is no function cannot be called")
  func notFunctions() throws {
    #expect(try reasons("(1)(2)").1 == ["not-function"])
    #expect(try reasons("nobody(2)").1 == ["unknown-name", "not-function"])
    #expect(try reasons("null(a: 2)").1 == ["not-function"])
  }

  @Test("a host's function takes coerced arguments and gives a coerced result")
  func host() throws {
    var names = Names()
    names.declare("area fee")
    var scope = Scope(names)
    scope["area fee"] = .function(
      Function(
        name: "area fee", parameters: [.init("area", .number), .init("rate", .number)],
        result: .list(.number)
      ) { arguments, evaluation in
        guard case .number(let area) = arguments[0], case .number(let rate) = arguments[1],
          let fee = area * rate
        else {
          return evaluation.fail(.host(code: "no-fee", chinese: "无收费标准", english: "no fee"))
        }
        return .number(fee)
      })
    func value(_ text: String) throws -> (Value, [String]) {
      var diagnostics = Diagnostics()
      let value = try Expression(text, names: names)
        .evaluate(in: scope, diagnostics: &diagnostics)
      return (value, diagnostics.reasons.map(\.fault.code))
    }
    #expect(try value("area fee(3, 2)").0 == [6])
    #expect(try value("area fee(rate: [2], area: 5)").0 == [10])
    #expect(try value("area fee(null, 2)").1 == ["no-fee"])
    #expect(try value("area fee(\"x\", 2)").1 == ["type"])
    #expect(try value("area fee(1)").1 == ["arguments"])
    #expect(try value("(function(f) f(1, 1))(area fee)").0 == [1])
  }

  @Test("a host's function that goes on for ever ends by the limits of the whole evaluation")
  func nested() throws {
    var names = Names()
    names.declare("again")
    let expression = try Expression("again(again)", names: names)
    let again = Function(name: "again", parameters: [.init("itself")]) { arguments, evaluation in
      var scope = Scope(expression.names)
      scope["again"] = arguments[0]
      return expression.evaluate(in: scope, &evaluation)
    }
    var scope = Scope(names)
    scope["again"] = .function(again)
    var diagnostics = Diagnostics()
    #expect(expression.evaluate(in: scope, diagnostics: &diagnostics) == .null)
    #expect(diagnostics.reasons.map(\.fault) == [.limit(.stack)])
  }
}
