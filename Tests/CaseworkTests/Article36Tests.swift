// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site
import Testing

@testable import Casework

/// 行政许可法 第三十六条: interested parties are told, and they and the applicant are heard.
@Suite("Administrative Licensing Law, article 36")
struct Article36Tests {
  private static let reasons = Reasons("油烟排放影响相邻住户")
  private static let other = Party(name: "邻居乙", code: "", phone: "13800000002")
  private static let until = CaseTrial.day("2026-03-10")

  private let grant = Case.Command.decide(granted: true, reasons)
  private let tell = Case.Command.statement(
    .tell(until: until, withHearing: false, reasons))

  private func name(_ party: Party = CaseTrial.neighbour) -> Case.Command {
    .statement(.name(party, interest: Self.reasons))
  }

  /// Reviewed by two, with one interested party named.
  private func named() throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(name(), by: CaseTrial.firstReviewer, on: "2026-03-03")
    return trial
  }

  /// And told.
  private func told() throws -> CaseTrial {
    var trial = try named()
    try trial.tell(tell, by: CaseTrial.firstReviewer, on: "2026-03-03")
    return trial
  }

  @Test("whoever was named must be told, so until then nothing is decided")
  func untold() throws {
    let trial = try named()
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-06-01")
      .expect(.statement(.untold(1)), article: "第三十六条")
  }

  @Test("whoever was told is waited for, to the end of the day that he was given and no longer")
  func awaited() throws {
    let trial = try told()
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-10", hour: 23)
      .expect(.statement(.awaited(1, until: Self.until)), article: "第三十六条")
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-11") == nil)
  }

  @Test("whoever has stated, or has nothing to say, is not waited for")
  func heard() throws {
    for words: StatementTurn.Command in [
      .state(.party(1), Self.reasons), .decline(.party(1), Reasons("")),
    ] {
      var trial = try told()
      try trial.tell(.statement(words), by: CaseTrial.clerk, on: "2026-03-04")
      #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-04") == nil)
    }
  }

  @Test("each is told by a letter of his own, once; a later one is told later")
  func letters() throws {
    var trial = try told()
    trial.refusal(of: tell, by: CaseTrial.firstReviewer, on: "2026-03-04")
      .expect(.statement(.nobodyToTell), article: "第三十六条")
    trial.refusal(of: name(), by: CaseTrial.firstReviewer, on: "2026-03-04")
      .expect(.statement(.namedAlready), article: "第三十六条")
    try trial.tell(name(Self.other), by: CaseTrial.firstReviewer, on: "2026-03-04")
    try trial.tell(tell, by: CaseTrial.firstReviewer, on: "2026-03-04")
    let letters = trial.history.filter { DocumentKind(of: $0.event) == .partyNotice }
    #expect(
      letters.map { $0.event.turn?.recipients } == [
        [.person(CaseTrial.neighbour.digest)], [.person(Self.other.digest)],
      ])
    // A letter to somebody else is no message to the applicant.
    #expect(letters.allSatisfy { !$0.event.isForApplicant })
    #expect(
      letters.map { DocumentKind(of: $0.event)?.title(for: .licensing) } == [
        "利害关系人告知书", "利害关系人告知书",
      ])
  }

  @Test("the events name nobody: who it is lies in the evidence")
  func digests() throws {
    let trial = try told()
    let text = trial.history.map { "\($0.event)" }.joined()
    #expect(!text.contains("邻居") && !text.contains("13800000001"))
    let named = trial.history.compactMap { $0.event.turn?.texts }
    #expect(named.contains([CaseTrial.neighbour.digest, Self.reasons.digest]))
  }

  @Test("who was named by mistake is dropped, with reasons, and nobody waits for him")
  func dropped() throws {
    var trial = try named()
    let drop = Case.Command.statement(.drop(1, Self.reasons))
    trial.refusal(
      of: .statement(.drop(1, Reasons(""))), by: CaseTrial.firstReviewer, on: "2026-03-03"
    ).expect(.reasonsMissing(.dropParty), article: nil)
    try trial.tell(drop, by: CaseTrial.firstReviewer, on: "2026-03-03")
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-03") == nil)
    trial.refusal(of: drop, by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.statement(.noSuchParty), article: "第三十六条")
    trial.refusal(
      of: .statement(.state(.party(1), Self.reasons)), by: CaseTrial.clerk, on: "2026-03-04"
    ).expect(.statement(.noSuchParty), article: "第三十六条")
  }

  @Test("article 7: the applicant hears what speaks against him, and is heard before the decision")
  func applicant() throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .statement(.invite(until: Self.until, Self.reasons)), by: CaseTrial.firstReviewer,
      on: "2026-03-03")
    #expect(DocumentKind(of: trial.history[trial.history.count - 1].event) == .statementNotice)
    let refuse = Case.Command.decide(granted: false, Self.reasons)
    trial.refusal(of: refuse, by: CaseTrial.chief, on: "2026-03-05")
      .expect(.statement(.awaited(1, until: Self.until)), article: "第三十六条")
    try trial.tell(
      .statement(.state(.applicant, Self.reasons)), by: CaseTrial.applicant, on: "2026-03-05")
    #expect(trial.refusal(of: refuse, by: CaseTrial.chief, on: "2026-03-05") == nil)
  }

  @Test("the applicant states without being asked, for himself and for nobody else")
  func ownVoice() throws {
    var trial = try told()
    try trial.tell(
      .statement(.state(.applicant, Self.reasons)), by: CaseTrial.applicant, on: "2026-03-04")
    let others = Case.Command.statement(.state(.party(1), Self.reasons))
    trial.refusal(of: others, by: CaseTrial.applicant, on: "2026-03-04")
      .expect(.notYourPart(.recordStatement), article: nil)
    trial.refusal(
      of: .statement(.state(.applicant, Self.reasons)), by: CaseTrial.stranger, on: "2026-03-04"
    ).expect(.notYourPart(.recordStatement), article: nil)
    // Whoever comes to the window is written down there.
    try trial.tell(
      .statement(.state(.applicant, Self.reasons)), by: CaseTrial.clerk, on: "2026-03-04")
  }

  @Test("a day that has passed gives nobody time")
  func passed() throws {
    let trial = try named()
    let tell = Case.Command.statement(
      .tell(until: CaseTrial.day("2026-03-02"), withHearing: false, Self.reasons))
    trial.refusal(of: tell, by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.dayPassed(CaseTrial.day("2026-03-02")), article: nil)
  }

  @Test("nobody is heard before acceptance or after the decision")
  func inTime() throws {
    let received = try CaseTrial.received()
    received.refusal(of: name(), by: CaseTrial.firstReviewer, on: "2026-03-02")
      .expect(.wrongStep(.nameParty, .received), article: nil)
    let decided = try CaseTrial.decided(granted: true)
    decided.refusal(of: name(), by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.wrongStep(.nameParty, .granted), article: nil)
  }
}
