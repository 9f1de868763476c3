// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import SQL

/// One unit of work: everything done in it is kept together, or nothing is.
///
/// It lives inside one transaction and is handed to the closure of ``Journal/perform(as:key:_:)`` and to
/// policies. It may be run again from the start after a conflict, so a closure has no effects but these.
package struct UnitOfWork {
  package let transaction: Transaction
  package let now: Instant
  package let actor: Actor
  let register: Register
  let depth: Int
  let loaded: LoadedStates

  /// How deep policies may call one another.
  private static let depthMax = 8

  package var moment: Moment { Moment(at: now, actor: actor.id) }

  /// The same unit of work, acting as somebody else.
  package func acting(as actor: Actor) -> UnitOfWork {
    UnitOfWork(
      transaction: transaction, now: now, actor: actor, register: register, depth: depth,
      loaded: loaded)
  }

  /// Carries a command out: decides, appends the events, brings the projections up to date, runs the
  /// policies.
  ///
  /// - Parameters:
  ///   - expected: the version that the actor has seen; another one in the store refuses the command.
  ///   - context: what the decision needs, given the state.
  /// - Returns: the version after the command (and before what policies added).
  /// - Throws: the aggregate's refusal, or ``JournalFailure``.
  @discardableResult
  package func execute<A: Aggregate>(
    _ command: A.Command, on stream: Stream<A>, expecting expected: Int? = nil,
    context: (A) throws -> A.Context
  ) throws -> Int {
    guard depth < Self.depthMax else { throw JournalFailure.tooDeep(stream: "\(stream)") }
    let loaded = try state(of: stream)
    if let expected, expected != loaded.version {
      throw JournalFailure.changed(
        stream: "\(stream)", expected: expected, found: loaded.version)
    }
    let events = try loaded.state.decide(command, try context(loaded.state))
    return try record(events, on: stream, state: loaded.state, version: loaded.version)
  }

  /// The state of an aggregate and its version, with what this unit of work has added.
  package func state<A: Aggregate>(of stream: Stream<A>) throws -> (state: A, version: Int) {
    if let known = loaded.state(of: stream) { return known }
    let read = try EventTable.state(
      of: stream, from: loaded.earlier.state(of: stream), in: transaction)
    loaded.keep(read.state, version: read.version, of: stream)
    return read
  }

  private func record<A: Aggregate>(
    _ events: [A.Event], on stream: Stream<A>, state before: A, version start: Int
  ) throws -> Int {
    let parts = register.parts(of: A.self)
    var state = before
    var recorded: [Recorded<A.Event>] = []
    for event in events {
      let version = start + recorded.count + 1
      let position = try EventTable.append(
        event, kind: A.kind, stream: "\(stream)", version: version, moment: moment,
        in: transaction)
      state.apply(event, at: moment)
      let entry = Recorded(
        position: position, id: stream.id, version: version, moment: moment, event: event)
      for projection in parts.projections {
        try projection.project(entry, state, transaction)
      }
      recorded.append(entry)
    }
    let version = start + recorded.count
    try EventTable.snapshotIfDue(
      state, of: stream, version: version, previous: start, in: transaction)
    loaded.keep(state, version: version, of: stream)
    let deeper = UnitOfWork(
      transaction: transaction, now: now, actor: .system, register: register, depth: depth + 1,
      loaded: loaded)
    for entry in recorded {
      for policy in parts.policies { try policy.react(entry, state, deeper) }
    }
    return version
  }

  /// Records a change of a plain table (reference data, an account) as an event, for the audit.
  package func note<Event: Encodable>(_ event: Event, kind: String, id: String) throws {
    let stream = "\(kind)/\(id)"
    let version = try EventTable.lastVersion(of: stream, in: transaction) + 1
    _ = try EventTable.append(
      event, kind: kind, stream: stream, version: version, moment: moment, in: transaction)
  }

  /// The next number of a series: 1, 2, 3 … without a gap, since it is taken in the transaction.
  package func next(_ series: String) throws -> Int {
    try transaction.first(
      """
      INSERT INTO journal_counter (name, value) VALUES (\(series), 1)
      ON CONFLICT (name) DO UPDATE SET value = journal_counter.value + 1
      RETURNING value
      """
    ) { try $0[0] } ?? 1
  }

  /// Leaves a message for something outside this machine; it is delivered after the commit, at least
  /// once, in order within its topic.
  package func post<Body: Encodable>(_ body: Body, to topic: String) throws {
    let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    try transaction.run(
      """
      INSERT INTO journal_outbox (topic, body, created_at, attempts, retry_at)
      VALUES (\(topic), \(text), \(now), 0, \(now))
      """)
  }
}

/// The aggregates that one unit of work has touched, so that policies need not fold them anew.
///
/// It does not follow a savepoint that is rolled back inside the unit: `execute` stands outside of those.
/// A class, because a unit of work hands copies of itself to its policies; it lives and dies with the
/// transaction, on the one thread that runs it.
final class LoadedStates {
  private(set) var states: [String: StateCache.Entry] = [:]
  /// What earlier units of work have left in memory.
  let earlier: StateCache

  init(_ earlier: StateCache) { self.earlier = earlier }

  func state<A: Aggregate>(of stream: Stream<A>) -> (state: A, version: Int)? {
    guard let entry = states["\(stream)"], let state = entry.state as? A else { return nil }
    return (state, entry.version)
  }

  func keep<A: Aggregate>(_ state: A, version: Int, of stream: Stream<A>) {
    states["\(stream)"] = StateCache.Entry(state: state, version: version)
  }
}
