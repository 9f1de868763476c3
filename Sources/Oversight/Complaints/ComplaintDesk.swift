// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// All of one complaint as somebody who may see it opens it.
package struct ComplaintFile: Sendable {
  package let row: ComplaintRow
  package let state: Complaint
  package let filing: Complaint.Filing
  package let version: Int
  package let history: [Recorded<Complaint.Event>]
  package let texts: [Digest: String]

  package func text(_ digest: Digest?) -> String? { digest.flatMap { texts[$0] } }
}

extension OversightDesk {
  /// Takes a complaint of an applicant about his own case.
  /// - Throws: ``OversightRefusal``, `CaseworkRefusal.caseNotFound`.
  package func complain(
    _ text: Reasons, of caseID: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      guard let row = try CaseTable.find(caseID, for: actor, in: unit.transaction),
        [row.applicant, row.filer].contains(actor.id)
      else { throw CaseworkRefusal.caseNotFound }
      guard text.isGiven else { throw OversightRefusal.textMissing(.complaint) }
      try EvidenceTable.keep(text: text.text, in: unit.transaction)
      let filing = Complaint.Filing(
        caseID: caseID, caseNumber: row.number, unit: row.department, complainant: actor.id,
        text: text.digest)
      try unit.begin(
        Stream<Complaint>(id), by: .file(filing),
        context: Card.Context(actor: actor, today: unit.now.day))
      return Receipt(id: id, version: 1)
    }
  }

  /// Takes a step with a complaint that the actor may see.
  package func handle(
    _ command: Complaint.Command, with id: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try ComplaintTable.find(id, for: actor, in: unit.transaction) != nil else {
        throw OversightRefusal.complaintNotFound
      }
      if let text = command.text { try EvidenceTable.keep(text: text, in: unit.transaction) }
      let version = try unit.execute(
        command, on: Stream<Complaint>(id), expecting: expected
      ) { _ in Card.Context(actor: actor, today: unit.now.day) }
      return Receipt(id: id, version: version)
    }
  }

  /// Opens a complaint.
  package func complaint(_ id: String, for actor: Actor) async throws -> ComplaintFile {
    try await journal.database.read { reader in
      guard let row = try ComplaintTable.find(id, for: actor, in: reader) else {
        throw OversightRefusal.complaintNotFound
      }
      let stream = Stream<Complaint>(id)
      let (state, version) = try Journal.state(of: stream, in: reader)
      guard let filing = state.filing else { throw OversightRefusal.complaintNotFound }
      let history = try Journal.history(of: stream, in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.compactMap(\.event.text) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      return ComplaintFile(
        row: row, state: state, filing: filing, version: version, history: history, texts: texts)
    }
  }

  /// The complaints about a case that the actor may see.
  func complaints(of caseID: String, for actor: Actor) async throws -> [ComplaintRow] {
    try await journal.database.read { try ComplaintTable.list(of: caseID, for: actor, in: $0) }
  }

  /// A page of complaints, the newest first, and where the next one begins.
  package func complaints(
    before cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [ComplaintRow], next: Cursor?) {
    let place = try cursor.map(CardFilter.Place.init)
    let rows = try await journal.database.read {
      try ComplaintTable.list(before: place, limit: limit + 1, for: actor, in: $0)
    }
    return rows.page(limit) { CardFilter.Place(at: $0.filedAt, id: $0.id).cursor }
  }
}

extension Complaint.Command {
  /// What is kept as evidence.
  fileprivate var text: String? {
    switch self {
    case .file, .takeUp: nil
    case .decline(let text), .explain(let text), .answer(_, let text): text.text
    }
  }
}

extension Complaint.Event {
  /// The text that the event was put into.
  var text: Digest? {
    switch self {
    case .filed(let filing): filing.text
    case .takenUp: nil
    case .declined(let text), .explained(let text), .answered(_, let text): text
    }
  }
}
