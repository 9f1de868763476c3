// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The one connection that writes.
///
/// A batch is one transaction, each job in a savepoint of its own; a job alone needs none, and a large one would suffer
/// from it: SQLite walks through all that it keeps for the savepoint's sake at the end of many a statement.
final class SQLiteCommitter: Committer {
  /// Nil once closed.
  ///
  /// The lock is never contended, it lets the compiler check that.
  private let connection: Mutex<SQLiteConnection?>
  private let signals: SignalBoard

  init(path: String, isLasting: Bool, signals: SignalBoard) throws(SQLFailure) {
    connection = Mutex(try SQLiteConnection(path: path, for: .writing, isLasting: isLasting))
    self.signals = signals
  }

  func close() {
    connection.withLock { $0 = nil }
  }

  func commit(_ batch: ArraySlice<Job>) -> [Job.End] {
    let ends = connection.withLock { connection in
      connection.map { connection in
        let ends = Self.commit(batch, on: connection)
        signals.give(connection.takeSignals())
        return ends
      }
    }
    return ends ?? batch.map { job in { job.fail(SQLFailure.closed) } }
  }

  private static func commit(
    _ batch: ArraySlice<Job>, on connection: SQLiteConnection
  ) -> [Job.End] {
    var ends: [Job.End] = []
    var kept: [(job: Job, succeed: Job.End)] = []
    let isAlone = batch.count == 1
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
        if !isAlone { try connection.control("SAVEPOINT job") }
      } catch {
        // The lock was not to be had, or the disk is gone: the rest would each wait as long, and in vain.
        lose(error)
        return ends + batch.dropFirst(done).map { job in { job.fail(error) } }
      }
      do {
        let succeed = try perform(job, on: connection)
        if !isAlone { try connection.control("RELEASE SAVEPOINT job") }
        kept.append((job, succeed))
      } catch {
        ends.append { job.fail(error) }
        if isAlone {
          lose(error)
          return ends
        }
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

  private static func perform(_ job: Job, on connection: SQLiteConnection) throws -> Job.End {
    let succeed = try job.perform(Transaction(connection: connection))
    // A full disk or a read error makes SQLite take everything back by itself; the body need not have told.
    if connection.isIdle { throw SQLFailure.disk("SQLite has taken the work back") }
    // Found at the commit, a dangling reference would fail the others of the batch too.
    if connection.hasDanglingReference { throw SQLFailure.foreignKey }
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
