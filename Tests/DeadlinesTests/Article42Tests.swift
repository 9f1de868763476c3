// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十二条第一款: twenty days for the decision.
@Suite("Administrative Licensing Law, article 42")
struct Article42Tests {
  private let accepted = CaseFacts(
    received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")))

  @Test("acceptance starts twenty working days and, side by side, the promised term")
  func bothClocks() throws {
    let clock = clock(accepted, asOf: "2026-03-04")
    let statutory = try #require(clock[.statutory])
    let promised = try #require(clock[.promised])
    #expect(statutory.start == day("2026-03-03"))
    #expect(statutory.due == day("2026-03-31"))
    #expect(statutory.rule == .decision)
    #expect(promised.due == day("2026-03-13"))
    #expect(clock.nearest?.kind == .promised)
    #expect(clock.stage == .deciding)
  }

  @Test("the year's end and the Spring Festival are in the way of a term, not in it")
  func overHolidays() {
    let facts = CaseFacts(received: at("2026-02-10"), accepted: .init(at: at("2026-02-10")))
    #expect(clock(facts, asOf: "2026-02-10")[.statutory]?.due == day("2026-03-16"))
  }

  @Test(
    "the light is green, yellow in the last days, red when overdue",
    arguments: [
      ("2026-03-10", Light.green, 3), ("2026-03-11", .yellow, 2), ("2026-03-13", .yellow, 0),
      ("2026-03-14", .red, -1), ("2026-03-16", .red, -1), ("2026-03-17", .red, -2),
    ])
  func lights(asOf: String, light: Light, remaining: Int) {
    let promised = clock(accepted, asOf: asOf)[.promised]
    #expect(promised?.light == light)
    #expect(promised?.remaining == remaining)
  }

  @Test("the decision stops both clocks; the later promise may be broken while the law is kept")
  func decisionStops() {
    var facts = accepted
    facts.decided = .init(at: at("2026-03-17"), granted: false)
    let clock = clock(facts, asOf: "2026-05-06")
    #expect(clock[.statutory]?.outcome == .met)
    #expect(clock[.statutory]?.remaining == 10)
    #expect(clock[.promised]?.outcome == .late)
    #expect(clock[.promised]?.light == .done)
    #expect(clock.stage == .ended)
    #expect(clock.light == .done)
  }

  @Test("a decision on the last day is in time, on the day after it is late")
  func lastDay() {
    var facts = accepted
    facts.decided = .init(at: at("2026-03-31", hour: 23), granted: true)
    #expect(clock(facts, asOf: "2026-03-31")[.statutory]?.outcome == .met)
    facts.decided = .init(at: at("2026-04-01", hour: 0), granted: true)
    #expect(clock(facts, asOf: "2026-04-01")[.statutory]?.outcome == .late)
  }

  @Test("a withdrawal stops the clocks without a decision")
  func withdrawal() {
    var facts = accepted
    facts.ended = .init(at: at("2026-03-06"), kind: .withdrawn)
    let clock = clock(facts, asOf: "2026-05-06")
    #expect(clock.stage == .ended)
    #expect(clock.deadlines.dropFirst().allSatisfy { $0.outcome == .stopped })
  }

  @Test("an item without a statutory or promised term runs without it")
  func withoutTerms() {
    let terms = CaseTerms(statutory: nil)
    let clock = CaseClock.compute(accepted, terms, china, asOf: day("2026-03-04"))
    #expect(clock.stage == .deciding)
    #expect(clock.running.isEmpty)
  }
}
