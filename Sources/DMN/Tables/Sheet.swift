// SPDX-License-Identifier: Apache-2.0

/// What stands between the cells of a row.
public enum CSVDelimiter: Sendable, Hashable, CaseIterable {
  /// As RFC 4180 has it.
  case comma
  /// As spreadsheets write it where the comma is the decimal sign.
  case semicolon
  /// As spreadsheets write “text”.
  case tab

  var scalar: Unicode.Scalar {
    switch self {
    case .comma: ","
    case .semicolon: ";"
    case .tab: "\t"
    }
  }
}

/// Any table that a spreadsheet has saved.
public enum CSV {
  /// The cells by rows: CSV of RFC 4180, with a comma, a semicolon or a tab between them, whichever makes the most cells of
  /// the first two rows.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark, or UTF-16 with one.
  ///   - limit: the most bytes.
  /// - Throws: where a quote is not closed, or the bytes are no text.
  /// - Complexity: linear in the bytes.
  public static func rows(
    _ bytes: some Sequence<UInt8>, limit: Int
  ) throws(TableFault) -> [[String]] {
    try Sheet(bytes: bytes, limit: limit) { $0.reduce(0) { $0 + $1.count } }.rows
  }
}

/// Rows of cells as a spreadsheet saves them: CSV of RFC 4180.
struct Sheet: Sendable, Hashable {
  /// The cells by rows; line breaks within a cell are line feeds.
  let rows: [[String]]

  init(rows: [[String]]) {
    self.rows = rows
  }

  /// Reads UTF-8, with or without a byte order mark, or UTF-16 with one.
  ///
  /// - Parameter fitness: how well the first two rows look when they are divided in one way; the
  ///   best way is taken.
  init(
    bytes: some Sequence<UInt8>, limit: Int, fitness: ([[String]]) -> Int
  ) throws(TableFault) {
    // One byte more tells that there are too many, however long the sequence is.
    let bytes = Array(bytes.prefix(limit + 1))
    guard bytes.count <= limit else { throw TableFault(.bytes(limit: limit), row: 1) }
    var scalars = Array(try Self.text(bytes).unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let delimiter =
      Self.toldDelimiter(&scalars)
      ?? Self.bestDelimiter(scalars, fitness)
    var reader = SheetReader(scalars, delimiter)
    rows = try reader.rows(atMost: .max)
  }

  /// The delimiter that fits best; of equals the first.
  private static func bestDelimiter(
    _ scalars: [Unicode.Scalar], _ fitness: ([[String]]) -> Int
  ) -> CSVDelimiter {
    var best = (delimiter: CSVDelimiter.comma, fitness: Int.min)
    for delimiter in CSVDelimiter.allCases {
      var reader = SheetReader(scalars, delimiter)
      // A delimiter that leaves quotes in disorder is not the one that was meant.
      guard let head = try? reader.rows(atMost: 2) else { continue }
      let fitness = fitness(head)
      if fitness > best.fitness { best = (delimiter, fitness) }
    }
    return best.delimiter
  }

  /// The line `sep=;`, by which a file tells its delimiter to spreadsheets, which do not count it
  /// as a row.
  private static func toldDelimiter(_ scalars: inout [Unicode.Scalar]) -> CSVDelimiter? {
    guard scalars.starts(with: "sep=".unicodeScalars), scalars.count > 4,
      let delimiter = CSVDelimiter.allCases.first(where: { $0.scalar == scalars[4] })
    else { return nil }
    let rest = scalars.dropFirst(5).drop { $0 == "\r" }
    guard rest.isEmpty || rest.first == "\n" else { return nil }
    scalars = Array(rest.dropFirst())
    return delimiter
  }

  private static func text(_ bytes: [UInt8]) throws(TableFault) -> String {
    let isBigEndian = bytes.starts(with: [0xFE, 0xFF])
    if isBigEndian || bytes.starts(with: [0xFF, 0xFE]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
        let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
      }
      return String(decoding: units, as: UTF16.self)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let good = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .prefix { String(validating: $0, as: UTF8.self) != nil }
      throw TableFault(.encoding, row: good.count + 1)
    }
    return text
  }

  /// The rows as CSV, each ended by CRLF.
  func csv(delimiter: CSVDelimiter) -> String {
    let special: Set<Unicode.Scalar> = ["\"", "\r", "\n", ",", ";", "\t"]
    var text = ""
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { text.unicodeScalars.append(delimiter.scalar) }
        let isQuoted =
          cell.unicodeScalars.contains { special.contains($0) }
          || cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
        text += isQuoted ? "\"" + cell.doublingQuotes + "\"" : cell
      }
      text += "\r\n"
    }
    return text
  }
}

extension String {
  fileprivate var doublingQuotes: String {
    split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
  }
}

/// Takes a text apart into rows and cells.
private struct SheetReader {
  private let scalars: [Unicode.Scalar]
  private let delimiter: Unicode.Scalar
  private var index = 0

  init(_ scalars: [Unicode.Scalar], _ delimiter: CSVDelimiter) {
    self.scalars = scalars
    self.delimiter = delimiter.scalar
  }

  mutating func rows(atMost count: Int) throws(TableFault) -> [[String]] {
    var rows: [[String]] = []
    while index < scalars.count, rows.count < count {
      var row: [String] = []
      repeat {
        row.append(try cell(row: rows.count + 1, column: row.count + 1))
      } while takesDelimiter()
      takeLineEnd()
      rows.append(row)
    }
    return rows
  }

  private mutating func cell(row: Int, column: Int) throws(TableFault) -> String {
    var text = String.UnicodeScalarView()
    guard index < scalars.count, scalars[index] == "\"" else {
      while index < scalars.count, !isEnd(scalars[index]) {
        text.append(scalars[index])
        index += 1
      }
      return String(text)
    }
    index += 1
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      let next = index < scalars.count ? scalars[index] : nil
      switch (scalar, next) {
      case ("\"", .some("\"")):
        text.append("\"")
        index += 1
      case ("\"", let next):
        guard next.map(isEnd) ?? true else {
          throw TableFault(.afterQuote, row: row, column: column)
        }
        return String(text)
      case ("\r", let next):
        // A line break within a cell is one line feed, however the system writes it.
        if next != "\n" { text.append("\n") }
      default: text.append(scalar)
      }
    }
    throw TableFault(.unclosedQuote, row: row, column: column)
  }

  private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == delimiter || scalar == "\n" || scalar == "\r"
  }

  private mutating func takesDelimiter() -> Bool {
    guard index < scalars.count, scalars[index] == delimiter else { return false }
    index += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard index < scalars.count else { return }
    if scalars[index] == "\r" { index += 1 }
    if index < scalars.count, scalars[index] == "\n" { index += 1 }
  }
}
