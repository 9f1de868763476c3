// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Synchronization
import TestEngines
import Testing

@testable import SQL

@Suite(
  "PostgreSQL: sessions that are lost, long or many",
  .enabled(if: TestServer.shared != nil, "PostgreSQL is not installed"))
struct PostgresFaultTests {
  /// Counts how often something was run.
  final class Count: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    /// The number of this run, from 1.
    func next() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  private static let ownEnd: Statement = "SELECT pg_terminate_backend(pg_backend_pid())"

  /// Ends the idle sessions of everybody who calls himself so.
  private func end(_ name: String, on server: TestServer) async throws {
    // With a time to wait for, since a session that was only told to end may yet take a statement.
    _ = try await server.administer(
      """
      SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
      WHERE application_name = \(name)
      """)
  }

  @Test("a session that is lost amid a unit of work is opened anew, and the work is done once")
  func lostAmidWork() async throws {
    let database = try await trial(.postgres)
    defer { database.close() }
    let runs = Count()
    let answer = try await database.write { transaction in
      try transaction.run("INSERT INTO item (name) VALUES ('a')")
      if runs.next() == 1 { _ = try transaction.exists(Self.ownEnd) }
      return runs.value
    }
    #expect(answer == 2)
    #expect(try await names(database) == ["a"])
  }

  @Test("a job that ends the session again and again fails alone; its neighbours are kept")
  func lostAmidBatch() async throws {
    let database = try await trial(.postgres)
    defer { database.close() }
    let jobs = (0..<20).map { number in
      { @Sendable (transaction: Transaction) throws -> Int in
        try transaction.run("INSERT INTO item (name) VALUES (\("n\(number + 10)"))")
        if number == 7 { _ = try transaction.exists(Self.ownEnd) }
        return number
      }
    }
    let results = await WritingTests.together(database, jobs)
    for (number, result) in results.enumerated() {
      if number == 7 {
        #expect(throws: SQLFailure.self) { try result.get() }
      } else {
        #expect(try result.get() == number)
      }
    }
    #expect(
      try await names(database) == (0..<20).filter { $0 != 7 }.map { "n\($0 + 10)" })
  }

  @Test("a session that is lost in the commit leaves it open whether the work was kept")
  func lostInCommit() async throws {
    let database = try await trial(.postgres)
    defer { database.close() }
    try await database.write { transaction in
      try transaction.run(
        """
        CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(9); RETURN NULL; END'
        """)
      try transaction.run(
        """
        CREATE CONSTRAINT TRIGGER item_end AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.name = 'last') EXECUTE FUNCTION end_session()
        """)
    }
    await #expect(throws: SQLFailure.outcomeUnknown) {
      try await database.write { try $0.run("INSERT INTO item (name) VALUES ('last')") }
    }
    try await database.write { try $0.run("INSERT INTO item (name) VALUES ('next')") }
    #expect(try await names(database) == ["next"])
  }

  @Test("sessions that ended while they were idle are noticed before they are used")
  func lostWhileIdle() async throws {
    let server = try #require(TestServer.shared)
    guard case .server(let address) = try await TestEngine.postgres.location() else { return }
    let location = try Location(
      address.parameters().map { "\($0)='\($1)'" }.joined(separator: " ")
        + " application_name=idlers")
    let database = try await trial(at: location)
    defer { database.close() }
    for number in 0..<3 {
      #expect(try await names(database).count == number)
      try await end("idlers", on: server)
      // One trip, the commit in it: were the session not looked at before, nobody could know how it ended.
      try await database.write { transaction in
        try transaction.run("INSERT INTO item (name) VALUES (\("n\(number)"))")
      }
      try await end("idlers", on: server)
    }
    #expect(try await names(database).count == 3)
  }

  @Test("a read that takes longer than it may is broken off, and the session is used again")
  func tooLong() async throws {
    let server = try #require(TestServer.shared)
    let database = try Database.open(
      try server.location("&options=-cstatement_timeout%3D50"))
    defer { database.close() }
    await #expect(throws: SQLFailure.timedOut) {
      try await database.read { try $0.exists("SELECT pg_sleep(60)") }
    }
    #expect(try await database.read { try $0.one("SELECT 1") } == 1)
  }

  @Test("a read whose task is cancelled ends, whether it runs or waits; the next ones are not hit")
  func cancelled() async throws {
    let database = try await TestEngine.postgres.open()
    defer { database.close() }
    // More than there are sessions, so that some wait.
    let tasks = (0..<20).map { _ in
      Task { try await database.read { try $0.exists("SELECT pg_sleep(60)") } }
    }
    while try await running("pg_sleep(60)") < 8 { try await Task.sleep(for: .milliseconds(5)) }
    for task in tasks { task.cancel() }
    for task in tasks {
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    for number in 0..<20 {
      #expect(try await database.read { try $0.one("SELECT \(number)") } == number)
    }
  }

  /// How many statements with a text run on the server.
  private func running(_ text: String) async throws -> Int {
    let found = try await #require(TestServer.shared).administer(
      """
      SELECT COUNT(*) FROM pg_stat_activity
      WHERE state = 'active' AND query LIKE \("%\(text)%") AND pid <> pg_backend_pid()
      """)
    return try Int(stored: #require(found.first))
  }

  @Test("a session keeps no more statements than it may, and forgets the oldest on the server too")
  func statements() async throws {
    let database = try await TestEngine.postgres.open()
    defer { database.close() }
    for number in 0..<900 {
      let found: Int = try await database.read {
        try $0.one(Statement(stringLiteral: "SELECT \(number) + 0"))
      }
      #expect(found == number)
    }
    let kept: Int = try await database.read {
      try $0.one("SELECT COUNT(*) FROM pg_prepared_statements")
    }
    #expect((100...PostgresStatements.capacity + 10).contains(kept))
  }

  @Test("a statement that fails in the trip of another fails the unit of work, and none is kept")
  func putOff() async throws {
    let database = try await trial(.postgres)
    defer { database.close() }
    await #expect(throws: uniqueName(.postgres)) {
      try await database.write { transaction in
        try transaction.run("INSERT INTO item (name) VALUES ('a')")
        try transaction.run("INSERT INTO item (name) VALUES ('a')")
        try transaction.run("INSERT INTO item (name) VALUES ('b')")
      }
    }
    // Passed over, a failure is not mistaken for success.
    await #expect(throws: SQLFailure.self) {
      try await database.write { transaction in
        try transaction.run("INSERT INTO item (name) VALUES ('c')")
        _ = try? transaction.rowsChanged(by: "INSERT INTO item (name) VALUES ('c')")
      }
    }
    #expect(try await names(database) == [])
    // Many more than are put off at once.
    try await database.write { transaction in
      for number in 100..<300 {
        try transaction.run("INSERT INTO item (name) VALUES (\("n\(number)"))")
      }
    }
    #expect(try await names(database).count == 200)
  }

  @Test("who writes waits for his turn, and who reads does not")
  func turns() async throws {
    let location = try await TestEngine.postgres.location()
    let database = try await trial(at: location)
    defer { database.close() }
    guard case .server(let address) = location else { return }
    let (other, facts) = try PostgresSessions(address: address).open(.writing)
    other.begin(PostgresLock(schema: facts.schema).begin)
    try other.settle()
    // A read does not wait for it.
    #expect(try await names(database) == [])
    let runs = Count()
    async let written: Void = database.write { transaction in
      _ = runs.next()
      try transaction.run("INSERT INTO item (name) VALUES ('a')")
    }
    // However long it takes on a busy machine, and without keeping the thread that the writer may need.
    let server = try #require(TestServer.shared)
    let key = PostgresLock(schema: facts.schema).key
    while try await server.administer(
      """
      SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND ((classid::BIGINT << 32) | objid::BIGINT) = \(key)
      """
    ).isEmpty {
      try await Task.sleep(for: .milliseconds(5))
    }
    try other.control("ROLLBACK")
    try await written
    #expect(try await names(database) == ["a"])
    #expect(runs.value == 1)
  }
}
