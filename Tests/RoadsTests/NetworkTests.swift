// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Site
import TestKit
import Testing

@testable import Roads

@Suite("The road network")
struct NetworkTests {
  @Test(
    "the demonstration's roads are sound, say that they are made up, and meet at their crossings")
  func real() throws {
    let network = try RoadsTrial.network()
    #expect(network.segments.count == 32 && network.roads.count == 8 && network.isDemo)
    #expect(network.neighbours(of: "JH-009") == ["JH-010", "JH-018", "JH-019"])
    for segment in network.segments {
      for other in network.neighbours(of: segment.id) {
        #expect(network.neighbours(of: other).contains(segment.id), "\(segment.id) \(other)")
      }
    }
  }

  @Test(
    "what is wrong with a file is told with its line",
    arguments: [
      ("\"JH-002\"", "\"JH-001\"", 12, "unique"), ("\"JH-002\"", "\"二\"", 12, "id"),
      ("\"length_m\": 965", "\"length_m\": 1965", 12, "length"),
      ("\"length_m\": 965", "\"length_m\": \"far\"", 12, "value"),
      ("\"rebuilt\": \"2023-06-30\"", "\"rebuilt\": \"2003-06-30\"", 12, "order"),
      ("\"rebuilt\": \"2023-06-30\"", "\"rebuilt\": \"2023-06-31\"", 12, "value"),
      ("\"pavement\": \"asphalt\"", "\"pavement\": \"mud\"", 9, "value"),
      ("\"lanes\": 6", "\"lanse\": 6", 9, "missing"),
      ("[[114.2457, 30.6263]", "[[214.2457, 30.6263]", 10, "line"),
      ("[[114.2457, 30.6263]", "[[\"x\", 30.6263]", 10, "value"),
      ("\"LineString\"", "\"Point\"", 10, "value"),
      ("\"FeatureCollection\"", "\"Feature\"", 2, "value"),
    ])
  func faults(old: String, new: String, line: Int, rule: String) throws {
    let place = try #require(RoadsTrial.source.firstRange(of: old))
    let source = RoadsTrial.source.replacingCharacters(in: place, with: new)
    #expect {
      _ = try RoadNetwork(source: source, file: "x.geojson")
    } throws: { error in
      let faults = (error as? FileFaults)?.faults ?? []
      return faults.contains { $0.line == line && $0.rule == rule }
        || {
          Issue.record("\(faults)"); return false
        }()
    }
  }

  @Test(
    "a segment with an unfinished dig cannot leave the network; the same file is not imported twice"
  )
  func inUse() async throws {
    let trial = try await RoadsTrial()
    let again = try await RoadsCommand.importFile(
      RoadsTrial.source, as: "x", into: trial.bureau.journal)
    #expect(!again.isNew)
    let number = try await trial.announced(try RoadsTrial.order(["JH-009"]))
    let source = RoadsTrial.source.replacing("JH-009", with: "JH-909")
    await #expect(throws: RoadsRefusal.segmentInUse("JH-009", dig: number)) {
      _ = try await RoadsCommand.importFile(source, as: "x", into: trial.bureau.journal)
    }
    try await trial.take(.withdraw(Reasons("不挖了。")), number, by: "shop", text: "不挖了。")
    let freed = try await RoadsCommand.importFile(
      source, as: "x", into: trial.bureau.journal)
    #expect(freed.isNew && freed.network.segment("JH-909") != nil)
    #expect(try await trial.desk.network().segment("JH-009") == nil)
  }
}

@Suite("Article 33: young roads")
struct MoratoriumTests {
  private func segment(
    built: String? = nil, rebuilt: String? = nil, overhauled: String? = nil
  ) throws -> Segment {
    Segment(
      id: "X-001", road: Words("甲路"), from: Words("乙"), to: Words("丙"), length: 100, lanes: 2,
      pavement: .asphalt, built: try built.map(Day.of), rebuilt: try rebuilt.map(Day.of),
      overhauled: try overhauled.map(Day.of), line: [])
  }

  @Test(
    "five years after the hand-over and three after an overhaul, the corresponding day still barred",
    arguments: [
      ("built", "2021-03-15", "2026-03-16"), ("rebuilt", "2020-02-29", "2025-03-01"),
      ("overhauled", "2023-11-23", "2026-11-24"), ("overhauled", "2024-02-29", "2027-03-01"),
    ])
  func boundaries(cause: String, since: String, free: String) throws {
    let road = try segment(
      built: cause == "built" ? since : nil, rebuilt: cause == "rebuilt" ? since : nil,
      overhauled: cause == "overhauled" ? since : nil)
    let (first, free) = (try Day.of(since), try Day.of(free))
    #expect(road.moratorium(on: first.adding(days: -1)) == nil)
    #expect(road.moratorium(on: first) != nil)
    #expect(road.moratorium(on: free.adding(days: -1))?.free == free)
    #expect(road.moratorium(on: free) == nil)
    // A window that only ends on a barred day is barred as well; one that begins after it is not.
    let before = first.adding(days: -9)
    #expect(road.moratorium(in: Window(from: before, days: 10)) != nil)
    #expect(road.moratorium(in: Window(from: before, days: 9)) == nil)
    #expect(road.moratorium(in: Window(from: free, days: 1_000)) == nil)
  }

  @Test("a window is barred exactly if one of its days is, and the first free day is the first one")
  func slowly() throws {
    var chance = RoadChance(state: 33)
    let origin = try Day.of("2020-01-01")
    func anyDay() -> String {
      origin.adding(days: Int.random(in: 0..<2_500, using: &chance)).description
    }
    for _ in 0..<120 {
      let built = anyDay()
      let road = try segment(
        built: built, rebuilt: Bool.random(using: &chance) ? anyDay() : nil,
        overhauled: Bool.random(using: &chance) ? anyDay() : nil)
      let network = RoadNetwork(name: Words("x"), isDemo: true, note: nil, segments: [road])
      let window = Window(
        from: try Day.of(anyDay()), days: Int.random(in: 1...40, using: &chance))
      func isBarred(_ day: Day) -> Bool {
        [(road.built, 5), (road.rebuilt, 5), (road.overhauled, 3)].contains { since, years in
          guard let since else { return false }
          return since <= day && day <= since.adding(years: years)
        }
      }
      func isBarred(_ window: Window) -> Bool {
        (0..<window.days).contains { isBarred(window.from.adding(days: $0)) }
      }
      #expect((road.moratorium(in: window) != nil) == isBarred(window))
      let free = network.firstFree(for: ["X-001"], window)
      #expect(!isBarred(window.moved(to: free)) && free >= window.from)
      if free > window.from { #expect(isBarred(window.moved(to: free.adding(days: -1)))) }
    }
  }

  @Test(
    "every entry is held against it, with the article and the first free day; an approval lifts it")
  func entries() async throws {
    let trial = try await RoadsTrial()
    let free = try Day.of("2028-07-01")
    func refused(_ segments: [String], _ approval: String? = nil) async -> RoadsRefusal? {
      await trial.refusal {
        _ = try await trial.announced(
          try RoadsTrial.order(segments, approval: approval))
      }
    }
    let refusal = try #require(await refused(["JH-009", "JH-002"]))
    guard case .underMoratorium(let bar, let first) = refusal else {
      Issue.record("\(refusal)")
      return
    }
    #expect(bar.segment == "JH-002" && bar.cause == .rebuilt && first == free)
    #expect(refusal.legalBasis?.text == "城市道路管理条例第三十三条第二款")
    #expect(refusal.phrase.chinese.contains("2028年7月1日"))
    #expect(await refused(["JH-002"], "江政函〔2026〕12号") == nil)
    #expect(await refused(["JH-001"]) == nil)
    try await trial.expectSound()
  }
}
