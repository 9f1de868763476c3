// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// What a rebuild of the projections found.
package struct RebuildReport: Sendable {
  /// One table: its rows before and after, and how many differ.
  package struct Table: Sendable {
    package let name: String
    package let before: Int
    package let after: Int
    /// Rows that are only in one of the two.
    package let different: Int
    /// The first column of some of these.
    package let examples: [String]
  }

  package let events: Int
  package let tables: [Table]

  package var isSound: Bool { tables.allSatisfy { $0.different == 0 } }
}

extension Journal {
  /// Makes every projection anew from the events and compares it with what stands there.
  ///
  /// That is done on one state of the data, beside it: nobody waits.
  /// - Parameter keep: whether the tables are then made anew, in one transaction, if any of them differs; writers wait
  ///   meanwhile.
  package func rebuild(keep: Bool) async throws -> RebuildReport {
    let report = try await database.dryRun { try rebuild(in: $0) { _ in } }
    guard keep, !report.isSound else { return report }
    try await database.write { transaction in
      for table in projectedTables { try transaction.run("DELETE FROM \(raw: table)") }
      _ = try replay(in: transaction) { _ in }
    }
    return report
  }

  /// Every table that projections write.
  private var projectedTables: [StaticString] {
    (register.all.flatMap(\.tables) + ["journal_deadline"])
      .sorted { $0.description < $1.description }
  }

  /// Rebuilds the projections into shadows of their tables.
  func rebuild(in dryRun: DryRun, headway: Headway.Listener) throws -> RebuildReport {
    let tables = projectedTables
    for table in tables { try dryRun.shadow(table) }
    let events = try replay(in: dryRun.transaction, headway: headway)
    let reports = try tables.map { table in
      let found = try dryRun.difference(of: table)
      return RebuildReport.Table(
        name: table.description, before: found.kept, after: found.made,
        different: found.different, examples: found.examples)
    }
    return RebuildReport(events: events, tables: reports)
  }

  /// Feeds all events to the projections, stream by stream, since a projection depends on its event and the state of
  /// that stream alone: so there is never more than one state in memory.
  /// - Returns: how many events there are.
  private func replay(in transaction: Transaction, headway: Headway.Listener) throws -> Int {
    var replayers: [String: any Replaying] = [:]
    for part in register.all { replayers[part.kind] = part.replayer() }
    var place = ("", 0)
    var events = 0
    while true {
      let batch = try EventTable.events(afterStream: place, limit: 1_000, in: transaction)
      guard let last = batch.last else { break }
      for event in batch { try replayers[event.kind]?.replay(event, in: transaction) }
      place = (last.stream, last.version)
      events += batch.count
      headway(Headway("projections", done: events))
    }
    return events
  }
}

/// Folds the events of one kind and feeds its projections.
protocol Replaying: AnyObject {
  /// Takes the next event of a stream; those of one stream come one after the other.
  func replay(_ event: EventTable.Stored, in transaction: Transaction) throws
}

/// A class, because it carries the state of a stream from event to event.
final class Replayer<A: Aggregate>: Replaying {
  private let parts: Parts<A>
  private var id: String?
  private var state = A()

  init(parts: Parts<A>) { self.parts = parts }

  func replay(_ event: EventTable.Stored, in transaction: Transaction) throws {
    let recorded = try event.decoded(A.Event.self)
    if recorded.id != id {
      id = recorded.id
      state = A()
    }
    state.apply(recorded.event, at: recorded.moment)
    for projection in parts.projections {
      try projection.project(recorded, state, transaction)
    }
  }
}
