// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// A message for something outside this machine.
package struct OutboxMessage: Sendable {
  /// Grows within the outbox; a receiver that has seen it before drops the repeat.
  package let id: Int64
  package let topic: String
  /// JSON.
  package let body: String
  package let createdAt: Instant
  let attempts: Int
}

/// Something outside this machine that takes messages.
package protocol Sink: Sendable {
  /// Hands one message over. A thrown error means: try again later.
  func deliver(_ message: OutboxMessage) async throws
}

/// Every statement on the outbox.
enum OutboxTable {
  /// The oldest message of a topic that is not delivered, unless it rests after a failure.
  static func next(
    of topic: String, at now: Instant, in database: Database
  ) async throws -> OutboxMessage? {
    try await database.read { reader in
      let oldest: (message: OutboxMessage, retryAt: Instant)? = try reader.first(
        """
        SELECT id, body, created_at, attempts, retry_at FROM journal_outbox
        WHERE topic = \(topic) AND delivered_at IS NULL ORDER BY id LIMIT 1
        """
      ) { row in
        (
          OutboxMessage(
            id: try row[0], topic: topic, body: try row[1], createdAt: try row[2],
            attempts: try row[3]),
          try row[4]
        )
      }
      guard let oldest, oldest.retryAt <= now else { return nil }
      return oldest.message
    }
  }

  static func delivered(
    _ message: OutboxMessage, at now: Instant, in database: Database
  ) async throws {
    _ = try await database.write { transaction in
      try transaction.run(
        "UPDATE journal_outbox SET delivered_at = \(now) WHERE id = \(message.id)")
    }
  }

  /// The longest pause between two tries, in milliseconds.
  private static let retryMillisecondsMax: Int64 = 600_000

  static func failed(
    _ message: OutboxMessage, at now: Instant, in database: Database
  ) async throws {
    let pause = min(1_000 << Int64(min(message.attempts, 10)), retryMillisecondsMax)
    _ = try await database.write { transaction in
      try transaction.run(
        """
        UPDATE journal_outbox SET attempts = \(message.attempts + 1),
          retry_at = \(now.adding(milliseconds: pause)) WHERE id = \(message.id)
        """)
    }
  }
}
