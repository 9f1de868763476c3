// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

/// Models written in a few lines.
enum Sample {
  static let namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/"

  /// The file of a model with these elements.
  static func file(_ elements: String, namespace: String = "urn:sample") -> String {
    """
    <definitions xmlns="\(Self.namespace)" name="sample" namespace="\(namespace)">
    \(elements)
    </definitions>
    """
  }

  /// The elements of a model, read.
  static func definitions(
    _ elements: String, namespace: String = "urn:sample"
  ) throws -> Definitions {
    try Definitions(xml: file(elements, namespace: namespace).utf8)
  }

  /// A model without faults.
  static func model(_ elements: String, importing others: [Definitions] = []) throws -> Model {
    let model = Model(try definitions(elements), importing: others)
    #expect(model.faults.isEmpty, "\(model.faults.map(\.english))")
    return model
  }

  /// A decision of a FEEL expression.
  static func decision(
    _ name: String, _ expression: String, type: String? = nil, requires: [String] = []
  ) -> String {
    decision(
      name, logic: "<literalExpression><text>\(escaped(expression))</text></literalExpression>",
      type: type, requires: requires)
  }

  /// A decision of any boxed expression.
  static func decision(
    _ name: String, logic: String, type: String? = nil, requires: [String] = []
  ) -> String {
    """
    <decision name="\(escaped(name))" id="\(escaped(name))">
    <variable name="\(escaped(name))"\(attribute(type))/>
    \(requires.map(requirement).joined())
    \(logic)
    </decision>
    """
  }

  /// Input data.
  static func input(_ name: String, type: String? = nil) -> String {
    """
    <inputData name="\(name)" id="\(name)"><variable name="\(name)"\(attribute(type))/></inputData>
    """
  }

  /// A decision table on one input, `x`, of a column of tests and columns of results.
  static func table(
    _ attributes: String, inputType: String = "number", outputs: [String] = ["<output/>"],
    rules: [(String, [String])]
  ) -> String {
    let rows = rules.map { test, results in
      "<rule><inputEntry><text>\(escaped(test))</text></inputEntry>"
        + results.map { "<outputEntry><text>\(escaped($0))</text></outputEntry>" }.joined()
        + "</rule>"
    }
    return """
      <decisionTable id="table" \(attributes)>
      <input label="x"><inputExpression typeRef="\(inputType)"><text>x</text></inputExpression></input>
      \(outputs.joined())\(rows.joined())
      </decisionTable>
      """
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing("\"", with: "&quot;")
  }

  /// `i:x` requires the input x, `k:f` the function f, anything else a decision.
  private static func requirement(_ target: String) -> String {
    let name = String(target.dropFirst(2))
    if target.hasPrefix("i:") {
      return
        "<informationRequirement><requiredInput href=\"#\(name)\"/></informationRequirement>"
    }
    if target.hasPrefix("k:") {
      return
        "<knowledgeRequirement><requiredKnowledge href=\"#\(name)\"/></knowledgeRequirement>"
    }
    return
      "<informationRequirement><requiredDecision href=\"#\(target)\"/></informationRequirement>"
  }

  private static func attribute(_ type: String?) -> String {
    type.map { " typeRef=\"\($0)\"" } ?? ""
  }
}

extension Model {
  /// What comes of a decision, for inputs written as a context.
  func ask(_ decision: String, _ inputs: Value = [:]) -> Outcome {
    guard case .context(let context) = inputs else { return evaluate(decision: decision) }
    return evaluate(decision: decision, inputs: Inputs(context))
  }

  /// The value of a decision.
  func value(_ decision: String, _ inputs: Value = [:]) -> Value {
    ask(decision, inputs).value
  }
}

extension Value {
  /// A decimal number written out.
  static func decimal(_ text: String) -> Value { Decimal128(text).map { .number($0) } ?? .null }
}

extension Outcome {
  /// The codes of the reasons.
  var codes: [String] { reasons.map(\.fault.code) }
}
