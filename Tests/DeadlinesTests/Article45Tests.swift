// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十五条: what is not counted.
@Suite("Administrative Licensing Law, article 45")
struct Article45Tests {
  private let promise = TermRule(number: 5, unit: .workingDay, basis: .decision)

  @Test("the working days of an expert review are added to the term")
  func expertReview() {
    let review = day("2024-03-05")..<day("2024-03-08")
    #expect(promise.due(after: day("2024-03-01"), in: china) == day("2024-03-08"))
    #expect(
      promise.due(after: day("2024-03-01"), in: china, excluding: [review]) == day("2024-03-13"))
  }

  @Test("a day that two stretches cover is left out once; order does not matter")
  func overlapping() {
    let first = day("2024-03-05")..<day("2024-03-07")
    let second = day("2024-03-06")..<day("2024-03-08")
    for stretches in [[first, second], [second, first], [first, second, first]] {
      #expect(
        china.day(5, workingDaysAfter: day("2024-03-01"), excluding: stretches)
          == day("2024-03-13"))
    }
  }

  @Test("a stretch before the term, after its end or over a weekend changes nothing")
  func withoutEffect() {
    let stretches = [
      day("2024-02-01")..<day("2024-03-02"), day("2024-03-09")..<day("2024-03-11"),
      day("2024-03-02")..<day("2024-03-04"), day("2024-03-05")..<day("2024-03-05"),
    ]
    let due = promise.due(after: day("2024-03-01"), in: china, excluding: stretches)
    #expect(due == day("2024-03-08"))
  }

  @Test("the trace names each day left out")
  func traced() {
    let review = day("2024-03-05")..<day("2024-03-08")
    let lines = promise.trace(
      from: day("2024-03-01"), because: .accepted, in: china, excluding: [review])
    let left = lines.filter { $0.reason == .excluded }.compactMap(\.day)
    #expect(left == [day("2024-03-05"), day("2024-03-06"), day("2024-03-07")])
    #expect(lines.compactMap(\.counted) == [1, 2, 3, 4, 5])
    #expect(lines.last?.day == day("2024-03-13"))
  }

  @Test("a term in months is longer by the days left out inside it")
  func months() {
    let rule = TermRule(number: 1, unit: .month, basis: .decision)
    let stretch = day("2024-03-05")..<day("2024-03-08")
    #expect(
      rule.due(after: day("2024-03-01"), in: china, excluding: [stretch]) == day("2024-04-04"))
  }

  // MARK: Facts. Accepted on 2024-03-01, five working days of promise end on 2024-03-08.

  private func clock(
    _ procedures: [SpecialProcedure], asOf: String = "2024-03-20",
    overrun: OverrunRule = .excluded
  ) -> CaseClock {
    let facts = CaseFacts(
      received: at("2024-03-01"), accepted: .init(at: at("2024-03-01")), procedures: procedures)
    let terms = CaseTerms(promised: promise, overrun: overrun)
    return CaseClock.compute(facts, terms, china, asOf: day(asOf))
  }

  private func review(
    _ started: String, told: String?, planned: String? = nil, ended: String?,
    kind: SpecialProcedure.Kind = .expertReview
  ) -> SpecialProcedure {
    let notice = told.map {
      SpecialProcedure.Notice(at: at($0), plannedEnd: planned.map { day($0) })
    }
    return SpecialProcedure(
      kind: kind, started: at(started), notices: [notice].compactMap(\.self),
      ended: ended.map { at($0) })
  }

  @Test("the eight kinds of the law, and no other", arguments: SpecialProcedure.Kind.allCases)
  func kinds(kind: SpecialProcedure.Kind) throws {
    #expect(SpecialProcedure.Kind.allCases.count == 8)
    #expect(LegalBasis.exclusion.text == "行政许可法第四十五条")
    let clock = clock([
      review("2024-03-05", told: "2024-03-05", ended: "2024-03-07", kind: kind)
    ])
    for term in [DeadlineKind.statutory, .promised] {
      let deadline = try #require(clock[term])
      let left = deadline.trace(in: china).filter { $0.reason == .leftOut([.special(kind)]) }
      #expect(
        left.compactMap(\.day) == [day("2024-03-05"), day("2024-03-06"), day("2024-03-07")])
      #expect(left.allSatisfy { $0.chinese.hasSuffix("\(kind.chinese)（行政许可法第四十五条），不计") })
    }
    #expect(clock[.promised]?.due == day("2024-03-13"))
    #expect(clock[.supplementNotice]?.exclusions.isEmpty == true)
  }

  @Test("nobody told in writing: nothing is left out, and the trace says so")
  func untold() throws {
    let clock = clock([review("2024-03-05", told: nil, ended: "2024-03-07")])
    let promised = try #require(clock[.promised])
    #expect(promised.due == day("2024-03-08"))
    let line = promised.trace(in: china).first { $0.reason == .untold(.expertReview) }
    #expect(line?.day == day("2024-03-05"))
    #expect(line?.chinese.contains("未书面告知申请人") == true)
  }

  @Test("told late: left out from the day of the notice only")
  func toldLate() throws {
    let clock = clock([review("2024-03-05", told: "2024-03-07", ended: "2024-03-12")])
    let promised = try #require(clock[.promised])
    // 4, 5, 6 March are counted; 7 to 12 are not; 13 and 14 are the fourth and fifth.
    #expect(promised.due == day("2024-03-14"))
    let reasons = promised.trace(in: china).map(\.reason)
    #expect(reasons.contains(.untold(.expertReview)) && reasons.contains(.told(.expertReview)))
  }

  @Test("what begins after the end of a term says nothing about it")
  func afterwards() {
    let clock = clock([review("2024-03-11", told: nil, ended: "2024-03-12")])
    #expect(clock[.promised]?.notes.isEmpty == true)
    #expect(clock[.statutory]?.notes.map(\.reason) == [.untold(.expertReview)])
  }

  @Test("told after the end, or of one that ended at once: nothing")
  func toldAfterwards() {
    #expect(
      clock([review("2024-03-05", told: "2024-03-08", ended: "2024-03-07")])[.promised]?.due
        == day("2024-03-08"))
  }

  @Test("two at once count once")
  func twoAtOnce() {
    let clock = clock([
      review("2024-03-05", told: "2024-03-05", ended: "2024-03-07"),
      review("2024-03-06", told: "2024-03-06", ended: "2024-03-07", kind: .testing),
    ])
    #expect(clock[.promised]?.due == day("2024-03-13"))
    #expect(
      clock[.promised]?.causes(on: day("2024-03-06"))
        == [.special(.expertReview), .special(.testing)])
  }

  @Test("under way, the plan is what is told; past it, the day of asking; at the end, what it took")
  func underWay() {
    let open = [
      review("2024-03-05", told: "2024-03-05", planned: "2024-03-08", ended: "2024-03-13")
    ]
    #expect(clock(open, asOf: "2024-03-04")[.promised]?.due == day("2024-03-08"))
    #expect(clock(open, asOf: "2024-03-06")[.promised]?.due == day("2024-03-14"))
    #expect(clock(open, asOf: "2024-03-06")[.promised]?.remaining == 4)
    #expect(clock(open, asOf: "2024-03-08")[.promised]?.remaining == 4)
    #expect(clock(open, asOf: "2024-03-12")[.promised]?.due == day("2024-03-18"))
    #expect(clock(open, asOf: "2024-03-13")[.promised]?.due == day("2024-03-19"))
    #expect(clock(open, asOf: "2024-03-14")[.promised]?.remaining == 3)
  }

  @Test("by the strict rule, what was not told is not left out")
  func overrun() throws {
    let long = [
      review("2024-03-05", told: "2024-03-05", planned: "2024-03-06", ended: "2024-03-13")
    ]
    let clock = clock(long, asOf: "2024-03-12", overrun: .counted)
    let promised = try #require(clock[.promised])
    #expect(promised.due == day("2024-03-12"))
    #expect(
      promised.notes.map(\.reason) == [.overrun(.expertReview)]
        && promised.notes.first?.day == day("2024-03-07"))
  }

  @Test("a site inspection is none of them: there is no such kind")
  func siteInspection() {
    #expect(SpecialProcedure.Kind(rawValue: "siteInspection") == nil)
    #expect(SpecialProcedure.Kind.allCases.allSatisfy { !$0.chinese.contains("勘验") })
  }

  @Test("asking for more after acceptance stops nothing, unless the item's own rule says so")
  func suspension() throws {
    let facts = CaseFacts(
      received: at("2024-03-01"), accepted: .init(at: at("2024-03-01")),
      suspensions: [Suspension(asked: at("2024-03-05"), answered: at("2024-03-07"))])
    var terms = CaseTerms(promised: promise)
    let off = CaseClock.compute(facts, terms, china, asOf: day("2024-03-20"))
    #expect(off[.promised]?.due == day("2024-03-08"))
    #expect(off[.promised]?.notes.map(\.reason) == [.notSuspended])
    let house = LegalBasis(law: "某市行政审批补正规定", article: "第三条")
    terms.suspension = house
    let on = CaseClock.compute(facts, terms, china, asOf: day("2024-03-20"))
    #expect(on[.promised]?.due == day("2024-03-12"))
    let lines = try #require(on[.promised]).trace(in: china)
    #expect(
      lines.filter { $0.reason == .leftOut([.suspension(house)]) }.compactMap(\.day)
        == [day("2024-03-06"), day("2024-03-07")])
  }
}
