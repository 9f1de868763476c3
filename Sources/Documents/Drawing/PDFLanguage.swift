// SPDX-License-Identifier: Apache-2.0

/// Says in a PDF which language its text is in (ISO 32000-1, 14.9.2), which cairo cannot.
///
/// The catalogue is written once more at the end of the file with the language in it: an incremental update (7.5.6).
enum PDFLanguage {
  /// The file with its language; a file that is not understood stays as it is.
  static func declared(_ language: String, in bytes: [UInt8]) -> [UInt8] {
    guard let file = Trailer(bytes),
      let catalogue = file.object(file.root),
      let type = find("/Type /Catalog", in: catalogue)
    else { return bytes }
    var updated = bytes
    if updated.last != UInt8(ascii: "\n") { updated.append(UInt8(ascii: "\n")) }
    let place = updated.count
    updated += catalogue[..<type.upperBound] + Array("\n   /Lang (\(language))".utf8)
    updated += catalogue[type.upperBound...]
    let table = updated.count
    let digits = String(place)
    let offset = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    updated += Array(
      """
      xref
      \(file.root) 1
      \(offset) 00000 n\u{20}
      trailer
      << /Size \(file.size)
         /Root \(file.root) 0 R
         /Info \(file.info) 0 R
         /Prev \(file.table)
      >>
      startxref
      \(table)
      %%EOF

      """.utf8)
    return updated
  }

  private static func find(_ word: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let word = Array(word.utf8)
    guard bytes.count >= word.count else { return nil }
    return (bytes.startIndex...bytes.endIndex - word.count)
      .first { bytes[$0..<$0 + word.count].elementsEqual(word) }
      .map { $0..<$0 + word.count }
  }

  /// The end of a PDF: where its objects are and which of them is the catalogue.
  private struct Trailer {
    let bytes: [UInt8]
    /// Where the table of the objects begins.
    let table: Int
    let size: Int
    let root: Int
    let info: Int

    init?(_ bytes: [UInt8]) {
      let text = bytes.suffix(1024)
      guard let start = Self.number(after: "startxref", in: text), bytes.indices.contains(start)
      else { return nil }
      guard let size = Self.number(after: "/Size", in: text),
        let root = Self.number(after: "/Root", in: text),
        let info = Self.number(after: "/Info", in: text)
      else { return nil }
      (self.bytes, table, self.size, self.root, self.info) = (bytes, start, size, root, info)
    }

    /// The text of an object, by the table's line of twenty bytes for each (ISO 32000-1, 7.5.4).
    func object(_ number: Int) -> ArraySlice<UInt8>? {
      let head = bytes[table...].prefix(64)
      guard let first = PDFLanguage.find("0 \(size)\n", in: head) else { return nil }
      let line = first.upperBound + 20 * number
      guard line + 20 <= bytes.count,
        let place = Int(String(decoding: bytes[line..<line + 10], as: UTF8.self)),
        place < table, let end = PDFLanguage.find("endobj\n", in: bytes[place..<table])
      else { return nil }
      return bytes[place..<end.upperBound]
    }

    private static func number(after word: String, in bytes: ArraySlice<UInt8>) -> Int? {
      guard let place = PDFLanguage.find(word, in: bytes) else { return nil }
      let digits = bytes[place.upperBound...].drop { $0 == 32 || $0 == 10 || $0 == 13 }
        .prefix { (48...57).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self))
    }
  }
}
