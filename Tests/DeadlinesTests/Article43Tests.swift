// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十三条: the lower body reviews within twenty days.
@Suite("Administrative Licensing Law, article 43")
struct Article43Tests {
  private let terms = CaseTerms(lowerReview: .lowerReview)
  private let accepted = CaseFacts(
    received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")))

  @Test("acceptance starts it, sending on stops it")
  func review() throws {
    var facts = accepted
    let open = CaseClock.compute(facts, terms, china, asOf: day("2026-03-10"))
    let review = try #require(open[.lowerReview])
    #expect(review.due == day("2026-03-31"))
    #expect(review.basis.text == "行政许可法第四十三条")
    facts.forwarded = at("2026-03-31")
    let sent = CaseClock.compute(facts, terms, china, asOf: day("2026-04-01"))
    #expect(sent[.lowerReview]?.outcome == .met)
    #expect(sent[.statutory]?.outcome == .running)
    facts.forwarded = at("2026-04-01")
    let late = CaseClock.compute(facts, terms, china, asOf: day("2026-04-01"))
    #expect(late[.lowerReview]?.outcome == .late)
  }

  @Test("what is excluded moves it; an extension is of the decision and does not")
  func moved() {
    var facts = accepted
    facts.procedures = [
      SpecialProcedure(
        kind: .testing, started: at("2026-03-09"), notices: [.init(at: at("2026-03-09"))],
        ended: at("2026-03-10"))
    ]
    facts.extensions = [
      Extension(approved: at("2026-03-20"), approver: .agencyHead, told: at("2026-03-20"))
    ]
    let clock = CaseClock.compute(facts, terms, china, asOf: day("2026-03-25"))
    #expect(clock[.lowerReview]?.due == day("2026-04-02"))
    #expect(clock[.statutory]?.due == china.day(12, workingDaysAfter: day("2026-03-31")))
  }

  @Test("most cases have none")
  func none() {
    #expect(clock(accepted, asOf: "2026-03-10")[.lowerReview] == nil)
  }
}
