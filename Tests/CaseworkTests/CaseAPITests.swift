// SPDX-License-Identifier: Apache-2.0

import Identity
import Catalogue
import Deadlines
import Foundation
import Site
import TestKit
import Testing

@testable import Casework

/// The way of a case over the API, and what is refused on it.
///
/// Every answer is also held against the OpenAPI
/// document, see `APITrial`.
@Suite("The API of cases")
struct CaseAPITests {
  private let trial: APITrial
  private static let monday = Day(number: 20_780)

  init() async throws { trial = try await APITrial() }

  // MARK: - The whole way

  @Test("five people take a case from the files to a licence that anybody can verify")
  func wholeWay() async throws {
    let filed = try await trial.post(
      "/api/v1/cases", try await trial.filing(as: "applicant"), as: "applicant")
    let id = filed.text("id")
    #expect(filed.status == 201)
    #expect(filed.raw.header("Location") == "/api/v1/cases/\(id)")
    #expect(filed.text("number").count == 43)
    try await supplement(id)
    #expect(try await trial.take("accept", id, as: "clerk").status == 200)
    for reviewer in ["reviewer-1", "reviewer-2"] {
      let reviewed = try await trial.take(
        "review", id, as: reviewer, ["passed": true, "opinion": "与现场一致。"])
      #expect(reviewed.status == 200)
    }
    let decided = try await trial.take(
      "decision", id, as: "approver", ["granted": true, "reasons": "符合法定条件。"])
    #expect(decided.status == 200)
    let delivered = try await trial.take("delivery", id, as: "clerk", ["method": "electronic"])
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(detail.raw.header("ETag") == delivered.raw.header("ETag"))
    #expect(detail.text("phase") == "concluded" && detail["granted"] as? Bool == true)
    #expect(detail.text("decision", "reasons") == "符合法定条件。")
    try await verify(detail.text("licence"))
  }

  /// The one notice, and what the applicant does about it.
  private func supplement(_ id: String) async throws {
    let material = trial.item.materials.first { $0.required && $0.source == .applicant }
    let key = try #require(material?.key)
    let notice: [String: Any] = ["entries": [["target": key, "problem": "缺少签名，请签名后重新上传。"]]]
    #expect(try await trial.take("supplement-notice", id, as: "clerk", notice).status == 200)
    let again = try await trial.take("supplement-notice", id, as: "clerk", notice)
    #expect(again.status == 409 && again.problem == "casework/second-supplement-notice")
    #expect(again.article == "第三十二条第一款第四项")
    let told = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect((told["notice"] as? [[String: Any]])?.first?["target"] as? String == key)
    let signed = try await trial.upload(
      "%PDF-1.7 signed", name: "签名.pdf", material: key, as: "applicant")
    let supplemented = try await trial.take(
      "supplement", id, as: "applicant",
      ["files": [["material": key, "digest": signed.text("digest")]]])
    #expect(supplemented.status == 200)
    let path = "/api/v1/cases/\(id)/files/\(signed.text("digest"))"
    let file = try await trial.get(path, as: "clerk")
    #expect(file.raw.text == "%PDF-1.7 signed")
    #expect(file.raw.header("Content-Disposition")?.hasPrefix("attachment") == true)
    #expect(try await trial.get(path, as: "shop").status == 404)
  }

  private func verify(_ number: String) async throws {
    let path = "/api/v1/licences/\(number)"
    let verified = try await trial.get(path, as: nil)
    #expect(verified.status == 200 && verified.text("standing") == "valid")
    #expect(verified.text("holder") == "示********")
    #expect(verified.text("holderCode") == "420103********0117")
    #expect(verified.text("verification") == "https://counter.example/verify/\(number)")
    let own = try await trial.get("/api/v1/licences", as: "applicant")
    let items = try #require(own["items"] as? [[String: Any]])
    #expect(items.map { $0["holder"] as? String } == ["示范 · 申请人甲"])
    #expect(
      (try await trial.get("/api/v1/licences", as: "shop")["items"] as? [Any])?.isEmpty == true)
    let unknown = try await trial.get("/api/v1/licences/XCY420103999999", as: nil)
    #expect(unknown.status == 404 && unknown.problem == "licences/not-found")
  }

  // MARK: - What is read

  @Test("staff read a person masked, who filed it reads himself in full")
  func masking() async throws {
    let id = try await trial.submitted()
    let own = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(own.text("parties", "applicant", "name") == "示范 · 申请人甲")
    #expect(own["opinions"] == nil)
    let staff = try await trial.get("/api/v1/cases/\(id)", as: "clerk")
    #expect(staff.text("parties", "applicant", "name") == "示********")
    #expect(staff.text("parties", "applicant", "code") == "420103********0117")
    #expect(staff.text("parties", "applicant", "phone") == "138****0000")
    #expect(staff.text("applicant") == "示********")
    #expect(staff.text("answers", "legal_person_id") == "110105********002X")
    let code = try #require(try Bureau.account("applicant").code)
    for secret in [code, "13800000000", "11010519491231002X", "13800000001"] {
      #expect(!staff.raw.text.contains(secret))
    }
  }

  @Test("an entity's name is public, and an agent files in another's name")
  func agent() async throws {
    var filing = try await trial.filing(as: "agent")
    filing["applicant"] = [
      "name": "福建示范餐饮有限公司", "code": "91350100M000100Y43", "phone": "027-00000000",
    ]
    let filed = try await trial.post("/api/v1/cases", filing, as: "agent")
    #expect(filed.status == 201)
    let staff = try await trial.get("/api/v1/cases/\(filed.text("id"))", as: "clerk")
    #expect(staff.text("parties", "applicant", "name") == "福建示范餐饮有限公司")
    #expect(staff.text("parties", "agent", "name") == "示********")
    var pretended = try await trial.filing(as: "shop")
    pretended["applicant"] = filing["applicant"]
    let refused = try await trial.post("/api/v1/cases", pretended, as: "shop")
    #expect(refused.status == 403 && refused.problem == "casework/agent-role-needed")
  }

  @Test("the clock of any day gives its deadlines with their law, and why, day by day")
  func clock() async throws {
    let id = try await trial.submitted()
    trial.bureau.go(to: Self.monday.adding(days: 2))
    #expect(try await trial.take("accept", id, as: "clerk").status == 200)
    let now = try await trial.get("/api/v1/cases/\(id)/clock", as: "applicant")
    let deadlines = try #require(now["deadlines"] as? [[String: Any]])
    #expect(
      deadlines.map { $0["kind"] as? String } == ["supplementNotice", "statutory", "promised"])
    let statutory = try #require(deadlines.dropFirst().first)
    #expect((statutory["basis"] as? [String: Any])?["law"] as? String != nil)
    #expect((statutory["trace"] as? [[String: Any]])?.isEmpty == false)
    let before = try await trial.get("/api/v1/cases/\(id)/clock?asOf=\(Self.monday)", as: "clerk")
    #expect(before.text("stage") == "examining" && before.text("asOf") == "\(Self.monday)")
    for day in ["0001-01-01", "2036-11-20"] {
      #expect(
        try await trial.get("/api/v1/cases/\(id)/clock?asOf=\(day)", as: "clerk").status == 200)
    }
    for day in ["2026-02-30", "9999-12-31", "tomorrow"] {
      let refused = try await trial.get("/api/v1/cases/\(id)/clock?asOf=\(day)", as: "clerk")
      #expect(refused.status == 422 && refused.pointers == ["/asOf"])
    }
  }

  @Test("lists go on where the page before ended, in both orders, without a case twice")
  func paging() async throws {
    var ids: Set<String> = []
    for _ in 0..<5 { ids.insert(try await trial.submitted()) }
    for order in ["newest", "due"] {
      var seen: [String] = []
      var path = "/api/v1/cases?limit=2&order=\(order)"
      while true {
        let page = try await trial.get(path, as: "clerk")
        seen += (page["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        guard let next = page["next"] as? String, seen.count < 20 else { break }
        path = "/api/v1/cases?limit=2&order=\(order)&cursor=\(next)"
      }
      #expect(seen.count == 5 && Set(seen) == ids)
    }
    let none = try await trial.get("/api/v1/cases?phase=granted&phase=refused", as: "clerk")
    #expect((none["items"] as? [Any])?.isEmpty == true)
    let other = try await trial.get("/api/v1/cases", as: "market-reviewer-1")
    #expect((other["items"] as? [Any])?.isEmpty == true)
  }

  @Test("documents are listed with their numbers")
  func documents() async throws {
    let id = try await trial.submitted()
    let listed = try await trial.get("/api/v1/cases/\(id)/documents", as: "applicant")
    let items = try #require(listed["items"] as? [[String: Any]])
    #expect(items.map { $0["kind"] as? String } == ["receipt"])
    #expect(items.first?["number"] as? String == "江汉审批收字〔2026〕1号")
  }
}
