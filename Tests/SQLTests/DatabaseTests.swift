// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestEngines
import Testing

@testable import SQL

@Suite("Reading and writing")
struct DatabaseTests {
  @Test("the failures of constraints have the names of our own", arguments: TestEngine.all)
  func constraints(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    try await database.write { transaction in
      try transaction.run("INSERT INTO item (id, name) VALUES (1, 'a')")
      // A number that was given is not counted with those that are taken.
      if engine == .postgres { try transaction.run("ALTER TABLE item ALTER id RESTART WITH 2") }
    }
    let cases: [(Statement, SQLFailure)] = [
      ("INSERT INTO item (name) VALUES ('a')", uniqueName(engine)),
      (
        "INSERT INTO item (id, name) VALUES (1, 'b')",
        .unique(engine == .sqlite ? "item.id" : "item_pkey")
      ),
      ("INSERT INTO item (name) VALUES (NULL)", .notNull("item.name")),
      ("INSERT INTO item (name, n) VALUES ('c', 0)", .check("n_positive")),
      ("INSERT INTO link (item_id) VALUES (9)", .foreignKey),
      ("INSERT INTO part (item_id) VALUES (9)", .foreignKey),
    ]
    for (statement, failure) in cases {
      await #expect(throws: failure) { try await database.write { try $0.run(statement) } }
    }
    await #expect(throws: SQLFailure.readOnly) {
      try await database.read { try $0.exists("DELETE FROM item RETURNING id") }
    }
    await #expect(throws: SQLFailure.self) {
      try await database.read { try $0.exists("SELECT id FROM item WHERE \"nmae\" = 'a'") }
    }
    #expect(try await names(database) == ["a"])
  }

  @Test("result codes of SQLite map to failures of ours")
  func codes() {
    #expect(SQLFailure.sqlite(5, "database is locked") == .busy)
    #expect(SQLFailure.sqlite(517, "snapshot") == .busy)
    #expect(SQLFailure.sqlite(6, "locked") == .busy)
    #expect(SQLFailure.sqlite(1032, "readonly") == .readOnly)
    #expect(SQLFailure.sqlite(13, "full") == .full)
    #expect(SQLFailure.sqlite(11, "malformed") == .corrupt("malformed"))
    #expect(SQLFailure.sqlite(26, "not a database") == .corrupt("not a database"))
    #expect(SQLFailure.sqlite(14, "unable") == .cannotOpen("unable"))
    #expect(SQLFailure.sqlite(1, "no such table: x", "SELECT") == .corrupt("no such table: x"))
    #expect(
      SQLFailure.sqlite(1, "misuse of aggregate", "SELECT")
        == .other(code: "1", message: "misuse of aggregate: SELECT"))
  }

  @Test(
    "several commands, hand-written placeholders and transaction control are refused",
    arguments: TestEngine.all)
  func misuse(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    let statements: [Statement] = [
      "DELETE FROM item; DELETE FROM part", "SELECT id FROM item WHERE id = $1", "", "COMMIT",
      " rollback", "SAVEPOINT x",
    ]
    for statement in statements {
      await #expect(throws: SQLFailure.self) {
        try await database.write { try $0.run(statement) }
      }
    }
    #expect(try await database.write { try $0.rowsChanged(by: "DELETE FROM item ; ") } == 0)
  }

  @Test("run says how many rows it changed", arguments: TestEngine.all)
  func changes(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    let counts = try await database.write { transaction in
      [
        try transaction.rowsChanged(by: "INSERT INTO item (name) VALUES ('a'), ('b'), ('c')"),
        try transaction.rowsChanged(by: "CREATE TABLE other (id BIGINT)"),
        try transaction.rowsChanged(by: "UPDATE item SET n = 1 WHERE name < 'c'"),
        try transaction.rowsChanged(by: "DELETE FROM item WHERE name = 'z'"),
      ]
    }
    #expect(counts == [3, 0, 2, 0])
  }

  @Test(
    "rows, first, one, exists and each read what the statement finds", arguments: TestEngine.all)
  func reading(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    let id: Int = try await database.write { transaction in
      try transaction.one("INSERT INTO item (name, n) VALUES ('a', 1), ('b', 2) RETURNING id")
    }
    #expect(id == 1)
    try await database.read { snapshot in
      #expect(try snapshot.rows("SELECT n FROM item ORDER BY n") == [1, 2])
      #expect(try snapshot.first("SELECT n FROM item ORDER BY n DESC") == 2)
      #expect(try snapshot.first("SELECT n FROM item WHERE n > 2") == Int?.none)
      #expect(try snapshot.one("SELECT name FROM item WHERE n = \(2)") { try $0.get(0) } == "b")
      #expect(throws: SQLFailure.noRow("SELECT name FROM item WHERE n = $1")) {
        try snapshot.one("SELECT name FROM item WHERE n = \(3)") { row -> String in try row[0] }
      }
      #expect(try snapshot.exists("SELECT 1 FROM item WHERE n = 1"))
      #expect(try !snapshot.exists("SELECT 1 FROM item WHERE n = 3"))
      var sum = 0
      try snapshot.each("SELECT n FROM item") { row in
        // The same statement inside itself: compiled a second time, not confused with the first.
        sum += try snapshot.rows("SELECT n FROM item").reduce(0, +) + row[0]
      }
      #expect(sum == 9)
    }
  }

  @Test("more statements than the cache holds still run", arguments: TestEngine.all)
  func cache(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    try await database.read { snapshot in
      for round in 0..<2 {
        for number in 0..<600 {
          let statement = Statement(stringLiteral: "SELECT \(number) + 0")
          let found: Int = try snapshot.one(statement)
          #expect(found == number, "round \(round)")
        }
      }
    }
  }

  @Test(
    "a reader sees committed data only, and the same all the way through",
    arguments: TestEngine.all)
  func snapshot(engine: TestEngine) async throws {
    let place = try await engine.place()
    let database = try await trial(at: place.location)
    defer { database.close() }
    try await database.write { try $0.run("INSERT INTO item (name) VALUES ('a')") }
    let (first, second) = try await database.read { snapshot in
      let first: Int = try snapshot.one("SELECT COUNT(*) FROM item")
      try insertElsewhere("b", at: place.location)
      return (first, try snapshot.one("SELECT COUNT(*) FROM item") as Int)
    }
    #expect(first == 1)
    #expect(second == 1)
    #expect(try await names(database) == ["a", "b"])
    try await database.write { transaction in
      try transaction.run("INSERT INTO item (name) VALUES ('c')")
      let seen = DispatchSemaphore(value: 0)
      Task.detached {
        let found = try await names(database)
        #expect(found == ["a", "b"])
        seen.signal()
      }
      #expect(seen.wait(timeout: .now() + 10) == .success)
    }
    #expect(try await names(database) == ["a", "b", "c"])
  }

  @Test("a memory database leaves no file behind, and two of them are two")
  func memory() async throws {
    let one = try await trial(.sqlite)
    let two = try await trial(.sqlite)
    try await one.write { try $0.run("INSERT INTO item (name) VALUES ('a')") }
    #expect(try await names(two) == [])
    let file = try await path(one)
    #expect(FileManager.default.fileExists(atPath: file))
    one.close()
    two.close()
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test(
    "after close, reads and writes are refused; closing twice is harmless",
    arguments: TestEngine.all)
  func closed(engine: TestEngine) async throws {
    let database = try await trial(engine)
    database.close()
    database.close()
    await #expect(throws: SQLFailure.closed) { try await names(database) }
    await #expect(throws: SQLFailure.closed) { try await database.write { _ in } }
  }

  @Test("closing waits for the writes that were accepted", arguments: TestEngine.all)
  func drains(engine: TestEngine) async throws {
    let place = try await engine.place()
    let database = try await trial(at: place.location)
    let accepted = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          do {
            try await database.write { transaction in
              try transaction.run("INSERT INTO item (name) VALUES (\("n\(number)"))")
            }
            return true
          } catch {
            return false
          }
        }
      }
      group.addTask {
        database.close()
        return false
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    let again = try place.open()
    defer { again.close() }
    #expect(try await names(again).count == accepted)
  }
}
