// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Logging
import SQL

/// Turns deadlines that have come into commands, and delivers the outbox, until it is cancelled.
package struct Scheduler: Sendable {
  private let journal: Journal
  private let sinks: [String: any Sink]
  private let logger: Logger
  private let pause: Duration

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
      } catch {
        logger.error("scheduler", metadata: ["failure": "\(error)"])
      }
      try? await Task.sleep(for: pause)
    }
  }

  /// How many deadlines one round takes at most.
  private static let batchMax = 200

  /// Fires every deadline that has come, each in a transaction of its own.
  /// - Returns: how many fired and were settled.
  @discardableResult
  package func fireDue() async throws -> Int {
    let now = journal.clock.now
    let due = try await journal.database.read {
      try DeadlineTable.due(by: now, limit: Self.batchMax, in: $0)
    }
    var fired = 0
    for deadline in due {
      do {
        if try await fire(deadline) { fired += 1 }
      } catch {
        logger.error(
          "deadline",
          metadata: [
            "stream": "\(deadline.stream)", "name": "\(deadline.name)", "failure": "\(error)",
          ])
        let failure = "\(error)"
        try await journal.database.write { transaction in
          try DeadlineTable.failed(deadline, failure, at: now, in: transaction)
        }
      }
    }
    return fired
  }

  /// A deadline whose handler left it standing, which would fire for ever.
  private struct Unsettled: Error {}

  /// - Returns: whether it was this call that settled it.
  private func fire(_ deadline: DeadlineTable.Due) async throws -> Bool {
    guard let handler = journal.register.deadlines[deadline.name] else {
      throw JournalFailure.unhandledDeadline(name: deadline.name)
    }
    return try await journal.perform(as: .system) { unit in
      // Another node, or a command in between, may have settled it.
      guard try DeadlineTable.stands(deadline, in: unit.transaction) else { return false }
      try handler.fire(deadline.id, unit)
      guard try !DeadlineTable.stands(deadline, in: unit.transaction) else { throw Unsettled() }
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

  /// Delivers what waits in the outbox, in order within each topic.
  @discardableResult
  package func deliverOutbox() async throws -> Int {
    var delivered = 0
    for (topic, sink) in sinks {
      while let message = try await OutboxTable.next(
        of: topic, at: journal.clock.now, in: journal.database)
      {
        do {
          try await sink.deliver(message)
          try await OutboxTable.delivered(message, at: journal.clock.now, in: journal.database)
          delivered += 1
        } catch {
          logger.warning(
            "outbox", metadata: ["topic": "\(topic)", "id": "\(message.id)"])
          try await OutboxTable.failed(message, at: journal.clock.now, in: journal.database)
          break
        }
      }
    }
    return delivered
  }
}
