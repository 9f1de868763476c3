// SPDX-License-Identifier: Apache-2.0

import DMN
import FEEL

/// A decision table (DMN 1.5, chapter 8) of an item, compiled once; as a value it is what is written.
package struct RuleTable: Sendable {
  /// A table as its readers know it.
  package struct Text: Codable, Hashable, Sendable {
    /// A column of conditions: what is looked at.
    package struct Input: Codable, Hashable, Sendable {
      package let label: Words
      /// An expression of FEEL over the keys of questions and fields.
      package let expression: String
      /// The values that there are, as unary tests: `"yes", "no"`.
      package let values: String?
    }

    /// A column of results.
    package struct Output: Codable, Hashable, Sendable {
      package let label: Words
      package let name: String
    }

    /// A row: what must be so, and what follows.
    package struct Row: Codable, Hashable, Sendable {
      /// A unary test for each column of conditions.
      package let tests: [String]
      /// An expression for each column of results.
      package let results: [String]
      /// Why, in words for the reader: the article, the reason.
      package let note: Words?
    }

    package let subject: TableSubject
    package let name: Words
    package let hitPolicy: DecisionTable.HitPolicy
    package let inputs: [Input]
    package let outputs: [Output]
    package let rows: [Row]
  }

  package let text: Text
  /// The keys of questions and fields that it reads.
  package let keys: [String]
  let model: Model
  /// The constant in the first column of results of each row: in a table of materials the material.
  private let constants: [String?]

  package init(_ text: Text) {
    self.text = text
    keys = text.keys
    model = Model(RuleExport.model(of: text, reading: keys))
    constants = text.rows.map { $0.results.first.flatMap(Self.constant) }
  }

  package var subject: TableSubject { text.subject }

  /// What came of asking a table.
  package struct Answer: Sendable, Hashable {
    /// The rows that the answer is made of, from 0.
    package let rows: [Int]
    /// The value; null where no row fits.
    package let value: Value
    /// Why parts of it could not be worked out; empty when all went well.
    package let reasons: [Reason]

    /// The value under the name of a column of results.
    func result(_ name: String, of table: RuleTable) -> Value {
      if table.text.outputs.count == 1 { return value }
      guard case .context(let context) = value else { return .null }
      return context[name] ?? .null
    }
  }

  /// Asks the table.
  package func ask(_ facts: Facts) -> Answer {
    let inputs = Inputs(Context(keys.map { ($0, facts.value($0)) }))
    let outcome = model.evaluate(decision: text.subject.rawValue, inputs: inputs)
    return Answer(
      rows: outcome.firings.first?.chosen ?? [], value: outcome.value, reasons: outcome.reasons)
  }
}

extension RuleTable: Codable, Hashable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(Text.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension RuleTable.Text {
  /// The table of the standard, in Chinese.
  package var table: DecisionTable {
    DecisionTable(
      hitPolicy: hitPolicy, outputLabel: name.zh,
      inputs: inputs.map {
        DecisionTable.Input(
          label: $0.label.zh, expression: $0.expression, allowedValues: $0.values)
      },
      outputs: zip(outputs, subject.columns(of: outputs)).map { output, column in
        DecisionTable.Output(
          name: output.name, label: output.label.zh, typeName: column?.type)
      },
      rules: rows.map { row in
        DecisionTable.Rule(
          tests: row.tests, results: row.results, notes: row.note.map { [$0.zh] } ?? [])
      })
  }

  /// The names in its expressions that FEEL does not know, each once, in the order of the columns.
  fileprivate var keys: [String] {
    var texts: [(text: String, dialect: FEEL.Expression.Dialect)] = inputs.map {
      ($0.expression, .expression)
    }
    for row in rows {
      texts += row.tests.map { ($0, .unaryTests) } + row.results.map { ($0, .expression) }
    }
    var keys: [String] = []
    for (text, dialect) in texts {
      // A text that is not FEEL is a fault of the model, told there with its place.
      let names = (try? FEEL.Expression(text, dialect: dialect))?.unknownNames ?? []
      keys += names.filter { !keys.contains($0) }
    }
    return keys
  }
}

extension RuleTable {
  /// Every material that the table names, each with the rows that ask for it now; none of them means that
  /// it is not needed.
  func materials(_ facts: Facts) -> [String: [Int]] {
    var needed: [String: [Int]] = [:]
    for case let key? in constants { needed[key] = [] }
    for row in ask(facts).rows {
      if let key = constants[row] { needed[key, default: []].append(row) }
    }
    return needed
  }

  /// The text that a cell holds as a constant: `"lease"` is lease; nil for anything else.
  static func constant(_ cell: String) -> String? {
    guard case .string(let text)? = (try? FEEL.Expression(cell))?.syntax.form else { return nil }
    return text
  }
}
