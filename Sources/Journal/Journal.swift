// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import SQL

/// The keeper of everything that happens: commands in, events kept, projections and policies run, all in
/// one transaction.
package struct Journal: Sendable {
  package let database: Database
  package let clock: Clock
  let register: Register
  private let states: StateCache

  /// - Parameter statesKept: how many aggregates' states are kept in memory, and as many that were used before those.
  package init(
    database: Database, clock: Clock, parts: [any JournalPart], statesKept: Int = 8_192
  ) {
    states = StateCache(size: statesKept)
    self.database = database
    self.clock = clock
    self.register = Register(parts)
  }

  /// Does one unit of work for somebody, once.
  ///
  /// With a key, a repeat of the same request returns the first answer and does nothing; the same key
  /// with another request is refused. Where the connection is lost amid the commit, the key tells what became of it.
  /// - Throws: what the body throws, ``JournalFailure``, `SQLFailure`; `outcomeUnknown` only without a key, or
  ///   when the database stays away.
  package func perform<Answer: Codable & Sendable>(
    as actor: Actor, key: CommandKey? = nil,
    _ body: @escaping @Sendable (UnitOfWork) throws -> Answer
  ) async throws -> Answer {
    do {
      return try await attempt(as: actor, key: key, body)
    } catch SQLFailure.outcomeUnknown where key != nil {
      return try await settle(as: actor, key: key, body)
    } catch SQLFailure.unique {
      // Not by a race, since writes run one after the other. Should it be one all the same, the state is fresh on
      // the second try, and says so itself if the command no longer fits.
      return try await attempt(as: actor, key: key, body)
    }
  }

  /// How often it is asked what became of a unit of work, each time for as long as a write waits.
  private static let triesMax = 4

  /// Tries a unit of work again whose connection was lost amid the commit.
  ///
  /// A write that begins now sees how that one ended: its answer is kept under the key, or it never will be.
  /// - Throws: `outcomeUnknown` where no write gets through: what the first try did stays open.
  private func settle<Answer: Codable & Sendable>(
    as actor: Actor, key: CommandKey?, _ body: @escaping @Sendable (UnitOfWork) throws -> Answer
  ) async throws -> Answer {
    for _ in 1...Self.triesMax {
      do {
        return try await attempt(as: actor, key: key, body)
      } catch SQLFailure.outcomeUnknown, SQLFailure.unreachable, SQLFailure.busy {
        continue
      } catch SQLFailure.closed {
        break
      }
    }
    throw SQLFailure.outcomeUnknown
  }

  private func attempt<Answer: Codable & Sendable>(
    as actor: Actor, key: CommandKey?, _ body: @escaping @Sendable (UnitOfWork) throws -> Answer
  ) async throws -> Answer {
    let (answer, changed): (Answer, [String: StateCache.Entry])
    (answer, changed) = try await database.write { transaction in
      if let key,
        let answer: Answer = try CommandTable.answer(to: key, of: actor.id, in: transaction)
      {
        return (answer, [:])
      }
      let loaded = Touched(states)
      let unit = UnitOfWork(
        transaction: transaction, now: clock.now, actor: actor, register: register, depth: 0,
        loaded: loaded)
      let answer = try body(unit)
      try unit.settle()
      if let key {
        try CommandTable.keep(answer, for: key, of: actor.id, at: unit.now, in: transaction)
      }
      return (answer, loaded.states)
    }
    // Only now is it durable.
    states.keep(changed)
    return answer
  }

  /// The state of one aggregate and its version, 0 before its first event.
  package static func state<A: Aggregate>(
    of stream: Stream<A>, in reader: some Reading
  ) throws -> (state: A, version: Int) {
    try EventTable.state(of: stream, in: reader)
  }

  /// The state that a whole history leads to, and its version.
  package static func state<A: Aggregate>(
    of _: A.Type, after history: [Recorded<A.Event>]
  ) -> (state: A, version: Int) {
    var state = A()
    for entry in history { state.apply(entry.event, at: entry.moment) }
    return (state, history.last?.version ?? 0)
  }

  /// The whole history of one aggregate, oldest first.
  package static func history<A: Aggregate>(
    of stream: Stream<A>, in reader: some Reading
  ) throws -> [Recorded<A.Event>] {
    try EventTable.events(of: "\(stream)", in: reader).map { try $0.decoded(A.Event.self) }
  }
}

/// The caller's name for one request, so that a repeat is recognised.
package struct CommandKey: Sendable, Hashable {
  package let key: String
  /// A digest of what was asked, so that a key is not used for two different requests.
  package let request: String

  package init(_ key: String, request: String) {
    self.key = key
    self.request = request
  }
}

/// Every statement on the answers to keyed commands.
enum CommandTable {
  static func answer<Answer: Decodable>(
    to key: CommandKey, of actor: String, in transaction: Transaction
  ) throws -> Answer? {
    let found: (request: String, answer: String)? = try transaction.first(
      """
      SELECT request, answer FROM journal_command
      WHERE actor = \(actor) AND key = \(key.key)
      """
    ) { (try $0[0], try $0[1]) }
    guard let found else { return nil }
    guard found.request == key.request else { throw JournalFailure.keyReused(key: key.key) }
    return try JSONDecoder().decode([Answer].self, from: Data(found.answer.utf8)).first
  }

  /// How long an answer is kept for a repeat of its request, in milliseconds: a week.
  static let keptMilliseconds: Int64 = 7 * 86_400_000

  static func exists(before instant: Instant, in reader: some Reading) throws -> Bool {
    try reader.exists("SELECT 1 FROM journal_command WHERE at < \(instant) LIMIT 1")
  }

  /// Forgets the answers that nobody asks for any more.
  /// - Returns: how many; no more than a batch at once.
  static func forget(before instant: Instant, in transaction: Transaction) throws -> Int {
    try transaction.rowsChanged(
      by: """
        DELETE FROM journal_command WHERE (actor, key) IN (
          SELECT actor, key FROM journal_command WHERE at < \(instant) ORDER BY at LIMIT 1000)
        """)
  }

  static func keep<Answer: Encodable>(
    _ answer: Answer, for key: CommandKey, of actor: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    let text = String(decoding: try JSONEncoder().encode([answer]), as: UTF8.self)
    try transaction.run(
      """
      INSERT INTO journal_command (actor, key, request, answer, at)
      VALUES (\(actor), \(key.key), \(key.request), \(text), \(now))
      """)
  }
}
