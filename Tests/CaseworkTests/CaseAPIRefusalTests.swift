// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Journal
import SQL
import TestKit
import Testing

@testable import Casework
@testable import Site

/// Wrong input over the API: each is refused with what is wrong, and nothing is half-written.
@Suite("What the API of cases refuses")
struct CaseAPIRefusalTests {
  private static let monday = Day(number: 20_780)
  private let trial: APITrial

  init() async throws { trial = try await APITrial() }

  /// How many rows the tables of casework hold, all together with the journal's events.
  private func rows() async throws -> Int {
    try await trial.bureau.journal.database.read { reader in
      try reader.one(
        """
        SELECT (SELECT COUNT(*) FROM case_row) + (SELECT COUNT(*) FROM case_party)
          + (SELECT COUNT(*) FROM case_evidence) + (SELECT COUNT(*) FROM journal_event)
          + (SELECT COUNT(*) FROM journal_outbox) + (SELECT COUNT(*) FROM journal_counter)
        """)
    }
  }

  // MARK: - The application

  @Test("an item that does not exist is 404, one whose version was withdrawn 409")
  func items() async throws {
    let withdrawn = try RealCatalogue.item("senior-card.yaml")
    let trial = try await APITrial(publishing: [
      RealCatalogue.published(try RealCatalogue.item("small-catering-licence.yaml")),
      PublishedVersion(
        withdrawn, digest: "", importedAt: Instant(milliseconds: 0),
        withdrawnAt: Instant(milliseconds: 1), withdrawnReason: "停办"),
    ])
    let unknown = try await trial.post(
      "/api/v1/cases", ["item": "11420103MB0000001P4000131099001"], as: "applicant")
    #expect(unknown.status == 404 && unknown.problem == "casework/item-unknown")
    let closed = try await trial.post("/api/v1/cases", ["item": withdrawn.code], as: "applicant")
    #expect(closed.status == 409 && closed.problem == "casework/item-not-open")
  }

  @Test("everything that is missing or wrong is told at once, by its place")
  func faults() async throws {
    let before = try await rows()
    var filing = try await trial.filing(as: "applicant")
    var answers = try trial.bureau.application.answers(for: trial.item)
    answers["uscc"] = "91350100M000100Y44"
    answers["legal_person_id"] = "11010519490230002X"
    answers["area_sqm"] = "much"
    answers["odd"] = "?"
    filing["answers"] = answers
    filing["files"] = [[String: String]]()
    let refused = try await trial.post("/api/v1/cases", filing, as: "applicant")
    #expect(refused.status == 422 && refused.problem == "casework/incomplete")
    #expect(refused.article == "第三十一条第一款")
    for place in ["uscc", "legal_person_id", "area_sqm", "odd"] {
      #expect(refused.pointers.contains("/answers/\(place)"))
    }
    #expect(refused.pointers.contains { $0.hasPrefix("/files/") })
    #expect(try await rows() == before)
  }

  @Test("a wrong check digit and a date that does not exist are named as such")
  func codes() async throws {
    var filing = try await trial.filing(as: "agent")
    filing["applicant"] = ["name": "张三", "code": "110105194912310021", "phone": "13800000001"]
    let refused = try await trial.post("/api/v1/cases", filing, as: "agent")
    #expect(refused.status == 422 && refused.pointers == ["/applicant/code"])
    filing["applicant"] = ["name": "张三", "code": "110105194902300024", "phone": "13800000001"]
    let undated = try await trial.post("/api/v1/cases", filing, as: "agent")
    #expect(undated.status == 422 && undated.pointers == ["/applicant/code"])
  }

  @Test("JSON that is none, of the wrong shape, too deep, or with what no store takes is refused")
  func bodies() async throws {
    let bodies = [
      ("", 400), ("{", 400), ("[]", 422), ("null", 422), (#"{"item": 7}"#, 422),
      (#"{"item": "x", "item": "x"}"#, 400), (#"{"item": "\u0000"}"#, 400),
      (#"{"item": "\ud800"}"#, 400), (#"{"extra": true}"#, 422),
      (String(repeating: "[", count: 5000), 400), (#"{"item": 1e999}"#, 400),
      (String(repeating: " ", count: 300_000), 413),
    ]
    for (body, status) in bodies {
      let answer = try await trial.call(.post, "/api/v1/cases", as: "applicant", body: body)
      #expect(answer.status == status, "\(body.prefix(40))")
    }
    let media = try await trial.call(
      .post, "/api/v1/cases", as: "applicant", body: "{}", media: "text/plain")
    #expect(media.status == 415)
  }

  // MARK: - Files

  @Test("a file must be what its name says, of a kind and size that the material takes")
  func uploads() async throws {
    let key = try #require(trial.item.materials.first { $0.required }?.key)
    let cases: [(String, String, String, Int)] = [
      ("MZ\u{1}\u{2}", "plan.pdf", "casework/file-executable", 422),
      ("#!/bin/sh", "plan.pdf", "casework/file-executable", 422),
      ("<html>", "plan.pdf", "casework/file-content-differs", 422),
      ("%PDF-1.7", "plan.exe", "casework/file-kind-not-accepted", 415),
      ("%PDF-1.7", "plan", "casework/file-kind-not-accepted", 415),
      ("", "plan.pdf", "casework/file-empty", 422),
      (
        "%PDF-" + String(repeating: "x", count: 11_000_000), "plan.pdf", "casework/file-too-large",
        413
      ),
    ]
    for (content, name, problem, status) in cases {
      let answer = try await trial.upload(content, name: name, material: key, as: "applicant")
      #expect(answer.status == status && answer.problem == problem, "\(name) \(answer.problem)")
    }
    let odd = try await trial.upload("%PDF-1.7", name: "a.pdf", material: "odd", as: "applicant")
    #expect(odd.status == 422 && odd.pointers == ["/material"])
    let strange = try await trial.upload(
      "%PDF-1.7 odd", name: "a\u{0}\u{7}b.pdf", material: key, as: "applicant")
    #expect(strange.status == 201 && strange.text("name") == "ab.pdf")
  }

  @Test("nobody hands in a file that another has uploaded, or none has")
  func foreignFiles() async throws {
    var filing = try await trial.filing(as: "shop")
    let refused = try await trial.post("/api/v1/cases", filing, as: "applicant")
    #expect(refused.status == 403 && refused.problem == "casework/foreign-file")
    filing["files"] = [
      ["material": "floor_plan", "digest": String(repeating: "0", count: 64)]
    ]
    #expect(try await trial.post("/api/v1/cases", filing, as: "shop").status == 403)
    filing["files"] = [["material": "floor_plan", "digest": "123"]]
    let short = try await trial.post("/api/v1/cases", filing, as: "shop")
    #expect(short.status == 422 && short.pointers == ["/files/0/digest"])
  }

  // MARK: - Other people's cases

  @Test("somebody else's case is not there, by any path")
  func foreignCases() async throws {
    let id = try await trial.submitted()
    let paths = ["", "/clock", "/documents", "/files/\(String(repeating: "a", count: 64))"]
    for path in paths {
      for who in ["shop", "market-reviewer-1"] {
        #expect(try await trial.get("/api/v1/cases/\(id)\(path)", as: who).status == 404)
      }
      #expect(try await trial.get("/api/v1/cases/\(id)\(path)", as: nil).status == 401)
    }
    for body in [["reasons": "不办了"]] {
      let refused = try await trial.take("withdraw", id, as: "shop", body)
      #expect(refused.status == 404 && refused.problem == "casework/case-not-found")
    }
    #expect(try await trial.take("supplement", id, as: "shop", [:]).status == 404)
    #expect(try await trial.get("/api/v1/cases/not-an-id", as: "clerk").status == 404)
  }

  // MARK: - Steps

  @Test("what was not accepted cannot be accepted any more")
  func acceptance() async throws {
    let id = try await trial.submitted()
    let refused = try await trial.take(
      "refuse-acceptance", id, as: "clerk", ["reasons": "应向市级机关申请。"])
    #expect(refused.status == 200)
    let late = try await trial.take("accept", id, as: "clerk")
    #expect(late.status == 409 && late.problem == "casework/wrong-step")
    #expect(late.article == "第三十二条第一款第二项")
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(detail.text("reasons") == "应向市级机关申请。")
  }

  @Test("a decision needs two opinions, reasons, and somebody who did not receive the application")
  func decisions() async throws {
    let decision: [String: Any] = ["granted": true, "reasons": "符合条件。"]
    let early = try await trial.submitted()
    #expect(try await trial.take("accept", early, as: "clerk").status == 200)
    let unreviewed = try await trial.take("decision", early, as: "approver", decision)
    #expect(unreviewed.status == 409 && unreviewed.problem == "casework/reviews-missing")
    #expect(try await trial.take("decision", early, as: "clerk", decision).status == 403)

    let id = try await trial.reviewed()
    let silent = try await trial.take(
      "decision", id, as: "approver", ["granted": false, "reasons": " 　"])
    #expect(silent.status == 422 && silent.problem == "casework/reasons-missing")
    #expect(silent.article == "第三十八条第二款")
    let twice = try await trial.take(
      "review", id, as: "reviewer-1", ["passed": true, "opinion": "再看一次。"])
    #expect(twice.status == 409 && twice.problem == "casework/already-reviewed")

    let received = try await trial.submitted()
    #expect(try await trial.take("accept", received, as: "approver").status == 200)
    let own = try await trial.take("decision", received, as: "approver", decision)
    #expect(own.status == 403 && own.problem == "casework/receiver-may-not-decide")
  }

  @Test("a notice names materials and fields of the item, at least one, each with its fault")
  func notices() async throws {
    let id = try await trial.submitted()
    let odd = try await trial.take(
      "supplement-notice", id, as: "clerk", ["entries": [["target": "odd", "problem": "缺少"]]])
    #expect(odd.status == 422 && odd.pointers == ["/entries/0/target"])
    let none = try await trial.take(
      "supplement-notice", id, as: "clerk", ["entries": [[String: String]]()])
    #expect(none.status == 422)
  }

  @Test("after the five days a notice comes too late, since the law has accepted")
  func lateNotice() async throws {
    let id = try await trial.submitted()
    trial.bureau.go(to: Self.monday.adding(days: 8))
    let target = trial.item.form[0].key
    let late = try await trial.take(
      "supplement-notice", id, as: "clerk", ["entries": [["target": target, "problem": "写错了"]]])
    #expect(late.status == 409 && late.problem == "casework/notice-too-late")
  }

  // MARK: - Twice and at once

  @Test("the same request with the same key is done once; another body with it is refused")
  func idempotency() async throws {
    let filing = try await trial.filing(as: "applicant")
    let key = ["Idempotency-Key": "a-1"]
    let first = try await trial.post("/api/v1/cases", filing, as: "applicant", key)
    let body = first.raw.text
    // The same bytes: a dictionary has no order of its own.
    var same = filing
    same["answers"] = try trial.bureau.application.answers(for: trial.item)
    let text = try JSONSerialization.data(withJSONObject: filing, options: .sortedKeys)
    let one = try await trial.call(
      .post, "/api/v1/cases", as: "applicant", ["Idempotency-Key": "a-2"],
      body: String(decoding: text, as: UTF8.self))
    let two = try await trial.call(
      .post, "/api/v1/cases", as: "applicant", ["Idempotency-Key": "a-2"],
      body: String(decoding: text, as: UTF8.self))
    #expect(one.status == 201 && two.status == 201 && one.raw.text == two.raw.text)
    #expect(one.raw.text != body)
    let other = try await trial.post(
      "/api/v1/cases", ["item": trial.item.code], as: "applicant", key)
    #expect(other.status == 409 && other.problem == "site/key-reused")
    let listed = try await trial.get("/api/v1/cases", as: "applicant")
    #expect((listed["items"] as? [Any])?.count == 2)
  }

  @Test("a step on a version that no longer stands is refused, and a repeat with its key is not")
  func versions() async throws {
    let id = try await trial.submitted()
    let seen = try await trial.get("/api/v1/cases/\(id)", as: "clerk").raw.header("ETag") ?? ""
    let headers = ["If-Match": seen, "Idempotency-Key": "accept"]
    let accepted = try await trial.take("accept", id, as: "clerk", nil, headers)
    #expect(accepted.status == 200 && accepted.raw.header("ETag") != seen)
    let again = try await trial.take("accept", id, as: "clerk", nil, headers)
    #expect(again.status == 200 && again.raw.text == accepted.raw.text)
    let stale = try await trial.take(
      "review", id, as: "reviewer-1", ["passed": true, "opinion": "可以。"], ["If-Match": seen])
    #expect(stale.status == 412 && stale.problem == "casework/version-changed")
    for odd in ["\"x\"", "\"99999999999999999999\"", "-", "\"1\", \"2\""] {
      let refused = try await trial.take(
        "review", id, as: "reviewer-1", ["passed": true, "opinion": "可以。"], ["If-Match": odd])
      #expect([400, 412].contains(refused.status), "\(odd)")
    }
  }

  @Test("two clerks at once: one accepts, the other is told")
  func atOnce() async throws {
    let id = try await trial.submitted()
    let etag = try await trial.get("/api/v1/cases/\(id)", as: "clerk").raw.header("ETag") ?? ""
    let trial = trial
    async let left = trial.take("accept", id, as: "clerk", nil, ["If-Match": etag]).status
    async let right = trial.take("accept", id, as: "approver", nil, ["If-Match": etag]).status
    #expect(try await [left, right].sorted() == [200, 412])
  }

  @Test("a cursor of another list, of nobody or with what no store takes is refused")
  func cursors() async throws {
    let foreign = [
      Cursor(.text("x"), .text("y")), Cursor(.integer(1), .text("a\u{0}b")),
      Cursor(.integer(.max), .integer(1)), Cursor(.integer(1)),
    ]
    for text in foreign.map(\.text) + ["~~~", "bnVsbA"] {
      let refused = try await trial.get("/api/v1/cases?cursor=\(text)", as: "clerk")
      #expect(refused.status == 422 && refused.pointers == ["/cursor"], "\(text)")
    }
    let far = Cursor(.integer(.min), .text("y")).text
    #expect(try await trial.get("/api/v1/cases?cursor=\(far)", as: "clerk").status == 200)
    for query in ["limit=0", "limit=99999999999999999999", "order=odd", "phase=", "item=1"] {
      #expect(try await trial.get("/api/v1/cases?\(query)", as: "clerk").status == 422)
    }
  }
}
