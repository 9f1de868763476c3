// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

/// From when until when a renewed licence is valid.
struct RenewedTerm: Hashable {
  let from: Day
  let until: Day?

  /// - Parameters:
  ///   - from: the first day of the validity so far, and `until` its last one.
  ///   - start: from which day the new period runs.
  ///   - decided: the day of the decision; what the law has renewed was never decided, so it follows the old period.
  init(
    from: Day, until: Day?, by validity: Validity?, _ start: RenewalRule.Start, decided: Day?
  ) {
    guard let until else {
      (self.from, self.until) = (from, nil)
      return
    }
    let next = until.adding(days: 1)
    let first = decided.map { start == .decision ? $0 : max(next, $0) } ?? next
    // As long as there is no gap it is one validity; a period of its own begins where the rules say so.
    self.from = first == next ? from : first
    self.until = validity.map { $0.end(from: first) }
  }
}

extension Validity {
  /// The last day of validity: five years from 2026-03-01 end on 2031-02-28.
  func end(from day: Day) -> Day {
    let next =
      switch unit {
      case .year: day.adding(years: number)
      case .month: day.adding(months: number)
      case .calendarDay, .workingDay: day.adding(days: number)
      }
    return next.adding(days: -1)
  }
}
