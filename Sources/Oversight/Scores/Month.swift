// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// A month of the calendar, written 2026-03, which is also how it sorts.
package struct Month: Sendable, Hashable, Comparable, LosslessStringConvertible {
  package let year: Int
  package let month: Int

  package init(_ day: Day) { (year, month) = (day.year, day.month) }

  /// Reads 2026-03.
  package init?(_ text: String) {
    guard text.utf8.count == 7, let day = Day(text + "-01") else { return nil }
    self.init(day)
  }

  package static func < (left: Month, right: Month) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  package var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  package var first: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }

  package var next: Month { Month(first.adding(months: 1)) }
  package var previous: Month { Month(first.adding(months: -1)) }
}

extension Month: Storable {
  package var stored: Value { .text(description) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .text(let text) = stored, let month = Month(text) else {
      throw .columnType(column: "", expected: "Month", found: "text that is no month")
    }
    self = month
  }
}
