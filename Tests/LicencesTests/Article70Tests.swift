// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import TestKit
import Testing

@testable import Licences

@Suite("Article 70: cancellation", .withoutDatabase)
struct Article70Tests {
  @Test(
    "ex officio by each of the grounds, proposed by one and decided by another",
    arguments: [
      (LicenceGround.personGone, "第七十条第二项"), (.entityEnded, "第七十条第三项"),
      (.forceMajeure, "第七十条第五项"), (.otherCancellable, "第七十条第六项"),
    ])
  func exOfficio(ground: LicenceGround, article: String) throws {
    #expect(ground.basis.article == article)
    var trial = try LicenceTrial.proposed(.cancel, ground)
    // Nothing is taken away that was not over already, so nobody needs to be heard.
    trial.refusal(of: .hear(.waived, nil), by: LicenceTrial.holder)
      .expect(.nothingToHear, article: "第七条")
    try trial.tell(LicenceTrial.conclude(), by: LicenceTrial.chief, on: "2026-06-02")
    #expect(trial.standing("2026-06-02") == .cancelled)
    guard case .cancelled(let cancellation) = trial.events.last else {
      Issue.record("not cancelled")
      return
    }
    #expect(cancellation.ground == ground && cancellation.caseID == nil)
    #expect(LicenceDocumentKind(of: .cancelled(cancellation)) == .cancellation)
  }

  @Test("(1): what has expired is struck out, but neither before nor while a renewal is in hand")
  func expired() throws {
    var trial = try LicenceTrial.issued()
    let propose = LicenceTrial.propose(.cancel, .expired)
    let until = LicenceTrial.day("2027-03-01")
    trial.refusal(of: propose, by: LicenceTrial.reviewer, on: "2027-03-01")
      .expect(.notExpired(until: until), article: "第七十条第一项")
    trial.refusal(of: propose, by: LicenceTrial.reviewer, on: "2027-03-02", openActs: [.renew])
      .expect(.renewalPending, article: "第七十条第一项")
    #expect(trial.standing("2027-03-02") == .expired)
    try trial.tell(propose, by: LicenceTrial.reviewer, on: "2027-03-02")
    try trial.tell(LicenceTrial.conclude(), by: LicenceTrial.head, on: "2027-03-03")
    #expect(trial.standing("2027-03-03") == .cancelled)
    let endless = try LicenceTrial.issued(until: nil)
    endless.refusal(of: propose, by: LicenceTrial.reviewer, on: "2027-03-02")
      .expect(.notExpired(until: nil), article: "第七十条第一项")
  }

  @Test(
    "(4): what was revoked, withdrawn or annulled is struck out, once, and stands as what it is")
  func struck() throws {
    let ends: [(LicenceMeasure, LicenceGround, LicenceStanding)] = [
      (.revoke, .fraud, .revoked), (.withdraw, .lawChanged, .withdrawn),
      (.annul, .penalty, .annulled),
    ]
    let strike = Licence.Command.cancel(
      Licence.Cancellation(
        ground: .struck, reasons: nil, caseID: nil, from: LicenceTrial.day("2026-06-02")))
    for (measure, ground, standing) in ends {
      var trial = try LicenceTrial.ended(measure, ground)
      try trial.tell(strike, by: .system, on: "2026-06-02")
      #expect(trial.standing("2026-06-02") == standing)
      #expect(trial.state.struckOn == LicenceTrial.day("2026-06-02"))
      trial.refusal(of: strike, by: .system).expect(.nothingToStrike, article: "第七十条第四项")
    }
    try LicenceTrial.issued().refusal(of: strike, by: .system)
      .expect(.nothingToStrike, article: "第七十条第四项")
  }

  @Test("a penalty is recorded from the authority that has decided, from the day of its decision")
  func annulled() throws {
    let trial = try LicenceTrial.ended(.annul, .penalty)
    #expect(trial.state.since == LicenceTrial.day("2026-05-20"))
    let bare = Proposing(measure: .annul, ground: .penalty, facts: Reasons("处罚决定"))
    try LicenceTrial.issued().refusal(of: .propose(bare), by: LicenceTrial.reviewer)
      .expect(.decisionMissing, article: nil)
    let future = Proposing(
      measure: .annul, ground: .penalty, facts: Reasons("处罚决定"),
      decision: AuthorityDecision(
        authority: "机关", document: "1号", decidedOn: LicenceTrial.day("2026-06-03")))
    try LicenceTrial.issued().refusal(of: .propose(future), by: LicenceTrial.reviewer)
      .expect(.decisionMissing, article: nil)
  }

  @Test("on the holder's application, unless the licence is about to be taken away")
  func onApplication() throws {
    let cancel = Licence.Command.cancel(
      Licence.Cancellation(
        ground: .application, reasons: nil, caseID: "k2", from: LicenceTrial.day("2026-06-02")))
    var trial = try LicenceTrial.issued()
    trial.refusal(of: cancel, by: LicenceTrial.chief).expect(.onlyByGrant, article: "第三十九条第一款")
    try trial.tell(cancel, by: .system, on: "2026-06-02")
    #expect(trial.standing("2026-06-02") == .cancelled)
    try LicenceTrial.proposed(.revoke, .fraud).refusal(of: cancel, by: .system)
      .expect(.proceedingOpen, article: nil)
    // Also what has expired can be given up.
    #expect(try LicenceTrial.issued().refusal(of: cancel, by: .system, on: "2028-01-03") == nil)
  }

  @Test("a suspension ends, and stops acts meanwhile")
  func suspended() throws {
    var trial = try LicenceTrial.proposed(.suspend, .penalty)
    try trial.tell(LicenceTrial.conclude(), by: LicenceTrial.chief, on: "2026-06-02")
    let since = LicenceTrial.day("2026-05-20")
    #expect(trial.standing("2026-06-02") == .suspended && trial.state.since == since)
    let edition = Licence.Edition(
      caseID: "k2", identifier: "I2", face: trial.state.face ?? Reasons("").digest)
    trial.refusal(of: .change(edition), by: .system)
      .expect(.suspended(.change, since: since), article: nil)
    trial.refusal(of: LicenceTrial.propose(.suspend, .penalty), by: LicenceTrial.reviewer)
      .expect(.notValid, article: nil)
    try trial.tell(
      LicenceTrial.propose(.resume, .penalty), by: LicenceTrial.reviewer, on: "2026-07-01")
    try trial.tell(LicenceTrial.conclude(), by: LicenceTrial.chief, on: "2026-07-02")
    #expect(trial.standing("2026-07-02") == .valid)
    try LicenceTrial.issued().refusal(
      of: LicenceTrial.propose(.resume, .penalty), by: LicenceTrial.reviewer
    ).expect(.notSuspended, article: nil)
  }
}
