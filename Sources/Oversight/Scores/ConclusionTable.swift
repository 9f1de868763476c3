// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL

/// Every statement on `oversight_conclusion`: how much of its promised term each case had left when it was decided.
enum ConclusionTable {
  /// One row for each case that was decided within its promise.
  static func projection(calendars: CalendarShelf) -> Projection<Case> {
    Projection(Case.self, tables: ["oversight_conclusion"]) { entry, state, transaction in
      guard entry.event.isDecision, let submission = state.submission,
        let promised = state.clock(calendars.current, asOf: entry.moment.at.day)[.promised],
        promised.rule.number > 0, promised.remaining > 0
      else { return }
      let share = min(100, promised.remaining * 100 / promised.rule.number)
      try transaction.append(
        [entry.id, Month(entry.moment.at.day), submission.department, share], to: columns)
    }
  }

  private static let columns = Columns(
    of: "oversight_conclusion", "case_id", "month", "unit", "share")

  /// How many cases a unit has decided in a month with at least so much of the promised term left, in hundredths.
  static func early(
    _ month: Month, unit: String, share: Int, in reader: some Reading
  ) throws -> Int {
    try reader.one(
      """
      SELECT COUNT(*) FROM oversight_conclusion
      WHERE month = \(month) AND unit = \(unit) AND share >= \(share)
      """)
  }
}

extension Case.Event {
  fileprivate var isDecision: Bool {
    switch self {
    case .granted, .refused: true
    default: false
    }
  }
}
