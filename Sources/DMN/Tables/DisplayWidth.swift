// SPDX-License-Identifier: Apache-2.0

extension Character {
  /// How many columns of a terminal the sign takes: 0, 1 or 2 (UAX #11; ambiguous signs take one).
  var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return Self.wide.contains { $0.contains(first.value) } ? 2 : 1
    }
  }

  /// The blocks whose signs are wide or full-width.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF,
    0x1D300...0x1D37F, 0x1F200...0x1F2FF, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// How many columns of a terminal the text takes.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text in lines of at most so many columns, broken at its own line breaks and, where it is
  /// too long, behind a space or comma if there is one.
  func lines(ofWidth limit: Int) -> [String] {
    split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .flatMap { Self.wrapped($0.map { $0 == "\t" ? " " : $0 }, to: limit) }
  }

  private static func wrapped(_ paragraph: [Character], to limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    for character in paragraph where character.displayWidth > 0 {
      while width + character.displayWidth > limit, !line.isEmpty {
        let rest = line.reversed().prefix { !" ,，、;；".contains($0) }.count
        let head = line.dropLast(rest).trimmed
        lines.append(head.isEmpty ? line : head)
        line = head.isEmpty ? "" : String(line.suffix(rest))
        width = line.displayWidth
      }
      line.append(character)
      width += character.displayWidth
    }
    return lines + [line]
  }
}
