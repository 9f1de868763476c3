// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Testing

/// 民法典 第二百条、第二百零四条: the Gregorian calendar, and what a law says otherwise.
@Suite("Civil Code, articles 200 and 204")
struct CivilCode204Tests {
  @Test(
    "a rule may count the day that starts the term",
    arguments: [
      (TermUnit.workingDay, 5, "2026-03-02", "2026-03-06"),
      (.workingDay, 1, "2026-03-07", "2026-03-09"), (.calendarDay, 3, "2026-03-02", "2026-03-04"),
      (.month, 1, "2026-03-01", "2026-03-31"), (.month, 1, "2026-01-31", "2026-02-28"),
      (.year, 1, "2026-05-06", "2027-05-05"), (.calendarDay, 0, "2026-03-02", "2026-03-02"),
    ])
  func countsStart(unit: TermUnit, number: Int, start: String, due: String) throws {
    let rule = TermRule(number: number, unit: unit, basis: .otherwise, countsStart: true)
    #expect(rule.due(after: day(start), in: china) == day(due))
    let lines = rule.trace(from: day(start), because: .given, in: china)
    #expect(lines.last { $0.reason == .ends(rule) }?.day == day(due))
    if number > 0 {
      #expect(lines.first?.chinese.hasSuffix("当日计入（民法典第二百零四条）") == true)
    }
    let encoded = try JSONEncoder().encode(rule)
    #expect(try JSONDecoder().decode(TermRule.self, from: encoded) == rule)
  }

  @Test(
    "how long before a day",
    arguments: [
      (TermUnit.workingDay, 7, "2026-02-24", "2026-02-06"),
      (.calendarDay, 30, "2026-06-15", "2026-05-16"), (.month, 3, "2026-05-31", "2026-02-28"),
      (.year, 1, "2028-02-29", "2027-02-28"),
    ])
  func latest(unit: TermUnit, number: Int, day end: String, due: String) {
    let rule = TermRule(number: number, unit: unit, basis: .gregorian)
    #expect(rule.latest(before: day(end), in: china) == day(due))
  }

  @Test("a term in months is longer by what is left out, and its trace says for which day")
  func months() {
    let rule = TermRule(number: 1, unit: .month, basis: .gregorian, rollsOver: true)
    let lines = rule.trace(
      from: day("2026-03-02"), because: .given, in: china,
      excluding: [day("2026-03-10")..<day("2026-03-12")])
    // The corresponding day is 2 April; two days more is Saturday, Qingming until Monday.
    #expect(lines.last?.day == day("2026-04-07"))
    let after = lines.filter { $0.day.map { $0 > day("2026-04-02") } ?? false }.map(\.reason)
    #expect(
      after == [
        .carriedOver, .rolledOver, .rolledOver, .rolledOver, .ends(rule),
      ])
  }
}
