// SPDX-License-Identifier: Apache-2.0

extension DecisionTable {
  /// The table drawn with lines for a terminal, where a Chinese sign takes two columns.
  ///
  /// Above the line stand headings, expressions, types and allowed values; a double line divides
  /// what is asked from what is answered:
  ///
  /// ```
  /// U 唯一 │ 申请人     │ 注册资本 ║ 费用         │
  ///        │ 申请人类型 │          ║              │
  /// ───────┼────────────┼──────────╫──────────────┼───────
  ///      1 │ "个人"     │ -        ║ 0            │ 第五条
  ///      2 │ "企业"     │ < 100    ║ 50           │ 第六条
  /// ```
  ///
  /// - Parameters:
  ///   - language: of the hit policy's name.
  ///   - width: how many columns of the terminal a cell may take before it is broken into lines.
  public func text(language: TableLanguage = .chinese, width: Int = 32) -> String {
    let noteCount = rules.map(\.notes.count).max() ?? 0
    let count = 1 + inputs.count + outputs.count + noteCount
    let cells = (headerRows(language) + ruleRows).map { row in
      (row + Array(repeating: "", count: max(0, count - row.count))).prefix(count)
        .map { $0.lines(ofWidth: max(2, width)) }
    }
    let widths = (0..<count).map { column in
      cells.flatMap { $0[column].map(\.displayWidth) }.max() ?? 0
    }
    // What answers begins after the last input; notes stand behind single lines again.
    let bars = (1..<count).map { $0 == 1 + inputs.count ? "║" : "│" }
    let crosses = bars.map { $0 == "║" ? "╫" : "┼" }
    let headerCount = cells.count - rules.count
    var lines = cells.prefix(headerCount).flatMap { Self.lines($0, widths, bars, isRule: false) }
    lines.append(
      Self.join(
        widths.enumerated().map {
          String(repeating: "─", count: $1 + ($0 == 0 || $0 == count - 1 ? 1 : 2))
        }, crosses))
    lines += cells.dropFirst(headerCount).flatMap { Self.lines($0, widths, bars, isRule: true) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Headings, then what they do not say themselves, each row only where a column has something.
  private func headerRows(_ language: TableLanguage) -> [[String]] {
    let titles =
      inputs.map { $0.label?.nonEmpty ?? $0.expression }
      + outputs.map { $0.label?.nonEmpty ?? $0.name ?? outputLabel ?? "" }
    let subjects = inputs.map(\.expression) + outputs.map { $0.name ?? "" }
    let types = inputs.map { $0.typeName ?? "" } + outputs.map { $0.typeName ?? "" }
    let values = inputs.map { $0.allowedValues ?? "" } + outputs.map { $0.allowedValues ?? "" }
    let more = [zip(titles, subjects).map { $0 == $1 ? "" : $1 }, types, values]
      .filter { row in row.contains { !$0.isEmpty } }
    return [[hitPolicy.title(in: language)] + titles] + more.map { [""] + $0 }
  }

  private var ruleRows: [[String]] {
    rules.enumerated().map { index, rule in
      [String(index + 1)] + rule.tests.map { $0.isEmpty ? "-" : $0 } + rule.results + rule.notes
    }
  }

  /// The lines that a row takes; the number of a rule stands to the right.
  private static func lines(
    _ row: [[String]], _ widths: [Int], _ bars: [String], isRule: Bool
  ) -> [String] {
    (0..<(row.map(\.count).max() ?? 1)).map { line in
      let cells = row.enumerated().map { column, texts in
        let text = line < texts.count ? texts[line] : ""
        let padding = String(repeating: " ", count: widths[column] - text.displayWidth)
        let cell = column == 0 && isRule ? padding + text : text + padding
        return column == 0 ? cell + " " : " " + cell + (column == row.count - 1 ? "" : " ")
      }
      let text = join(cells, bars)
      return String(text.prefix(text.count - text.reversed().prefix { $0 == " " }.count))
    }
  }

  private static func join(_ cells: [String], _ bars: [String]) -> String {
    zip(cells, bars + [""]).map { $0 + $1 }.joined()
  }
}
