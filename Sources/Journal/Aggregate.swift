// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A thing whose history the journal keeps: a value, its state folded from its events.
///
/// `decide` and `apply` are pure. All that comes from outside is in the context; all that is known of an
/// event's circumstances (when, by whom) is in its ``Moment``, so events need not repeat it. A state is compared as a
/// value, never by its encoding, in which a set has no fixed order.
package protocol Aggregate: Codable, Equatable, Sendable {
  associatedtype Command: Sendable
  /// Past-tense facts: an enum, each case's name the type of the event, its payload small and free of
  /// personal data.
  associatedtype Event: Codable & Sendable
  /// What a decision needs from outside: the item's version, the calendar, the actor, the time.
  associatedtype Context: Sendable
  /// The reasons to say no, each with its legal basis.
  associatedtype Refusal: Error

  /// The kind of stream, for instance `case`; never changes once events exist.
  static var kind: String { get }
  /// The number of the shape of the state; raising it discards stored snapshots, never events.
  static var format: Int { get }

  /// The state before the first event.
  init()

  /// What follows from a command, or why it is refused.
  func decide(_ command: Command, _ context: Context) throws(Refusal) -> [Event]

  /// Takes one fact in. Never fails: what has happened has happened.
  mutating func apply(_ event: Event, at moment: Moment)
}

extension Aggregate {
  package static var format: Int { 1 }
}

/// When something happened, and by whom.
package struct Moment: Sendable, Hashable, Codable {
  package let at: Instant
  /// The account's identifier.
  package let actor: String

  package init(at: Instant, actor: String) {
    self.at = at
    self.actor = actor
  }
}

/// The name of one aggregate's history: `case/3f9c…`.
package struct Stream<A: Aggregate>: Sendable, Hashable, CustomStringConvertible {
  package let id: String

  package init(_ id: String) { self.id = id }

  package var description: String { "\(A.kind)/\(id)" }
}

/// An event as the journal keeps it.
package struct Recorded<Event: Sendable>: Sendable {
  /// The identifier of the aggregate, without its kind.
  package let id: String
  /// Its place in its stream, from 1.
  package let version: Int
  package let moment: Moment
  package let event: Event
}
