// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The one session of this program that writes.
///
/// A batch is one transaction, each job in a savepoint of its own. It begins by taking a lock that all programs on the
/// database share, so writes run one after the other: see docs/decisions/0013.
final class PostgresCommitter: Committer {
  private enum Outcome {
    /// It is known of every job how it ended.
    case done([Job.End])
    /// Nothing was kept, and all may be run again.
    case undone(SQLFailure)
    /// Nothing was kept, and running again would be in vain.
    case refused(SQLFailure)
    /// The session was lost during the commit; those that had failed before have certainly done nothing.
    case unknown(kept: [Job], failed: [Job])
  }

  /// How many jobs share a commit at most: as many savepoints as a server keeps in the memory that all its
  /// sessions look into; with more, every reader would look them up on the disk.
  static let batchLimit = 60
  /// How often a job is tried that a lost session or a conflict has undone.
  private static let triesMax = 5

  private struct State {
    var connection: PostgresConnection?
    var isClosed = false
  }

  private let sessions: PostgresSessions
  private let lock: PostgresLock
  private let signals: SignalBoard
  /// The lock is never contended, it lets the compiler check that.
  private let state: Mutex<State>

  init(_ sessions: PostgresSessions, signals: SignalBoard) throws(SQLFailure) {
    let (connection, facts) = try sessions.open(.writing)
    self.sessions = sessions
    self.signals = signals
    lock = PostgresLock(schema: facts.schema)
    state = Mutex(State(connection: connection))
  }

  /// The channel on which the programs on this database tell each other of their signals.
  var channel: String { lock.channel }

  func close() {
    state.withLock { $0 = State(connection: nil, isClosed: true) }
  }

  func commit(_ batch: ArraySlice<Job>) -> [Job.End] {
    state.withLock { state in
      if state.isClosed { return Self.fail(batch, SQLFailure.closed) }
      switch attempt(batch, on: &state.connection) {
      case .done(let ends): return ends
      case .refused(let failure): return Self.fail(batch, failure)
      // One by one: a job that brings the session down takes nobody with it.
      case .undone: return batch.flatMap { commit(alone: $0, on: &state.connection) }
      case .unknown(let kept, let failed):
        return Self.fail(kept, SQLFailure.outcomeUnknown)
          + failed.flatMap { commit(alone: $0, on: &state.connection) }
      }
    }
  }

  private static func fail(_ jobs: some Sequence<Job>, _ failure: SQLFailure) -> [Job.End] {
    jobs.map { job in { job.fail(failure) } }
  }

  private func commit(alone job: Job, on kept: inout PostgresConnection?) -> [Job.End] {
    var last = SQLFailure.busy
    for number in 1...Self.triesMax {
      switch attempt([job], on: &kept) {
      case .done(let ends): return ends
      case .refused(let failure): return Self.fail([job], failure)
      case .unknown: return Self.fail([job], .outcomeUnknown)
      case .undone(let failure): last = failure
      }
      PostgresSessions.rest(.milliseconds(20 * number) * Double.random(in: 0.5...1))
    }
    return Self.fail([job], last)
  }

  /// Runs a batch in one transaction.
  private func attempt(
    _ batch: ArraySlice<Job>, on kept: inout PostgresConnection?
  ) -> Outcome {
    let connection: PostgresConnection
    do {
      connection = try sessions.ready(
        &kept, .writing, until: .now + PostgresSessions.patience)
    } catch {
      return .refused(error)
    }
    let start = connection.mark
    connection.begin(lock.begin)
    var done: [(job: Job, succeed: Job.End)] = []
    var failed: [(job: Job, error: any Error)] = []
    for job in batch {
      let mark = connection.mark
      do {
        let succeed =
          batch.count == 1
          ? try job.perform(Transaction(connection: connection))
          : try Self.perform(job, among: connection)
        done.append((job, succeed))
      } catch {
        failed.append((job, error))
        if connection.forget(since: mark) {
          connection.later("ROLLBACK TO SAVEPOINT job")
          connection.later("RELEASE SAVEPOINT job")
        }
      }
      if let doom = connection.doom {
        connection.leave("ROLLBACK", since: start)
        return if case .refused(let failure) = doom { .refused(failure) } else {
          .undone(doom.failure)
        }
      }
    }
    let ends: [Job.End] = failed.map { failed in { failed.job.fail(failed.error) } }
    if done.isEmpty {
      connection.leave("ROLLBACK", since: start)
      return .done(ends)
    }
    do {
      try commit(connection)
    } catch {
      if connection.isLost { return .unknown(kept: done.map(\.job), failed: failed.map(\.job)) }
      connection.leave("ROLLBACK", since: start)
      if case .conflict = connection.doom { return .undone(error) }
      return .done(ends + Self.fail(done.map(\.job), error))
    }
    return .done(ends + done.map(\.succeed))
  }

  /// Runs one job of several, in a savepoint.
  private static func perform(_ job: Job, among connection: PostgresConnection) throws -> Job.End {
    connection.later("SAVEPOINT job")
    let succeed = try job.perform(Transaction(connection: connection))
    // Found at the commit, a dangling reference would fail the others of the batch too.
    connection.later("SET CONSTRAINTS ALL IMMEDIATE")
    connection.later("SET CONSTRAINTS ALL DEFERRED")
    try connection.control("RELEASE SAVEPOINT job")
    return succeed
  }

  private func commit(_ connection: PostgresConnection) throws(SQLFailure) {
    let given = connection.takeSignals()
    for signal in given { connection.later(lock.notice(of: signal)) }
    let command = try connection.finish("COMMIT")
    // What the server says of a transaction in which a statement had failed that a job passed over.
    guard command == "COMMIT" else { throw .postgres(state: "25P02", message: "", command) }
    signals.give(given)
  }
}

/// The lock that whoever writes holds from its first statement until its commit is to be seen.
///
/// One for every schema, so that several bureaus can share a database.
struct PostgresLock: Sendable {
  let key: Int64

  init(schema: String) {
    key = Int64(bitPattern: Fingerprint("banjie write \(schema)".utf8).value)
  }

  /// What a transaction that writes begins with.
  ///
  /// READ COMMITTED: each statement sees what is committed when it begins, so the first after the lock sees all that
  /// was written before; under any higher level the wait for the lock would itself fix what is seen.
  var begin: [PostgresConnection.Command] {
    [
      .init(text: "BEGIN ISOLATION LEVEL READ COMMITTED", role: .gate),
      .init(text: "SELECT pg_advisory_xact_lock($1)", values: [.integer(key)], role: .gate),
    ]
  }

  var channel: String { "banjie_\(UInt64(bitPattern: key))" }

  func notice(of signal: Signal) -> PostgresConnection.Command {
    .init(
      text: "SELECT pg_notify($1, $2)", values: [.text(channel), .text(signal.name)], role: .control
    )
  }
}
