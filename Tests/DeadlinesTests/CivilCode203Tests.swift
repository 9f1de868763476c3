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

  @Test("a term ends with its last day, or where there are business hours, when business closes")
  func endOfDay() {
    // Told of the right to a hearing on 2026-03-09, five working days end on 2026-03-16.
    func request(hour: Int, _ receipt: ReceiptRule) -> DeadlineOutcome? {
      let facts = CaseFacts(
        received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")),
        hearing: Hearing(
          toldOfRight: at("2026-03-09"), requested: at("2026-03-16", hour: hour)))
      let terms = CaseTerms(receipt: receipt)
      return CaseClock.compute(facts, terms, china, asOf: day("2026-03-17"))[.hearingRequest]?
        .outcome
    }
    #expect(request(hour: 23, .onEntry) == .met)
    #expect(request(hour: 16, .officeHours(closing: 17 * 60)) == .met)
    #expect(request(hour: 18, .officeHours(closing: 17 * 60)) == .late)
  }

  @Test("a last day that rolls over does not come to rest on a day that is left out")
  func rollsOverExclusion() {
    let rule = TermRule(number: 5, unit: .calendarDay, basis: .rolledOver, rollsOver: true)
    let monday = day("2026-03-09")..<day("2026-03-11")
    #expect(rule.due(after: day("2026-03-02"), in: china, excluding: [monday]) == day("2026-03-11"))
  }
}
