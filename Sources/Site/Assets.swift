// SPDX-License-Identifier: Apache-2.0

/// The addresses of the style sheet, the script and the drawings.
///
/// The name holds a digest of the content, so browsers keep a file for ever and still get a new one at once.
package struct AssetLinks: Sendable, Hashable {
  package let css: String
  package let script: String
  private let paths: [String: String]

  init(_ assets: [Asset]) {
    paths = Dictionary(assets.map { ($0.name, $0.path) }) { first, _ in first }
    css = paths["site.css"] ?? ""
    script = paths["site.js"] ?? ""
  }

  /// The address of a file by its name, `mark.svg`; the empty text when there is none.
  package func path(_ name: String) -> String { paths[name] ?? "" }
}

/// A static file, kept in the program itself.
package struct Asset: Sendable, Hashable {
  package let name: String
  package let media: String
  package let bytes: [UInt8]
  package let path: String

  /// A file by its name, whose ending decides the media type.
  package init(_ name: String, _ text: String) {
    self.name = name
    bytes = Array(text.utf8)
    let parts = name.split(separator: ".")
    let ending = parts.last.map(String.init) ?? ""
    media =
      switch ending {
      case "css": "text/css; charset=utf-8"
      case "js": "text/javascript; charset=utf-8"
      case "svg": "image/svg+xml; charset=utf-8"
      default: "text/plain; charset=utf-8"
      }
    path = "/assets/\(parts.dropLast().joined(separator: ".")).\(Digest.text(bytes)).\(ending)"
  }
}

/// A short digest for entity tags and names of files: it tells versions apart and protects nothing.
enum Digest {
  /// FNV-1a, 64 bits.
  static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(into: 0xcbf2_9ce4_8422_2325) { hash, byte in
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String { Token.hex(number(bytes)) }
}

extension Asset {
  /// Every static file of the site.
  package static let all = [
    Asset("site.css", Embedded.siteCSS),
    Asset("site.js", Embedded.siteJS),
    Asset("seal.svg", Embedded.sealSVG),
  ]
}
