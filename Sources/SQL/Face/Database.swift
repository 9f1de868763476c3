// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Where a database is kept.
package enum Location: Sendable, Hashable {
  /// An SQLite file on a local disk. Several processes may read and write it; writers wait for each other.
  case file(String)
  /// A database that is gone when it is closed; for tests and trials.
  case memory

  /// Reads `memory`, `:memory:`, or a path.
  package init(_ text: String) throws(SQLFailure) {
    if text.isEmpty { throw .cannotOpen("no path was given") }
    if let end = text.firstRange(of: "://") {
      throw .cannotOpen("no engine for \(text[..<end.lowerBound]); give the path of a file")
    }
    self = text == "memory" || text == ":memory:" ? .memory : .file(text)
  }
}

/// The one door to the data.
///
/// A read runs on the calling thread and sees one committed state. A write is queued; the writes that wait together
/// share one commit, each in a savepoint of its own, so that one failing takes nothing from the others.
package struct Database: Sendable {
  let engine: any Engine

  /// Opens or creates the database and makes sure that it keeps its promises: a commit is on the disk before it is
  /// acknowledged, foreign keys hold, readers and the writer do not block each other.
  package static func open(_ location: Location) throws(SQLFailure) -> Database {
    Database(engine: try SQLiteEngine(location))
  }

  /// Whose SQL runs here; for tests and reports, not for choosing a text.
  package var dialect: Dialect { engine.dialect }

  /// Runs `body` over one consistent, committed state of the data.
  ///
  /// A read that begins after a write has returned sees that write.
  package nonisolated(nonsending) func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T {
    try await engine.read(body)
  }

  /// Runs `body` as a unit of work and returns its value once it is durable.
  ///
  /// When `body` throws, nothing of it is kept and its error is thrown here; the units of work that happen to share
  /// the commit are untouched. `body` must have no effect but on the transaction: an engine may run it again after a
  /// conflict. A task that is cancelled while it waits still gets its work done.
  @discardableResult
  package nonisolated(nonsending) func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await engine.write(body)
  }

  /// Finishes the accepted writes and closes; later reads and writes throw `SQLFailure.closed`.
  package func close() {
    engine.close()
  }
}
