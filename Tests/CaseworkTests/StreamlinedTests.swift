// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// 极简审批: one authorised hand receives, decides and delivers; what the law wants of more than one stays with more.
@Suite("Streamlined approval")
struct StreamlinedTests {
  private static let day = "2026-03-02"
  private let grant = Case.Command.decide(granted: true, Reasons("符合条件"))
  private let refuse = Case.Command.decide(granted: false, Reasons("不符合条件"))

  /// A case of a way, which the authorised chief approver has accepted.
  private func accepted(
    _ way: HandlingWay = .streamlined, substance: Bool = false, reviewers: Int = 1,
    by actor: Actor = CaseTrial.authorised
  ) throws -> CaseTrial {
    var trial = CaseTrial()
    let submission = CaseTrial.submission(
      substanceCheck: substance, licence: false,
      ruling: CaseTrial.ruling(way, reviewers: reviewers))
    try trial.tell(.submit(submission), by: CaseTrial.applicant, on: Self.day)
    try trial.tell(.accept, by: actor, on: Self.day)
    return trial
  }

  private func refusal(
    _ trial: CaseTrial, of command: Case.Command, by actor: Actor = CaseTrial.authorised
  ) -> CaseworkRefusal? {
    trial.refusal(of: command, by: actor, on: Self.day)
  }

  // MARK: The rules

  @Test("one hand accepts, grants and delivers, and the case says under which authorisation")
  func oneHand() throws {
    var trial = try accepted()
    try trial.tell(grant, by: CaseTrial.authorised, on: Self.day)
    try trial.tell(.deliver(.window), by: CaseTrial.authorised, on: Self.day)
    let names = trial.history.map(\.event.name)
    #expect(names == ["submitted", "accepted", "oneHand", "granted", "delivered", "concluded"])
    #expect(trial.state.oneHand.authority == CaseTrial.authority(of: CaseTrial.authorised))
    #expect(trial.state.oneHand.approver == CaseTrial.authorised.id)
  }

  @Test("an item that is not listed goes the ordinary way, whoever is authorised")
  func listedOnly() throws {
    for way in [HandlingWay.promised, .commitment] {
      let trial = try accepted(way)
      #expect(refusal(trial, of: grant) == .receiverMayNotDecide)
    }
  }

  @Test("a listed item without an authorisation goes the ordinary way")
  func authorisedOnly() throws {
    let trial = try accepted(by: CaseTrial.chief)
    #expect(refusal(trial, of: grant, by: CaseTrial.chief) == .receiverMayNotDecide)
    let accepted = try accepted(by: CaseTrial.clerk)
    refusal(accepted, of: grant, by: CaseTrial.chief)
      .expect(.reviewsMissing(needed: 1), article: "第三十四条第三款")
  }

  @Test(
    "article 34 ¶3: where the substance is verified, two others give their opinions all the same")
  func twoOthers() throws {
    var trial = try accepted(substance: true)
    refusal(trial, of: grant).expect(.reviewsMissing(needed: 2), article: "第三十四条第三款")
    let review = Case.Command.review(passed: true, opinion: Reasons("符合条件"))
    // The decider's own opinion is none of another's.
    let both = CaseTrial.person(
      CaseTrial.authorised.id, .reviewer, .chiefApprover, in: CaseTrial.department)
    try trial.tell(review, by: both, on: Self.day)
    try trial.tell(review, by: CaseTrial.firstReviewer, on: Self.day)
    refusal(trial, of: grant).expect(.reviewsMissing(needed: 1), article: "第三十四条第三款")
    try trial.tell(review, by: CaseTrial.secondReviewer, on: Self.day)
    try trial.tell(grant, by: CaseTrial.authorised, on: Self.day)
    #expect(trial.state.oneHand.authority != nil)
  }

  @Test("where the item's table wants more reviewers than one, they stay wanted")
  func tableWantsMore() throws {
    let trial = try accepted(reviewers: 2)
    #expect(refusal(trial, of: grant) == .reviewsMissing(needed: 2))
  }

  @Test(
    "four eyes on a refusal: who has received grants at most; another refuses, after an opinion")
  func fourEyes() throws {
    var trial = try accepted()
    refusal(trial, of: refuse)
      .expect(.staff(.refusalNeedsAnother(.decide)), article: "一人受理和决定", of: "办事规则")
    #expect(
      refusal(trial, of: refuse, by: CaseTrial.otherChief) == .reviewsMissing(needed: 1))
    try trial.tell(
      .review(passed: false, opinion: Reasons("不符合条件")), by: CaseTrial.firstReviewer,
      on: Self.day)
    try trial.tell(refuse, by: CaseTrial.otherChief, on: Self.day)
    #expect(trial.state.phase == .refused)
    #expect(trial.state.oneHand.authority == nil)
  }

  @Test(
    "four eyes on non-acceptance: who has worked on the receipt and could decide alone says no to nothing"
  )
  func nonAcceptance() throws {
    let reasons = Reasons("请向市级机关申请")
    var trial = CaseTrial()
    let submission = CaseTrial.submission(ruling: CaseTrial.ruling(.streamlined))
    try trial.tell(.submit(submission), by: CaseTrial.applicant, on: Self.day)
    // Whoever has done nothing with it yet may say no: the case goes the ordinary way then.
    #expect(refusal(trial, of: .refuseAcceptance(reasons)) == nil)
    try trial.tell(
      .correct(filing: SM3.digest("x"), ruling: CaseTrial.ruling(.streamlined)),
      by: CaseTrial.authorised, on: Self.day)
    #expect(
      refusal(trial, of: .refuseAcceptance(reasons))
        == .staff(.refusalNeedsAnother(.refuseAcceptance)))
    #expect(
      refusal(trial, of: .findNotRequired(reasons))
        == .staff(.refusalNeedsAnother(.findNotRequired)))
    #expect(refusal(trial, of: .refuseAcceptance(reasons), by: CaseTrial.clerk) == nil)
  }

  @Test(
    "where another has accepted and an opinion is there, nothing but the ordinary way has happened")
  func notNeeded() throws {
    var trial = try accepted(by: CaseTrial.clerk)
    try trial.tell(
      .review(passed: true, opinion: Reasons("符合条件")), by: CaseTrial.firstReviewer,
      on: Self.day)
    try trial.tell(grant, by: CaseTrial.authorised, on: Self.day)
    #expect(trial.state.oneHand.authority == nil)
  }

  @Test("审查和审批合二为一: what another has accepted, the authorised one grants without a reviewer")
  func merged() throws {
    var trial = try accepted(by: CaseTrial.clerk)
    #expect(refusal(trial, of: refuse) == .reviewsMissing(needed: 1))
    try trial.tell(grant, by: CaseTrial.authorised, on: Self.day)
    #expect(trial.state.oneHand.authority != nil)
  }

  @Test("a clerk authorised for the window decides what is done at once, and nothing else")
  func window() throws {
    var trial = try accepted(.immediate, by: CaseTrial.authorisedClerk)
    #expect(refusal(trial, of: grant, by: CaseTrial.clerk) == .notYourPart(.decide))
    try trial.tell(grant, by: CaseTrial.authorisedClerk, on: Self.day)
    #expect(trial.state.oneHand.authority?.kind == .window)
    let other = try accepted(.streamlined, by: CaseTrial.authorisedClerk)
    #expect(refusal(other, of: grant, by: CaseTrial.authorisedClerk) == .notYourPart(.decide))
  }

  // MARK: The way of a case

  @Test(
    "the item's file says how it goes, a table may say otherwise, and no time at all is at once")
  func ways() throws {
    func way(_ changes: (String, String)...) throws -> HandlingWay {
      var text = Sample.yaml
      for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
      let item = try Sample.item(text)
      return Ruling(of: item, Facts(of: item, situation: ["business": "retail"])).way
    }
    let streamlined = ("substance_check: true", "substance_check: true\nstreamlined: true")
    let table = (
      "process:",
      """
      tables:
        - decides: handling
          name: 办理方式
          name_en: Handling
          hit: F
          inputs: [{label: 经营什么, label_en: Trade, expression: business}]
          outputs: [{label: 办理方式, label_en: Handling, name: handling}]
          rows: [{if: ['"retail"'], then: ['"promised"']}, {if: ['-'], then: ['"streamlined"']}]
      process:
      """
    )
    #expect(try way() == .promised)
    #expect(try way(streamlined) == .streamlined)
    #expect(try way(streamlined, table) == .promised)
    let item = try Sample.item(Sample.yaml.replacingOccurrences(of: table.0, with: table.1))
    #expect(item.ways == [.promised, .streamlined])
    #expect(item.isListed(for: .chief) && !item.isListed(for: .window))
    #expect(try RealCatalogue.item("senior-card.yaml").ways == [.immediate])
  }

  // MARK: In the bureau

  @Test("the page, the document and the API name the authorisation; the ordinary way is not taken")
  func bureau() async throws {
    let bureau = try await Bureau(.allowance)
    let authorisation = try await bureau.authorise(.chief, "chief", section: "政务服务科")
    let id = try await bureau.file().id
    let forms = try await bureau.get(CaseLink.case(id).path, as: "chief").text
    #expect(forms.contains("极简审批") && forms.contains("受理后可以由您一人审查、决定并送达"))
    for (step, form) in [
      ("accept", [:]), ("decide", ["granted": "yes", "decisionReasons": "符合条件。"]),
      ("deliver", ["method": "electronic"]),
    ] as [(String, KeyValuePairs<String, String>)] {
      #expect(try await bureau.take(step, id, as: "chief", form).status == 303, "\(step)")
    }
    let number = "江汉审批授字〔2026〕1号"
    let page = try await bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(page.contains(number) && page.contains("首席审批员一人受理和决定"))
    let decision = try await bureau.get(
      CaseLink.document(case: id, name: "grant").path, as: "chief")
    #expect(decision.text.contains("本件由首席审批员依据授权书（\(number)）受理和决定"))
    let detail = try await bureau.program("chief").get("/api/v1/cases/\(id)").text
    #expect(detail.contains("\"oneHand\":") && detail.contains(authorisation))
    #expect(detail.contains("oneHand.authorised"))
  }

  @Test("of a case that somebody else decides by a refusal, the receiver is told so on his form")
  func told() async throws {
    let bureau = try await Bureau(.allowance)
    try await bureau.authorise(.chief, "chief", section: "政务服务科")
    let id = try await bureau.file().id
    _ = try await bureau.take("accept", id, as: "chief")
    let refused = try await bureau.take(
      "decide", id, as: "chief",
      ["step": "decide", "granted": "no", "decisionReasons": "不符合条件。"])
    #expect(refused.status == 403)
    #expect(refused.text.contains("应当由另一名工作人员作出") && refused.text.contains("不符合条件。"))
    #expect(try await bureau.open(id).state.phase == .accepted)
  }
}
