// SPDX-License-Identifier: Apache-2.0

// Conversion of numbers, texts and ranges, and not (DMN 1.5, clauses 10.3.4.1 and 10.3.4.2).

extension Builtins {
  static let conversion: [Builtin] = [number, string, range]

  static let logic: [Builtin] = [
    Builtin("not", [.one("negand", .boolean, orNull: true)], gives: .boolean) {
      arguments, _ throws(Fault) in
      guard case .boolean(let value) = arguments[0] else { throw arguments.kind(0) }
      return .boolean(!value)
    }
  ]

  private static let number = Builtin(
    "number", gives: .number,
    [
      .form(.one("from", .string)) { arguments, _ throws(Fault) in
        try parse(arguments.string(0), in: arguments)
      },
      .form(
        .one("from", .string), .one("grouping separator", .string, orNull: true),
        .one("decimal separator", .string, orNull: true)
      ) { arguments, _ throws(Fault) in
        let grouping = arguments.has(1) ? try arguments.string(1) : nil
        let decimal = arguments.has(2) ? try arguments.string(2) : nil
        guard grouping.map({ [" ", ",", "."].contains($0) }) ?? true,
          decimal.map({ [",", "."].contains($0) }) ?? true, grouping == nil || grouping != decimal
        else { throw arguments.domain("separator") }
        var text = try arguments.string(0)
        if let grouping { text = String(text.filter { String($0) != grouping }) }
        if let decimal { text = String(text.map { String($0) == decimal ? "." : $0 }) }
        return try parse(text, in: arguments)
      },
    ])

  private static func parse(_ text: String, in arguments: Arguments) throws(Fault) -> Value {
    guard let number = Decimal128(text) else { throw arguments.domain(text) }
    return .number(number)
  }

  private static let string = Builtin("string", [.one("from", .any)]) { arguments, evaluation in
    if arguments[0].isNull { return .null }
    return evaluation.admit(arguments[0].text(upTo: evaluation.limits.length))
  }

  private static let range = Builtin("range", [.one("from", .string)]) {
    arguments, _ throws(Fault) in
    let text = try arguments.string(0)
    // A range of literals is flat, and the stack may be nearly used up here.
    var limits = Limits()
    limits.text = 4096
    limits.depth = 8
    limits.stack = 64 * 1024
    guard let expression = try? Expression(text, limits: limits), expression.syntax.isLiteralRange,
      case .range(let interval) = expression.evaluate()
    else { throw arguments.domain(text) }
    return .range(interval)
  }
}

extension Syntax {
  /// Whether it is a range between two literals, which is all that `range()` reads.
  fileprivate var isLiteralRange: Bool {
    guard case .range(let start, let end, _, _) = form else { return false }
    return start.isLiteralEnd && end.isLiteralEnd
  }

  private var isLiteralEnd: Bool {
    switch form {
    case .number, .string, .temporal: return true
    case .negation(let operand):
      if case .number = operand.form { return true }
      return false
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.form, arguments.count == 1,
        ["date", "time", "date and time", "duration"].contains(name),
        case .string = arguments[0].form
      else { return false }
      return true
    default: return false
    }
  }
}
