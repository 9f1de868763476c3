// SPDX-License-Identifier: Apache-2.0

/// The punctuation of Chinese that fills half of its square and leaves the other half blank.
///
/// Source: Requirements for Chinese Text Layout (clreq), section 3.1.6: of two such marks side by side one gives up its blank half.
enum Punctuation {
  /// The blank half is on the right.
  private static let closing: Set<Unicode.Scalar> = [
    "、", "，", "。", "．", "；", "：", "！", "？", "）", "》", "〉", "」", "』", "】", "〕", "〗", "”", "’",
  ]
  /// The blank half is on the left.
  private static let opening: Set<Unicode.Scalar> = [
    "（", "《", "〈", "「", "『", "【", "〔", "〖", "“", "‘",
  ]

  static func isClosing(_ scalar: Unicode.Scalar) -> Bool { closing.contains(scalar) }

  static func isOpening(_ scalar: Unicode.Scalar) -> Bool { opening.contains(scalar) }

  /// The bytes of the marks that are set without their blank half, because the neighbour's suffices.
  static func narrowed(in text: String) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var previous: (scalar: Unicode.Scalar, start: Int)?
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if let previous {
        if isClosing(previous.scalar), isClosing(scalar) || isOpening(scalar) {
          places.append(previous.start..<offset)
        } else if isOpening(previous.scalar), isOpening(scalar) {
          places.append(offset..<offset + width)
        }
      }
      previous = (scalar, offset)
      offset += width
    }
    return places
  }

  /// Whether a character may stand apart from its neighbours when a line is spread: it is a square.
  static func isSquare(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF: true
    default: isClosing(scalar) || isOpening(scalar) || scalar == "—" || scalar == "…"
    }
  }
}
