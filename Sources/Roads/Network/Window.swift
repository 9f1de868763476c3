// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Days in a row, the first and the last among them.
package struct Window: Codable, Sendable, Hashable {
  package let from: Day
  package let to: Day

  /// Nil where the last day comes before the first.
  package init?(from: Day, to: Day) {
    guard from <= to else { return nil }
    self.from = from
    self.to = to
  }

  package init(_ day: Day) { (from, to) = (day, day) }

  /// So many days from a first one; one at least.
  package init(from: Day, days: Int) {
    self.from = from
    to = from.adding(days: max(days, 1) - 1)
  }

  package var days: Int { to - from + 1 }

  package func contains(_ day: Day) -> Bool { from <= day && day <= to }

  /// As long, from another day on.
  package func moved(to day: Day) -> Window { Window(from: day, days: days) }

  /// With another last day, which does not come before its first.
  package func ending(on day: Day) -> Window { Window(from: from, days: day - from + 1) }

  /// Wider by so many days before and after.
  package func widened(by days: Int) -> Window {
    Window(from: from.adding(days: -days), days: self.days + 2 * days)
  }

  /// How many days both have.
  package func overlap(_ other: Window) -> Int {
    max(0, min(to, other.to) - max(from, other.from) + 1)
  }

  /// How many days lie between them; 0 where one follows right upon the other, or both overlap.
  package func gap(to other: Window) -> Int {
    max(0, max(from, other.from) - min(to, other.to) - 1)
  }

  /// How many days any of some windows has.
  package static func daysCovered(by windows: [Window]) -> Int {
    var days = 0
    var end: Day?
    for window in windows.sorted(by: { $0.from < $1.from }) {
      let from = end.map { max($0.adding(days: 1), window.from) } ?? window.from
      guard from <= window.to else { continue }
      days += window.to - from + 1
      end = window.to
    }
    return days
  }
}

/// A quarter of a year, or a whole year: what a plan of excavations is made for.
package struct PlanPeriod: Sendable, Hashable {
  package let year: Int
  /// 1 to 4; nil for the whole year.
  package let quarter: Int?

  package init?(year: Int, quarter: Int? = nil) {
    guard (2000...2999).contains(year), quarter.map({ (1...4).contains($0) }) ?? true else {
      return nil
    }
    self.year = year
    self.quarter = quarter
  }

  /// The quarter of a day.
  package init(of day: Day) {
    year = day.year
    quarter = (day.month - 1) / 3 + 1
  }

  /// Its days.
  package var window: Window {
    let month = ((quarter ?? 1) - 1) * 3 + 1
    let from = Day(year: year, month: month, day: 1) ?? Day(number: 0)
    return Window(
      from: from, days: from.adding(months: quarter == nil ? 12 : 3) - from)
  }

  /// The period of the same kind before or after.
  package func adding(_ count: Int) -> PlanPeriod? {
    guard let quarter else { return PlanPeriod(year: year + count) }
    let index = year * 4 + quarter - 1 + count
    return PlanPeriod(year: index / 4, quarter: index % 4 + 1)
  }
}
