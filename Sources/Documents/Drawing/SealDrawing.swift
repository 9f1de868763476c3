// SPDX-License-Identifier: Apache-2.0

import CPango
import Glibc

/// Draws a seal: a ring, a star, the issuer's name along the ring, and the words of a special seal below the star.
///
/// The words are drawn as outlines, so that who copies the text of a document does not get them letter by letter.
struct SealDrawing {
  /// Its diameter, that of an agency below the province: 42 mm.
  static let side = A4.millimetres(42)

  let cairo: OpaquePointer
  let setter: Typesetter

  private static let colour = TextStyle.Colour.red
  private static let ring = 3.0
  /// How far around the ring the name goes at most, a little more than two thirds.
  private static let arc = 250.0 * .pi / 180

  func draw(_ seal: Sheet.Seal, issuer: String, x: Double, y: Double) throws(DrawingFault) {
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, x, y)
    cairo_set_source_rgb(cairo, Self.colour.red, Self.colour.green, Self.colour.blue)
    let radius = Self.side / 2
    cairo_set_line_width(cairo, Self.ring)
    cairo_new_path(cairo)
    cairo_arc(cairo, 0, 0, radius - Self.ring / 2, 0, 2 * .pi)
    cairo_stroke(cairo)
    drawStar(radius: 0.3 * radius)
    try drawAlongRing(issuer, radius: radius - Self.ring)
    if let words = seal.words { try drawBelow(words, radius: radius) }
  }

  private func drawStar(radius: Double) {
    let inner = radius * 0.381966  // of the pentagram, by the golden ratio
    for point in 0..<10 {
      let angle = -Double.pi / 2 + Double(point) * .pi / 5
      let length = point % 2 == 0 ? radius : inner
      cairo_line_to(cairo, length * cos(angle), length * sin(angle))
    }
    cairo_close_path(cairo)
    cairo_fill(cairo)
  }

  /// The characters one after the other, each upright on the ring, from lower left over the top to lower right.
  private func drawAlongRing(_ name: String, radius: Double) throws(DrawingFault) {
    let characters = Array(name)
    guard !characters.isEmpty else { return }
    let step = min(Self.arc / Double(characters.count), 0.55)
    // A character is as wide as its step leaves room for, and a little higher than wide.
    let size = min(0.29 * radius, 0.9 * step * 0.82 * radius)
    var angle = -step * Double(characters.count - 1) / 2
    for character in characters {
      cairo_save(cairo)
      cairo_rotate(cairo, angle)
      cairo_translate(cairo, 0, -(radius - 2.5 - 0.29 * radius))
      cairo_scale(cairo, size / 20, 0.29 * radius / 20)
      try fill(String(character))
      cairo_restore(cairo)
      angle += step
    }
  }

  private func drawBelow(_ words: String, radius: Double) throws(DrawingFault) {
    let count = Double(words.count)
    let size = min(0.2 * radius, 1.24 * radius / max(count, 1))
    var x = -size * (count - 1) / 2
    for character in words {
      cairo_save(cairo)
      cairo_translate(cairo, x, 0.66 * radius)
      cairo_scale(cairo, size / 20, 0.2 * radius / 20)
      try fill(String(character))
      cairo_restore(cairo)
      x += size
    }
  }

  /// A character of 20 points, centred on the origin and standing on it.
  private func fill(_ character: String) throws(DrawingFault) {
    let style = TextStyle(size: 20, isBold: true, pitch: 20)
    let text = try setter.set(RichText(character), style, width: 40)
    guard let line = text.lines.first else { return }
    cairo_move_to(cairo, -line.width / 2, -0.12 * 20)
    pango_cairo_layout_line_path(cairo, line.line)
    cairo_fill(cairo)
  }
}
