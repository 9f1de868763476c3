// SPDX-License-Identifier: Apache-2.0

extension Decimal128 {
  /// Rounds half even to 34 digits and the range of exponents; nothing on overflow.
  ///
  /// `hasRest` says that the true magnitude lies above `coefficient`, by less than one unit of it;
  /// such a coefficient must have more than 34 digits.
  @inline(__always)
  init?(rounding coefficient: UInt128, exponent: Int, isNegative: Bool, hasRest: Bool = false) {
    let fits = coefficient < PowersOfTen[Self.precision] && !hasRest
    if fits, exponent >= Self.leastExponent, exponent <= Self.greatestExponent {
      self.init(packing: coefficient, exponent: exponent, isNegative: isNegative)
      return
    }
    let digits = Self.rounded(coefficient, exponent: exponent, hasRest: hasRest)
    if digits.exponent <= Self.greatestExponent {
      self.init(packing: digits.coefficient, exponent: digits.exponent, isNegative: isNegative)
      return
    }
    // A short coefficient takes up the excess of its exponent as zeros.
    let excess = digits.exponent - Self.greatestExponent
    let spare = Self.precision - PowersOfTen.digits(in: digits.coefficient)
    guard digits.coefficient == 0 || excess <= spare else { return nil }
    self.init(
      packing: digits.coefficient == 0 ? 0 : digits.coefficient * PowersOfTen[excess],
      exponent: Self.greatestExponent, isNegative: isNegative)
  }

  /// Cuts a coefficient, half even, to 34 digits and so that its exponent is not below the least.
  static func rounded(
    _ coefficient: UInt128, exponent: Int, hasRest: Bool
  ) -> (coefficient: UInt128, exponent: Int) {
    let digits = PowersOfTen.digits(in: coefficient)
    let excess = max(digits - precision, leastExponent - exponent)
    guard excess > 0 else { return (coefficient, exponent) }
    let cut = cut(coefficient, places: excess, hasRest: hasRest, isNegative: false, .halfEven)
    // Only 999…9 becomes 10^34, which is one digit too long.
    guard cut < PowersOfTen[precision] else { return (cut / 10, exponent + excess + 1) }
    return (cut, exponent + excess)
  }

  /// Takes `places` digits off the end of a coefficient and rounds what is left.
  static func cut(
    _ coefficient: UInt128, places: Int, hasRest: Bool, isNegative: Bool, _ mode: Rounding
  ) -> UInt128 {
    let (quotient, side): (UInt128, Side)
    if places > PowersOfTen.last {
      // 10^39 is beyond 128 bits, and more than twice of what they can hold.
      (quotient, side) = (0, coefficient == 0 && !hasRest ? .exact : .below)
    } else {
      let divisor = PowersOfTen[places]
      let division = coefficient.quotientAndRemainder(dividingBy: divisor)
      quotient = division.quotient
      side = Side(division.remainder, of: divisor, hasRest: hasRest)
    }
    let away =
      switch mode {
      case .halfEven: side == .above || side == .half && quotient & 1 == 1
      case .halfUp: side == .above || side == .half
      case .halfDown: side == .above
      case .up: side != .exact
      case .down: false
      case .floor: side != .exact && isNegative
      case .ceiling: side != .exact && !isNegative
      }
    return away ? quotient + 1 : quotient
  }

  /// Where the digits that are cut off lie between zero and one unit of the last digit kept.
  private enum Side {
    case exact, below, half, above

    init(_ remainder: UInt128, of divisor: UInt128, hasRest: Bool) {
      // Not `2 * remainder`, which may overflow.
      let rest = divisor - remainder
      if remainder == 0 {
        self = hasRest ? .below : .exact
      } else if remainder == rest {
        self = hasRest ? .above : .half
      } else {
        self = remainder < rest ? .below : .above
      }
    }
  }
}

extension Decimal128 {
  /// The scales that rounding takes: those of a decimal128.
  public static let scales = -6111...6176

  /// The number with `scale` digits after the point, or rounded to tens and more when negative.
  ///
  /// Zeros are added where the number has fewer digits and 34 allow it: `decimal(5, 2)` is 5.00.
  /// Nothing when `scale` is outside −6111…6176. Source: DMN 1.5, 10.3.4.5.
  public func rounded(scale: Int, _ mode: Rounding) -> Decimal128? {
    guard Self.scales.contains(scale) else { return nil }
    let places = -scale - exponent
    if places > 0 {
      let digits = Self.cut(
        coefficient, places: places, hasRest: false, isNegative: isNegative, mode)
      return Decimal128(packing: digits, exponent: -scale, isNegative: isNegative)
    }
    let digits = coefficient
    guard digits != 0 else { return Decimal128(packing: 0, exponent: -scale, isNegative: false) }
    guard PowersOfTen.digits(in: digits) - places <= Self.precision else { return self }
    return Decimal128(
      packing: digits * PowersOfTen[-places], exponent: -scale, isNegative: isNegative)
  }
}
