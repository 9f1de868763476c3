// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import HTTPTypes
import Journal
import Site
import TestKit
import Testing

@testable import Ratings

@Suite("The pages and the API of ratings")
struct RatingPagesTests {
  @Test("on the page of a case: nothing before the delivery, the form after it, then what was said")
  func onTheCase() async throws {
    let trial = try await RatingsTrial()
    let applicant = trial.bureau.browser("applicant")
    let open = try await trial.bureau.file().id
    #expect(try await !applicant.get("/cases/\(open)").text.contains("/rating"))
    let id = try await trial.delivered()
    let path = "/cases/\(id)/rating"
    #expect(try await applicant.get("/cases/\(id)").text.contains("action=\"\(path)\""))
    let empty = try await applicant.post(path, ["text": "排队太久。"])
    #expect(empty.status == 422 && empty.text.contains("f-grade"))
    #expect(empty.text.contains("排队太久。"))
    let mixed = try await applicant.post(path, ["grade": "satisfied", "reasons": "rude"])
    #expect(mixed.status == 422 && mixed.text.contains("f-reasons"))
    let sent = try await applicant.post(
      path, ["grade": "dissatisfied", "reasons": "late", "text": "排队太久。", "named": "true"])
    #expect(sent.status == 303 && sent.location == "/cases/\(id)")
    #expect(try await applicant.get("/cases/\(id)").text.contains("差评待核实"))
    #expect(try await applicant.post(path, ["grade": "satisfied"]).status == 409)
  }

  @Test("the office sees of which case it is, the section only what was said, the clerk nothing")
  func anonymity() async throws {
    let trial = try await RatingsTrial()
    let id = try await trial.delivered()
    let number = try await trial.bureau.desk.open(id, for: try Bureau.actor("clerk")).row.number
    let path = RatingsLink.rating(try await trial.rate(id, .dissatisfied, text: "排队太久。")).path
    let office = try await trial.bureau.get(path, as: "supervisor")
    #expect(office.text.contains(number) && office.text.contains("138****0000"))
    #expect(try await trial.bureau.get("/cases/\(id)", as: "supervisor").text.contains(path))
    let section = try await trial.bureau.get(path, as: "section-head")
    #expect(section.status == 200 && section.text.contains("排队太久。"))
    #expect(!section.text.contains(number) && !section.text.contains("138****0000"))
    for name in ["section-head", "reviewer-1", "clerk"] {
      #expect(try await !trial.bureau.get("/cases/\(id)", as: name).text.contains(path))
    }
    for name in ["reviewer-1", "clerk", "shop", "market-approver"] {
      #expect(try await trial.bureau.get(path, as: name).status == 404, "\(name)")
    }
    #expect(try await trial.bureau.get("/ratings", as: "reviewer-1").status == 403)
    // Without a name not even the office knows.
    let other = try await trial.delivered()
    let unnamed = try await trial.rate(other, .dissatisfied, isNamed: false)
    let hidden = try await trial.bureau.get(RatingsLink.rating(unnamed).path, as: "supervisor")
    #expect(hidden.text.contains("匿名评价") && !hidden.text.contains("138****0000"))
    #expect(try await !trial.bureau.get("/cases/\(other)", as: "supervisor").text.contains(unnamed))
  }

  @Test("a bad rating is handled by the forms of its page, each for whom it is")
  func forms() async throws {
    let trial = try await RatingsTrial()
    let id = try await trial.rate(try await trial.delivered(), .dissatisfied)
    let path = RatingsLink.rating(id).path
    let supervisor = trial.bureau.browser("supervisor")
    #expect(try await supervisor.get(path).text.contains("\(path)/verify\""))
    let own = try await trial.bureau.get(path, as: "applicant").text
    #expect(!own.contains("<form class=\"form\""))
    let open = try await supervisor.post("\(path)/verify", ["isTrue": "yes", "text": "属实。"])
    #expect(open.status == 422 && open.text.contains("f-calledBack"))
    let verified = try await supervisor.post(
      "\(path)/verify", ["isTrue": "yes", "calledBack": "true", "text": "属实，限期整改。"])
    #expect(verified.status == 303)
    let head = trial.bureau.browser("section-head")
    let answered = try await head.post(
      "\(path)/answer", ["measure": "corrected", "text": "已增设窗口。"])
    #expect(answered.status == 303)
    let seen = try await trial.bureau.get(path, as: "applicant").text
    #expect(seen.contains("已增设窗口。") && seen.contains("\(path)/follow-up\""))
    let done = try await trial.bureau.browser("applicant").post(
      "\(path)/follow-up", ["isContent": "no", "text": "还是慢。"])
    #expect(done.status == 303)
    #expect(try await trial.status(id) == .closed)
  }

  @Test("programs rate, read, count and handle as pages do")
  func api() async throws {
    let trial = try await RatingsTrial()
    let id = try await trial.delivered()
    let path = "/api/v1/cases/\(id)/rating"
    let applicant = trial.bureau.program("applicant")
    #expect(try await applicant.get(path).text.contains("\"mayRate\":true"))
    let body = #"{"grade":"veryDissatisfied","reasons":["rude"],"text":"态度不好。"}"#
    let given = try await applicant.send(.post, path, json: body)
    #expect(given.status == 201)
    let name = try await trial.rating(of: id)
    let rating = "/api/v1" + RatingsLink.rating(name).path
    #expect(given.location == rating)
    #expect(try await applicant.send(.post, path, json: body).status == 409)
    let supervisor = trial.bureau.program("supervisor")
    let verified = try await supervisor.send(
      .post, rating + "/verify", json: #"{"isTrue":true,"calledBack":true,"text":"属实。"}"#)
    #expect(verified.status == 200)
    #expect(try await applicant.get(path).text.contains("\"toCorrect\""))
    let list = try await supervisor.get("/api/v1/ratings?open=true")
    #expect(list.text.contains(name) && !list.text.contains("态度不好。"))
    let figures = try await supervisor.get("/api/v1/rating-figures?period=2026-11")
    #expect(figures.text.contains("\"goodRate\":0") && figures.text.contains(RatingsTrial.section))
    #expect(try await supervisor.get("/api/v1/rating-figures?period=x").status == 422)
    #expect(try await applicant.get("/api/v1/ratings").status == 403)
  }

  @Test("in English no Chinese is left but names of units and what people wrote")
  func english() async throws {
    let trial = try await RatingsTrial()
    let id = try await trial.delivered()
    func read(_ path: String, _ name: String) async throws {
      #expect(try await trial.bureau.get(path + "?lang=en", as: name).status == 200)
      #expect(trial.bureau.site.texts.missing == [], "\(path)")
    }
    try await read("/cases/\(id)", "applicant")
    try await read("/cases/\(id)/rating", "applicant")
    let given = try await trial.rate(id, .dissatisfied)
    let rating = RatingsLink.rating(given).path
    for name in ["supervisor", "section-head", "applicant"] { try await read(rating, name) }
    try await read("/ratings", "supervisor")
    let words = RatingsTrial.words
    try await trial.take(
      .verify(isTrue: true, isCalledBack: true, words), with: given, by: "supervisor")
    try await read(rating, "section-head")
    try await trial.take(.answer(.explained, words), with: given, by: "section-head")
    try await read(rating, "applicant")
    try await trial.take(
      .followUp(isContent: false, words), with: given, by: "applicant")
    try await read(rating, "applicant")
  }
}
