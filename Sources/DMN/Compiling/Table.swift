// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A decision table, compiled.
final class Table: Sendable {
  /// A column of conditions.
  struct Input: Sendable {
    let label: String
    let expression: PreparedExpression
    let type: ItemType
    let allowed: PreparedExpression?
  }

  /// A column of results.
  struct Output: Sendable {
    let name: String
    let type: ItemType
    /// The allowed results in the order of priority; unary tests, one each.
    let ranks: [PreparedExpression]
    let fallback: PreparedExpression?
  }

  /// A rule.
  struct Rule: Sendable {
    let id: String?
    /// A test for each input; nothing where every value passes.
    let tests: [PreparedExpression?]
    let results: [PreparedExpression]
  }

  let element: String
  let id: String?
  let hitPolicy: DecisionTable.HitPolicy
  let inputs: [Input]
  let outputs: [Output]
  let rules: [Rule]
  /// What makes the table unusable, if anything.
  let fault: ModelFault?

  init(
    element: String, id: String?, hitPolicy: DecisionTable.HitPolicy, inputs: [Input],
    outputs: [Output], rules: [Rule], fault: ModelFault?
  ) {
    self.element = element
    self.id = id
    self.hitPolicy = hitPolicy
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
    self.fault = fault
  }

  /// What FEEL knows of the result.
  var shape: FEELType {
    let one: FEELType =
      outputs.count == 1
      ? outputs[0].type.shape
      : .context(outputs.map { FEELType.Component($0.name, $0.type.shape) })
    return switch hitPolicy {
    case .unique, .any, .priority, .first, .min, .max: one
    case .ruleOrder, .outputOrder, .collect: .list(one)
    case .sum, .count: .number
    }
  }
}
