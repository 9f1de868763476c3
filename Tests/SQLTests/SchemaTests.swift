// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import TestEngines
import Testing

@testable import SQL

@Suite("Schema and files")
struct SchemaTests {
  private let at = Instant(milliseconds: 1_764_000_000_000)
  private let first = Migration("desk", 1, "drawer", ["CREATE TABLE desk_drawer (id \(.identity))"])
  private let second = Migration(
    "desk", 2, "label",
    [
      "ALTER TABLE desk_drawer ADD COLUMN label TEXT",
      "INSERT INTO desk_drawer (label) VALUES (\("first"))",
    ])
  private let other = Migration(
    "lamp", 1, "lamp",
    ["CREATE TABLE lamp_row (drawer_id BIGINT NOT NULL REFERENCES desk_drawer (id))"])

  @Test("steps run once and in order, and the ledger keeps when", arguments: TestEngine.all)
  func order(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    try await database.migrate([first], at: at)
    try await database.migrate([first, second, other], at: Instant(milliseconds: 5))
    try await database.migrate([first, second, other], at: Instant(milliseconds: 6))
    try await database.read { snapshot in
      #expect(try snapshot.rows("SELECT label FROM desk_drawer") == ["first"])
      let ledger = try snapshot.rows(
        "SELECT room, number, applied_at FROM schema_migration ORDER BY room, number"
      ) { row in "\(try row[0] as String) \(try row[1] as Int) \(try row[2] as Int)" }
      #expect(ledger == ["desk 1 1764000000000", "desk 2 5", "lamp 1 5"])
    }
  }

  @Test("a step that was edited after it ran is refused", arguments: TestEngine.all)
  func edited(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    try await database.migrate([first], at: at)
    let changed = Migration("desk", 1, "drawer", ["CREATE TABLE desk_drawer (id BIGINT)"])
    await #expect(throws: SQLFailure.editedMigration(room: "desk", number: 1, name: "drawer")) {
      try await database.migrate([changed, second], at: at)
    }
    let renamed = Migration("desk", 1, "a better name", first.statements)
    try await database.migrate([renamed], at: at)
  }

  @Test(
    "a database that is newer than the program is refused, whether by a step or by a room",
    arguments: TestEngine.all)
  func newer(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    try await database.migrate([first, second, other], at: at)
    await #expect(throws: SQLFailure.newerDatabase(room: "desk", number: 2)) {
      try await database.migrate([first, other], at: at)
    }
    await #expect(throws: SQLFailure.newerDatabase(room: "lamp", number: 1)) {
      try await database.migrate([first, second], at: at)
    }
  }

  @Test("steps that are not numbered 1, 2, 3 within a room are refused", arguments: TestEngine.all)
  func gaps(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    await #expect(throws: SQLFailure.migrationOrder(room: "desk", number: 2, expected: 1)) {
      try await database.migrate([second], at: at)
    }
    await #expect(throws: SQLFailure.migrationOrder(room: "desk", number: 1, expected: 2)) {
      try await database.migrate([first, first], at: at)
    }
  }

  @Test("a step that fails leaves no step of its run behind", arguments: TestEngine.all)
  func failing(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    let broken = Migration("desk", 2, "broken", ["CREATE TABLE x (id BIGINT)", "CREATE NONSENSE"])
    await #expect(throws: SQLFailure.self) {
      try await database.migrate([first, broken], at: at)
    }
    for table in ["desk_drawer", "x", "schema_migration"] {
      await #expect(throws: SQLFailure.self, "\(table)") {
        try await database.read {
          try $0.exists(Statement(stringLiteral: "SELECT 1 FROM \(table)"))
        }
      }
    }
  }

  @Test("the digest of a text never changes: it is in every ledger")
  func digest() {
    #expect(Migration("a", 1, "x", []).digest == "cbf29ce484222325")
    #expect(first.digest == Migration("b", 9, "y", first.statements).digest)
    #expect(first.digest != second.digest)
    #expect(first.digest.count == 16)
  }

  @Test("what was written is there after the file is opened again, and only its owner may read it")
  func reopening() async throws {
    let folder = try Folder()
    let database = try await trial(at: .file(folder.file))
    try await database.write { try $0.run("INSERT INTO item (name) VALUES ('受理')") }
    let rights = try FileManager.default.attributesOfItem(atPath: folder.file)[.posixPermissions]
    #expect(rights as? NSNumber == 0o600)
    database.close()
    #expect(!FileManager.default.fileExists(atPath: folder.file + "-wal"))
    let again = try Database.open(.file(folder.file))
    defer { again.close() }
    #expect(try await names(again) == ["受理"])
  }

  @Test("a file is opened with the settings that its promises rest on")
  func settings() async throws {
    let folder = try Folder()
    for purpose in [SQLiteConnection.Purpose.writing, .reading] {
      let connection = try SQLiteConnection(path: folder.file, for: purpose)
      #expect(try connection.pragma("journal_mode") == .text("wal"))
      #expect(try connection.pragma("synchronous") == .integer(2))
      #expect(try connection.pragma("foreign_keys") == .integer(1))
      #expect(try connection.pragma("busy_timeout") == .integer(5_000))
      #expect(try connection.pragma("query_only") == .integer(purpose == .reading ? 1 : 0))
    }
  }

  @Test(
    "a file that is no database, a folder that is not there, a folder in its place: each is refused"
  )
  func wrongFiles() throws {
    let folder = try Folder()
    try Data(repeating: 65, count: 5_000).write(to: URL(fileURLWithPath: folder.file))
    #expect(throws: SQLFailure.corrupt("\(folder.file): file is not a database")) {
      try Database.open(.file(folder.file))
    }
    #expect(throws: SQLFailure.self) { try Database.open(.file(folder.file + "/none/x.db")) }
    #expect(throws: SQLFailure.self) { try Database.open(.file(folder.url.path)) }
  }
}
