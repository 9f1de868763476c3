// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Journal
import SQL
import ShangMi

/// Where cases are handled: every use of casework, for pages and for the API alike.
package struct CaseDesk: Sendable {
  package let journal: Journal
  package let shelf: CatalogueShelf
  package let calendars: CalendarShelf
  let files: FileStore
  /// What other rooms have of a case.
  let annexes: [CaseAnnex]

  package init(
    journal: Journal, shelf: CatalogueShelf, calendars: CalendarShelf, files: FileStore,
    annexes: [CaseAnnex] = []
  ) {
    self.journal = journal
    self.shelf = shelf
    self.calendars = calendars
    self.files = files
    self.annexes = annexes
  }

  package var now: Instant { journal.clock.now }

  /// The work calendar as it is now.
  package var calendar: WorkCalendar { calendars.current }

  /// The answer to a step: the case and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let number: String
    package let version: Int
  }

  /// The version of an item that an application may be filed under today.
  package func openItem(_ code: String) throws(CaseworkRefusal) -> ItemVersion {
    guard let item = shelf.current(code, on: now.day) else {
      throw shelf.isKnown(code) ? .itemNotOpen(code: code) : .itemUnknown(code: code)
    }
    return item
  }

  /// The version that a case or a draft is under, whatever has been published since.
  package func item(_ reference: ItemReference) throws(CaseworkRefusal) -> ItemVersion {
    guard let item = shelf.version(reference.code, reference.version) else {
      throw .itemUnknown(code: reference.code)
    }
    return item
  }

  // MARK: Steps

  /// Takes one step with a case that the actor may see.
  ///
  /// - Parameters:
  ///   - expected: the version that the actor saw; another one refuses the step.
  ///   - texts: what the command names by digest, kept as evidence in the same transaction.
  /// - Throws: ``CaseworkRefusal``, `JournalFailure`.
  package func take(
    _ command: Case.Command, with id: String, by actor: Actor, expecting expected: Int?,
    texts: [String] = [], key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard let row = try CaseTable.find(id, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.caseNotFound
      }
      for text in texts { try EvidenceTable.keep(text: text, in: unit.transaction) }
      return try step(command, row, expected, unit)
    }
  }

  /// Puts an error right on the spot (行政许可法 article 32 ¶1(3)), or hands in the supplements (¶1(5)): the
  /// filing with the changes, checked anew.
  ///
  /// - Parameter party: lines about the applicant or the agent, `applicant.phone` → value. In a supplement
  ///   only those that the notice names are changed: nobody becomes somebody else by the way.
  package func amend(
    _ id: String, as kind: Amendment, answers: [String: String], files: [FiledFile],
    party: [String: String] = [:],
    by actor: Actor, expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard let row = try CaseTable.find(id, for: actor, in: unit.transaction),
        let digest = try unit.state(of: Stream<Case>(id)).state.filing,
        var filing = try EvidenceTable.filing(digest, in: unit.transaction)
      else { throw CaseworkRefusal.caseNotFound }
      filing.answers.merge(answers) { _, new in new }
      let asked = try askedFor(kind, row.id, unit)
      for (key, value) in party {
        guard let field = PartyField(key), asked?.contains(key) ?? true else { continue }
        filing[field] = field.stored(value)
      }
      let replaced = Set(files.map(\.material))
      filing.files = filing.files.filter { !replaced.contains($0.material) } + files
      try checkOwnership(of: files, by: actor, in: unit.transaction)
      let item = try item(row.item)
      let faults = FilingRules.faults(of: filing, for: item, on: unit.now.day)
      guard faults.isEmpty else { throw CaseworkRefusal.incomplete(faults) }
      let amended = try EvidenceTable.keep(filing, in: unit.transaction)
      try EvidenceTable.keepParties(of: id, filing, in: unit.transaction)
      let ruling = Ruling(of: item, filing.facts(of: item))
      return try step(kind.command(amended, ruling), row, expected, unit)
    }
  }

  /// What the one notice names, for a supplement; nil where anything may be changed.
  private func askedFor(
    _ kind: Amendment, _ id: String, _ unit: UnitOfWork
  ) throws -> Set<String>? {
    guard case .supplement = kind else { return nil }
    let notice = try unit.state(of: Stream<Case>(id)).state.notice
      .flatMap { try EvidenceTable.notice($0, in: unit.transaction) }
    return Set(notice?.entries.map(\.target) ?? [])
  }

  /// Why a filing is changed after it was submitted.
  package enum Amendment: Sendable {
    case correction
    case supplement

    fileprivate func command(_ filing: Digest, _ ruling: Ruling) -> Case.Command {
      switch self {
      case .correction: .correct(filing: filing, ruling: ruling)
      case .supplement: .supplement(filing: filing, ruling: ruling)
      }
    }
  }

  private func step(
    _ command: Case.Command, _ row: CaseRow, _ expected: Int?, _ unit: UnitOfWork
  ) throws -> Receipt {
    let stream = Stream<Case>(row.id)
    try unit.execute(command, on: stream, expecting: expected) { _ in
      Case.Context(actor: unit.actor, now: unit.now, calendar: calendar)
    }
    let version = try unit.state(of: stream).version
    return Receipt(id: row.id, number: row.number, version: version)
  }

  /// Nobody hands in a file that another has uploaded.
  func checkOwnership(
    of files: [FiledFile], by actor: Actor, in reader: some Reading
  ) throws {
    guard try UploadTable.areAll(Set(files.map(\.digest)), of: actor.id, in: reader) else {
      throw CaseworkRefusal.foreignFile
    }
  }
}
