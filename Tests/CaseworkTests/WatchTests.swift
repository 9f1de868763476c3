// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

@Suite("What a case hands over to be watched", .withoutDatabase)
struct WatchTests {
  private static let reasons = Reasons("理由充分")

  private func watches(_ kind: Watch.Kind, of trial: CaseTrial, on day: String) -> [Watch] {
    trial.state.watches(.china, asOf: CaseTrial.day(day)).filter { $0.kind == kind }
  }

  @Test("a public notice, until the case is decided, or it is withdrawn or followed by another")
  func publicNotice() throws {
    var trial = try CaseTrial.reviewed()
    let publish = Case.Command.publicNotice(
      .publish(Self.reasons, days: nil, term: CaseworkSettings.publicNotice))
    try trial.tell(publish, by: CaseTrial.firstReviewer, on: "2026-03-03")
    let running = try #require(watches(.publicNotice, of: trial, on: "2026-03-13").first)
    #expect(running.due == CaseTrial.day("2026-03-12") && running.finished == nil)
    #expect(running.section == CaseTrial.department && running.start == CaseTrial.day("2026-03-03"))
    try trial.tell(
      .publicNotice(.withdraw(Self.reasons)), by: CaseTrial.firstReviewer, on: "2026-03-05")
    try trial.tell(publish, by: CaseTrial.firstReviewer, on: "2026-03-06")
    try trial.tell(
      .decide(granted: true, Self.reasons), by: CaseTrial.chief, on: "2026-03-18")
    let ended = watches(.publicNotice, of: trial, on: "2026-03-20")
    #expect(ended.map(\.finished) == ["2026-03-05", "2026-03-18"].map(CaseTrial.day))
    #expect(ended.map(\.key) == ["publicNotice.1", "publicNotice.2"])
    // As it stood before that, none of it was known.
    #expect(watches(.publicNotice, of: trial, on: "2026-03-04").map(\.finished) == [nil])
  }

  @Test("a material that comes later, up to its last day, and the look at it whenever it has come")
  func deferral() throws {
    var trial = CaseTrial()
    try trial.tell(
      .submit(CaseTrial.submission(deferral: CaseTrial.deferral(deliversFirst: false))),
      by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02", hour: 10)
    let owed = try #require(watches(.deferral, of: trial, on: "2026-03-02").first)
    #expect(owed.due == CaseTrial.day("2026-03-05") && owed.finished == nil)
    #expect(watches(.deferralCheck, of: trial, on: "2026-03-02").isEmpty)
    let supply = Case.Command.deferring(
      .supply(filing: SM3.digest("later"), materials: ["plan"]))
    func look(fits: Bool) -> Case.Command {
      .deferring(.look(material: "plan", fits: fits, Self.reasons))
    }
    try trial.tell(supply, by: CaseTrial.applicant, on: "2026-03-03")
    #expect(
      watches(.deferral, of: trial, on: "2026-03-03").map(\.finished)
        == [CaseTrial.day("2026-03-03")])
    try trial.tell(look(fits: false), by: CaseTrial.firstReviewer, on: "2026-03-04")
    #expect(watches(.deferral, of: trial, on: "2026-03-04").map(\.finished) == [nil])
    try trial.tell(supply, by: CaseTrial.applicant, on: "2026-03-05")
    #expect(
      watches(.deferralCheck, of: trial, on: "2026-03-05").map(\.finished)
        == [CaseTrial.day("2026-03-04"), nil])
    try trial.tell(look(fits: true), by: CaseTrial.firstReviewer, on: "2026-03-09")
    let looks = watches(.deferralCheck, of: trial, on: "2026-03-09")
    #expect(looks.map(\.start) == ["2026-03-03", "2026-03-05"].map(CaseTrial.day))
    #expect(looks.map(\.finished) == ["2026-03-04", "2026-03-09"].map(CaseTrial.day))
    #expect(looks.allSatisfy { $0.due == nil && $0.section == CaseTrial.department })
  }

  @Test("what the applicant was asked for after acceptance, as long as it is waited for")
  func furtherSupplement() throws {
    var trial = CaseTrial()
    let rule = LegalBasis(law: "某市行政许可办法", article: "第十八条")
    try trial.tell(
      .submit(CaseTrial.submission(special: CaseTerms(suspension: rule))),
      by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02", hour: 10)
    let notice = SupplementNotice(entries: [.init(target: "plan", problem: "请补充疏散示意图。")])
    try trial.tell(.suspending(.ask(notice)), by: CaseTrial.firstReviewer, on: "2026-03-03")
    let open = try #require(watches(.furtherSupplement, of: trial, on: "2026-03-04").first)
    #expect(open.due == trial.state.furtherDue(.china) && open.finished == nil)
    try trial.tell(
      .suspending(.answer(filing: SM3.digest("more"), ruling: nil)), by: CaseTrial.applicant,
      on: "2026-03-10")
    #expect(
      watches(.furtherSupplement, of: trial, on: "2026-03-10").map(\.finished)
        == [CaseTrial.day("2026-03-10")])
  }

  @Test("a hearing within twenty working days of the request, told seven before (article 47, 48)")
  func hearing() throws {
    var trial = try CaseTrial.accepted()
    try trial.tell(
      .hearing(.tell(Self.reasons)), by: CaseTrial.firstReviewer, on: "2026-03-03")
    try trial.tell(
      .hearing(.request(.applicant, Self.reasons)), by: CaseTrial.applicant, on: "2026-03-05")
    let requested = CaseTrial.day("2026-03-05")
    let due = WorkCalendar.china.day(20, workingDaysAfter: requested)
    let kind = Watch.Kind(rawValue: DeadlineKind.hearing.rawValue)
    let hearing = try #require(watches(kind, of: trial, on: "2026-03-05").first)
    #expect(hearing.due == due && hearing.finished == nil && hearing.basis == .hearing)
    let day = WorkCalendar.china.day(10, workingDaysAfter: requested)
    try trial.tell(
      .hearing(.call(CaseTrial.sitting(on: day, presider: CaseTrial.sectionHead.id))),
      by: CaseTrial.chief, on: "2026-03-05", hour: 14)
    let noticeKind = Watch.Kind(rawValue: DeadlineKind.hearingNotice.rawValue)
    let notice = try #require(watches(noticeKind, of: trial, on: "2026-03-05").first)
    #expect(notice.finished == requested && notice.basis == .hearingNotice)
    let last = try #require(notice.due)
    #expect(WorkCalendar.china.workingDays(after: last, through: day) >= 7)
  }

  @Test("accepted in silence, the review begins when that is on record, not with the receipt")
  func silence() throws {
    var trial = try CaseTrial.received()
    // The term to tell what is missing is over, and nobody has written down yet what that means.
    #expect(watches(.reviewStep, of: trial, on: "2026-03-10").isEmpty)
    try trial.tell(.deemAccepted, by: .system, on: "2026-03-10")
    #expect(trial.clock("2026-03-10").acceptedOn == CaseTrial.day("2026-03-02"))
    #expect(
      watches(.reviewStep, of: trial, on: "2026-03-10").map(\.start)
        == [CaseTrial.day("2026-03-10")])
  }
}
