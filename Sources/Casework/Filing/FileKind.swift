// SPDX-License-Identifier: Apache-2.0

import Site

/// A kind of file that can be handed in, known by its content, not by its name.
package enum FileKind: String, Codable, CaseIterable, Sendable {
  case pdf
  case jpg
  case png
  case ofd

  /// The unit in which materials limit their files, in bytes.
  static let megabyte = 1_048_576

  /// The longest name that is kept, in characters.
  private static let nameLengthMax = 120

  /// A file's name as it is kept: without control characters, and the end of it when it is too long, since
  /// the ending says what it is.
  static func cleaned(_ name: String) -> String {
    let scalars = name.unicodeScalars.filter { $0.properties.generalCategory != .control }
    let text = String(String.UnicodeScalarView(scalars)).trimmed
    return text.isEmpty ? "-" : String(text.suffix(nameLengthMax))
  }

  /// The media type.
  package var media: String {
    switch self {
    case .pdf: "application/pdf"
    case .jpg: "image/jpeg"
    case .png: "image/png"
    case .ofd: "application/ofd"
    }
  }

  /// The kind that the end of a file's name claims.
  package init?(name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    self.init(rawValue: ending == "jpeg" ? "jpg" : ending)
  }

  /// Looks at the content of a file and says what it may be handed in as.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: the name that it came with.
  ///   - accepted: the endings that the material takes, in lower case.
  ///   - maxMegabytes: the largest size, in units of 1,048,576 bytes.
  package static func check(
    _ bytes: [UInt8], name: String, accepted: [String], maxMegabytes: Int
  ) throws(CaseworkRefusal) -> FileKind {
    guard !bytes.isEmpty else { throw .fileEmpty }
    guard bytes.count <= maxMegabytes * megabyte else {
      throw .fileTooLarge(maxMegabytes: maxMegabytes)
    }
    guard !isExecutable(bytes) else { throw .fileExecutable }
    guard let claimed = FileKind(name: name), accepted.contains(claimed.rawValue) else {
      throw .fileKindNotAccepted(accepted: accepted)
    }
    let found = sniff(bytes)
    guard found == claimed else {
      throw .fileContentDiffers(claimed: claimed.rawValue, found: found?.rawValue ?? "?")
    }
    return claimed
  }

  /// What the first bytes say.
  private static func sniff(_ bytes: [UInt8]) -> FileKind? {
    if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpg }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)), names(bytes, "OFD.xml") { return .ofd }
    return nil
  }

  /// Programs of the common systems, and scripts: refused whatever they are called.
  private static func isExecutable(_ bytes: [UInt8]) -> Bool {
    let beginnings: [[UInt8]] = [
      Array("MZ".utf8), [0x7F, 0x45, 0x4C, 0x46], Array("#!".utf8),
      [0xCA, 0xFE, 0xBA, 0xBE], [0xCF, 0xFA, 0xED, 0xFE], [0xFE, 0xED, 0xFA, 0xCF],
    ]
    return beginnings.contains { bytes.starts(with: $0) }
  }

  /// How far into a ZIP package the name of its first entries is looked for, in bytes.
  private static let packageHead = 65_536

  private static func names(_ bytes: [UInt8], _ entry: String) -> Bool {
    let wanted = Array(entry.utf8)
    let ends = [bytes.prefix(packageHead), bytes.suffix(packageHead)]
    return ends.contains { part in
      part.indices.contains { part[$0...].starts(with: wanted) }
    }
  }
}
