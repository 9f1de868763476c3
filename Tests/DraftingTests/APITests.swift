// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Journal
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("The API of item administration")
struct APITests {
  private func object(_ answer: Rehearsal.Answer) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
  }

  private func post(
    _ trial: DraftingTrial, _ path: String, _ body: [String: Any], as name: String,
    _ headers: [String: String] = [:]
  ) async throws -> Rehearsal.Answer {
    let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    return try await trial.program(name).send(
      .post, "/api/v1/drafting" + path, json: json, headers)
  }

  @Test("a draft's whole course, each step once and by the version that was seen")
  func course() async throws {
    let trial = try await DraftingTrial()
    let begun = try await post(
      trial, "/item-drafts", ["item": Sample.code], as: "writer", ["Idempotency-Key": "k"])
    #expect(begun.status == 201, "\(begun.text)")
    let id = try #require(try object(begun)["id"] as? String)
    let again = try await post(
      trial, "/item-drafts", ["item": Sample.code], as: "writer", ["Idempotency-Key": "k"])
    #expect(try object(again)["id"] as? String == id)
    let path = "/item-drafts/\(id)"
    let draft = try object(
      try await trial.program("supervisor").get("/api/v1/drafting" + path))
    #expect((draft["faults"] as? [Any])?.isEmpty == true)
    let stale = try await post(
      trial, path + "/sections/fee", ["text": "fee: {charged: false}"], as: "writer",
      ["If-Match": "\"7\""])
    #expect(stale.status == 412, "\(stale.text)")
    let elsewhere = try await post(
      trial, path + "/sections/fee", ["text": "terms: {}"], as: "writer")
    #expect(elsewhere.status == 422 && elsewhere.text.contains("drafting/key-elsewhere"))
    let terms = try await trial.desk.draft(id).text
    for (section, old, new) in [
      (DraftSection.terms, "number: 8", "number: 5"), (.process, "days: 4", "days: 1"),
    ] {
      let text = terms[section].replacing(old, with: new)
      let saved = try await post(
        trial, path + "/sections/\(section.rawValue)", ["text": text], as: "writer")
      #expect(saved.status == 200, "\(saved.text)")
    }
    #expect(try await post(trial, path + "/steps/submit", [:], as: "writer").status == 200)
    let own = try await post(trial, path + "/steps/approve", [:], as: "writer")
    #expect(own.status == 403 && own.text.contains("drafting/own-draft"))
    #expect(try await post(trial, path + "/steps/approve", [:], as: "head").status == 200)
    let published = try await post(
      trial, path + "/steps/publish", ["effective": "2026-12-01"], as: "head")
    #expect(published.status == 200, "\(published.text)")
    let compared = try object(
      try await trial.program("head").get(
        "/api/v1/drafting/items/\(Sample.code)/comparison"))
    #expect(compared["headlines"] as? [String] == ["承诺时限缩短 3 个工作日"])
    let list = try await trial.program("head").get(
      "/api/v1/drafting/item-drafts?status=published&limit=1")
    #expect(list.text.contains(id))
  }

  @Test("claims, withdrawal, streets, findings and reforms are read and ordered by programs")
  func rest() async throws {
    let trial = try await DraftingTrial()
    let items = try BasicReading.items(Array(SampleBasics.csv.utf8), file: "basic.csv")
    _ = try await trial.desk.importBasics(items, file: "basic.csv", by: .system)
    let claim = try await trial.program("writer").send(
      .post, "/api/v1/drafting/basics/000123001001/claim")
    #expect(claim.status == 201, "\(claim.text)")
    let progress = try await trial.program("head").get("/api/v1/drafting/basics/progress")
    #expect(try object(progress)["share"] as? String == "100.00%")
    let refusal = try await post(
      trial, "/basics/000123001001/refusal", ["reasons": "不办"], as: "writer")
    #expect(refusal.status == 409)
    let granted = try await post(
      trial, "/street-delegations",
      [
        "item": Sample.code, "streets": ["420103001"], "scope": "decide", "from": "2026-11-23",
        "reasons": "就近办",
      ], as: "head")
    #expect(granted.status == 422 && granted.text.contains("第二十四条"))
    let received = try await post(
      trial, "/street-delegations",
      [
        "item": Sample.code, "streets": ["420103001"], "scope": "receive", "from": "2026-11-23",
        "reasons": "就近办",
      ], as: "head")
    #expect(received.status == 201)
    let street = try await trial.browser().get("/api/v1/streets/420103001")
    #expect(street.text.contains(Sample.code))
    let withdrawn = try await post(
      trial, "/items/\(Sample.code)/withdrawal", ["from": "2026-12-01", "reasons": "停办"],
      as: "head")
    #expect(withdrawn.status == 200)
    let standing = try object(
      try await trial.program("head").get("/api/v1/drafting/items/\(Sample.code)"))
    #expect(
      standing["leavesOn"] as? String == "2026-12-01" && standing["openCases"] as? String == "3")
    let findings = try await trial.program("head").get("/api/v1/drafting/findings?rule=B3")
    #expect(findings.text.contains("\"B3\"") && !findings.text.contains("\"B4\""))
    let reform = try await post(
      trial, "/micro-reforms",
      [
        "name": "减材料", "unit": "科室", "kind": "proactive", "before": "五件", "after": "两件",
        "measures": [["name": "材料", "unit": "件", "before": 5, "aim": 2]],
      ], as: "section-head")
    let id = try #require(try object(reform)["id"] as? String)
    let pilot = try await post(
      trial, "/micro-reforms/\(id)/pilot", ["from": "2026-11-24"], as: "head")
    #expect(pilot.status == 200)
    #expect(
      try await post(trial, "/micro-reforms/\(id)/drop", ["reasons": "不推"], as: "clerk").status
        == 403)
    for path in [
      "item-drafts", "basics", "street-delegations", "micro-reforms", "indicators", "findings",
    ] {
      #expect(try await trial.program("clerk").get("/api/v1/drafting/\(path)").status == 403)
    }
  }
}
