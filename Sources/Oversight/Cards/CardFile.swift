// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import SQL
import ShangMi

/// All of one card as somebody who may see it opens it: one read, one consistent state.
package struct CardFile: Sendable {
  package let row: CardRow
  package let state: Card
  package let issue: Card.Issue
  package let version: Int
  package let history: [Recorded<Card.Event>]
  /// The rule that it was issued by, in the version of then.
  package let rule: OversightRule?
  /// The facts as they were then; nil where they were erased.
  package let evidence: CardEvidence?
  /// The texts that events name by digest.
  package let texts: [Digest: String]
  /// The names of the staff who take part, by account.
  package let names: [String: String]
  /// Who works in the unit, to choose who is responsible from.
  package let staff: [Account]
  /// How the same thing stands by the clock of today; nil where it is no term, or no longer watched.
  let standing: Lookout?

  package func text(_ digest: Digest?) -> String? { digest.flatMap { texts[$0] } }

  /// The name of an account, as staff read it.
  package func name(_ account: String?) -> String? { account.map { names[$0] ?? $0 } }
}

extension OversightDesk {
  /// Opens a card.
  /// - Throws: ``OversightRefusal/cardNotFound`` where there is none or it is not the actor's to see.
  package func open(_ id: String, for actor: Actor) async throws -> CardFile {
    let today = now.day
    return try await journal.database.read { reader in
      guard let row = try CardTable.find(id, for: actor, in: reader) else {
        throw OversightRefusal.cardNotFound
      }
      let stream = Stream<Card>(id)
      let (state, version) = try Journal.state(of: stream, in: reader)
      guard let issue = state.issue else { throw OversightRefusal.cardNotFound }
      let history = try Journal.history(of: stream, in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.compactMap(\.event.text) + [issue.charge.text].compactMap(\.self) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      let staff = try AccountTable.staff(of: row.unit, in: reader)
      var names = Dictionary(staff.map { ($0.id, $0.name) }) { first, _ in first }
      let others = Set(history.map(\.moment.actor) + [state.person].compactMap(\.self))
      for account in others where names[account] == nil {
        names[account] = try AccountTable.find(account, in: reader)?.name
      }
      return CardFile(
        row: row, state: state, issue: issue, version: version, history: history,
        rule: rule(row.rule), evidence: try evidence(issue.evidence, in: reader), texts: texts,
        names: names, staff: staff, standing: try standing(of: issue, on: today, in: reader))
    }
  }

  private func evidence(_ digest: Digest, in reader: some Reading) throws -> CardEvidence? {
    try EvidenceTable.text(digest, in: reader).map {
      try JSONDecoder().decode(CardEvidence.self, from: Data($0.utf8))
    }
  }

  /// What the clock of today says of the thing that a card is about.
  private func standing(
    of issue: Card.Issue, on today: Day, in reader: some Reading
  ) throws -> Lookout? {
    guard let book = books.version(issue.charge.rule.version) else { return nil }
    let state = try Journal.state(of: Stream<Case>(issue.caseID), in: reader).state
    return state.watches(calendar, asOf: today).first { $0.key == issue.charge.key }
      .flatMap { Lookout($0, in: book, RuleFacts(of: state), calendar, on: today) }
  }
}

extension Card.Event {
  /// The text that the event was put into.
  var text: Digest? {
    switch self {
    case .issued, .attributed, .raised, .pressed: nil
    case .answered(let text), .appealed(let text), .appealTurnedDown(let text, _),
      .cancelled(let text), .closed(let text):
      text
    }
  }
}
