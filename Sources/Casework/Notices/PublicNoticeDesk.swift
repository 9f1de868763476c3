// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Site

extension Actor {
  /// Somebody who has not signed in: what he objects to is recorded under this name, and who he says he is lies in
  /// the evidence.
  static let everybody = Actor(id: "everybody", name: nil, roles: [], department: nil)
}

/// What everybody may do without an account: read the notices, and object.
extension CaseDesk {
  /// A page of the notices, newest first, and where the next one begins.
  func notices(
    before place: CaseFilter.ReceiptPlace?, limit: Int
  ) async throws -> (rows: [PublicNotice], next: Cursor?) {
    // One more than shown tells whether there is a page after this one.
    let found = try await journal.database.read {
      try PublicNoticeTable.list(before: place, limit: limit + 1, in: $0)
    }
    return found.page(limit) { CaseFilter.ReceiptPlace(at: $0.begunAt, id: $0.id).cursor }
  }

  /// - Throws: ``PublicNoticeRefusal/notFound``.
  func notice(_ id: String) async throws -> PublicNotice {
    let found = try await journal.database.read { try PublicNoticeTable.find(id, in: $0) }
    guard let found else { throw PublicNoticeRefusal.notFound }
    return found
  }

  /// Takes an objection to the notice that runs (异议).
  ///
  /// - Throws: ``CaseworkRefusal/publicNotice(_:)`` where the notice is over or full.
  func object(
    to notice: PublicNotice, by party: Party, _ text: Reasons, key: CommandKey?
  ) async throws {
    let _: Int = try await journal.perform(as: .everybody, key: key) { unit in
      let stream = Stream<Case>(notice.caseID)
      let (state, _) = try unit.state(of: stream)
      // An older notice of the same case takes no objection meant for it.
      let running = state.publicNotices.running(on: unit.now.day)
      guard let running, PublicNotice.id(of: notice.caseID, .notice, running) == notice.id else {
        throw CaseworkRefusal.publicNotice(.over)
      }
      try EvidenceTable.keep(party, in: unit.transaction)
      try EvidenceTable.keep(text: text.text, in: unit.transaction)
      return try unit.execute(.publicNotice(.object(by: party, text)), on: stream) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendar)
      }
    }
  }
}
