// SPDX-License-Identifier: Apache-2.0

import Deadlines
import TestEngines
import Testing

@testable import SQL

@Suite("Columns")
struct StorableTests {
  enum Stage: String, Storable { case draft, accepted }
  enum Level: Int, Storable { case low = 1, high = 2 }

  /// Writes values into a column and reads them again.
  private func roundTrip<T: Storable & Equatable>(
    _ values: [T], _ column: Statement, _ engine: TestEngine
  ) async throws {
    let database = try await engine.open()
    defer { database.close() }
    let back = try await database.write { transaction in
      try transaction.run("CREATE TABLE t (place BIGINT, v \(column))")
      for (place, value) in values.enumerated() {
        try transaction.run("INSERT INTO t (place, v) VALUES (\(place), \(value))")
      }
      return try transaction.rows("SELECT v FROM t ORDER BY place") { row -> T in try row[0] }
    }
    #expect(back == values)
  }

  @Test("what is stored comes back the same", arguments: TestEngine.all)
  func roundTrips(engine: TestEngine) async throws {
    try await roundTrip([true, false], "BOOLEAN", engine)
    try await roundTrip([Int.min, -1, 0, 1, Int.max], "BIGINT", engine)
    try await roundTrip([Int64.min, 0, Int64.max], "BIGINT", engine)
    try await roundTrip(
      [0.5, -1e300, Double.leastNonzeroMagnitude, 3.0, 0.1 + 0.2], "DOUBLE PRECISION", engine)
    try await roundTrip(
      ["", "受理", "a'b\"c", "👩‍👩‍👧", String(repeating: "字", count: 100_000)], "TEXT", engine)
    try await roundTrip(
      [[UInt8](), [0, 255, 0], [UInt8](repeating: 7, count: 1_000_000)], "\(.bytes)", engine)
    // What comes first decides how the statement is prepared, so NULL comes first once, and later once.
    try await roundTrip([String?.none, "x", .none], "TEXT", engine)
    try await roundTrip(["x", String?.none], "TEXT", engine)
    try await roundTrip([Int?.none, 5, .none], "BIGINT", engine)
    try await roundTrip([Bool?.none, true, false], "BOOLEAN", engine)
    try await roundTrip([Double?.none, 0.1 + 0.2, -1e300], "DOUBLE PRECISION", engine)
    try await roundTrip([[UInt8]?.none, [0, 255, 16]], "\(.bytes)", engine)
    try await roundTrip([Stage.draft, .accepted], "TEXT", engine)
    try await roundTrip([Level.low, .high], "BIGINT", engine)
    try await roundTrip([Day(number: 0), Day(number: 20_000)], "TEXT", engine)
    try await roundTrip(
      [Instant(milliseconds: -1), Instant(milliseconds: 1_764_000_000_123)], "BIGINT", engine)
  }

  @Test("a column without a type keeps what it is given, where an engine has such columns")
  func untyped() async throws {
    try await roundTrip([Value.null, .integer(1), .real(1.5), .text("x"), .blob([1])], "", .sqlite)
  }

  @Test("sums, counts and comparisons are integers and truth values", arguments: TestEngine.all)
  func computed(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    try await database.write { transaction in
      for n in [Int.max - 3, 1, 2] {
        try transaction.run("INSERT INTO item (name, n) VALUES (\("n\(n)"), \(n))")
      }
    }
    try await database.read { (snapshot) throws in
      #expect(try snapshot.one("SELECT SUM(n) FROM item") == Int.max)
      #expect(try snapshot.one("SELECT -SUM(n) FROM item") == -Int.max)
      #expect(try snapshot.one("SELECT COUNT(*) FROM item WHERE n < \(3)") == 2)
      #expect(try snapshot.one("SELECT SUM(n) FROM item WHERE n > \(Int.max)") == Int?.none)
      #expect(try snapshot.one("SELECT COALESCE(SUM(n), 0) FROM item WHERE n < \(1)") == 0)
      #expect(try snapshot.rows("SELECT n > \(2) FROM item ORDER BY n") == [false, false, true])
    }
  }

  @Test("a day is stored as its ISO date and an instant as milliseconds")
  func civilTime() throws {
    #expect(Day(number: 0).stored == .text("1970-01-01"))
    #expect(Instant(milliseconds: 5).stored == .integer(5))
  }

  @Test(
    "a column of another type is refused, naming the column, what was expected and what was found",
    arguments: TestEngine.all)
  func mismatch(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    try await database.read { snapshot in
      #expect(
        throws: SQLFailure.columnType(column: "1 (n)", expected: "String", found: "an integer")
      ) {
        try snapshot.one("SELECT 'x' AS a, 5 AS n") { row in try row.get(1, as: String.self) }
      }
      #expect(throws: SQLFailure.columnType(column: "0 (a)", expected: "Int", found: "NULL")) {
        try snapshot.one("SELECT NULL AS a") { row in try row.get(0, as: Int.self) }
      }
      #expect(throws: SQLFailure.columnType(column: "0 (a)", expected: "Bool", found: "an integer"))
      {
        try snapshot.one("SELECT 2 AS a") { row in try row.get(0, as: Bool.self) }
      }
      #expect(
        throws: SQLFailure.columnType(
          column: "0 (a)", expected: "Stage", found: "‘gone’, which is none of its cases")
      ) {
        try snapshot.one("SELECT 'gone' AS a") { row in try row.get(0, as: Stage.self) }
      }
      #expect(throws: SQLFailure.self) {
        try snapshot.one("SELECT '2026-02-30' AS a") { row in try row.get(0, as: Day.self) }
      }
      #expect(throws: SQLFailure.noColumn(index: 1, count: 1)) {
        try snapshot.one("SELECT 1") { row in try row.get(1, as: Int.self) }
      }
    }
  }

  @Test(
    "a row that is read after its turn throws instead of showing another row",
    arguments: TestEngine.all)
  func staleRow(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    try await database.read { snapshot in
      let rows = try snapshot.rows("SELECT 1 UNION ALL SELECT 2") { $0 }
      #expect(rows.count == 2)
      #expect(throws: SQLFailure.noColumn(index: 0, count: 1)) { try rows[0].get(0, as: Int.self) }
    }
  }

  @Test("the bytes of a column are lent without a copy", arguments: TestEngine.all)
  func bytes(engine: TestEngine) async throws {
    let database = try await engine.open()
    defer { database.close() }
    try await database.read { snapshot in
      let lengths = try snapshot.one("SELECT \("受理"), \([UInt8]([1, 2])), NULL, ''") { row in
        try (0..<4).map { column in try row.withBytes(column) { $0.count } }
      }
      #expect(lengths == [6, 2, 0, 0])
    }
  }

  @Test("text with U+0000 is refused wherever it stands in the text", arguments: TestEngine.all)
  func nul(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    for text in ["\0", "a\0", "\0a", "受\0理"] {
      await #expect(throws: SQLFailure.nulInText) {
        try await database.write { try $0.run("INSERT INTO item (name) VALUES (\(text))") }
      }
    }
    #expect(try await names(database) == [])
  }
}
