// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Where a database is kept.
package enum Location: Sendable, Hashable {
  /// An SQLite file on a local disk. Several processes may read and write it; writers wait for each other.
  case file(String)
  /// A database that is gone when it is closed; for tests and trials.
  case memory
  /// A database of a PostgreSQL server, for any number of programs at once.
  case server(PostgresAddress)

  /// Reads `memory`, `:memory:`, `postgres://user@host/database` (or `postgresql://…`, or libpq's `host=… dbname=…`),
  /// or a path.
  package init(_ text: String) throws(SQLFailure) {
    if text.isEmpty { throw .cannotOpen("no path was given") }
    if text == "memory" || text == ":memory:" {
      self = .memory
    } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .server(try PostgresAddress(text))
    } else if let end = text.firstRange(of: "://") {
      throw .cannotOpen(
        "no engine for \(text[..<end.lowerBound]); give the path of a file, or postgres://user@host/database"
      )
    } else {
      self = PostgresAddress.isKeywords(text) ? .server(try PostgresAddress(text)) : .file(text)
    }
  }

  /// The same place, the password of its server in a file that holds nothing else.
  package func readingPassword(from path: String) throws(SQLFailure) -> Location {
    guard case .server(let address) = self else {
      throw .cannotOpen(
        "a file needs no password; give the address of a server, postgres://user@host/database")
    }
    return .server(address.readingPassword(from: path))
  }
}

/// The one door to the data.
///
/// A read sees one committed state. A write is queued; the writes that wait together share one commit, each in a
/// savepoint of its own, so that one failing takes nothing from the others. Writes run one after the other, whichever
/// engine it is and however many programs use the database: whatever a unit of work reads stays true until it commits,
/// and rows that number themselves become visible in the order of their numbers.
package struct Database: Sendable {
  /// Sees each statement before it runs.
  package typealias Watcher = @Sendable (Statement) -> Void

  let engine: any Engine
  private var watcher: Watcher?

  init(engine: any Engine) {
    self.engine = engine
  }

  /// Opens or creates the database and makes sure that it keeps its promises: a commit is on the disk before it is
  /// acknowledged, foreign keys hold, readers and the writer do not block each other.
  package static func open(_ location: Location) throws(SQLFailure) -> Database {
    switch location {
    case .file(let path): Database(engine: try SQLiteEngine(path: path))
    case .memory: Database(engine: try SQLiteEngine())
    case .server(let address): Database(engine: try PostgresEngine(address))
    }
  }

  /// Whose SQL runs here; for tests and reports, not for choosing a text.
  package var dialect: Dialect { engine.dialect }

  /// Runs `body` over one consistent, committed state of the data.
  ///
  /// A read that begins after a write has returned sees that write. `body` only reads: an engine may run it again
  /// when a connection is lost. A read whose task is cancelled may end early, with a `CancellationError`.
  package nonisolated(nonsending) func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T {
    guard let watcher else { return try await engine.read(body) }
    return try await engine.read { snapshot in
      var snapshot = snapshot
      snapshot.watcher = watcher
      return try body(snapshot)
    }
  }

  /// Runs `body` as a unit of work and returns its value once it is durable.
  ///
  /// When `body` throws, nothing of it is kept and its error is thrown here; the units of work that happen to share
  /// the commit are untouched. `body` must have no effect but on the transaction: an engine may run it again after a
  /// conflict or a lost connection. A task that is cancelled while it waits still gets its work done.
  /// - Throws: what `body` throws; `SQLFailure`, all of which mean that nothing was kept, but for `outcomeUnknown`.
  @discardableResult
  package nonisolated(nonsending) func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    guard let watcher else { return try await engine.write(body) }
    return try await engine.write { transaction in
      var transaction = transaction
      transaction.watcher = watcher
      return try body(transaction)
    }
  }

  /// The same database, every statement of which `watcher` sees before it runs: what a program asks for is
  /// found by letting it run.
  package func watched(by watcher: @escaping Watcher) -> Database {
    var watched = self
    watched.watcher = watcher
    return watched
  }

  /// Finishes the accepted writes and closes; later reads and writes throw `SQLFailure.closed`.
  package func close() {
    engine.close()
  }
}
