// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What can be said of a cell before any input is known.
enum CellJudgement: Sendable {
  /// The cell passes or fails by how the tested value stands to constants.
  case judged(Expression, Boundaries)
  /// The cell cannot be judged.
  case opaque(TableFinding.OpaqueReason)

  /// Judges the text of a cell, whose names are those of the model.
  init(_ text: String, names: Names) {
    let text = text.isEmpty ? "-" : text
    do throws(SyntaxError) {
      let expression = try Expression(text, names: names, dialect: .unaryTests)
      if let unknown = expression.unknownNames.first {
        self = .opaque(.unknownName(unknown))
      } else if let boundaries = Boundaries(ofTests: expression.syntax, names: names) {
        // Nothing in it is a name of the model, so that it can be asked without one.
        self = .judged(
          Expression(expression.syntax, of: text, names: Names(), dialect: .unaryTests),
          boundaries)
      } else {
        self = .opaque(.expression)
      }
    } catch {
      self = .opaque(.syntax(error))
    }
  }
}

/// The constants at which the answer of unary tests can change.
struct Boundaries: Sendable {
  /// The constants, each of a family.
  private(set) var values: [Value] = []
  /// Whether texts are compared by their order, and not only by being the same.
  private(set) var ordersTexts = false

  /// No boundary: every value is treated alike.
  init() {}

  /// Adds those of other tests.
  mutating func formUnion(_ other: Boundaries) {
    values += other.values
    ordersTexts = ordersTexts || other.ordersTexts
  }

  /// The boundaries of a cell; nothing if its answer depends on more than constants.
  init?(ofTests syntax: Syntax, names: Names) {
    switch syntax.form {
    case .anything: return
    case .tests(let tests, _):
      for test in tests { guard take(test: test, names) else { return nil } }
    default: return nil
    }
  }

  private mutating func take(test: Syntax, _ names: Names) -> Bool {
    if case .test(let comparison, let end) = test.form {
      return take(constant: end, names, isOrdered: comparison.isOrdering)
    }
    if test.isConstant(names) { return take(constant: test, names, isOrdered: false) }
    return take(condition: test, names)
  }

  /// Takes a condition on `?` that compares it with constants.
  private mutating func take(condition: Syntax, _ names: Names) -> Bool {
    switch condition.form {
    case .boolean, .null: return true
    case .conjunction(let left, let right), .disjunction(let left, let right):
      return take(condition: left, names) && take(condition: right, names)
    case .comparison(let sign, let left, let right):
      let constant = left.form == .input ? right : right.form == .input ? left : nil
      return constant.map { take(constant: $0, names, isOrdered: sign.isOrdering) } ?? false
    case .between(let value, let low, let high):
      return value.form == .input && take(constant: low, names, isOrdered: true)
        && take(constant: high, names, isOrdered: true)
    case .membership(let value, let tests):
      return value.form == .input
        && tests.allSatisfy { !$0.readsInput && take(test: $0, names) }
    case .call(let function, let arguments):
      return function.form == .name("not") && !names.contains("not") && arguments.count == 1
        && take(condition: arguments[0], names)
    default: return false
    }
  }

  private mutating func take(constant: Syntax, _ names: Names, isOrdered: Bool) -> Bool {
    guard constant.isConstant(names) else { return false }
    let value = Expression(constant, of: "", names: Names()).evaluate()
    return take(value, isOrdered: isOrdered)
  }

  private mutating func take(_ value: Value, isOrdered: Bool) -> Bool {
    switch value {
    case .list(let values): return values.allSatisfy { take($0, isOrdered: isOrdered) }
    case .range(let interval):
      return [interval.start, interval.end].allSatisfy { end in
        end.map { take($0, isOrdered: true) } ?? true
      }
    case .context, .function: return false
    default:
      if case .string = value, isOrdered { ordersTexts = true }
      values.append(value)
      return true
    }
  }
}

extension Syntax {
  /// Whether it is the same whatever the input, the time and the names of the model are.
  func isConstant(_ names: Names) -> Bool {
    switch form {
    case .null, .boolean, .number, .string, .temporal: true
    case .negation, .arithmetic, .list, .range, .path:
      form.parts.allSatisfy { $0.isConstant(names) }
    case .test(_, let end): end.isConstant(names)
    case .call(let function, let arguments):
      function.isPureFunction(names) && arguments.allSatisfy { $0.isConstant(names) }
    case .namedCall(let function, let arguments):
      function.isPureFunction(names) && arguments.allSatisfy { $0.value.isConstant(names) }
    default: false
    }
  }

  private func isPureFunction(_ names: Names) -> Bool {
    guard case .name(let name) = form else { return false }
    return !names.contains(name) && !["now", "today"].contains(name)
  }

  /// Whether `?` is read in this part or one below.
  fileprivate var readsInput: Bool {
    form == .input || form.parts.contains(where: \.readsInput)
  }
}

extension Syntax.Comparison {
  fileprivate var isOrdering: Bool { self != .equal && self != .unequal }
}
