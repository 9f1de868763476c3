// SPDX-License-Identifier: Apache-2.0

extension Decimal128 {
  /// The square root, correctly rounded; nothing of a negative number.
  ///
  /// Source: DMN 1.5, 10.3.4.5 `sqrt`.
  public var squareRoot: Decimal128? {
    guard !isNegative else { return nil }
    let preferred = exponent >> 1
    guard !isZero else { return Decimal128(packing: 0, exponent: preferred, isNegative: false) }
    // An even exponent, and 69 or 70 digits, so that the root has 35.
    var (digits, scale) = (coefficient, exponent)
    let first = PowersOfTen.last - PowersOfTen.digits(in: digits)
    digits *= PowersOfTen[first]
    scale -= first
    let second = scale & 1 == 0 ? 32 : 31
    scale -= second
    let square = digits.multipliedFullWidth(by: PowersOfTen[second])
    var (root, hasRest) = Self.squareRoot(of: square)
    var exponent = scale >> 1
    if !hasRest, exponent < preferred {
      exponent += PowersOfTen.dropZeros(from: &root, limit: preferred - exponent)
    }
    return Decimal128(rounding: root, exponent: exponent, isNegative: false, hasRest: hasRest)
  }

  /// The whole part of the root of a number between 2^128 and 2^254, by Newton's method from above.
  private static func squareRoot(
    of square: (high: UInt128, low: UInt128)
  ) -> (root: UInt128, hasRest: Bool) {
    let bits = 256 - square.high.leadingZeroBitCount
    var root: UInt128 = 1 << ((bits + 1) / 2)
    while true {
      let next = (root + root.dividingFullWidth(square).quotient) / 2
      guard next < root else { break }
      root = next
    }
    let product = root.multipliedFullWidth(by: root)
    return (root, product.high != square.high || product.low != square.low)
  }

  /// *e* to this power, correctly rounded; zero on underflow, nothing on overflow.
  ///
  /// Source: DMN 1.5, 10.3.4.5 `exp`.
  public var exponential: Decimal128? {
    guard !isZero else { return .one }
    return Self.exponential(of: Wide(self))
  }

  /// The natural logarithm, correctly rounded; nothing of zero and of a negative number.
  ///
  /// Source: DMN 1.5, 10.3.4.5 `log`.
  public var naturalLogarithm: Decimal128? {
    guard !isZero, !isNegative else { return nil }
    return Wide(logarithmOf: self).decimal
  }

  /// This number to a power.
  ///
  /// Nothing on overflow, for zero to a negative power, and for a negative number to a power that is
  /// not whole; zero on underflow; one for zero to the power of zero.
  /// A result that 34 digits can hold is exact. Any other is rounded from one known to 70 digits:
  /// it is the nearest number, or next to that if the true value lies within 10^−35 units of the
  /// last digit of the middle between two. Source: DMN 1.5, 10.3.2.5 `**`.
  public func power(_ exponent: Decimal128) -> Decimal128? {
    guard !exponent.isZero else { return .one }
    guard !isZero else { return exponent.isNegative ? nil : .zero }
    guard !isNegative || exponent.isInteger else { return nil }
    let isNegative = isNegative && exponent.isOdd
    if let exact = exactPower(exponent, isNegative: isNegative) { return exact }
    let logarithm = Wide(logarithmOf: magnitude)
    let power = Self.exponential(of: logarithm * Wide(exponent))
    return isNegative ? power.map(-) : power
  }

  private static func exponential(of power: Wide) -> Decimal128? {
    guard power.isZero || power.bits <= 15 else {
      return power.isNegative
        ? Decimal128(packing: 0, exponent: leastExponent, isNegative: false) : nil
    }
    return power.exponential.decimal
  }

  /// Whether a whole number is odd.
  private var isOdd: Bool { int128.map { $0 & 1 == 1 } ?? false }
}
