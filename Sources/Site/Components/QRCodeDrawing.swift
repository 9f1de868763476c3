// SPDX-License-Identifier: Apache-2.0

import Documents

extension QRCode {
  /// The code as an SVG element: one path of the dark runs, with the quiet zone around it.
  package var drawing: HTML {
    let path = runs.map { "M\($0.column) \($0.row)h\($0.length)v1h-\($0.length)z" }.joined()
    let side = width + 2 * Self.quietZone
    return """
      <svg viewBox="-\(Self.quietZone) -\(Self.quietZone) \(side) \(side)" \
      shape-rendering="crispEdges" aria-hidden="true" focusable="false">\
      <path fill="#000" d="\(path)"/></svg>
      """
  }
}
