// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Testing

@Suite("The clock of a case, seen from any day")
struct CaseClockTests {
  /// A whole case: notice, supplements, acceptance, grant, delivery.
  private let facts = CaseFacts(
    received: at("2026-02-10"), supplementNoticed: at("2026-02-12"),
    supplemented: at("2026-02-26"), accepted: .init(at: at("2026-02-27")),
    decided: .init(at: at("2026-03-05"), granted: true), issued: at("2026-03-06"),
    delivered: at("2026-03-09"), ended: .init(at: at("2026-03-09"), kind: .concluded))

  @Test(
    "as of a day, only what was known by then counts",
    arguments: [
      ("2026-02-09", CaseStage.notReceived, 0), ("2026-02-10", .examining, 1),
      ("2026-02-12", .supplementing, 1), ("2026-02-25", .supplementing, 1),
      ("2026-02-26", .examining, 2), ("2026-02-27", .deciding, 4), ("2026-03-05", .issuing, 5),
      ("2026-03-06", .issuing, 5), ("2026-03-09", .ended, 5),
    ])
  func asOf(day: String, stage: CaseStage, count: Int) {
    let clock = clock(facts, asOf: day)
    #expect(clock.stage == stage)
    #expect(clock.deadlines.count == count)
  }

  @Test("a fact of late evening is known that day, one after midnight is not")
  func boundary() {
    let late = CaseFacts(received: at("2026-03-02", hour: 0).adding(milliseconds: 86_399_999))
    #expect(late.known(by: day("2026-03-02")).received != nil)
    #expect(
      CaseFacts(received: at("2026-03-03", hour: 0)).known(by: day("2026-03-02")) == CaseFacts())
  }

  @Test("a concluded case has every clock stopped and says how each went")
  func concluded() {
    let clock = clock(facts, asOf: "2027-01-01")
    #expect(clock.running.isEmpty)
    #expect(clock.deadlines.allSatisfy { $0.outcome == .met && $0.light == .done })
    #expect(clock.nearest == nil)
  }

  @Test("clock and facts come back from JSON")
  func json() throws {
    let clock = clock(facts, asOf: "2026-03-06")
    let encoded = try JSONEncoder().encode(clock)
    #expect(try JSONDecoder().decode(CaseClock.self, from: encoded) == clock)
    #expect(try JSONDecoder().decode(CaseFacts.self, from: JSONEncoder().encode(facts)) == facts)
    let terms = CaseTerms(receipt: .officeHours(closing: 1020))
    #expect(try JSONDecoder().decode(CaseTerms.self, from: JSONEncoder().encode(terms)) == terms)
  }

  @Test("the trace counts to the rule's number, ends on the due day, and both languages speak")
  func traces() {
    for deadline in clock(facts, asOf: "2026-03-09").deadlines {
      let lines = deadline.trace(in: china)
      let end = lines.last { $0.reason == .ends(deadline.rule) }
      #expect(end?.day == deadline.due)
      #expect(lines.dropLast(2).compactMap(\.counted).last == deadline.rule.number)
      #expect(lines.last?.day == deadline.finished)
      #expect(lines.allSatisfy { !$0.chinese.isEmpty && $0.english.contains("2026-") })
    }
  }
}
