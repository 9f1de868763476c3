// SPDX-License-Identifier: Apache-2.0

// Writes `enum Embedded` with one string constant per input file: `site.css` becomes `Embedded.siteCSS`.
// Usage: EmbedTextTool OUTPUT.swift INPUT…

import Foundation

let files = CommandLine.arguments.dropFirst(2).sorted()
let fence = String(repeating: "#", count: 4)
var source = "/// The text files of this target.\nenum Embedded {\n"
for file in files {
  let url = URL(fileURLWithPath: file)
  let words = url.deletingPathExtension().lastPathComponent.split { !$0.isLetter && !$0.isNumber }
  let name =
    words.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalized }.joined()
    + url.pathExtension.uppercased()
  let text = try String(contentsOf: url, encoding: .utf8)
  source += "  static let \(name) = \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)\n"
}
source += "}\n"
try source.write(toFile: CommandLine.arguments[1], atomically: true, encoding: .utf8)
