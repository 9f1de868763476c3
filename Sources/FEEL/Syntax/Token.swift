// SPDX-License-Identifier: Apache-2.0

/// A word, number, string or sign of a text.
///
/// Names are not tokens: a name may be several of them, and which ones depends on the names known.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A run of characters that a name may consist of; also every keyword.
    case word
    case number
    /// A string; `text` is its content without quotes and escapes.
    case string
    /// An operator, bracket or other character.
    case sign
    /// Behind the last one.
    case end
  }

  let kind: Kind
  let text: String
  /// Where it stands, in UTF-8 bytes.
  let span: Syntax.Span
  /// Whether white space or a comment stands before it.
  let isSpaced: Bool

  func isSign(_ sign: String) -> Bool {
    kind == .sign && text == sign
  }

  func isWord(_ word: String) -> Bool {
    kind == .word && text == word
  }

  /// Whether it can be part of a name, by the grammar.
  var belongsToName: Bool {
    switch kind {
    case .word, .number: true
    case .sign: Self.nameSigns.contains(text)
    case .string, .end: false
    }
  }

  private static let nameSigns: Set<String> = [".", "/", "-", "'", "+", "*", "**"]
}
