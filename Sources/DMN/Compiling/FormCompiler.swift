// SPDX-License-Identifier: Apache-2.0

import FEEL

extension LogicCompiler {
  mutating func compile(
    _ literal: LiteralExpression, named name: String?, _ expression: BoxedExpression,
    _ environment: Environment
  ) -> Logic {
    if let language = literal.foreignLanguage {
      return noted(.foreignLanguage(language), expression, environment)
    }
    guard let text = literal.text else {
      return noted(.missingElement("text"), expression, environment)
    }
    switch read(text, in: environment, line: expression.line) {
    case .failure(let fault): return faulty(fault)
    case .success(let read):
      let named = name.map { read.callable(as: $0) } ?? read
      noteUnknownNames(of: named, in: environment, line: expression.line)
      return logic(.literal(named.prepared), shape: .any, expression, environment)
    }
  }

  mutating func invocation(
    _ function: BoxedExpression?, _ bindings: [Binding], _ expression: BoxedExpression,
    _ environment: Environment
  ) -> Logic {
    let function = compile(
      function, named: "literalExpression", in: environment, line: expression.line)
    let arguments = bindings.map { binding in
      Logic.Argument(
        name: binding.parameter.name,
        type: type(binding.parameter.typeName, environment, line: expression.line),
        logic: binding.expression.map { compile($0, in: environment) }
          ?? constantNull(environment))
    }
    return logic(
      .invocation(function: function, arguments: arguments), shape: .any, expression,
      environment)
  }

  mutating func context(
    _ entries: [ContextEntry], _ expression: BoxedExpression, _ environment: Environment
  ) -> Logic {
    var inner = environment
    var compiled: [Logic.Entry] = []
    var result: Logic?
    for entry in entries {
      let logic =
        entry.expression.map { compile($0, in: inner, named: entry.variable?.name) }
        ?? compile(nil, named: "expression", in: inner, line: expression.line)
      guard let variable = entry.variable else {
        result = logic
        continue
      }
      let type = type(variable.typeName, environment, line: expression.line)
      let shape = type.shape == .any ? logic.shape : type.shape
      compiled.append(
        Logic.Entry(
          name: variable.name, type: type, slot: inner.declare(variable.name, shape),
          logic: logic))
    }
    let components = compiled.map { FEELType.Component($0.name, inner.shape(of: $0)) }
    return logic(
      .context(compiled, result: result), shape: result?.shape ?? .context(components),
      expression, environment)
  }

  mutating func relation(
    _ columns: [Variable], _ rows: [[BoxedExpression]], _ expression: BoxedExpression,
    _ environment: Environment
  ) -> Logic {
    let columns = columns.map { column in
      Logic.Column(
        name: column.name, type: type(column.typeName, environment, line: expression.line))
    }
    let rows = rows.map { row in row.map { compile($0, in: environment) } }
    let shape = FEELType.context(columns.map { .init($0.name, $0.type.shape) })
    return logic(
      .relation(columns: columns, rows: rows), shape: .list(shape), expression, environment)
  }

  mutating func function(
    _ function: FunctionDefinition, named name: String?, _ expression: BoxedExpression,
    _ environment: Environment
  ) -> Logic {
    var inner = environment
    let itself = name.map { inner.declare($0, .anyFunction) }
    let logic = compile(function, resultTypeName: nil, in: inner, line: expression.line)
    let type = type(expression.typeName, environment, line: expression.line)
    let result = type.functionResult == nil ? type : .any
    let function = FunctionLogic(
      element: logic.element, itself: itself, parameters: logic.parameters, result: result,
      body: logic.body)
    return Logic(
      element: environment.element, type: type.functionResult == nil ? .any : type,
      shape: function.shape, form: .function(function))
  }

  /// Compiles a function of which the parameters are in scope of the body.
  mutating func compile(
    _ function: FunctionDefinition, resultTypeName: String?, in environment: Environment,
    line: Int
  ) -> FunctionLogic {
    var inner = environment
    let parameters = function.parameters.map { parameter in
      let type = type(parameter.typeName, environment, line: line)
      return FunctionLogic.Parameter(
        name: parameter.name, type: type, slot: inner.declare(parameter.name, type.shape))
    }
    let body: Logic
    if function.kind == .feel {
      body = compile(function.body, named: "expression", in: inner, line: line)
    } else {
      let fault = ModelFault(
        .externalFunction(kind: function.kind.rawValue), element: environment.element,
        line: line)
      note(fault)
      body = faulty(fault)
    }
    return FunctionLogic(
      element: environment.element, parameters: parameters,
      result: type(resultTypeName, environment, line: line), body: body)
  }

  mutating func conditional(
    _ condition: BoxedExpression?, _ then: BoxedExpression?, _ otherwise: BoxedExpression?,
    _ expression: BoxedExpression, _ environment: Environment
  ) -> Logic {
    let condition = compile(condition, named: "if", in: environment, line: expression.line)
    let then = compile(then, named: "then", in: environment, line: expression.line)
    let otherwise = compile(otherwise, named: "else", in: environment, line: expression.line)
    // FEEL itself says what a condition that is no truth value means.
    let test = Syntax(
      .condition(
        Syntax(.name(Self.hidden)), then: Syntax(.boolean(true)),
        otherwise: Syntax(.boolean(false))))
    return logic(
      .conditional(
        applied(test, to: condition, in: environment), then: then, otherwise: otherwise),
      shape: then.shape == otherwise.shape ? then.shape : .any, expression, environment)
  }

  /// A FEEL expression on the value of a part.
  func applied(
    _ syntax: Syntax, to part: Logic, shape: FEELType = .any, in environment: Environment
  ) -> Logic {
    var inner = environment
    let slot = inner.declare(Self.hidden, part.shape)
    let expression = Expression(
      syntax, of: "", names: inner.names, label: environment.element)
    return Logic(
      element: environment.element, type: .any, shape: shape,
      form: .applied(expression.prepared, to: part, slot: slot))
  }

  private func constantNull(_ environment: Environment) -> Logic {
    Logic(
      element: environment.element, type: .any, shape: .any,
      form: .literal(Expression(Syntax(.null), of: "null", names: environment.names).prepared))
  }
}

extension Expression {
  /// A function that may call itself by a name; any other expression as it is.
  fileprivate func callable(as name: String) -> Expression {
    guard case .function = syntax.form else { return self }
    // FEEL's own contexts let a function see the key that it stands under.
    let context = Syntax(.context([Syntax.Entry(name, syntax)]))
    return Expression(
      Syntax(.path(context, name: name)), of: text, names: names, label: label)
  }
}

extension Environment {
  /// What is known of an entry that was declared.
  fileprivate func shape(of entry: Logic.Entry) -> FEELType {
    names.type(of: entry.name) ?? .any
  }
}
