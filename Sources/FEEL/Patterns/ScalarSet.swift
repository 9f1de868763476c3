// SPDX-License-Identifier: Apache-2.0

/// A class of characters in a pattern.
struct ScalarSet: Sendable {
  enum Item: Sendable {
    case one(Unicode.Scalar)
    case range(ClosedRange<Unicode.Scalar>)
    case property(Property, isNegated: Bool)
  }

  /// What `\d`, `\p{L}` or `\p{IsBasicLatin}` ask of a character.
  enum Property: Sendable {
    case digit
    case space
    case nameStart
    case namePart
    case word
    /// A general category such as `Lu`, or all that begin with a letter.
    case category(String)
    case block(ClosedRange<UInt32>)
  }

  var items: [Item]
  var isNegated = false
  /// What is taken away, as in `[a-z-[aeiou]]`: none or one.
  var without: [ScalarSet] = []

  /// Whether a character is in the class.
  func contains(_ scalar: Unicode.Scalar, isCaseless: Bool) -> Bool {
    let cases = isCaseless ? Letters.cases(of: scalar) : [scalar]
    let isIn = items.contains { $0.contains(scalar, cases) }
    return isIn != isNegated
      && !without.contains { $0.contains(scalar, isCaseless: isCaseless) }
  }
}

extension ScalarSet.Item {
  fileprivate func contains(_ scalar: Unicode.Scalar, _ cases: [Unicode.Scalar]) -> Bool {
    switch self {
    case .one(let other): cases.contains(other)
    case .range(let range): cases.contains(where: range.contains)
    case .property(let property, let isNegated): property.holds(of: scalar) != isNegated
    }
  }
}

/// Upper and lower case.
enum Letters {
  /// The characters that are the same but for their case.
  static func cases(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    var cases = [scalar]
    for text in [properties.lowercaseMapping, properties.uppercaseMapping] {
      guard text.unicodeScalars.count == 1, let other = text.unicodeScalars.first,
        !cases.contains(other)
      else { continue }
      cases.append(other)
    }
    return cases
  }

  /// Whether two characters are the same but for their case: `k`, `K` and the Kelvin sign.
  static func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || folded(left) == folded(right)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    single(single(scalar, \.uppercaseMapping), \.lowercaseMapping)
  }

  private static func single(
    _ scalar: Unicode.Scalar, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
  ) -> Unicode.Scalar {
    let text = scalar.properties[keyPath: mapping].unicodeScalars
    return text.count == 1 ? text.first ?? scalar : scalar
  }
}

extension ScalarSet.Property {
  /// The property that `\p{…}` names; nil for an unknown one.
  init?(named name: String) {
    if name.hasPrefix("Is") {
      guard let block = UnicodeBlocks.named(String(name.dropFirst(2))) else { return nil }
      self = .block(block)
      return
    }
    guard Self.categories.contains(name) else { return nil }
    self = .category(name)
  }

  /// The property of `\d`, `\D` and so on.
  init?(letter: Unicode.Scalar) {
    switch letter {
    case "d", "D": self = .digit
    case "s", "S": self = .space
    case "i", "I": self = .nameStart
    case "c", "C": self = .namePart
    case "w", "W": self = .word
    default: return nil
    }
  }

  func holds(of scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .digit: scalar.properties.generalCategory == .decimalNumber
    case .space: [" ", "\t", "\n", "\r"].contains(scalar)
    case .nameStart: Self.startsName(scalar)
    case .namePart: Self.continuesName(scalar)
    case .word: !["P", "Z", "C"].contains(Self.abbreviation(of: scalar).prefix(1))
    case .category(let name): Self.abbreviation(of: scalar).hasPrefix(name)
    case .block(let block): block.contains(scalar.value)
    }
  }

  /// The start of a name in XML 1.0, clause 2.3.
  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
      0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
      0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: startsName(scalar)
    }
  }

  private static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C",
    "Cc", "Cf", "Co", "Cn",
  ]

  private static func abbreviation(of scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}

extension ScalarSet.Item {
  /// What `\d` and the like stand for; a capital is the opposite.
  init?(escape letter: Unicode.Scalar) {
    guard let property = ScalarSet.Property(letter: letter) else { return nil }
    self = .property(property, isNegated: letter.properties.isUppercase)
  }
}
