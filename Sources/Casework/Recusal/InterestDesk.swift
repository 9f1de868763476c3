// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where the staff declare whom they are tied to.
package struct InterestDesk: Sendable {
  let journal: Journal

  package init(journal: Journal) {
    self.journal = journal
  }

  /// What is noted of the register for the audit; whom it is about is told by no event.
  private enum Noted: Codable {
    case declared(Interest.Kind)
    case ended
  }

  /// Declares a tie of the actor's own.
  ///
  /// - Throws: `SiteRefusal` where the code is none.
  package func declare(
    _ kind: Interest.Kind, to code: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> String {
    let code = code.filter { !$0.isWhitespace }.uppercased()
    if let fault = FilingRules.codeFault(code, on: journal.clock.now.day) {
      throw SiteRefusal.invalid([Fault("code", fault)])
    }
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      let interest = Interest(
        id: id, account: actor.id, kind: kind,
        shown: Party.isEntity(code) ? code : Masking.code(code), declaredAt: unit.now)
      try InterestTable.add(interest, code: code, in: unit.transaction)
      try unit.note(Noted.declared(kind), kind: "interest", id: id)
      return id
    }
  }

  /// Ends a declaration of the actor's own: the tie is there no more.
  package func end(_ id: String, by actor: Actor) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      guard try InterestTable.end(id, of: actor.id, at: unit.now, in: unit.transaction) else {
        throw CaseworkRefusal.staff(.interestNotFound)
      }
      try unit.note(Noted.ended, kind: "interest", id: id)
      return true
    }
  }

  package func list(of actor: Actor) async throws -> [Interest] {
    try await journal.database.read { try InterestTable.list(of: actor.id, in: $0) }
  }

  /// A page of everybody's, the newest first, with the names of the staff.
  func all(
    before place: CaseFilter.ReceiptPlace?, limit: Int
  ) async throws -> (interests: [Interest], names: [String: String], next: Cursor?) {
    try await journal.database.read { reader in
      let found = try InterestTable.all(before: place, limit: limit + 1, in: reader)
      let (shown, next) = found.page(limit) {
        CaseFilter.ReceiptPlace(at: $0.declaredAt, id: $0.id).cursor
      }
      return (shown, try ColleagueTable.names(of: shown.map(\.account), in: reader), next)
    }
  }
}
