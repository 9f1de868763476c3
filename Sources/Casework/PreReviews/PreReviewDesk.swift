// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// All of a draft that is looked through, as it was when its owner asked.
struct PreReviewFile: Sendable {
  let row: PreReviewRow
  let item: ItemVersion
  /// Nil where it was erased.
  let filing: Filing?
  let notice: SupplementNotice?
}

/// Asking for a draft to be looked through, and answering.
extension CaseDesk {
  /// Asks for a draft to be looked through.
  package func askPreReview(_ id: String, by actor: Actor, key: CommandKey? = nil) async throws {
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      guard let draft = try DraftTable.find(id, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.draftNotFound
      }
      let item = try item(draft.filing.item)
      let filing = try EvidenceTable.keep(draft.filing, in: unit.transaction)
      let request = PreReview.Request(
        item: draft.filing.item, department: item.department.zh, owner: actor.id, filing: filing)
      try unit.execute(.ask(request), on: Stream<PreReview>(id)) { _ in
        PreReview.Context(actor: unit.actor)
      }
      return true
    }
  }

  func withdrawPreReview(_ id: String, by actor: Actor) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      try unit.execute(.withdraw, on: Stream<PreReview>(id)) { _ in
        PreReview.Context(actor: unit.actor)
      }
      return true
    }
  }

  func answerPreReview(
    _ id: String, _ notice: SupplementNotice, by actor: Actor, key: CommandKey? = nil
  ) async throws {
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      try EvidenceTable.keep(notice, in: unit.transaction)
      try unit.execute(.answer(notice), on: Stream<PreReview>(id)) { _ in
        PreReview.Context(actor: unit.actor)
      }
      return true
    }
  }

  /// What becomes of a pre-review when its draft has gone: it has become a case, or was thrown away.
  func endPreReview(_ id: String, as caseID: String?, _ unit: UnitOfWork) throws {
    let stream = Stream<PreReview>(id)
    guard try PreReviewTable.find(id, in: unit.transaction) != nil else { return }
    let isOpen = try unit.state(of: stream).state.isOpen
    let command = caseID.map(PreReview.Command.handIn) ?? (isOpen ? .withdraw : nil)
    guard let command else { return }
    try unit.execute(command, on: stream) { _ in PreReview.Context(actor: unit.actor) }
  }

  // MARK: Reading

  /// What was found in somebody's own draft; nil where he never asked.
  func preReview(ofDraft id: String, for actor: Actor) async throws -> PreReviewFile? {
    try await journal.database.read { reader in
      guard let row = try PreReviewTable.find(id, in: reader), row.owner == actor.id else {
        return nil
      }
      return try file(row, in: reader)
    }
  }

  /// A draft that the window looks through.
  /// - Throws: ``PreReviewRefusal/notFound`` where there is none, or it is not the actor's to see.
  func openPreReview(_ id: String, for actor: Actor) async throws -> PreReviewFile {
    try await journal.database.read { reader in
      guard actor.holds(anyOf: PreReview.reviewers),
        let row = try PreReviewTable.find(id, in: reader)
      else { throw PreReviewRefusal.notFound }
      return try file(row, in: reader)
    }
  }

  /// What was found in the draft that a case came from.
  func preReview(ofCase id: String, in reader: some Reading) throws -> PreReviewFile? {
    try PreReviewTable.find(ofCase: id, in: reader).map { try file($0, in: reader) }
  }

  private func file(
    _ row: PreReviewRow, in reader: some Reading
  ) throws -> PreReviewFile {
    PreReviewFile(
      row: row, item: try item(row.item),
      filing: try EvidenceTable.filing(row.filing, in: reader),
      notice: try row.answer.flatMap { try EvidenceTable.notice($0, in: reader) })
  }

  /// A file of a draft that the window looks through.
  func file(
    _ digest: Digest?, ofPreReview id: String, for actor: Actor
  ) async throws -> (file: FiledFile, bytes: [UInt8]) {
    let opened = try await openPreReview(id, for: actor)
    guard let file = opened.filing?.files.first(where: { $0.digest == digest }),
      let bytes = try files.bytes(of: file.digest)
    else { throw CaseworkRefusal.fileNotFound }
    return (file, bytes)
  }

  /// A page of the drafts that wait to be looked through, and where the next one begins.
  func preReviews(
    after cursor: CaseFilter.ReceiptPlace?, limit: Int
  ) async throws -> (rows: [PreReviewRow], next: CaseFilter.ReceiptPlace?) {
    let found = try await journal.database.read {
      try PreReviewTable.open(after: cursor, limit: limit + 1, in: $0)
    }
    let (rows, next) = found.page(limit) { CaseFilter.ReceiptPlace(at: $0.askedAt, id: $0.id) }
    return (rows, next)
  }

  func preReviewTally() async throws -> Tally {
    try await journal.database.read { try PreReviewTable.tally(in: $0) }
  }
}
