// SPDX-License-Identifier: Apache-2.0

/// A strip of the text's area, of its whole width, that no page cuts: a line, a line of a row, a blank.
struct Strip {
  var height: Double
  var marks: [Mark] = []
  /// Whether the next strip must stand on the same page.
  var isBound = false
  /// Whether it is a blank, which vanishes at the head of a page.
  var isBlank = false
  /// Whether it pushes what follows to the foot of the page.
  var isFiller = false
  /// The table that it is a part of.
  var frame: Frame?

  static func blank(_ height: Double, isBound: Bool = false) -> Strip {
    Strip(height: height, isBound: isBound, isBlank: true)
  }

  /// A table, as far as the pages that it reaches must know it.
  final class Frame {
    /// What begins it, again at the head of every further page.
    let head: [Strip]
    /// What closes it at the foot of a page, in a strip without height.
    let end: [Mark]

    init(head: [Strip], end: [Mark]) {
      self.head = head
      self.end = end
    }
  }
}

extension [Strip] {
  var height: Double { reduce(0) { $0 + $1.height } }

  /// A text as strips, one for each line; its first two and its last two lines stay together.
  init(_ text: SetText, x: Double = 0, isBound: Bool = false) {
    let count = text.lines.count
    self = text.lines.indices.map { index in
      let isLast = index == count - 1
      return Strip(
        height: text.style.pitch, marks: [text.mark(of: index, x: x)],
        isBound: isLast ? isBound : isBound || index == 0 || index == count - 2)
    }
  }

  /// These strips, held together and to what follows.
  var bound: [Strip] {
    map { strip in
      var strip = strip
      strip.isBound = true
      return strip
    }
  }
}
