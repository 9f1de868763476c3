// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where supervision works: every use of this room, for pages and for the API alike.
package struct OversightDesk: Sendable {
  package let cases: CaseDesk
  let supervision: Supervision

  package init(cases: CaseDesk, supervision: Supervision) {
    self.cases = cases
    self.supervision = supervision
  }

  package var journal: Journal { cases.journal }
  package var books: RuleShelf { supervision.books }
  package var calendar: WorkCalendar { supervision.calendar }
  package var now: Instant { journal.clock.now }

  /// The answer to a step: the thing and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let version: Int
  }

  // MARK: Cards

  /// A page of cards that the actor may see, and where the next one begins.
  package func page(
    _ filter: CardFilter, for actor: Actor
  ) async throws -> (rows: [CardRow], next: Cursor?) {
    var wider = filter
    // One more than shown tells whether there is a page after this one.
    wider.limit = filter.limit + 1
    let asked = wider
    let rows = try await journal.database.read {
      try CardTable.list(asked, for: actor, in: $0)
    }
    return rows.page(filter.limit) { CardFilter.Place(at: $0.issuedAt, id: $0.id).cursor }
  }

  /// Takes a step with a card that the actor may see.
  ///
  /// - Parameters:
  ///   - order: what is ordered, and the text that it is put into.
  ///   - expected: the version that the actor saw; another one refuses the step.
  /// - Throws: ``OversightRefusal``, `JournalFailure`.
  package func take(
    _ order: CardOrder, with id: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard let row = try CardTable.find(id, for: actor, in: unit.transaction) else {
        throw OversightRefusal.cardNotFound
      }
      let stream = Stream<Card>(id)
      let context = Card.Context(actor: actor, today: unit.now.day)
      if let text = order.text {
        try EvidenceTable.keep(text: text, in: unit.transaction)
      }
      var seen = expected
      if let person = order.person {
        try checkPerson(person, of: row.unit, in: unit.transaction)
        let version = try unit.execute(
          .attribute(person: person), on: stream, expecting: seen, context: { _ in context })
        seen = seen.map { _ in version }
      }
      if let command = order.command(answerBy: answerDay(for: row, from: unit.now.day)) {
        try unit.execute(command, on: stream, expecting: seen, context: { _ in context })
      }
      return Receipt(id: id, version: try unit.state(of: stream).version)
    }
  }

  /// The last day to answer a card whose appeal was turned down on a day.
  private func answerDay(for row: CardRow, from day: Day) -> Day {
    let rule = books.version(row.rule.version)?.rule(row.rule.code)
    return calendar.day(rule?.answer ?? 1, workingDaysAfter: day)
  }

  /// Whoever is held responsible belongs to the unit, or to no section at all, as the window's clerks.
  private func checkPerson(_ person: String, of unit: String, in reader: some Reading) throws {
    guard let account = try AccountTable.find(person, in: reader), account.kind == .staff,
      account.department ?? unit == unit
    else { throw OversightRefusal.personUnknown }
  }

  /// Issues a card by hand, for what a supervisor has found in a case.
  ///
  /// - Parameters:
  ///   - unit: who gets it; the section of the case, where it is nil.
  ///   - level: the rule's own, where it is nil.
  package func issue(
    byRule code: String, level: Card.Level? = nil, unit unitName: String? = nil,
    person: String? = nil, facts: Reasons, in caseID: String, by actor: Actor,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard actor.holds(anyOf: Card.supervisors) else {
        throw OversightRefusal.notYourPart(.issue)
      }
      guard let row = try CaseTable.find(caseID, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.caseNotFound
      }
      let book = books.inForce(on: unit.now.day)
      guard let rule = book.rule(code) else { throw OversightRefusal.ruleUnknown(code: code) }
      guard rule.subject.isByHand else { throw OversightRefusal.ruleNotByHand(code: code) }
      guard facts.isGiven else { throw OversightRefusal.textMissing(.issue) }
      let receiver = unitName ?? rule.unit ?? row.department
      if let person { try checkPerson(person, of: receiver, in: unit.transaction) }
      let vigil = try unit.state(of: Stream<Vigil>(caseID)).state
      let number = vigil.marks.keys.count { $0.hasPrefix("found/") } + 1
      let charge = Card.Charge(
        key: "found/\(number)", level: level ?? rule.card,
        rule: RuleReference(code: code, version: book.version), cause: .found, unit: receiver,
        person: person, issuer: actor.id, due: nil, text: facts.digest)
      try EvidenceTable.keep(text: facts.text, in: unit.transaction)
      try supervision.charge(charge, in: caseID, unit)
      return Receipt(id: Card.id(of: caseID, charge.key, charge.level), version: 1)
    }
  }

  /// Who works in a unit.
  func staff(of unit: String) async throws -> [Account] {
    try await journal.database.read { try AccountTable.staff(of: unit, in: $0) }
  }

  // MARK: Alerts

  /// A page of the alerts that stand, what is due first on top, and where the next one begins.
  package func alerts(
    after cursor: Cursor?, unit: String? = nil, limit: Int, for actor: Actor
  ) async throws -> (rows: [AlertRow], next: Cursor?) {
    var place = AlertTable.Place.start
    if let cursor {
      guard let due = Day(try cursor.text(0)) else { throw SiteRefusal.foreignCursor }
      place = AlertTable.Place(due: due, caseID: try cursor.text(1), key: try cursor.text(2))
    }
    let start = place
    let rows = try await journal.database.read {
      try AlertTable.list(after: start, unit: unit, limit: limit + 1, for: actor, in: $0)
    }
    return rows.page(limit) { row in
      Cursor(.text(row.due.description), .text(row.caseID), .text(row.key))
    }
  }

  /// The cards and alerts of one case that the actor may see.
  package func standing(
    of caseID: String, for actor: Actor
  ) async throws -> (cards: [CardRow], alerts: [AlertRow]) {
    try await journal.database.read { reader in
      (
        try CardTable.list(of: caseID, for: actor, in: reader),
        try AlertTable.list(of: caseID, for: actor, in: reader)
      )
    }
  }

  // MARK: Words

  /// The rule that a card or an alert was made by.
  package func rule(_ reference: RuleReference) -> OversightRule? {
    books.version(reference.version)?.rule(reference.code)
  }

  /// The sections of the bureau that decide on any item today, by their names.
  package var sections: [Words] {
    let items = cases.shelf.snapshot.current(on: now.day)
    let named = Dictionary(items.map { ($0.item.department.zh, $0.item.department) }) { first, _ in
      first
    }
    return named.values.sorted { $0.zh < $1.zh }
  }
}

/// What somebody orders to be done with a card.
package enum CardOrder: Sendable {
  case attribute(person: String)
  case answer(Reasons, person: String?)
  case appeal(Reasons)
  case decideAppeal(upheld: Bool, Reasons)
  case cancel(Reasons)
  case close(Reasons)

  /// What is kept as evidence.
  var text: String? {
    switch self {
    case .attribute: nil
    case .answer(let text, _), .appeal(let text), .decideAppeal(_, let text), .cancel(let text),
      .close(let text):
      text.text
    }
  }

  var person: String? {
    switch self {
    case .attribute(let person): person
    case .answer(_, let person): person
    case .appeal, .decideAppeal, .cancel, .close: nil
    }
  }

  /// The command besides naming who is responsible.
  func command(answerBy: Day) -> Card.Command? {
    switch self {
    case .attribute: nil
    case .answer(let text, _): .answer(text)
    case .appeal(let text): .appeal(text)
    case .decideAppeal(let upheld, let text):
      .decideAppeal(upheld: upheld, text, answerBy: answerBy)
    case .cancel(let text): .cancel(text)
    case .close(let text): .close(text)
    }
  }
}
