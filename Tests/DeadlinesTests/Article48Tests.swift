// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十八条第一款第一项: time and place are told seven days before.
@Suite("Administrative Licensing Law, article 48")
struct Article48Tests {
  private func facts(_ sessions: [Hearing.Session]) -> CaseFacts {
    CaseFacts(
      received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")),
      hearing: Hearing(
        toldOfRight: at("2026-03-09"), requested: at("2026-03-10"), sessions: sessions))
  }

  @Test("seven working days are counted back from the hearing")
  func countedBack() throws {
    let clock = clock(
      facts([.init(set: at("2026-03-11"), day: day("2026-03-27"))]), asOf: "2026-03-12")
    let notice = try #require(clock[.hearingNotice])
    #expect(notice.start == day("2026-03-27"))
    #expect(notice.due == day("2026-03-18"))
    #expect(notice.remaining == 4)
    #expect(notice.outcome == .running)
    let lines = notice.trace(in: china)
    #expect(lines.compactMap(\.counted) == [7, 6, 5, 4, 3, 2, 1])
    #expect(lines.last?.reason == .countsBack(from: .hearingSet))
    #expect(lines.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty })
  }

  @Test("a day later is too late")
  func late() {
    for (told, outcome) in [("2026-03-18", DeadlineOutcome.met), ("2026-03-19", .late)] {
      let facts = facts([
        .init(set: at("2026-03-11"), day: day("2026-03-27"), notified: at(told))
      ])
      #expect(clock(facts, asOf: "2026-03-20")[.hearingNotice]?.outcome == outcome)
    }
  }

  @Test("a hearing that is moved has its seven days anew; what is not yet set is not known")
  func moved() {
    let facts = facts([
      .init(set: at("2026-03-11"), day: day("2026-03-27"), notified: at("2026-03-12")),
      .init(set: at("2026-03-26"), day: day("2026-04-17")),
    ])
    #expect(clock(facts, asOf: "2026-03-25")[.hearingNotice]?.outcome == .met)
    let after = clock(facts, asOf: "2026-03-26")[.hearingNotice]
    #expect(after?.due == day("2026-04-08"))
    #expect(after?.outcome == .running)
  }
}
