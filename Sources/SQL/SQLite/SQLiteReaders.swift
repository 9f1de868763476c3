// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The connections that read, each with its compiled statements.
///
/// A read runs on the thread that asks, so there are never more reads at once than threads; a connection is made when
/// none is idle, and nobody waits for one.
final class SQLiteReaders: Sendable {
  /// A connection that can be handed from thread to thread.
  ///
  /// The lock is never contended: who has taken the reader out of the pool is alone with it. It is
  /// what lets the compiler check that.
  private final class Reader: Sendable {
    let connection: Mutex<SQLiteConnection>

    init(path: String, isLasting: Bool) throws(SQLFailure) {
      connection = Mutex(
        try SQLiteConnection(path: path, for: .reading, isLasting: isLasting))
    }
  }

  private struct State {
    var idle: [Reader] = []
    var isClosed = false
  }

  /// How many connections are kept when they are not in use.
  private static let keep = 16

  private let path: String
  private let isLasting: Bool
  private let state = Mutex(State())

  init(path: String, isLasting: Bool) {
    self.path = path
    self.isLasting = isLasting
  }

  /// Runs `body` in one read transaction on the calling thread.
  func read<T: Sendable>(_ body: @Sendable (Snapshot) throws -> T) throws -> T {
    let reader = try takeOut()
    defer { putBack(reader) }
    return try reader.connection.withLock { connection in
      try Self.read(connection, body)
    }
  }

  private static func read<T: Sendable>(
    _ connection: SQLiteConnection, _ body: @Sendable (Snapshot) throws -> T
  ) throws -> T {
    try connection.control("BEGIN")
    let value: T
    do {
      value = try body(Snapshot(connection: connection))
    } catch {
      try? connection.control("ROLLBACK")
      throw error
    }
    try connection.control("COMMIT")
    return value
  }

  private func takeOut() throws(SQLFailure) -> Reader {
    let (reader, isClosed) = state.withLock { state in (state.idle.popLast(), state.isClosed) }
    if isClosed { throw .closed }
    if let reader { return reader }
    return try Reader(path: path, isLasting: isLasting)
  }

  private func putBack(_ reader: Reader) {
    state.withLock { state in
      if !state.isClosed && state.idle.count < Self.keep { state.idle.append(reader) }
    }
  }

  /// Closes the idle connections now and the others when they come back.
  func close() {
    let idle = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      return state.idle
    }
    _ = idle
  }
}
