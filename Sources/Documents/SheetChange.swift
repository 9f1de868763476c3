// SPDX-License-Identifier: Apache-2.0

extension Sheet {
  /// The document with other words in place of some, wherever they stand: a name that its reader may not see whole.
  ///
  /// Words are found within a run of one weight. Complexity: O(length of the text).
  public func replacing(_ words: String, with others: String) -> Sheet {
    guard !words.isEmpty, words != others else { return self }
    func changed(_ text: String) -> String { text.replacing(words, with: others) }
    func changed(_ text: RichText) -> RichText {
      RichText(text.runs.map { RichText.Run(changed($0.text), isBold: $0.isBold) })
    }
    var sheet = self
    sheet.addressee = addressee.map(changed)
    sheet.check = check.map(changed)
    sheet.footer = footer.map(changed)
    sheet.blocks = blocks.map { block in
      switch block {
      case .paragraph(let text): .paragraph(changed(text))
      case .heading(let text): .heading(changed(text))
      case .note(let text): .note(changed(text))
      case .list(let entries): .list(entries.map(changed))
      case .facts(let facts): .facts(facts.map { Fact(changed($0.name), changed($0.value)) })
      case .table(let table):
        .table(Table(head: table.head.map(changed), rows: table.rows.map { $0.map(changed) }))
      }
    }
    return sheet
  }
}
