// SPDX-License-Identifier: Apache-2.0

import Bundles
import Casework
import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import TestKit
import Testing

@testable import Roads

/// A bureau with the demonstration's roads, on Monday 2026-11-23 at nine.
struct RoadsTrial {
  let bureau: Bureau
  var desk: RoadsDesk { bureau.roads }

  static let keeper = "city-reviewer-1"

  init(on day: String = "2026-11-23", bundles: [Bundles.Bundle] = []) async throws {
    bureau = try await Bureau(Self.application("dig"), on: day, bundles: bundles)
    _ = try await RoadsCommand.importFile(Self.source, as: "jianghan.geojson", into: bureau.journal)
  }

  /// An application for digging, or for what was dug in an emergency.
  static func application(_ kind: String, age: String = "free") -> Application {
    Application(
      code: RoadsSettings().item,
      situation: [
        "kind": kind, "road_age": age, "pavement": "asphalt", "traffic": "no", "agent": "self",
      ].filter { kind == "dig" || $0.key != "road_age" })
  }

  static let source: String = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "catalogue/roads/jianghan.geojson")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  static func network() throws -> RoadNetwork {
    try RoadNetwork(source: source, file: "jianghan.geojson")
  }

  // MARK: Digs

  static func order(
    _ segments: [String] = ["JH-009"], _ from: String = "2026-12-10", _ to: String = "2026-12-29",
    depth: Int = 150, approval: String? = nil
  ) throws -> DigOrder {
    DigOrder(
      unit: "武汉示范自来水有限公司（虚构）", line: .water, purpose: "给水管更新", segments: segments,
      window: try #require(Window(from: try Day.of(from), to: try Day.of(to))), depth: depth,
      area: 80, contact: DigContact(name: "示范联系人", phone: "027-00000000"), approval: approval)
  }

  func announced(_ order: DigOrder, by name: String = "shop") async throws -> String {
    try await desk.announce(order, by: try Bureau.actor(name)).number
  }

  func published(_ order: DigOrder, by name: String = "shop") async throws -> String {
    let number = try await announced(order, by: name)
    try await take(.publish, number, by: Self.keeper)
    return number
  }

  func take(
    _ command: Dig.Command, _ number: String, by name: String, text: String? = nil
  ) async throws {
    _ = try await desk.take(
      command, with: number, by: try Bureau.actor(name), text: text, expecting: nil)
  }

  func file(_ number: String, as name: String? = RoadsTrial.keeper) async throws -> DigFile {
    try await desk.dig(number, for: try name.map(Bureau.actor))
  }

  /// What the rules say to a step.
  func refusal(_ body: () async throws -> Void) async -> RoadsRefusal? {
    do {
      try await body()
      return nil
    } catch {
      return error as? RoadsRefusal
    }
  }

  // MARK: Cases

  /// Files the application for a dig.
  func filed(
    _ answers: [String: String], kind: String = "dig", age: String = "free",
    by name: String = "shop"
  ) async throws -> String {
    try await bureau.file(
      by: name, for: Self.application(kind, age: age),
      answers: ["depth_m": "1.5", "area_sqm": "80", "dig_no": "", "segment": ""]
        .merging(answers) { _, new in new }
    ).id
  }

  func granted(_ id: String) async throws {
    try await bureau.take(.accept, with: id, by: "clerk")
    try await decided(id)
  }

  func decided(_ id: String) async throws {
    let words = "现场与图纸相符"
    for reviewer in [Self.keeper, "city-reviewer-2"] {
      try await bureau.take(
        .review(passed: true, opinion: Reasons(words)), with: id, by: reviewer, texts: words)
    }
    let reasons = "符合法定条件，依法准予。"
    try await bureau.take(
      .decide(granted: true, Reasons(reasons)), with: id, by: "city-approver", texts: reasons)
  }

  /// A dig with its permit for the days that it was planned for.
  func permitted(
    _ from: String = "2026-12-10", _ to: String = "2026-12-29"
  ) async throws -> String {
    let number = try await published(try Self.order(["JH-009"], from, to))
    let id = try await filed(["dig_no": number, "from_date": from, "to_date": to])
    try await granted(id)
    return number
  }

  /// Lets the days go by up to one, each from nine o'clock, with all that falls due.
  func pass(to day: String) async throws {
    let last = try Day.of(day)
    while bureau.now.day < last {
      bureau.go(to: bureau.now.day.adding(days: 1))
      try await bureau.fireDeadlines()
    }
  }

  /// What both offices were told, as `brokenUp W2026-0001`.
  func messages() async throws -> [String] {
    let bodies: [String] = try await bureau.journal.database.read {
      try $0.rows("SELECT body FROM journal_outbox WHERE topic = 'roads' ORDER BY id")
    }
    return try bodies.map {
      let message = try Journaled.value(RoadMessage.self, $0)
      return "\(message.subject) \(message.dig)"
    }
  }

  /// Everything that is kept follows from the events, and every number from its counter.
  func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
    let rebuilt = try await bureau.journal.rebuild(keep: false)
    let faults = rebuilt.tables.filter { $0.different > 0 }.map { "\($0.name): \($0.examples)" }
    #expect(faults.isEmpty, "\(faults)", sourceLocation: location)
    let report = try await bureau.journal.verify { finding in
      Issue.record("\(finding)", sourceLocation: location)
    }
    #expect(report.isSound, sourceLocation: location)
  }
}

/// Chance that a number repeats.
struct RoadChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
