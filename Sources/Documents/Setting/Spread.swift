// SPDX-License-Identifier: Apache-2.0

import CPango

/// Where glyphs stand in a line.
enum GlyphPlace {
  /// Every glyph of a line from left to right, with the byte of the text that it begins with; nil within a cluster.
  static func each(
    in line: UnsafeMutablePointer<PangoLayoutLine>,
    _ body: (UnsafeMutablePointer<PangoGlyphInfo>, Int?) -> Void
  ) {
    var node = line.pointee.runs
    while let current = node {
      node = current.pointee.next
      guard
        let run = current.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self).pointee,
        let glyphs = run.glyphs, let item = run.item
      else { continue }
      for index in 0..<Int(glyphs.pointee.num_glyphs) {
        let glyph = glyphs.pointee.glyphs + index
        let byte = Int(item.pointee.offset) + Int(glyphs.pointee.log_clusters[index])
        body(glyph, glyph.pointee.attr.is_cluster_start != 0 ? byte : nil)
      }
    }
  }
}

/// Spreads a line over its width, as Chinese is set: room is made between characters, and the blank half of
/// a mark at either end of the line reaches into the margin.
///
/// Pango spreads the blanks of a line only, which tears Chinese apart wherever it has a number in it.
struct Spread {
  private let line: UnsafeMutablePointer<PangoLayoutLine>
  private let utf8: [UInt8]
  private let em: Double
  /// How wide the line is, in points.
  private(set) var width: Double

  /// The most that is put between two characters: a line that is far too short stays so.
  private static let roomMax = 0.3

  init(line: UnsafeMutablePointer<PangoLayoutLine>, utf8: [UInt8], em: Double) {
    self.line = line
    self.utf8 = utf8
    self.em = em
    var extents = PangoRectangle()
    pango_layout_line_get_extents(line, nil, &extents)
    width = Double(extents.width) / Double(PANGO_SCALE)
  }

  /// Fills the width if the line is to be stretched; gives how far the line is moved from the left.
  mutating func fill(_ goal: Double, isFirst: Bool, isStretched: Bool) -> Double {
    var glyphs: [(glyph: UnsafeMutablePointer<PangoGlyphInfo>, scalar: Unicode.Scalar?)] = []
    GlyphPlace.each(in: line) { glyph, byte in
      glyphs.append((glyph, byte.flatMap(scalar)))
    }
    while glyphs.last?.glyph.pointee.geometry.width == 0 { glyphs.removeLast() }
    guard let first = glyphs.first, let last = glyphs.last else { return 0 }
    let half = em / 2
    let isOpened = !isFirst && first.scalar.map(Punctuation.isOpening) == true
    let shift = isOpened && Self.isFull(first.glyph, em) ? -half : 0
    guard isStretched else { return shift }
    let hangs = last.scalar.map(Punctuation.isClosing) == true && Self.isFull(last.glyph, em)
    let slack = goal - width - shift + (hangs ? half : 0)
    let gaps = glyphs.indices.dropLast().filter { index in
      guard glyphs[index + 1].scalar != nil else { return false }
      return isSquare(glyphs[index].scalar) || isSquare(glyphs[index + 1].scalar)
    }
    guard slack > 0, !gaps.isEmpty, slack / Double(gaps.count) <= Self.roomMax * em
    else { return shift }
    let room = Int32(slack / Double(gaps.count) * Double(PANGO_SCALE))
    for index in gaps { glyphs[index].glyph.pointee.geometry.width += room }
    width += Double(room) * Double(gaps.count) / Double(PANGO_SCALE)
    return shift
  }

  private func isSquare(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(Punctuation.isSquare) == true
  }

  /// Whether a mark has kept its blank half.
  private static func isFull(_ glyph: UnsafeMutablePointer<PangoGlyphInfo>, _ em: Double) -> Bool {
    Double(glyph.pointee.geometry.width) / Double(PANGO_SCALE) > 0.8 * em
  }

  private func scalar(at byte: Int) -> Unicode.Scalar? {
    guard utf8.indices.contains(byte) else { return nil }
    return String(decoding: utf8[byte..<min(byte + 4, utf8.count)], as: UTF8.self)
      .unicodeScalars.first
  }
}
