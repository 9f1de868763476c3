// SPDX-License-Identifier: Apache-2.0

// For hosts that keep frames of values and evaluate many expressions on each, as DMN does.

extension Expression {
  /// The value for values in the order in which `names` declares them, without a scope.
  package func evaluate(
    values: [Value], input: Value = .null, _ evaluation: inout Evaluation
  ) -> Value {
    evaluation.with(values) { $0.run(prepared, input: input) }
  }

  /// What of the expression is needed to evaluate it, and nothing more: one reference.
  package var prepared: PreparedExpression { PreparedExpression(program: program) }
}

/// An expression without its text and names, for the many cells of a table.
package struct PreparedExpression: Sendable {
  fileprivate let program: Program
}

extension Evaluation {
  /// Evaluates expressions on values in the order in which their names are declared.
  package mutating func with<Result>(
    _ values: [Value], _ body: (inout Evaluation) -> Result
  ) -> Result {
    let outer = globals
    globals = values
    defer { globals = outer }
    return body(&self)
  }

  /// The value of an expression on the values of `with`, and with a value for `?`.
  package mutating func run(_ expression: PreparedExpression, input: Value = .null) -> Value {
    let program = expression.program
    let outer = base
    base = locals.count
    locals.append(input)
    for _ in 1..<program.slotCount { locals.append(.null) }
    let value = run(program.code)
    locals.removeLast(program.slotCount)
    base = outer
    return isHalted ? .null : value
  }
}
