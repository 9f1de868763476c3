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
  let loaded: Touched
  /// Whether a history is written down that has happened already, so that nobody is told of it any more.
  package internal(set) var isRetelling = false

  /// How deep policies may call one another.
  private static let depthMax = 8

  package var moment: Moment { Moment(at: now, actor: actor.id) }

  /// The same unit of work, acting as somebody else.
  ///
  package func acting(as actor: Actor) -> UnitOfWork {
    UnitOfWork(
      transaction: transaction, now: now, actor: actor, register: register, depth: depth,
      loaded: loaded, isRetelling: isRetelling)
  }

  /// The same unit of work, writing down what somebody did at another time: whatever is to be told outside was told
  /// then.
  package func retelling(_ actor: Actor, at instant: Instant) -> UnitOfWork {
    UnitOfWork(
      transaction: transaction, now: instant, actor: actor, register: register, depth: depth,
      loaded: loaded, isRetelling: true)
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

  /// Carries out the first command of an aggregate, under a name that was made for it.
  ///
  /// Nothing is read, since nothing can be there.
  /// - Throws: the aggregate's refusal, or ``JournalFailure``; `SQLFailure.unique` where the name is taken.
  package func begin<A: Aggregate>(
    _ stream: Stream<A>, by command: A.Command, context: A.Context
  ) throws {
    guard depth < Self.depthMax else { throw JournalFailure.tooDeep(stream: "\(stream)") }
    let events = try A().decide(command, context)
    _ = try record(events, on: stream, state: A(), version: 0)
  }

  /// The state of an aggregate and its version, with what this unit of work has added.
  package func state<A: Aggregate>(of stream: Stream<A>) throws -> (state: A, version: Int) {
    if let known = loaded.state(of: stream) { return known }
    let kept = try loaded.earlier.state(of: stream).flatMap {
      try EventTable.state(of: stream, from: $0, in: transaction)
    }
    let read = try kept ?? EventTable.state(of: stream, in: transaction)
    loaded.keep(read.state, version: read.version, at: nil, of: stream)
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
      try EventTable.append(
        event, kind: A.kind, stream: "\(stream)", version: version, moment: moment,
        in: transaction)
      state.apply(event, at: moment)
      let entry = Recorded(id: stream.id, version: version, moment: moment, event: event)
      for projection in parts.projections where !projection.isOfEnd {
        try projection.project(entry, state, transaction)
      }
      recorded.append(entry)
    }
    let version = start + recorded.count
    try EventTable.snapshotIfDue(
      state, of: stream, version: version, previous: start, in: transaction)
    loaded.keep(state, version: version, at: recorded.last?.moment.at, of: stream)
    if let last = recorded.last {
      loaded.atEnd(of: stream) { transaction in
        for projection in parts.projections where projection.isOfEnd {
          try projection.project(last, state, transaction)
        }
      }
    }
    let deeper = UnitOfWork(
      transaction: transaction, now: now, actor: .system, register: register, depth: depth + 1,
      loaded: loaded, isRetelling: isRetelling)
    for entry in recorded {
      for policy in parts.policies { try policy.react(entry, state, deeper) }
    }
    return version
  }

  /// Records a change of a plain table (reference data, an account) as an event, for the audit.
  package func note<Event: Encodable>(_ event: Event, kind: String, id: String) throws {
    let stream = "\(kind)/\(id)"
    let version = try EventTable.lastVersion(of: stream, in: transaction) + 1
    try EventTable.append(
      event, kind: kind, stream: stream, version: version, moment: moment, in: transaction)
  }

  /// The next number of a series: 1, 2, 3 … without a gap, since it is taken in the transaction.
  package func next(_ series: String) throws -> Int {
    if let number = loaded.next(series) { return number }
    let number: Int = try transaction.one(
      """
      INSERT INTO journal_counter (name, value) VALUES (\(series), 1)
      ON CONFLICT (name) DO UPDATE SET value = journal_counter.value + 1
      RETURNING value
      """)
    loaded.took(number, of: series)
    return number
  }

  /// Writes down what was put off to the end of the work; done by itself before it is kept, and by whoever wants to
  /// read the projections within it.
  func settle() throws {
    try loaded.settle(in: transaction)
  }

  /// Leaves a message for something outside this machine; it is delivered after the commit, at least
  /// once, in order within its topic.
  package func post<Body: Encodable>(_ body: Body, to topic: String) throws {
    let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    try OutboxTable.append(
      text, to: topic, at: now, isDelivered: isRetelling, in: transaction)
  }
}
