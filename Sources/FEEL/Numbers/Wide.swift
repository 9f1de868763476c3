// SPDX-License-Identifier: Apache-2.0

/// A binary number of 256 bits for the inside of `exp`, `log` and powers, which must be far more
/// exact than the 34 digits (113 bits) that they return.
///
/// Its value is `±(high × 2^128 + low) × 2^exponent`, where the top bit of `high` is set unless the
/// number is zero. Sums, products and quotients are cut off, within a few units of the last bit.
struct Wide: Sendable {
  private(set) var high: UInt128
  private(set) var low: UInt128
  private(set) var exponent: Int
  private(set) var isNegative: Bool

  /// The natural logarithm of 2.
  static let logarithmOfTwo = Wide(
    high: 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2_f6af,
    low: 0x40f3_4326_7298_b62d_8a0d_175b_8baa_fa2b, exponent: -256, isNegative: false)

  /// Makes a number from parts of which the top bit may be unset.
  init(high: UInt128, low: UInt128, exponent: Int, isNegative: Bool) {
    let shift = high != 0 ? high.leadingZeroBitCount : 128 + low.leadingZeroBitCount
    self.isNegative = isNegative
    self.exponent = exponent - shift
    switch shift {
    case 0: (self.high, self.low) = (high, low)
    case ..<128: (self.high, self.low) = (high << shift | low >> (128 - shift), low << shift)
    case ..<256: (self.high, self.low) = (low << (shift - 128), 0)
    default: (self.high, self.low, self.exponent) = (0, 0, 0)
    }
  }

  /// Makes a whole number, exactly.
  init(_ value: UInt128, isNegative: Bool = false) {
    self.init(high: value, low: 0, exponent: -128, isNegative: isNegative)
  }

  /// Makes a whole number, exactly.
  init(_ value: Int) {
    self.init(UInt128(value.magnitude), isNegative: value < 0)
  }

  var isZero: Bool { high == 0 }

  /// How many bits stand before the binary point: the magnitude is below 2^bits, by half at most.
  var bits: Int { exponent + 256 }

  /// The number times 2^`places`, exactly.
  func shifted(_ places: Int) -> Wide {
    var result = self
    if !isZero { result.exponent += places }
    return result
  }

  /// What stands before the binary point, 128 bits at most, and whether that is not all.
  var whole: (part: UInt128, hasRest: Bool) {
    guard !isZero, bits > 0 else { return (0, !isZero) }
    let part = high >> (128 - bits)
    return (part, low != 0 || part << (128 - bits) != high)
  }
}

extension Wide {
  static prefix func - (value: Wide) -> Wide {
    var result = value
    result.isNegative.toggle()
    return result
  }

  static func + (left: Wide, right: Wide) -> Wide {
    guard !left.isZero else { return right }
    guard !right.isZero else { return left }
    return left.isSmaller(than: right) ? sum(right, left) : sum(left, right)
  }

  static func - (left: Wide, right: Wide) -> Wide { left + -right }

  /// The sum of two numbers of which `large` has the greater magnitude.
  private static func sum(_ large: Wide, _ small: Wide) -> Wide {
    // One bit is made free at the top, for the carry.
    let first = large.digits(down: 1)
    let second = small.digits(down: large.exponent - small.exponent + 1)
    let isSum = large.isNegative == small.isNegative
    let low =
      isSum
      ? first.low.addingReportingOverflow(second.low)
      : first.low.subtractingReportingOverflow(second.low)
    let carry: UInt128 = low.overflow ? 1 : 0
    let high =
      isSum ? first.high &+ second.high &+ carry : first.high &- second.high &- carry
    return Wide(
      high: high, low: low.partialValue, exponent: large.exponent + 1,
      isNegative: large.isNegative)
  }

  private func isSmaller(than other: Wide) -> Bool {
    if exponent != other.exponent { return exponent < other.exponent }
    return high != other.high ? high < other.high : low < other.low
  }

  private func digits(down places: Int) -> (high: UInt128, low: UInt128) {
    switch places {
    case ..<128: (high >> places, high << (128 - places) | low >> places)
    case ..<256: (0, high >> (places - 128))
    default: (0, 0)
    }
  }

  static func * (left: Wide, right: Wide) -> Wide {
    // The product of the lower halves lies below the last bit.
    let top = left.high.multipliedFullWidth(by: right.high)
    let first = top.low.addingReportingOverflow(
      left.high.multipliedFullWidth(by: right.low).high)
    let second = first.partialValue.addingReportingOverflow(
      left.low.multipliedFullWidth(by: right.high).high)
    let carry: UInt128 = (first.overflow ? 1 : 0) + (second.overflow ? 1 : 0)
    return Wide(
      high: top.high + carry, low: second.partialValue,
      exponent: left.exponent + right.exponent + 256,
      isNegative: left.isNegative != right.isNegative)
  }

  /// The quotient by a small number, which costs as many bits as that has.
  func divided(by divisor: UInt128) -> Wide {
    let first = high.quotientAndRemainder(dividingBy: divisor)
    let second = divisor.dividingFullWidth((first.remainder, low))
    return Wide(
      high: first.quotient, low: second.quotient, exponent: exponent, isNegative: isNegative)
  }

  /// The quotient by a number that is not zero.
  static func / (left: Wide, right: Wide) -> Wide {
    // 126 good bits from one division, 252 by a step of Newton, the rest from what is left over.
    let reciprocal = right.high.dividingFullWidth((.max >> 1, .max)).quotient
    let guess = Wide(
      high: reciprocal, low: 0, exponent: -511 - right.exponent, isNegative: right.isNegative)
    let inverse = guess + guess * (Wide(1) - guess * right)
    let quotient = left * inverse
    return quotient + inverse * (left - quotient * right)
  }
}
