// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite(
  "Business knowledge models and decision services are functions (DMN 1.5, 6.3.9, 6.3.10, 10.4)")
struct FunctionTests {
  private func knowledge(
    _ name: String, _ parameters: [(String, String)], _ body: String, type: String? = nil,
    requires: [String] = [], kind: String = "FEEL"
  ) -> String {
    """
    <businessKnowledgeModel name="\(name)" id="\(name)">
    <variable name="\(name)"\(type.map { " typeRef=\"\($0)\"" } ?? "")/>
    <encapsulatedLogic kind="\(kind)">
    \(parameters.map { "<formalParameter name=\"\($0)\" typeRef=\"\($1)\"/>" }.joined())
    <literalExpression><text>\(Sample.escaped(body))</text></literalExpression>
    </encapsulatedLogic>
    \(requires.map { "<knowledgeRequirement><requiredKnowledge href=\"#\($0)\"/></knowledgeRequirement>" }.joined())
    </businessKnowledgeModel>
    """
  }

  @Test("a function is called by position and by name")
  func calls() throws {
    let model = try Sample.model(
      knowledge("按 面积 收费", [("面积", "number"), ("单价", "number")], "面积 * 单价")
        + Sample.decision("a", "按 面积 收费(10, 2)", requires: ["k:按 面积 收费"])
        + Sample.decision("b", "按 面积 收费(单价: 3, 面积: 10)", requires: ["k:按 面积 收费"]))
    #expect(model.value("a") == 20)
    #expect(model.value("b") == 30)
    let arguments = Context([("面积", 4), ("单价", 5)])
    #expect(model.evaluate(function: "按 面积 收费", arguments: arguments).value == 20)
  }

  @Test("an invocation binds its parameters by name, what is not said being null")
  func invocation() throws {
    let model = try Sample.model(
      knowledge("f", [("a", "number"), ("b", "number")], "if b = null then a else a + b")
        + Sample.decision(
          "d",
          logic: """
            <invocation><literalExpression><text>f</text></literalExpression>
            <binding><parameter name="a"/><literalExpression><text>3</text></literalExpression>
            </binding></invocation>
            """, requires: ["k:f"]))
    #expect(model.value("d") == 3)
  }

  @Test("an argument or result of the wrong type makes the call null with a reason (10.3.2.13.2)")
  func types() throws {
    let model = try Sample.model(
      knowledge("f", [("a", "number")], "\"text\"")
        + knowledge("g", [("a", "number")], "a", type: "string")
        + Sample.decision("d", "f(\"1\")", requires: ["k:f"])
        + Sample.decision("e", "g(1)", requires: ["k:g"])
        + Sample.decision("many", "f(1, 2)", requires: ["k:f"])
        + Sample.decision("s", "f([1])", requires: ["k:f"]))
    #expect(model.value("d") == .null)
    #expect(model.ask("d").codes == ["type"])
    #expect(model.value("e") == .null)
    #expect(model.value("many") == .null)
    #expect(model.value("s") == "text")
  }

  @Test("allowed values of a parameter's type hold for arguments")
  func allowed() throws {
    let model = try Sample.model(
      """
      <itemDefinition name="t"><typeRef>number</typeRef>
      <allowedValues><text>[0..9]</text></allowedValues></itemDefinition>
      """ + knowledge("f", [("a", "t")], "a")
        + Sample.decision("d", "[f(5), f(10)]", requires: ["k:f"]))
    #expect(model.value("d") == [5, .null])
    #expect(model.ask("d").codes == ["allowed-values"])
  }

  @Test("a table without parameters takes its input expressions as such (10.2.2.6)")
  func impliedParameters() throws {
    let model = try Sample.model(
      """
      <businessKnowledgeModel name="f" id="f"><variable name="f"/><encapsulatedLogic>
      \(Sample.table("", rules: [("> 5", ["\"large\""])]))
      </encapsulatedLogic></businessKnowledgeModel>
      """ + Sample.decision("d", "[f(6), f(x: 7), f(\"8\")]", requires: ["k:f"]))
    #expect(model.value("d") == ["large", "large", .null])
  }

  @Test("a function calls itself, and functions call each other")
  func recursion() throws {
    let model = try Sample.model(
      knowledge("fact", [("n", "number")], "if n <= 1 then 1 else n * fact(n - 1)")
        + knowledge(
          "even", [("n", "number")], "if n = 0 then true else odd(n - 1)", requires: ["odd"])
        + knowledge(
          "odd", [("n", "number")], "if n = 0 then false else even(n - 1)", requires: ["even"])
        + Sample.decision("d", "fact(20)", requires: ["k:fact"])
        + Sample.decision("e", "even(10)", requires: ["k:even"]))
    #expect(model.value("d") == .decimal("2432902008176640000"))
    #expect(model.value("e") == true)
  }

  @Test("an endless recursion ends with null and the limit as its reason")
  func endless() throws {
    let model = try Sample.model(
      knowledge("f", [("n", "number")], "f(n + 1)")
        + Sample.decision("d", "f(0)", requires: ["k:f"]))
    let outcome = model.ask("d")
    #expect(outcome.value == .null)
    #expect(outcome.codes.contains("limit"))
  }

  @Test("Java and PMML functions are refused by name, and what calls them is null")
  func external() throws {
    for kind in ["Java", "PMML"] {
      let model = Model(
        try Sample.definitions(
          knowledge("f", [("n", "number")], "{class: \"java.lang.Math\"}", kind: kind)
            + Sample.decision("d", "f(1)", requires: ["k:f"])))
      #expect(model.faults.map(\.problem) == [.externalFunction(kind: kind)])
      let outcome = model.ask("d")
      #expect(outcome.value == .null)
      #expect(outcome.reasons.contains { $0.english.contains(kind) && $0.chinese.contains(kind) })
    }
    let text =
      "function(a) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}"
    let outcome = try Sample.model(Sample.decision("d", "(\(text))(1)")).ask("d")
    #expect(outcome.value == .null)
    #expect(outcome.codes.contains("external"))
  }

  private let service = """
    <decisionService name="评 定" id="s"><variable name="评 定"/>
    <outputDecision href="#result"/><encapsulatedDecision href="#inner"/>
    <inputDecision href="#opinion"/><inputData href="#x"/></decisionService>
    """

  private var parts: String {
    Sample.input("x", type: "number")
      + Sample.decision("opinion", logic: "", type: "string")
      + Sample.decision("inner", "x * 2", requires: ["i:x"])
      + Sample.decision(
        "result", "string(inner) + opinion", type: "string", requires: ["inner", "opinion"])
  }

  @Test("a service takes its inputs and input decisions, in this order, and gives its output")
  func services() throws {
    let model = try Sample.model(
      service + parts + Sample.decision("call", "评 定(4, \"好\")", requires: ["k:s"])
        + Sample.decision("named", "评 定(opinion: \"好\", x: 5)", requires: ["k:s"])
        + Sample.decision("wrong", "评 定(\"4\", \"好\")", requires: ["k:s"]))
    #expect(model.value("call") == "8好")
    #expect(model.value("named") == "10好")
    #expect(model.ask("wrong").codes.contains("type"))
    let inputs = Inputs(Context([("x", 6), ("opinion", "中")]))
    #expect(model.evaluate(service: "评 定", inputs: inputs).value == "12中")
  }

  @Test("a service of several outputs gives a context of them")
  func severalOutputs() throws {
    let model = try Sample.model(
      """
      <decisionService name="s" id="s"><variable name="s"/>
      <outputDecision href="#inner"/><outputDecision href="#other"/><inputData href="#x"/>
      </decisionService>
      """ + Sample.input("x") + Sample.decision("inner", "x * 2", requires: ["i:x"])
        + Sample.decision("other", "inner + 1", requires: ["inner"])
        + Sample.decision("call", "s(1).other", requires: ["k:s"]))
    let inputs = Inputs(Context([("x", 6)]))
    #expect(model.evaluate(service: "s", inputs: inputs).value == ["inner": 12, "other": 13])
    #expect(model.value("call") == 3)
  }

  @Test("an input decision with logic of its own is what the caller gives")
  func inputDecision() throws {
    let model = try Sample.model(
      """
      <decisionService name="s" id="s"><variable name="s"/>
      <outputDecision href="#d"/><inputDecision href="#e"/></decisionService>
      """ + Sample.decision("e", "1") + Sample.decision("d", "e + 1", requires: ["e"])
        + Sample.decision("call", "[d, s(10)]", requires: ["d", "k:s"]))
    #expect(model.value("call") == [2, 11])
  }

  @Test("functions are values: passed on, closed over and called later")
  func values() throws {
    let model = try Sample.model(
      knowledge("twice", [("f", "Any"), ("x", "number")], "f(f(x))")
        + knowledge("adder", [("n", "number")], "function(x) x + n")
        + Sample.decision("d", "twice(adder(3), 1)", requires: ["k:twice", "k:adder"]))
    #expect(model.value("d") == 7)
  }

  @Test("the rules that fire inside a function are told")
  func firings() throws {
    let model = try Sample.model(
      """
      <businessKnowledgeModel name="f" id="f"><variable name="f"/><encapsulatedLogic>
      <formalParameter name="x" typeRef="number"/>
      \(Sample.table("hitPolicy=\"COLLECT\"", rules: [("> 0", ["1"]), ("> 5", ["2"])]))
      </encapsulatedLogic></businessKnowledgeModel>
      """ + Sample.decision("d", "[f(3), f(7)]", requires: ["k:f"]))
    let outcome = model.ask("d")
    #expect(outcome.value == [[1], [1, 2]])
    #expect(outcome.firings.map(\.chosen) == [[0], [0, 1]])
    #expect(outcome.firings.map(\.tableID) == ["table", "table"])
  }
}
