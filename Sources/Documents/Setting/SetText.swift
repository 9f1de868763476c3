// SPDX-License-Identifier: Apache-2.0

import CPango

/// A text in lines, ready to be drawn.
final class SetText {
  /// One line: where it begins and how wide it is, from the left edge of the text; it lives as long as the text.
  struct Line {
    let line: UnsafeMutablePointer<PangoLayoutLine>
    /// Which part of the text it is, in UTF-8.
    let bytes: Range<Int>
    let x: Double
    let width: Double
  }

  let style: TextStyle
  private(set) var lines: [Line] = []
  private let layout: OpaquePointer

  /// Takes the layout over, looks for characters without a picture, and spreads the lines that are to fill the width.
  init(
    layout: OpaquePointer, text: String, style: TextStyle, width: Double
  ) throws(DrawingFault) {
    self.layout = layout
    self.style = style
    let utf8 = Array(text.utf8)
    let count = pango_layout_get_line_count(layout)
    for index in 0..<count {
      guard let line = pango_layout_get_line(layout, index) else { continue }
      if pango_layout_get_unknown_glyphs_count(layout) > 0, let scalar = Self.unknown(in: line) {
        throw .characterMissing(scalar)
      }
      let isFirst = line.pointee.is_paragraph_start != 0
      let start = Int(line.pointee.start_index)
      let end = start + Int(line.pointee.length)
      let isLast = end >= utf8.count || utf8[end] == UInt8(ascii: "\n")
      let indent = isFirst ? style.indent : 0
      var spread = Spread(line: line, utf8: utf8, em: style.size)
      let shift = spread.fill(
        width - indent, isFirst: isFirst, isStretched: style.isJustified && !isLast)
      let slack = width - indent - spread.width
      let x =
        switch style.alignment {
        case .start: indent + shift
        case .centre: indent + slack / 2
        case .end: indent + slack
        }
      lines.append(Line(line: line, bytes: start..<end, x: x, width: spread.width))
    }
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
  }

  var height: Double { Double(lines.count) * style.pitch }

  /// A character that no font has a picture of.
  private static func unknown(
    in line: UnsafeMutablePointer<PangoLayoutLine>
  ) -> Unicode.Scalar? {
    // Pango gives such a character a box in place of a glyph: its number, marked by a bit (PANGO_GLYPH_UNKNOWN_FLAG).
    let mark: UInt32 = 0x1000_0000
    let empty: UInt32 = 0x0FFF_FFFF
    var scalar: Unicode.Scalar?
    GlyphPlace.each(in: line) { glyph, _ in
      let number = glyph.pointee.glyph
      if scalar == nil, number != empty, number & mark != 0 {
        scalar = Unicode.Scalar(number & ~mark)
      }
    }
    return scalar
  }
}
