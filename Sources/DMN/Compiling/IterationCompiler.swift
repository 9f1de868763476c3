// SPDX-License-Identifier: Apache-2.0

import FEEL

extension LogicCompiler {
  mutating func filter(
    _ list: BoxedExpression?, _ match: BoxedExpression?, _ expression: BoxedExpression,
    _ environment: Environment
  ) -> Logic {
    let list = compile(list, named: "in", in: environment, line: expression.line)
    let item = list.shape.iterated
    var inner = environment
    _ = inner.declare("item", item)
    let source = Syntax(.name(Self.hidden))
    if case .literal(let literal)? = match?.form, let text = literal.text,
      literal.foreignLanguage == nil
    {
      // Names of components that no type tells are found while it runs, as in FEEL's own filter.
      switch read(text, in: inner, line: expression.line) {
      case .failure(let fault): return faulty(fault)
      case .success(let read):
        let filtered = applied(
          Syntax(.filter(source, by: read.syntax)), to: list, shape: .list(item),
          in: environment)
        return logic(filtered.form, shape: filtered.shape, expression, environment)
      }
    }
    var parts = [ContextEntry(variable: nil, expression: match)]
    if case .context(let components) = item {
      parts =
        components.map { component in
          ContextEntry(
            variable: Variable(name: component.name),
            expression: BoxedExpression(.literal(LiteralExpression("item." + component.name))))
        } + parts
    }
    let body = ItemBody(
      parameters: ["item"], part: "match",
      expression: BoxedExpression(.context(parts), line: expression.line))
    return repeated(
      Syntax(.filter(source, by: body.call)), over: list, body: body, expression, environment
    ) { _ in .list(item) }
  }

  mutating func iteration(
    _ iteration: Iteration, _ expression: BoxedExpression, _ environment: Environment
  ) -> Logic {
    let list = compile(iteration.list, named: "in", in: environment, line: expression.line)
    let iterators = [Syntax.Iterator(iteration.variable, Syntax(.name(Self.hidden)))]
    let isLoop = iteration.kind == .each
    let body = ItemBody(
      parameters: [iteration.variable] + (isLoop ? ["partial"] : []),
      part: isLoop ? "return" : "satisfies", expression: iteration.body)
    let syntax: Syntax.Form =
      isLoop
      ? .loop(iterators, body.call)
      : .quantified(isEvery: iteration.kind == .every, iterators, body.call)
    return repeated(Syntax(syntax), over: list, body: body, expression, environment) { result in
      isLoop ? .list(result) : .boolean
    }
  }

  /// A FEEL expression on the value of a part that calls a body for each item.
  private mutating func repeated(
    _ syntax: Syntax, over list: Logic, body: ItemBody, _ expression: BoxedExpression,
    _ environment: Environment, shape: (FEELType) -> FEELType
  ) -> Logic {
    var outer = environment
    let slot = outer.declare(Self.hidden, list.shape)
    _ = outer.declare(Self.hiddenBody, .anyFunction)
    let read = Expression(syntax, of: "", names: outer.names, label: environment.element)
    var inner = environment
    let parameters = body.parameters.enumerated().map { index, name in
      FunctionLogic.Parameter(
        name: name, type: .any,
        slot: inner.declare(name, index == 0 ? list.shape.iterated : .list(.any)))
    }
    let function = FunctionLogic(
      element: environment.element, parameters: parameters, result: .any,
      body: compile(body.expression, named: body.part, in: inner, line: expression.line))
    return logic(
      .repeated(read.prepared, over: list, slot: slot, body: function),
      shape: shape(function.body.shape), expression, environment)
  }
}

/// What is worked out for each item, called as a function of it.
private struct ItemBody {
  let parameters: [String]
  /// The element of the box that holds the expression.
  let part: String
  let expression: BoxedExpression?

  /// The call, with the parameters named as the variables that are passed.
  var call: Syntax {
    Syntax(
      .call(
        Syntax(.name(LogicCompiler.hiddenBody)), parameters.map { Syntax(.name($0)) }))
  }
}

extension FEELType {
  /// What one goes through when one goes through a value of the type.
  var iterated: FEELType {
    switch self {
    case .list(let item), .range(let item): item
    case .any: .any
    default: self
    }
  }
}
