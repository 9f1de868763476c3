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
  /// Who delivers a topic, so that its messages go out in order though several nodes run.
  struct Claim: Sendable {
    let topic: String
    /// The name of a scheduler, which no other has.
    let holder: String
  }

  /// How long a claim lasts that its holder does not renew, in milliseconds.
  ///
  /// Whoever takes longer over one message may find that another node has delivered it as well.
  static let claimMilliseconds: Int64 = 60_000

  private static let columns = Columns(
    of: "journal_outbox", "topic", "body", "created_at", "attempts", "retry_at", "delivered_at")

  /// - Parameter body: JSON.
  static func append(
    _ body: String, to topic: String, at now: Instant, isDelivered: Bool,
    in transaction: Transaction
  ) throws {
    try transaction.append(
      [topic, body, now, 0, now, isDelivered ? now : Instant?.none], to: columns)
  }

  /// Takes a topic, or holds on to it, and finds what is to be delivered next.
  /// - Returns: nil when another node has the topic, or when there is nothing to deliver; then it is free again.
  static func take(
    _ claim: Claim, at now: Instant, in transaction: Transaction
  ) throws -> OutboxMessage? {
    let until = now.adding(milliseconds: claimMilliseconds)
    // A claim that ends later than any could was made before the clock was put back.
    let last = until.adding(milliseconds: claimMilliseconds)
    let taken = try transaction.rowsChanged(
      by: """
        INSERT INTO journal_outbox_claim (topic, holder, until)
        VALUES (\(claim.topic), \(claim.holder), \(until))
        ON CONFLICT (topic) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE journal_outbox_claim.holder = excluded.holder
          OR journal_outbox_claim.until <= \(now) OR journal_outbox_claim.until > \(last)
        """)
    guard taken == 1 else { return nil }
    let message = try next(of: claim.topic, at: now, in: transaction)
    if message == nil { try release(claim, in: transaction) }
    return message
  }

  /// Leaves a topic to the other nodes.
  static func release(_ claim: Claim, in transaction: Transaction) throws {
    try transaction.run(
      """
      DELETE FROM journal_outbox_claim
      WHERE topic = \(claim.topic) AND holder = \(claim.holder)
      """)
  }

  /// The oldest message of a topic that is not delivered, unless it rests after a failure.
  static func next(
    of topic: String, at now: Instant, in reader: some Reading
  ) throws -> OutboxMessage? {
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
    guard let oldest else { return nil }
    // A rest that ends later than any could was begun before the clock was put back.
    let last = now.adding(milliseconds: retryMillisecondsMax)
    let isResting = oldest.message.attempts > 0 && oldest.retryAt > now && oldest.retryAt <= last
    return isResting ? nil : oldest.message
  }

  static func delivered(
    _ message: OutboxMessage, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      "UPDATE journal_outbox SET delivered_at = \(now) WHERE id = \(message.id)")
  }

  /// The longest pause between two tries, in milliseconds.
  private static let retryMillisecondsMax: Int64 = 600_000

  static func failed(
    _ message: OutboxMessage, at now: Instant, in transaction: Transaction
  ) throws {
    let pause = min(1_000 << Int64(min(message.attempts, 10)), retryMillisecondsMax)
    try transaction.run(
      """
      UPDATE journal_outbox SET attempts = \(message.attempts + 1),
        retry_at = \(now.adding(milliseconds: pause)) WHERE id = \(message.id)
      """)
  }
}
