// SPDX-License-Identifier: Apache-2.0

import FEEL

extension Logic {
  /// The value in a frame, as the type wants it.
  func evaluate(in frame: Frame, _ evaluation: inout Evaluation) -> Value {
    guard evaluation.spend() else { return .null }
    let value = form(in: frame, &evaluation)
    return type === ItemType.any ? value : type.conform(value, element, &evaluation)
  }

  private func form(in frame: Frame, _ evaluation: inout Evaluation) -> Value {
    switch form {
    case .faulty(let fault): return evaluation.fail(fault.host, label: element)
    case .literal(let expression): return expression.evaluate(in: frame, &evaluation)
    case .table(let table): return table.evaluate(in: frame, &evaluation)
    case .invocation(let function, let arguments):
      return invoke(function, arguments, in: frame, &evaluation)
    case .context(let entries, let result):
      return context(entries, result: result, in: frame, &evaluation)
    case .relation(let columns, let rows):
      return .list(rows.map { row($0, columns, in: frame, &evaluation) })
    case .list(let items): return .list(items.map { $0.evaluate(in: frame, &evaluation) })
    case .function(let function): return function.value(in: frame)
    case .conditional(let condition, let then, let otherwise):
      return choose(condition, then, otherwise, in: frame, &evaluation)
    case .applied(let expression, let part, let slot):
      let value = part.evaluate(in: frame, &evaluation)
      return expression.evaluate(in: frame.with(value, at: slot), &evaluation)
    case .repeated(let expression, let list, let slot, let body):
      let value = list.evaluate(in: frame, &evaluation)
      var inner = frame.with(value, at: slot)
      inner.values.append(body.value(in: frame))
      return expression.evaluate(in: inner, &evaluation)
    }
  }

  private func invoke(
    _ function: Logic, _ arguments: [Argument], in frame: Frame,
    _ evaluation: inout Evaluation
  ) -> Value {
    let value = function.evaluate(in: frame, &evaluation)
    guard case .function(let called) = value else {
      return evaluation.fail(.notFunction(value.kind), label: element)
    }
    let named = arguments.map { argument in
      let value = argument.logic.evaluate(in: frame, &evaluation)
      return (argument.name, argument.type.conform(value, argument.name, &evaluation))
    }
    return called.call(named: named, &evaluation)
  }

  private func context(
    _ entries: [Entry], result: Logic?, in frame: Frame, _ evaluation: inout Evaluation
  ) -> Value {
    var inner = frame
    var context = Context()
    for entry in entries {
      let value = entry.type.conform(
        entry.logic.evaluate(in: inner, &evaluation), entry.name, &evaluation)
      inner.set(value, at: entry.slot)
      context[entry.name] = value
    }
    return result?.evaluate(in: inner, &evaluation) ?? .context(context)
  }

  private func row(
    _ cells: [Logic], _ columns: [Column], in frame: Frame, _ evaluation: inout Evaluation
  ) -> Value {
    var context = Context()
    for (column, cell) in zip(columns, cells) {
      context[column.name] = column.type.conform(
        cell.evaluate(in: frame, &evaluation), column.name, &evaluation)
    }
    return .context(context)
  }

  private func choose(
    _ condition: Logic, _ then: Logic, _ otherwise: Logic, in frame: Frame,
    _ evaluation: inout Evaluation
  ) -> Value {
    switch condition.evaluate(in: frame, &evaluation) {
    case .boolean(true): then.evaluate(in: frame, &evaluation)
    case .boolean(false): otherwise.evaluate(in: frame, &evaluation)
    default: .null
    }
  }
}

extension PreparedExpression {
  /// The value in a frame of the names that the expression was bound to.
  fileprivate func evaluate(in frame: Frame, _ evaluation: inout Evaluation) -> Value {
    evaluation.with(frame.values) { $0.run(self) }
  }
}

extension ModelFault {
  /// The fault as the reason for a null.
  var host: Fault { .host(code: "model", chinese: chinese, english: english) }
}
