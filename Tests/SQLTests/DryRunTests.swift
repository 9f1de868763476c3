// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestEngines
import Testing

@testable import SQL

@Suite("Dry runs: one state to look at, and nothing kept")
struct DryRunTests {
  @Test("what is written goes to a shadow, and nobody waits for it", arguments: TestEngine.all)
  func shadow(engine: TestEngine) async throws {
    let place = try await engine.place()
    let database = try await trial(at: place.location)
    defer { database.close() }
    try await database.write { transaction in
      for name in ["a", "b", "c"] {
        try transaction.run("INSERT INTO item (name, n) VALUES (\(name), 1)")
      }
      try transaction.run("CREATE UNIQUE INDEX item_n_name ON item (n, name)")
    }
    let location = place.location
    let difference = try await database.dryRun { dryRun in
      try dryRun.shadow("item")
      #expect(try dryRun.snapshot.one("SELECT COUNT(*) FROM item") == 0)
      for name in ["a", "b", "d"] {
        try dryRun.transaction.run(
          """
          INSERT INTO item (id, name, n) VALUES (\(name == "a" ? 1 : name == "b" ? 2 : 4), \(name), 1)
          ON CONFLICT (n, name) DO UPDATE SET n = excluded.n
          """)
      }
      try dryRun.transaction.run("UPDATE item SET n = 2 WHERE name = 'b'")
      // Somebody else writes meanwhile, at once, and is not seen.
      try insertElsewhere("later", at: location)
      #expect(throws: SQLFailure.self) {
        try dryRun.transaction.savepoint {
          _ = try dryRun.transaction.rowsChanged(
            by: "INSERT INTO item (id, name) VALUES (9, 'a')")
        }
      }
      return try dryRun.difference(of: "item")
    }
    #expect(difference.kept == 3 && difference.made == 3)
    // One row is lost, one is new, and one was changed, which counts on both sides.
    #expect(difference.different == 4)
    #expect(Set(difference.examples) == ["2", "3", "4"])
    #expect(try await names(database) == ["a", "b", "c", "later"])
    let same = try await database.dryRun { dryRun in
      try dryRun.shadow("link")
      return try dryRun.difference(of: "link")
    }
    #expect(same.different == 0 && same.examples.isEmpty)
  }

  @Test("a dry run that fails says why, and leaves nothing", arguments: TestEngine.all)
  func failure(engine: TestEngine) async throws {
    struct Broken: Error {}
    let database = try await trial(engine)
    await #expect(throws: Broken.self) {
      try await database.dryRun { dryRun in
        try dryRun.shadow("item")
        throw Broken()
      }
    }
    await #expect(throws: SQLFailure.self) {
      try await database.dryRun { try $0.shadow("nowhere") }
    }
    #expect(try await names(database).isEmpty)
  }

  @Test("a sound database is found sound", arguments: TestEngine.all)
  func sound(engine: TestEngine) async throws {
    let database = try await trial(engine)
    let soundness = try await database.dryRun { try $0.soundness() }
    #expect(soundness.faults.isEmpty)
    #expect((soundness.unchecked == nil) == (engine == .sqlite))
  }

  @Test("a reference to nothing and a flipped byte are found in a file")
  func damaged() async throws {
    let folder = try Folder()
    let database = try await trial(at: .file(folder.file))
    try await database.write { transaction in
      for number in 1...200 {
        try transaction.run("INSERT INTO item (name, n) VALUES (\("name \(number)"), \(number))")
      }
    }
    // What another program may do that does not ask for foreign keys.
    try database.engineless(folder.file) { connection in
      _ = try connection.run("PRAGMA foreign_keys = OFF") { _ in true }
      _ = try connection.run("INSERT INTO link (item_id) VALUES (777)") { _ in true }
      _ = try connection.run("PRAGMA wal_checkpoint(TRUNCATE)") { _ in true }
    }
    let found = try await database.dryRun { try $0.soundness() }
    #expect(found.faults == ["row 1 of link refers to a row of item that is not there"])
    database.close()

    var bytes = try Data(contentsOf: URL(filePath: folder.file))
    let place = try #require(bytes.firstRange(of: Data("name 77".utf8)))
    bytes[place.lowerBound] ^= 0xFF
    try bytes.write(to: URL(filePath: folder.file))
    let broken = try Database.open(.file(folder.file))
    let faults = try await broken.dryRun { try $0.soundness() }.faults
    #expect(faults.contains { $0.contains("missing from index") }, "\(faults)")
  }

  @Test("amcheck looks at tables and indexes where it is installed")
  func amcheck() async throws {
    guard let server = TestServer.shared else { return }
    server.administer(
      alone: "CREATE DATABASE checked TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    let location = try server.location(database: "checked")
    let database = try await trial(at: location)
    try await database.write { try $0.run("CREATE EXTENSION amcheck") }
    let soundness = try await database.dryRun { try $0.soundness() }
    #expect(soundness == Soundness())
  }
}

extension Database {
  /// Works on the file as a program does that is not ours.
  fileprivate func engineless(_ path: String, _ body: (SQLiteConnection) throws -> Void) throws {
    try body(try SQLiteConnection(path: path, for: .writing))
  }
}
