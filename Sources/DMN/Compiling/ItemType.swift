// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A type of a model, compiled: the shape of its values, and what they must meet (7.3.2, 7.3.3).
final class ItemType: Sendable {
  /// The name by which reasons call it.
  let name: String
  /// What FEEL knows of it.
  let shape: FEELType
  /// Unary tests on the value as a whole; those of a component may name its siblings.
  let tests: [Expression]
  /// The type of the items, if the values are lists.
  let item: ItemType?
  /// The components, if the values are structures.
  let components: [Component]
  /// Whether the shape says everything.
  let isPlain: Bool

  /// A component of a structure.
  struct Component: Sendable {
    let name: String
    let type: ItemType
  }

  init(
    name: String, shape: FEELType, tests: [Expression] = [], item: ItemType? = nil,
    components: [Component] = []
  ) {
    self.name = name
    self.shape = shape
    self.tests = tests
    self.item = item.flatMap { $0.isPlain ? nil : $0 }
    self.components = components
    isPlain = tests.isEmpty && self.item == nil && components.allSatisfy(\.type.isPlain)
  }

  /// The type of every value.
  static let any = ItemType(name: "Any", shape: .any)

  /// What the type says of a function's result, if its values are functions.
  var functionResult: FEELType? {
    if case .function(_, let result) = shape { result } else { nil }
  }

  /// The value as the type wants it, or null with a reason (10.3.2.9.4).
  ///
  /// - Parameters:
  ///   - value: what is bound to something of this type.
  ///   - what: what it is bound to, for the reason.
  func conform(
    _ value: Value, _ what: @autoclosure () -> String, _ evaluation: inout Evaluation
  ) -> Value {
    if case .null = value { return .null }
    guard let coerced = shape.coerce(value) else {
      return evaluation.fail(.type(what: what(), expected: name, value.kind), label: what())
    }
    guard isPlain || isMet(by: coerced, &evaluation) else {
      return evaluation.fail(
        .host(
          code: "allowed-values", chinese: "值不在类型“\(name)”允许的范围内",
          english: "the value is not among those that “\(name)” allows"), label: what())
    }
    return coerced
  }

  /// Whether a value of the shape meets every test.
  ///
  /// - Parameter siblings: the components beside the value, in order, which its tests may name (7.3.3).
  private func isMet(
    by value: Value, beside siblings: [Value] = [], _ evaluation: inout Evaluation
  ) -> Bool {
    if case .null = value { return true }
    let meetsTests = evaluation.with(siblings) { evaluation in
      tests.allSatisfy { evaluation.run($0.prepared, input: value).isTrue }
    }
    guard meetsTests else { return false }
    if let item, case .list(let values) = value {
      for value in values where !item.isMet(by: value, beside: siblings, &evaluation) {
        return false
      }
    }
    if case .context(let context) = value, !components.allSatisfy(\.type.isPlain) {
      let values = components.map { context[$0.name] ?? .null }
      for (component, value) in zip(components, values) where !component.type.isPlain {
        guard component.type.isMet(by: value, beside: values, &evaluation) else { return false }
      }
    }
    return true
  }
}
