// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Journal
import TestKit
import Testing

@testable import Oversight
@testable import Site

@Suite("The API of supervision")
struct APITests {
  private static let cards = "/api/v1/oversight/cards"

  @Test("cards, alerts, rules and scores are read under the one rule of who may see them")
  func reading() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-11-27")
    let list = try await trial.get(
      "\(Self.cards)?open=true&level=yellow&month=2026-11", as: "supervisor")
    #expect(list.items.count == 1 && list.items[0]["case"] as? String == id)
    let card = try #require(list.items[0]["id"] as? String)
    let detail = try await trial.get("\(Self.cards)/\(card)", as: "section-head")
    #expect(detail.status == 200 && detail.text("cause") == "overdue")
    #expect(detail["evidence", "term", "over"] as? Int == 1)
    #expect(try await trial.get("\(Self.cards)/\(card)", as: "market-approver").status == 404)
    #expect(try await trial.get(Self.cards, as: "market-approver").items.isEmpty)
    #expect(try await trial.get(Self.cards, as: "applicant").status == 403)
    #expect(try await trial.get(Self.cards, as: nil).status == 401)
    let alerts = try await trial.get("/api/v1/oversight/alerts", as: "section-head")
    #expect(alerts.items.map { $0["rule"] as? String } == ["T02"])
    let rules = try await trial.get("/api/v1/oversight/rules", as: "section-head")
    #expect(rules.items.count == 1 && rules.items[0]["isInForce"] as? Bool == true)
    let scores = try await trial.get("/api/v1/oversight/scores?month=2026-11", as: "section-head")
    let units = scores["units"] as? [[String: Any]]
    #expect(units?.first?["score"] as? Double == 99.75)
    #expect(units?.first?["cards"] as? [String] == [card])
  }

  @Test("a card's whole course: answer, appeal, decision by another, each once, by its version")
  func course() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let body: [String: Any] = ["case": id, "rule": "F05", "text": "档案缺页。"]
    let issued = try await trial.post(
      Self.cards, body, as: "supervisor", ["Idempotency-Key": "k1"])
    #expect(issued.status == 201)
    let again = try await trial.post(
      Self.cards, body, as: "supervisor", ["Idempotency-Key": "k1"])
    #expect(again.text("id") == issued.text("id"))
    let path = "\(Self.cards)/\(issued.text("id"))"
    #expect(issued.raw.header("Location") == path)
    let stale = try await trial.post(
      "\(path)/answer", ["text": "已补齐。"], as: "section-head", ["If-Match": "\"7\""])
    #expect(stale.status == 412 && stale.problem == "oversight/version-changed")
    #expect(try await trial.post("\(path)/answer", ["text": " "], as: "section-head").status == 422)
    let answered = try await trial.post(
      "\(path)/answer", ["text": "已补齐。", "person": "demo-reviewer-1"], as: "section-head",
      ["If-Match": "\"1\""])
    #expect(answered.status == 200 && answered["version"] as? Int == 3)
    #expect(
      try await trial.post("\(path)/appeal", ["text": "另有原因。"], as: "section-head").status == 200)
    let decision: [String: Any] = ["upheld": true, "text": "理由不成立。"]
    let own = try await trial.post("\(path)/appeal-decision", decision, as: "supervisor")
    #expect(own.status == 403 && own.problem == "oversight/issuer-may-not-decide")
    let decided = try await trial.post("\(path)/appeal-decision", decision, as: "supervisor-2")
    #expect(decided.status == 200)
    let detail = try await trial.get(path, as: "supervisor")
    #expect(detail.text("status") == "upheld" && detail.text("person") == "demo-reviewer-1")
    let history = detail["history"] as? [[String: Any]]
    #expect(
      history?.compactMap { $0["type"] as? String } == [
        "issued", "attributed", "answered", "appealed", "appealTurnedDown",
      ])
    #expect(try await trial.post("\(path)/close", ["text": "同意。"], as: "supervisor").status == 409)
    let cancelled = try await trial.post("\(path)/cancel", ["text": "查明无误。"], as: "supervisor")
    #expect(cancelled.status == 200)
  }

  @Test("complaints over the API")
  func complaints() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let filed = try await trial.post(
      "/api/v1/cases/\(id)/complaints", ["text": "等了太久。"], as: "applicant")
    #expect(filed.status == 201)
    let path = "/api/v1/complaints/\(filed.text("id"))"
    #expect(try await trial.post("\(path)/take-up", as: "supervisor").status == 200)
    let answer: [String: Any] = ["justified": false, "text": "在法定期限内。"]
    #expect(try await trial.post("\(path)/answer", answer, as: "supervisor").status == 200)
    let read = try await trial.get(path, as: "applicant")
    #expect(read.text("status") == "answered" && read.text("answer") == "在法定期限内。")
    #expect(try await trial.get(path, as: "shop").status == 404)
    #expect(try await trial.get("/api/v1/complaints", as: "section-head").items.count == 1)
  }

  @Test("the description of the API holds every operation of this room")
  func description() async throws {
    let trial = try await OversightTrial()
    let document = try await trial.bureau.get("/api/openapi.json").text
    for operation in [
      "listCards", "getCard", "issueCard", "answerCard", "appealCard", "decideCardAppeal",
      "cancelCard", "closeCard", "attributeCard", "listAlerts", "listOversightRules", "getScores",
      "fileComplaint", "listComplaints", "getComplaint", "takeUpComplaint", "declineComplaint",
      "explainComplaint", "answerComplaint",
    ] {
      #expect(document.contains("\"operationId\":\"\(operation)\""), "\(operation)")
    }
  }
}
