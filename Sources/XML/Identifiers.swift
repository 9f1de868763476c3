// SPDX-License-Identifier: Apache-2.0

/// Identifiers that XML accepts (xsd:ID), each given once.
///
/// The same calls give the same identifiers, so that a model written twice is the same file.
public struct Identifiers: Sendable {
  private var used: Set<String> = []

  /// No identifier is taken yet.
  public init() {}

  /// The identifier itself if it can be one and is free, otherwise one made of it.
  public mutating func take(_ wanted: String) -> String {
    let base = Self.isValid(wanted) ? wanted : Self.valid(wanted)
    var identifier = base
    var number = 1
    while !used.insert(identifier).inserted {
      number += 1
      identifier = "\(base)_\(number)"
    }
    return identifier
  }

  /// Whether a text is an NCName of XML 1.0.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isStart(first) else { return false }
    return text.unicodeScalars.allSatisfy { isStart($0) || isInner($0) }
  }

  /// A name of ASCII and Han signs, which every edition of XML accepts.
  private static func valid(_ text: String) -> String {
    let signs = text.unicodeScalars.map { scalar in
      let isKept =
        scalar.isASCII && (scalar.properties.isAlphabetic || isInner(scalar))
        || (0x4E00...0x9FA5).contains(scalar.value)
      return isKept ? Character(scalar) : "_"
    }
    let name = String(signs)
    return name.unicodeScalars.first.map(isStart) == true ? name : "_" + name
  }

  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  private static func isInner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: false
    }
  }
}
