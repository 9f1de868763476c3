// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十四条: the licence reaches the applicant within ten days of the decision.
@Suite("Administrative Licensing Law, article 44")
struct Article44Tests {
  private let granted = CaseFacts(
    received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")),
    decided: .init(at: at("2026-03-10"), granted: true))

  @Test("a grant starts ten working days to issue and deliver")
  func grantStartsTenDays() throws {
    let clock = clock(granted, asOf: "2026-03-11")
    let issue = try #require(clock[.issue])
    #expect(clock.stage == .issuing)
    #expect(issue.start == day("2026-03-10"))
    #expect(issue.due == day("2026-03-24"))
    #expect(issue.basis.text == "行政许可法第四十四条")
  }

  @Test("making the licence out is not enough: delivery stops the clock")
  func deliveryStops() {
    var facts = granted
    facts.issued = at("2026-03-12")
    #expect(clock(facts, asOf: "2026-03-13")[.issue]?.outcome == .running)
    facts.delivered = at("2026-03-24")
    #expect(clock(facts, asOf: "2026-03-25")[.issue]?.outcome == .met)
    #expect(clock(facts, asOf: "2026-03-25").stage == .ended)
    facts.delivered = at("2026-03-25")
    #expect(clock(facts, asOf: "2026-03-25")[.issue]?.outcome == .late)
  }

  @Test("a refusal starts no such term, nor does an item without a licence")
  func noLicence() {
    var facts = granted
    facts.decided?.granted = false
    #expect(clock(facts, asOf: "2026-03-11")[.issue] == nil)
    let terms = CaseTerms(issue: nil)
    let clock = CaseClock.compute(granted, terms, china, asOf: day("2026-03-11"))
    #expect(clock[.issue] == nil)
    #expect(clock.stage == .ended)
  }
}
