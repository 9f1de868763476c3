// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// What the catalogue's own reading and rules say of a draft, each thing at its section and line.
struct DraftCheck: Sendable {
  struct Fault: Sendable {
    /// Nil where it concerns the file as a whole.
    let section: DraftSection?
    /// The line in the section's text, from 1.
    let line: Int?
    let rule: String
    let phrase: Phrase
  }

  let faults: [Fault]
  /// As far as it can be read.
  let version: ItemVersion?

  /// - Parameters:
  ///   - item: the code that the draft is for.
  ///   - items: what an act on licences can be about.
  init(_ text: String, sheets: [Spreadsheet], item: String, among items: [ItemVersion]) {
    let reading = ItemFile.reading(text, name: "draft", sheets: Spreadsheets(sheets))
    let places = DraftText(text)
    var found = reading.faults
    if found.isEmpty,
      let file = try? ItemFile(source: text, name: "draft", sheets: Spreadsheets(sheets))
    {
      found += CatalogueCommand.strayActs(in: file, among: items)
    }
    var faults = found.map { fault in
      let place = fault.line.flatMap { places.place(ofLine: $0) }
      return Fault(
        section: place?.section ?? (fault.rule == "act" ? .result : nil), line: place?.line,
        rule: fault.rule, phrase: "\(fault.message)")
    }
    if let version = reading.version, version.code != item {
      faults.append(
        Fault(
          section: .basics, line: nil, rule: "code",
          phrase: DraftingRefusal.codeChanged(expected: item).phrase))
    }
    self.faults = faults
    version = reading.version
  }

  func faults(of section: DraftSection) -> [Fault] { faults.filter { $0.section == section } }
}
