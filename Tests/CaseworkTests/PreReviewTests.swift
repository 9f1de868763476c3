// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import Identity
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

@Suite("A draft that the window looks through")
struct PreReviewTests {
  private static let request = PreReview.Request(
    item: ItemReference(code: "I1", version: 1), department: "社会民生科", owner: "applicant",
    filing: SM3.digest("draft"))
  private static let owner = PreReview.Context(actor: CaseTrial.applicant)
  private static let clerk = PreReview.Context(actor: CaseTrial.clerk)
  private static let notice = SupplementNotice(
    entries: [.init(target: "entity_name", problem: "请写全称。")])

  private static func after(_ events: [PreReview.Event]) -> PreReview {
    var state = PreReview()
    let moment = Moment(at: CaseTrial.instant("2026-03-02", hour: 9), actor: "applicant")
    for event in events { state.apply(event, at: moment) }
    return state
  }

  // MARK: The rules

  @Test("its owner asks, again after an answer; the window answers once, and not its own")
  func rules() throws {
    let asked = Self.after([.asked(Self.request)])
    #expect(throws: PreReviewRefusal.isAsked) {
      try asked.decide(.ask(Self.request), Self.owner)
    }
    #expect(throws: PreReviewRefusal.notFound) {
      try asked.decide(.ask(Self.request), PreReview.Context(actor: CaseTrial.stranger))
    }
    #expect(throws: PreReviewRefusal.notFound) {
      try asked.decide(.answer(Self.notice), PreReview.Context(actor: CaseTrial.firstReviewer))
    }
    let own = PreReview.Context(actor: CaseTrial.person("applicant", .applicant, .clerk))
    #expect(throws: PreReviewRefusal.isOwn) { try asked.decide(.answer(Self.notice), own) }
    let events = try asked.decide(.answer(Self.notice), Self.clerk)
    #expect(events == [.answered(notice: Self.notice.digest, isComplete: false)])
    let answered = Self.after([.asked(Self.request)] + events)
    #expect(throws: PreReviewRefusal.isNotAsked) {
      try answered.decide(.answer(Self.notice), Self.clerk)
    }
    #expect(try answered.decide(.ask(Self.request), Self.owner).count == 1)
  }

  @Test("what was handed in is looked through no more")
  func handedIn() throws {
    let state = Self.after([.asked(Self.request), .handedIn(case: "C1")])
    #expect(!state.isOpen && state.caseID == "C1")
    #expect(throws: PreReviewRefusal.isHandedIn) {
      try state.decide(.ask(Self.request), Self.owner)
    }
    #expect(throws: PreReviewRefusal.isNotAsked) {
      try state.decide(.answer(Self.notice), Self.clerk)
    }
  }

  // MARK: Pages

  /// A bureau with the sample item, and a draft of it that lacks its document.
  private static func draft() async throws -> (bureau: Bureau, id: String) {
    let bureau = try await SampleFiling.bureau()
    let id = try await bureau.desk.beginDraft(
      of: Sample.code, situation: ["business": "retail"],
      for: try Bureau.account("applicant"))
    return (bureau, id)
  }

  private static func ask(_ bureau: Bureau, _ id: String) async throws -> Int {
    try await bureau.browser("applicant").upload(
      CaseLink.draft(id).path, [("answers.entity_name", "小明"), ("action", "pre-review")]
    ).status
  }

  @Test("it is asked for with the draft, listed at the window, and answered item by item")
  func pages() async throws {
    let (bureau, id) = try await Self.draft()
    #expect(try await Self.ask(bureau, id) == 303)
    let path = CaseLink.preReview(id).path
    #expect(try await bureau.get(CaseLink.desk.path, as: "clerk").text.contains("网上预审（1）"))
    let list = try await bureau.get(CaseLink.preReviews.path, as: "clerk").text
    #expect(list.contains(path) && list.contains("2026年3月3日"))
    let page = try await bureau.get(path, as: "clerk").text
    #expect(page.contains("小明") && page.contains("不是收件") && page.contains("未提交"))
    #expect(!page.contains("13800000000"))
    for stranger in ["reviewer-1", "applicant", "shop"] {
      #expect(try await bureau.get(path, as: stranger).status == 403, "\(stranger)")
    }
    let clerk = bureau.browser("clerk")
    #expect(try await clerk.post(path, ["verdict": "incomplete"]).status == 422)
    #expect(try await clerk.post(path, ["problem.field.entity_name": "请写全称。"]).status == 422)
    let answered = try await clerk.post(
      path, ["verdict": "incomplete", "problem.field.entity_name": "请写营业执照上的全称。"])
    #expect(answered.status == 303)
    let draft = try await bureau.get(CaseLink.draft(id).path, as: "applicant").text
    #expect(draft.contains("预审：有 1 项需要改正"))
    #expect(draft.contains("预审意见：请写营业执照上的全称。"))
    #expect(try await !bureau.get(CaseLink.preReviews.path, as: "clerk").text.contains(path))
    let message: String = try await bureau.journal.database.read { reader in
      try reader.one("SELECT body FROM journal_outbox WHERE topic = 'applicant'")
    }
    #expect(message.contains("preReview.answered"))
  }

  @Test(
    "without effect: the draft is handed in at any time, and what was found stays with the case")
  func noEffect() async throws {
    let (bureau, id) = try await Self.draft()
    #expect(try await Self.ask(bureau, id) == 303)
    let notice = SupplementNotice(entries: [.init(target: "entity_name", problem: "请写全称。")])
    try await bureau.desk.answerPreReview(id, notice, by: try Bureau.actor("clerk"))
    #expect(try await Self.ask(bureau, id) == 303)
    let handed = try await bureau.browser("applicant").upload(
      CaseLink.draft(id).path, [("action", "submit"), ("truth", "true")],
      files: [("files.application", "申请书.pdf", Application.pdf())])
    #expect(handed.status == 303)
    let caseID = try #require(handed.header("Location")?.split(separator: "/").last)
    #expect(try await bureau.get(CaseLink.preReviews.path, as: "clerk").text.contains("没有等待预审"))
    let path = CaseLink.case(String(caseID)).path
    let page = try await bureau.get(path, as: "clerk").text
    #expect(page.contains("请写全称。") && page.contains("提交的内容与预审时不同"))
    #expect(try await !bureau.get(path, as: "applicant").text.contains("预审时不同"))
    // The one notice of article 32 is still to come, and may name other things.
    let state = try await bureau.open(String(caseID)).state
    #expect(!state.isSupplementNoticed && state.phase == .received)
    let told = try await bureau.take(
      "notice", String(caseID), as: "clerk", ["problem.material.application": "请签名。"])
    #expect(told.status == 303)
  }

  @Test("its owner takes the asking back, and throws the draft away with it")
  func takenBack() async throws {
    let (bureau, id) = try await Self.draft()
    let withdraw = CaseLink.withdrawPreReview(id).path
    #expect(try await bureau.browser("applicant").post(withdraw).status == 404)
    #expect(try await Self.ask(bureau, id) == 303)
    #expect(try await bureau.browser("shop").post(withdraw).status == 404)
    #expect(try await bureau.browser("applicant").post(withdraw).status == 303)
    #expect(try await Self.ask(bureau, id) == 303)
    try await bureau.desk.discardDraft(id, by: try Bureau.actor("applicant"))
    #expect(try await bureau.desk.preReviewTally().count == 0)
  }

  // MARK: The API

  @Test("programs of the window list, read and answer pre-reviews")
  func api() async throws {
    let trial = try await APITrial()
    let account = try Bureau.account("applicant")
    let id = try await trial.bureau.desk.beginDraft(
      of: trial.item.code, situation: trial.bureau.application.situation, for: account)
    try await trial.bureau.desk.askPreReview(id, by: account.actor)
    let list = try await trial.get("/api/v1/pre-reviews", as: "clerk")
    #expect((list["items"] as? [[String: Any]])?.first?["id"] as? String == id)
    #expect(try await trial.get("/api/v1/pre-reviews/\(id)", as: "clerk").status == 200)
    #expect(try await trial.get("/api/v1/pre-reviews/\(id)", as: "approver").status == 403)
    let answer = "/api/v1/pre-reviews/\(id)/answer"
    let unknown: [String: Any] = ["entries": [["target": "nothing", "problem": "请写明。"]]]
    let refused = try await trial.post(answer, unknown, as: "helper")
    #expect(refused.status == 422 && refused.pointers == ["/entries/0/target"])
    let complete = try await trial.post(answer, ["entries": [Any]()], as: "helper")
    #expect(complete.status == 200 && complete["complete"] as? Bool == true)
    #expect(try await trial.post(answer, ["entries": [Any]()], as: "clerk").status == 409)
  }
}
