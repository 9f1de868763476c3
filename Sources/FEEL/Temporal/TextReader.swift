// SPDX-License-Identifier: Apache-2.0

/// Reads the text of a temporal value from left to right, strictly: ASCII digits and signs only.
struct TextReader {
  private var rest: Substring.UTF8View

  init(_ text: Substring) {
    rest = text.utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// What has not been read yet.
  var remainder: Substring { Substring(rest) }

  /// Takes `sign` when it is next.
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes all digits that are next, and says how many; nothing when the number overflows.
  mutating func digits() -> (number: Int, count: Int)? {
    var (number, count) = (0, 0)
    while let digit = nextDigit {
      let tens = number.multipliedReportingOverflow(by: 10)
      let sum = tens.partialValue.addingReportingOverflow(digit)
      guard !tens.overflow, !sum.overflow else { return nil }
      number = sum.partialValue
      count += 1
      rest.removeFirst()
    }
    return (number, count)
  }

  /// Takes exactly two digits.
  mutating func pair() -> Int? {
    guard let tens = nextDigit else { return nil }
    rest.removeFirst()
    guard let ones = nextDigit else { return nil }
    rest.removeFirst()
    return tens * 10 + ones
  }

  /// Takes one to nine digits after a point, as nanoseconds.
  mutating func nanoseconds() -> Int? {
    guard let (number, count) = digits(), (1...9).contains(count) else { return nil }
    return (count..<9).reduce(number) { value, _ in value * 10 }
  }

  /// Takes a whole number and the `unit` behind it, or nothing when that is not what comes next.
  mutating func quantity(_ unit: Unicode.Scalar) -> Int? {
    var next = self
    guard let (number, count) = next.digits(), count > 0, next.take(unit) else { return nil }
    self = next
    return number
  }

  /// Takes seconds with perhaps a fraction and the `S` behind them, in nanoseconds.
  mutating func secondsQuantity() -> Int128? {
    var next = self
    guard let (seconds, count) = next.digits(), count > 0 else { return nil }
    let fraction = next.take(".") ? next.nanoseconds() : 0
    guard let fraction, next.take("S") else { return nil }
    self = next
    return Int128(seconds) * Int128(nanosecondsPerSecond) + Int128(fraction)
  }

  private var nextDigit: Int? {
    guard let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
      return nil
    }
    return Int(byte - UInt8(ascii: "0"))
  }
}

extension String {
  /// Appends a number below a hundred as two digits.
  mutating func append(pair number: Int) {
    if number < 10 { append("0") }
    append(String(number))
  }

  /// Appends nanoseconds as a fraction, without zeros at its end, and nothing for none.
  mutating func append(fraction nanoseconds: Int) {
    guard nanoseconds > 0 else { return }
    var (number, count) = (nanoseconds, 9)
    while number % 10 == 0 { (number, count) = (number / 10, count - 1) }
    let digits = String(number)
    append(".")
    append(String(repeating: "0", count: count - digits.utf8.count))
    append(digits)
  }
}

extension Int {
  /// The quotient rounded towards negative infinity, and the remainder, which is not negative.
  func split(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// Seconds in a day, as FEEL counts: every day has as many.
let secondsPerDay = 86_400

/// Nanoseconds in a second.
let nanosecondsPerSecond = 1_000_000_000
