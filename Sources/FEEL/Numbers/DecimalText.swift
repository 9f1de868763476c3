// SPDX-License-Identifier: Apache-2.0

extension Decimal128: LosslessStringConvertible {
  /// Reads `-12.50`, `.5`, `+7` and `1.2E-3`: every number of FEEL, of JSON and of XSD.
  ///
  /// Nothing for anything else, infinities and NaN among it, and on overflow. Digits beyond the
  /// 34th are rounded half even.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a number from a part of a longer text, all of which must be the number.
  public init?(_ text: Substring) {
    var reader = NumberReader()
    guard text.utf8.allSatisfy({ reader.take($0) }), let number = reader.number else { return nil }
    self = number
  }

  /// The number as FEEL's `string()` prints it: plain digits, none lost and none invented.
  ///
  /// A number that would need more than 100 digits is printed as `1.5E+200`. It can be read again.
  public var description: String {
    let digits = coefficient
    let exponent = exponent
    let count = max(PowersOfTen.digits(in: digits), 1)
    let sign = isNegative ? "-" : ""
    if exponent >= 0 {
      guard digits != 0 else { return "0" }
      guard count + exponent <= Self.longestPlain else { return sign + scientific }
      return sign + String(digits) + String(repeating: "0", count: exponent)
    }
    guard -exponent < Self.longestPlain else { return sign + scientific }
    let zeros = String(repeating: "0", count: max(0, 1 - exponent - count))
    var text = zeros + String(digits)
    text.insert(".", at: text.utf8.index(text.endIndex, offsetBy: exponent))
    return sign + text
  }

  private static let longestPlain = 100

  /// The magnitude with an exponent, and without zeros that only the range of exponents has added.
  private var scientific: String {
    var (digits, power) = (coefficient, exponent)
    if power > 0 { power += PowersOfTen.dropZeros(from: &digits, limit: Self.precision) }
    var text = String(digits)
    power += text.utf8.count - 1
    if text.utf8.count > 1 { text.insert(".", at: text.utf8.index(after: text.startIndex)) }
    return text + "E" + (power < 0 ? "" : "+") + String(power)
  }
}

/// Reads a number byte by byte: `[sign] digits [. digits] [E [sign] digits]`, with one digit at
/// least before or behind the point.
private struct NumberReader {
  private var part = Part.start
  private var isNegative = false
  private var coefficient: UInt128 = 0
  private var hasRest = false
  private var exponent = 0
  private var power = 0
  private var isPowerNegative = false

  /// What has just been read.
  private enum Part {
    case start, sign, whole, barePoint, fraction, mark, markSign, power
  }

  /// Takes the next byte, or says that it cannot follow.
  mutating func take(_ byte: UInt8) -> Bool {
    switch (byte, part) {
    case (UInt8(ascii: "0")...UInt8(ascii: "9"), _): take(digit: byte &- UInt8(ascii: "0"))
    case (UInt8(ascii: "."), .whole): part = .fraction
    case (UInt8(ascii: "."), .start), (UInt8(ascii: "."), .sign): part = .barePoint
    case (UInt8(ascii: "-"), .start), (UInt8(ascii: "+"), .start):
      isNegative = byte == UInt8(ascii: "-")
      part = .sign
    case (UInt8(ascii: "e"), .whole), (UInt8(ascii: "E"), .whole),
      (UInt8(ascii: "e"), .fraction), (UInt8(ascii: "E"), .fraction):
      part = .mark
    case (UInt8(ascii: "-"), .mark), (UInt8(ascii: "+"), .mark):
      isPowerNegative = byte == UInt8(ascii: "-")
      part = .markSign
    default: return false
    }
    return true
  }

  private mutating func take(digit: UInt8) {
    switch part {
    case .start, .sign, .whole:
      part = .whole
      keep(digit, shift: 0)
    case .barePoint, .fraction:
      part = .fraction
      keep(digit, shift: -1)
    case .mark, .markSign, .power:
      part = .power
      // Far beyond every exponent, and far below what overflows.
      power = min(power * 10 + Int(digit), 1 << 40)
    }
  }

  /// Appends a digit to the coefficient, or counts it among those that are rounded off.
  private mutating func keep(_ digit: UInt8, shift: Int) {
    if coefficient < PowersOfTen[PowersOfTen.last - 1] {
      coefficient = coefficient &* 10 &+ UInt128(digit)
      exponent += shift
    } else {
      hasRest = hasRest || digit != 0
      exponent += shift + 1
    }
  }

  /// The number, when what has been read is one and does not overflow.
  var number: Decimal128? {
    switch part {
    case .whole, .fraction, .power: break
    case .start, .sign, .barePoint, .mark, .markSign: return nil
    }
    return Decimal128(
      rounding: coefficient, exponent: exponent + (isPowerNegative ? -power : power),
      isNegative: isNegative, hasRest: hasRest)
  }
}
