// SPDX-License-Identifier: Apache-2.0

/// The score of one month, of a unit or of a person: a pure sum over cards, each figure with the cards behind it.
package struct Score: Sendable, Hashable {
  package let subject: Subject
  package let base: Points
  /// Every card of the month, whether or not it counts.
  package let cards: [CardRow]
  /// How many cases were decided early enough to be worth something.
  package let early: Int
  package let bonus: Points
  package let total: Points

  package enum Subject: Sendable, Hashable {
    case unit(String)
    /// An account.
    case person(String)
  }

  /// The name of the unit, or the account.
  package var name: String {
    switch subject {
    case .unit(let name), .person(let name): name
    }
  }

  fileprivate static func precedes(_ one: Score, _ other: Score) -> Bool {
    (one.total, one.name) < (other.total, other.name)
  }

  /// The cards that count, of a level.
  package func counting(_ level: Card.Level) -> [CardRow] {
    cards.filter { $0.counts && $0.level == level }
  }

  /// What the cards cost together.
  package var deduction: Points { cards.filter(\.counts).reduce(.zero) { $0 + $1.points } }

  init(_ subject: Subject, _ cards: [CardRow], early: Int = 0, by scoring: RuleBook.Scoring) {
    self.subject = subject
    self.cards = cards
    self.early = early
    base = scoring.base
    bonus = scoring.early.map { min($0.points * early, $0.most) } ?? .zero
    let deduction = cards.filter(\.counts).reduce(Points.zero) { $0 + $1.points }
    total = max(scoring.least, scoring.base - deduction + bonus)
  }
}

/// A month's scores, the worst first.
package struct Scores: Sendable, Hashable {
  package let month: Month
  /// The version of the rules that the month is scored by.
  package let version: Int
  package let units: [Score]
  package let persons: [Score]

  /// - Parameters:
  ///   - units: those that are scored, whether or not they have got a card.
  ///   - early: how many cases each unit has decided early.
  init(
    _ month: Month, _ cards: [CardRow], of units: Set<String>, early: [String: Int],
    by book: RuleBook
  ) {
    self.month = month
    version = book.version
    let byUnit = Dictionary(grouping: cards, by: \.unit)
    self.units = units.map { unit in
      Score(.unit(unit), byUnit[unit] ?? [], early: early[unit] ?? 0, by: book.scoring)
    }.sorted(by: Score.precedes)
    let byPerson = Dictionary(grouping: cards.filter { $0.person != nil }) { $0.person ?? "" }
    persons = byPerson.map { person, cards in
      Score(.person(person), cards, by: book.scoring)
    }.sorted(by: Score.precedes)
  }
}
