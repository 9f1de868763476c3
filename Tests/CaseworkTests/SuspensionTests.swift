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

@Suite("Asking the applicant for more after acceptance")
struct SuspensionTests {
  private static let rule = LegalBasis(law: "某市行政许可办法", article: "第十八条")
  private static let notice = SupplementNotice(
    entries: [.init(target: "plan", problem: "请补充疏散示意图。")])
  private static let ask = Case.Command.suspending(.ask(notice))
  private static let answer = Case.Command.suspending(
    .answer(filing: SM3.digest("more"), ruling: nil))
  private static let grant = Case.Command.decide(granted: true, Reasons("符合条件"))

  /// A case that was accepted on Monday 2 March 2026, of an item with a rule for it.
  private static func accepted() throws -> CaseTrial {
    var trial = CaseTrial()
    try trial.tell(
      .submit(CaseTrial.submission(special: CaseTerms(suspension: rule))),
      by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02", hour: 10)
    return trial
  }

  // MARK: The rules

  @Test("without a rule of the item it is refused: everything is told at once (article 32)")
  func toldOnce() throws {
    let trial = try CaseTrial.accepted()
    trial.refusal(of: Self.ask, by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.team(.wasToldOnce), article: "第三十二条第一款第四项")
  }

  @Test("with one, the terms stand still from the day after until the answer, by its own basis")
  func standsStill() throws {
    var trial = try Self.accepted()
    let due = try #require(trial.clock("2026-03-02")[.statutory]?.due)
    try trial.tell(Self.ask, by: CaseTrial.firstReviewer, on: "2026-03-03")
    #expect(CaseStanding(of: trial.state) == .awaiting)
    try trial.tell(Self.answer, by: CaseTrial.applicant, on: "2026-03-10")
    let after = try #require(trial.clock("2026-03-10")[.statutory])
    // Wednesday 4 to Tuesday 10 March are five working days.
    #expect(WorkCalendar.china.workingDays(after: due, through: after.due) == 5)
    #expect(trial.state.filing == SM3.digest("more") && !trial.state.waitsForApplicant)
    #expect(trial.history.map { DocumentKind(of: $0.event) }.contains(.furtherNotice))
  }

  @Test("once; the decision waits for the answer, and the applicant alone gives it")
  func once() throws {
    var trial = try Self.accepted()
    trial.refusal(of: Self.answer, by: CaseTrial.applicant, on: "2026-03-03")
      .expect(.team(.isNotAskedForMore), article: nil)
    try trial.tell(Self.ask, by: CaseTrial.firstReviewer, on: "2026-03-03")
    trial.refusal(of: Self.answer, by: CaseTrial.stranger, on: "2026-03-03")
      .expect(.notYourPart(.answerMore), article: nil)
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(
        .review(passed: true, opinion: Reasons("符合")), by: reviewer, on: "2026-03-03")
    }
    let due = try #require(trial.state.furtherDue(.china))
    trial.refusal(of: Self.grant, by: CaseTrial.chief, on: "2026-03-04")
      .expect(.team(.applicantIsAsked(due: due)), article: nil)
    try trial.tell(Self.answer, by: CaseTrial.applicant, on: "2026-03-05")
    trial.refusal(of: Self.ask, by: CaseTrial.chief, on: "2026-03-06")
      .expect(.team(.wasAskedOnce), article: "第三十二条第一款第四项")
    #expect(trial.refusal(of: Self.grant, by: CaseTrial.chief, on: "2026-03-06") == nil)
  }

  @Test("no clock stands still for ever: when the time to answer has run out the terms run on")
  func lapse() throws {
    var trial = try Self.accepted()
    try trial.tell(Self.ask, by: CaseTrial.firstReviewer, on: "2026-03-03")
    let due = try #require(trial.state.furtherDue(.china))
    let lapse = Case.Command.suspending(.lapse)
    trial.refusal(of: lapse, by: .system, on: "\(due)")
      .expect(.team(.isNotAskedForMore), article: nil)
    try trial.tell(lapse, by: .system, on: "\(due.adding(days: 1))")
    #expect(trial.state.facts.suspensions.last?.answered != nil)
    #expect(CaseStanding(of: trial.state) == .reviewing)
  }

  // MARK: Pages

  private static let source = Sample.yaml(
    "  promised: {number: 8, unit: working_day}\n",
    """
      promised: {number: 8, unit: working_day}
      clock:
        suspension: {law: 某市行政许可办法, article: 第十八条}

    """)

  @Test("the applicant answers by the form of a supplement; the deadline lets the terms run on")
  func pages() async throws {
    let bureau = try await SampleFiling.bureau(try Sample.item(Self.source))
    let applicant = try Bureau.actor("applicant")
    let id = try await bureau.submit(.complete(), by: applicant).id
    try await bureau.take(.accept, with: id, by: "clerk")
    let asked = try await bureau.take(
      "ask-more", id, as: "reviewer-1",
      ["step": "ask-more", "problem.field.entity_name": "请写明与营业执照一致的名称。"])
    #expect(asked.status == 303)
    let path = CaseLink.case(id).path
    let page = try await bureau.get(path, as: "applicant").text
    #expect(page.contains("请补件") && page.contains("请写明与营业执照一致的名称。"))
    #expect(try await bureau.get("/desk?list=supplementing", as: "clerk").text.contains(path))
    let document = try await bureau.get("\(path)/documents/furtherNotice", as: "applicant").text
    #expect(document.contains("补件通知书") && document.contains("某市行政许可办法"))
    let sent = try await bureau.browser("applicant").upload(
      CaseLink.supplement(id).path, [("answers.entity_name", "小明食品店（个体工商户）")])
    #expect(sent.status == 303)
    let state = try await bureau.open(id).state
    #expect(!state.waitsForApplicant && state.facts.suspensions.count == 1)
    #expect(try await bureau.open(id).filing?.answers["entity_name"] == "小明食品店（个体工商户）")
  }

  @Test("the deadline lets the terms run on by itself")
  func deadline() async throws {
    let bureau = try await SampleFiling.bureau(try Sample.item(Self.source))
    let id = try await bureau.submit(.complete(), by: try Bureau.actor("applicant")).id
    try await bureau.take(.accept, with: id, by: "clerk")
    let notice = SupplementNotice(entries: [.init(target: "entity_name", problem: "请写明名称。")])
    try await bureau.take(
      .suspending(.ask(notice)), with: id, by: "reviewer-1", texts: notice.canonical)
    let due = try #require(try await bureau.open(id).state.furtherDue(bureau.desk.calendar))
    bureau.go(to: due)
    try await bureau.fireDeadlines()
    #expect(try await bureau.open(id).state.waitsForApplicant)
    bureau.go(to: due.adding(days: 1))
    try await bureau.fireDeadlines()
    #expect(try await !bureau.open(id).state.waitsForApplicant)
  }

  @Test("the API asks and takes the answer as a supplement; without a rule it names article 32")
  func api() async throws {
    let trial = try await APITrial()
    let id = try await trial.reviewed()
    let key = try #require(trial.item.form.first?.key)
    let body: [String: Any] = ["entries": [["target": key, "problem": "请写明。"]]]
    let refused = try await trial.take("ask-more", id, as: "reviewer-1", body)
    #expect(refused.status == 409 && refused.problem == "casework/was-told-once")
    #expect(refused.article == "第三十二条第一款第四项")
  }
}
