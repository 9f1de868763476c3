// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@Suite("What is true of every calendar question")
struct CalendarPropertyTests {
  @Test("the due day is worked, and as many working days lie between as were asked for")
  func inverse() throws {
    var random = Seeded(state: 1)
    for _ in 0..<20_000 {
      let start = random.day()
      let days = Int.random(in: 1...200, using: &random)
      let due = try china.due(start: start, days: days)
      #expect(china.isWorkingDay(due))
      #expect(try china.elapsed(from: start, to: due) == days)
      #expect(try china.elapsed(from: due, to: start) == -days)
      // Back from the day after the due day, so many working days ago, is the first one counted.
      let first = china.day(-days, workingDaysAfter: due.adding(days: 1))
      #expect(first == china.day(1, workingDaysAfter: start))
    }
  }

  @Test("the calendar counts as one that walks day by day")
  func walking() {
    var random = Seeded(state: 2)
    for _ in 0..<300 {
      // Also before and after the calendar's years, where only weekends are known.
      let start = random.day(in: 1999...2104)
      let pauses = random.stretches(near: start)
      let days = Int.random(in: 1...40, using: &random)
      var walker = start
      var counted = 0
      while counted < days {
        walker = walker.adding(days: 1)
        let isPaused = pauses.contains { $0.contains(walker) }
        if china.kind(walker).isWorked, !isPaused { counted += 1 }
      }
      #expect(china.day(days, workingDaysAfter: start, excluding: pauses) == walker)
      #expect(china.workingDays(after: start, through: walker, excluding: pauses) == days)
    }
  }

  @Test("a later start or a longer term never ends earlier")
  func monotone() {
    var random = Seeded(state: 3)
    for _ in 0..<5_000 {
      let start = random.day()
      let later = start.adding(days: Int.random(in: 0...40, using: &random))
      let days = Int.random(in: 1...60, using: &random)
      let due = china.day(days, workingDaysAfter: start)
      #expect(china.day(days, workingDaysAfter: later) >= due)
      #expect(china.day(days + 1, workingDaysAfter: start) > due)
    }
  }

  @Test("one more stretch left out never makes any term end earlier", arguments: TermUnit.allCases)
  func pauses(unit: TermUnit) {
    var random = Seeded(state: 4)
    for _ in 0..<2_000 {
      let start = random.day()
      let number = Int.random(in: 1...(unit == .year ? 2 : 20), using: &random)
      let rule = TermRule(
        number: number, unit: unit, basis: .exclusion, rollsOver: Bool.random(using: &random))
      var stretches: [Range<Day>] = []
      var due = rule.due(after: start, in: china)
      for stretch in random.stretches(near: start) {
        stretches.append(stretch)
        let next = rule.due(after: start, in: china, excluding: stretches)
        #expect(next >= due)
        due = next
      }
    }
  }

  @Test("a trace has a line for every day and counts each number once")
  func traces() {
    var random = Seeded(state: 5)
    for _ in 0..<500 {
      let start = random.day()
      let number = Int.random(in: 0...40, using: &random)
      let unit: TermUnit = Bool.random(using: &random) ? .workingDay : .calendarDay
      let rule = TermRule(number: number, unit: unit, basis: .workingDays, rollsOver: true)
      let stretches = random.stretches(near: start)
      let due = rule.due(after: start, in: china, excluding: stretches)
      let lines = rule.trace(from: start, because: .given, in: china, excluding: stretches)
      #expect(lines.compactMap(\.counted) == (0..<number).map { $0 + 1 })
      let end = lines.firstIndex { $0.reason == .ends(rule) } ?? 0
      #expect(lines[..<end].compactMap(\.day) == Array(start...due))
    }
  }

  @Test("time never makes a running case lose a deadline, and days left only shrink")
  func clocks() {
    var random = Seeded(state: 6)
    for _ in 0..<300 {
      let received = random.day(in: 2024...2028)
      var facts = CaseFacts(received: Instant(day: received, hour: 9, minute: 30))
      if Bool.random(using: &random) {
        let accepted = received.adding(days: Int.random(in: 0...6, using: &random))
        facts.accepted = .init(at: Instant(day: accepted, hour: 9, minute: 30))
      }
      var before: [DeadlineKind: Deadline] = [:]
      for offset in 0..<60 {
        let today = received.adding(days: offset)
        let clock = CaseClock.compute(facts, CaseTerms(), china, asOf: today)
        for (kind, old) in before {
          #expect(clock[kind]?.due == old.due)
          if let new = clock[kind], new.finished == nil { #expect(new.remaining <= old.remaining) }
        }
        before = Dictionary(uniqueKeysWithValues: clock.deadlines.map { ($0.kind, $0) })
      }
    }
  }
}
