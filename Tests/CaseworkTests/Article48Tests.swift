// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Testing

@testable import Casework

/// 行政许可法 第四十八条: how a hearing is held, and that the decision rests on its record; 第四十五条: its time.
@Suite("Administrative Licensing Law, article 48")
struct Article48Tests {
  private static let reasons = Reasons("依法办理")
  private static let head = CaseTrial.sectionHead
  private static let agencyHead = CaseTrial.person("agency-head", .agencyHead)
  private static let day = CaseTrial.day("2026-03-20")

  private let grant = Case.Command.decide(granted: true, reasons)
  private let hold = Case.Command.hearing(.hold(CaseTrial.record))
  private let challenge = Case.Command.hearing(.challenge(.applicant, reasons))

  private func call(_ day: Day = day, presider: String = CaseTrial.sectionHead.id) -> Case.Command {
    .hearing(.call(CaseTrial.sitting(on: day, presider: presider)))
  }

  private func rule(
    isUpheld: Bool, successor: String? = nil, _ reasons: Reasons = reasons
  ) -> Case.Command {
    .hearing(
      .rule(isUpheld: isUpheld, successor: successor.map(CaseTrial.presider), reasons))
  }

  /// Reviewed, told on the third of March, asked for on the tenth.
  private func requested() throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .hearing(.tell(Self.reasons)), by: CaseTrial.firstReviewer, on: "2026-03-03")
    try trial.tell(
      .hearing(.request(.applicant, Self.reasons)), by: CaseTrial.applicant, on: "2026-03-10")
    return trial
  }

  /// And called on the eleventh for the twentieth.
  private func called() throws -> CaseTrial {
    var trial = try requested()
    try trial.tell(call(), by: CaseTrial.chief, on: "2026-03-11")
    return trial
  }

  // MARK: ¶1(1), the notice

  @Test("¶1(1): time and place are told seven working days before; the earliest day is named")
  func notice() throws {
    let trial = try requested()
    trial.refusal(of: call(CaseTrial.day("2026-03-19")), by: CaseTrial.chief, on: "2026-03-11")
      .expect(.hearing(.noticeTooShort(earliest: Self.day)), article: "第四十八条第一款第一项")
    #expect(trial.refusal(of: call(), by: CaseTrial.chief, on: "2026-03-11") == nil)
    // Told on a Saturday, the seven working days end a day later.
    let monday = CaseTrial.day("2026-03-25")
    trial.refusal(of: call(CaseTrial.day("2026-03-24")), by: CaseTrial.chief, on: "2026-03-14")
      .expect(.hearing(.noticeTooShort(earliest: monday)), article: "第四十八条第一款第一项")
  }

  @Test("¶1(1): another day is told with the same notice; only what was called can be moved")
  func move() throws {
    let later = CaseTrial.sitting(on: CaseTrial.day("2026-03-27"), presider: Self.head.id)
    let move = Case.Command.hearing(.move(later, Self.reasons))
    try requested().refusal(of: move, by: CaseTrial.chief, on: "2026-03-11")
      .expect(.hearing(.notCalled), article: "第四十八条第一款第一项")
    var trial = try called()
    trial.refusal(of: call(), by: CaseTrial.chief, on: "2026-03-11")
      .expect(.hearing(.calledAlready), article: "第四十八条第一款第一项")
    trial.refusal(of: move, by: CaseTrial.chief, on: "2026-03-19")
      .expect(
        .hearing(.noticeTooShort(earliest: CaseTrial.day("2026-03-30"))),
        article: "第四十八条第一款第一项")
    try trial.tell(move, by: CaseTrial.chief, on: "2026-03-18")
    trial.refusal(of: hold, by: Self.head, on: "2026-03-20")
      .expect(.hearing(.notYet(CaseTrial.day("2026-03-27"))), article: "第四十八条第一款第一项")
    #expect(trial.history.count { DocumentKind(of: $0.event) == .hearingNotice } == 2)
    #expect(trial.clock("2026-03-18")[.hearingNotice]?.outcome == .met)
  }

  @Test("nothing is called that nobody has asked for")
  func notDue() throws {
    try CaseTrial.reviewed().refusal(of: call(), by: CaseTrial.chief, on: "2026-03-03")
      .expect(.hearing(.notDue), article: "第四十七条第一款")
  }

  // MARK: ¶1(3), the presider

  @Test("¶1(3): who has reviewed does not preside, nor the applicant; who presides does not review")
  func presider() throws {
    let trial = try requested()
    trial.refusal(of: call(presider: "reviewer-1"), by: CaseTrial.chief, on: "2026-03-11")
      .expect(.hearing(.presiderReviewed), article: "第四十八条第一款第三项")
    trial.refusal(of: call(presider: "applicant"), by: CaseTrial.chief, on: "2026-03-11")
      .expect(.hearing(.presiderConcerned), article: "第四十八条第一款第三项")
    let third = CaseTrial.person("reviewer 2", .reviewer, in: CaseTrial.department)
    var presiding = try requested()
    try presiding.tell(call(presider: third.id), by: CaseTrial.chief, on: "2026-03-11")
    presiding.refusal(
      of: .review(passed: true, opinion: Self.reasons), by: third, on: "2026-03-11"
    ).expect(.hearing(.presiderMayNotReview), article: "第四十八条第一款第三项")
  }

  @Test("¶1(3): a challenge is decided before anything else, by somebody else than the presider")
  func challenged() throws {
    var trial = try called()
    try trial.tell(challenge, by: CaseTrial.applicant, on: "2026-03-12")
    trial.refusal(of: hold, by: Self.head, on: "2026-03-20")
      .expect(.hearing(.challengeOpen), article: "第四十八条第一款第三项")
    trial.refusal(of: rule(isUpheld: false), by: Self.head, on: "2026-03-12")
      .expect(.hearing(.ownChallenge), article: "第四十八条第一款第三项")
    trial.refusal(of: rule(isUpheld: true), by: Self.agencyHead, on: "2026-03-12")
      .expect(.hearing(.successorMissing), article: "第四十八条第一款第三项")
    trial.refusal(
      of: rule(isUpheld: true, successor: "reviewer-1"), by: Self.agencyHead, on: "2026-03-12"
    ).expect(.hearing(.presiderReviewed), article: "第四十八条第一款第三项")
    try trial.tell(
      rule(isUpheld: true, successor: "clerk"), by: Self.agencyHead, on: "2026-03-12")
    trial.refusal(of: hold, by: Self.head, on: "2026-03-20")
      .expect(.hearing(.notPresider), article: "第四十八条第一款第三项")
    #expect(trial.refusal(of: hold, by: CaseTrial.clerk, on: "2026-03-20") == nil)
    // The new one can be challenged, too.
    #expect(trial.refusal(of: challenge, by: CaseTrial.applicant, on: "2026-03-13") == nil)
  }

  @Test("¶1(3): a challenge that was not upheld stands; the same is not heard twice")
  func denied() throws {
    var trial = try called()
    trial.refusal(of: rule(isUpheld: false), by: Self.agencyHead, on: "2026-03-12")
      .expect(.hearing(.noChallenge), article: "第四十八条第一款第三项")
    try trial.tell(challenge, by: CaseTrial.applicant, on: "2026-03-12")
    try trial.tell(rule(isUpheld: false), by: Self.agencyHead, on: "2026-03-13")
    trial.refusal(of: challenge, by: CaseTrial.applicant, on: "2026-03-14")
      .expect(.hearing(.challengeDenied), article: "第四十八条第一款第三项")
    #expect(trial.refusal(of: hold, by: Self.head, on: "2026-03-20") == nil)
    #expect(trial.history.count { DocumentKind(of: $0.event) == .recusalDecision } == 1)
  }

  // MARK: ¶1(4) and (5), the record

  @Test("¶1(4), (5): the record has what both sides said, and who signed it")
  func record() throws {
    let trial = try called()
    trial.refusal(of: hold, by: Self.head, on: "2026-03-19")
      .expect(.hearing(.notYet(Self.day)), article: "第四十八条第一款第一项")
    func held(_ presented: String, _ unsigned: String?) -> Case.Command {
      .hearing(
        .hold(
          HearingRecord(
            participants: "申请人", presented: presented, debated: "没有异议", unsigned: unsigned)))
    }
    trial.refusal(of: held("", nil), by: Self.head, on: "2026-03-20")
      .expect(.reasonsMissing(.holdHearing), article: "第四十八条第一款第五项")
    trial.refusal(of: held("审查意见", ""), by: Self.head, on: "2026-03-20")
      .expect(.hearing(.recordUnsigned), article: "第四十八条第一款第五项")
    #expect(
      trial.refusal(of: held("审查意见", "邻居甲拒绝签字"), by: Self.head, on: "2026-03-20") == nil)
  }

  // MARK: ¶2, the decision

  @Test("¶2: the decision comes after the hearing and rests on its record, and there is only one")
  func decision() throws {
    var trial = try called()
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-19")
      .expect(.hearing(.awaited(Self.day)), article: "第四十八条第二款")
    try trial.tell(hold, by: Self.head, on: "2026-03-20")
    #expect(trial.state.hearing.record == CaseTrial.record.digest)
    for again: HearingTurn.Command in [
      .request(.applicant, Self.reasons), .waive(.applicant, Self.reasons),
    ] {
      trial.refusal(of: .hearing(again), by: CaseTrial.applicant, on: "2026-03-20")
        .expect(.hearing(.heldAlready), article: "第四十八条第二款")
    }
    try trial.tell(grant, by: CaseTrial.chief, on: "2026-03-20", hour: 14)
    #expect(trial.state.phase == .granted)
  }

  // MARK: Article 45, the time that it takes

  @Test("article 45: its days are left out from the notice on, not from the request")
  func excluded() throws {
    let before = try CaseTrial.reviewed().clock("2026-03-03")[.statutory]?.due
    #expect(before == CaseTrial.day("2026-03-30"))
    let requested = try requested().clock("2026-03-10")[.statutory]?.due
    #expect(requested == before)
    var trial = try called()
    try trial.tell(hold, by: Self.head, on: "2026-03-20")
    // The working days from the eleventh to the twentieth are eight.
    #expect(trial.clock("2026-03-20")[.statutory]?.due == CaseTrial.day("2026-04-10"))
    #expect(trial.clock("2026-03-20")[.hearing]?.outcome == .met)
  }
}
