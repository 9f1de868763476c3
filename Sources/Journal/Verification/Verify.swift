// SPDX-License-Identifier: Apache-2.0

import SQL

/// What was looked at, and how it stands.
package struct VerifyReport: Sendable {
  /// One place that was looked at.
  package struct Line: Sendable {
    package let place: String
    /// How many rows, files or series.
    package let count: Int
    package let faults: Int
  }

  package fileprivate(set) var lines: [Line] = []
  /// What could not be checked, and what to do about it.
  package fileprivate(set) var unchecked: [String] = []

  package var isSound: Bool { lines.allSatisfy { $0.faults == 0 } }
}

extension Journal {
  /// Checks everything that is kept against itself, on one state of the data, while others read and write.
  ///
  /// The engine's own structures; streams and their positions; snapshots; projections against a rebuild; what rooms keep by
  /// digest; counters against what was issued. In memory there are a page of rows, one aggregate and the few series of
  /// a year.
  /// - Parameter found: is told of each fault as it is found.
  package func verify(
    headway: @escaping Headway.Listener = { _ in },
    found: @escaping @Sendable (Finding) -> Void
  ) async throws -> VerifyReport {
    let returnsNumbers = database.dialect.returnsNumbers
    return try await database.dryRun { dryRun in
      var report = VerifyReport()
      func inspect(
        _ place: String, isLast: Bool = false, _ look: (Inspector) throws -> Void
      ) throws {
        let inspector = Inspector(of: place, headway: headway, found)
        do {
          // After a failure nothing more could be asked. What is last writes too much to be taken back step by step.
          if isLast {
            try look(inspector)
          } else {
            try dryRun.transaction.savepoint { try look(inspector) }
          }
        } catch SQLFailure.corrupt(let words) {
          inspector.found(words)
        }
        report.lines.append(
          VerifyReport.Line(place: place, count: inspector.count, faults: inspector.faults))
      }
      let snapshot = dryRun.snapshot
      try inspect("database") { inspector in
        headway(Headway("database", done: 0))
        let soundness = try dryRun.soundness()
        for fault in soundness.faults { inspector.found(fault) }
        if let unchecked = soundness.unchecked { report.unchecked.append(unchecked) }
      }
      try inspect("journal_event") {
        try Self.inspectStreams(snapshot, returnsNumbers: returnsNumbers, $0)
      }
      try inspect("journal_snapshot") { try inspectSnapshots(snapshot, $0) }
      for inspection in register.inspections {
        try inspect(inspection.place) { try inspection.look(snapshot, $0) }
      }
      for numbering in register.numberings {
        try inspect("journal_counter \(numbering.prefix)") {
          try numbering.compare(in: snapshot, $0)
        }
      }
      // Last, since it hides the tables behind its shadows.
      try inspect("projections", isLast: true) { try inspectProjections(dryRun, headway, $0) }
      return report
    }
  }

  /// How many faults of one sort are named; whoever has that many needs a backup and not a longer list.
  private static let faultsMax = 100

  private static func inspectStreams(
    _ snapshot: Snapshot, returnsNumbers: Bool, _ inspector: Inspector
  ) throws {
    inspector.looked(try snapshot.one("SELECT COUNT(*) FROM journal_event"))
    // Unique by the table's own rule, versions from 1 to their number have no gap.
    try snapshot.each(
      """
      SELECT stream, COUNT(*), MIN(version), MAX(version) FROM journal_event GROUP BY stream
      HAVING MIN(version) <> 1 OR MAX(version) <> COUNT(*) LIMIT \(faultsMax)
      """
    ) { row in
      inspector.found(
        "\(try row.get(1, as: Int.self)) events stand under the versions "
          + "\(try row.get(2, as: Int.self)) to \(try row.get(3, as: Int.self))", at: try row[0])
    }
    try snapshot.each(
      """
      SELECT stream, version FROM (
        SELECT stream, version, position,
          LAG(position) OVER (PARTITION BY stream ORDER BY version) AS earlier FROM journal_event
      ) AS steps WHERE position < earlier LIMIT \(faultsMax)
      """
    ) { row in
      inspector.found(
        "version \(try row.get(1, as: Int.self)) lies before the one that it follows",
        at: try row[0])
    }
    guard returnsNumbers else { return }
    try snapshot.each(
      """
      SELECT earlier, position FROM (
        SELECT position, LAG(position, 1, 0) OVER (ORDER BY position) AS earlier FROM journal_event
      ) AS steps WHERE position <> earlier + 1 LIMIT \(faultsMax)
      """
    ) { row in
      inspector.found(
        "no event between the positions \(try row.get(0, as: Int.self)) and "
          + "\(try row.get(1, as: Int.self))")
    }
  }

  private func inspectSnapshots(_ snapshot: Snapshot, _ inspector: Inspector) throws {
    let kinds = Dictionary(register.all.map { ($0.kind, $0) }) { first, _ in first }
    var last = ""
    while true {
      let page = try EventTable.snapshots(after: last, limit: Inspection.pageSize, in: snapshot)
      for stored in page {
        inspector.looked()
        let kind = String(stored.stream.prefix { $0 != "/" })
        guard let parts = kinds[kind] else { continue }
        try Self.telling(inspector, at: stored.stream) {
          if try !parts.isRight(stored, in: snapshot) {
            inspector.found("the state is not what the events say", at: stored.stream)
          }
        }
      }
      guard let end = page.last else { return }
      last = end.stream
    }
  }

  private func inspectProjections(
    _ dryRun: DryRun, _ headway: Headway.Listener, _ inspector: Inspector
  ) throws {
    try Self.telling(inspector, at: "journal_event") {
      let report = try rebuild(in: dryRun, headway: headway)
      for table in report.tables {
        inspector.looked(table.before)
        guard table.different > 0 else { continue }
        inspector.found(
          "\(table.different) rows differ from a rebuild (\(table.examples.joined(separator: ", "))…); "
            + "if the events are sound, run banjie rebuild", at: table.name)
      }
    }
  }

  /// Takes an event that cannot be read, or not be believed, for a finding: the rest of the check goes on.
  private static func telling(
    _ inspector: Inspector, at subject: String, _ look: () throws -> Void
  ) throws {
    do {
      try look()
    } catch let failure as JournalFailure {
      inspector.found("\(failure)", at: subject)
    } catch SQLFailure.unique(let key) {
      inspector.found("two events make the same row: \(key)", at: subject)
    }
  }
}
