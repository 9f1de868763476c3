// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// The one connection that writes, with the queue of those who wait for it.
///
/// Group commit: whatever was queued while the last commit went to the disk makes up the next batch. A batch is one
/// transaction, each job in a savepoint of its own; every job hears of its end only after the commit. There is no
/// artificial delay, so a lone writer waits for nobody.
final class SQLiteWriter: Sendable {
  /// A unit of work whose type of result is known only to the one who waits for it.
  struct Job: Sendable {
    /// Does the work and returns what tells the waiting task of its success.
    let perform: @Sendable (Transaction) throws -> @Sendable () -> Void
    /// Tells the waiting task of a failure.
    let fail: @Sendable (any Error) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    /// Whether the writer's thread is at work, or has been called.
    var isDraining = false
    var isClosed = false
  }

  /// How many jobs share a commit at most, so that the first of them need not wait for thousands.
  private static let batchLimit = 512

  private let queue = DispatchQueue(label: "SQL writer")
  private let state = Mutex(State())
  /// Touched by `queue` only; nil once closed.
  ///
  /// The lock is never contended, it lets the compiler check that.
  private let connection: Mutex<SQLiteConnection?>

  init(path: String, isLasting: Bool) throws(SQLFailure) {
    connection = Mutex(try SQLiteConnection(path: path, for: .writing, isLasting: isLasting))
    queue.setSpecific(key: Self.place, value: ObjectIdentifier(self))
  }

  /// Tells code that runs on a writer's queue whose queue it is.
  private static let place = DispatchSpecificKey<ObjectIdentifier>()

  /// Queues a unit of work and returns its value after the commit.
  nonisolated(nonsending) func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      submit(
        Job(
          perform: { transaction in
            let value = try body(transaction)
            return { continuation.resume(returning: value) }
          },
          fail: { continuation.resume(throwing: $0) }))
    }
  }

  private func submit(_ job: Job) {
    let isAccepted = state.withLock { state in
      if state.isClosed { return false }
      state.waiting.append(job)
      if !state.isDraining {
        state.isDraining = true
        // Inside the lock, so that `close` cannot come between the job and the call of the thread.
        queue.async { self.drain() }
      }
      return true
    }
    if !isAccepted { job.fail(SQLFailure.closed) }
  }

  /// Finishes the accepted jobs and closes the connection.
  func close() {
    state.withLock { $0.isClosed = true }
    // The last to hold the database may be a job's own body, which is released on the queue itself.
    if DispatchQueue.getSpecific(key: Self.place) == ObjectIdentifier(self) {
      connection.withLock { $0 = nil }
    } else {
      queue.sync { connection.withLock { $0 = nil } }
    }
  }

  private func drain() {
    while true {
      let batch = nextBatch()
      if batch.isEmpty { return }
      let ends = connection.withLock { connection in
        connection.map { Self.commit(batch, on: $0) }
      }
      for end in ends ?? batch.map({ job in { job.fail(SQLFailure.closed) } }) { end() }
    }
  }

  private func nextBatch() -> ArraySlice<Job> {
    state.withLock { state in
      let batch = state.waiting.prefix(Self.batchLimit)
      if batch.count == state.waiting.count {
        state.waiting = []
      } else {
        state.waiting.removeFirst(batch.count)
      }
      if batch.isEmpty { state.isDraining = false }
      return batch
    }
  }

  /// Runs the batch and commits it; what it returns tells each waiting task how its own job ended.
  private static func commit(
    _ batch: ArraySlice<Job>, on connection: SQLiteConnection
  ) -> [@Sendable () -> Void] {
    var ends: [@Sendable () -> Void] = []
    var kept: [(job: Job, succeed: @Sendable () -> Void)] = []
    ends.reserveCapacity(batch.count)
    kept.reserveCapacity(batch.count)
    /// The transaction is lost, and with it whatever was done in it.
    func lose(_ error: any Error) {
      if !connection.isIdle { try? connection.control("ROLLBACK") }
      for (job, _) in kept { ends.append { job.fail(error) } }
      kept = []
    }
    for (done, job) in batch.enumerated() {
      do {
        if connection.isIdle { try connection.control("BEGIN IMMEDIATE") }
        try connection.control("SAVEPOINT job")
      } catch {
        // The lock was not to be had, or the disk is gone: the rest would each wait as long, and in vain.
        lose(error)
        return ends + batch.dropFirst(done).map { job in { job.fail(error) } }
      }
      do {
        let succeed = try perform(job, on: connection)
        kept.append((job, succeed))
      } catch {
        ends.append { job.fail(error) }
        // A full disk or a read error makes SQLite roll back everything: then nobody's work is there any more.
        if !undoJob(on: connection) { lose(error) }
      }
    }
    if connection.isIdle { return ends }
    do {
      try connection.control("COMMIT")
      for (_, succeed) in kept { ends.append(succeed) }
    } catch {
      lose(error)
    }
    return ends
  }

  private static func perform(
    _ job: Job, on connection: SQLiteConnection
  ) throws -> @Sendable () -> Void {
    let succeed = try job.perform(Transaction(connection: connection))
    // Found at the commit, a dangling reference would fail the others of the batch too.
    if connection.hasDanglingReference { throw SQLFailure.foreignKey }
    try connection.control("RELEASE SAVEPOINT job")
    return succeed
  }

  /// Takes back what the last job did; false when the whole transaction is gone.
  private static func undoJob(on connection: SQLiteConnection) -> Bool {
    if connection.isIdle { return false }
    do {
      try connection.control("ROLLBACK TO SAVEPOINT job")
      try connection.control("RELEASE SAVEPOINT job")
      return true
    } catch {
      return false
    }
  }
}
