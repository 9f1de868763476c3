// SPDX-License-Identifier: Apache-2.0

import Site

/// A value of an item's file that a form asks for by a field of its own.
struct SectionField: Sendable {
  /// How a value stands in the file, and so what the field looks like.
  enum Shape: Sendable {
    case text
    case area
    case number
    case date
    /// A list of texts, one a line.
    case lines
    case flag
    case choice([Choice])
    case several([Choice])
    /// A list of mappings, each with these texts.
    case rows([Column])
  }

  struct Choice: Sendable {
    let word: String
    let phrase: Phrase
  }

  struct Column: Sendable {
    let key: String
    let phrase: Phrase
    var isLong = false
    var isNumber = false
  }

  /// The keys that lead to the value: `fee`, `charged`.
  let path: [String]
  let phrase: Phrase
  let shape: Shape
  var isRequired = false
  var help: Phrase?

  init(
    _ path: String, _ phrase: Phrase, _ shape: Shape = .text, required: Bool = false,
    help: Phrase? = nil
  ) {
    self.path = path.split(separator: ".").map(String.init)
    self.phrase = phrase
    self.shape = shape
    isRequired = required
    self.help = help
  }

  /// The field's name in a form.
  var name: String { path.joined(separator: ".") }

  /// The name of a cell of rows.
  func name(_ row: Int, _ column: Column) -> String { "\(name).\(row).\(column.key)" }

  /// The most rows that a form shows.
  static let rowsMax = 40
}
