// SPDX-License-Identifier: Apache-2.0

// Dates and times (DMN 1.5, clauses 10.3.4.6 and 10.3.4.8), and the clock (10.3.4.11).

extension Builtins {
  static let temporal: [Builtin] = [
    Builtin("is", [.one("value1", .any), .one("value2", .any)], gives: .boolean) {
      arguments, _ in
      .boolean(arguments[0].isIdentical(to: arguments[1]))
    },
    ofDay("day of year", gives: .number) { .number(Decimal128($0.dayOfYear)) },
    ofDay("day of week", gives: .string) { .string($0.weekdayName) },
    ofDay("month of year", gives: .string) { .string($0.monthName) },
    ofDay("week of year", gives: .number) { .number(Decimal128($0.weekOfYear)) },
    ofDay("last day of month", gives: .number) { .number(Decimal128($0.lastOfMonth.day)) },
    Builtin("now", [], gives: .dateTime, isPure: false) { arguments, evaluation throws(Fault) in
      .dateTime(try instant(arguments, evaluation))
    },
    Builtin("today", [], gives: .date, isPure: false) { arguments, evaluation throws(Fault) in
      .date(try instant(arguments, evaluation).date)
    },
  ]

  private static func instant(
    _ arguments: Arguments, _ evaluation: Evaluation
  ) throws(Fault) -> DateTime {
    guard let now = evaluation.now else { throw arguments.domain("no time was given") }
    return now
  }

  private static func ofDay(
    _ name: String, gives result: FEELType,
    _ figure: @escaping @Sendable (CalendarDate) -> Value
  ) -> Builtin {
    Builtin(name, [.one("date", .date, .dateTime)], gives: result) { arguments, _ throws(Fault) in
      figure(try arguments.day(0))
    }
  }
}
