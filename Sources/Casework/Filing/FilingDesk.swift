// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Identity
import Journal
import SQL
import ShangMi

/// From the first answer to the receipt: drafts, files, submission.
extension CaseDesk {
  /// Opens a draft for an item and a situation.
  ///
  /// - Parameter licence: the number of the licence that it is about, for an item that acts on one.
  /// - Throws: ``CaseworkRefusal`` if the item is not open, an agent may not file it, or the applicant is barred.
  package func beginDraft(
    of code: String, situation: [String: String], licence: String? = nil, for account: Account,
    key: CommandKey? = nil
  ) async throws -> String {
    let item = try openItem(code)
    let own = Party(
      name: account.name, code: account.code ?? "", phone: account.phone ?? "")
    let files = account.roles.contains(.agent)
    if files, !item.agents { throw CaseworkRefusal.agentsNotAllowed }
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: files ? Party(name: "", code: "", phone: "") : own,
      agent: files ? own : nil, situation: situation,
      answers: item.act.flatMap { act in licence.map { [act.field: $0] } } ?? [:], files: [])
    let id = SecureRandom.token()
    return try await journal.perform(as: account.actor, key: key) { unit in
      try registry.requireNotBarred(filing.applicant, item, on: unit.now.day, in: unit.transaction)
      let draft = Draft(
        id: id, owner: account.id, filing: filing, createdAt: unit.now, updatedAt: unit.now)
      try DraftTable.keep(draft, at: unit.now, in: unit.transaction)
      return id
    }
  }

  package func draft(_ id: String, for actor: Actor) async throws -> Draft {
    guard
      let draft = try await journal.database.read({
        try DraftTable.find(id, for: actor, in: $0)
      })
    else { throw CaseworkRefusal.draftNotFound }
    return draft
  }

  /// A file of the actor's own draft.
  package func file(
    _ digest: Digest?, ofDraft id: String, for actor: Actor
  ) async throws -> (file: FiledFile, bytes: [UInt8]) {
    let draft = try await draft(id, for: actor)
    guard let file = draft.filing.files.first(where: { $0.digest == digest }),
      let bytes = try files.bytes(of: file.digest)
    else { throw CaseworkRefusal.fileNotFound }
    return (file, bytes)
  }

  /// A page of somebody's drafts, the last changed first.
  package func drafts(
    of actor: Actor, before place: CaseFilter.ReceiptPlace? = nil, limit: Int = 50
  ) async throws -> [Draft] {
    try await journal.database.read {
      try DraftTable.list(for: actor, before: place, limit: limit, in: $0)
    }
  }

  /// How many drafts somebody has.
  func draftTally(of actor: Actor) async throws -> Tally {
    try await journal.database.read { try DraftTable.tally(for: actor, in: $0) }
  }

  /// Changes a draft as its owner wants.
  package func changeDraft(
    _ id: String, by actor: Actor, _ change: @escaping @Sendable (inout Filing) -> Void
  ) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      guard var draft = try DraftTable.find(id, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.draftNotFound
      }
      change(&draft.filing)
      try DraftTable.keep(draft, at: unit.now, in: unit.transaction)
      return true
    }
  }

  package func discardDraft(_ id: String, by actor: Actor) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      guard try DraftTable.find(id, for: actor, in: unit.transaction) != nil else {
        throw CaseworkRefusal.draftNotFound
      }
      try DraftTable.remove(id, in: unit.transaction)
      try endPreReview(id, as: nil, unit)
      return true
    }
  }

  /// Takes a file in for a material of an item: looks at its content, keeps it, notes who brought it.
  package func upload(
    _ bytes: [UInt8], name: String, for material: Material, by actor: Actor
  ) async throws -> FiledFile {
    // The bytes are durable before any row names them; a file without a row is harmless.
    let file = try store(bytes, name: name, for: material)
    let _: Bool = try await journal.perform(as: actor) { unit in
      try bring(file, unit)
      return true
    }
    return file
  }

  /// Looks at the content of a file and keeps it, for whoever brings it.
  package func store(
    _ bytes: [UInt8], name: String, for material: Material
  ) throws -> FiledFile {
    let kind = try FileKind.check(
      bytes, name: name, accepted: material.accept, maxMegabytes: material.maxMegabytes)
    return FiledFile(
      material: material.key, digest: try files.keep(bytes), name: FileKind.cleaned(name),
      kind: kind, size: bytes.count, grade: material.grade)
  }

  /// Notes who has brought a file that is kept, so that he may hand it in.
  package func bring(_ file: FiledFile, _ unit: UnitOfWork) throws {
    let upload = Upload(digest: file.digest, kind: file.kind, name: file.name, size: file.size)
    try UploadTable.keep(upload, of: unit.actor.id, at: unit.now, in: unit.transaction)
  }

  /// Hands a draft in: the filing is checked, frozen, numbered, and the case begins.
  package func submitDraft(
    _ id: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let caseID = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      guard let draft = try DraftTable.find(id, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.draftNotFound
      }
      let receipt = try registry.file(draft.filing, as: caseID, through: .online, unit)
      try DraftTable.remove(id, in: unit.transaction)
      try endPreReview(id, as: caseID, unit)
      return receipt
    }
  }

  /// Hands a whole filing in at once.
  package func submit(
    _ filing: Filing, through channel: Channel, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let caseID = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      try registry.file(filing, as: caseID, through: channel, unit)
    }
  }
}
