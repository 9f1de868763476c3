// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 民法典 第二百零三条: a last day that is a day off moves to the day after.
@Suite("Civil Code, article 203")
struct CivilCode203Tests {
  @Test(
    "the last day rolls over weekends and holidays, but a make-up workday holds it",
    arguments: [
      (TermUnit.calendarDay, 5, "2026-03-02", "2026-03-09"),
      (.calendarDay, 4, "2026-02-12", "2026-02-24"), (.calendarDay, 2, "2026-02-12", "2026-02-14"),
      (.month, 1, "2026-09-01", "2026-10-08"), (.year, 1, "2025-02-17", "2026-02-24"),
    ])
  func rollsOver(unit: TermUnit, number: Int, start: String, due: String) {
    let rule = TermRule(number: number, unit: unit, basis: .rolledOver, rollsOver: true)
    #expect(rule.due(after: day(start), in: china) == day(due))
    let lines = rule.trace(from: day(start), because: .given, in: china)
    #expect(lines.last?.day == day(due))
    #expect(lines.last?.reason == .ends(rule))
  }

  @Test("a law that says otherwise keeps the day")
  func stays() {
    let rule = TermRule(number: 5, unit: .calendarDay, basis: .rolledOver)
    #expect(rule.due(after: day("2026-03-02"), in: china) == day("2026-03-07"))
  }
}
