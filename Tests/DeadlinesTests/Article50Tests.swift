// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第五十条: renewal thirty days before expiry; undecided at expiry, renewed.
@Suite("Administrative Licensing Law, article 50")
struct Article50Tests {
  // Thirty days before Monday 2026-06-15 is Saturday 2026-05-16, which moves to Monday.
  private func facts(received: String, decided: String? = nil) -> CaseFacts {
    CaseFacts(
      received: at(received), accepted: .init(at: at(received)),
      decided: decided.map { .init(at: at($0), granted: false) }, expiry: day("2026-06-15"))
  }

  @Test(
    "thirty days before it expires, the last of them no day off",
    arguments: [("2026-05-15", DeadlineOutcome.met), ("2026-05-18", .met), ("2026-05-19", .late)])
  func application(received: String, outcome: DeadlineOutcome) throws {
    let clock = clock(facts(received: received), asOf: "2026-05-20")
    let applied = try #require(clock[.renewalApplication])
    #expect(applied.due == day("2026-05-18"))
    #expect(applied.outcome == outcome)
    #expect(applied.basis.text == "行政许可法第五十条第一款")
    let lines = applied.trace(in: china)
    #expect(lines.filter { $0.reason == .rolledOver }.compactMap(\.day).first == day("2026-05-16"))
    #expect(
      lines.contains { $0.day == day("2026-06-15") && $0.reason == .countsBack(from: .expires) })
  }

  @Test("it is decided before the licence expires, whatever the other terms say")
  func decision() throws {
    let clock = clock(facts(received: "2026-05-18"), asOf: "2026-06-15")
    let renewal = try #require(clock[.renewal])
    #expect(renewal.due == day("2026-06-15"))
    #expect(renewal.remaining == 0)
    #expect(clock.renewedOn == nil)
    let decided = Article50Tests().clockOf(received: "2026-05-18", decided: "2026-06-15")
    #expect(decided[.renewal]?.outcome == .met)
    #expect(decided.renewedOn == nil)
    #expect(decided.stage == .ended)
  }

  private func clockOf(received: String, decided: String?, asOf: String = "2026-06-20") -> CaseClock
  {
    clock(facts(received: received, decided: decided), asOf: asOf)
  }

  @Test("undecided at its end, it is renewed, and the licence has its ten days")
  func renewed() {
    let clock = clockOf(received: "2026-05-18", decided: nil, asOf: "2026-06-16")
    #expect(clock.renewedOn == day("2026-06-16"))
    #expect(clock[.renewal]?.outcome == .renewed)
    #expect(clock[.statutory]?.outcome == .renewed)
    #expect(clock.stage == .issuing)
    #expect(clock[.issue]?.start == day("2026-06-15"))
    #expect(clock[.issue]?.trigger == .deemedRenewed)
    let last = clock[.renewal]?.trace(in: china).last
    #expect(last?.chinese == "2026-06-15 周一 有效期届满未作决定，视为准予延续（行政许可法第五十条第二款）")
  }

  @Test("a refusal after the expiry refuses nothing: the law has decided")
  func tooLate() {
    let clock = clockOf(received: "2026-05-18", decided: "2026-06-16")
    #expect(clock.renewedOn == day("2026-06-16"))
    #expect(clock.stage == .issuing)
  }

  @Test("whoever applies too late is not renewed by silence, unless the item says so")
  func appliedLate() {
    let facts = facts(received: "2026-05-19")
    let clock = clock(facts, asOf: "2026-06-16")
    #expect(clock.renewedOn == nil)
    #expect(clock[.renewal]?.light == .red)
    let terms = CaseTerms(renewal: RenewalTerms(renewsLate: true))
    let kind = CaseClock.compute(facts, terms, china, asOf: day("2026-06-16"))
    #expect(kind.renewedOn == day("2026-06-16"))
  }

  @Test("nor an application that was withdrawn, or that waits for its supplements")
  func notRenewed() {
    var withdrawn = facts(received: "2026-05-15")
    withdrawn.ended = .init(at: at("2026-06-10"), kind: .withdrawn)
    #expect(clock(withdrawn, asOf: "2026-06-20").renewedOn == nil)
    let waiting = CaseFacts(
      received: at("2026-05-15"), supplementNoticed: at("2026-05-18"), expiry: day("2026-06-15"))
    #expect(clock(waiting, asOf: "2026-06-20").renewedOn == nil)
  }

  @Test("no exclusion moves the end of a licence")
  func excluded() {
    var facts = facts(received: "2026-05-15")
    facts.procedures = [
      SpecialProcedure(
        kind: .appraisal, started: at("2026-05-20"), notices: [.init(at: at("2026-05-20"))])
    ]
    let clock = clock(facts, asOf: "2026-06-16")
    #expect(clock[.renewal]?.due == day("2026-06-15"))
    #expect(clock.renewedOn == day("2026-06-16"))
  }
}
