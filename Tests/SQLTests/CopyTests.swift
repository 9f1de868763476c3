// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TestEngines
import Testing

@testable import SQL

@Suite("Copies of a whole database")
struct CopyTests {
  /// Two places of one engine between which a copy can go: on PostgreSQL the same schema of two databases.
  private static func places(_ engine: TestEngine, _ folder: Folder) throws -> [Location] {
    switch engine {
    case .sqlite: return ["one.db", "two.db"].map { .file(folder.url.appending(path: $0).path) }
    case .postgres:
      let server = try #require(TestServer.shared)
      let names = ["one", "two"].map { "\($0)_\(UUID().uuidString.prefix(8).lowercased())" }
      for name in names {
        server.administer(
          alone: "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
      }
      return try names.map { try server.location(database: $0) }
    }
  }

  @Test(
    "under a writer that never pauses a copy is of one moment, and comes back whole",
    arguments: TestEngine.all)
  func consistent(engine: TestEngine) async throws {
    let folder = try Folder()
    let places = try Self.places(engine, folder)
    let database = try await trial(at: places[0])
    defer { database.close() }
    try await database.write { transaction in
      for number in 0..<2_000 {
        let name = "\(number) " + String(repeating: "长", count: 200)
        try transaction.run("INSERT INTO item (name) VALUES (\(name))")
      }
    }
    let isDone = Atomic(false)
    let file = folder.url.appending(path: "copy").path
    // A row here and a row there, in one transaction each.
    async let written: Int = {
      var count = 0
      while !isDone.load(ordering: .relaxed) {
        try await database.write { transaction in
          let id: Int = try transaction.one(
            "INSERT INTO item (name) VALUES (\(UUID().uuidString)) RETURNING id")
          try transaction.run("INSERT INTO part (item_id, name) VALUES (\(id), 'new')")
        }
        count += 1
      }
      return count
    }()
    let (found, copy) = try await database.copy(to: file) { snapshot in
      try snapshot.one("SELECT COUNT(*) FROM item") as Int
    }
    isDone.store(true, ordering: .relaxed)
    #expect(try await written > 0)
    #expect(copy.tool.contains(engine == .sqlite ? "SQLite" : "pg_dump"))

    #expect(try await places[1].survey() == Ground(place: copy.place, occupant: nil))
    try await places[1].fill(from: file)
    #expect(try await places[1].survey().occupant != nil)
    let restored = try Database.open(places[1])
    defer { restored.close() }
    let counts = try await restored.read { snapshot in
      [
        try snapshot.one("SELECT COUNT(*) FROM item"),
        try snapshot.one("SELECT COUNT(*) + 2000 FROM part"),
      ] as [Int]
    }
    #expect(counts == [found, found])
    // Numbers go on where they were.
    let next: Int = try await restored.write { transaction in
      try transaction.one("INSERT INTO item (name) VALUES ('next') RETURNING id")
    }
    #expect(next > found - 1)
  }

  @Test("a damaged copy is refused whole", arguments: TestEngine.all)
  func damaged(engine: TestEngine) async throws {
    guard engine == .postgres else { return }
    let folder = try Folder()
    let places = try Self.places(engine, folder)
    let database = try await trial(at: places[0])
    defer { database.close() }
    let file = folder.url.appending(path: "copy")
    _ = try await database.copy(to: file.path) { _ in 0 }
    // More than a pipe holds, behind a beginning that is none.
    try Data(repeating: 7, count: 1 << 20).write(to: folder.url.appending(path: "none"))
    try await Self.expectRefused(folder.url.appending(path: "none").path, at: places[1])
    let bytes = try Data(contentsOf: file)
    try bytes.prefix(bytes.count / 2).write(to: file)
    try await Self.expectRefused(file.path, at: places[1])
  }

  private static func expectRefused(_ file: String, at place: Location) async throws {
    await #expect {
      try await place.fill(from: file)
    } throws: { error in
      if case CopyFailure.tool("pg_restore", let words) = error { !words.isEmpty } else { false }
    }
    #expect(try await place.survey().occupant == nil)
  }

  @Test("PostgreSQL's tools are told everything but the password")
  func password() throws {
    let address = try PostgresAddress(
      "postgres://ann:s3cret@db.example:5433/a'b%5Cc?sslmode=require")
    let (database, password) = try address.forTools()
    #expect(password == "s3cret" && !database.contains("s3cret"))
    #expect(database.contains(#"dbname='a\'b\\c'"#) && database.contains("sslmode='require'"))
    let parsed = try PostgresAddress(database)
    #expect(parsed.description == "postgres://ann@db.example:5433/a'b\\c")
    let keyed = try PostgresAddress("host=h dbname=d sslpassword=s3cret")
    #expect(throws: CopyFailure.secret("sslpassword")) { try keyed.forTools() }
  }

  @Test("a place in memory takes no copy")
  func memory() async throws {
    await #expect(throws: SQLFailure.self) { try await Location.memory.survey() }
    await #expect(throws: SQLFailure.self) { try await Location.memory.fill(from: "x") }
  }
}
