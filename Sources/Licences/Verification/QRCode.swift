// SPDX-License-Identifier: Apache-2.0

import CQRencode
import Site

/// A QR code (ISO/IEC 18004): the grid of its dark modules, and its drawing.
package struct QRCode: Sendable, Hashable {
  /// How many modules a side has.
  package let width: Int
  private let dark: [Bool]

  /// The blank modules around the code that readers need (ISO/IEC 18004 section 9.1).
  private static let quietZone = 4

  /// Encodes bytes with error correction level M, which stands up to 15 % of the code being soiled.
  ///
  /// Nil when the text is longer than a code holds (2,331 bytes) or empty.
  package init?(_ text: String) {
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
    defer { QRcode_free(code) }
    let side = Int(code.pointee.width)
    guard side > 0, let modules = code.pointee.data else { return nil }
    width = side
    // The lowest bit of each byte says whether the module is dark; the others describe its part.
    dark = (0..<side * side).map { modules[$0] & 1 == 1 }
  }

  /// Whether a module is dark.
  package subscript(column: Int, row: Int) -> Bool { dark[row * width + column] }

  /// The code as an SVG element: one path of the dark runs, with the quiet zone around it.
  package var drawing: HTML {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        guard self[column, row] else {
          column += 1
          continue
        }
        let start = column
        while column < width, self[column, row] { column += 1 }
        path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z"
      }
    }
    let side = width + 2 * Self.quietZone
    return """
      <svg viewBox="-\(Self.quietZone) -\(Self.quietZone) \(side) \(side)" \
      shape-rendering="crispEdges" aria-hidden="true" focusable="false">\
      <path fill="#000" d="\(path)"/></svg>
      """
  }
}
