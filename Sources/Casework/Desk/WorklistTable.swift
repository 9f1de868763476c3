// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL

/// The numbers of the workbench: how many open cases wait where, and how many of them are late or soon will be.
package struct WorklistCounts: Sendable {
  /// By list; of ``Worklist/closed`` nobody asks.
  fileprivate(set) var lists: [Worklist: Tally] = [:]
  package let overdue: Tally
  package let dueToday: Tally
  package let dueSoon: Tally

  package var open: Tally { lists[.open] ?? Tally(0) }
}

enum WorklistTable {
  /// Counts the open cases of a filter that the actor may see.
  ///
  /// - Parameters:
  ///   - filter: its item and department.
  ///   - today: the civil day.
  ///   - soon: the last day that counts as close.
  static func counts(
    _ filter: CaseFilter, for actor: Actor, today: Day, soon: Day, in reader: some Reading
  ) throws -> WorklistCounts {
    var filter = filter
    filter.order = .urgent(after: nil)
    func tally(_ standings: [CaseStanding], _ from: CaseRank, _ end: CaseRank?) throws -> Tally {
      filter.standings = standings
      var condition: Statement = "c.rank >= \(from)"
      if let end { condition = "\(condition) AND c.rank < \(end)" }
      return try CaseTable.tally(filter, where: condition, for: actor, in: reader)
    }
    let open = CaseStanding.open
    let (now, next) = (CaseRank(due: today), CaseRank(due: today.adding(days: 1)))
    var counts = WorklistCounts(
      overdue: try tally(open, .start, now), dueToday: try tally(open, now, next),
      dueSoon: try tally(open, next, CaseRank(due: soon.adding(days: 1))))
    for list in Worklist.allCases where ![.closed, .open, .asked].contains(list) {
      counts.lists[list] = try tally(list.standings, .start, nil)
    }
    // Every open case is in just one of the other lists.
    counts.lists[.open] = counts.lists.values.reduce(Tally(0), +)
    filter.isAsked = true
    counts.lists[.asked] = try tally(open, .start, nil)
    return counts
  }
}

extension CaseDesk {
  /// The numbers of the workbench for a filter.
  package func counts(
    _ filter: CaseFilter, for actor: Actor
  ) async throws -> WorklistCounts {
    let today = now.day
    let soon = calendar.day(Worklist.soonWithin, workingDaysAfter: today)
    return try await journal.database.read {
      try WorklistTable.counts(filter, for: actor, today: today, soon: soon, in: $0)
    }
  }

  /// The bureau's staff.
  func colleagues() async throws -> [Colleague] {
    try await journal.database.read { try ColleagueTable.all(in: $0) }
  }

  /// An item to filter by: with every section that any of its versions has named.
  package func filed(under code: String) -> CaseFilter.Item {
    let versions = shelf.snapshot.history(code)
    return CaseFilter.Item(
      code: code, departments: Set(versions.map(\.item.department.zh)).sorted())
  }

  /// A case by its whole number, if the actor may see it.
  package func row(numbered number: String, for actor: Actor) async throws -> CaseRow? {
    try await journal.database.read { try CaseTable.find(number: number, for: actor, in: $0) }
  }
}
