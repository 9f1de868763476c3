// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Casework

@Suite("Opinions asked of others")
struct ConsultationTests {
  private static let words = Reasons("是否符合规划")
  /// A Tuesday; five working days end on the next one.
  private static let day = "2026-03-03"
  private static let section = ConsultationTurn.Asked.section("建设项目科")
  private static let body = ConsultationTurn.Asked.body("区消防救援大队")

  private static func ask(
    _ asked: ConsultationTurn.Asked, days: Int = 5
  ) -> Case.Command {
    .consulting(.ask(asked, days: days, question: words))
  }

  private static func answer(
    _ stance: ConsultationTurn.Stance = .agrees, place: Int = 1
  ) -> Case.Command {
    .consulting(.answer(place, stance, opinion: words))
  }

  private static let grant = Case.Command.decide(granted: true, words)

  // MARK: The rules

  @Test("the decision waits until the answer or the end of the term, and silence is no agreement")
  func waits() throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(Self.ask(Self.section), by: CaseTrial.chief, on: Self.day)
    let due = CaseTrial.day("2026-03-10")
    #expect(trial.state.openConsultations(.china).map(\.due) == [due])
    trial.refusal(of: Self.grant, by: CaseTrial.chief, on: "2026-03-10")
      .expect(.team(.consultationOpen("建设项目科", due: due)), article: nil)
    trial.refusal(of: Self.grant, by: CaseTrial.chief, on: "2026-03-11")
      .expect(.team(.notConfirmed(.silenceStated)), article: "第三十八条第二款")
    let confirmed = Case.Command.decide(
      granted: true, Self.words, confirmed: [.silenceStated])
    #expect(trial.refusal(of: confirmed, by: CaseTrial.chief, on: "2026-03-11") == nil)
    try trial.tell(Self.answer(), by: CaseTrial.planner, on: "2026-03-12")
    try trial.tell(Self.grant, by: CaseTrial.chief, on: "2026-03-12")
    #expect(trial.state.openConsultations(.china).isEmpty)
  }

  @Test("an objection and a condition are answered in the reasons", arguments: [true, false])
  func objection(objects: Bool) throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(Self.ask(Self.section), by: CaseTrial.firstReviewer, on: Self.day)
    try trial.tell(
      Self.answer(objects ? .objects : .conditions), by: CaseTrial.planner, on: Self.day)
    trial.refusal(of: Self.grant, by: CaseTrial.chief, on: Self.day)
      .expect(.team(.notConfirmed(.objectionsAnswered)), article: "第三十八条第二款")
  }

  @Test("a section answers itself; what a body outside says is recorded by those who asked")
  func whoAnswers() throws {
    var trial = try CaseTrial.reviewed()
    for asked in [Self.section, Self.body] {
      try trial.tell(Self.ask(asked), by: CaseTrial.chief, on: Self.day)
    }
    trial.refusal(of: Self.answer(), by: CaseTrial.chief, on: Self.day)
      .expect(.team(.isNotAsked), article: nil)
    trial.refusal(of: Self.answer(place: 2), by: CaseTrial.planner, on: Self.day)
      .expect(.otherDepartment, article: nil)
    try trial.tell(Self.answer(place: 2), by: CaseTrial.firstReviewer, on: Self.day)
    try trial.tell(Self.answer(), by: CaseTrial.planner, on: Self.day)
    trial.refusal(of: Self.answer(), by: CaseTrial.planner, on: Self.day)
      .expect(.team(.noSuchConsultation), article: nil)
  }

  @Test(
    "not its own section, nor one that there is not, nor one twice at a time; one to sixty days")
  func whomToAsk() throws {
    var trial = try CaseTrial.accepted()
    for asked in [
      ConsultationTurn.Asked.section(CaseTrial.department), .section("无此科室"), .body(" "),
    ] {
      trial.refusal(of: Self.ask(asked), by: CaseTrial.chief, on: Self.day)
        .expect(.team(.noSuchSection), article: nil)
    }
    for days in [0, 61] {
      trial.refusal(of: Self.ask(Self.body, days: days), by: CaseTrial.chief, on: Self.day)
        .expect(.team(.daysDoNotFit), article: nil)
    }
    try trial.tell(Self.ask(Self.body), by: CaseTrial.chief, on: Self.day)
    trial.refusal(of: Self.ask(Self.body), by: CaseTrial.chief, on: Self.day)
      .expect(.team(.isAskedAlready), article: nil)
    try trial.tell(
      .consulting(.withdraw(1, reasons: Self.words)), by: CaseTrial.chief, on: Self.day)
    try trial.tell(Self.ask(Self.body), by: CaseTrial.chief, on: Self.day)
    #expect(trial.state.openConsultations(.china).map(\.place) == [2])
  }

  @Test("no term of the case stands still meanwhile")
  func clock() throws {
    var trial = try CaseTrial.accepted()
    let clock = trial.clock("2026-03-20")
    try trial.tell(Self.ask(Self.section, days: 20), by: CaseTrial.chief, on: Self.day)
    try trial.tell(.consulting(.remind(1)), by: CaseTrial.chief, on: Self.day)
    #expect(trial.clock("2026-03-20") == clock)
    #expect(trial.state.consulting.consultations[0].reminders == 1)
  }

  // MARK: Pages

  @Test("the section that is asked sees the case and only answers; afterwards it sees it no more")
  func pages() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    let path = CaseLink.case(id).path
    let asked = try await bureau.take(
      "consult", id, as: "approver",
      [
        "step": "consult", "consult.section": "市场准入科", "consult.days": "3",
        "consult.reasons": "该主体是否已经登记？",
      ])
    #expect(asked.status == 303 && asked.header("Location")?.contains("consultationLetter") == true)
    let letter = try await bureau.get("\(path)/documents/consultationLetter", as: "approver").text
    #expect(letter.contains("征求意见函") && letter.contains("市场准入科："))
    #expect(letter.contains("2026年11月26日") && letter.contains("该主体是否已经登记？"))
    for person in ["market-reviewer-1", "market-approver"] {
      #expect(try await bureau.get(path, as: person).status == 200)
      #expect(try await bureau.forms(id, as: person) == ["answer-consultation"])
      #expect(try await bureau.get("/desk?list=asked", as: person).text.contains(path))
    }
    let answered = try await bureau.take(
      "answer-consultation", id, as: "market-reviewer-1",
      [
        "step": "answer-consultation", "answer-consultation.consultation": "1",
        "answer-consultation.stance": "agrees", "answer-consultation.reasons": "已经登记。",
      ])
    #expect(answered.status == 303 || answered.status == 404)
    #expect(try await bureau.get(path, as: "market-approver").status == 404)
    let page = try await bureau.get(path, as: "approver").text
    #expect(page.contains("已经登记。") && page.contains("市场准入科 答复：同意"))
  }

  @Test("the applicant sees neither the letter nor the answer, and gets no message of them")
  func isInternal() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    try await bureau.take(
      .consulting(.ask(.body("区消防救援大队"), days: 5, question: Self.words)), with: id,
      by: "approver", texts: Self.words.text)
    let path = CaseLink.case(id).path
    #expect(try await !bureau.get(path, as: "applicant").text.contains("征求意见"))
    let letter = "\(path)/documents/consultationLetter"
    #expect(try await bureau.get(letter, as: "applicant").status == 404)
    #expect(try await bureau.get(letter, as: "approver").status == 200)
    let api = try await bureau.program("applicant").get("/api/v1/cases/\(id)/documents").text
    #expect(!api.contains("consultationLetter"))
    let messages: [String] = try await bureau.journal.database.read { reader in
      try reader.rows("SELECT body FROM journal_outbox WHERE topic = 'applicant'")
    }
    #expect(!messages.isEmpty && !messages.contains { $0.contains("consultationLetter") })
  }

  // MARK: The API

  @Test("the API asks a body, records its answer and asks the decider to confirm")
  func api() async throws {
    let trial = try await APITrial()
    let id = try await trial.reviewed()
    let both: [String: Any] = [
      "section": "市场准入科", "body": "区消防救援大队", "reasons": "请出具意见。",
    ]
    #expect(try await trial.take("consult", id, as: "approver", both).status == 422)
    let ask: [String: Any] = ["body": "区消防救援大队", "reasons": "请出具意见。"]
    #expect(try await trial.take("consult", id, as: "approver", ask).status == 200)
    let decision: [String: Any] = ["granted": true, "reasons": "符合条件。"]
    let waits = try await trial.take("decision", id, as: "approver", decision)
    #expect(waits.status == 409 && waits.problem == "casework/consultation-open")
    let answer: [String: Any] = ["consultation": "1", "stance": "objects", "reasons": "通道不足。"]
    #expect(try await trial.take("record-answer", id, as: "reviewer-1", answer).status == 200)
    let refused = try await trial.take("decision", id, as: "approver", decision)
    #expect(refused.problem == "casework/not-confirmed")
    let confirmed = decision.merging(["confirmed": ["objectionsAnswered"]]) { old, _ in old }
    #expect(try await trial.take("decision", id, as: "approver", confirmed).status == 200)
  }
}
