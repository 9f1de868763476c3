// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

@Suite("A public notice, by its rules", .withoutDatabase)
struct PublicNoticeTests {
  private static let reasons = Reasons("拟准予许可，现予公示")
  private static let until = CaseTrial.day("2026-03-12")

  private let grant = Case.Command.decide(granted: true, reasons)
  private let object = Case.Command.publicNotice(.object(by: CaseTrial.neighbour, reasons))

  private func publish(
    days: Int? = nil, _ term: TermRule = CaseworkSettings.publicNotice
  ) -> Case.Command {
    .publicNotice(.publish(Self.reasons, days: days, term: term))
  }

  private func published() throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(publish(), by: CaseTrial.firstReviewer, on: "2026-03-03")
    return trial
  }

  @Test("it lies open seven working days unless the item says otherwise, and never shorter")
  func days() throws {
    let trial = try published()
    #expect(trial.state.publicNotices.notices.map(\.until) == [Self.until])
    let fresh = try CaseTrial.reviewed()
    fresh.refusal(of: publish(days: 6), by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.publicNotice(.tooFewDays(7)), article: nil)
    var long = try CaseTrial.reviewed()
    let term = TermRule(
      number: 10, unit: .calendarDay, basis: LegalBasis(law: "样品法", article: "第二条"))
    try long.tell(publish(days: 12, term), by: CaseTrial.firstReviewer, on: "2026-03-03")
    #expect(long.state.publicNotices.notices.map(\.until) == [CaseTrial.day("2026-03-15")])
  }

  @Test("the decision waits for its last day to end")
  func waits() throws {
    let trial = try published()
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-12", hour: 23)
      .expect(.publicNotice(.runs(until: Self.until)), article: nil)
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-13") == nil)
  }

  @Test("the decision waits for an answer to every objection")
  func objections() throws {
    var trial = try published()
    for _ in 1...2 { try trial.tell(object, by: .everybody, on: "2026-03-05") }
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-13")
      .expect(.publicNotice(.unanswered(2)), article: nil)
    for number in 1...2 {
      let answer = Case.Command.publicNotice(
        .answer(number, isJustified: number == 1, Self.reasons))
      try trial.tell(answer, by: CaseTrial.firstReviewer, on: "2026-03-13")
      trial.refusal(of: answer, by: CaseTrial.firstReviewer, on: "2026-03-13")
        .expect(.publicNotice(.answeredAlready), article: nil)
    }
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-13") == nil)
    let replies = trial.history.filter { DocumentKind(of: $0.event) == .objectionReply }
    #expect(
      replies.map { $0.event.turn?.recipients } == [
        [.person(CaseTrial.neighbour.digest)], [.person(CaseTrial.neighbour.digest)],
      ])
    #expect(replies.allSatisfy { !$0.event.isForApplicant })
  }

  @Test("an answer says why, and is to an objection that was made")
  func answers() throws {
    var trial = try published()
    try trial.tell(object, by: .everybody, on: "2026-03-05")
    func answer(_ number: Int, _ reasons: Reasons) -> CaseworkRefusal? {
      trial.refusal(
        of: .publicNotice(.answer(number, isJustified: false, reasons)),
        by: CaseTrial.firstReviewer, on: "2026-03-06")
    }
    answer(1, Reasons("")).expect(.reasonsMissing(.answerObjection), article: nil)
    answer(2, Self.reasons).expect(.publicNotice(.noSuchObjection), article: nil)
  }

  @Test("one runs at a time; what was withdrawn stops nothing but its objections")
  func withdrawn() throws {
    var trial = try published()
    trial.refusal(of: publish(), by: CaseTrial.firstReviewer, on: "2026-03-04")
      .expect(.publicNotice(.runs(until: Self.until)), article: nil)
    try trial.tell(object, by: .everybody, on: "2026-03-05")
    let withdraw = Case.Command.publicNotice(.withdraw(Self.reasons))
    try trial.tell(withdraw, by: CaseTrial.firstReviewer, on: "2026-03-05", hour: 10)
    trial.refusal(of: withdraw, by: CaseTrial.firstReviewer, on: "2026-03-05")
      .expect(.publicNotice(.notRunning), article: nil)
    trial.refusal(of: object, by: .everybody, on: "2026-03-05")
      .expect(.publicNotice(.over), article: nil)
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-05")
      .expect(.publicNotice(.unanswered(1)), article: nil)
    #expect(
      trial.refusal(of: publish(), by: CaseTrial.firstReviewer, on: "2026-03-06") == nil)
  }

  @Test("nobody objects after its last day, or once the case is closed")
  func over() throws {
    var trial = try published()
    #expect(trial.refusal(of: object, by: .everybody, on: "2026-03-12", hour: 23) == nil)
    trial.refusal(of: object, by: .everybody, on: "2026-03-13", hour: 0)
      .expect(.publicNotice(.over), article: nil)
    try trial.tell(.withdraw(Self.reasons), by: CaseTrial.applicant, on: "2026-03-04")
    trial.refusal(of: object, by: .everybody, on: "2026-03-05")
      .expect(.publicNotice(.over), article: nil)
  }

  @Test("so many objections and no more: nobody buries a case")
  func full() throws {
    var trial = try published()
    for _ in 1...PublicNoticeTurn.objectionsMax {
      try trial.tell(object, by: .everybody, on: "2026-03-05")
    }
    trial.refusal(of: object, by: .everybody, on: "2026-03-05")
      .expect(.publicNotice(.full), article: nil)
  }
}
