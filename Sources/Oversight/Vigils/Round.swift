// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL

/// The round of all open cases (巡检): after a new version of the rules has come into force or a holiday notice has
/// moved days, every case is looked at once, and so is what was open before there was any supervision.
///
/// It goes on where it was left off, and nodes that make it at the same time share the work.
package struct Round: Sendable {
  let supervision: Supervision
  let journal: Journal

  package init(_ supervision: Supervision, journal: Journal) {
    self.supervision = supervision
    self.journal = journal
  }

  /// How many cases one transaction takes, so that nobody waits long for it.
  private static let batch = 100

  /// What the cases are looked at by: another calendar or other rules make another round.
  private var stamp: String {
    let book = supervision.books.inForce(on: journal.clock.now.day)
    return "\(supervision.calendar.version) \(book.version)"
  }

  /// Looks at the next few cases, unless the round is finished.
  ///
  /// - Returns: how many were looked at; nil when there is nothing to do.
  package func advance() async throws -> Int? {
    let stamp = stamp
    let isFinished = try await journal.database.read {
      try RoundTable.state(in: $0).map { $0.stamp == stamp && $0.isFinished } ?? false
    }
    guard !isFinished else { return nil }
    return try await journal.perform(as: .system) { unit in
      let state = try RoundTable.state(in: unit.transaction)
      guard state?.stamp != stamp || state?.isFinished == false else { return 0 }
      let place = state?.stamp == stamp ? state?.place : nil
      let cases = try CaseTable.open(
        after: place ?? "", limit: Self.batch, in: unit.transaction)
      for open in cases { try supervision.look(at: open.id, unit) }
      let next = cases.count == Self.batch ? cases.last?.id : nil
      try RoundTable.keep(
        RoundTable.State(stamp: stamp, place: next, isFinished: next == nil),
        in: unit.transaction)
      return cases.count
    }
  }

  /// Looks at every open case, whatever has been looked at before.
  /// - Returns: how many there were.
  package func make() async throws -> Int {
    try await journal.database.write { try RoundTable.forget(in: $0) }
    var count = 0
    while let looked = try await advance() { count += looked }
    return count
  }
}

/// The one row that says how far the round is.
private enum RoundTable {
  struct State: Sendable, Hashable {
    let stamp: String
    /// After which case it goes on; nil at the beginning, and when it is finished.
    let place: String?
    let isFinished: Bool
  }

  private static let name = "cases"

  static func state(in reader: some Reading) throws -> State? {
    try reader.first(
      "SELECT stamp, place, finished FROM oversight_round WHERE name = \(name)"
    ) { State(stamp: try $0[0], place: try $0[1], isFinished: try $0[2]) }
  }

  static func keep(_ state: State, in transaction: Transaction) throws {
    try transaction.run(
      """
      INSERT INTO oversight_round (name, stamp, place, finished)
      VALUES (\(name), \(state.stamp), \(state.place), \(state.isFinished))
      ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp, place = excluded.place,
        finished = excluded.finished
      """)
  }

  static func forget(in transaction: Transaction) throws {
    try transaction.run("DELETE FROM oversight_round WHERE name = \(name)")
  }
}
