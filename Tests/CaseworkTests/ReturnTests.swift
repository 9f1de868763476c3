// SPDX-License-Identifier: Apache-2.0

import Foundation
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("A case that goes back to an earlier step")
struct ReturnTests {
  private static let day = "2026-03-03"
  private static let why = Reasons("门牌号与平面图不一致")

  // MARK: The rules

  @Test("returned to the review, it needs as many opinions anew, of the same people or others")
  func toReview() throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(.returning(.toReview(Self.why)), by: CaseTrial.chief, on: Self.day)
    #expect(trial.state.reviews.isEmpty && trial.state.reviewsMissing == 2)
    let decision = Case.Command.decide(granted: true, Self.why)
    trial.refusal(of: decision, by: CaseTrial.chief, on: Self.day)
      .expect(.reviewsMissing(needed: 2), article: "第三十四条第三款")
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(.review(passed: false, opinion: Self.why), by: reviewer, on: Self.day)
    }
    try trial.tell(decision, by: CaseTrial.chief, on: Self.day)
    #expect(trial.state.phase == .granted)
  }

  @Test("where nobody has given an opinion, nothing can be set aside")
  func nothingToSetAside() throws {
    let trial = try CaseTrial.accepted()
    trial.refusal(of: .returning(.toReview(Self.why)), by: CaseTrial.chief, on: Self.day)
      .expect(.team(.nothingToSetAside), article: nil)
  }

  @Test("at the window the clerk corrects, nobody reviews or decides, and the opinions stand")
  func toWindow() throws {
    var trial = try CaseTrial.reviewed()
    let (due, correction) = (
      trial.clock("2026-03-31"), Case.Command.correct(filing: Self.why.digest)
    )
    trial.refusal(of: correction, by: CaseTrial.clerk, on: Self.day)
      .expect(.wrongStep(.correct, .accepted), article: nil)
    try trial.tell(
      .returning(.toWindow(Self.why)), by: CaseTrial.firstReviewer, on: Self.day)
    #expect(CaseStanding(of: trial.state) == .returned)
    for command in [
      Case.Command.decide(granted: true, Self.why), .returning(.toReview(Self.why)),
      .returning(.toWindow(Self.why)),
    ] {
      trial.refusal(of: command, by: CaseTrial.chief, on: Self.day)
        .expect(.team(.liesAtWindow), article: nil)
    }
    trial.refusal(
      of: .review(passed: true, opinion: Self.why), by: CaseTrial.firstReviewer, on: Self.day
    ).expect(.team(.liesAtWindow), article: nil)
    try trial.tell(correction, by: CaseTrial.clerk, on: Self.day)
    try trial.tell(.returning(.sendUp(Self.why)), by: CaseTrial.clerk, on: Self.day)
    #expect(trial.state.filing == Self.why.digest && trial.state.reviews.count == 2)
    #expect(CaseStanding(of: trial.state) == .deciding)
    #expect(trial.clock("2026-03-31") == due)
    trial.refusal(of: .returning(.sendUp(Self.why)), by: CaseTrial.clerk, on: Self.day)
      .expect(.team(.isNotAtWindow), article: nil)
  }

  @Test("whoever corrects at the window has received, and so does not decide")
  func correctorMayNotDecide() throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(.returning(.toWindow(Self.why)), by: CaseTrial.chief, on: Self.day)
    try trial.tell(.correct(filing: Self.why.digest), by: CaseTrial.chief, on: Self.day)
    try trial.tell(.returning(.sendUp(Self.why)), by: CaseTrial.chief, on: Self.day)
    trial.refusal(of: .decide(granted: true, Self.why), by: CaseTrial.chief, on: Self.day)
      .expect(.receiverMayNotDecide, article: "一人受理和决定", of: "办事规则")
  }

  @Test("nothing goes back without a reason")
  func reasons() throws {
    let trial = try CaseTrial.reviewed()
    trial.refusal(of: .returning(.toReview(Reasons(" "))), by: CaseTrial.chief, on: Self.day)
      .expect(.reasonsMissing(.returnToReview), article: nil)
    trial.refusal(of: .returning(.toWindow(Reasons(""))), by: CaseTrial.chief, on: Self.day)
      .expect(.reasonsMissing(.returnToWindow), article: nil)
  }

  // MARK: Pages

  @Test("the clerk finds it in his list with the reason, corrects it and sends it back up")
  func pages() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    let path = CaseLink.case(id).path
    let text = "请核对经营场所的门牌号。"
    let returned = try await bureau.take(
      "return-to-window", id, as: "approver",
      ["step": "return-to-window", "return-to-window.reasons": text])
    #expect(returned.status == 303)
    let list = try await bureau.get("/desk", as: "clerk").text
    #expect(list.contains(path) && list.contains("退回窗口，待更正"))
    #expect(try await !bureau.get("/desk", as: "approver").text.contains(path))
    #expect(try await bureau.forms(id, as: "clerk") == ["correct", "send-up"])
    #expect(try await bureau.forms(id, as: "reviewer-1").contains("review") == false)
    let page = try await bureau.get(path, as: "clerk").text
    #expect(page.contains(text) && page.contains("退回窗口更正"))
    let corrected = try await bureau.take(
      "correct", id, as: "clerk", ["step": "correct", "applicant.name": "示范餐馆甲"])
    #expect(corrected.status == 303)
    _ = try await bureau.take(
      "send-up", id, as: "clerk", ["step": "send-up", "send-up.reasons": "已核对更正。"])
    #expect(try await bureau.get("/desk", as: "approver").text.contains(path))
    #expect(try await bureau.open(id).filing?.applicant.name == "示范餐馆甲")
  }

  @Test("the applicant reads nothing of it, in the history, by the API, anywhere")
  func isInternal() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    let text = "两份意见没有写明面积如何核实。"
    try await bureau.take(
      .returning(.toReview(Reasons(text))), with: id, by: "approver", texts: text)
    let (page, api) = (CaseLink.case(id).path, "/api/v1/cases/\(id)")
    for answer in [
      try await bureau.get(page, as: "applicant"), try await bureau.program("applicant").get(api),
    ] {
      #expect(answer.status == 200 && !answer.text.contains(text))
      for word in ["退回", "returnedToReview", "setAside"] {
        #expect(!answer.text.contains(word), "\(word)")
      }
    }
    let inside = try await bureau.get(page, as: "reviewer-1").text
    #expect(inside.contains(text) && inside.contains("退回以前的审查意见（2）"))
    #expect(inside.contains("平面图与现场一致。") && inside.contains("示范 · 审批己"))
    let json = try await bureau.program("supervisor").get(api).text
    #expect(json.contains("return.returnedToReview") && json.contains("setAside"))
  }

  // MARK: The API

  @Test("the API returns a case as the page does, and refuses as the rules do")
  func api() async throws {
    let trial = try await APITrial()
    let id = try await trial.reviewed()
    let body = ["reasons": "门牌号与平面图不一致。"]
    #expect(try await trial.take("return-to-review", id, as: "reviewer-1", body).status == 403)
    #expect(try await trial.take("return-to-window", id, as: "reviewer-1", body).status == 200)
    let decision = try await trial.take(
      "decision", id, as: "approver", ["granted": true, "reasons": "符合条件。"])
    #expect(decision.status == 409 && decision.problem == "casework/lies-at-window")
    #expect(try await trial.take("send-up", id, as: "clerk", body).status == 200)
    #expect(try await trial.take("send-up", id, as: "clerk", body).status == 409)
    #expect(try await trial.take("return-to-review", id, as: "approver", body).status == 200)
  }
}
