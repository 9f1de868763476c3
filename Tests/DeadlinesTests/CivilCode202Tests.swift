// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 民法典 第二百零二条: months and years end on the corresponding day, or the month's last.
@Suite("Civil Code, article 202")
struct CivilCode202Tests {
  @Test(
    "months",
    arguments: [
      ("2026-01-15", 1, "2026-02-15"), ("2026-01-31", 1, "2026-02-28"),
      ("2024-01-31", 1, "2024-02-29"), ("2026-08-31", 6, "2027-02-28"),
      ("2026-12-31", 2, "2027-02-28"), ("2026-03-31", -1, "2026-02-28"),
      ("2026-01-31", -12, "2025-01-31"), ("2026-11-30", 3, "2027-02-28"),
    ])
  func months(start: String, count: Int, due: String) {
    #expect(day(start).adding(months: count) == day(due))
    let rule = TermRule(number: count, unit: .month, basis: .correspondingDay)
    #expect(rule.due(after: day(start), in: china) == day(due))
  }

  @Test(
    "years",
    arguments: [
      ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"),
      ("2026-05-06", 5, "2031-05-06"),
    ])
  func years(start: String, count: Int, due: String) {
    #expect(day(start).adding(years: count) == day(due))
    let rule = TermRule(number: count, unit: .year, basis: .correspondingDay)
    #expect(rule.due(after: day(start), in: china) == day(due))
  }
}
