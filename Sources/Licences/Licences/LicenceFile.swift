// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi

/// A document about a licence, with its number and date.
package struct IssuedLicenceDocument: Sendable, Hashable {
  package let kind: LicenceDocumentKind
  package let number: String
  /// The version of the event that it puts into writing.
  package let version: Int
  package let issuedAt: Instant
}

/// All of one licence as somebody who may see it opens it: one read, one consistent state.
package struct LicenceFile: Sendable {
  package let certificate: LicenceDesk.Certificate
  package let state: Licence
  package let history: [Recorded<Licence.Event>]
  package let acts: [LicenceActRow]
  package let documents: [IssuedLicenceDocument]
  /// The texts that events name by digest; what was erased is absent.
  package let texts: [Digest: String]
  /// The section of the bureau that granted it.
  package let department: String

  package var row: LicenceRow { certificate.row }

  package func text(_ digest: Digest?) -> String { digest.flatMap { texts[$0] } ?? "" }
}

extension LicenceDesk {
  /// Opens a licence with all that has become of it.
  /// - Throws: ``LicenceRefusal/notFound`` where there is none or it is not the actor's to see.
  package func open(_ number: String, for actor: Actor) async throws -> LicenceFile {
    let today = journal.clock.now.day
    return try await journal.database.read { reader in
      guard let row = try LicenceTable.find(number, for: actor, in: reader) else {
        throw LicenceRefusal.notFound
      }
      let stream = Stream<Licence>(row.id)
      let history = try Journal.history(of: stream, in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.flatMap(\.event.texts) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      return LicenceFile(
        certificate: try open(row, on: today, in: reader),
        state: try Journal.state(of: stream, in: reader).state, history: history,
        acts: try LicenceActTable.all(on: row.id, for: actor, in: reader),
        documents: try LicenceTable.documents(of: row, in: reader), texts: texts,
        department: try Self.department(of: row, in: reader))
    }
  }

  /// The section that granted a licence and so manages it.
  private static func department(of row: LicenceRow, in reader: some Reading) throws -> String {
    try Journal.state(of: Stream<Case>(row.caseID), in: reader).state.submission?.department ?? ""
  }

  /// Takes a step with a licence that the actor may see.
  ///
  /// - Parameters:
  ///   - expected: the version that the actor saw; another one refuses the step.
  ///   - texts: what the command names by digest, kept as evidence in the same transaction.
  /// - Returns: the version afterwards.
  /// - Throws: ``LicenceRefusal``, `JournalFailure`.
  package func take(
    _ command: Licence.Command, with number: String, by actor: Actor, expecting expected: Int?,
    texts: [String], key: CommandKey? = nil
  ) async throws -> Int {
    try await journal.perform(as: actor, key: key) { unit in
      guard let row = try LicenceTable.find(number, for: actor, in: unit.transaction) else {
        throw LicenceRefusal.notFound
      }
      for text in texts { try EvidenceTable.keep(text: text, in: unit.transaction) }
      let department = try Self.department(of: row, in: unit.transaction)
      let acts = try LicenceActTable.open(on: row.id, in: unit.transaction).map(\.act)
      let stream = Stream<Licence>(row.id)
      try unit.execute(command, on: stream, expecting: expected) { _ in
        Licence.Context(
          actor: actor, now: unit.now, calendar: calendars.current, hearing: settings.hearing,
          department: department, openActs: Set(acts))
      }
      return try unit.state(of: stream).version
    }
  }

  /// The context of a step, to ask the rules of an opened licence why somebody may not take it.
  func context(of file: LicenceFile, for actor: Actor) -> Licence.Context {
    Licence.Context(
      actor: actor, now: journal.clock.now, calendar: calendars.current, hearing: settings.hearing,
      department: file.department,
      openActs: Set(file.acts.filter { $0.closedAt == nil }.map(\.act)))
  }

  /// The items by which somebody may act on a licence today: change, renew, replace, cancel.
  func acts(on row: LicenceRow) -> [ItemVersion] {
    let order = ActKind.allCases
    return shelf.snapshot.current(on: journal.clock.now.day).map(\.item)
      .filter { $0.act?.item == row.item.code }
      .sorted { one, other in
        guard let mine = one.act?.kind, let theirs = other.act?.kind else { return false }
        return (order.firstIndex(of: mine) ?? 0, one.code)
          < (order.firstIndex(of: theirs) ?? 0, other.code)
      }
  }
}

extension LicenceTable {
  /// The documents about a licence, in the order of their issue.
  ///
  /// The licence must have passed ``find``.
  static func documents(
    of row: LicenceRow, in reader: some Reading
  ) throws -> [IssuedLicenceDocument] {
    try reader.rows(
      """
      SELECT kind, number, version, issued_at FROM licence_document
      WHERE licence = \(row.id) ORDER BY version
      """
    ) {
      IssuedLicenceDocument(
        kind: try $0[0], number: try $0[1], version: try $0[2], issuedAt: try $0[3])
    }
  }
}

extension Licence.Event {
  /// The text of the reasons of a decision.
  var reasons: Digest? {
    switch self {
    case .kept(let settlement), .revoked(let settlement), .withdrawn(let settlement),
      .annulled(let settlement), .suspended(let settlement), .resumed(let settlement):
      settlement.reasons
    case .cancelled(let cancellation): cancellation.reasons
    case .issued, .changed, .replaced, .renewed, .reminded, .proposed, .heard,
      .documentNumbered:
      nil
    }
  }

  /// The texts that it names.
  var texts: [Digest] {
    switch self {
    case .proposed(let proposal): [proposal.facts]
    case .heard(let statement): [statement.text].compactMap(\.self)
    case .kept(let settlement), .revoked(let settlement), .withdrawn(let settlement),
      .annulled(let settlement), .suspended(let settlement), .resumed(let settlement):
      [settlement.reasons, settlement.compensation].compactMap(\.self)
    case .cancelled(let cancellation): [cancellation.reasons].compactMap(\.self)
    case .issued, .changed, .replaced, .renewed, .reminded, .documentNumbered: []
    }
  }
}
