// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import FEEL

/// What the conditions of the rules can read of a case, by name.
package struct RuleFacts: Sendable {
  private let values: [String: Value]

  /// Every name that a condition may use.
  package static let names: Set<String> = [
    "item", "section", "channel", "way", "promised", "statutory", "licence", "substance",
    "text_length",
  ]

  /// - Parameter textLength: how many characters the text has that a conduct was put into, blanks not counted.
  package init(of state: Case, textLength: Int? = nil) {
    guard let submission = state.submission else {
      values = [:]
      return
    }
    let terms = state.terms
    values = [
      "item": .string(submission.item.code), "section": .string(submission.department),
      "channel": .string(submission.channel.rawValue),
      "way": state.ruling.map { .string($0.way.rawValue) } ?? .null,
      "promised": terms.promised.map { .number(Decimal128($0.number)) } ?? .null,
      "statutory": terms.statutory.map { .number(Decimal128($0.number)) } ?? .null,
      "licence": .boolean(submission.licence), "substance": .boolean(submission.substanceCheck),
      "text_length": textLength.map { .number(Decimal128($0)) } ?? .null,
    ]
  }

  func value(_ name: String) -> Value { values[name] ?? .null }
}
