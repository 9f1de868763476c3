// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// A month or a year that figures are counted for, written 2026-11 or 2026.
package struct Period: Sendable, Hashable, LosslessStringConvertible {
  package let description: String
  /// The first day of each of its months.
  package let months: [Day]

  /// Reads 2026-11 or 2026.
  package init?(_ text: String) {
    switch text.utf8.count {
    case 4: months = (0..<12).compactMap { month in Day(text + "-01-01")?.adding(months: month) }
    case 7: months = [Day(text + "-01")].compactMap(\.self)
    default: return nil
    }
    guard !months.isEmpty else { return nil }
    description = text
  }

  /// The month that a day lies in.
  package init(monthOf day: Day) {
    months = [Self.month(of: day)]
    description = String(day.description.prefix(7))
  }

  /// The first day of the month of a day, by which rows of tables are counted.
  package static func month(of day: Day) -> Day { day.adding(days: 1 - day.day) }

  /// The form in which it is written.
  package static let pattern = "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"
  package static let name = "period"

  /// The one that a visitor asks for; this month, where he asks for none.
  /// - Throws: `SiteRefusal` where it cannot be read.
  package static func asked(by visit: Visit) throws(SiteRefusal) -> Period {
    guard let text = visit.query(name) else { return Period(monthOf: visit.now.day) }
    guard let period = Period(text) else {
      throw .invalid([Fault(name, "期间应当写作 2026-11 或者 2026。")])
    }
    return period
  }

  /// Links to this month, the one before, and the two years.
  package static func tabs(_ path: String, chosen: Period, _ visit: Visit) -> HTML {
    let today = visit.now.day
    let last = month(of: today).adding(days: -1)
    let periods =
      [Period(monthOf: today), Period(monthOf: last)]
      + [today.year, today.year - 1].compactMap { Period("\($0)") }
    let shown = periods.contains(chosen) ? periods : periods + [chosen]
    return UI.tabs(
      shown.map { period in
        UI.Tab(
          period.description, path: "\(path)?\(name)=\(period)", current: period == chosen)
      }, label: visit.t("统计期间"))
  }
}
