// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Compiles boxed expressions, and collects what is wrong with them.
struct LogicCompiler {
  /// How deeply boxes may lie in each other; evaluation takes stack for each.
  private static let depthLimit = 64
  /// The name of the value that a part of an iteration or filter is given under; no text can spell it.
  static let hidden = "‹list›"
  /// The name of a body that is called for each item; no text can spell it.
  static let hiddenBody = "‹body›"

  var types: TypeCatalogue
  private(set) var faults: [ModelFault] = []
  private var depth = 0

  init(types: TypeCatalogue) { self.types = types }

  /// Compiles what may be missing; what is missing is null, with a reason.
  mutating func compile(
    _ expression: BoxedExpression?, named part: String, in environment: Environment, line: Int
  ) -> Logic {
    guard let expression else {
      let fault = ModelFault(.missingElement(part), element: environment.element, line: line)
      note(fault)
      return faulty(fault)
    }
    return compile(expression, in: environment)
  }

  /// Compiles an expression.
  ///
  /// - Parameter name: the name of the entry that it is the value of; a function may call itself by it.
  mutating func compile(
    _ expression: BoxedExpression, in environment: Environment, named name: String? = nil
  ) -> Logic {
    guard depth < Self.depthLimit else {
      return noted(.depth(limit: Self.depthLimit), expression, environment)
    }
    depth += 1
    defer { depth -= 1 }
    switch expression.form {
    case .literal(let literal):
      return compile(literal, named: name, expression, environment)
    case .table(let table):
      let table = compile(table, expression, environment)
      return logic(.table(table), shape: table.shape, expression, environment)
    case .invocation(let function, let bindings):
      return invocation(function, bindings, expression, environment)
    case .context(let entries): return context(entries, expression, environment)
    case .relation(let columns, let rows):
      return relation(columns, rows, expression, environment)
    case .list(let items):
      let items = items.map { compile($0, in: environment) }
      let shapes = Set(items.map(\.shape))
      return logic(
        .list(items), shape: .list(shapes.count == 1 ? items[0].shape : .any), expression,
        environment)
    case .function(let function):
      return self.function(function, named: name, expression, environment)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, expression, environment)
    case .filter(let list, let match): return filter(list, match, expression, environment)
    case .iteration(let iteration): return self.iteration(iteration, expression, environment)
    }
  }

  /// The type that a name means where an expression stands.
  mutating func type(_ name: String?, _ environment: Environment, line: Int) -> ItemType {
    types.type(name, in: environment.unit, of: environment.element, line: line)
  }

  /// Reads a text, or notes why it is not FEEL.
  mutating func read(
    _ text: String, dialect: Expression.Dialect = .expression, label: String? = nil,
    in environment: Environment, line: Int
  ) -> Result<Expression, ModelFault> {
    do {
      return .success(
        try Expression(
          text, names: environment.names, dialect: dialect,
          label: label ?? environment.element))
    } catch {
      let fault = ModelFault(
        .syntax(expression: text, error), element: environment.element, line: line)
      note(fault)
      return .failure(fault)
    }
  }

  /// Keeps a fault.
  mutating func note(_ fault: ModelFault) { faults.append(fault) }

  /// Notes the names that an expression uses and nothing declares.
  mutating func noteUnknownNames(
    of expression: Expression, in environment: Environment, line: Int
  ) {
    for name in expression.unknownNames {
      note(ModelFault(.unknownName(name), element: environment.element, line: line))
    }
  }

  /// A compiled expression of which its type says more than its parts, if it has one.
  mutating func logic(
    _ form: Logic.Form, shape: FEELType, _ expression: BoxedExpression,
    _ environment: Environment
  ) -> Logic {
    let type = type(expression.typeName, environment, line: expression.line)
    return Logic(
      element: environment.element, type: type, shape: type.shape == .any ? shape : type.shape,
      form: form)
  }

  /// What cannot be compiled, with a new fault.
  mutating func noted(
    _ problem: ModelFault.Problem, _ expression: BoxedExpression, _ environment: Environment
  ) -> Logic {
    let fault = ModelFault(problem, element: environment.element, line: expression.line)
    note(fault)
    return faulty(fault)
  }

  /// What cannot be evaluated because of a fault that is noted elsewhere.
  func faulty(_ fault: ModelFault) -> Logic {
    Logic(element: fault.element, type: .any, shape: .any, form: .faulty(fault))
  }
}
