// SPDX-License-Identifier: Apache-2.0

/// Whatever can be asked: a snapshot, or a transaction, which also sees what it has written itself.
package protocol Reading {
  /// Hands each row to `body` as it arrives, until `body` returns false.
  func scan(_ statement: Statement, _ body: (Row) throws -> Bool) throws
}

extension Reading {
  /// Hands each row to `body` as it arrives; nothing is collected.
  package func each(_ statement: Statement, _ body: (Row) throws -> Void) throws {
    try scan(statement) { row in
      try body(row)
      return true
    }
  }

  /// All rows, in the order of the statement.
  package func rows<T>(_ statement: Statement, _ map: (Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try scan(statement) { row in
      found.append(try map(row))
      return true
    }
    return found
  }

  /// The first row, or nil when there is none.
  package func first<T>(_ statement: Statement, _ map: (Row) throws -> T) throws -> T? {
    var found: T?
    try scan(statement) { row in
      found = try map(row)
      return false
    }
    return found
  }

  /// The first row; throws `SQLFailure.noRow` when there is none.
  package func one<T>(_ statement: Statement, map: (Row) throws -> T) throws -> T {
    guard let found = try first(statement, map) else {
      throw SQLFailure.noRow(statement.rendered(for: .postgres).text)
    }
    return found
  }

  /// Whether the statement finds any row.
  package func exists(_ statement: Statement) throws -> Bool {
    var found = false
    try scan(statement) { _ in
      found = true
      return false
    }
    return found
  }

  /// The first column of all rows.
  package func rows<T: Storable>(_ statement: Statement) throws -> [T] {
    try rows(statement) { row in try row[0] }
  }

  /// The first column of the first row, or nil when there is no row.
  package func first<T: Storable>(_ statement: Statement) throws -> T? {
    try first(statement) { row in try row[0] }
  }

  /// The first column of the first row: `let count: Int = try snapshot.one("SELECT COUNT(*) FROM case_row")`.
  package func one<T: Storable>(_ statement: Statement) throws -> T {
    try one(statement) { row in try row[0] }
  }
}

/// One state of the data, however long it is looked at.
package struct Snapshot: Reading {
  let connection: any Connection
  var watcher: Database.Watcher?

  package func scan(_ statement: Statement, _ body: (Row) throws -> Bool) throws {
    watcher?(statement)
    try connection.run(statement, body)
  }
}

/// A unit of work: kept whole, or not at all.
package struct Transaction: Reading {
  let connection: any Connection
  var watcher: Database.Watcher?

  package func scan(_ statement: Statement, _ body: (Row) throws -> Bool) throws {
    watcher?(statement)
    try connection.run(statement, body)
  }

  /// Runs a command.
  ///
  /// An engine may send it together with what comes next, so its failure may be thrown by a later statement, or only by the
  /// whole unit of work. To go on after a failure, run it in a `savepoint`.
  package func run(_ statement: Statement) throws {
    watcher?(statement)
    try connection.send(statement)
  }

  /// Runs a command and says how many rows it inserted, changed or deleted (none for a CREATE).
  package func rowsChanged(by statement: Statement) throws -> Int {
    watcher?(statement)
    return try connection.run(statement) { _ in true }
  }

  /// Runs `body` so that its failure undoes only what it did itself; the rest of the transaction may go on.
  package func savepoint<T>(_ body: () throws -> T) throws -> T {
    // Both engines let an inner savepoint hide an outer one of the same name, so one name is enough.
    try connection.control("SAVEPOINT inner_step")
    do {
      let value = try body()
      try connection.control("RELEASE SAVEPOINT inner_step")
      return value
    } catch {
      try connection.control("ROLLBACK TO SAVEPOINT inner_step")
      try connection.control("RELEASE SAVEPOINT inner_step")
      throw error
    }
  }
}
