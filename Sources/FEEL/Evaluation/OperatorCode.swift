// SPDX-License-Identifier: Apache-2.0

// Arithmetic, comparison and three-valued logic (DMN 1.5, clauses 10.3.2.10 to 10.3.2.15).

/// `-x`.
final class NegationCode: Code {
  private let operand: any Code
  private let site: Site

  init(_ operand: any Code, at site: Site) {
    self.operand = operand
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let value = evaluation.run(operand)
    do throws(Fault) {
      return try Syntax.Arithmetic.negate(value)
    } catch {
      return evaluation.fail(error, at: site)
    }
  }
}

/// `a + b` and its like.
final class ArithmeticCode: Code {
  /// A power takes about as long as so many steps.
  private static let powerCost = 400

  private let operation: Syntax.Arithmetic
  private let left: any Code
  private let right: any Code
  private let site: Site

  init(_ operation: Syntax.Arithmetic, _ left: any Code, _ right: any Code, at site: Site) {
    self.operation = operation
    self.left = left
    self.right = right
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let left = evaluation.run(left)
    let right = evaluation.run(right)
    if operation == .power, !evaluation.spend(Self.powerCost) { return .null }
    do throws(Fault) {
      let value = try operation.apply(left, right)
      if case .string(let text) = value { return evaluation.admit(text) }
      return value
    } catch {
      return evaluation.fail(error, at: site)
    }
  }
}

/// `a < b` and its like.
final class ComparisonCode: Code {
  private let comparison: Syntax.Comparison
  private let left: any Code
  private let right: any Code
  private let site: Site

  init(_ comparison: Syntax.Comparison, _ left: any Code, _ right: any Code, at site: Site) {
    self.comparison = comparison
    self.left = left
    self.right = right
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let left = evaluation.run(left)
    let right = evaluation.run(right)
    guard let holds = comparison.holds(left, right, &evaluation) else {
      return evaluation.fail(
        .kinds(operation: comparison.rawValue, [left.kind, right.kind]), at: site)
    }
    return .boolean(holds)
  }
}

extension Syntax.Comparison {
  /// Whether it holds between two values; nil when they cannot be compared.
  func holds(_ left: Value, _ right: Value, _ evaluation: inout Evaluation) -> Bool? {
    switch self {
    case .equal: evaluation.equal(left, right)
    case .unequal: evaluation.equal(left, right).map { !$0 }
    case .less: left.compared(to: right).map { $0 == .ascending }
    case .atMost: left.compared(to: right).map { $0 != .descending }
    case .greater: left.compared(to: right).map { $0 == .descending }
    case .atLeast: left.compared(to: right).map { $0 != .ascending }
    }
  }
}

/// `a and b`: false if one is, else null if one is not true; the right side is not looked at when
/// the left decides.
final class ConjunctionCode: Code {
  private let left: any Code
  private let right: any Code

  init(_ left: any Code, _ right: any Code) {
    self.left = left
    self.right = right
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let first = evaluation.run(left)
    if case .boolean(false) = first { return first }
    let second = evaluation.run(right)
    if case .boolean(false) = second { return second }
    return first.isTrue && second.isTrue ? .boolean(true) : .null
  }
}

/// `a or b`: true if one is, else null if one is not false; the right side is not looked at when
/// the left decides.
final class DisjunctionCode: Code {
  private let left: any Code
  private let right: any Code

  init(_ left: any Code, _ right: any Code) {
    self.left = left
    self.right = right
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let first = evaluation.run(left)
    if first.isTrue { return first }
    let second = evaluation.run(right)
    if second.isTrue { return second }
    if case .boolean = first, case .boolean = second { return .boolean(false) }
    return .null
  }
}

/// `x between a and b`, both ends included.
final class BetweenCode: Code {
  private let value: any Code
  private let low: any Code
  private let high: any Code
  private let site: Site

  init(_ value: any Code, _ low: any Code, _ high: any Code, at site: Site) {
    self.value = value
    self.low = low
    self.high = high
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let value = evaluation.run(value)
    let low = evaluation.run(low)
    let high = evaluation.run(high)
    guard let isAbove = Syntax.Comparison.atLeast.holds(value, low, &evaluation),
      let isBelow = Syntax.Comparison.atMost.holds(value, high, &evaluation)
    else {
      return evaluation.fail(
        .kinds(operation: "between", [value.kind, low.kind, high.kind]), at: site)
    }
    return .boolean(isAbove && isBelow)
  }
}

/// `x instance of T`.
final class InstanceCode: Code {
  private let value: any Code
  private let type: FEELType

  init(_ value: any Code, of type: FEELType) {
    self.value = value
    self.type = type
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let value = evaluation.run(value)
    // Null is an instance of its own type only, though it may stand where any other is wanted.
    if value.isNull { return .boolean(type == .null) }
    guard evaluation.allows(value) else { return .null }
    return .boolean(type.contains(value))
  }
}
