// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// A unit of work whose type of result is known only to the one who waits for it.
struct Job: Sendable {
  /// Tells a waiting task how its job has ended.
  typealias End = @Sendable () -> Void

  /// Does the work and returns what tells the waiting task of its success.
  let perform: @Sendable (Transaction) throws -> End
  /// Tells the waiting task of a failure.
  let fail: @Sendable (any Error) -> Void
}

/// What commits batches for an engine; called by one thread at a time.
protocol Committer: Sendable {
  /// Makes a batch durable, each job all or nothing.
  ///
  /// What is returned tells each waiting task how its own job ended.
  func commit(_ batch: ArraySlice<Job>) -> [Job.End]

  /// Lets go of the connection; batches that come later fail.
  func close()
}

/// Those who wait to write, and the one thread that serves them.
///
/// Group commit: whatever was queued while the last commit went to the disk makes up the next batch, and every job
/// hears of its end only after the commit. There is no artificial delay, so a lone writer waits for nobody.
final class WriteQueue: Sendable {
  private struct State {
    var waiting: [Job] = []
    /// Whether the writer's thread is at work, or has been called.
    var isDraining = false
    var isClosed = false
  }

  private let committer: any Committer
  /// How many jobs share a commit at most, so that the first of them need not wait for thousands.
  private let batchLimit: Int
  private let queue = DispatchQueue(label: "SQL writer")
  private let state = Mutex(State())

  init(_ committer: any Committer, batchLimit: Int) {
    self.committer = committer
    self.batchLimit = batchLimit
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
      committer.close()
    } else {
      queue.sync { committer.close() }
    }
  }

  private func drain() {
    while true {
      let batch = nextBatch()
      if batch.isEmpty { return }
      for end in committer.commit(batch) { end() }
    }
  }

  private func nextBatch() -> ArraySlice<Job> {
    state.withLock { state in
      let batch = state.waiting.prefix(batchLimit)
      if batch.count == state.waiting.count {
        state.waiting = []
      } else {
        state.waiting.removeFirst(batch.count)
      }
      if batch.isEmpty { state.isDraining = false }
      return batch
    }
  }
}
