// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("Boxed expressions (DMN 1.5, 7.3 and 10.2.2)")
struct BoxedTests {
  private func text(_ expression: String) -> String {
    "<literalExpression><text>\(Sample.escaped(expression))</text></literalExpression>"
  }

  private func value(_ logic: String, _ inputs: Value = [:]) throws -> Value {
    try Sample.model(
      Sample.input("xs") + Sample.decision("d", logic: logic, requires: ["i:xs"])
    ).value("d", inputs)
  }

  @Test("a context's entries see those before them; a last one without a name is the result")
  func contexts() throws {
    func entry(_ name: String?, _ logic: String) -> String {
      "<contextEntry>\(name.map { "<variable name=\"\($0)\"/>" } ?? "")\(logic)</contextEntry>"
    }
    let entries = entry("a b", text("2")) + entry("c", text("a b * 3"))
    #expect(try value("<context>\(entries)</context>") == ["a b": 2, "c": 6])
    #expect(try value("<context>\(entries)\(entry(nil, text("a b + c")))</context>") == 8)
  }

  @Test("an entry hides the name around it only for those that follow")
  func hiding() throws {
    let logic = """
      <context><contextEntry><variable name="before"/>\(text("xs"))</contextEntry>
      <contextEntry><variable name="xs"/>\(text("xs + 1"))</contextEntry>
      <contextEntry><variable name="after"/>\(text("xs"))</contextEntry></context>
      """
    #expect(try value(logic, ["xs": 1]) == ["before": 1, "xs": 2, "after": 2])
  }

  @Test("a relation is a list of contexts, a list a list")
  func relations() throws {
    let row = "<row>\(text("1"))\(text("\"a\""))</row><row>\(text("2"))\(text("null"))</row>"
    let logic = "<relation><column name=\"n\"/><column name=\"名\"/>\(row)</relation>"
    #expect(try value(logic) == [["n": 1, "名": "a"], ["n": 2, "名": .null]])
    #expect(try value("<list>\(text("1"))<list>\(text("2"))</list></list>") == [1, [2]])
    #expect(try value("<list/>") == [])
  }

  @Test("a function closes over what is around it")
  func functions() throws {
    let logic = """
      <context><contextEntry><variable name="k"/>\(text("10"))</contextEntry>
      <contextEntry><variable name="f"/><functionDefinition>
      <formalParameter name="x" typeRef="number"/>\(text("x * k"))</functionDefinition></contextEntry>
      <contextEntry>\(text("f(3)"))</contextEntry></context>
      """
    #expect(try value(logic) == 30)
  }

  @Test("a function in an entry calls itself by the name of the entry, boxed or in text")
  func recursion() throws {
    let body = text("if n <= 1 then 1 else n * fact(n - 1)")
    let functions = [
      "<functionDefinition><formalParameter name=\"n\" typeRef=\"number\"/>\(body)</functionDefinition>",
      text("function(n) if n <= 1 then 1 else n * fact(n - 1)"),
    ]
    for function in functions {
      let logic = """
        <context><contextEntry><variable name="k"/>\(text("1"))</contextEntry>
        <contextEntry><variable name="fact"/>\(function)</contextEntry>
        <contextEntry>\(text("fact(5) * k"))</contextEntry></context>
        """
      #expect(try value(logic) == 120)
    }
  }

  @Test("a conditional takes the second unless the condition is true")
  func conditionals() throws {
    func conditional(_ condition: String) throws -> Value {
      try value(
        "<conditional><if>\(text(condition))</if><then>\(text("1"))</then>"
          + "<else>\(text("2"))</else></conditional>")
    }
    #expect(try conditional("1 < 2") == 1)
    #expect(try conditional("1 > 2") == 2)
    #expect(try conditional("null") == 2)
  }

  private func filter(_ list: String, _ match: String) -> String {
    "<filter><in>\(list)</in><match>\(match)</match></filter>"
  }

  @Test("a filter keeps the items that match, by item and by the names of their components")
  func filters() throws {
    #expect(try value(filter(text("[1,2,3,4]"), text("item > 2"))) == [3, 4])
    #expect(
      try value(filter(text("xs"), text("age > 2")), ["xs": [["age": 1], ["age": 3]]])
        == [["age": 3]])
    #expect(try value(filter(text("[]"), text("true"))) == [])
    #expect(try value(filter(text("null"), text("true"))) == .null)
  }

  @Test("a filter's match may be any box")
  func boxedMatch() throws {
    let row = "<row>\(text("1"))</row><row>\(text("5"))</row>"
    let list = "<relation><column name=\"total fee\"/>\(row)</relation>"
    let match = """
      <context><contextEntry><variable name="limit"/>\(text("3"))</contextEntry>
      <contextEntry>\(text("total fee > limit and item.total fee > limit"))</contextEntry></context>
      """
    #expect(try value(filter(list, match)) == [["total fee": 5]])
  }

  private func iteration(_ kind: String, _ list: String, _ body: String) -> String {
    let part = kind == "for" ? "return" : "satisfies"
    return """
      <\(kind) iteratorVariable="i"><in>\(text(list))</in><\(part)>\(text(body))</\(part)></\(kind)>
      """
  }

  @Test("for gives a result for each item, and sees those before as partial")
  func loops() throws {
    #expect(try value(iteration("for", "[1,2,3]", "i * 2")) == [2, 4, 6])
    #expect(try value(iteration("for", "[1,2,3]", "i + count(partial)")) == [1, 3, 5])
    #expect(try value(iteration("for", "[1..3]", "i")) == [1, 2, 3])
    #expect(try value(iteration("for", "[]", "i")) == [])
    #expect(try value(iteration("for", "xs", "i + 1"), ["xs": 4]) == [5])
  }

  @Test("every and some follow three-valued logic")
  func quantifiers() throws {
    #expect(try value(iteration("every", "[1,2]", "i > 0")) == true)
    #expect(try value(iteration("every", "[1,2]", "i > 1")) == false)
    #expect(try value(iteration("every", "[]", "false")) == true)
    #expect(try value(iteration("some", "[1,2]", "i > 1")) == true)
    #expect(try value(iteration("some", "[1,2]", "i > 2")) == false)
    #expect(try value(iteration("some", "[]", "true")) == false)
    #expect(try value(iteration("some", "[1]", "\"no truth\"")) == .null)
  }

  @Test("an iteration within an iteration sees both variables")
  func nested() throws {
    let inner = """
      <for iteratorVariable="j"><in>\(text("[1, 2]"))</in><return>\(text("i * j"))</return></for>
      """
    let outer = """
      <for iteratorVariable="i"><in>\(text("[3, 4]"))</in><return>\(inner)</return></for>
      """
    #expect(try value(outer) == [[3, 6], [4, 8]])
  }

  @Test("what is missing in a box, or is in another language, is a fault and null")
  func missing() throws {
    let logics = [
      "<literalExpression/>", "<conditional><if>\(text("true"))</if></conditional>",
      "<literalExpression expressionLanguage=\"http://www.w3.org/1999/XPath\"><text>/a</text></literalExpression>",
      text("1 +"),
    ]
    for logic in logics {
      let model = Model(try Sample.definitions(Sample.decision("d", logic: logic)))
      #expect(!model.faults.isEmpty, "\(logic)")
      let outcome = model.ask("d")
      #expect(outcome.value == .null)
      #expect(outcome.codes == ["model"], "\(logic)")
    }
  }

  @Test("boxes that lie too deep are a fault")
  func deep() throws {
    let logic =
      String(repeating: "<list>", count: 90) + text("1")
      + String(repeating: "</list>", count: 90)
    let model = Model(try Sample.definitions(Sample.decision("d", logic: logic)))
    #expect(model.faults.map(\.problem) == [.depth(limit: 64)])
  }

  @Test("the limits hold for a whole evaluation")
  func limits() throws {
    let model = try Sample.model(
      Sample.decision("d", logic: iteration("for", "[1..1000]", "i + 1")))
    var limits = Limits()
    limits.steps = 1_000
    let outcome = model.evaluate(decision: "d", limits: limits)
    #expect(outcome.value == .null)
    #expect(outcome.codes.contains("limit"))
  }
}
