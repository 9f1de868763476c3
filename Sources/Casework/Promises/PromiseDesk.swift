// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// All of one commitment after the grant, as somebody who may see its case opens it.
package struct PromiseFile: Sendable {
  package let row: CaseRow
  package let state: Promise
  package let version: Int
  package let item: ItemVersion
  package let history: [Recorded<Promise.Event>]
  /// The texts that events name by digest.
  let texts: [Digest: String]
  let calendar: WorkCalendar

  func text(_ digest: Digest?) -> String { digest.flatMap { texts[$0] } ?? "" }

  /// When a document was made.
  func event(of document: PromiseDocument) -> Recorded<Promise.Event>? {
    history.last { PromiseDocumentKind(of: $0.event) == document.kind }
  }
}

extension CaseDesk {
  /// Opens a commitment by the id of its case.
  /// - Throws: ``PromiseRefusal/notFound`` where there is none or the case is not the actor's to see.
  package func promise(_ id: String, for actor: Actor) async throws -> PromiseFile {
    try await journal.database.read { reader in
      let stream = Stream<Promise>(id)
      guard let row = try CaseTable.find(id, for: actor, in: reader) else {
        throw PromiseRefusal.notFound
      }
      let (state, version) = try Journal.state(of: stream, in: reader)
      guard state.phase != .none else { throw PromiseRefusal.notFound }
      let history = try Journal.history(of: stream, in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.compactMap(\.event.text) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      return PromiseFile(
        row: row, state: state, version: version, item: try item(row.item), history: history,
        texts: texts, calendar: calendar)
    }
  }

  /// Takes a step with a commitment that the actor may see.
  ///
  /// - Parameter text: what the command names by digest.
  package func take(
    _ command: Promise.Command, withPromise id: String, by actor: Actor,
    expecting expected: Int?, text: String? = nil, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard let row = try CaseTable.find(id, for: actor, in: unit.transaction) else {
        throw PromiseRefusal.notFound
      }
      if let text { try EvidenceTable.keep(text: text, in: unit.transaction) }
      let stream = Stream<Promise>(id)
      try unit.execute(command, on: stream, expecting: expected) { _ in
        Promise.Context(actor: actor, today: unit.now.day, calendar: calendar)
      }
      let version = try unit.state(of: stream).version
      return Receipt(id: id, number: row.number, version: version)
    }
  }

  /// A page of a list of the board, and where the next one begins.
  package func promises(
    _ standing: PromiseStanding, after cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [PromiseRow], next: Cursor?) {
    let place = try cursor.map(CaseFilter.UrgentPlace.init)
    let found = try await journal.database.read {
      // One more than shown tells whether there is a page after this one.
      try PromiseTable.list(standing, after: place, limit: limit + 1, for: actor, in: $0)
    }
    return found.page(limit) { CaseFilter.UrgentPlace(rank: $0.rank, id: $0.id).cursor }
  }

  /// How many lines each list of the board has; of what is closed nobody asks.
  func promiseTallies(for actor: Actor) async throws -> [PromiseStanding: Tally] {
    try await journal.database.read { reader in
      var tallies: [PromiseStanding: Tally] = [:]
      for standing in PromiseStanding.allCases where standing != .closed {
        tallies[standing] = try PromiseTable.tally(standing, for: actor, in: reader)
      }
      return tallies
    }
  }
}
