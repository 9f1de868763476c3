// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Journal
import SQL
import ShangMi
import TestKit
import Testing

@testable import Oversight
@testable import Site

/// A bureau under supervision, whose days a test lets go by: 食品经营许可, promised within 5 working days of the 10 of
/// its own law, received on Monday 2026-11-23.
struct OversightTrial {
  let bureau: Bureau

  static let section = "社会民生科"
  static let window = "政务服务科"

  init(on day: String = "2026-11-23") async throws {
    bureau = try await Bureau(.foodLicence, on: day)
  }

  // MARK: Time

  /// Lets the days go by up to one, each from its first moment, with all that falls due.
  func pass(to day: String) async throws {
    let last = try Day.of(day)
    var today = bureau.now.day
    while today < last {
      today = today.adding(days: 1)
      bureau.go(to: today)
      try await bureau.fireDeadlines()
    }
  }

  // MARK: Cases

  /// Hands an application in.
  func filed(by name: String = "applicant") async throws -> String {
    try await bureau.file(by: name).id
  }

  /// Hands an application in and has it accepted.
  func accepted(by name: String = "applicant") async throws -> String {
    let id = try await filed(by: name)
    try await bureau.take(.accept, with: id, by: "clerk")
    return id
  }

  func review(_ id: String) async throws {
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await bureau.take(
        .review(passed: true, opinion: Reasons("现场与图纸相符")), with: id, by: reviewer,
        texts: "现场与图纸相符")
    }
  }

  func decide(
    _ id: String, granted: Bool = true, reasons: String = "符合法定条件，依法准予。"
  ) async throws {
    try await bureau.take(
      .decide(granted: granted, Reasons(reasons)), with: id, by: "approver", texts: reasons)
  }

  func deliver(_ id: String) async throws {
    try await bureau.take(.deliver(.window), with: id, by: "clerk")
  }

  // MARK: Supervision

  /// The cards of a case, oldest first, as `T02 yellow`.
  func cards(of id: String) async throws -> [String] {
    try await rows(of: id).map { "\($0.rule.code) \($0.level.rawValue)" }
  }

  func rows(of id: String) async throws -> [CardRow] {
    try await bureau.oversight.standing(of: id, for: try Bureau.actor("supervisor")).cards
  }

  func card(_ code: String, of id: String, _ level: Card.Level = .yellow) async throws -> CardRow {
    try #require(
      try await rows(of: id).first { $0.rule.code == code && $0.level == level },
      "\(code) \(level)")
  }

  /// The alerts of a case, as `T02 2026-11-30`.
  func alerts(of id: String) async throws -> [String] {
    try await bureau.oversight.standing(of: id, for: try Bureau.actor("supervisor")).alerts
      .map { "\($0.rule.code) \($0.due)" }.sorted()
  }

  /// Takes a step with a card as somebody.
  func take(_ order: CardOrder, with card: CardRow, by name: String) async throws {
    _ = try await bureau.oversight.take(
      order, with: card.id, by: try Bureau.actor(name), expecting: nil)
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

  // MARK: The API

  /// What came back.
  struct Answer {
    let status: Int
    let json: Any?
    let raw: Rehearsal.Answer

    subscript(_ path: String...) -> Any? {
      path.reduce(json) { ($0 as? [String: Any])?[$1] }
    }

    func text(_ path: String...) -> String {
      path.reduce(json) { ($0 as? [String: Any])?[$1] } as? String ?? ""
    }

    var items: [[String: Any]] { self["items"] as? [[String: Any]] ?? [] }

    /// The last part of the problem's type.
    var problem: String { String(text("type").dropFirst("/problems/".count)) }
  }

  func get(_ path: String, as name: String?) async throws -> Answer {
    try await call(.get, path, as: name)
  }

  func post(
    _ path: String, _ body: [String: Any] = [:], as name: String?,
    _ headers: [String: String] = [:]
  ) async throws -> Answer {
    // The same body twice is the same request only where its keys come in the same order.
    let json = try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
    return try await call(
      .post, path, as: name, headers, body: String(decoding: json, as: UTF8.self))
  }

  /// Calls the API, and holds the answer against what the OpenAPI document says of it.
  private func call(
    _ method: HTTPRequest.Method, _ path: String, as name: String?,
    _ headers: [String: String] = [:], body: String = ""
  ) async throws -> Answer {
    let raw = try await bureau.program(name).send(
      method, path, headers.merging(["Content-Type": "application/json"]) { given, _ in given },
      body: body)
    let segments = path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    if case .found(let route, _) = bureau.site.router.match(method, segments) {
      let declared = route.operation?.answers.first { $0.status == raw.status }?.schema
      if let schema = declared ?? (raw.status >= 400 ? Problem.schema : nil) {
        let faults = schema.faults(try JSON(parsing: raw.bytes), at: "")
        #expect(faults.isEmpty, "\(method) \(path): \(faults)")
      }
    }
    let json = try? JSONSerialization.jsonObject(with: Data(raw.bytes))
    return Answer(status: raw.status, json: json, raw: raw)
  }
}
