// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import SQL

/// Something that a room registers with the journal: a projection, a policy, or what a deadline does.
package protocol JournalPart: Sendable {
  func register(in register: inout Register)
}

/// Keeps tables that screens and reports read, in the transaction of the events themselves.
package struct Projection<A: Aggregate>: JournalPart {
  /// The tables that this projection alone writes; a rebuild empties them first.
  let tables: [StaticString]
  /// Whether only the state at the end of a unit of work is projected.
  let isOfEnd: Bool
  let project: @Sendable (Recorded<A.Event>, A, Transaction) throws -> Void

  /// - Parameters:
  ///   - tables: the tables that this projection alone writes.
  ///   - project: given an event and the state after it, brings the tables up to date. It must depend on
  ///     nothing else, so that a rebuild gives the same rows.
  package init(
    _: A.Type, tables: [StaticString],
    _ project: @escaping @Sendable (Recorded<A.Event>, A, Transaction) throws -> Void
  ) {
    self.tables = tables
    isOfEnd = false
    self.project = project
  }

  /// A projection whose rows the state alone tells, so that each call replaces what the one before it wrote: of all
  /// that happens to an aggregate in one unit of work only the last event is projected, as the work is done.
  ///
  /// - Parameters:
  ///   - tables: the tables that this projection alone writes.
  ///   - project: given the last event and the state after it, brings the tables up to date.
  package init(
    ofEnd _: A.Type, tables: [StaticString],
    _ project: @escaping @Sendable (Recorded<A.Event>, A, Transaction) throws -> Void
  ) {
    self.tables = tables
    isOfEnd = true
    self.project = project
  }

  package func register(in register: inout Register) {
    register.change(A.self) { $0.projections.append(self) }
  }
}

/// Reacts to an event by commands to other aggregates, or by messages, in the same transaction.
package struct Policy<A: Aggregate>: JournalPart {
  let react: @Sendable (Recorded<A.Event>, A, UnitOfWork) throws -> Void

  /// - Parameter react: given an event and the state after the whole command; acts as the system.
  package init(
    _: A.Type, _ react: @escaping @Sendable (Recorded<A.Event>, A, UnitOfWork) throws -> Void
  ) {
    self.react = react
  }

  package func register(in register: inout Register) {
    register.change(A.self) { $0.policies.append(self) }
  }
}

/// What is done when a deadline comes.
package struct DeadlineHandler: JournalPart {
  let name: String
  let fire: @Sendable (_ id: String, UnitOfWork) throws -> Void

  /// - Parameters:
  ///   - name: the deadline's name, as the projection sets it.
  ///   - fire: executes the command; its events must clear the deadline or move it.
  package init(_ name: String, _ fire: @escaping @Sendable (String, UnitOfWork) throws -> Void) {
    self.name = name
    self.fire = fire
  }

  package func register(in register: inout Register) {
    register.deadlines[name] = self
  }
}

/// All that the rooms have registered, by the type of aggregate.
package struct Register: Sendable {
  private var parts: [ObjectIdentifier: any AnyParts] = [:]
  var deadlines: [String: DeadlineHandler] = [:]
  var inspections: [Inspection] = []
  var numberings: [Numbering] = []

  package init(_ parts: [any JournalPart]) {
    for part in parts { part.register(in: &self) }
  }

  mutating func change<A: Aggregate>(_: A.Type, _ change: (inout Parts<A>) -> Void) {
    var found = parts(of: A.self)
    change(&found)
    parts[ObjectIdentifier(A.self)] = found
  }

  func parts<A: Aggregate>(of _: A.Type) -> Parts<A> {
    parts[ObjectIdentifier(A.self)] as? Parts<A> ?? Parts<A>()
  }

  var all: [any AnyParts] { Array(parts.values) }
}

/// What is registered for one type of aggregate.
struct Parts<A: Aggregate>: Sendable {
  var projections: [Projection<A>] = []
  var policies: [Policy<A>] = []
}

/// ``Parts`` of a type that is not known where it is used.
protocol AnyParts: Sendable {
  var kind: String { get }
  var tables: [StaticString] { get }
  func replayer() -> any Replaying
  /// Whether a stored snapshot is what the events up to its version say; true where it is of another shape, and so
  /// never used.
  func isRight(_ snapshot: EventTable.StoredSnapshot, in reader: some Reading) throws -> Bool
}

extension Parts: AnyParts {
  var kind: String { A.kind }
  var tables: [StaticString] { projections.flatMap(\.tables) }
  func replayer() -> any Replaying { Replayer(parts: self) }

  func isRight(_ snapshot: EventTable.StoredSnapshot, in reader: some Reading) throws -> Bool {
    guard snapshot.format == A.format,
      let stored = try? JSONDecoder().decode(A.self, from: Data(snapshot.body.utf8))
    else { return true }
    var state = A()
    for event in try EventTable.events(of: snapshot.stream, in: reader)
    where event.version <= snapshot.version {
      state.apply(try event.decoded(A.Event.self).event, at: event.moment)
    }
    return state == stored
  }
}
