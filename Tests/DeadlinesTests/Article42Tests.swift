// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十二条: twenty days for the decision and ten more, forty-five and fifteen more.
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

  // MARK: Extension. Accepted on 2026-03-03, twenty days end on 2026-03-31, ten more on 2026-04-15.

  private func extended(
    _ approver: Approver = .agencyHead, on approved: String = "2026-03-20",
    told: String? = "2026-03-23"
  ) -> CaseFacts {
    var facts = accepted
    facts.extensions = [
      Extension(approved: at(approved), approver: approver, told: told.map { at($0) })
    ]
    return facts
  }

  @Test("ten working days more, approved by the head of the agency and told, in the term")
  func extends() throws {
    let statutory = try #require(clock(extended(), asOf: "2026-04-01")[.statutory])
    #expect(statutory.due == day("2026-04-15"))
    #expect(statutory.extended?.number == 10)
    #expect(statutory.remaining == 9)
    let lines = statutory.trace(in: china)
    #expect(lines.compactMap(\.counted) == Array(1...30))
    let notice = lines.first { $0.day == day("2026-03-20") && $0.counted == nil }
    #expect(
      notice?.chinese
        == "2026-03-20 周五 经本行政机关负责人批准延长 10 个工作日，理由已告知申请人（行政许可法第四十二条第一款）")
    #expect(lines.last?.day == day("2026-04-15"))
  }

  @Test("it extends on the last day still, with approval and reason")
  func lastMoment() {
    let facts = extended(on: "2026-03-31", told: "2026-03-31")
    #expect(clock(facts, asOf: "2026-03-31")[.statutory]?.due == day("2026-04-15"))
  }

  @Test(
    "whatever the law asks for and does not get makes it extend nothing, and the trace says so",
    arguments: [
      (
        Approver.governmentHead, "2026-03-20", "2026-03-23" as String?,
        ExtensionFault.approver(.governmentHead, needed: .agencyHead)
      ),
      (.other, "2026-03-20", "2026-03-23", .approver(.other, needed: .agencyHead)),
      (.agencyHead, "2026-03-20", nil, .untold),
      (.agencyHead, "2026-03-20", "2026-04-01", .toldLate),
      (.agencyHead, "2026-04-01", "2026-04-01", .late),
    ])
  func extendsNothing(
    approver: Approver, approved: String, told: String?, fault: ExtensionFault
  ) throws {
    let facts = extended(approver, on: approved, told: told)
    let statutory = try #require(clock(facts, asOf: "2026-04-10")[.statutory])
    #expect(statutory.due == day("2026-03-31"))
    #expect(statutory.extended == nil)
    #expect(statutory.light == .red)
    let line = statutory.trace(in: china).first { $0.reason == .notExtended(fault) }
    #expect(line?.day == day(approved))
    #expect(line?.chinese.contains("延期无效：\(fault.chinese)（行政许可法第四十二条第一款）") == true)
    #expect(line?.english.contains(fault.english) == true)
  }

  @Test("only once")
  func once() throws {
    var facts = extended()
    facts.extensions.append(
      Extension(approved: at("2026-04-10"), approver: .agencyHead, told: at("2026-04-10")))
    let statutory = try #require(clock(facts, asOf: "2026-04-13")[.statutory])
    #expect(statutory.due == day("2026-04-15"))
    #expect(statutory.notes.last?.reason == .notExtended(.again))
  }

  @Test("until the reason is told, the extension is not known to extend anything")
  func asOf() {
    #expect(clock(extended(), asOf: "2026-03-19")[.statutory]?.notes.isEmpty == true)
    #expect(clock(extended(), asOf: "2026-03-22")[.statutory]?.due == day("2026-03-31"))
    #expect(clock(extended(), asOf: "2026-03-23")[.statutory]?.due == day("2026-04-15"))
  }

  @Test(
    "a promise that runs is moved along; one that was broken stays broken, as does one that holds")
  func promise() {
    // Eight days of promise end on 2026-03-13.
    #expect(clock(extended(), asOf: "2026-04-01")[.promised]?.due == day("2026-03-13"))
    let early = extended(on: "2026-03-10", told: "2026-03-11")
    #expect(clock(early, asOf: "2026-04-01")[.promised]?.due == day("2026-03-27"))
    var terms = CaseTerms(
      promised: TermRule(number: 8, unit: .workingDay, basis: .decision),
      extensionMovesPromise: false)
    let held = CaseClock.compute(early, terms, china, asOf: day("2026-04-01"))
    #expect(held[.promised]?.due == day("2026-03-13"))
    #expect(held[.promised]?.notes.map(\.reason) == [.notExtended(.promiseHolds)])
    #expect(held[.statutory]?.due == day("2026-04-15"))
    terms.extending = nil
    let fixed = CaseClock.compute(early, terms, china, asOf: day("2026-04-01"))
    #expect(fixed[.statutory]?.notes.map(\.reason) == [.notExtended(.notProvided)])
  }

  @Test("a rule may let the reason be told later")
  func toldLater() {
    let facts = extended(told: "2026-04-02")
    var terms = CaseTerms()
    terms.extending?.isToldInTerm = false
    let before = CaseClock.compute(facts, terms, china, asOf: day("2026-04-01"))
    let after = CaseClock.compute(facts, terms, china, asOf: day("2026-04-02"))
    #expect(before[.statutory]?.light == .red)
    #expect(after[.statutory]?.due == day("2026-04-15"))
  }

  @Test("handled as one: forty-five, and fifteen more by the head of the government alone")
  func joint() {
    func due(_ facts: CaseFacts) -> Day? {
      CaseClock.compute(facts, .joint(), china, asOf: day("2026-04-01"))[.statutory]?.due
    }
    let base = china.day(45, workingDaysAfter: day("2026-03-03"))
    #expect(due(accepted) == base)
    #expect(due(extended(.agencyHead)) == base)
    #expect(due(extended(.governmentHead)) == china.day(15, workingDaysAfter: base))
    let wrong = CaseClock.compute(
      extended(.agencyHead), .joint(), china, asOf: day("2026-04-01"))
    let line = wrong[.statutory]?.trace(in: china).first { $0.chinese.contains("延期无效") }
    #expect(line?.reason.basis == .jointDecision)
  }
}
