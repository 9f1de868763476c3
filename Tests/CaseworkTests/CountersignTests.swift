// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("Signatures that a decision waits for")
struct CountersignTests {
  private static let day = "2026-03-03"
  private static let words = Reasons("疏散宽度是否足够")

  /// A reviewed case, with people asked to sign.
  private static func asked(
    _ ids: [String], inOrder: Bool = false
  ) throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .countersigning(.ask(ids, inOrder: inOrder, question: words)), by: CaseTrial.chief, on: day)
    return trial
  }

  private static func sign(agrees: Bool = true) -> Case.Command {
    .countersigning(.sign(agrees: agrees, opinion: words))
  }

  // MARK: The rules

  @Test("the decision waits until all have signed; who objects does not stop it, but is answered")
  func waits() throws {
    var trial = try Self.asked(["section-head", "planner"])
    let grant = Case.Command.decide(granted: true, Self.words)
    trial.refusal(of: grant, by: CaseTrial.chief, on: Self.day)
      .expect(.team(.signaturesMissing(2)), article: nil)
    try trial.tell(Self.sign(), by: CaseTrial.sectionHead, on: Self.day)
    trial.refusal(of: grant, by: CaseTrial.chief, on: Self.day)
      .expect(.team(.signaturesMissing(1)), article: nil)
    try trial.tell(Self.sign(agrees: false), by: CaseTrial.planner, on: Self.day)
    trial.refusal(of: grant, by: CaseTrial.chief, on: Self.day)
      .expect(.team(.notConfirmed(.objectionsAnswered)), article: "第三十八条第二款")
    try trial.tell(
      .decide(granted: true, Self.words, confirmed: [.objectionsAnswered]), by: CaseTrial.chief,
      on: Self.day)
    #expect(trial.state.phase == .granted)
  }

  @Test("in order, nobody signs before it is his turn; at once, everybody may")
  func order() throws {
    var trial = try Self.asked(["section-head", "planner"], inOrder: true)
    trial.refusal(of: Self.sign(), by: CaseTrial.planner, on: Self.day)
      .expect(.team(.othersSignFirst), article: nil)
    try trial.tell(Self.sign(), by: CaseTrial.sectionHead, on: Self.day)
    try trial.tell(Self.sign(), by: CaseTrial.planner, on: Self.day)
    #expect(trial.state.countersigning.pending.isEmpty)
    let free = try Self.asked(["section-head", "planner"])
    #expect(free.refusal(of: Self.sign(), by: CaseTrial.planner, on: Self.day) == nil)
  }

  @Test("signers are added, removed and replaced with a reason; what was signed stays")
  func changes() throws {
    var trial = try Self.asked(["section-head"])
    let chief = CaseTrial.chief
    func turn(_ command: CountersignTurn.Command) -> Case.Command { .countersigning(command) }
    try trial.tell(turn(.add("planner", reasons: Self.words)), by: chief, on: Self.day)
    try trial.tell(turn(.add("clerk", reasons: Self.words)), by: chief, on: Self.day)
    try trial.tell(turn(.remove("clerk", reasons: Self.words)), by: chief, on: Self.day)
    try trial.tell(Self.sign(), by: CaseTrial.sectionHead, on: Self.day)
    trial.refusal(of: turn(.remove("section-head", reasons: Self.words)), by: chief, on: Self.day)
      .expect(.team(.isNoSigner), article: nil)
    try trial.tell(
      turn(.pass(to: "helper", reasons: Self.words)), by: CaseTrial.planner, on: Self.day)
    #expect(trial.state.countersigning.pending == ["helper"])
    trial.refusal(of: Self.sign(), by: CaseTrial.planner, on: Self.day)
      .expect(.team(.isNoSigner), article: nil)
    for reasonless in [
      turn(.add("clerk", reasons: Reasons(""))), turn(.remove("helper", reasons: Reasons(""))),
    ] {
      #expect(
        trial.refusal(of: reasonless, by: chief, on: Self.day)?.code == "casework/reasons-missing")
    }
  }

  @Test("a signer is of the active staff, not the applicant, not twice the same")
  func whoSigns() throws {
    let trial = try Self.asked(["section-head"])
    let add = { (id: String) in
      Case.Command.countersigning(.add(id, reasons: Self.words))
    }
    let chief = CaseTrial.chief
    trial.refusal(of: add("section-head"), by: chief, on: Self.day)
      .expect(.team(.isSignerAlready), article: nil)
    for id in ["nobody", "gone"] {
      trial.refusal(of: add(id), by: chief, on: Self.day)
        .expect(.team(.noSuchColleague), article: nil)
    }
    var own = CaseTrial()
    let submission = CaseTrial.submission(applicant: "planner", filer: "planner")
    try own.tell(
      .submit(submission), by: CaseTrial.person("planner", .applicant), on: Self.day)
    try own.tell(.accept, by: CaseTrial.clerk, on: Self.day)
    let ask = Case.Command.countersigning(
      .ask(["planner"], inOrder: false, question: Self.words))
    own.refusal(of: ask, by: chief, on: Self.day).expect(.team(.colleagueApplied), article: nil)
    let twice = Case.Command.countersigning(
      .ask(["clerk", "clerk"], inOrder: false, question: Self.words))
    own.refusal(of: twice, by: chief, on: Self.day)
      .expect(.team(.isSignerAlready), article: nil)
  }

  @Test("who reviews elsewhere signs when asked, and does nothing else")
  func othersOnlySign() throws {
    let trial = try Self.asked(["planner"])
    #expect(trial.refusal(of: Self.sign(), by: CaseTrial.planner, on: Self.day) == nil)
    for command in [
      Case.Command.review(passed: true, opinion: Self.words), .returning(.toWindow(Self.words)),
      .procedure(.begin(.testing, plannedEnd: CaseTrial.day("2026-04-01"), reasons: Self.words)),
    ] {
      trial.refusal(of: command, by: CaseTrial.planner, on: Self.day)
        .expect(.otherDepartment, article: nil)
    }
  }

  @Test("what went back to the review is signed anew")
  func setAside() throws {
    var trial = try Self.asked(["section-head"])
    try trial.tell(Self.sign(agrees: false), by: CaseTrial.sectionHead, on: Self.day)
    try trial.tell(.returning(.toReview(Self.words)), by: CaseTrial.chief, on: Self.day)
    #expect(trial.state.countersigning.signers.isEmpty)
    #expect(
      trial.refusal(
        of: .countersigning(.ask(["section-head"], inOrder: false, question: Self.words)),
        by: CaseTrial.chief, on: Self.day) == nil)
  }

  // MARK: Pages

  private static let form: KeyValuePairs = [
    "step": "ask-signatures", "ask-signatures.signers": "demo-market-reviewer-1",
    "ask-signatures.signers.2": "demo-section-head", "ask-signatures.inOrder": "yes",
    "ask-signatures.reasons": "请核对疏散宽度。",
  ]

  @Test("a signer of another section sees the case as long as he is asked, in a list of his own")
  func sight() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    let path = CaseLink.case(id).path
    #expect(try await bureau.get(path, as: "market-reviewer-1").status == 404)
    #expect(try await bureau.take("ask-signatures", id, as: "approver", Self.form).status == 303)
    for list in ["asked", "open"] {
      let page = try await bureau.get("/desk?list=\(list)", as: "market-reviewer-1").text
      #expect(page.contains(path), "\(list)")
      let other = try await bureau.get("/desk?list=\(list)", as: "market-reviewer-2").text
      #expect(!other.contains(path), "\(list)")
    }
    #expect(try await bureau.forms(id, as: "market-reviewer-1") == ["sign"])
    let asked = try await bureau.get(path, as: "market-reviewer-1").text
    #expect(asked.contains(CaseLink.step(id, "pass-signature").path))
    #expect(try await bureau.forms(id, as: "section-head").contains("sign") == false)
    let signed = try await bureau.take(
      "sign", id, as: "market-reviewer-1",
      ["step": "sign", "sign.agrees": "no", "sign.reasons": "疏散宽度不足一米二。"])
    #expect(signed.status == 303)
    #expect(signed.location.hasPrefix(CaseLink.desk.path), "\(signed.location)")
    #expect(try await bureau.get(path, as: "market-reviewer-1").status == 404)
    #expect(try await bureau.forms(id, as: "section-head").contains("sign"))
  }

  @Test("the decider reads the objection and ticks that the reasons answer it")
  func objection() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    let words = "疏散宽度不足一米二。"
    try await bureau.take(
      .countersigning(.ask(["demo-section-head"], inOrder: false, question: Reasons(words))),
      with: id, by: "approver", texts: words)
    try await bureau.take(
      .countersigning(.sign(agrees: false, opinion: Reasons(words))), with: id, by: "section-head",
      texts: words)
    let page = try await bureau.get(CaseLink.case(id).path, as: "approver").text
    #expect(page.contains("会签中的不同意见") && page.contains(words))
    #expect(page.contains("理由中已经回应会签、征求意见中的不同意见"))
    let form: KeyValuePairs = [
      "step": "decide", "granted": "yes", "decisionReasons": "已要求拓宽疏散通道。",
    ]
    let refused = try await bureau.take("decide", id, as: "approver", form)
    #expect(refused.status == 422 && refused.text.contains("href=\"#f-confirmed\""))
    let decided = try await bureau.take(
      "decide", id, as: "approver",
      [
        "step": "decide", "granted": "yes", "decisionReasons": "已要求拓宽疏散通道。",
        "confirmed": "objectionsAnswered",
      ])
    #expect(decided.status == 303)
    #expect(try await !bureau.get(CaseLink.case(id).path, as: "applicant").text.contains("会签"))
  }

  // MARK: The API

  @Test("the API asks, signs and confirms by the same rules")
  func api() async throws {
    let trial = try await APITrial()
    let id = try await trial.reviewed()
    let ask: [String: Any] = [
      "signers": ["demo-section-head", "demo-market-reviewer-1"], "inOrder": false,
      "reasons": "请核对疏散宽度。",
    ]
    #expect(try await trial.take("ask-signatures", id, as: "reviewer-1", ask).status == 403)
    #expect(try await trial.take("ask-signatures", id, as: "approver", ask).status == 200)
    let opinion: [String: Any] = ["agrees": false, "reasons": "宽度不足。"]
    for signer in ["section-head", "market-reviewer-1"] {
      #expect(try await trial.take("sign", id, as: signer, opinion).status == 200)
    }
    #expect(try await trial.take("sign", id, as: "market-reviewer-1", opinion).status == 404)
    var decision: [String: Any] = ["granted": true, "reasons": "已要求拓宽。"]
    let refused = try await trial.take("decision", id, as: "approver", decision)
    #expect(refused.status == 422 && refused.problem == "casework/not-confirmed")
    #expect(refused.pointers == ["/confirmed"])
    decision["confirmed"] = ["objectionsAnswered"]
    #expect(try await trial.take("decision", id, as: "approver", decision).status == 200)
    let wrong: [String: Any] = ["signers": ["demo-nobody"], "inOrder": false, "reasons": "请核对。"]
    #expect(try await trial.take("ask-signatures", id, as: "approver", wrong).status == 422)
  }
}
