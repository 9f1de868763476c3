// SPDX-License-Identifier: Apache-2.0

/// A citizen identity number (公民身份号码, GB 11643-1999): 18 characters.
///
/// 6 division, 8 date of birth, 3 sequence (odd for men), 1 check by ISO/IEC 7064 MOD 11-2.
/// Residence permits of Hong Kong, Macau and Taiwan residents have 810000, 820000 and 830000.
public struct ResidentNumber: Hashable, Sendable, CustomStringConvertible {
  /// How the division is compared with the year of birth.
  public enum RegionRule: Sendable {
    /// In force at some time since birth: right for real people, since numbers were first given in
    /// 1984 to persons of all ages, under the codes of that day.
    case sinceBirth
    /// In force in the very year of birth, as the published bulk validators want.
    case atBirth
  }

  /// What a number tells of its holder.
  public enum Holder: Sendable {
    case mainland, hongKong, macau, taiwan
  }

  /// The 18 characters.
  public let description: String
  /// The date of birth.
  public let birth: CivilDate

  /// Reads and checks a number on a day: no blanks, capital X, a birth in the last 150 years.
  public init(
    _ text: String, asOf today: CivilDate, region: RegionRule = .sinceBirth
  ) throws(CodeFault) {
    let bytes = try Bytes.ascii(text, count: 18)
    try Bytes.requireDigits(bytes, 0..<17)
    let last = bytes[17]
    guard Alphabet.isDigit(last) || last == UInt8(ascii: "X") else {
      throw .alphabet(position: 18, found: Bytes.text([last]), allowed: "0–9 X")
    }
    guard let birth = CivilDate(compact: bytes[6..<14]) else {
      throw .date(Bytes.text(bytes[6..<14]))
    }
    guard birth <= today else { throw .future(birth.description) }
    guard today.year - birth.year <= 150 else { throw .past(birth.description) }
    let expected = Mod11Radix2.character(over: bytes.prefix(17))
    guard Bytes.byte(expected) == last else {
      throw .check(expected: expected.map(String.init) ?? "", found: Bytes.text([last]))
    }
    let code = Bytes.number(bytes[0..<6]) ?? 0
    try Self.checkRegion(code, birth: birth, rule: region)
    description = text
    self.birth = birth
  }

  /// Makes a number from its parts by adding the check character.
  public static func make(
    division: String, birth: CivilDate, sequence: Int, asOf today: CivilDate
  ) throws(CodeFault) -> ResidentNumber {
    guard (0...999).contains(sequence) else { throw .serial(String(sequence)) }
    let payload = division + birth.compact + Bytes.padded(sequence, to: 3)
    let check = Mod11Radix2.character(over: payload.utf8) ?? "0"
    return try ResidentNumber(payload + String(check), asOf: today)
  }

  /// The GB/T 2260 code of the place of first registration.
  public var division: String { String(description.prefix(6)) }
  /// The three digits of the sequence.
  public var sequence: String { String(description.dropFirst(14).prefix(3)) }
  /// Whether the sequence is odd, which is given to men.
  public var isMale: Bool { (Int(sequence) ?? 0) % 2 == 1 }
  /// Who holds the number, by its first two digits.
  public var holder: Holder {
    switch description.prefix(6) {
    case "810000": .hongKong
    case "820000": .macau
    case "830000": .taiwan
    default: .mainland
    }
  }
  /// The number for screens, the date of birth and the sequence hidden: "420103***********7".
  public var masked: String { description.prefix(6) + "********" + "***" + description.suffix(1) }

  private static func checkRegion(
    _ code: Int, birth: CivilDate, rule: RegionRule
  ) throws(CodeFault) {
    guard Division.isKnown(code) else { throw .region(Bytes.padded(code, to: 6)) }
    let isRight =
      switch rule {
      case .atBirth: Division.isInForce(code, in: birth.year)
      case .sinceBirth: Division.isInForce(code, sinceYear: birth.year)
      }
    guard isRight else {
      throw .regionYear(code: Bytes.padded(code, to: 6), year: birth.year)
    }
  }
}
