// SPDX-License-Identifier: Apache-2.0

/// The identifier of an electronic licence (电子证照标识, GB/T 36904-2018).
///
/// "1.2.156.3005.2." type "." issuer "." serial "." version "." check. The type is the social
/// credit code of the body that defined it and three digits; the check is ISO/IEC 7064 MOD 37,36 over
/// all but the root and the dots.
public struct LicenceIdentifier: Hashable, Sendable, CustomStringConvertible {
  /// The object identifier under which licences lie.
  public static let root = "1.2.156.3005.2"

  /// The whole identifier.
  public let description: String
  /// The licence type, 21 characters.
  public let type: String
  /// The issuer: a social credit code, or in older licences a division of six digits.
  public let issuer: String
  /// The issuer's own number, 1 to 32 digits and capitals.
  public let serial: String
  /// The version, from 1.
  public let version: Int

  /// The check character.
  public var check: Character { description.last ?? "0" }

  /// Reads and checks an identifier.
  public init(_ text: String) throws(CodeFault) {
    let shape = "\(Self.root).21.18.serial.001.check"
    let bytes = Array(text.utf8)
    guard bytes.starts(with: Self.root.utf8), bytes.count > Self.root.utf8.count,
      bytes[Self.root.utf8.count] == UInt8(ascii: ".")
    else { throw .structure(expected: shape) }
    let start = Self.root.utf8.count + 1
    let parts = bytes[start...].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 5 else { throw .structure(expected: shape) }
    for (index, byte) in bytes.enumerated() where index >= start && byte != UInt8(ascii: ".") {
      guard Alphabet.alphanumericValues[Int(byte)] >= 0 else {
        throw .alphabet(position: index + 1, found: Bytes.text([byte]), allowed: "0–9 A–Z")
      }
    }
    try Self.check(type: parts[0], issuer: parts[1])
    guard (1...32).contains(parts[2].count) else {
      throw .length(expected: "1–32", found: parts[2].count)
    }
    guard parts[3].count == 3, let version = Bytes.number(parts[3]) else {
      throw .structure(expected: shape)
    }
    guard version > 0 else { throw .serial("000") }
    let expected = Mod37To36.character(over: parts[0..<4].joined())
    guard parts[4].count == 1, parts[4].first == Bytes.byte(expected) else {
      throw .check(expected: expected.map(String.init) ?? "", found: Bytes.text(parts[4]))
    }
    description = text
    type = Bytes.text(parts[0])
    issuer = Bytes.text(parts[1])
    serial = Bytes.text(parts[2])
    self.version = version
  }

  /// Makes an identifier from its parts by adding the check character.
  public static func make(
    type: String, issuer: String, serial: String, version: Int = 1
  ) throws(CodeFault) -> LicenceIdentifier {
    let revision = Bytes.padded(version, to: 3)
    let check = Mod37To36.character(over: (type + issuer + serial + revision).utf8) ?? "0"
    let parts = [root, type, issuer, serial, revision, String(check)]
    return try LicenceIdentifier(parts.joined(separator: "."))
  }

  private static func check(
    type: ArraySlice<UInt8>, issuer: ArraySlice<UInt8>
  ) throws(CodeFault) {
    guard type.count == 21 else { throw .length(expected: "21", found: type.count) }
    try SocialCreditCode.check(type.prefix(18))
    guard type.suffix(3).allSatisfy(Alphabet.isDigit) else {
      throw .structure(expected: "18 + 000")
    }
    if issuer.count == 6, let division = Bytes.number(issuer) {
      guard Division.isKnown(division) else { throw .region(Bytes.text(issuer)) }
      return
    }
    guard issuer.count == 18 else { throw .length(expected: "18", found: issuer.count) }
    try SocialCreditCode.check(issuer)
  }
}
