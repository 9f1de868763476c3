// SPDX-License-Identifier: Apache-2.0

import Foundation
import Site
import Testing
import TestKit

@testable import Casework

/// Hearing and being heard over the API; every answer is held against the OpenAPI document.
@Suite("The API of hearings, statements and notices")
struct HearingAPITests {
  private let trial: APITrial

  init() async throws { trial = try await APITrial() }

  private func waits(_ id: String) async throws -> [String] {
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    return (detail["waits"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
  }

  @Test("a hearing from the telling of the right to the decision that rests on it")
  func hearing() async throws {
    let id = try await trial.reviewed()
    let told = try await trial.take(
      "tell-hearing-right", id, as: "reviewer-1", ["reasons": "涉及相邻住户的重大利益"])
    #expect(told.status == 200)
    #expect(try await waits(id) == ["casework/hearing-right-open"])
    #expect(
      try await trial.take("request-hearing", id, as: "applicant", [:]).status == 200)
    let again = try await trial.take("request-hearing", id, as: "applicant", [:])
    #expect(again.status == 409 && again.problem == "casework/hearing-requested-already")
    #expect(again.article == "第四十七条第一款")
    var sitting: [String: Any] = [
      "day": "2026-12-01", "time": "09:30", "place": "二楼会议室", "presider": "demo-section-head",
      "published": false,
    ]
    let early = try await trial.take("call-hearing", id, as: "approver", sitting)
    #expect(early.status == 422 && early.pointers == ["/day"])
    #expect(early.article == "第四十八条第一款第一项")
    sitting["day"] = "2026-12-02"
    #expect(try await trial.take("call-hearing", id, as: "approver", sitting).status == 200)
    sitting["presider"] = "nobody"
    sitting["reasons"] = "主持人外出"
    let nobody = try await trial.take("move-hearing", id, as: "approver", sitting)
    #expect(nobody.status == 422 && nobody.pointers == ["/presider"])
    try trial.bureau.go(to: "2026-12-02")
    let record: [String: Any] = [
      "participants": "申请人", "presented": "平面图与现场一致", "debated": "没有异议", "signed": true,
    ]
    #expect(try await trial.take("hold-hearing", id, as: "reviewer-1", record).status == 403)
    #expect(try await trial.take("hold-hearing", id, as: "section-head", record).status == 200)
    #expect(try await waits(id) == [])
    let decided = try await trial.take(
      "decision", id, as: "approver", ["granted": true, "reasons": "符合法定条件。"])
    #expect(decided.status == 200)
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(detail.text("decision", "hearingRecord") == "江汉审批听录字〔2026〕1号")
  }

  @Test("an interested party is named, told and heard; who objects to a notice is everybody")
  func parties() async throws {
    let id = try await trial.reviewed()
    let wrong = try await trial.take(
      "name-party", id, as: "reviewer-1", ["name": "邻居甲", "phone": "1", "reasons": "油烟"])
    #expect(wrong.status == 422 && wrong.pointers == ["/phone"])
    let named = try await trial.take(
      "name-party", id, as: "reviewer-1",
      ["name": "邻居甲", "phone": "13800000001", "reasons": "油烟影响相邻住户"])
    #expect(named.status == 200)
    #expect(try await waits(id) == ["casework/statement-untold"])
    let told = try await trial.take(
      "tell-parties", id, as: "reviewer-1", ["hearing": false, "reasons": "申请人拟开办餐馆"])
    #expect(told.status == 200)
    #expect(try await waits(id) == ["casework/statement-awaited"])
    let stated = try await trial.take(
      "record-statement", id, as: "clerk",
      ["voice": "party-1", "stated": true, "reasons": "要求加装净化设施"])
    #expect(stated.status == 200)
    let published = try await trial.take(
      "publish-notice", id, as: "reviewer-1", ["reasons": "拟准予许可，现予公示。"])
    #expect(published.status == 200)
    #expect(try await waits(id) == ["casework/public-notice-runs"])
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(!detail.raw.text.contains("邻居甲"))
    let kinds = (detail["documents"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
    #expect(kinds.contains("publicNotice") && !kinds.contains("partyNotice"))
  }
}
