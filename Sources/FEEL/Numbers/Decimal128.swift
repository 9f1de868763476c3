// SPDX-License-Identifier: Apache-2.0

/// A number of FEEL: `±coefficient × 10^exponent` with up to 34 digits, never binary.
///
/// It is decimal128 of IEEE 754-2008 with rounding half even, less what FEEL has no word for:
/// infinities and NaN are nothing (`nil`), and zero has no sign. Digits are kept as written: 1.10
/// stays 1.10. Yet equality, order and hash go by value: 1.10 is 1.1.
///
/// Source: DMN 1.5, 10.3.2.3.1.
public struct Decimal128: Sendable {
  /// The sign in the top bit, then 14 bits of exponent, then the upper 49 bits of the coefficient.
  private let high: UInt64
  private let low: UInt64

  /// The greatest number of digits.
  static let precision = 34
  /// The least exponent of a coefficient; smaller numbers lose digits, then are zero.
  static let leastExponent = -6176
  /// The greatest exponent of a coefficient; greater numbers overflow.
  static let greatestExponent = 6111

  /// Packs parts that are known to fit: a coefficient below 10^34, an exponent within the bounds.
  init(packing coefficient: UInt128, exponent: Int, isNegative: Bool) {
    let sign: UInt64 = isNegative && coefficient != 0 ? 1 << 63 : 0
    let biased = UInt64(truncatingIfNeeded: exponent &- Self.leastExponent)
    high = sign | biased << 49 | UInt64(truncatingIfNeeded: coefficient >> 64)
    low = UInt64(truncatingIfNeeded: coefficient)
  }

  /// Zero.
  public static let zero = Decimal128(0)
  /// One.
  public static let one = Decimal128(1)

  /// Whether the number is below zero.
  public var isNegative: Bool { high >> 63 != 0 }

  /// Whether the number is zero.
  public var isZero: Bool { coefficient == 0 }

  /// The digits as a whole number, below 10^34.
  public var coefficient: UInt128 {
    UInt128(high & ((1 << 49) - 1)) << 64 | UInt128(low)
  }

  /// The power of ten that the coefficient is multiplied by, −6176 to 6111.
  public var exponent: Int {
    Int(truncatingIfNeeded: (high >> 49) & 0x3fff) &+ Self.leastExponent
  }

  /// The absolute value.
  public var magnitude: Decimal128 {
    Decimal128(packing: coefficient, exponent: exponent, isNegative: false)
  }

  /// The negative; zero stays zero.
  public static prefix func - (value: Decimal128) -> Decimal128 {
    Decimal128(
      packing: value.coefficient, exponent: value.exponent, isNegative: !value.isNegative)
  }
}

extension Decimal128: ExpressibleByIntegerLiteral {
  /// Makes `±coefficient × 10^exponent`, rounded half even to 34 digits; nothing on overflow.
  public init?(isNegative: Bool = false, coefficient: UInt128, exponent: Int) {
    self.init(rounding: coefficient, exponent: exponent, isNegative: isNegative)
  }

  /// Makes a whole number; every `Int` fits.
  public init(_ value: Int) {
    self.init(packing: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)
  }

  /// Makes a whole number, rounded half even when it has more than 34 digits.
  public init(_ value: Int128) {
    let digits = Self.rounded(value.magnitude, exponent: 0, hasRest: false)
    self.init(packing: digits.coefficient, exponent: digits.exponent, isNegative: value < 0)
  }

  /// Makes a number from a whole literal.
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}

extension Decimal128 {
  /// Whether the number is whole: 3, 3.00 and 3E+5 are.
  public var isInteger: Bool {
    let exponent = exponent
    guard exponent < 0 else { return true }
    var digits = coefficient
    guard digits != 0 else { return true }
    return PowersOfTen.dropZeros(from: &digits, limit: -exponent) == -exponent
  }

  /// The number as `Int128`, when it is whole and fits.
  public var int128: Int128? {
    var digits = coefficient
    let exponent = exponent
    if exponent < 0 {
      guard digits != 0 else { return 0 }
      guard PowersOfTen.dropZeros(from: &digits, limit: -exponent) == -exponent else { return nil }
    } else if exponent > 0, digits != 0 {
      guard exponent <= PowersOfTen.last else { return nil }
      let product = digits.multipliedReportingOverflow(by: PowersOfTen[exponent])
      guard !product.overflow else { return nil }
      digits = product.partialValue
    }
    guard let value = Int128(exactly: digits) else { return nil }
    return isNegative ? -value : value
  }

  /// The number as `Int`, when it is whole and fits.
  public var int: Int? {
    int128.flatMap(Int.init(exactly:))
  }

  /// The same number without zeros at the end of its fraction: 1.50 is 1.5, and 200 stays 200.
  public var reduced: Decimal128 {
    let exponent = exponent
    guard exponent < 0 else { return self }
    var digits = coefficient
    guard digits != 0 else { return .zero }
    let dropped = PowersOfTen.dropZeros(from: &digits, limit: -exponent)
    return Decimal128(packing: digits, exponent: exponent + dropped, isNegative: isNegative)
  }
}

extension Decimal128: Comparable, Hashable {
  /// Whether both are the same number: 1.0 equals 1.00.
  public static func == (left: Decimal128, right: Decimal128) -> Bool {
    if left.high == right.high, left.low == right.low { return true }
    guard left.isNegative == right.isNegative else { return false }
    return compareMagnitudes(left, right) == 0
  }

  /// Whether `left` is the smaller number.
  public static func < (left: Decimal128, right: Decimal128) -> Bool {
    switch (left.isNegative, right.isNegative) {
    case (false, false): compareMagnitudes(left, right) < 0
    case (true, true): compareMagnitudes(left, right) > 0
    case (let isNegative, _): isNegative
    }
  }

  /// Hashes the number, not its digits: 1.0 as 1.00.
  public func hash(into hasher: inout Hasher) {
    var digits = coefficient
    let dropped = PowersOfTen.dropZeros(from: &digits, limit: Self.precision)
    hasher.combine(digits)
    guard digits != 0 else { return }
    hasher.combine(isNegative)
    hasher.combine(exponent + dropped)
  }

  /// −1, 0 or 1, as the magnitude of `left` is the smaller, the same or the greater.
  private static func compareMagnitudes(_ left: Decimal128, _ right: Decimal128) -> Int {
    var (first, second) = (left.coefficient, right.coefficient)
    let gap = left.exponent - right.exponent
    if gap != 0, first != 0, second != 0 {
      // The place of the first digit decides, and where it is the same the gap is below 34.
      let places = PowersOfTen.digits(in: first) + gap - PowersOfTen.digits(in: second)
      guard places == 0 else { return places.signum() }
      if gap > 0 { first *= PowersOfTen[gap] } else { second *= PowersOfTen[-gap] }
    }
    return first == second ? 0 : first < second ? -1 : 1
  }
}
