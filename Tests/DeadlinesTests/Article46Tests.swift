// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十六条: a hearing of the agency's own accord.
@Suite("Administrative Licensing Law, article 46")
struct Article46Tests {
  private let facts = CaseFacts(
    received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")),
    hearing: Hearing(
      announced: at("2026-03-09"),
      sessions: [
        .init(set: at("2026-03-09"), day: day("2026-03-20"), notified: at("2026-03-10"))
      ], held: at("2026-03-20")))

  @Test("nobody asks for it, so no term to ask or to hold it runs; the notice has its seven days")
  func terms() {
    let clock = clock(facts, asOf: "2026-03-12")
    #expect(clock[.hearingRequest] == nil)
    #expect(clock[.hearing] == nil)
    #expect(clock[.hearingNotice]?.due == day("2026-03-11"))
    #expect(clock[.hearingNotice]?.outcome == .met)
  }

  @Test("its time is not counted, from the day on which the applicant was told of it")
  func excluded() {
    let statutory = clock(facts, asOf: "2026-03-25")[.statutory]
    #expect(statutory?.excluded == [day("2026-03-10")..<day("2026-03-21")])
    #expect(statutory?.due == china.day(9, workingDaysAfter: day("2026-03-31")))
  }
}
