// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where draws are looked at and re-checks are done, for pages and for the API alike.
package struct RecheckDesk: Sendable {
  let journal: Journal

  package init(journal: Journal) {
    self.journal = journal
  }

  /// Who may read re-checks.
  static let readers: Set<Role> = [.supervisor, .auditor, .agencyHead]

  // MARK: Reading

  /// A page of re-checks, how many there are in each list, and where the next page begins.
  func page(
    of standing: Recheck.Standing, after place: CaseFilter.ReceiptPlace?, limit: Int
  ) async throws -> (
    rows: [RecheckRow], tallies: [Recheck.Standing: Tally], names: [String: String], next: Cursor?
  ) {
    try await journal.database.read { reader in
      let found = try RecheckTable.list(standing, after: place, limit: limit + 1, in: reader)
      let (rows, next) = found.page(limit) {
        CaseFilter.ReceiptPlace(at: $0.drawnAt, id: $0.id).cursor
      }
      var tallies: [Recheck.Standing: Tally] = [:]
      for standing in Recheck.Standing.allCases where standing != .none {
        tallies[standing] = try RecheckTable.tally(standing, in: reader)
      }
      return (rows, tallies, try ColleagueTable.names(of: rows.map(\.approver), in: reader), next)
    }
  }

  /// All of one re-check.
  struct File: Sendable {
    let row: RecheckRow
    let state: Recheck
    let history: [Recorded<Recheck.Event>]
    let texts: [Digest: String]
    let names: [String: String]

    func text(_ event: Recheck.Event) -> String { event.text.flatMap { texts[$0] } ?? "" }
  }

  func open(_ id: String) async throws -> File {
    try await journal.database.read { reader in
      guard let row = try RecheckTable.find(id, in: reader) else {
        throw CaseworkRefusal.staff(.recheckNotFound)
      }
      let history = try Journal.history(of: Stream<Recheck>(id), in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.compactMap(\.event.text) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      let accounts = [row.approver] + history.map(\.moment.actor)
      return File(
        row: row, state: Journal.state(of: Recheck.self, after: history).state,
        history: history, texts: texts, names: try ColleagueTable.names(of: accounts, in: reader))
    }
  }

  /// A year's figures, with the names of the approvers.
  func figures(
    of year: Int
  ) async throws -> (figures: [ApproverFigures], names: [String: String]) {
    try await journal.database.read { reader in
      let figures = try RecheckTable.figures(of: year, in: reader)
      return (figures, try ColleagueTable.names(of: figures.map(\.approver), in: reader))
    }
  }

  func draws(before month: String?, limit: Int) async throws -> (rows: [DrawRow], next: Cursor?) {
    try await journal.database.read { reader in
      try RecheckTable.draws(before: month, limit: limit + 1, in: reader)
        .page(limit) { Cursor(.text($0.month)) }
    }
  }

  /// A month's draw; the cases that took part are told with the secret, not before.
  func draw(
    of month: String, after number: String, limit: Int
  ) async throws -> (draw: DrawRow, entries: [DrawEntry], next: Cursor?)? {
    try await journal.database.read { reader in
      guard let draw = try RecheckTable.draw(of: month, in: reader) else { return nil }
      guard draw.secret != nil else { return (draw, [], nil) }
      let found = try RecheckTable.entries(
        of: month, after: number, limit: limit + 1, in: reader)
      let (entries, next) = found.page(limit) { Cursor(.text($0.number)) }
      return (draw, entries, next)
    }
  }

  // MARK: Steps

  /// Says what was found.
  package func find(
    _ verdict: Recheck.Verdict, _ proposals: [Recheck.Proposal], _ opinion: Reasons,
    in id: String, by actor: Actor, expecting version: Int? = nil, key: CommandKey? = nil
  ) async throws {
    try await execute(
      .find(verdict, proposals, opinion), opinion, in: id, by: actor, expecting: version, key: key)
  }

  /// The head's answer to what was proposed; where he agrees that the authorisation be suspended, it is, in the same
  /// moment.
  package func answer(
    isAdopted: Bool, _ reasons: Reasons, in id: String, by actor: Actor,
    expecting version: Int? = nil, key: CommandKey? = nil
  ) async throws {
    try await execute(
      .answer(isAdopted: isAdopted, reasons), reasons, in: id, by: actor, expecting: version,
      key: key
    ) { recheck, unit in
      guard isAdopted, recheck.proposals.contains(.suspendAuthorisation),
        let authorisation = recheck.drawn?.authority.authorisation
      else { return }
      let stream = Stream<Authorisation>(authorisation)
      // It may have been suspended or revoked meanwhile.
      guard try unit.state(of: stream).state.standing == .given else { return }
      try unit.execute(.suspend(reasons), on: stream) { _ in
        Authorisation.Context(actor: actor, now: unit.now)
      }
    }
  }

  private func execute(
    _ command: Recheck.Command, _ text: Reasons, in id: String, by actor: Actor,
    expecting version: Int?, key: CommandKey?,
    then follow: @escaping @Sendable (Recheck, UnitOfWork) throws -> Void = { _, _ in }
  ) async throws {
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      let stream = Stream<Recheck>(id)
      let before = try unit.state(of: stream).state
      guard before.drawn != nil else { throw CaseworkRefusal.staff(.recheckNotFound) }
      try EvidenceTable.keep(text: text.text, in: unit.transaction)
      try unit.execute(command, on: stream, expecting: version) { _ in actor }
      try follow(before, unit)
      return true
    }
  }
}

extension Recheck.Event {
  /// The text that it rests on.
  var text: Digest? {
    switch self {
    case .drawn: nil
    case .found(_, _, let opinion): opinion
    case .answered(_, let reasons): reasons
    }
  }
}
