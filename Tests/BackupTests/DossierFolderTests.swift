// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Journal
import SQL
import ShangMi
import TestEngines
import TestKit
import Testing

@testable import Backup

@Suite("The file of a case as a folder")
struct DossierFolderTests {
  private let vault: Vault
  private let number: String
  private var folder: URL { vault.folder.appending(path: "dossier") }

  init() async throws {
    vault = try await Vault()
    let rows = try await vault.bureau.desk.list(CaseFilter(), for: .system)
    number = try #require(rows.first?.number)
  }

  private func make() async throws -> DossierManifest {
    let maker = DossierFolder(
      desk: vault.bureau.desk, files: vault.bureau.files, version: "1.2.3")
    return try await maker.make(of: number, at: folder)
  }

  @Test("holds all papers, files, events and texts, and says so")
  func whole() async throws {
    let manifest = try await make()
    #expect(manifest.caseNumber == number && manifest.program == "1.2.3")
    let names = manifest.parts.map(\.name)
    #expect(names.contains("dossier.pdf") && names.contains("documents/01 收件凭证.pdf"))
    #expect(names.contains { $0.hasPrefix("materials/01 ") })
    #expect(names.contains("records/events.jsonl"))
    let check = try DossierCheck(of: folder)
    #expect(check.isSound && check.manifest == manifest)
    // Every text that an event names lies under its digest.
    let evidence = names.filter { $0.hasPrefix("records/evidence/") }
    let row = try #require(
      try await vault.bureau.desk.row(numbered: number, for: .system))
    let documents = try await vault.bureau.desk.open(row.id, for: .system).documents
    #expect(!documents.isEmpty)
    for document in documents {
      let digest = try #require(document.kept?.digest)
      #expect(evidence.contains("records/evidence/\(digest).txt"))
    }
    for name in evidence {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(name == "records/evidence/\(SM3.digest(text)).txt")
    }
  }

  @Test("tells what is missing, changed and surplus, by name")
  func checks() async throws {
    let names = try await make().parts.map(\.name)
    let material = try #require(names.first { $0.hasPrefix("materials/") })
    try FileManager.default.removeItem(at: folder.appending(path: material))
    let pdf = folder.appending(path: "dossier.pdf")
    var bytes = try Data(contentsOf: pdf)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: pdf)
    try Data("x".utf8).write(to: folder.appending(path: "documents/note.txt"))
    let check = try DossierCheck(of: folder)
    #expect(check.missing == [material] && check.changed == ["dossier.pdf"])
    #expect(check.surplus == ["documents/note.txt"] && !check.isSound)
  }

  @Test("a manifest that was changed is not believed, and without one nothing is")
  func manifest() async throws {
    _ = try await make()
    let place = folder.appending(path: "manifest.json")
    let text = try String(contentsOf: place, encoding: .utf8)
    try text.replacing("1.2.3", with: "1.2.4").write(to: place, atomically: false, encoding: .utf8)
    #expect(throws: DossierFault.self) { try DossierCheck(of: folder) }
    try FileManager.default.removeItem(at: place)
    #expect(throws: DossierFault.manifest(folder.path, .missing("manifest.json"))) {
      try DossierCheck(of: folder)
    }
  }

  @Test("a case that is not there, a folder that is, and a damaged file leave nothing behind")
  func refused() async throws {
    let maker = DossierFolder(
      desk: vault.bureau.desk, files: vault.bureau.files, version: "1.2.3")
    await #expect(throws: DossierFault.noCase("N0")) {
      try await maker.make(of: "N0", at: folder)
    }
    _ = try await make()
    await #expect(throws: BackupFault.occupied(folder.path)) { try await make() }
    try FileManager.default.removeItem(at: folder)
    try vault.bureau.files.each { _, place in try Data("y".utf8).write(to: place) }
    await #expect(throws: DossierFault.self) { try await make() }
    #expect(try vault.names == [])
  }

  @Test("that personal data was written out is an event")
  func noted() async throws {
    _ = try await make()
    let noted: Int = try await vault.bureau.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM journal_event WHERE kind = 'dossier'")
    }
    #expect(noted == 1)
  }
}
