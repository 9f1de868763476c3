// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Identity
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("Who has a case in hand")
struct HandOverTests {
  private static let day = "2026-03-03"
  private static let words = Reasons("外出勘验")

  private static func hand(_ command: HandOverTurn.Command) -> Case.Command {
    .handingOver(command)
  }

  private static func held(_ name: String) -> CaseworkRefusal { .team(.isHeld(by: name)) }

  // MARK: The rules

  @Test("while somebody holds it others are told who, and go on only when they have taken it over")
  func held() throws {
    var trial = try CaseTrial.accepted()
    let review = Case.Command.review(passed: true, opinion: Self.words)
    try trial.tell(Self.hand(.claim), by: CaseTrial.firstReviewer, on: Self.day)
    trial.refusal(of: review, by: CaseTrial.secondReviewer, on: Self.day)
      .expect(Self.held("reviewer-1"), article: nil)
    trial.refusal(of: Self.hand(.claim), by: CaseTrial.secondReviewer, on: Self.day)
      .expect(Self.held("reviewer-1"), article: nil)
    trial.refusal(
      of: Self.hand(.takeOver(Self.words)), by: CaseTrial.secondReviewer, on: Self.day
    ).expect(.notYourPart(.takeOver), article: nil)
    try trial.tell(Self.hand(.takeOver(Self.words)), by: CaseTrial.sectionHead, on: Self.day)
    try trial.tell(
      Self.hand(.handOver(to: "reviewer-2", reasons: Self.words)), by: CaseTrial.sectionHead,
      on: Self.day)
    try trial.tell(review, by: CaseTrial.secondReviewer, on: Self.day)
    #expect(trial.state.handingOver.holder == nil)
  }

  @Test("it is let go with the step by which it goes on to others, and never silently before")
  func released() throws {
    var trial = try CaseTrial.received()
    try trial.tell(Self.hand(.claim), by: CaseTrial.clerk, on: Self.day)
    try trial.tell(
      .correct(filing: Self.words.digest), by: CaseTrial.clerk, on: Self.day)
    #expect(trial.state.handingOver.holder == "clerk")
    try trial.tell(.accept, by: CaseTrial.clerk, on: Self.day)
    #expect(trial.state.handingOver.holder == nil)
    try trial.tell(Self.hand(.claim), by: CaseTrial.firstReviewer, on: Self.day)
    try trial.tell(
      .review(passed: true, opinion: Self.words), by: CaseTrial.firstReviewer, on: Self.day)
    #expect(trial.state.handingOver.holder == nil)
  }

  @Test("what the applicant, a signer and the head of the agency do is not held up by a holder")
  func whoeverHolds() throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .countersigning(.ask(["planner"], inOrder: false, question: Self.words)),
      by: CaseTrial.chief, on: Self.day)
    try trial.tell(Self.hand(.claim), by: CaseTrial.chief, on: Self.day)
    let head = CaseTrial.person("head", .agencyHead)
    for (command, actor) in [
      (Case.Command.countersigning(.sign(agrees: true, opinion: Self.words)), CaseTrial.planner),
      (.extending(.approve(by: .agencyHead, reference: nil, reasons: Self.words)), head),
      (.withdraw(Self.words), CaseTrial.applicant),
    ] {
      #expect(trial.refusal(of: command, by: actor, on: Self.day) == nil)
    }
  }

  @Test("it is handed to who can go on with it, of the section, in use, and not the applicant")
  func towhom() throws {
    let trial = try CaseTrial.accepted()
    func refusal(_ id: String) -> CaseworkRefusal? {
      trial.refusal(
        of: Self.hand(.handOver(to: id, reasons: Self.words)), by: CaseTrial.sectionHead,
        on: Self.day)
    }
    #expect(refusal("reviewer-2") == nil)
    refusal("clerk").expect(.team(.isNotHisTurn), article: nil)
    refusal("planner").expect(.team(.isNotHisTurn), article: nil)
    refusal("nobody").expect(.team(.noSuchColleague), article: nil)
  }

  @Test("only who holds it gives it back; nobody takes over what nobody holds")
  func givingBack() throws {
    var trial = try CaseTrial.accepted()
    trial.refusal(of: Self.hand(.takeOver(Self.words)), by: CaseTrial.chief, on: Self.day)
      .expect(.team(.nobodyHolds), article: nil)
    try trial.tell(Self.hand(.claim), by: CaseTrial.firstReviewer, on: Self.day)
    trial.refusal(
      of: Self.hand(.giveBack(Self.words)), by: CaseTrial.secondReviewer, on: Self.day
    ).expect(.team(.doesNotHold), article: nil)
    try trial.tell(Self.hand(.giveBack(Self.words)), by: CaseTrial.firstReviewer, on: Self.day)
    #expect(trial.state.handingOver.holder == nil)
  }

  // MARK: Pages

  @Test("one press takes a case; the list shows who has it, and can be narrowed to one's own")
  func pages() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let (mine, other) = (try await bureau.file().id, try await bureau.file().id)
    let path = CaseLink.case(mine).path
    let page = try await bureau.get(path, as: "clerk").text
    #expect(page.contains("action=\"\(CaseLink.step(mine, "claim").path)\""))
    #expect(try await bureau.take("claim", mine, as: "clerk", ["step": "claim"]).status == 303)
    let list = try await bureau.get("/desk?list=receiving", as: "clerk-2").text
    #expect(list.contains("示范 · 窗口丙") && list.contains(CaseLink.case(other).path))
    for query in ["list=receiving&mine=1", "list=open&mine=1"] {
      let own = try await bureau.get("/desk?\(query)", as: "clerk").text
      #expect(own.contains(path) && !own.contains(CaseLink.case(other).path), "\(query)")
      #expect(try await !bureau.get("/desk?\(query)", as: "clerk-2").text.contains(path))
    }
    let refused = try await bureau.take("accept", mine, as: "clerk-2", ["step": "accept"])
    #expect(refused.status == 409 && refused.text.contains("示范 · 窗口丙 签收办理"))
    let told = try await bureau.get(path, as: "clerk-2").text
    #expect(told.contains("本件由 示范 · 窗口丙 签收办理"))
    #expect(try await !bureau.get(path, as: "applicant").text.contains("签收"))
    #expect(try await bureau.take("accept", mine, as: "clerk", ["step": "accept"]).status == 303)
  }

  @Test("an account out of use releases nothing by itself: the head of the section hands it on")
  func outOfUse() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.file().id
    try await bureau.take(.accept, with: id, by: "clerk")
    try await bureau.take(.handingOver(.claim), with: id, by: "reviewer-1")
    _ = try await Accounts(journal: bureau.journal).disable("demo-reviewer-1", by: .system)
    let page = try await bureau.get(CaseLink.case(id).path, as: "section-head").text
    #expect(page.contains("账户已经停用"))
    #expect(try await bureau.open(id).state.handingOver.holder == "demo-reviewer-1")
    let gone = try await bureau.take(
      "hand-over", id, as: "section-head",
      [
        "step": "hand-over", "hand-over.colleague": "demo-reviewer-1",
        "hand-over.reasons": "调离本科室",
      ])
    #expect(gone.status == 422)
    let handed = try await bureau.take(
      "hand-over", id, as: "section-head",
      [
        "step": "hand-over", "hand-over.colleague": "demo-reviewer-2",
        "hand-over.reasons": "调离本科室",
      ])
    #expect(handed.status == 303)
    #expect(try await bureau.open(id).state.handingOver.holder == "demo-reviewer-2")
  }

  // MARK: The API

  @Test("the API takes, hands over and lists one's own; the applicant is told nothing of it")
  func api() async throws {
    let trial = try await APITrial()
    let id = try await trial.submitted()
    #expect(try await trial.take("claim", id, as: "clerk").status == 200)
    let held = try await trial.take("accept", id, as: "clerk-2")
    #expect(held.status == 409 && held.problem == "casework/is-held")
    let handed = try await trial.take(
      "hand-over", id, as: "clerk", ["colleague": "helper", "reasons": "换班交接"])
    #expect(handed.status == 200)
    let mine = try await trial.get("/api/v1/cases?mine=true", as: "helper")
    #expect((mine["items"] as? [[String: Any]])?.first?["holder"] as? String == "helper")
    let none = try await trial.get("/api/v1/cases?mine=true", as: "clerk")
    #expect((none["items"] as? [Any])?.isEmpty == true)
    let own = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(own["holder"] == nil && own.text("phase") == "received")
  }
}
