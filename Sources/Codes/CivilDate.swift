// SPDX-License-Identifier: Apache-2.0

/// A day of the proleptic Gregorian calendar, as the codes contain it; without a time zone.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// A day that exists, or nothing.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let last = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...last).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The first day that can be written, 0001-01-01.
  public static let earliest = CivilDate(firstOf: 1)

  private init(firstOf year: Int) {
    (self.year, month, day) = (year, 1, 1)
  }

  /// A day from eight ASCII digits, "yyyyMMdd".
  init?(compact digits: some Collection<UInt8>) {
    guard digits.count == 8, let number = Bytes.number(digits) else { return nil }
    self.init(year: number / 10000, month: number / 100 % 100, day: number % 100)
  }

  /// The day as eight digits, "20261123".
  public var compact: String { Bytes.padded(year * 10000 + month * 100 + day, to: 8) }

  /// The day as ISO 8601 text, "2026-11-23".
  public var description: String {
    "\(Bytes.padded(year, to: 4))-\(Bytes.padded(month, to: 2))-\(Bytes.padded(day, to: 2))"
  }

  /// Earlier days come first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// Reading of ASCII, without the cost of `Character`.
enum Bytes {
  /// The number that ASCII digits spell, or nothing for other bytes.
  static func number(_ digits: some Sequence<UInt8>) -> Int? {
    var number = 0
    for byte in digits {
      guard Alphabet.isDigit(byte), number < 1_000_000_000_000 else { return nil }
      number = number * 10 + Int(byte) - 0x30
    }
    return number
  }

  static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// The fault of a length; counts characters, not bytes, since people see characters.
  static func lengthFault(_ text: String, _ expected: String) -> CodeFault {
    .length(expected: expected, found: text.count)
  }

  /// Text of exactly these many ASCII characters as bytes.
  static func ascii(_ text: String, count: Int) throws(CodeFault) -> [UInt8] {
    let bytes = Array(text.utf8)
    if bytes.count == count, bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    guard text.count == count else { throw lengthFault(text, String(count)) }
    for (index, character) in text.enumerated() where !character.isASCII {
      throw .alphabet(position: index + 1, found: String(character), allowed: "ASCII")
    }
    return bytes
  }

  /// Throws unless the bytes of a range are digits.
  static func requireDigits(_ bytes: [UInt8], _ range: Range<Int>) throws(CodeFault) {
    for index in range where !Alphabet.isDigit(bytes[index]) {
      throw .alphabet(position: index + 1, found: text([bytes[index]]), allowed: "0–9")
    }
  }

  /// The byte of an ASCII character; 0 for another, which matches no byte of a code.
  static func byte(_ character: Character?) -> UInt8 { character?.asciiValue ?? 0 }
}
