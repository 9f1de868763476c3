// SPDX-License-Identifier: Apache-2.0

/// How much room a text needs, without knowing the font: every Han sign is as wide as it is high, others about half.
enum Lettering {
  /// How wide a line is, in pixels.
  ///
  /// - Parameter size: The size of the letters, in pixels.
  static func width(_ text: some StringProtocol, size: Int) -> Int {
    (units(text) * size + 99) / 100
  }

  private static func units(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + units($1) }
  }

  /// The text in lines of a width at most, the last one cut if there are more than allowed.
  static func wrapped(_ text: String, width limit: Int, size: Int, lines: Int) -> [String] {
    var result: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      if result.count == lines - 1, width(rest, size: size) > limit {
        result.append(cut(rest, width: limit, size: size))
        break
      }
      let line = line(rest, width: limit, size: size)
      result.append(String(line).trimmingBlanks)
      rest = rest[line.endIndex...].drop { $0 == " " }
    }
    return result
  }

  /// As much as fits, broken at a blank or beside a Han sign if there is one.
  private static func line(_ text: Substring, width limit: Int, size: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    var good: Substring.Index?
    while end < text.endIndex {
      let next = text.index(after: end)
      used += units(text[end..<next])
      if used * size > limit * 100, end > text.startIndex { break }
      let isBreak =
        text[end] == " " || isWide(text[end]) || (next < text.endIndex && isWide(text[next]))
      // A closing mark stays with what it closes.
      if isBreak, next == text.endIndex || !"，。、；：）》”’".contains(text[next]) { good = next }
      end = next
    }
    return end == text.endIndex ? text : text[..<(good ?? end)]
  }

  private static func cut(_ text: Substring, width limit: Int, size: Int) -> String {
    var line = text[..<text.startIndex]
    while line.endIndex < text.endIndex {
      let longer = text[...line.endIndex]
      guard width(longer + "…", size: size) <= limit else { break }
      line = longer
    }
    return String(line).trimmingBlanks + "…"
  }

  private static func isWide(_ character: Character) -> Bool {
    character.unicodeScalars.contains { units($0) == 100 }
  }

  /// Hundredths of the size of the letters.
  private static func units(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2018...0x201D, 0x2026, 0x2E80...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD:
      100
    case 0x41...0x5A, 0x4D, 0x57, 0x6D, 0x77: 68
    case 0x20, 0x2E, 0x2C, 0x3A, 0x3B, 0x69, 0x6A, 0x6C, 0x21, 0x7C: 30
    default: 56
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
