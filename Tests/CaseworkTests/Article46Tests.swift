// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Testing

@testable import Casework

/// 行政许可法 第四十六条: a hearing of the agency's own accord, announced to the public.
@Suite("Administrative Licensing Law, article 46")
struct Article46Tests {
  private static let reasons = Reasons("项目涉及公共利益，现公告举行听证")
  private let announce = Case.Command.hearing(.announce(.publicInterest, reasons))
  private let grant = Case.Command.decide(granted: true, reasons)

  private func announced() throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(announce, by: CaseTrial.firstReviewer, on: "2026-03-03")
    return trial
  }

  @Test("what was announced is held before the decision, however long that takes")
  func held() throws {
    var trial = try announced()
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-06-01")
      .expect(.hearing(.isDue), article: "第四十八条第二款")
    let day = CaseTrial.day("2026-03-16")
    try trial.tell(
      .hearing(.call(CaseTrial.sitting(on: day, presider: "clerk"))), by: CaseTrial.chief,
      on: "2026-03-04")
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-16")
      .expect(.hearing(.awaited(day)), article: "第四十八条第二款")
    try trial.tell(.hearing(.hold(CaseTrial.record)), by: CaseTrial.clerk, on: "2026-03-16")
    try trial.tell(grant, by: CaseTrial.chief, on: "2026-03-17")
    #expect(trial.state.phase == .granted)
  }

  @Test("it is announced once, with what it is about, in a document for everybody")
  func once() throws {
    let trial = try announced()
    trial.refusal(of: announce, by: CaseTrial.chief, on: "2026-03-04")
      .expect(.hearing(.announcedAlready), article: "第四十六条")
    let event = try #require(trial.history.last?.event)
    #expect(DocumentKind(of: event) == .hearingAnnouncement)
    #expect(event.turn?.recipients == [.everybody] && event.isForApplicant)
    try CaseTrial.reviewed().refusal(
      of: .hearing(.announce(.law, Reasons(" "))), by: CaseTrial.chief, on: "2026-03-03"
    ).expect(.reasonsMissing(.announceHearing), article: nil)
  }

  @Test("the applicant can neither ask for it again nor give it up")
  func notHis() throws {
    let trial = try announced()
    trial.refusal(
      of: .hearing(.waive(.applicant, Self.reasons)), by: CaseTrial.applicant, on: "2026-03-04"
    ).expect(.hearing(.announcedStays), article: "第四十六条")
    trial.refusal(
      of: .hearing(.request(.applicant, Self.reasons)), by: CaseTrial.applicant,
      on: "2026-03-04"
    ).expect(.hearing(.requestedAlready), article: "第四十七条第一款")
  }

  @Test("a procedure of article 45 that is a hearing goes this way and no other")
  func ownWay() throws {
    let begin = Case.Command.procedure(
      .begin(.hearing, plannedEnd: CaseTrial.day("2026-04-01"), reasons: Self.reasons))
    try CaseTrial.reviewed().refusal(of: begin, by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.hearingHasItsOwnWay, article: "第四十六条")
  }
}
