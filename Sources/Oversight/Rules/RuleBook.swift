// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import FEEL
import ShangMi

/// The rules of supervision in one version: what an official has written into a file and published.
///
/// A version never changes; a card keeps the one that it was issued under.
package struct RuleBook: Sendable, Hashable {
  /// How a month is scored.
  package struct Scoring: Sendable, Hashable {
    /// What every unit begins a month with.
    package let base: Points
    /// Below which no score falls.
    package let least: Points
    /// What concluding early is worth; nothing, where it is nil.
    package let early: Early?
  }

  /// What it is worth to decide long before the promised day.
  package struct Early: Sendable, Hashable {
    /// How much of the promised term must be left, in hundredths of it.
    package let share: Int
    /// For each case.
    package let points: Points
    /// In a month.
    package let most: Points
  }

  package let version: Int
  /// The day from which it is in force, until another is.
  package let effective: Day
  /// The unit that answers for what the integrated window does (行政许可法 article 26 ¶1).
  package let window: String
  package let scoring: Scoring
  /// In their order: of several that fit, the first one counts.
  package let rules: [OversightRule]
  /// The file as it was written.
  package let source: String

  package var digest: String { SM3.digest(source).description }

  package func rule(_ code: String) -> OversightRule? { rules.first { $0.code == code } }

  /// The rule that fits something that is watched.
  package func rule(for kind: Watch.Kind, _ facts: RuleFacts) -> OversightRule? {
    rule(for: .term(kind), facts)
  }

  /// The rule that fits a conduct.
  package func rule(for kind: Conduct.Kind, _ facts: RuleFacts) -> OversightRule? {
    rule(for: .conduct(kind), facts)
  }

  private func rule(for subject: OversightRule.Subject, _ facts: RuleFacts) -> OversightRule? {
    rules.first { rule in
      rule.subject == subject && rule.when.map { $0.value(of: facts.value).isTrue } ?? true
    }
  }

  /// The rules that this program comes with, in force where no others are.
  package static let standard: RuleBook = {
    do throws(FileFaults) {
      return try RuleBook(source: Embedded.rulesYAML, file: "rules.yaml")
    } catch {
      preconditionFailure("rules.yaml, which this program was built with: \(error)")
    }
  }()
}
