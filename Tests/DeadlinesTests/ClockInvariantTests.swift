// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Testing

@Suite("What is true of every clock")
struct ClockInvariantTests {
  private struct Sample {
    let facts: CaseFacts
    let terms: CaseTerms
    let today: Day

    init(_ random: inout Seeded) {
      let received = random.day(in: 2023...2027)
      terms = random.terms()
      facts = random.facts(received: received)
      today = received.adding(days: Int.random(in: -2...100, using: &random))
    }

    var clock: CaseClock { CaseClock.compute(facts, terms, china, asOf: today) }
  }

  @Test("no clock runs while excluded, and none stands still without a cause in its trace")
  func causes() {
    var random = Seeded(state: 11)
    for _ in 0..<3_000 {
      for deadline in Sample(&random).clock.deadlines where deadline.rule.number > 0 {
        guard deadline.due > deadline.start, deadline.rule.unit != .month else { continue }
        let starts = deadline.exclusions.map(\.days.lowerBound)
        #expect(starts == starts.sorted())
        let lines = deadline.trace(in: china)
        let end = lines.lastIndex { line in
          if case .ends = line.reason { line.day == deadline.due } else { false }
        }
        let days = lines[..<(end ?? 0)].filter(\.isOfDay)
        let first = deadline.rule.countsStart ? deadline.start : deadline.start.adding(days: 1)
        #expect(days.compactMap(\.day) == Array(first...deadline.due))
        for line in days {
          guard let day = line.day else { continue }
          let isOut = !deadline.causes(on: day).isEmpty
          #expect((line.counted == nil) || !isOut)
          switch line.reason {
          case .worked, .makeUp, .calendarDay: #expect(line.counted != nil && !isOut)
          case .weekend, .holiday, .inLieu, .rolledOver: #expect(line.counted == nil && !isOut)
          case .leftOut(let causes): #expect(!causes.isEmpty && isOut)
          default: Issue.record("\(line)")
          }
        }
      }
    }
  }

  @Test("from one day to the next the days left shrink by one exactly when the day counts")
  func ticks() {
    var random = Seeded(state: 12)
    for _ in 0..<300 {
      let sample = Sample(&random)
      // Nothing happens any more: only the time goes by.
      let facts = sample.facts.known(by: sample.today)
      var before: CaseClock?
      for offset in 0..<40 {
        let today = sample.today.adding(days: offset)
        let clock = CaseClock.compute(facts, sample.terms, china, asOf: today)
        for deadline in clock.running where deadline.remaining > 0 {
          guard let old = before?[deadline.kind] else { continue }
          let isOut = !deadline.causes(on: today).isEmpty
          let counts =
            !isOut && (deadline.rule.unit != .workingDay || china.isWorkingDay(today))
          if old.due == deadline.due {
            // Calendar days that end on a working day have days off to lose before the date moves.
            let endsOnWorkday =
              deadline.rule.rollsOver
              || deadline.extended?.unit ?? deadline.rule.unit == .workingDay
            if deadline.rule.unit != .workingDay, endsOnWorkday, isOut { continue }
            #expect(
              old.remaining - deadline.remaining == (counts ? 1 : 0), "\(deadline.kind) \(today)")
          } else {
            // Only what is under way, longer than was planned, moves a date by itself.
            #expect(isOut && deadline.due > old.due)
          }
        }
        before = clock
      }
    }
  }

  @Test("one more procedure, extension or suspension never brings a date nearer")
  func monotone() {
    var random = Seeded(state: 13)
    for _ in 0..<3_000 {
      let sample = Sample(&random)
      var more = sample.facts
      switch Int.random(in: 0..<3, using: &random) {
      case 0: more.procedures.append(random.procedure(near: sample.today))
      case 1: more.extensions.append(random.extensionFact(near: sample.today.adding(days: -30)))
      default:
        more.suspensions.append(Suspension(asked: random.instant(after: sample.today, -20...0)))
      }
      let before = sample.clock
      let after = CaseClock.compute(more, sample.terms, china, asOf: sample.today)
      #expect(before.deadlines.map(\.kind) == after.deadlines.map(\.kind))
      for (old, new) in zip(before.deadlines, after.deadlines) { #expect(old.due <= new.due) }
    }
  }

  @Test("as seen on a day, nothing that happened later makes a difference")
  func asOf() {
    var random = Seeded(state: 14)
    for _ in 0..<3_000 {
      let sample = Sample(&random)
      let known = sample.facts.known(by: sample.today)
      #expect(CaseClock.compute(known, sample.terms, china, asOf: sample.today) == sample.clock)
      // What is not yet known has not left a trace in what is.
      let later = sample.facts.known(by: sample.today.adding(days: 10))
      #expect(later.known(by: sample.today) == known)
      var more = sample.facts
      let tomorrow = sample.today.adding(days: 1)
      more.procedures.append(
        SpecialProcedure(
          kind: .auction, started: random.instant(after: tomorrow, 0...9),
          notices: [.init(at: random.instant(after: tomorrow, 0...9))]))
      more.extensions.append(
        Extension(
          approved: random.instant(after: tomorrow, 0...9), approver: .agencyHead,
          told: random.instant(after: tomorrow, 0...9)))
      #expect(CaseClock.compute(more, sample.terms, china, asOf: sample.today) == sample.clock)
    }
  }

  @Test("one of the agency's running terms is the nearest, and the worst gives the light")
  func nearest() {
    var random = Seeded(state: 15)
    for _ in 0..<2_000 {
      let clock = Sample(&random).clock
      let running = clock.running.filter(\.kind.isAgencys)
      #expect(clock.nearest?.due == running.map(\.due).min())
      #expect((clock.light == .red) == running.contains { $0.light == .red })
      #expect((clock.light == .done) == running.isEmpty)
      if clock.stage == .notReceived || clock.stage == .supplementing { #expect(running.isEmpty) }
    }
  }

  @Test("every line of every trace speaks both languages")
  func words() {
    var random = Seeded(state: 16)
    for _ in 0..<1_000 {
      for deadline in Sample(&random).clock.deadlines {
        let lines = deadline.trace(in: china)
        for line in lines {
          #expect(!line.sentence.chinese.isEmpty && !line.sentence.english.isEmpty)
          #expect(line.sentence.english.contains { $0.isASCII && $0.isLetter })
        }
        let days = lines.compactMap(\.day)
        let end = lines.last.map { if case .finished = $0.reason { true } else { false } } ?? false
        let ordered = end ? Array(days.dropLast()) : days
        #expect(ordered == ordered.sorted())
      }
    }
  }

  @Test("facts and terms come back from JSON, and those stored before there were turns still read")
  func json() throws {
    var random = Seeded(state: 17)
    for _ in 0..<300 {
      let sample = Sample(&random)
      let facts = try JSONEncoder().encode(sample.facts)
      #expect(try JSONDecoder().decode(CaseFacts.self, from: facts) == sample.facts)
      let terms = try JSONEncoder().encode(sample.terms)
      #expect(try JSONDecoder().decode(CaseTerms.self, from: terms) == sample.terms)
      let clock = try JSONEncoder().encode(sample.clock)
      #expect(try JSONDecoder().decode(CaseClock.self, from: clock) == sample.clock)
    }
    let old = #"{"received":1772416800000,"accepted":{"at":1772503200000,"deemed":false}}"#
    let facts = CaseFacts(
      received: at("2026-03-02"), accepted: .init(at: at("2026-03-03")))
    #expect(try JSONDecoder().decode(CaseFacts.self, from: Data(old.utf8)) == facts)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let written = String(decoding: try encoder.encode(facts), as: UTF8.self)
    #expect(
      written == #"{"accepted":{"at":1772503200000,"deemed":false},"received":1772416800000}"#)
  }
}

extension TraceLine {
  /// Whether it says of a day whether it counts, rather than what happened on it.
  fileprivate var isOfDay: Bool {
    switch reason {
    case .worked, .makeUp, .calendarDay, .weekend, .holiday, .inLieu, .leftOut, .rolledOver: true
    default: false
    }
  }
}
