// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Cases made up at random: most of them orderly, some of them not, for facts are what they are.
extension Seeded {
  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  /// An instant of a day some days after another, at any hour.
  mutating func instant(after day: Day, _ days: ClosedRange<Int>) -> Instant {
    Instant(
      day: day.adding(days: Int.random(in: days, using: &self)),
      hour: Int.random(in: 0...23, using: &self), minute: 30)
  }

  mutating func maybe(_ percent: Int, after day: Day, _ days: ClosedRange<Int>) -> Instant? {
    chance(percent) ? instant(after: day, days) : nil
  }

  mutating func rule(_ numbers: ClosedRange<Int>, months: Bool = true) -> TermRule {
    let unit: TermUnit =
      chance(70) ? .workingDay : chance(70) || !months ? .calendarDay : .month
    let number = Int.random(in: unit == .month ? 1...2 : numbers, using: &self)
    return TermRule(
      number: number, unit: unit, basis: .decision, rollsOver: chance(30), countsStart: chance(10))
  }

  mutating func terms() -> CaseTerms {
    var terms = chance(30) ? CaseTerms.joint() : CaseTerms()
    if chance(30) { terms.statutory = rule(1...45) }
    if chance(60) { terms.promised = rule(0...15) }
    if chance(20) { terms.lowerReview = .lowerReview }
    if chance(20) { terms.extending = nil }
    if chance(20) { terms.extending?.isToldInTerm = false }
    if chance(20) { terms.extensionMovesPromise = false }
    if chance(30) { terms.suspension = .otherwise }
    if chance(30) { terms.overrun = .counted }
    if chance(20) { terms.receipt = .officeHours(closing: 17 * 60) }
    if chance(20) { terms.issue = nil }
    if chance(10) { terms.renewal.renewsLate = true }
    return terms
  }

  mutating func procedure(near day: Day) -> SpecialProcedure {
    let started = instant(after: day, -3...30)
    var notices: [SpecialProcedure.Notice] = []
    for _ in 0..<Int.random(in: 0...2, using: &self) {
      let at = instant(after: notices.last?.at.day ?? started.day, notices.isEmpty ? -2...8 : 1...9)
      let planned = chance(60) ? at.day.adding(days: Int.random(in: 0...12, using: &self)) : nil
      notices.append(.init(at: at, plannedEnd: planned))
    }
    return SpecialProcedure(
      kind: SpecialProcedure.Kind.allCases.randomElement(using: &self) ?? .testing,
      started: started, notices: notices, ended: maybe(60, after: started.day, 0...20))
  }

  mutating func extensionFact(near day: Day) -> Extension {
    let approved = instant(after: day, 0...45)
    return Extension(
      approved: approved,
      approver: Approver.allCases.randomElement(using: &self) ?? .other,
      told: maybe(70, after: approved.day, 0...6))
  }

  mutating func hearing(near day: Day) -> Hearing {
    let told = instant(after: day, 0...10)
    var hearing = Hearing(toldOfRight: chance(90) ? told : nil)
    hearing.requested = maybe(70, after: told.day, 0...9)
    hearing.announced = maybe(20, after: told.day, 0...5)
    if chance(40) { hearing.notices = [.init(at: instant(after: told.day, 3...9))] }
    for _ in 0..<Int.random(in: 0...2, using: &self) {
      let set = instant(after: hearing.sessions.last?.set.day ?? told.day, 2...9)
      hearing.sessions.append(
        .init(
          set: set, day: set.day.adding(days: Int.random(in: 1...20, using: &self)),
          notified: maybe(80, after: set.day, 0...4)))
    }
    hearing.held = maybe(50, after: told.day, 8...40)
    hearing.waived = maybe(10, after: told.day, 5...20)
    return hearing
  }

  /// What happened in a case, and the day of its receipt.
  mutating func facts(received day: Day) -> CaseFacts {
    var facts = CaseFacts(received: instant(after: day, 0...0))
    facts.supplementNoticed = maybe(30, after: day, 0...9)
    if let noticed = facts.supplementNoticed {
      facts.supplemented = maybe(80, after: noticed.day, 0...20)
    }
    let arrival = facts.supplemented?.day ?? day
    if let accepted = maybe(70, after: arrival, 0...9) {
      facts.accepted = .init(at: accepted, deemed: chance(10))
    }
    let start = facts.accepted?.at.day ?? arrival
    for _ in 0..<Int.random(in: 0...3, using: &self) {
      facts.procedures.append(procedure(near: start))
    }
    for _ in 0..<Int.random(in: 0...2, using: &self) {
      facts.extensions.append(extensionFact(near: start))
    }
    if chance(30) {
      let asked = instant(after: start, 0...20)
      facts.suspensions = [
        Suspension(asked: asked, answered: maybe(70, after: asked.day, 0...15))
      ]
    }
    if chance(25) { facts.hearing = hearing(near: start) }
    facts.forwarded = maybe(30, after: start, 1...35)
    if let decided = maybe(60, after: start, 0...60) {
      facts.decided = .init(at: decided, granted: chance(75))
      facts.delivered = maybe(60, after: decided.day, 0...20)
    }
    if let ended = maybe(25, after: facts.delivered?.day ?? start, 0...60) {
      let kinds = CaseFacts.Ending.Kind.allCases
      facts.ended = .init(at: ended, kind: kinds.randomElement(using: &self) ?? .concluded)
    }
    if chance(20) { facts.expiry = day.adding(days: Int.random(in: 0...70, using: &self)) }
    return facts
  }
}
