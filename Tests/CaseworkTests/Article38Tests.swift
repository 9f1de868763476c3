// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第三十七条, 第三十八条: the decision.
@Suite("Administrative Licensing Law, articles 37 and 38", .withoutDatabase)
struct Article38Tests {
  @Test("article 38 ¶1: the grant is in writing, with a document of its own")
  func grant() throws {
    let trial = try CaseTrial.decided(granted: true)
    #expect(trial.state.phase == .granted)
    #expect(trial.state.isGranted == true)
    #expect(trial.state.reasons == Reasons("理由充分").digest)
    #expect(trial.history.last.flatMap { DocumentKind(of: $0.event) } == .grant)
  }

  @Test("article 38 ¶2: the refusal says why, with a document of its own")
  func refuse() throws {
    let trial = try CaseTrial.decided(granted: false)
    #expect(trial.state.phase == .refused)
    #expect(trial.state.isGranted == false)
    #expect(trial.history.last.flatMap { DocumentKind(of: $0.event) } == .refusal)
  }

  @Test(
    "article 38 ¶2: a decision without reasons is refused", arguments: [true, false],
    ["", " ", "。"])
  func reasonsMissing(granted: Bool, text: String) throws {
    let trial = try CaseTrial.reviewed()
    trial.refusal(
      of: .decide(granted: granted, Reasons(text)), by: CaseTrial.chief, on: "2026-03-03"
    ).expect(.reasonsMissing(.decide), article: "第三十八条第二款")
  }

  @Test("article 37: nothing is decided before it is accepted")
  func beforeAcceptance() throws {
    var trial = try CaseTrial.received()
    let decision = Case.Command.decide(granted: true, Reasons("符合条件"))
    trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-02")
      .expect(.wrongStep(.decide, .received), article: nil)
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-02")
    trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-02")
      .expect(.wrongStep(.decide, .supplementing), article: nil)
  }

  @Test("article 37: a decision stands; the same case is not decided twice")
  func decidedOnce() throws {
    let trial = try CaseTrial.decided(granted: true)
    trial.refusal(
      of: .decide(granted: false, Reasons("改变主意")), by: CaseTrial.otherChief, on: "2026-03-03"
    ).expect(.decidedAlready, article: nil)
  }

  @Test(
    "whoever received a case does not decide it: not who accepted, corrected or gave the notice")
  func receiverDoesNotDecide() throws {
    let decision = Case.Command.decide(granted: true, Reasons("符合条件"))
    let receipts: [[Case.Command]] = [
      [.accept], [.correct(filing: SM3.digest("corrected")), .accept],
    ]
    for (index, commands) in receipts.enumerated() {
      var trial = try CaseTrial.received(substanceCheck: false)
      for command in commands {
        // The correction is the chief's, the acceptance in the second row somebody else's.
        let actor = index == 1 && command.isAcceptance ? CaseTrial.clerk : CaseTrial.chief
        try trial.tell(command, by: actor, on: "2026-03-02")
      }
      try trial.tell(
        .review(passed: true, opinion: Reasons("符合条件")), by: CaseTrial.firstReviewer,
        on: "2026-03-02")
      trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-02")
        .expect(.receiverMayNotDecide, article: "一人受理和决定", of: "办事规则")
      #expect(trial.refusal(of: decision, by: CaseTrial.otherChief, on: "2026-03-02") == nil)
    }
  }

  @Test("whoever gave the notice does not decide, even after another accepted the supplements")
  func noticeGiverDoesNotDecide() throws {
    var trial = try CaseTrial.received(substanceCheck: false)
    try trial.tell(CaseTrial.notice, by: CaseTrial.chief, on: "2026-03-02")
    try trial.tell(
      .supplement(filing: SM3.digest("more")), by: CaseTrial.applicant, on: "2026-03-03")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-03")
    try trial.tell(
      .review(passed: true, opinion: Reasons("符合条件")), by: CaseTrial.firstReviewer,
      on: "2026-03-03")
    trial.refusal(
      of: .decide(granted: true, Reasons("符合条件")), by: CaseTrial.chief, on: "2026-03-03"
    ).expect(.receiverMayNotDecide, article: "一人受理和决定", of: "办事规则")
  }

  @Test("only who may decide decides, and only for his own section")
  func whoDecides() throws {
    let trial = try CaseTrial.reviewed()
    let decision = Case.Command.decide(granted: true, Reasons("符合条件"))
    for actor in [CaseTrial.clerk, CaseTrial.firstReviewer, CaseTrial.applicant, .system] {
      trial.refusal(of: decision, by: actor, on: "2026-03-02")
        .expect(.notYourPart(.decide), article: nil)
    }
    let elsewhere = CaseTrial.person("elsewhere", .chiefApprover, in: "投资建设科")
    trial.refusal(of: decision, by: elsewhere, on: "2026-03-02")
      .expect(.otherDepartment, article: nil)
  }

  @Test("article 42: the decision stops the clocks; a day after the twentieth it was late")
  func clocks() throws {
    var trial = try CaseTrial.reviewed()
    // Twenty working days after Monday 2 March 2026; no holiday lies between.
    #expect(trial.clock("2026-03-02")[.statutory]?.due == CaseTrial.day("2026-03-30"))
    #expect(trial.clock("2026-03-31")[.statutory]?.light == .red)
    try trial.tell(.decide(granted: true, Reasons("符合条件")), by: CaseTrial.chief, on: "2026-03-31")
    #expect(trial.clock("2026-06-01")[.statutory]?.outcome == .late)
    #expect(trial.clock("2026-06-01")[.statutory]?.finished == CaseTrial.day("2026-03-31"))
  }
}

extension Case.Command {
  fileprivate var isAcceptance: Bool {
    if case .accept = self { true } else { false }
  }
}
