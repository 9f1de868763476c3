// SPDX-License-Identifier: Apache-2.0

/// A part of an expression, bound: its names are slots, its functions found, its constants made.
///
/// One final class per form. Whoever evaluates a part goes through `Evaluation.run`, which guards
/// the steps and the stack.
protocol Code: AnyObject, Sendable {
  /// The value in an evaluation.
  func run(_ evaluation: inout Evaluation) -> Value
}

/// A bound expression.
struct Program: Sendable {
  let code: any Code
  /// How many slots the names within the expression take.
  let slotCount: Int
}

/// The text that reasons point into.
final class Source: Sendable {
  let text: String
  let label: String?

  init(text: String, label: String?) {
    self.text = text
    self.label = label
  }
}

/// Where a part stands; its line and column are counted only when a reason needs them.
struct Site: Sendable {
  private static let longestQuote = 120

  let source: Source
  let span: Syntax.Span

  /// Line, column and text of the part.
  var place: Reason.Place? {
    let text = source.text.utf8
    guard !span.isEmpty, span.upperBound <= text.count else { return nil }
    let start = text.index(text.startIndex, offsetBy: span.lowerBound)
    let end = text.index(text.startIndex, offsetBy: span.upperBound)
    let before = source.text[..<start].unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let part = source.text[start..<end].unicodeScalars
    let brief = String(Substring(part.prefix(Self.longestQuote)))
    return Reason.Place(
      line: line, column: column,
      text: part.count > Self.longestQuote ? brief + "…" : brief)
  }
}
