// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第三十二条: receipt, the one supplement notice, acceptance.
@Suite("Administrative Licensing Law, article 32")
struct Article32Tests {
  // Received on Monday 2026-03-02; five working days end on Monday 2026-03-09.
  private let received = CaseFacts(received: at("2026-03-02"))

  @Test("receipt starts five working days to examine and give notice")
  func receiptStartsFiveDays() throws {
    let clock = clock(received, asOf: "2026-03-02")
    let deadline = try #require(clock[.supplementNotice])
    #expect(clock.stage == .examining)
    #expect(deadline.start == day("2026-03-02"))
    #expect(deadline.due == day("2026-03-09"))
    #expect(deadline.remaining == 5)
    #expect(deadline.light == .green)
    #expect(deadline.basis.text == "行政许可法第三十二条第一款第四项")
    #expect(clock.deemedAcceptanceDay == day("2026-03-10"))
    #expect(clock.deadlines.count == 1)
  }

  @Test("on the fifth day the term still runs: nothing is deemed yet")
  func lastDayStillRuns() {
    let clock = clock(received, asOf: "2026-03-09")
    #expect(clock.stage == .examining)
    #expect(clock.acceptedOn == nil)
    #expect(clock.light == .yellow)
    #expect(clock.nearest?.remaining == 0)
  }

  @Test("nothing told in five days: accepted from the day of receipt, and the terms run from there")
  func deemedAcceptance() throws {
    let clock = clock(received, asOf: "2026-03-10")
    #expect(clock.stage == .deciding)
    #expect(clock.acceptedOn == day("2026-03-02"))
    #expect(clock.acceptanceIsDeemed)
    #expect(clock[.supplementNotice]?.outcome == .deemed)
    #expect(clock[.supplementNotice]?.light == .done)
    let statutory = try #require(clock[.statutory])
    #expect(statutory.start == day("2026-03-02"))
    #expect(statutory.trigger == .deemedAccepted)
    #expect(statutory.due == day("2026-03-30"))
  }

  @Test("the deemed acceptance reads the same once it is recorded as a fact")
  func recordedDeemedAcceptance() {
    var facts = received
    facts.accepted = .init(at: at("2026-03-10", hour: 0), deemed: true)
    #expect(clock(facts, asOf: "2026-03-12").acceptedOn == day("2026-03-02"))
    #expect(
      clock(facts, asOf: "2026-03-12").deadlines == clock(received, asOf: "2026-03-12").deadlines)
  }

  @Test("an acceptance after the five days does not move the day the law gave")
  func lateAcceptance() {
    var facts = received
    facts.accepted = .init(at: at("2026-03-11"))
    let clock = clock(facts, asOf: "2026-03-12")
    #expect(clock.acceptedOn == day("2026-03-02"))
    #expect(clock.acceptanceIsDeemed)
  }

  @Test("an acceptance in time counts from its own day")
  func acceptanceInTime() {
    var facts = received
    facts.accepted = .init(at: at("2026-03-04"))
    let clock = clock(facts, asOf: "2026-03-20")
    #expect(clock.acceptedOn == day("2026-03-04"))
    #expect(!clock.acceptanceIsDeemed)
    #expect(clock[.supplementNotice]?.outcome == .met)
    #expect(clock[.supplementNotice]?.finished == day("2026-03-04"))
  }

  @Test("a notice in time stops the term; while the applicant supplements, no clock runs")
  func noticeStops() {
    var facts = received
    facts.supplementNoticed = at("2026-03-09", hour: 23)
    let clock = clock(facts, asOf: "2026-06-01")
    #expect(clock.stage == .supplementing)
    #expect(clock.running.isEmpty)
    #expect(clock.light == .done)
    #expect(clock[.supplementNotice]?.outcome == .met)
    #expect(clock.deemedAcceptanceDay == nil)
  }

  @Test("a notice after the five days is no notice: the application was accepted already")
  func lateNotice() {
    var facts = received
    facts.supplementNoticed = at("2026-03-10")
    let clock = clock(facts, asOf: "2026-03-11")
    #expect(clock.stage == .deciding)
    #expect(clock.acceptanceIsDeemed)
  }

  @Test("supplements start five working days anew")
  func supplementsStartAnew() throws {
    var facts = received
    facts.supplementNoticed = at("2026-03-04")
    facts.supplemented = at("2026-03-18")
    let clock = clock(facts, asOf: "2026-03-19")
    let deadline = try #require(clock[.afterSupplement])
    #expect(clock.stage == .examining)
    #expect(deadline.start == day("2026-03-18"))
    #expect(deadline.trigger == .supplemented)
    #expect(deadline.due == day("2026-03-25"))
    #expect(clock.deemedAcceptanceDay == day("2026-03-26"))
  }

  @Test("supplements let lie for five days: accepted from the day they came")
  func deemedAfterSupplement() {
    var facts = received
    facts.supplementNoticed = at("2026-03-04")
    facts.supplemented = at("2026-03-18")
    let clock = clock(facts, asOf: "2026-03-26")
    #expect(clock.acceptedOn == day("2026-03-18"))
    #expect(clock.acceptanceIsDeemed)
    #expect(clock[.afterSupplement]?.outcome == .deemed)
    #expect(clock[.supplementNotice]?.outcome == .met)
  }

  @Test(
    "an answer that ends the case ends the term",
    arguments: [
      (CaseFacts.Ending.Kind.notRequired, DeadlineOutcome.met), (.notAccepted, .met),
      (.withdrawn, .stopped),
    ])
  func endings(kind: CaseFacts.Ending.Kind, outcome: DeadlineOutcome) {
    var facts = received
    facts.ended = .init(at: at("2026-03-05"), kind: kind)
    let clock = clock(facts, asOf: "2026-04-30")
    #expect(clock.stage == .ended)
    #expect(clock[.supplementNotice]?.outcome == outcome)
    #expect(clock.acceptedOn == nil)
    #expect(clock.running.isEmpty)
  }

  @Test("what comes on a day off is received that day; a house rule may say the next working day")
  func receiptOnDayOff() {
    let facts = CaseFacts(received: at("2026-03-07"))
    #expect(clock(facts, asOf: "2026-03-07").nearest?.due == day("2026-03-13"))
    let house = CaseTerms(receipt: .officeHours(closing: 17 * 60))
    let saturday = CaseClock.compute(facts, house, china, asOf: day("2026-03-09"))
    #expect(saturday.nearest?.start == day("2026-03-09"))
    #expect(saturday.nearest?.due == day("2026-03-16"))
    let evening = CaseFacts(received: at("2026-03-02", hour: 17))
    let late = CaseClock.compute(evening, house, china, asOf: day("2026-03-03"))
    #expect(late.nearest?.start == day("2026-03-03"))
  }
}
