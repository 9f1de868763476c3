// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十七条: five days to ask for a hearing, twenty to hold it.
@Suite("Administrative Licensing Law, article 47")
struct Article47Tests {
  // Told on Monday 2026-03-09: five working days end on Monday 2026-03-16.
  private func facts(requested: String?, held: String? = nil) -> CaseFacts {
    CaseFacts(
      received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")),
      hearing: Hearing(
        toldOfRight: at("2026-03-09"), requested: requested.map { at($0) },
        held: held.map { at($0) }))
  }

  @Test("the term to ask is the applicant's: it makes no work and turns no light")
  func request() throws {
    let clock = clock(facts(requested: nil), asOf: "2026-03-16")
    let request = try #require(clock[.hearingRequest])
    #expect(request.due == day("2026-03-16"))
    #expect(request.remaining == 0)
    #expect(!request.kind.isAgencys)
    #expect(clock.nearest?.kind == .statutory || clock.nearest?.kind == .promised)
    let lapsed = Deadlines.CaseClock.compute(
      facts(requested: nil), CaseTerms(), china, asOf: day("2026-03-17"))
    #expect(lapsed[.hearingRequest]?.outcome == .lapsed)
    #expect(lapsed.light == .green)
  }

  @Test("a request in time starts twenty working days to hold it")
  func hold() {
    let open = clock(facts(requested: "2026-03-16"), asOf: "2026-03-18")
    #expect(open[.hearingRequest]?.outcome == .met)
    #expect(open[.hearing]?.start == day("2026-03-16"))
    #expect(open[.hearing]?.due == day("2026-04-14"))
    let held = clock(facts(requested: "2026-03-16", held: "2026-04-15"), asOf: "2026-04-20")
    #expect(held[.hearing]?.outcome == .late)
  }

  @Test("a request too late starts nothing")
  func late() {
    let clock = clock(facts(requested: "2026-03-17"), asOf: "2026-03-20")
    #expect(clock[.hearingRequest]?.outcome == .late)
    #expect(clock[.hearing] == nil)
    #expect(clock[.statutory]?.exclusions.isEmpty == true)
  }

  @Test("whoever was never told of the right is not too late with it")
  func neverTold() {
    var facts = facts(requested: "2026-03-30")
    facts.hearing?.toldOfRight = nil
    #expect(clock(facts, asOf: "2026-03-30")[.hearing]?.start == day("2026-03-30"))
  }

  @Test("its time is not counted once it was told in writing; before, it is")
  func excluded() {
    var facts = facts(requested: "2026-03-11", held: "2026-03-27")
    #expect(clock(facts, asOf: "2026-03-31")[.statutory]?.due == day("2026-03-31"))
    facts.hearing?.notices = [.init(at: at("2026-03-13"))]
    let told = clock(facts, asOf: "2026-03-31")[.statutory]
    #expect(told?.excluded == [day("2026-03-13")..<day("2026-03-28")])
    #expect(told?.causes(on: day("2026-03-16")) == [.special(.hearing)])
  }

  @Test("a hearing nobody wants any more stops, and its time with it")
  func waived() {
    var facts = facts(requested: "2026-03-11")
    facts.hearing?.notices = [.init(at: at("2026-03-11"))]
    facts.hearing?.waived = at("2026-03-12")
    let clock = clock(facts, asOf: "2026-03-20")
    #expect(clock[.hearing]?.outcome == .stopped)
    #expect(clock[.statutory]?.excluded == [day("2026-03-11")..<day("2026-03-13")])
  }

  @Test("a bureau may count the applicant's five days otherwise")
  func configured() {
    let days = TermRule(number: 5, unit: .calendarDay, basis: .hearing, rollsOver: true)
    let terms = CaseTerms(hearing: HearingTerms(request: days))
    let clock = CaseClock.compute(
      facts(requested: nil), terms, china, asOf: day("2026-03-10"))
    // Saturday the 14th moves to Monday (民法典第二百零三条).
    #expect(clock[.hearingRequest]?.due == day("2026-03-16"))
  }
}
