// SPDX-License-Identifier: Apache-2.0

/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters.
///
/// 1 department, 1 type, 6 division of registration, 9 organisation code (GB 11714), 1 check.
/// The division is not looked up: functional zones register under codes that GB/T 2260 lacks.
/// The organisation's own check (`hasOrganisationCheck`) is told and not required, since the standard
/// lets the last check stand for the whole code.
public struct SocialCreditCode: Hashable, Sendable, CustomStringConvertible {
  /// Which registering departments a check accepts.
  public enum Departments: Sendable {
    /// Also A (military), N (agriculture: rural collectives) and Y (others), which are in real use.
    case all
    /// Two digits, as the published bulk validators want.
    case numeric
  }

  /// The 18 characters.
  public let description: String

  /// Reads and checks a code; no blanks, capitals only.
  public init(_ text: String, departments: Departments = .all) throws(CodeFault) {
    let bytes = try Bytes.ascii(text, count: 18)
    try Self.check(bytes[...], departments: departments)
    description = text
  }

  /// Makes a code from its parts by adding the check character.
  public static func make(
    department: Character, type: Character, division: String, organisation: String
  ) throws(CodeFault) -> SocialCreditCode {
    let payload = "\(department)\(type)\(division)\(organisation)"
    let check = Mod31.character(over: payload.utf8) ?? "0"
    return try SocialCreditCode(payload + String(check))
  }

  /// The registering department: 1 establishment, 5 civil affairs, 9 market supervision and others.
  public var department: Character { description.first ?? "0" }
  /// The type within the department.
  public var type: Character { description.dropFirst().first ?? "0" }
  /// The GB/T 2260 code of the registering body's division.
  public var division: String { String(description.dropFirst(2).prefix(6)) }
  /// The nine characters of the organisation code, GB 11714.
  public var organisation: String { String(description.dropFirst(8).prefix(9)) }
  /// Whether the ninth character of the organisation code is right by GB 11714.
  public var hasOrganisationCheck: Bool {
    OrganisationCheck.character(over: organisation.utf8.prefix(8)) == organisation.last
  }

  /// Checks 18 ASCII bytes; positions in faults count from the start of the slice.
  static func check(
    _ bytes: ArraySlice<UInt8>, departments: Departments = .all
  ) throws(CodeFault) {
    let start = bytes.startIndex
    for (offset, byte) in bytes.enumerated() {
      let isNumeric = offset == 1 || (2..<8).contains(offset)
      guard isNumeric ? Alphabet.isDigit(byte) : Alphabet.socialCreditValues[Int(byte)] >= 0 else {
        throw .alphabet(
          position: offset + 1, found: Bytes.text([byte]),
          allowed: isNumeric ? "0–9" : "0–9 A–H J–N P Q R T U W X Y")
      }
    }
    let letters = Array("ANY".utf8)
    guard
      Alphabet.isDigit(bytes[start]) || (departments == .all && letters.contains(bytes[start]))
    else { throw .department(Bytes.text(bytes.prefix(2))) }
    let expected = Mod31.character(over: bytes.prefix(17))
    guard Bytes.byte(expected) == bytes[start + 17] else {
      throw .check(expected: expected.map(String.init) ?? "", found: Bytes.text(bytes.suffix(1)))
    }
  }
}
