// SPDX-License-Identifier: Apache-2.0

/// PostgreSQL: a server that any number of programs share.
///
/// Reads go to a few sessions side by side, writes to one that takes turns with those of the other programs.
final class PostgresEngine: Engine {
  let dialect = Dialect.postgres
  let signals = SignalBoard()
  private let readers: PostgresReaders
  private let writer: WriteQueue
  private let listener: PostgresListener
  private let sessions: PostgresSessions

  init(_ address: PostgresAddress) throws(SQLFailure) {
    let sessions = PostgresSessions(address: address)
    self.sessions = sessions
    let committer = try PostgresCommitter(sessions, signals: signals)
    readers = PostgresReaders(sessions)
    writer = WriteQueue(committer, batchLimit: PostgresCommitter.batchLimit)
    listener = PostgresListener(sessions, channel: committer.channel, signals: signals)
  }

  deinit {
    close()
  }

  nonisolated(nonsending) func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T {
    try await readers.read(body)
  }

  nonisolated(nonsending) func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await writer.write(body)
  }

  nonisolated(nonsending) func dryRun<T: Sendable>(
    _ body: @escaping @Sendable (DryRun) throws -> T
  ) async throws -> T {
    let sessions = sessions
    return try await aside {
      let connection = try sessions.open(
        .dryRun, until: .now + PostgresSessions.patience
      ).0
      let start = connection.mark
      connection.begin([.init(text: "BEGIN ISOLATION LEVEL REPEATABLE READ", role: .gate)])
      defer { connection.leave("ROLLBACK", since: start) }
      return try body(DryRun(connection: connection))
    }
  }

  nonisolated(nonsending) func copy<T: Sendable>(
    to file: String, headway: @escaping Headway.Listener,
    _ look: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> (found: T, copy: DatabaseCopy) {
    let sessions = sessions
    return try await aside {
      try PostgresCopy.make(of: sessions, at: file, headway: headway, look)
    }
  }

  func mark(_ signal: Signal) -> SignalMark {
    listener.start()
    return signals.mark(signal)
  }

  func close() {
    listener.close()
    readers.close()
    writer.close()
  }
}
