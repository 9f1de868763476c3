// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// How many open cases of one kind there are: what the workbench's numbers and filters are made of.
struct OpenCases: Sendable, Hashable {
  let item: String
  let department: String
  let phase: Case.Phase
  /// Whether all opinions that a decision needs have been given.
  let isReviewed: Bool
  let count: Int
  let overdue: Int
  let dueToday: Int
  let dueSoon: Int
}

/// The statement behind the workbench's numbers.
enum WorklistTable {
  /// The open cases that the actor may see, counted by item, department and where they stand.
  ///
  /// - Parameters:
  ///   - today: the civil day.
  ///   - soon: the last day that counts as close.
  /// - Complexity: the number of open cases in the actor's scope.
  static func openCases(
    for actor: Actor, today: Day, soon: Day, in reader: some Reading
  ) throws -> [OpenCases] {
    let open = Case.Phase.allCases.filter { !$0.isClosed }
    return try reader.rows(
      """
      SELECT c.item_code, c.department, c.phase, c.reviews_missing = 0, COUNT(*),
        COALESCE(SUM(CASE WHEN c.due < \(today) THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN c.due = \(today) THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN c.due > \(today) AND c.due <= \(soon) THEN 1 ELSE 0 END), 0)
      FROM case_row c
      WHERE c.phase IN (\(list: open)) AND \(CaseScope.condition(for: actor))
      GROUP BY c.item_code, c.department, c.phase, c.reviews_missing = 0
      """
    ) {
      OpenCases(
        item: try $0[0], department: try $0[1], phase: try $0[2], isReviewed: try $0[3],
        count: try $0[4], overdue: try $0[5], dueToday: try $0[6], dueSoon: try $0[7])
    }
  }
}

extension CaseDesk {
  /// The open cases that the actor may see, counted.
  func openCases(for actor: Actor) async throws -> [OpenCases] {
    let today = now.day
    let soon = calendar.day(Worklist.soonWithin, workingDaysAfter: today)
    return try await journal.database.read {
      try WorklistTable.openCases(for: actor, today: today, soon: soon, in: $0)
    }
  }

  /// A case by its whole number, if the actor may see it.
  func row(numbered number: String, for actor: Actor) async throws -> CaseRow? {
    try await journal.database.read { try CaseTable.find(number: number, for: actor, in: $0) }
  }
}
