// SPDX-License-Identifier: Apache-2.0

/// The 32 bytes that SM3 or SHA-256 make of a message.
///
/// It is written, stored and exchanged as 64 lower-case hexadecimal digits. A digest is public: it is
/// compared with `==`. A keyed one (``hmacSM3(_:key:)``) or a token is compared with `equalInConstantTime`.
public struct Digest: Hashable, Sendable, LosslessStringConvertible {
  /// How many bytes a digest has.
  public static let length = 32

  /// The bytes, always ``length`` of them.
  public let bytes: [UInt8]

  /// Takes the bytes of a digest, or nothing where there are not ``length`` of them.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// Reads 64 lower-case hexadecimal digits, the one form that ``description`` writes.
  public init?(_ description: String) {
    let digits = Array(description.utf8)
    guard digits.count == 2 * Self.length else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.length)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// For the functions of this target, whose OpenSSL calls fill exactly ``length`` bytes.
  init(filled bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The 64 lower-case hexadecimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 2 * Self.length) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = Self.digit(of: byte >> 4)
        text[2 * index + 1] = Self.digit(of: byte & 15)
      }
      return 2 * Self.length
    }
  }

  private static func digit(of value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

extension Digest: Codable {
  /// Reads the hexadecimal text.
  ///
  /// - Throws: `DecodingError` where it is not 64 lower-case hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A digest is 64 lower-case hexadecimal digits.")
    }
    self = digest
  }

  /// Writes the hexadecimal text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
