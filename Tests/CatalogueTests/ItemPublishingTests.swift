// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import TestKit
import Testing

@Suite("Publishing versions")
struct ItemPublishingTests {
  @Test("importing the same files again changes nothing and notes nothing")
  func idempotent() async throws {
    let journal = try await journal()
    let first = try await CatalogueCommand.importFiles([try Sample.file()], into: journal)
    #expect(first.published.map(\.code) == [Sample.code])
    let again = try await CatalogueCommand.importFiles([try Sample.file()], into: journal)
    #expect(again.published.isEmpty && again.unchanged.map(\.version) == [1])
    #expect(try await events(journal) == ["published"])
  }

  @Test("a changed text under a published version is refused with what to do, and nothing is kept")
  func changed() async throws {
    let journal = try await journal()
    _ = try await CatalogueCommand.importFiles([try Sample.file()], into: journal)
    let changed = try Sample.file(Sample.yaml("promised: {number: 8", "promised: {number: 9"))
    let other = try Sample.file(
      Sample.yaml(Sample.code, "11420103MB0000001P4000101002001"))
    let refused = try await #require(throws: ImportRefused.self) {
      try await CatalogueCommand.importFiles([other, changed], into: journal)
    }
    #expect(
      refused.refusals == [
        .changedUnderSameVersion(file: "catalogue/sample.yaml", code: Sample.code, version: 1)
      ])
    #expect(refused.description.contains("请把 version 加一"))
    let shelf = CatalogueShelf()
    try await shelf.refresh(from: journal.database)
    #expect(shelf.snapshot.history(other.version.code).isEmpty)
    #expect(try await events(journal) == ["published"])
  }

  @Test("a version out of order, or one that applies before its forerunner, is refused")
  func order() async throws {
    let journal = try await journal()
    _ = try await CatalogueCommand.importFiles(
      [try Sample.version(2, from: "2026-06-01")], into: journal)
    let old = try await #require(throws: ImportRefused.self) {
      try await CatalogueCommand.importFiles(
        [try Sample.version(1, from: "2026-07-01")], into: journal)
    }
    #expect(
      old.refusals == [
        .versionOutOfOrder(file: "catalogue/sample.yaml", version: 1, latest: 2)
      ])
    let early = try await #require(throws: ImportRefused.self) {
      try await CatalogueCommand.importFiles(
        [try Sample.version(3, from: "2026-06-01")], into: journal)
    }
    #expect(
      early.refusals == [
        .effectiveTooEarly(
          file: "catalogue/sample.yaml", effective: try Day.of("2026-06-01"),
          previous: try Day.of("2026-06-01"))
      ])
  }

  @Test("each version applies from its effective day to the day before the next one's")
  func effective() async throws {
    let journal = try await journal()
    _ = try await CatalogueCommand.importFiles(
      [try Sample.file(), try Sample.version(2, from: "2026-06-01", name: "新样品许可")],
      into: journal)
    let shelf = CatalogueShelf()
    #expect(try await shelf.refresh(from: journal.database))
    #expect(try await shelf.refresh(from: journal.database) == false)
    func version(_ day: String) throws -> Int? {
      shelf.current(Sample.code, on: try Day.of(day))?.version
    }
    #expect(try version("2025-12-31") == nil)
    #expect(try version("2026-01-01") == 1)
    #expect(try version("2026-05-31") == 1)
    #expect(try version("2026-06-01") == 2)
    #expect(shelf.version(Sample.code, 1)?.name.zh == "样品经营许可")
    #expect(shelf.version(Sample.code, 2)?.name.zh == "新样品许可")
    #expect(shelf.version(Sample.code, 3) == nil)
    let first = try #require(shelf.version(Sample.code, 1))
    #expect(try shelf.isOpen(first, on: Day.of("2026-05-31")))
    #expect(try !shelf.isOpen(first, on: Day.of("2026-06-01")))
    // Search and lists follow the day as well.
    let found = try shelf.snapshot.find(ItemSearch(text: "样品许可"), on: Day.of("2026-06-01"))
    #expect(found.map(\.item.version) == [2])
  }

  @Test("the day of expiry is the last on which a version applies")
  func expiry() async throws {
    let shelf = CatalogueShelf()
    let file = try Sample.file(
      Sample.yaml("effective: 2026-01-01", "effective: 2026-01-01\nexpires: 2026-03-31"))
    shelf.put([
      PublishedVersion(file.version, digest: file.digest, importedAt: Instant(milliseconds: 0))
    ])
    #expect(try shelf.current(Sample.code, on: Day.of("2026-03-31")) != nil)
    #expect(try shelf.current(Sample.code, on: Day.of("2026-04-01")) == nil)
    #expect(throws: CatalogueRefusal.notInForce(name: "样品经营许可")) {
      try shelf.snapshot.applicable(Sample.code, on: Day.of("2026-04-01"))
    }
  }

  @Test("a withdrawn item cannot be applied for, and running cases keep their version")
  func withdrawn() async throws {
    let journal = try await journal()
    let keeper = Actor(id: "keeper", name: nil, roles: [.itemAdministrator], department: nil)
    _ = try await CatalogueCommand.importFiles([try Sample.file()], into: journal)
    for _ in 0..<2 {
      try await CatalogueCommand.withdraw(
        Sample.code, reason: "权限调整", in: journal, by: keeper)
    }
    let shelf = CatalogueShelf()
    try await shelf.refresh(from: journal.database)
    let today = try Day.of("2026-11-23")
    #expect(shelf.current(Sample.code, on: today) == nil)
    #expect(shelf.version(Sample.code, 1)?.name.zh == "样品经营许可")
    #expect(shelf.snapshot.find(ItemSearch(text: "样品"), on: today).isEmpty)
    #expect(throws: CatalogueRefusal.withdrawn(name: "样品经营许可")) {
      try shelf.snapshot.applicable(Sample.code, on: today)
    }
    // Twice said, once noted.
    #expect(try await events(journal) == ["published", "withdrawn"])
    // A version published later opens the item again.
    _ = try await CatalogueCommand.importFiles(
      [try Sample.version(2, from: "2026-06-01")], into: journal)
    try await shelf.refresh(from: journal.database)
    #expect(shelf.current(Sample.code, on: today)?.version == 2)
  }

  @Test("withdrawing needs a reason and an item that exists")
  func withdrawalRefused() async throws {
    let journal = try await journal()
    await #expect(throws: CatalogueRefusal.unknownItem(code: "x")) {
      try await CatalogueCommand.withdraw("x", reason: "理由", in: journal, by: .system)
    }
    _ = try await CatalogueCommand.importFiles([try Sample.file()], into: journal)
    await #expect(throws: CatalogueRefusal.reasonMissing) {
      try await CatalogueCommand.withdraw(Sample.code, reason: " ", in: journal, by: .system)
    }
  }

  @Test("export writes the files as they were imported, and they import unchanged")
  func export() async throws {
    let journal = try await journal()
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "catalogue-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try await CatalogueCommand.importFiles([try Sample.file()], into: journal)
    #expect(
      try await CatalogueCommand.export(to: folder.path, from: journal) == ["sample.yaml"])
    let text = try String(contentsOf: folder.appending(path: "sample.yaml"), encoding: .utf8)
    #expect(text == Sample.yaml)
    let report = try await CatalogueCommand.importDirectory(folder.path, into: journal)
    #expect(report.published.isEmpty && report.unchanged.count == 1)
  }

  @Test("a folder with one wrong file is told every fault and imported not at all")
  func wrongFolder() async throws {
    let journal = try await journal()
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "catalogue-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Sample.yaml.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
    try Sample.yaml.write(to: folder.appending(path: "b.yaml"), atomically: true, encoding: .utf8)
    try Data([0xff, 0xfe, 0x00]).write(to: folder.appending(path: "c.yaml"))
    let report = try CatalogueCommand.check(folder.path, as: "catalogue/x")
    #expect(report.faults.map(\.file) == ["catalogue/x/c.yaml", "catalogue/x/b.yaml"])
    #expect(report.faults.map(\.rule) == ["file", "unique"])
    await #expect(throws: FileFaults.self) {
      try await CatalogueCommand.importDirectory(folder.path, into: journal)
    }
    #expect(try await events(journal).isEmpty)
  }

  private func events(_ journal: Journal) async throws -> [String] {
    try await journal.database.read { reader in
      try reader.rows("SELECT type FROM journal_event WHERE kind = 'item' ORDER BY position")
    }
  }
}
