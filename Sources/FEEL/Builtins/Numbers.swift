// SPDX-License-Identifier: Apache-2.0

// Numbers (DMN 1.5, clause 10.3.4.5).

extension Builtins {
  static let numbers: [Builtin] = [
    decimal,
    rounding("round up", .up), rounding("round down", .down),
    rounding("round half up", .halfUp), rounding("round half down", .halfDown),
    rounding("floor", .floor, isScaleOptional: true),
    rounding("ceiling", .ceiling, isScaleOptional: true),
    Builtin("abs", [.one("n", .number, .daysTime, .yearsMonths)]) { arguments, _ throws(Fault) in
      let magnitude: Value? =
        switch arguments[0] {
        case .number(let number): .number(number.magnitude)
        case .daysTime(let duration): duration.magnitude.map(Value.daysTime)
        case .yearsMonths(let duration): duration.magnitude.map(Value.yearsMonths)
        default: throw arguments.kind(0)
        }
      guard let magnitude else { throw arguments.domain(arguments[0].brief) }
      return magnitude
    },
    Builtin("modulo", [.one("dividend", .number), .one("divisor", .number)], gives: .number) {
      arguments, _ throws(Fault) in
      try arguments.result(arguments.number(0).modulo(arguments.number(1)))
    },
    Builtin("sqrt", [.one("number", .number)], gives: .number) { arguments, _ throws(Fault) in
      try arguments.result(arguments.number(0).squareRoot)
    },
    Builtin("log", [.one("number", .number)], gives: .number) {
      arguments, evaluation throws(Fault) in
      guard evaluation.spend(seriesCost) else { return .null }
      return try arguments.result(arguments.number(0).naturalLogarithm)
    },
    Builtin("exp", [.one("number", .number)], gives: .number) {
      arguments, evaluation throws(Fault) in
      guard evaluation.spend(seriesCost) else { return .null }
      return try arguments.result(arguments.number(0).exponential)
    },
    Builtin("odd", [.one("number", .number)], gives: .boolean) { arguments, _ throws(Fault) in
      .boolean(try arguments.number(0).modulo(2) == .one)
    },
    Builtin("even", [.one("number", .number)], gives: .boolean) { arguments, _ throws(Fault) in
      .boolean(try arguments.number(0).modulo(2)?.isZero ?? false)
    },
  ]

  /// A function that is summed up term by term takes about as long as so many steps.
  private static let seriesCost = 200

  private static let decimal = Builtin(
    "decimal", [.one("n", .number), .one("scale", .number)], gives: .number
  ) { arguments, _ throws(Fault) in
    try arguments.result(
      arguments.number(0).rounded(scale: arguments.truncated(1), .halfEven))
  }

  private static func rounding(
    _ name: String, _ mode: Rounding, isScaleOptional: Bool = false
  ) -> Builtin {
    let scaled = Builtin.Form.form(.one("n", .number), .one("scale", .number)) {
      arguments, _ throws(Fault) in
      try arguments.result(
        arguments.number(0).rounded(scale: arguments.integer(1), mode))
    }
    let whole = Builtin.Form.form(.one("n", .number)) { arguments, _ throws(Fault) in
      try arguments.result(arguments.number(0).rounded(scale: 0, mode))
    }
    return Builtin(name, gives: .number, isScaleOptional ? [whole, scaled] : [scaled])
  }
}

extension Arguments {
  /// A number if there is one.
  func result(_ number: Decimal128?) throws(Fault) -> Value {
    guard let number else {
      throw domain(values.map(\.brief).joined(separator: ", "))
    }
    return .number(number)
  }
}
