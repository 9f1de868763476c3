// SPDX-License-Identifier: Apache-2.0

import CPango

/// Draws a seal.
///
/// Its words are drawn as outlines, so that who copies the text of a document does not get them letter by letter.
struct SealDrawing {
  /// The diameter, in points.
  static let side = A4.millimetres(SealGeometry.side)

  let cairo: OpaquePointer
  let setter: Typesetter

  func draw(_ seal: Sheet.Seal, issuer: String, x: Double, y: Double) throws(DrawingFault) {
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, x, y)
    cairo_scale(cairo, Self.side / 200, Self.side / 200)
    let colour = TextStyle.Colour.red
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
    cairo_set_line_width(cairo, SealGeometry.ring)
    cairo_new_path(cairo)
    cairo_arc(cairo, 0, 0, 100 - SealGeometry.ring / 2, 0, 2 * .pi)
    cairo_stroke(cairo)
    for corner in SealGeometry.star { cairo_line_to(cairo, corner.x, corner.y) }
    cairo_close_path(cairo)
    cairo_fill(cairo)
    for letter in SealGeometry(seal, issuer: issuer).letters { try draw(letter) }
  }

  private func draw(_ letter: SealGeometry.Letter) throws(DrawingFault) {
    let style = TextStyle(size: 20, isBold: true, pitch: 20)
    let text = try setter.set(RichText(String(letter.character)), style, width: 40)
    guard let line = text.lines.first else { return }
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, letter.x, letter.y)
    cairo_rotate(cairo, letter.angle)
    cairo_scale(cairo, letter.width / style.size, letter.height / style.size)
    // The foot of a Chinese character lies 0.12 below the baseline.
    cairo_move_to(cairo, -line.width / 2, -0.12 * style.size)
    pango_cairo_layout_line_path(cairo, line.line)
    cairo_fill(cairo)
  }
}
