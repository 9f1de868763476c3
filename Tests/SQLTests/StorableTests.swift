// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@testable import SQL

@Suite("Columns")
struct StorableTests {
  enum Stage: String, Storable { case draft, accepted }
  enum Level: Int, Storable { case low = 1, high = 2 }

  private func roundTrip<T: Storable & Equatable>(_ values: [T]) async throws {
    let database = try Database.open(.memory)
    defer { database.close() }
    let back = try await database.write { transaction in
      // No declared type: SQLite then keeps what is bound, as it is.
      try transaction.run("CREATE TABLE t (position BIGINT, v)")
      for (position, value) in values.enumerated() {
        try transaction.run("INSERT INTO t (position, v) VALUES (\(position), \(value))")
      }
      return try transaction.rows("SELECT v FROM t ORDER BY position") { row -> T in try row[0] }
    }
    #expect(back == values)
  }

  @Test("what is stored comes back the same")
  func roundTrips() async throws {
    try await roundTrip([true, false])
    try await roundTrip([Int.min, -1, 0, 1, Int.max])
    try await roundTrip([Int64.min, 0, Int64.max])
    try await roundTrip([0.5, -1e300, Double.leastNonzeroMagnitude, 3.0])
    try await roundTrip(["", "受理", "a'b\"c", "👩‍👩‍👧", String(repeating: "字", count: 100_000)])
    try await roundTrip([[UInt8](), [0, 255, 0], [UInt8](repeating: 7, count: 1_000_000)])
    try await roundTrip([String?.none, "x"])
    try await roundTrip([Stage.draft, .accepted])
    try await roundTrip([Level.low, .high])
    try await roundTrip([Day(number: 0), Day(number: 20_000)])
    try await roundTrip([Instant(milliseconds: -1), Instant(milliseconds: 1_764_000_000_123)])
    try await roundTrip([Value.null, .integer(1), .real(1.5), .text("x"), .blob([1])])
  }

  @Test("a day is stored as its ISO date and an instant as milliseconds")
  func civilTime() throws {
    #expect(Day(number: 0).stored == .text("1970-01-01"))
    #expect(Instant(milliseconds: 5).stored == .integer(5))
  }

  @Test(
    "a column of another type is refused, naming the column, what was expected and what was found")
  func mismatch() async throws {
    let database = try Database.open(.memory)
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

  @Test("a row that is read after its turn throws instead of showing another row")
  func staleRow() async throws {
    let database = try Database.open(.memory)
    defer { database.close() }
    try await database.read { snapshot in
      let rows = try snapshot.rows("SELECT 1 UNION ALL SELECT 2") { $0 }
      #expect(rows.count == 2)
      #expect(throws: SQLFailure.noColumn(index: 0, count: 1)) { try rows[0].get(0, as: Int.self) }
    }
  }

  @Test("the bytes of a column are lent without a copy")
  func bytes() async throws {
    let database = try Database.open(.memory)
    defer { database.close() }
    try await database.read { snapshot in
      let lengths = try snapshot.one("SELECT \("受理"), \([UInt8]([1, 2])), NULL, ''") { row in
        try (0..<4).map { column in try row.withBytes(column) { $0.count } }
      }
      #expect(lengths == [6, 2, 0, 0])
    }
  }

  @Test("text with U+0000 is refused wherever it stands in the text")
  func nul() async throws {
    let database = try await trial()
    defer { database.close() }
    for text in ["\0", "a\0", "\0a", "受\0理"] {
      await #expect(throws: SQLFailure.nulInText) {
        try await database.write { try $0.run("INSERT INTO item (name) VALUES (\(text))") }
      }
    }
    #expect(try await names(database) == [])
  }
}
