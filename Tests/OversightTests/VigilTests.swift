// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import TestKit
import Testing

@testable import Oversight

@Suite("What a look sees", .withoutDatabase)
struct VigilTests {
  private static let calendar = WorkCalendar.china
  private static let kind = Watch.Kind(rawValue: "statutory")
  private static let book = RuleBook.standard
  private static let facts = RuleFacts(of: Case())

  private func watch(
    due: Day, from start: Day, finished: Day? = nil, key: String = "statutory"
  ) -> Watch {
    Watch(
      Self.kind, key: key, basis: .decision, from: start, due: due, finished: finished,
      section: "社会民生科")
  }

  private func lookout(_ watch: Watch, on day: Day) throws -> Lookout {
    try #require(Lookout(watch, in: Self.book, Self.facts, Self.calendar, on: day))
  }

  @Test(
    "a term is near one working day before its last day, over from the day after it, red from the second working day"
  )
  func days() throws {
    // Friday.
    let due = try Day.of("2026-11-27")
    let watch = watch(due: due, from: try Day.of("2026-11-16"))
    let expected: [(String, Bool, Card.Level?, String?)] = [
      ("2026-11-25", false, nil, "2026-11-26"), ("2026-11-26", true, nil, "2026-11-28"),
      ("2026-11-27", true, nil, "2026-11-28"),
      // A weekend after the last day is too late already.
      ("2026-11-28", false, .yellow, "2026-12-01"), ("2026-11-30", false, .yellow, "2026-12-01"),
      ("2026-12-01", false, .red, nil),
    ]
    for (day, isNear, level, next) in expected {
      let seen = try lookout(watch, on: try Day.of(day))
      #expect(seen.isNear == isNear && seen.level == level, "\(day)")
      #expect(try seen.next == next.map(Day.of), "\(day)")
    }
  }

  @Test("what was done in time comes to nothing, what was done late to what it was late by")
  func finished() throws {
    let (start, due) = (try Day.of("2026-11-16"), try Day.of("2026-11-27"))
    let late = try Day.of("2027-01-08")
    func level(_ finished: String) throws -> Card.Level? {
      try lookout(watch(due: due, from: start, finished: try Day.of(finished)), on: late).level
    }
    #expect(try level("2026-11-27") == nil)
    #expect(try level("2026-11-30") == .yellow)
    #expect(try level("2026-12-02") == .red)
  }

  @Test("a term of one day is not called near on the day on which it began")
  func short() throws {
    let start = try Day.of("2026-11-26")
    let watch = watch(due: try Day.of("2026-11-27"), from: start)
    #expect(try !lookout(watch, on: start).isNear)
    #expect(try lookout(watch, on: start.adding(days: 1)).isNear)
  }

  @Test("the applicant's own term is told before it ends, and never comes to a card")
  func alertOnly() throws {
    let due = try Day.of("2026-11-27")
    func seen(on day: String) throws -> Lookout {
      let watch = Watch(
        .deferral, basis: .decision, from: try Day.of("2026-11-16"), due: due, section: "社会民生科")
      return try lookout(watch, on: try Day.of(day))
    }
    #expect(try !seen(on: "2026-11-25").isNear)
    #expect(try seen(on: "2026-11-26").isNear)
    let late = try seen(on: "2026-12-31")
    #expect(late.over > 0 && late.level == nil && late.next == nil)
  }

  // MARK: Any course

  /// A vigil that a random course is shown to.
  private struct Course {
    var vigil = Vigil()
    var issued: [(key: String, level: Card.Level)] = []

    mutating func tell(_ command: Vigil.Command, on day: Day) {
      let context = Vigil.Context(today: day, version: 1)
      for event in vigil.decide(command, context) {
        vigil.apply(event, at: Moment(at: Instant(day: day, hour: 0, minute: 0), actor: "system"))
        if case .carded(let charge) = event { issued.append((charge.key, charge.level)) }
      }
    }
  }

  @Test(
    "whatever moves: a card of each level at most, none for what was in time, no alert for what is done",
    arguments: 1...200 as ClosedRange<UInt64>)
  func anyCourse(seed: UInt64) throws {
    var chance = VigilChance(state: seed)
    let start = try Day.of("2026-09-21")
    var course = Course()
    var dues = (0..<3).map { _ in start.adding(days: Int.random(in: 1...40, using: &chance)) }
    var finished: [Day?] = [nil, nil, nil]
    var wasLate = [false, false, false]
    var excused: Set<Int> = []
    for step in 0..<90 {
      let today = start.adding(days: step)
      for index in 0..<3 where finished[index] == nil {
        switch UInt64.random(in: 0..<20, using: &chance) {
        case 0: dues[index] = dues[index].adding(days: Int.random(in: -6...15, using: &chance))
        case 1: finished[index] = today
        case 2 where !excused.contains(index) && wasLate[index]:
          excused.insert(index)
          course.tell(.excuse(key: "k\(index)"), on: today)
        default: break
        }
        if finished[index] ?? today > dues[index] { wasLate[index] = true }
      }
      let lookouts = try (0..<3).map { index in
        try lookout(
          watch(due: dues[index], from: start, finished: finished[index], key: "k\(index)"),
          on: today)
      }
      let before = course.issued.count
      course.tell(.look(lookouts), on: today)
      // Looked at again, nothing more is to be said.
      let state = course.vigil
      course.tell(.look(lookouts), on: today)
      #expect(course.vigil.marks == state.marks && course.vigil.next == state.next)
      for card in course.issued[before...] {
        let index = try #require(Int(card.key.dropFirst()))
        #expect(wasLate[index] && !excused.contains(index), "seed \(seed) \(today) \(card)")
      }
      for index in 0..<3 where finished[index] != nil {
        #expect(course.vigil.mark("k\(index)").alerted == nil, "seed \(seed) \(today)")
      }
      if let next = course.vigil.next { #expect(next > today, "seed \(seed) \(today)") }
    }
    for index in 0..<3 {
      for level in Card.Level.allCases {
        let count = course.issued.count { $0.key == "k\(index)" && $0.level == level }
        #expect(count <= 1, "seed \(seed)")
      }
      if !wasLate[index] { #expect(!course.issued.contains { $0.key == "k\(index)" }) }
    }
  }
}

/// Chance that a seed fixes.
private struct VigilChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
