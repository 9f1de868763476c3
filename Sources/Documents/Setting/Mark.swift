// SPDX-License-Identifier: Apache-2.0

/// Something that is drawn, its place counted from the upper left corner of what it belongs to.
enum Mark {
  /// A line of a text, by its place: its left edge, its baseline, and the page of the papers that it leads to.
  case line(SetText, Int, x: Double, baseline: Double, goal: Int?)
  /// A filled rectangle; a thin one is a rule.
  case fill(Box, TextStyle.Colour)
  case seal(Sheet.Seal, issuer: String, x: Double, y: Double)
  case code(QRCode, Box)
  case picture(Picture, Box)
}

/// A rectangle.
struct Box {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

extension SetText {
  /// The text's lines below each other.
  ///
  /// - Parameters:
  ///   - x: where its width begins.
  ///   - top: where its first line begins.
  ///   - goal: the page of the papers that it leads to.
  func marks(x: Double, top: Double, goal: Int? = nil) -> [Mark] {
    lines.indices.map { mark(of: $0, x: x, top: top + Double($0) * style.pitch, goal: goal) }
  }

  /// One line in a strip of the height of its pitch.
  func mark(of index: Int, x: Double, top: Double = 0, goal: Int? = nil) -> Mark {
    // The square of a Chinese character stands 0.88 above the baseline and 0.12 below it.
    let baseline = top + (style.pitch - style.size) / 2 + 0.88 * style.size
    return .line(self, index, x: x + lines[index].x, baseline: baseline, goal: goal)
  }
}
