// SPDX-License-Identifier: Apache-2.0

// What the operators do with values of each kind (DMN 1.5, clause 10.3.2.15, tables 57 to 60).

extension Syntax.Arithmetic {
  /// The result, or why there is none: kinds that do not go together, or a number out of range.
  func apply(_ left: Value, _ right: Value) throws(Fault) -> Value {
    let result: Value?? =
      switch self {
      case .add: Self.add(left, right)
      case .subtract: Self.subtract(left, right)
      case .multiply: Self.multiply(left, right)
      case .divide: Self.divide(left, right)
      case .power: Self.power(left, right)
      }
    guard let known = result else {
      throw .kinds(operation: rawValue, [left.kind, right.kind])
    }
    guard let value = known else { throw .arithmetic("\(rawValue)") }
    return value
  }

  /// The outer nil says that the kinds do not go together, the inner one that there is no result.
  private static func add(_ left: Value, _ right: Value) -> Value?? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .some((a + b).map(Value.number))
    case (.string(let a), .string(let b)): .string(a + b)
    case (.date(let a), .yearsMonths(let b)), (.yearsMonths(let b), .date(let a)):
      .some((a + b).map(Value.date))
    case (.date(let a), .daysTime(let b)), (.daysTime(let b), .date(let a)):
      .some((a + b).map(Value.date))
    case (.dateTime(let a), .yearsMonths(let b)), (.yearsMonths(let b), .dateTime(let a)):
      .some((a + b).map(Value.dateTime))
    case (.dateTime(let a), .daysTime(let b)), (.daysTime(let b), .dateTime(let a)):
      .some((a + b).map(Value.dateTime))
    case (.time(let a), .daysTime(let b)), (.daysTime(let b), .time(let a)): .time(a + b)
    case (.daysTime(let a), .daysTime(let b)): .some((a + b).map(Value.daysTime))
    case (.yearsMonths(let a), .yearsMonths(let b)): .some((a + b).map(Value.yearsMonths))
    default: nil
    }
  }

  private static func subtract(_ left: Value, _ right: Value) -> Value?? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .some((a - b).map(Value.number))
    case (.date(let a), .date(let b)): .daysTime(a - b)
    case (.dateTime(let a), .dateTime(let b)): .some((a - b).map(Value.daysTime))
    case (.date(let a), .dateTime(let b)): .some((a.midnightUTC - b).map(Value.daysTime))
    case (.dateTime(let a), .date(let b)): .some((a - b.midnightUTC).map(Value.daysTime))
    case (.time(let a), .time(let b)): .some((a - b).map(Value.daysTime))
    case (.date(let a), .yearsMonths(let b)): .some((a - b).map(Value.date))
    case (.date(let a), .daysTime(let b)): .some((a - b).map(Value.date))
    case (.dateTime(let a), .yearsMonths(let b)): .some((a - b).map(Value.dateTime))
    case (.dateTime(let a), .daysTime(let b)): .some((a - b).map(Value.dateTime))
    case (.time(let a), .daysTime(let b)): .time(a - b)
    case (.daysTime(let a), .daysTime(let b)): .some((a - b).map(Value.daysTime))
    case (.yearsMonths(let a), .yearsMonths(let b)): .some((a - b).map(Value.yearsMonths))
    default: nil
    }
  }

  private static func multiply(_ left: Value, _ right: Value) -> Value?? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .some((a * b).map(Value.number))
    case (.daysTime(let a), .number(let b)), (.number(let b), .daysTime(let a)):
      .some((a * b).map(Value.daysTime))
    case (.yearsMonths(let a), .number(let b)), (.number(let b), .yearsMonths(let a)):
      .some((a * b).map(Value.yearsMonths))
    default: nil
    }
  }

  private static func divide(_ left: Value, _ right: Value) -> Value?? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .some((a / b).map(Value.number))
    case (.daysTime(let a), .number(let b)): .some((a / b).map(Value.daysTime))
    case (.daysTime(let a), .daysTime(let b)): .some((a / b).map(Value.number))
    case (.yearsMonths(let a), .number(let b)): .some((a / b).map(Value.yearsMonths))
    case (.yearsMonths(let a), .yearsMonths(let b)): .some((a / b).map(Value.number))
    default: nil
    }
  }

  private static func power(_ left: Value, _ right: Value) -> Value?? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .some(a.power(b).map(Value.number))
    default: nil
    }
  }

  /// `-x` of a number or duration.
  static func negate(_ value: Value) throws(Fault) -> Value {
    let result: Value? =
      switch value {
      case .number(let number): .number(-number)
      case .daysTime(let duration): (-duration).map(Value.daysTime)
      case .yearsMonths(let duration): (-duration).map(Value.yearsMonths)
      default: throw .kinds(operation: "-", [value.kind])
      }
    guard let result else { throw .arithmetic("-") }
    return result
  }
}
