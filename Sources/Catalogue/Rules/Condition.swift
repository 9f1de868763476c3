// SPDX-License-Identifier: Apache-2.0

/// On what something depends: on certain answers, on a rule, or on nothing.
///
/// Certain answers can be followed by a page's script as well; a rule is judged by the program alone.
package struct Condition: Hashable, Sendable {
  /// Question → the options that fulfil it, both by key.
  package let options: [String: [String]]?
  package let rule: Rule?

  package static let always = Condition(options: nil, rule: nil)

  private init(options: [String: [String]]?, rule: Rule?) {
    self.options = options
    self.rule = rule
  }

  package init(options: [String: [String]]) {
    self.init(options: options.isEmpty ? nil : options, rule: nil)
  }

  package init(rule: Rule) { self.init(options: nil, rule: rule) }

  /// Whether the answers fulfil it: for every question named one of the options listed, or the rule.
  package func holds(for facts: Facts) -> Bool {
    if let rule { return rule.holds(for: facts) }
    return (options ?? [:]).allSatisfy { question, wanted in
      facts.situation[question].map(wanted.contains) ?? false
    }
  }

  /// The keys of the questions and fields that it reads.
  package var keys: [String] { rule?.keys ?? (options ?? [:]).keys.sorted() }

  /// The same as an expression of FEEL: `business in ("catering", "canteen") and cold = "yes"`; nil when
  /// it always holds.
  package var feel: String? {
    if let rule { return rule.text }
    let parts = (options ?? [:]).sorted { $0.key < $1.key }.map { question, wanted in
      let texts = wanted.map { "\"\($0)\"" }
      return texts.count == 1
        ? "\(question) = \(texts[0])" : "\(question) in (\(texts.joined(separator: ", ")))"
    }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }
}

extension Condition: Codable {
  /// Reads what ``encode(to:)`` writes.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let options = try? container.decode([String: [String]].self) {
      self.init(options: options)
    } else {
      self.init(rule: try container.decode(Rule.self))
    }
  }

  /// Writes the map of answers alone, `{"business": ["catering"]}`, or the text of the rule.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let rule { try container.encode(rule) } else { try container.encode(options ?? [:]) }
  }
}
