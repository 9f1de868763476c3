// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines

/// One rule of supervision: what is looked at, from when on it is a fault, and what that costs.
///
/// Rules are data (监察规则); an official writes them in a file and publishes it (``RuleBook``).
package struct OversightRule: Sendable, Hashable {
  /// What a rule looks at.
  package enum Subject: Sendable, Hashable {
    /// A term that a case must keep.
    case term(Watch.Kind)
    /// Something that somebody did or tried.
    case conduct(Conduct.Kind)
    /// What a supervisor has found himself and writes down (人工发牌).
    case finding
  }

  package let code: String
  package let name: Words
  package let subject: Subject
  /// What it rests on.
  package let basis: LegalBasis
  /// By which article somebody answers for it, where there is one.
  package let liability: LegalBasis?
  /// For which cases it is; for all, where it is nil.
  package let when: Rule?
  /// How many working days a step may take for which no law names a day, worked out for the case.
  package let within: Rule?
  /// How many working days before the last day it is told that the term will end; not at all, where it is nil.
  package let alert: Int?
  /// From the how-manieth working day over on the card is yellow; never, where it is nil.
  package let yellow: Int?
  /// The same of the red card.
  package let red: Int?
  /// The card for a conduct or a finding, which no number of days tells.
  package let card: Card.Level
  /// The how-manieth card of one unit by this rule in a month is red at once.
  package let repeated: Int?
  /// What a card costs its unit in the month's score.
  package let points: Points.Table
  /// How many working days the unit has to answer a card.
  package let answer: Int
  /// The unit that gets the card; the one whose part it was, where it is nil.
  package let unit: String?

  /// Whether it ever comes to a card, rather than only telling the section that a term will end.
  package var hasCards: Bool {
    if case .term = subject { yellow != nil || red != nil } else { true }
  }
}

/// A rule as a card keeps it: its code and the version of the rules that it stood in.
package struct RuleReference: Codable, Sendable, Hashable {
  package let code: String
  package let version: Int
}

/// Points of a score, in hundredths, so that 0.5 and 1.5 add up without a rest.
package struct Points: Sendable, Hashable, Comparable, Codable {
  package var hundredths: Int

  package init(hundredths: Int) { self.hundredths = hundredths }

  package init(_ number: Double) { hundredths = Int((number * 100).rounded()) }

  package static let zero = Points(hundredths: 0)

  package static func < (left: Points, right: Points) -> Bool {
    left.hundredths < right.hundredths
  }

  package static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }

  package static func - (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths - right.hundredths)
  }

  package static func * (left: Points, right: Int) -> Points {
    Points(hundredths: left.hundredths * right)
  }

  /// As people write it: 98.5, 100, 0.05.
  package var text: String {
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(sign)\(whole).\(digits)"
  }

  package init(from decoder: any Decoder) throws {
    hundredths = try decoder.singleValueContainer().decode(Int.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hundredths)
  }

  /// What the cards by a rule cost.
  package struct Table: Sendable, Hashable {
    package let yellow: Points
    package let red: Points
    /// What comes on top where a red card was not answered in time (督办).
    package let pressed: Points

    package subscript(level: Card.Level) -> Points { level == .yellow ? yellow : red }
  }
}
