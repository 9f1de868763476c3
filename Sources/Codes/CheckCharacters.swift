// SPDX-License-Identifier: Apache-2.0

/// The numeric values of ASCII characters in the alphabets of the codes.
enum Alphabet {
  static let socialCredit = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  static let alphanumeric = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  static let digits = Array("0123456789".utf8)

  /// Value by byte, -1 where the byte is not of the alphabet.
  static let socialCreditValues = values(of: socialCredit)
  static let alphanumericValues = values(of: alphanumeric)

  private static func values(of alphabet: [UInt8]) -> [Int8] {
    var table = [Int8](repeating: -1, count: 256)
    for (value, byte) in alphabet.enumerated() { table[Int(byte)] = Int8(value) }
    return table
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

/// ISO/IEC 7064 MOD 37,36: one check character over digits and capital letters (GB/T 17710).
///
/// Finds every single wrong character and nearly every swap of two neighbours.
public enum Mod37To36 {
  /// The check character of a payload, or nothing when it holds other characters.
  public static func character(over payload: some Sequence<UInt8>) -> Character? {
    var product = 36
    for byte in payload {
      let value = Int(Alphabet.alphanumericValues[Int(byte)])
      guard value >= 0 else { return nil }
      let sum = (product + value) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    return Character(UnicodeScalar(Alphabet.alphanumeric[(37 - product) % 36]))
  }
}

/// ISO/IEC 7064 MOD 11,10: one check digit over digits (GB/T 17710).
public enum Mod11To10 {
  /// The check digit of a payload of ASCII digits, or nothing when it holds other characters.
  public static func character(over payload: some Sequence<UInt8>) -> Character? {
    var product = 10
    for byte in payload {
      guard Alphabet.isDigit(byte) else { return nil }
      let sum = (product + Int(byte) - 0x30) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return Character(UnicodeScalar(Alphabet.digits[(11 - product) % 10]))
  }
}

/// ISO/IEC 7064 MOD 11-2: one check character, 0 to 9 or X, over digits (GB 11643).
public enum Mod11Radix2 {
  /// The check character of a payload of ASCII digits, or nothing when it holds other characters.
  public static func character(over payload: some Sequence<UInt8>) -> Character? {
    var product = 0
    for byte in payload {
      guard Alphabet.isDigit(byte) else { return nil }
      product = (product + Int(byte) - 0x30) * 2 % 11
    }
    let value = (12 - product) % 11
    return value == 10 ? "X" : Character(UnicodeScalar(Alphabet.digits[value]))
  }
}

/// The weighted MOD 31 check of GB 32100-2015: weights 3^i mod 31 over 31 characters.
public enum Mod31 {
  /// The check character of a payload, or nothing when it holds characters outside the alphabet.
  public static func character(over payload: some Sequence<UInt8>) -> Character? {
    var sum = 0
    var weight = 1
    for byte in payload {
      let value = Int(Alphabet.socialCreditValues[Int(byte)])
      guard value >= 0 else { return nil }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return Character(UnicodeScalar(Alphabet.socialCredit[(31 - sum % 31) % 31]))
  }
}

/// The check of GB 11714 organisation codes: eight characters, weights 3 7 9 10 5 8 4 2, modulo 11.
public enum OrganisationCheck {
  /// The check character of eight digits or capital letters, or nothing for other payloads.
  public static func character(over payload: some Sequence<UInt8>) -> Character? {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    var sum = 0
    var count = 0
    for byte in payload {
      let value = Int(Alphabet.alphanumericValues[Int(byte)])
      guard value >= 0, count < weights.count else { return nil }
      sum += value * weights[count]
      count += 1
    }
    guard count == weights.count else { return nil }
    let value = (11 - sum % 11) % 11
    return value == 10 ? "X" : Character(UnicodeScalar(Alphabet.digits[value]))
  }
}
