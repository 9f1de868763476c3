// SPDX-License-Identifier: Apache-2.0

import FEEL

extension LogicCompiler {
  /// Compiles a decision table; a cell that is not FEEL makes it unusable, and says so.
  mutating func compile(
    _ table: DecisionTable, _ expression: BoxedExpression, _ environment: Environment
  ) -> Table {
    var reader = CellReader(environment: environment, line: expression.line)
    if table.outputs.isEmpty { reader.note(.missingElement("output"), with: &self) }
    let inputs = table.inputs.map { input in
      if input.expression.isEmpty {
        reader.note(.missingElement("inputExpression"), with: &self)
      }
      return Table.Input(
        label: input.label ?? input.expression,
        expression: reader.read(input.expression, with: &self).prepared,
        type: type(input.typeName, environment, line: expression.line),
        allowed: input.allowedValues.map {
          reader.read($0, dialect: .unaryTests, with: &self).prepared
        })
    }
    let outputs = table.outputs.map { output in
      result(output, of: table, environment, &reader)
    }
    var rules: [Table.Rule] = []
    for (index, rule) in table.rules.enumerated() {
      reader.line = rule.line == 0 ? expression.line : rule.line
      reader.label = "\(environment.element), rule \(index + 1)"
      // A rule without any test always applies (8.3.3).
      let hasTests = rule.tests.isEmpty || rule.tests.count == inputs.count
      if !hasTests || rule.results.count != outputs.count {
        reader.note(
          .ruleSize(rule: index + 1, inputs: inputs.count, outputs: outputs.count), with: &self)
      }
      rules.append(
        Table.Rule(
          id: rule.id,
          tests: rule.tests.map { test in
            ["", "-"].contains(test)
              ? nil : reader.read(test, dialect: .unaryTests, with: &self).prepared
          },
          results: rule.results.map { reader.read($0, with: &self).prepared }))
    }
    return Table(
      element: environment.element, id: expression.id, hitPolicy: table.hitPolicy,
      inputs: inputs, outputs: outputs, rules: rules, fault: reader.fault)
  }

  private mutating func result(
    _ output: DecisionTable.Output, of table: DecisionTable, _ environment: Environment,
    _ reader: inout CellReader
  ) -> Table.Output {
    let type = type(output.typeName, environment, line: reader.line)
    let allowed = output.allowedValues.map {
      reader.read($0, dialect: .unaryTests, with: &self)
    }
    return Table.Output(
      name: output.name ?? output.label ?? "", type: type,
      // Without values of its own a column has those of its type (8.3.3).
      ranks: (allowed.map(\.eachTest) ?? type.tests.flatMap(\.eachTest)).map(\.prepared),
      fallback: output.fallback.map { reader.read($0, with: &self).prepared })
  }
}

/// Reads the cells of a table, and keeps the first fault.
private struct CellReader {
  let environment: Environment
  var line: Int
  var label: String?
  private(set) var fault: ModelFault?

  init(environment: Environment, line: Int) {
    self.environment = environment
    self.line = line
  }

  /// The expression of a cell; null where it is empty or faulty.
  mutating func read(
    _ text: String, dialect: Expression.Dialect = .expression,
    with compiler: inout LogicCompiler
  ) -> Expression {
    let nothing = Expression(Syntax(.null), of: "null", names: environment.names)
    guard !["", "-"].contains(text) || dialect == .unaryTests else { return nothing }
    switch compiler.read(text, dialect: dialect, label: label, in: environment, line: line) {
    case .success(let expression):
      compiler.noteUnknownNames(of: expression, in: environment, line: line)
      return expression
    case .failure(let found):
      fault = fault ?? found
      return nothing
    }
  }

  mutating func note(_ problem: ModelFault.Problem, with compiler: inout LogicCompiler) {
    let found = ModelFault(problem, element: environment.element, line: line)
    compiler.note(found)
    fault = fault ?? found
  }
}

extension Expression {
  /// Each of several unary tests for itself, in order.
  fileprivate var eachTest: [Expression] {
    guard case .tests(let tests, isNegated: false) = syntax.form, tests.count > 1 else {
      return [self]
    }
    return tests.map { test in
      Expression(
        Syntax(.tests([test], isNegated: false)), of: text, names: names, dialect: .unaryTests,
        label: label)
    }
  }
}
