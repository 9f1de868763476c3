// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第三十二条 第一款: the five answers to an application.
@Suite("Administrative Licensing Law, article 32", .withoutDatabase)
struct Article32Tests {
  private let reasons = Reasons("依法不需要许可")

  // MARK: No. 1, 2

  @Test("article 32 no. 1: what needs no licence is told so, with reasons, and the case ends")
  func notRequired() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: .findNotRequired(Reasons(" \n")), by: CaseTrial.clerk, on: "2026-03-02")
      .expect(.reasonsMissing(.findNotRequired), article: "第三十二条第一款第一项")
    try trial.tell(.findNotRequired(reasons), by: CaseTrial.clerk, on: "2026-03-02")
    #expect(trial.state.phase == .notRequired)
    #expect(trial.state.facts.ended?.kind == .notRequired)
    #expect(trial.state.reasons == reasons.digest)
    trial.refusal(of: .accept, by: CaseTrial.clerk, on: "2026-03-02")
      .expect(.wrongStep(.accept, .notRequired), article: "第三十二条第一款第一项")
  }

  @Test("article 32 no. 2: what is another body's is not accepted, with reasons, and stays so")
  func notAccepted() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: .refuseAcceptance(Reasons("")), by: CaseTrial.clerk, on: "2026-03-02")
      .expect(.reasonsMissing(.refuseAcceptance), article: "第三十二条第一款第二项")
    try trial.tell(.refuseAcceptance(Reasons("请向市级机关申请")), by: CaseTrial.clerk, on: "2026-03-02")
    #expect(trial.state.phase == .notAccepted)
    #expect(trial.state.facts.ended?.kind == .notAccepted)
    trial.refusal(of: .accept, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.wrongStep(.accept, .notAccepted), article: "第三十二条第一款第二项")
    #expect(trial.clock("2026-04-30").acceptedOn == nil)
  }

  @Test(
    "article 32 no. 4: after five days of silence it is too late to say no. 1 or no. 2, too",
    arguments: [
      Case.Command.findNotRequired(Reasons("不需要许可")), .refuseAcceptance(Reasons("不属于职权")),
    ])
  func tooLateForOtherAnswers(command: Case.Command) throws {
    let trial = try CaseTrial.received()
    #expect(trial.refusal(of: command, by: CaseTrial.clerk, on: "2026-03-09") == nil)
    trial.refusal(of: command, by: CaseTrial.clerk, on: "2026-03-10")
      .expect(.noticeTooLate(due: CaseTrial.day("2026-03-09")), article: "第三十二条第一款第四项")
  }

  // MARK: No. 3

  @Test("article 32 no. 3: an error is put right on the spot, by the window, before acceptance")
  func correction() throws {
    var trial = try CaseTrial.received()
    let corrected = SM3.digest("corrected")
    let command = Case.Command.correct(filing: corrected)
    trial.refusal(of: command, by: CaseTrial.applicant, on: "2026-03-02")
      .expect(.notYourPart(.correct), article: nil)
    try trial.tell(command, by: CaseTrial.helper, on: "2026-03-02")
    #expect(trial.state.filing == corrected)
    #expect(trial.state.phase == .received)
    // A correction is no notice: the one notice is still to be had.
    #expect(trial.refusal(of: CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-02") == nil)
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02")
    trial.refusal(of: command, by: CaseTrial.clerk, on: "2026-03-02")
      .expect(.wrongStep(.correct, .accepted), article: nil)
  }

  // MARK: No. 4

  @Test(
    "article 32 no. 4: a notice on the fifth working day is in time, on the sixth it is too late",
    arguments: [
      // Received, the fifth working day, the day after it.
      ("2026-03-02", "2026-03-09", "2026-03-10"),
      // Received on a Saturday.
      ("2026-03-07", "2026-03-13", "2026-03-14"),
      // Across the Spring Festival of 2026 (15–23 February off, 14 and 28 February worked).
      ("2026-02-12", "2026-02-26", "2026-02-27"),
      ("2026-02-13", "2026-02-27", "2026-02-28"),
      // Received on the eve's Saturday that was worked, and in the middle of the holiday.
      ("2026-02-14", "2026-02-28", "2026-03-01"),
      ("2026-02-18", "2026-02-28", "2026-03-01"),
    ])
  func fifthDay(received: String, last: String, late: String) throws {
    let trial = try CaseTrial.received(on: received)
    #expect(
      trial.refusal(of: CaseTrial.notice, by: CaseTrial.clerk, on: last, hour: 23) == nil)
    trial.refusal(of: CaseTrial.notice, by: CaseTrial.clerk, on: late, hour: 0)
      .expect(.noticeTooLate(due: CaseTrial.day(last)), article: "第三十二条第一款第四项")
  }

  @Test("article 32 no. 4: the notice says what is to be supplemented, all of it, or it is none")
  func noticeNamesEverything() throws {
    let trial = try CaseTrial.received()
    let empty: [[SupplementNotice.Entry]] = [
      [],
      [.init(target: "floor_plan", problem: "")],
      [.init(target: "floor_plan", problem: "缺少比例尺"), .init(target: "health", problem: "  ")],
    ]
    for entries in empty {
      let notice = Case.Command.noticeSupplement(SupplementNotice(entries: entries))
      trial.refusal(of: notice, by: CaseTrial.clerk, on: "2026-03-02")
        .expect(.reasonsMissing(.noticeSupplement), article: "第三十二条第一款第四项")
    }
  }

  @Test("article 32 no. 4: everything is told at once; a second notice is refused at any time")
  func secondNotice() throws {
    var trial = try CaseTrial.received()
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
    trial.refusal(of: CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.secondSupplementNotice, article: "第三十二条第一款第四项")
    try trial.tell(
      .supplement(filing: SM3.digest("more")), by: CaseTrial.applicant, on: "2026-03-05")
    trial.refusal(of: CaseTrial.notice, by: CaseTrial.chief, on: "2026-03-05")
      .expect(.secondSupplementNotice, article: "第三十二条第一款第四项")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-06")
    trial.refusal(of: CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-06")
      .expect(.wrongStep(.noticeSupplement, .accepted), article: nil)
  }

  @Test("article 32 no. 4: while the applicant supplements no term of the bureau runs")
  func noClockWhileSupplementing() throws {
    var trial = try CaseTrial.received()
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
    #expect(trial.state.acceptanceDue(CaseTrial.china) == nil)
    #expect(trial.clock("2026-12-01").running.isEmpty)
    trial.refusal(of: .deemAccepted, by: .system, on: "2026-12-01")
      .expect(.wrongStep(.accept, .supplementing), article: "第三十二条第一款第五项")
    trial.refusal(of: .accept, by: CaseTrial.clerk, on: "2026-03-04")
      .expect(.wrongStep(.accept, .supplementing), article: "第三十二条第一款第五项")
  }

  @Test("article 32 no. 4: supplements start five working days anew")
  func newFiveDays() throws {
    var trial = try CaseTrial.received()
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-09")
    let supplement = Case.Command.supplement(filing: SM3.digest("more"))
    try trial.tell(supplement, by: CaseTrial.applicant, on: "2026-04-01")
    #expect(trial.state.phase == .received)
    #expect(trial.state.filing == SM3.digest("more"))
    // Qingming, 4–6 April 2026, is off.
    #expect(trial.state.acceptanceDue(CaseTrial.china) == CaseTrial.day("2026-04-09"))
    #expect(trial.refusal(of: .deemAccepted, by: .system, on: "2026-04-09", hour: 23) != nil)
    try trial.tell(.deemAccepted, by: .system, on: "2026-04-10", hour: 0)
    #expect(trial.clock("2026-04-10").acceptedOn == CaseTrial.day("2026-04-01"))
  }

  @Test("article 32 no. 4: silence for five days is acceptance from the day of receipt")
  func deemedAcceptance() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: .deemAccepted, by: .system, on: "2026-03-09", hour: 23)
      .expect(.wrongStep(.accept, .received), article: "第三十二条第一款第五项")
    try trial.tell(.deemAccepted, by: .system, on: "2026-03-10", hour: 0)
    #expect(trial.state.phase == .accepted)
    #expect(trial.state.facts.accepted?.deemed == true)
    // Nobody received it by hand, so nobody is barred from the decision.
    #expect(trial.state.receivers.isEmpty)

    let clock = trial.clock("2026-03-10")
    #expect(clock.acceptedOn == CaseTrial.day("2026-03-02"))
    #expect(clock.acceptanceIsDeemed)
    let statutory = try #require(clock[.statutory])
    #expect(statutory.start == CaseTrial.day("2026-03-02"))
    #expect(statutory.due == CaseTrial.day("2026-03-30"))
  }

  @Test("article 32 no. 4: the program may be late to record the silence; the dates are the same")
  func lateRecording() throws {
    var prompt = try CaseTrial.received()
    try prompt.tell(.deemAccepted, by: .system, on: "2026-03-10", hour: 0)
    var late = try CaseTrial.received()
    try late.tell(.deemAccepted, by: .system, on: "2026-03-20")
    #expect(prompt.clock("2026-03-20").deadlines == late.clock("2026-03-20").deadlines)
    var byHand = try CaseTrial.received()
    try byHand.tell(.accept, by: CaseTrial.clerk, on: "2026-03-20")
    #expect(byHand.clock("2026-03-20").deadlines == late.clock("2026-03-20").deadlines)
  }

  @Test("article 32 no. 4: only the law makes silence an acceptance, no person")
  func silenceIsTheSystems() throws {
    let trial = try CaseTrial.received()
    trial.refusal(of: .deemAccepted, by: CaseTrial.clerk, on: "2026-03-10")
      .expect(.notYourPart(.accept), article: nil)
  }

  // MARK: No. 5

  @Test("article 32 no. 5: what is complete is accepted, and the terms run from that day")
  func acceptance() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: .accept, by: CaseTrial.applicant, on: "2026-03-04")
      .expect(.notYourPart(.accept), article: nil)
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-04")
    let clock = trial.clock("2026-03-04")
    #expect(clock.acceptedOn == CaseTrial.day("2026-03-04"))
    #expect(!clock.acceptanceIsDeemed)
    #expect(clock[.statutory]?.due == CaseTrial.day("2026-04-01"))
    #expect(clock[.promised]?.due == CaseTrial.day("2026-03-16"))
    trial.refusal(of: .accept, by: CaseTrial.clerk, on: "2026-03-04")
      .expect(.wrongStep(.accept, .accepted), article: "第三十二条第一款第五项")
  }

  @Test("article 32 no. 5: the supplements are the applicant's to hand in, nobody else's")
  func supplementsAreTheApplicants() throws {
    var trial = try CaseTrial.received()
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
    let supplement = Case.Command.supplement(filing: SM3.digest("more"))
    for actor in [CaseTrial.clerk, CaseTrial.stranger, CaseTrial.agent] {
      trial.refusal(of: supplement, by: actor, on: "2026-03-04")
        .expect(.notYourPart(.supplement), article: nil)
    }
    // One account can hold several roles; a clerk who applies for himself elsewhere is a stranger here.
    let both = CaseTrial.person("both", .clerk, .applicant)
    trial.refusal(of: supplement, by: both, on: "2026-03-04")
      .expect(.notYourPart(.supplement), article: nil)
    trial.refusal(of: .withdraw(Reasons("不办了")), by: both, on: "2026-03-04")
      .expect(.notYourPart(.withdraw), article: nil)
  }

  @Test("article 32 ¶2: each answer to an application is put into a dated document of its own")
  func documents() {
    let digest = SM3.digest("x")
    let expected: [(Case.Event, DocumentKind?)] = [
      (.accepted, .acceptance), (.deemedAccepted, .acceptance),
      (.acceptanceRefused(reasons: digest), .nonAcceptance),
      (.foundNotRequired(reasons: digest), .notRequired),
      (.supplementNoticed(notice: digest), .supplementNotice),
      (.submitted(CaseTrial.submission()), .receipt), (.corrected(filing: digest), nil),
    ]
    for (event, kind) in expected { #expect(DocumentKind(of: event) == kind) }
  }
}
