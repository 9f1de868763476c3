// SPDX-License-Identifier: Apache-2.0

// All results are correctly rounded, half even, to 34 digits. An exact result has the exponent that
// IEEE 754 prefers where its digits allow: 1.20 + 1.3 is 2.50, and 1.20 × 2.0 is 2.400.

extension Decimal128 {
  /// The sum, or nothing on overflow.
  public static func + (left: Decimal128, right: Decimal128) -> Decimal128? {
    let (first, second) = (left.coefficient, right.coefficient)
    let exponent = left.exponent
    guard exponent == right.exponent else {
      return left.exponent > right.exponent ? sum(left, right) : sum(right, left)
    }
    if left.isNegative == right.isNegative {
      return Decimal128(
        rounding: first + second, exponent: exponent, isNegative: left.isNegative)
    }
    return first >= second
      ? Decimal128(packing: first - second, exponent: exponent, isNegative: left.isNegative)
      : Decimal128(packing: second - first, exponent: exponent, isNegative: right.isNegative)
  }

  /// The difference, or nothing on overflow.
  public static func - (left: Decimal128, right: Decimal128) -> Decimal128? {
    left + -right
  }

  /// The sum of two numbers of which `high` has the greater exponent.
  private static func sum(_ high: Decimal128, _ low: Decimal128) -> Decimal128? {
    var (first, second) = (high.coefficient, low.coefficient)
    guard first != 0 else { return low }
    var gap = high.exponent - low.exponent
    let shift = min(gap, 37 - PowersOfTen.digits(in: first))
    first *= PowersOfTen[shift]
    gap -= shift
    var hasRest = false
    if gap > 0 {
      // `first` has 37 digits now, so that what `second` loses is far below the 34th digit.
      let lost: UInt128
      (second, lost) =
        gap > PowersOfTen.last
        ? (0, second) : second.quotientAndRemainder(dividingBy: PowersOfTen[gap])
      hasRest = lost != 0
    }
    let exponent = low.exponent + gap
    if high.isNegative == low.isNegative {
      return Decimal128(
        rounding: first + second, exponent: exponent, isNegative: high.isNegative, hasRest: hasRest)
    }
    if first >= second {
      return Decimal128(
        rounding: first - second - (hasRest ? 1 : 0), exponent: exponent,
        isNegative: high.isNegative, hasRest: hasRest)
    }
    return Decimal128(
      rounding: second - first, exponent: exponent, isNegative: low.isNegative)
  }

  /// The product, or nothing on overflow.
  public static func * (left: Decimal128, right: Decimal128) -> Decimal128? {
    let isNegative = left.isNegative != right.isNegative
    let exponent = left.exponent + right.exponent
    let product = left.coefficient.multipliedFullWidth(by: right.coefficient)
    guard product.high != 0 else {
      return Decimal128(rounding: product.low, exponent: exponent, isNegative: isNegative)
    }
    // The power above the upper half leaves a quotient of 38 or 39 digits, which is what fits.
    let places = PowersOfTen.digits(in: product.high)
    let (quotient, remainder) = PowersOfTen[places].dividingFullWidth(product)
    return Decimal128(
      rounding: quotient, exponent: exponent + places, isNegative: isNegative,
      hasRest: remainder != 0)
  }

  /// The quotient, or nothing on division by zero and on overflow.
  public static func / (left: Decimal128, right: Decimal128) -> Decimal128? {
    let isNegative = left.isNegative != right.isNegative
    let (dividend, divisor) = (left.coefficient, right.coefficient)
    let preferred = left.exponent - right.exponent
    guard divisor != 0 else { return nil }
    let whole = dividend.quotientAndRemainder(dividingBy: divisor)
    if whole.remainder == 0 {
      return Decimal128(rounding: whole.quotient, exponent: preferred, isNegative: isNegative)
    }
    // As many zeros behind the dividend as give a quotient of 35 or 36 digits.
    let places = 35 + PowersOfTen.digits(in: divisor) - PowersOfTen.digits(in: dividend)
    let first = min(places, PowersOfTen.last - PowersOfTen.digits(in: dividend))
    let scaled = (dividend * PowersOfTen[first]).multipliedFullWidth(
      by: PowersOfTen[places - first])
    var (quotient, remainder) = divisor.dividingFullWidth(scaled)
    let zeros = remainder == 0 ? PowersOfTen.dropZeros(from: &quotient, limit: places) : 0
    return Decimal128(
      rounding: quotient, exponent: preferred - places + zeros, isNegative: isNegative,
      hasRest: remainder != 0)
  }

  /// `self - divisor * floor(self / divisor)`, or nothing when `divisor` is zero.
  ///
  /// It has the sign of `divisor`, and is exact but where 34 digits cannot hold it.
  /// Source: DMN 1.5, 10.3.4.5.
  public func modulo(_ divisor: Decimal128) -> Decimal128? {
    guard !divisor.isZero else { return nil }
    let rest = remainder(divisor.magnitude)
    guard rest.isNegative != divisor.isNegative, !rest.isZero else { return rest }
    return rest + divisor
  }

  /// What division by a positive number leaves after a whole quotient, with the sign of `self`.
  private func remainder(_ divisor: Decimal128) -> Decimal128 {
    let (digits, modulus) = (coefficient, divisor.coefficient)
    let gap = exponent - divisor.exponent
    if gap >= 0 {
      let shifted = Self.product(digits % modulus, Self.power(of: 10, gap, modulus), modulus)
      return Decimal128(packing: shifted, exponent: divisor.exponent, isNegative: isNegative)
    }
    guard PowersOfTen.digits(in: modulus) - gap <= PowersOfTen.last else { return self }
    let rest = digits % (modulus * PowersOfTen[-gap])
    return Decimal128(packing: rest, exponent: exponent, isNegative: isNegative)
  }

  /// `base` to `exponent`, modulo `modulus`.
  private static func power(of base: UInt128, _ exponent: Int, _ modulus: UInt128) -> UInt128 {
    var (result, square, rest) = (1 % modulus, base % modulus, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square, modulus) }
      square = product(square, square, modulus)
      rest >>= 1
    }
    return result
  }

  private static func product(_ left: UInt128, _ right: UInt128, _ modulus: UInt128) -> UInt128 {
    modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
  }
}
