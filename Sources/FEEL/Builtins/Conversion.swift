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
    guard let interval = literalRange(text) else { throw arguments.domain(text) }
    return .range(interval)
  }

  /// What grammar rule 66 reads: a range of literals, of which one end may be left out.
  private static func literalRange(_ text: String) -> Interval? {
    let range = text.trimming(while: \.isWhitespace)
    if let expression = literal(range), expression.syntax.isLiteralRange {
      guard case .range(let interval) = expression.evaluate() else { return nil }
      return interval
    }
    guard let opening = range.first, let closing = range.last, range.count > 4 else { return nil }
    let ends = range.dropFirst().dropLast().trimming(while: \.isWhitespace)
    if ends.hasPrefix(".."), "(]".contains(opening), ")[]".contains(closing) {
      return literalEnd(ends.dropFirst(2)).map {
        Interval(from: nil, to: $0, includesEnd: closing == "]")
      }
    }
    guard ends.hasSuffix(".."), "([]".contains(opening), ")[".contains(closing) else { return nil }
    return literalEnd(ends.dropLast(2)).map {
      Interval(from: $0, to: nil, includesStart: opening == "[")
    }
  }

  private static func literalEnd(_ text: Substring) -> Value? {
    guard let expression = literal(text), expression.syntax.isLiteralEnd else { return nil }
    let value = expression.evaluate()
    return value.isNull ? nil : value
  }

  private static func literal(_ text: Substring) -> Expression? {
    // A range of literals is flat, and the stack may be nearly used up here.
    var limits = Limits()
    limits.text = 4096
    limits.depth = 8
    limits.stack = 64 * 1024
    return try? Expression(String(text), limits: limits)
  }
}

extension StringProtocol {
  /// The text without what matches at its ends.
  fileprivate func trimming(while matches: (Character) -> Bool) -> Substring {
    let start = firstIndex { !matches($0) } ?? endIndex
    let end = lastIndex { !matches($0) }.map { index(after: $0) } ?? start
    return Substring(self[start..<end])
  }
}

extension Syntax {
  /// Whether it is a range between two literals, which is all that `range()` reads.
  fileprivate var isLiteralRange: Bool {
    guard case .range(let start, let end, _, _) = form else { return false }
    return start.isLiteralEnd && end.isLiteralEnd
  }

  fileprivate var isLiteralEnd: Bool {
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
