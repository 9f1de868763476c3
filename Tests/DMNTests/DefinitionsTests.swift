// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DMN

@Suite("A DMN file is read whole, and its faults are told")
struct DefinitionsTests {
  @Test(
    "the namespaces of DMN 1.1 to 1.5 are known",
    arguments: [
      "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
      "http://www.omg.org/spec/DMN/20180521/MODEL/",
      "https://www.omg.org/spec/DMN/20191111/MODEL/",
      "https://www.omg.org/spec/DMN/20211108/MODEL/",
      "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ])
  func namespaces(namespace: String) throws {
    let model = try Definitions(
      xml: "<d:definitions xmlns:d=\"\(namespace)\" name=\"m\" namespace=\"urn:m\"/>".utf8)
    #expect(model.name == "m")
    #expect(model.namespace == "urn:m")
    #expect(model.faults.isEmpty)
  }

  @Test(
    "another root or namespace is refused",
    arguments: [
      "<definitions/>", "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>",
      "<decision xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>", "<html/>",
    ])
  func foreign(text: String) throws {
    let fault = try #require(throws: ModelFault.self) { try Definitions(xml: text.utf8) }
    guard case .notDMN = fault.problem else {
      Issue.record("\(fault.english)")
      return
    }
    #expect(fault.english.contains("DMN 1.1 to 1.5"))
    #expect(fault.chinese.contains("DMN 1.1–1.5"))
  }

  @Test("what is no XML says where")
  func notXML() throws {
    let fault = try #require(throws: ModelFault.self) { try Definitions(xml: "<a>\n<b>".utf8) }
    #expect(fault.line == 2)
  }

  @Test("item definitions keep components, allowed values, constraints and signatures")
  func items() throws {
    let model = try Sample.definitions(
      """
      <itemDefinition name="申请人" isCollection="true">
        <itemComponent name="单位  名称"><typeRef>string</typeRef></itemComponent>
        <itemComponent name="kind"><typeRef>string</typeRef>
          <allowedValues><text>"a", "b"</text></allowedValues></itemComponent>
        <typeConstraint><text>count(?) > 0</text></typeConstraint>
      </itemDefinition>
      <itemDefinition name="rule"><functionItem outputTypeRef="boolean">
        <parameters name="x" typeRef="number"/></functionItem></itemDefinition>
      """)
    let item = model.items[0]
    #expect(item.isCollection)
    #expect(item.typeConstraint == "count(?) > 0")
    #expect(item.components.map(\.name) == ["单位 名称", "kind"])
    #expect(item.components[1].allowedValues == "\"a\", \"b\"")
    #expect(model.items[1].function?.resultTypeName == "boolean")
    #expect(model.items[1].function?.parameters.first?.name == "x")
    #expect(model.faults.isEmpty)
  }

  @Test("every boxed expression is read")
  func forms() throws {
    let text = "<literalExpression><text>1</text></literalExpression>"
    let logics = [
      text, "<list>\(text)\(text)</list>",
      "<relation><column name=\"a\"/><row>\(text)</row></relation>",
      "<context><contextEntry><variable name=\"a\"/>\(text)</contextEntry></context>",
      "<invocation>\(text)<binding><parameter name=\"p\"/>\(text)</binding></invocation>",
      "<functionDefinition><formalParameter name=\"p\"/>\(text)</functionDefinition>",
      "<conditional><if>\(text)</if><then>\(text)</then><else>\(text)</else></conditional>",
      "<filter><in>\(text)</in><match>\(text)</match></filter>",
      "<for iteratorVariable=\"i\"><in>\(text)</in><return>\(text)</return></for>",
      "<every iteratorVariable=\"i\"><in>\(text)</in><satisfies>\(text)</satisfies></every>",
      "<some iteratorVariable=\"i\"><in>\(text)</in><satisfies>\(text)</satisfies></some>",
      Sample.table("", rules: [("1", ["2"])]),
    ]
    let one = BoxedExpression(.literal(LiteralExpression("1")), line: 0)
    for logic in logics {
      let model = try Sample.definitions(Sample.decision("d", logic: logic))
      #expect(model.faults.isEmpty, "\(logic)")
      let form = try #require(model.decisions[0].logic?.form, "\(logic)")
      // Whatever the form holds is there: none of the parts is missing.
      switch form {
      case .literal(let literal): #expect(literal.text == "1")
      case .list(let items): #expect(items.count == 2)
      case .relation(let columns, let rows):
        #expect(columns.map(\.name) == ["a"])
        #expect(rows.map(\.count) == [1])
      case .context(let entries): #expect(entries.map(\.variable?.name) == ["a"])
      case .invocation(let function, let bindings):
        #expect(function?.form == one.form)
        #expect(bindings.map(\.parameter.name) == ["p"])
      case .function(let function):
        #expect(function.parameters.map(\.name) == ["p"])
        #expect(function.body?.form == one.form)
      case .conditional(let condition, let then, let otherwise):
        #expect([condition, then, otherwise].allSatisfy { $0?.form == one.form })
      case .filter(let list, let match):
        #expect([list, match].allSatisfy { $0?.form == one.form })
      case .iteration(let iteration):
        #expect([iteration.list, iteration.body].allSatisfy { $0?.form == one.form })
        #expect(iteration.variable == "i")
      case .table(let table): #expect(table.rules.map(\.tests) == [["1"]])
      }
    }
  }

  @Test("a table keeps its policy, columns, rules and notes")
  func table() throws {
    let model = try Sample.definitions(
      Sample.decision(
        "d",
        logic: """
          <decisionTable hitPolicy="COLLECT" aggregation="MAX" outputLabel="天数">
            <input label="年龄"><inputExpression typeRef="number"><text> Age </text></inputExpression>
              <inputValues><text>[0..150]</text></inputValues></input>
            <output name="a" typeRef="number"><outputValues><text>1, 2</text></outputValues>
              <defaultOutputEntry><text>0</text></defaultOutputEntry></output>
            <annotation name="依据"/>
            <rule id="r1"><inputEntry><text>&lt; 18</text></inputEntry>
              <outputEntry><text>1</text></outputEntry>
              <annotationEntry><text>第十条</text></annotationEntry></rule>
          </decisionTable>
          """))
    guard case .table(let table)? = model.decisions[0].logic?.form else {
      Issue.record("no table")
      return
    }
    #expect(table.hitPolicy == .max)
    #expect(table.inputs[0].expression == "Age")
    #expect(table.inputs[0].allowedValues == "[0..150]")
    #expect(table.outputs[0].allowedValues == "1, 2")
    #expect(table.outputs[0].fallback == "0")
    #expect(table.rules[0].tests == ["< 18"])
    #expect(table.rules[0].notes == ["第十条"])
  }

  @Test("what is missing or unknown is a fault with its element and line, and the rest is read")
  func faults() throws {
    let definitions = try Sample.definitions(
      """
      <decision id="d"><variable/>
        <decisionTable hitPolicy="BEST"><input/><output/><rule/></decisionTable>
      </decision>
      <decision name="e"><informationRequirement><requiredInput/></informationRequirement>
        <for><in/></for></decision>
      """)
    #expect(definitions.decisions.count == 2)
    let model = Model(definitions)
    let problems = Set(model.faults.map(\.problem))
    let expected: Set<ModelFault.Problem> = [
      .missingAttribute("name"), .hitPolicy("BEST"), .missingElement("inputExpression"),
      .ruleSize(rule: 1, inputs: 1, outputs: 1), .missingAttribute("href"),
      .missingAttribute("iteratorVariable"), .missingElement("in"), .missingElement("return"),
    ]
    #expect(problems == expected)
    let line = model.faults.first { $0.problem == .hitPolicy("BEST") }?.line
    #expect(line == 3)
    #expect(model.faults.allSatisfy { !$0.chinese.isEmpty && $0.english.contains("line ") })
  }
}
