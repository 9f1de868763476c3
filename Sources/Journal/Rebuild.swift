// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// What a rebuild of the projections found.
package struct RebuildReport: Sendable, Codable {
  /// One table: its rows before and after, and how many differ.
  package struct Table: Sendable, Codable {
    package let name: String
    package let before: Int
    package let after: Int
    /// Rows that are only in one of the two.
    package let different: Int
  }

  package let events: Int
  package let tables: [Table]

  package var isSound: Bool { tables.allSatisfy { $0.different == 0 } }
}

extension Journal {
  /// Thrown to undo a rebuild that was only to be checked.
  private struct Checked: Error { let report: RebuildReport }

  /// Makes every projection anew from the events and compares it with what stood there.
  ///
  /// - Parameter keep: whether the new rows replace the old ones; otherwise everything is undone.
  /// - Complexity: reads the whole journal in one transaction; writers wait meanwhile.
  package func rebuild(keep: Bool) async throws -> RebuildReport {
    do {
      return try await database.write { transaction in
        let report = try replay(in: transaction)
        guard keep else { throw Checked(report: report) }
        return report
      }
    } catch let checked as Checked {
      return checked.report
    }
  }

  private func replay(in transaction: Transaction) throws -> RebuildReport {
    let parts = register.all
    let tables = (parts.flatMap(\.tables) + ["journal_deadline"])
      .sorted { $0.description < $1.description }
    let before = try tables.map { try Self.rows(of: $0, in: transaction) }
    for table in tables { try transaction.run("DELETE FROM \(raw: table)") }

    var replayers: [String: any Replaying] = [:]
    for part in parts { replayers[part.kind] = part.replayer() }
    var position: Int64 = 0
    var events = 0
    while true {
      let batch = try EventTable.events(
        afterPosition: position, limit: 1_000, in: transaction)
      guard let last = batch.last else { break }
      for event in batch { try replayers[event.kind]?.replay(event, in: transaction) }
      position = last.position
      events += batch.count
    }

    let reports = try zip(tables, before).map { name, old in
      let new = try Self.rows(of: name, in: transaction)
      return RebuildReport.Table(
        name: name.description, before: old.count, after: new.count,
        different: new.symmetricDifference(old).count)
    }
    return RebuildReport(events: events, tables: reports)
  }

  /// Every row of a table, each as the list of its values.
  private static func rows(of table: StaticString, in reader: some Reading) throws -> Set<[Value]> {
    Set(
      try reader.rows("SELECT * FROM \(raw: table)") { row in
        try (0..<row.count).map { try row.get($0, as: Value.self) }
      })
  }
}

/// Folds the events of one kind and feeds its projections.
protocol Replaying: AnyObject {
  func replay(_ event: EventTable.Stored, in transaction: Transaction) throws
}

/// A class, because it carries the states of all streams of its kind through the replay.
final class Replayer<A: Aggregate>: Replaying {
  private let parts: Parts<A>
  private var states: [String: A] = [:]

  init(parts: Parts<A>) { self.parts = parts }

  func replay(_ event: EventTable.Stored, in transaction: Transaction) throws {
    let recorded = try event.decoded(A.Event.self)
    states[recorded.id, default: A()].apply(recorded.event, at: recorded.moment)
    guard let state = states[recorded.id] else { return }
    for projection in parts.projections {
      try projection.project(recorded, state, transaction)
    }
  }
}
