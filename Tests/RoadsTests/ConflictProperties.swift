// SPDX-License-Identifier: Apache-2.0

import Deadlines
import TestKit
import Testing

@testable import Roads

@Suite("Conflicts in space and time", .withoutDatabase)
struct ConflictProperties {
  private let network: RoadNetwork

  init() throws { network = try RoadsTrial.network() }

  /// Digs anywhere, near enough in time to meet.
  private func digs(_ count: Int, _ chance: inout RoadChance) throws -> [Occupation] {
    let origin = try Day.of("2026-11-01")
    return (0..<count).map { index in
      let segments = network.segments.shuffled(using: &chance).prefix(
        Int.random(in: 1...3, using: &chance))
      return Occupation(
        dig: RoadsSettings.number(year: 2026, serial: index + 1), segments: Set(segments.map(\.id)),
        window: Window(
          from: origin.adding(days: Int.random(in: 0..<150, using: &chance)),
          days: Int.random(in: 1...40, using: &chance)))
    }
  }

  /// Whether two digs meet, by the day and by the metre: segments meet where their ends do.
  private func slowly(_ one: Occupation, _ other: Occupation, gap: Int) -> Bool {
    func days(_ window: Window, widened: Int) -> Set<Day> {
      Set((-widened..<(window.days + widened)).map { window.from.adding(days: $0) })
    }
    // So many days between: widened by one more than the gap, both have a day.
    let isNear = !days(one.window, widened: gap + 1).isDisjoint(
      with: days(other.window, widened: 0))
    guard isNear else { return false }
    return one.segments.contains { left in
      other.segments.contains { right in
        if left == right { return true }
        guard let a = network.segment(left), let b = network.segment(right) else { return false }
        return [a.line.first, a.line.last].contains { end in
          [b.line.first, b.line.last].contains { $0 == end }
        }
      }
    }
  }

  @Test("found from either side alike, none missed and none made up, for any gap")
  func everyPair() throws {
    for seed in UInt64(1)...60 {
      var chance = RoadChance(state: seed)
      let digs = try digs(14, &chance)
      let gap = Int.random(in: 0...45, using: &chance)
      let found = Conflicts.all(among: digs.shuffled(using: &chance), on: network, gap: gap)
      var expected: [[String]] = []
      for (index, one) in digs.enumerated() {
        for other in digs[(index + 1)...] {
          let forth = Conflicts.between(one, other, on: network, gap: gap)
          #expect(forth == Conflicts.between(other, one, on: network, gap: gap), "seed \(seed)")
          if slowly(one, other, gap: gap) { expected.append([one.dig, other.dig]) }
        }
      }
      #expect(found.map(\.digs) == expected, "seed \(seed), gap \(gap)")
    }
  }

  @Test("nothing is in conflict with itself, and a gap is counted in whole days between")
  func gaps() throws {
    let first = Occupation(
      dig: "W2026-0001", segments: ["JH-009"],
      window: Window(from: try Day.of("2026-12-01"), to: try Day.of("2026-12-10"))
        ?? Window(Day(number: 0)))
    func after(_ day: String) throws -> Occupation {
      Occupation(
        dig: "W2026-0002", segments: ["JH-009"], window: Window(from: try Day.of(day), days: 5))
    }
    #expect(Conflicts.between(first, first, on: network, gap: 30) == nil)
    #expect(
      Conflicts.between(first, try after("2026-12-10"), on: network, gap: 0)?.time
        == .overlapping(days: 1))
    #expect(
      Conflicts.between(first, try after("2026-12-11"), on: network, gap: 0)?.time
        == .apart(days: 0))
    #expect(
      Conflicts.between(first, try after("2027-01-10"), on: network, gap: 30)?.time
        == .apart(days: 30))
    #expect(Conflicts.between(first, try after("2027-01-11"), on: network, gap: 30) == nil)
  }

  @Test(
    "a merged dig is late enough for all, as long as the longest, deepest first, and never costs days"
  )
  func merging() throws {
    for seed in UInt64(1)...60 {
      var chance = RoadChance(state: seed)
      let digs = try digs(Int.random(in: 2...5, using: &chance), &chance)
        .map { ($0, Int.random(in: 50...400, using: &chance)) }
      let plan = try #require(MergePlan(of: digs))
      #expect(digs.allSatisfy { plan.window.from >= $0.0.window.from })
      #expect(digs.contains { plan.window.from == $0.0.window.from })
      #expect(plan.window.days == digs.map(\.0.window.days).max())
      #expect(plan.parts.map(\.depth) == plan.parts.map(\.depth).sorted(by: >))
      #expect(Set(plan.parts.map(\.dig)) == Set(digs.map(\.0.dig)))
      let days = Set(
        digs.flatMap { dig in (0..<dig.0.window.days).map { dig.0.window.from.adding(days: $0) } })
      #expect(plan.daysApart == days.count && plan.daysSaved >= 0)
      #expect(MergePlan(of: digs.reversed()) == plan)
    }
    #expect(MergePlan(of: []) == nil)
  }
}
