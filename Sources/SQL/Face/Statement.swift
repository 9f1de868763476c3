// SPDX-License-Identifier: Apache-2.0

/// One SQL command: literal text, values that bind, fragments that splice.
///
/// ```swift
/// let mine: Statement = "applicant_id = \(actor.id)"
/// "SELECT id, stage FROM case_row WHERE \(mine) AND stage IN (\(list: stages)) LIMIT \(limit)"
/// ```
/// A value never becomes text, so nothing that a person typed can be read as SQL. Placeholders are numbered
/// `$1…$n` in the order of the text when the statement is rendered, therefore a statement splices anywhere.
package struct Statement: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case text(String)
    case value(Value)
    case word(Word)
  }

  var parts: [Part]

  init(parts: [Part]) {
    self.parts = parts
  }

  /// The text as `dialect` writes it, and the values in the order of their placeholders.
  package func rendered(for dialect: Dialect) -> (text: String, values: [Value]) {
    // The commonest statement by far is a literal: its text is used as it is, without a copy.
    if parts.count == 1, case .text(let text) = parts[0] { return (text, []) }
    var text = ""
    var values: [Value] = []
    text.reserveCapacity(parts.reduce(0) { $0 + $1.estimatedLength })
    values.reserveCapacity(parts.count / 2 + 1)
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .word(let word): text += word.rendered(for: dialect)
      case .value(let value):
        values.append(value)
        text += "$"
        text += String(values.count)
      }
    }
    return (text, values)
  }

  /// The text of no engine, words by their names: what a migration's digest is taken of.
  var canonical: String {
    parts.map { part in
      switch part {
      case .text(let literal): literal
      case .word(let word): "{\(word)}"
      case .value(let value): "{\(value)}"
      }
    }.joined()
  }
}

extension Statement.Part {
  fileprivate var estimatedLength: Int {
    switch self {
    case .text(let literal): literal.utf8.count
    case .value: 3
    case .word: 48
    }
  }
}

extension Statement: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    parts = [.text(value)]
  }

  package init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  /// Collects the parts of an interpolated statement.
  package struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }

    /// Binds a value.
    package mutating func appendInterpolation(_ value: some Storable) {
      parts.append(.value(value.stored))
    }

    /// Binds a value or NULL; the same as above, said aloud so that the compiler does not warn of an optional.
    package mutating func appendInterpolation<T: Storable>(_ value: T?) {
      parts.append(.value(value.stored))
    }

    /// Splices a fragment with its values.
    package mutating func appendInterpolation(_ fragment: Statement) {
      parts.append(contentsOf: fragment.parts)
    }

    /// Writes what the engines write differently.
    package mutating func appendInterpolation(_ word: Word) {
      parts.append(.word(word))
    }

    /// Binds each of the values, separated by commas; nothing at all for an empty list, which is no SQL
    /// inside `IN ()`: the caller answers an empty question without asking.
    package mutating func appendInterpolation(list values: some Sequence<some Storable>) {
      for (index, value) in values.enumerated() {
        if index > 0 { parts.append(.text(", ")) }
        parts.append(.value(value.stored))
      }
    }

    /// Writes a name or fragment that is fixed in the program: a table, a column.
    package mutating func appendInterpolation(raw name: StaticString) {
      parts.append(.text(name.description))
    }
  }
}

extension Sequence<Statement> {
  /// One statement of many fragments: conditions joined by `" AND "`, tuples by `", "`; empty when there is none.
  package func joined(by separator: StaticString) -> Statement {
    var parts: [Statement.Part] = []
    for (index, fragment) in enumerated() {
      if index > 0 { parts.append(.text(separator.description)) }
      parts.append(contentsOf: fragment.parts)
    }
    return Statement(parts: parts)
  }
}
