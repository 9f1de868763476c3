// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// What is due when: rows that projections set, and that the scheduler turns into commands.
package enum DeadlineTable {
  /// A deadline that has come.
  struct Due: Sendable {
    let stream: String
    let name: String
    let due: Instant

    /// The identifier of the aggregate, without its kind.
    var id: String {
      String(stream.drop { $0 != "/" }.dropFirst())
    }
  }

  /// Sets or moves a deadline of an aggregate; called by projections only, so that it can be rebuilt.
  package static func set<A: Aggregate>(
    _ name: String, of stream: Stream<A>, due: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO journal_deadline (stream, name, due) VALUES (\(stream.description), \(name), \(due))
      ON CONFLICT (stream, name) DO UPDATE SET due = excluded.due
      """)
  }

  /// Takes a deadline away, if there is one.
  package static func clear<A: Aggregate>(
    _ name: String, of stream: Stream<A>, in transaction: Transaction
  ) throws {
    try transaction.run(
      "DELETE FROM journal_deadline WHERE stream = \(stream.description) AND name = \(name)")
  }

  /// The deadlines that have come, oldest first, but for those that rest after a failure.
  ///
  /// A rest that ends later than any could was begun before the clock was put back.
  private static func due(by now: Instant) -> Statement {
    let last = now.adding(milliseconds: retryMillisecondsMax)
    return """
      SELECT d.stream, d.name, d.due FROM journal_deadline d
      WHERE d.due <= \(now) AND NOT EXISTS (
        SELECT 1 FROM journal_deadline_attempt a
        WHERE a.stream = d.stream AND a.name = d.name AND a.due = d.due
          AND a.retry_at > \(now) AND a.retry_at <= \(last))
      ORDER BY d.due, d.stream, d.name LIMIT 1
      """
  }

  /// Whether any deadline has come.
  static func isAnyDue(by now: Instant, in reader: some Reading) throws -> Bool {
    try reader.exists(due(by: now))
  }

  /// Takes the oldest deadline that has come: until the commit no other node takes it.
  static func claim(by now: Instant, in transaction: Transaction) throws -> Due? {
    try transaction.first("\(due(by: now)) \(.skipLocked)") {
      Due(stream: try $0[0], name: try $0[1], due: try $0[2])
    }
  }

  static func stands(_ deadline: Due, in reader: some Reading) throws -> Bool {
    try reader.exists(
      """
      SELECT 1 FROM journal_deadline WHERE stream = \(deadline.stream) AND name = \(deadline.name)
      AND due = \(deadline.due)
      """)
  }

  /// The longest pause between two tries of a deadline that fails, in milliseconds.
  private static let retryMillisecondsMax: Int64 = 3_600_000

  /// Remembers that firing failed, and when to try again: after a minute, then twice as long each time.
  static func failed(
    _ deadline: Due, _ failure: String, at now: Instant, in transaction: Transaction
  ) throws {
    let before: Int =
      try transaction.first(
        """
        SELECT attempts FROM journal_deadline_attempt
        WHERE stream = \(deadline.stream) AND name = \(deadline.name) AND due = \(deadline.due)
        """
      ) { try $0[0] } ?? 0
    let pause = min(60_000 << Int64(min(before, 6)), retryMillisecondsMax)
    try transaction.run(
      """
      INSERT INTO journal_deadline_attempt (stream, name, due, attempts, retry_at, failure)
      VALUES (\(deadline.stream), \(deadline.name), \(deadline.due), \(before + 1), \
      \(now.adding(milliseconds: pause)), \(failure))
      ON CONFLICT (stream, name) DO UPDATE SET due = excluded.due, attempts = excluded.attempts,
        retry_at = excluded.retry_at, failure = excluded.failure
      """)
  }
}
