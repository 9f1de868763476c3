// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Logging
import SQL

/// Turns deadlines that have come into commands, and delivers the outbox, until it is cancelled.
package struct Scheduler: Sendable {
  private let journal: Journal
  private let sinks: [String: any Sink]
  private let logger: Logger
  private let pause: Duration
  /// The name of this scheduler among those of all nodes.
  private let name = UUID().uuidString

  /// - Parameters:
  ///   - sinks: where the messages of each topic go.
  ///   - pause: how long to rest when there was nothing to do.
  package init(
    journal: Journal, sinks: [String: any Sink] = [:], logger: Logger,
    pause: Duration = .seconds(1)
  ) {
    self.journal = journal
    self.sinks = sinks
    self.logger = logger
    self.pause = pause
  }

  /// Runs until the task is cancelled.
  package func run() async {
    while !Task.isCancelled {
      do {
        let fired = try await fireDue()
        let delivered = try await deliverOutbox()
        if fired + delivered > 0 { continue }
        if try await forgetAnswers() > 0 { continue }
      } catch is CancellationError where Task.isCancelled {
        // Told to stop amid a step, which is then done at the next start: no failure.
        return
      } catch {
        logger.error("scheduler", metadata: ["failure": "\(error)"])
      }
      try? await Task.sleep(for: pause)
    }
  }

  /// How many deadlines one round takes at most.
  private static let batchMax = 200

  /// Fires every deadline that has come, each in a transaction of its own.
  ///
  /// The transaction that fires a deadline takes it first, so however many schedulers run, each fires once, and they
  /// share the work.
  /// - Returns: how many this scheduler has fired and settled.
  @discardableResult
  package func fireDue() async throws -> Int {
    let now = journal.clock.now
    var fired = 0
    guard try await journal.database.read({ try DeadlineTable.isAnyDue(by: now, in: $0) }) else {
      return fired
    }
    for _ in 1...Self.batchMax {
      do {
        guard try await fireNext(by: now) else { break }
        fired += 1
      } catch let misfire as Misfire {
        let (deadline, failure) = (misfire.deadline, "\(misfire.cause)")
        logger.error(
          "deadline",
          metadata: [
            "stream": "\(deadline.stream)", "name": "\(deadline.name)", "failure": "\(failure)",
          ])
        try await journal.database.write { transaction in
          try DeadlineTable.failed(deadline, failure, at: now, in: transaction)
        }
      }
    }
    return fired
  }

  /// A deadline whose handler left it standing, which would fire for ever.
  private struct Unsettled: Error {}

  /// A deadline that could not be fired, and why.
  private struct Misfire: Error {
    let deadline: DeadlineTable.Due
    let cause: any Error
  }

  /// - Returns: whether there was one.
  private func fireNext(by now: Instant) async throws -> Bool {
    try await journal.perform(as: .system) { unit in
      guard let deadline = try DeadlineTable.claim(by: now, in: unit.transaction) else {
        return false
      }
      do {
        guard let handler = unit.register.deadlines[deadline.name] else {
          throw JournalFailure.unhandledDeadline(name: deadline.name)
        }
        try handler.fire(deadline.id, unit)
        try unit.settle()
        guard try !DeadlineTable.stands(deadline, in: unit.transaction) else { throw Unsettled() }
      } catch {
        throw Misfire(deadline: deadline, cause: error)
      }
      return true
    }
  }

  /// Forgets the answers to keyed commands that are a week old.
  /// - Returns: how many.
  @discardableResult
  package func forgetAnswers() async throws -> Int {
    let last = journal.clock.now.adding(milliseconds: -CommandTable.keptMilliseconds)
    let isAny = try await journal.database.read { try CommandTable.exists(before: last, in: $0) }
    guard isAny else { return 0 }
    return try await journal.database.write { try CommandTable.forget(before: last, in: $0) }
  }

  /// Delivers what waits in the outbox, in order within each topic: one scheduler has a topic at a time.
  @discardableResult
  package func deliverOutbox() async throws -> Int {
    var delivered = 0
    for (topic, sink) in sinks { delivered += try await deliver(topic, to: sink) }
    return delivered
  }

  private func deliver(_ topic: String, to sink: any Sink) async throws -> Int {
    let (database, clock) = (journal.database, journal.clock)
    let claim = OutboxTable.Claim(topic: topic, holder: name)
    let isWaiting = try await database.read {
      try OutboxTable.next(of: topic, at: clock.now, in: $0) != nil
    }
    guard isWaiting else { return 0 }
    var delivered = 0
    var next = try await database.write { try OutboxTable.take(claim, at: clock.now, in: $0) }
    while let message = next {
      do {
        try await sink.deliver(message)
      } catch {
        logger.warning("outbox", metadata: ["topic": "\(topic)", "id": "\(message.id)"])
        try await database.write { transaction in
          try OutboxTable.failed(message, at: clock.now, in: transaction)
          try OutboxTable.release(claim, in: transaction)
        }
        break
      }
      delivered += 1
      next = try await database.write { transaction in
        try OutboxTable.delivered(message, at: clock.now, in: transaction)
        return try OutboxTable.take(claim, at: clock.now, in: transaction)
      }
    }
    return delivered
  }
}
