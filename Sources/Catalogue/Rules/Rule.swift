// SPDX-License-Identifier: Apache-2.0

import FEEL

/// An expression of FEEL that an item rests on, read once and evaluated as often as wanted.
///
/// Whatever it names that FEEL does not know is a key of the item's questions or fields; that there is
/// such a key is checked with the item (rule F2). As a value it is its text.
package struct Rule: Sendable {
  package let text: String
  /// The keys that it reads.
  package let keys: [String]
  private let expression: FEEL.Expression

  /// - Throws: what is wrong with the text, and where.
  package init(_ text: String) throws(SyntaxError) {
    let read = try FEEL.Expression(text)
    var names = Names()
    for name in read.unknownNames { names.declare(name) }
    self.text = text
    keys = read.unknownNames
    expression = FEEL.Expression(read.syntax, of: text, names: names)
  }

  /// Whether it is true of what is known; neither false nor null is.
  package func holds(for facts: Facts) -> Bool {
    value(of: facts.value).isTrue
  }

  /// What comes of it.
  /// - Parameter known: what stands under each key that it reads; null where nothing does.
  package func value(of known: (String) -> Value) -> Value {
    var scope = Scope(expression.names)
    for key in keys { scope[key] = known(key) }
    return expression.evaluate(scope)
  }
}

extension Rule: Codable, Hashable {
  package init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
