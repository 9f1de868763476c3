// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Foundation
import Identity
import Journal
import Licences
import SQL
import ShangMi
import TestEngines
import TestKit
import Testing

@testable import Backup

/// A bureau with a licensed case, a backup of it, and places to restore to; gone after the test.
final class Vault: Sendable {
  let bureau: Bureau
  let folder: URL
  var backup: URL { folder.appending(path: "backup") }
  var data: URL { folder.appending(path: "data") }
  var target: Location { .file(data.appending(path: "banjie.sqlite").path) }

  init() async throws {
    // The way of PostgreSQL's copies leads from database to database: Tests/Backup goes it.
    bureau = try await TestEngine.$current.withValue(.sqlite) { try await Bureau(.smallCatering) }
    folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let id = try await bureau.file().id
    try await bureau.decide(id, granted: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func make(at place: URL? = nil) async throws -> Manifest {
    let maker = BackupMaker(
      database: bureau.journal.database, files: bureau.files, version: "1.2.3")
    return try await maker.make(at: place ?? backup, now: bureau.now)
  }

  func restore(
    into target: Location? = nil, knowing migrations: [Migration] = Bureau.migrations
  ) async throws -> Manifest {
    let restorer = Restorer(data: data, database: target ?? self.target, migrations: migrations)
    return try await restorer.restore(from: backup)
  }

  /// Changes the manifest and seals it anew, as another program would have written it.
  func rewrite(_ change: (String) -> String) throws {
    let place = BackupFolder(url: backup)
    let text = change(try String(contentsOf: place.manifest, encoding: .utf8))
    try text.write(to: place.manifest, atomically: false, encoding: .utf8)
    try "\(SM3.digest(text))  manifest.json\n"
      .write(to: place.seal, atomically: false, encoding: .utf8)
  }

  /// What lies beside the backup, whole or not.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  func expect(_ fault: BackupFault, _ body: () async throws -> Manifest) async {
    await #expect(throws: fault) { try await body() }
    #expect((try? FileManager.default.contentsOfDirectory(atPath: data.path)) ?? [] == [])
  }
}

@Suite("A backup and its way back")
struct BackupTests {
  @Test("what comes back is what was there, and verifies")
  func whole() async throws {
    let vault = try await Vault()
    let made = try await vault.make()
    #expect(try vault.names == ["backup"])
    #expect(made.program == "1.2.3" && made.engine == .sqlite && made.counts.cases == 1)
    #expect(made.schema["casework"] == CaseworkSchema.migrations.count)
    let events: Int64 = try await vault.bureau.journal.database.read {
      try $0.one("SELECT MAX(position) FROM journal_event")
    }
    #expect(made.lastEvent == events && made.counts.events == Int(events))
    #expect(made.counts.files > 0)

    #expect(try await vault.restore() == made)
    #expect(!Restorer.isHalfRestored(vault.data))
    let database = try Database.open(vault.target)
    let restored = Journal(
      database: database, clock: vault.bureau.journal.clock,
      parts: CaseworkRoom.inspections(
        of: FileStore(reading: vault.data.appending(path: "files"))))
    let report = try await restored.verify { Issue.record("\($0)") }
    #expect(report.lines.first { $0.place == "files" }?.count == made.counts.files)
    #expect(report.lines.first { $0.place == "case_upload" }?.count ?? 0 > 0)
    // The whole database, row by row.
    for table in ["journal_event", "case_row", "case_evidence", "licence_row", "identity_account"] {
      let all = Statement(stringLiteral: "SELECT * FROM \(table) ORDER BY 1, 2")
      let read: @Sendable (Snapshot) throws -> [[Value]] = { snapshot in
        try snapshot.rows(all) { row in try (0..<row.count).map { try row.get($0) } }
      }
      let (old, new) = (
        try await vault.bureau.journal.database.read(read), try await database.read(read)
      )
      #expect(old == new && !old.isEmpty, "\(table)")
    }
    database.close()
  }

  @Test("only its owner may read a backup, and what comes of it")
  func modes() async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    _ = try await vault.restore()
    for place in [vault.backup, vault.data] {
      let all = try #require(
        FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil))
      for case let file as URL in all {
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        #expect(((mode as? NSNumber)?.intValue ?? 0) & 0o077 == 0, "\(file.path)")
      }
    }
  }

  @Test("a backup does not go over anything, nor into nothing")
  func places() async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    await #expect(throws: BackupFault.occupied(vault.backup.path)) { try await vault.make() }
    let lost = vault.folder.appending(path: "nowhere/backup")
    await #expect(throws: BackupFault.noParent(lost.deletingLastPathComponent().path)) {
      try await vault.make(at: lost)
    }
    #expect(try vault.names == ["backup"])
  }

  @Test("a damaged file is named, and no backup is made of it")
  func damagedFile() async throws {
    let vault = try await Vault()
    let place = try #require(try vault.firstFile)
    try Data("other".utf8).write(to: place)
    await #expect(throws: BackupFault.damagedFile(place.path)) { try await vault.make() }
    #expect(try vault.names == [])
  }
}

@Suite("A backup that cannot be trusted, or a place that is not empty")
struct RefusalTests {
  @Test(
    "a flipped byte is found in every part, and named",
    arguments: [
      ("database.sqlite", "database.sqlite"), ("files.txt", "files.txt"),
      ("manifest.json", "manifest.json (or manifest.sm3)"),
      ("manifest.sm3", "manifest.json (or manifest.sm3)"),
    ])
  func flipped(part: String, name: String) async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    let place = vault.backup.appending(path: part)
    var bytes = try Data(contentsOf: place)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: place)
    await vault.expect(.damaged(name)) { try await vault.restore() }
  }

  @Test("a flipped byte in any file is found, and the file named")
  func flippedFile() async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    try await BackupTests.eachFile(of: vault.backup) { place in
      let bytes = try Data(contentsOf: place)
      var other = bytes
      other[0] ^= 1
      try other.write(to: place)
      await vault.expect(.damaged("files/\(place.lastPathComponent)")) { try await vault.restore() }
      try FileManager.default.removeItem(at: place)
      await vault.expect(.incomplete(vault.backup.path, "files/\(place.lastPathComponent)")) {
        try await vault.restore()
      }
      try bytes.write(to: place)
    }
    _ = try await vault.restore()
  }

  @Test(
    "a part that is missing is named",
    arguments: ["database.sqlite", "files.txt", "manifest.json", "manifest.sm3"])
  func missing(part: String) async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    try FileManager.default.removeItem(at: vault.backup.appending(path: part))
    await vault.expect(.incomplete(vault.backup.path, part)) { try await vault.restore() }
  }

  @Test("no folder, and a folder that is no backup")
  func none() async throws {
    let vault = try await Vault()
    await vault.expect(.noFolder(vault.backup.path)) { try await vault.restore() }
    try FileManager.default.createDirectory(at: vault.backup, withIntermediateDirectories: false)
    await vault.expect(.incomplete(vault.backup.path, "manifest.json")) {
      try await vault.restore()
    }
  }

  @Test("a backup of a newer program is left to that")
  func newer() async throws {
    let vault = try await Vault()
    let made = try await vault.make()
    let step = try #require(made.schema["licences"])
    let old = Bureau.migrations.filter { $0.room != "licences" || $0.number < step }
    await vault.expect(.newerSchema(program: "1.2.3", room: "licences", step: step)) {
      try await vault.restore(knowing: old)
    }
    try vault.rewrite { $0.replacing("\"casework\"", with: "\"tenders\"") }
    await vault.expect(
      .newerSchema(program: "1.2.3", room: "tenders", step: made.schema["casework"] ?? 0)
    ) { try await vault.restore() }
    try vault.rewrite { $0.replacing("\"format\" : 1", with: "\"format\" : 2") }
    await vault.expect(.newerFormat(2)) { try await vault.restore() }
  }

  @Test("a backup goes to the engine that it came from")
  func engine() async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    let server = try Location("postgres://nobody@127.0.0.1:1/none")
    await vault.expect(.otherEngine(backup: .sqlite, target: .postgres)) {
      try await vault.restore(into: server)
    }
    try vault.rewrite { $0.replacing("\"place\" : \"main\"", with: "\"place\" : \"office\"") }
    await vault.expect(.otherPlace(backup: "office", target: "main")) { try await vault.restore() }
  }

  @Test("nothing that is there is touched")
  func occupied() async throws {
    let vault = try await Vault()
    _ = try await vault.make()
    let elsewhere = vault.folder.appending(path: "other.sqlite")
    try Data("mine".utf8).write(to: elsewhere)
    await vault.expect(.notEmpty("the database", "the file \(elsewhere.path)")) {
      try await vault.restore(into: .file(elsewhere.path))
    }
    let nowhere = vault.folder.appending(path: "nowhere")
    await vault.expect(.noParent(nowhere.path)) {
      try await vault.restore(into: .file(nowhere.appending(path: "x.sqlite").path))
    }
    _ = try await vault.restore()
    await #expect(throws: BackupFault.notEmpty(vault.data.path, "banjie.sqlite")) {
      try await vault.restore()
    }
    #expect(try Data(contentsOf: elsewhere) == Data("mine".utf8))
  }

  @Test("every refusal says what to do")
  func words() {
    let faults: [BackupFault] = [
      .occupied("p"), .noParent("p"), .damagedFile("p"), .noFolder("p"), .incomplete("p", "n"),
      .damaged("n"), .newerFormat(9), .newerSchema(program: "9", room: "r", step: 3),
      .otherEngine(backup: .sqlite, target: .postgres), .otherPlace(backup: "a", target: "b"),
      .notEmpty("p", "o"),
    ]
    let sentences = faults.map(\.description)
    #expect(Set(sentences).count == faults.count)
    #expect(sentences.allSatisfy { $0.count > 40 })
  }
}

extension Vault {
  var firstFile: URL? {
    get throws {
      var first: URL?
      try bureau.files.each { first = first ?? $1 }
      return first
    }
  }
}

extension BackupTests {
  static func eachFile(
    of backup: URL, _ body: (URL) async throws -> Void
  ) async throws {
    var places: [URL] = []
    try FileStore(reading: backup.appending(path: "files")).each { places.append($1) }
    #expect(!places.isEmpty)
    for place in places { try await body(place) }
  }
}
