// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TestEngines
import Testing

@testable import SQL

@Suite("Plans, and who watches")
struct PlanTests {
  @Test("a plan tells what is read whole and what is sorted", arguments: TestEngine.all)
  func plans(_ engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    func plan(_ statement: Statement) async throws -> Plan {
      try await database.read { try $0.plan(of: statement) }
    }
    let sought = try await plan("SELECT n FROM item WHERE name = \("a")")
    #expect(sought.scanned.isEmpty && !sought.isSorting)
    #expect(try await plan("SELECT name FROM item i ORDER BY n").isSorting)
    #expect(try await plan("SELECT COUNT(*) FROM item i WHERE n > 1").scanned == ["i"])
    #expect(try await plan("UPDATE item SET n = 2 WHERE n = 1").scanned == ["item"])
    // What a statement makes for itself is read whole, as it is meant to be.
    let made: Statement = "SELECT COUNT(*) FROM (SELECT 1 FROM item WHERE name = 'a' LIMIT 9) AS t"
    #expect(try await plan(made).scanned.isEmpty)
  }

  @Test("to plan a command is not to carry it out", arguments: TestEngine.all)
  func harmless(_ engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    try await database.write { try $0.run("INSERT INTO item (name) VALUES ('a')") }
    _ = try await database.read { try $0.plan(of: "DELETE FROM item") }
    #expect(try await names(database) == ["a"])
  }

  @Test(
    "a watcher sees what is asked and what is done, on his copy alone", arguments: TestEngine.all)
  func watching(_ engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    let seen = Mutex<[Statement]>([])
    let watched = database.watched { statement in seen.withLock { $0.append(statement) } }
    try await watched.write { transaction in
      try transaction.savepoint { _ = try transaction.run("INSERT INTO item (name) VALUES ('a')") }
      _ = try transaction.exists("SELECT 1 FROM item")
    }
    _ = try await watched.read { try $0.exists("SELECT 2 FROM item") }
    _ = try await database.read { try $0.exists("SELECT 3 FROM item") }
    #expect(
      seen.withLock { $0 } == [
        "INSERT INTO item (name) VALUES ('a')", "SELECT 1 FROM item", "SELECT 2 FROM item",
      ])
  }
}
