// SPDX-License-Identifier: Apache-2.0

import CQRencode

/// A QR code (ISO/IEC 18004): the grid of its dark modules.
public struct QRCode: Sendable, Hashable {
  /// A row of dark modules side by side.
  public struct Run: Sendable, Hashable {
    /// The leftmost module, from 0.
    public let column: Int
    /// The row from the top, from 0.
    public let row: Int
    /// How many modules it has.
    public let length: Int
  }

  /// The blank modules around the code that readers need (ISO/IEC 18004 section 9.1).
  public static let quietZone = 4

  /// How many modules a side has.
  public let width: Int
  private let dark: [Bool]

  /// Encodes bytes with error correction level M, which stands up to 15 % of the code being soiled.
  ///
  /// Nil when the text is longer than a code holds (2,331 bytes) or empty.
  public init?(_ text: String) {
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
    defer { QRcode_free(code) }
    let side = Int(code.pointee.width)
    guard side > 0, let modules = code.pointee.data else { return nil }
    width = side
    // The lowest bit of each byte says whether the module is dark; the others describe its part.
    dark = (0..<side * side).map { modules[$0] & 1 == 1 }
  }

  /// Whether a module is dark.
  public subscript(column: Int, row: Int) -> Bool { dark[row * width + column] }

  /// The dark modules, row by row, as few runs as there can be.
  public var runs: [Run] {
    var runs: [Run] = []
    for row in 0..<width {
      var column = 0
      while column < width {
        guard self[column, row] else {
          column += 1
          continue
        }
        let start = column
        while column < width, self[column, row] { column += 1 }
        runs.append(Run(column: start, row: row, length: column - start))
      }
    }
    return runs
  }
}
