// SPDX-License-Identifier: Apache-2.0

import FEEL

/// An expression of a template, where it stands and the names that it may read.
struct Placed: Sendable {
  let expression: FEEL.Expression
  let line: Int
  let column: Int
}

/// A part of a line of text.
indirect enum Inline: Sendable {
  case text(String, isBold: Bool)
  case value(Placed, isBold: Bool)
  case condition(Placed, then: [Inline], otherwise: [Inline])
  case repetition(Placed, Names, [Inline])
}

/// A part of the text between blank lines and directives.
indirect enum Node: Sendable {
  case paragraph([Inline])
  case heading([Inline])
  case entry([Inline])
  case note([Inline])
  /// The head of a table.
  case head([[Inline]])
  case row([[Inline]])
  /// A blank line: what follows belongs to nothing above it.
  case gap
  case condition(Placed, then: [Node], otherwise: [Node])
  case repetition(Placed, Names, [Node])
}
