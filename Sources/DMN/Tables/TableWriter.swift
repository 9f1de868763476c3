// SPDX-License-Identifier: Apache-2.0

extension DecisionTable {
  /// The table as CSV for a spreadsheet, in the layout that `init(csv:limit:)` reads.
  ///
  /// Reading it back gives the same table, but for three things that a spreadsheet cannot tell
  /// apart: an empty test is `-`, an empty result `null`, an empty text no text. White space at the
  /// ends of texts is lost.
  ///
  /// A cell that a spreadsheet would take for a formula gets a space before it, which keeps a table
  /// from elsewhere from running one; reading takes the space away.
  ///
  /// - Parameters:
  ///   - delimiter: what stands between cells.
  ///   - language: of the table's own words.
  ///   - byteOrderMark: whether the text begins with U+FEFF, without which Excel does not see that
  ///     it is UTF-8.
  public func csv(
    delimiter: CSVDelimiter = .comma, language: TableLanguage = .chinese,
    byteOrderMark: Bool = true
  ) -> String {
    let noteCount = rules.map(\.notes.count).max() ?? 0
    var rows = [headings(noteCount, language), subjects(noteCount, language)]
    let cells: [(HeaderRow, inputs: [String?], outputs: [String?])] = [
      (
        .types, inputs.map { $0.typeName.map { TypeCell.text($0, in: language) } },
        outputs.map { $0.typeName.map { TypeCell.text($0, in: language) } }
      ),
      (.values, inputs.map(\.allowedValues), outputs.map(\.allowedValues)),
      (.fallbacks, inputs.map { _ in nil }, outputs.map(\.fallback)),
      (.outputLabel, inputs.map { _ in nil }, [outputLabel]),
    ]
    for (header, inputs, outputs) in cells {
      let texts = (inputs + outputs).map { $0 ?? "" }
      guard texts.contains(where: { !$0.isEmpty }) else { continue }
      rows.append([header.name(in: language)] + texts)
    }
    for (index, rule) in rules.enumerated() {
      rows.append(
        [RuleCell.text(rule.id, number: index + 1)]
          + inputs.indices.map { Self.cell(rule.tests, $0) ?? "-" }
          + outputs.indices.map { Self.cell(rule.results, $0) ?? "null" }
          + rule.notes)
    }
    let width = 1 + inputs.count + outputs.count + noteCount
    let sheet = Sheet(
      rows: rows.map { row in
        row.map(\.trimmed.guardedFromFormulas) + Array(repeating: "", count: width - row.count)
      })
    return (byteOrderMark ? "\u{FEFF}" : "") + sheet.csv(delimiter: delimiter)
  }

  /// What a rule has in a column, unless it is nothing.
  private static func cell(_ texts: [String], _ column: Int) -> String? {
    texts.indices.contains(column) ? texts[column].trimmed.nonEmpty : nil
  }

  private func headings(_ noteCount: Int, _ language: TableLanguage) -> [String] {
    [hitPolicy.title(in: language)] + inputs.map { $0.label ?? "" }
      + outputs.map { $0.label ?? "" }
      + Array(repeating: ColumnKind.note.name(in: language), count: noteCount)
  }

  private func subjects(_ noteCount: Int, _ language: TableLanguage) -> [String] {
    [""] + inputs.map { "\(ColumnKind.input.name(in: language)) \($0.expression)" }
      + outputs.map { "\(ColumnKind.output.name(in: language)) \($0.name ?? "")" }
      + Array(repeating: ColumnKind.note.name(in: language), count: noteCount)
  }
}

extension String {
  /// The text with a space before it if a spreadsheet would calculate it.
  fileprivate var guardedFromFormulas: String {
    guard let first = unicodeScalars.first, "=+-@".unicodeScalars.contains(first) else {
      return self
    }
    let rest = unicodeScalars.dropFirst()
    let isDashOrNumber =
      first == "-" && rest.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
    return isDashOrNumber ? self : " " + self
  }
}
