// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 民法典 第二百零一条: the day a period starts on is not counted.
@Suite("Civil Code, article 201")
struct CivilCode201Tests {
  @Test("the first day counted is the next one")
  func nextDay() {
    let rule = TermRule(number: 1, unit: .calendarDay, basis: .startNotCounted)
    #expect(rule.due(after: day("2026-12-31"), in: china) == day("2027-01-01"))
    #expect(china.day(1, workingDaysAfter: day("2026-03-02")) == day("2026-03-03"))
    #expect(china.day(0, workingDaysAfter: day("2026-03-01")) == day("2026-03-01"))
  }

  @Test("the trace begins with the day that is not counted")
  func traced() {
    let rule = TermRule(number: 2, unit: .calendarDay, basis: .startNotCounted)
    let lines = rule.trace(from: day("2026-03-02"), because: .received, in: china)
    #expect(lines.first?.reason == .starts(.received))
    #expect(lines.first?.counted == nil)
    #expect(lines.compactMap(\.counted) == [1, 2])
  }
}
