// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import TestKit
import Testing

@testable import Licences

@Suite("Article 69: revocation", .withoutDatabase)
struct Article69Tests {
  private static let may: [LicenceGround] = [
    .abuse, .beyondCompetence, .procedure, .unqualified, .otherRevocable,
  ]

  @Test(
    "for each of the five reasons of paragraph 1 the bureau may revoke, or leave it", arguments: may
  )
  func mayRevoke(ground: LicenceGround) throws {
    #expect(
      LicenceMeasure.revoke.outcomes(on: ground) == [.carriedOut, .spared, .declined, .unfounded])
    let revoked = try LicenceTrial.ended(.revoke, ground)
    #expect(revoked.state.status == .revoked && revoked.standing("2026-06-02") == .revoked)
    #expect(revoked.state.since == LicenceTrial.day("2026-06-02"))
    var declined = try LicenceTrial.proposed(.revoke, ground)
    try declined.tell(LicenceTrial.conclude(.declined), by: LicenceTrial.chief, on: "2026-06-02")
    #expect(declined.state.status == .valid && declined.state.proceeding == nil)
  }

  @Test("what was got by fraud or bribery must be revoked: there is no leaving it")
  func mustRevoke() throws {
    let trial = try LicenceTrial.proposed(.revoke, .fraud)
    trial.refusal(of: LicenceTrial.conclude(.declined), by: LicenceTrial.chief)
      .expect(.mustBeRevoked, article: "第六十九条第二款")
    #expect(try LicenceTrial.ended(.revoke, .fraud).state.status == .revoked)
  }

  @Test("what might do great harm to the public interest is not revoked, not even after fraud")
  func harm() throws {
    for ground in Self.may + [.fraud] {
      var trial = try LicenceTrial.proposed(.revoke, ground)
      try trial.tell(LicenceTrial.conclude(.spared), by: LicenceTrial.chief, on: "2026-06-02")
      #expect(trial.state.status == .valid)
      guard case .kept(let settlement) = trial.events.last else {
        Issue.record("not kept")
        return
      }
      #expect(settlement.outcome == .spared)
      #expect(LicenceDocumentKind(of: .kept(settlement)) == .sparing)
    }
    let withdrawal = try LicenceTrial.proposed(.withdraw, .lawChanged)
    withdrawal.refusal(of: LicenceTrial.conclude(.spared), by: LicenceTrial.chief)
      .expect(.otherOutcome, article: nil)
  }

  @Test("paragraph 4: damages are dealt with in the decision, after fraud there are none")
  func damages() throws {
    var trial = try LicenceTrial.proposed(.revoke, .procedure)
    try trial.tell(.hear(.waived, nil), by: LicenceTrial.holder, on: "2026-06-01")
    trial.refusal(of: LicenceTrial.conclude(), by: LicenceTrial.chief)
      .expect(.compensationMissing(.revoke), article: "第六十九条第四款")
    var fraud = try LicenceTrial.proposed(.revoke, .fraud)
    try fraud.tell(.hear(.waived, nil), by: LicenceTrial.holder, on: "2026-06-01")
    fraud.refusal(of: LicenceTrial.conclude(compensation: "赔偿一万元"), by: LicenceTrial.chief)
      .expect(.noCompensationForFraud, article: "第六十九条第四款")
    try trial.tell(
      LicenceTrial.conclude(compensation: "没有损害"), by: LicenceTrial.chief, on: "2026-06-02")
    guard case .revoked(let settlement) = trial.events.last else {
      Issue.record("not revoked")
      return
    }
    #expect(settlement.compensation == Reasons("没有损害").digest)
  }

  @Test("nobody decides on what he has proposed, for another section, or about himself")
  func fourEyes() throws {
    var trial = try LicenceTrial.issued()
    let propose = LicenceTrial.propose(.revoke, .procedure)
    trial.refusal(of: propose, by: LicenceTrial.clerk).expect(.notYourPart, article: nil)
    trial.refusal(of: propose, by: LicenceTrial.foreignChief).expect(.otherDepartment, article: nil)
    let ownChief = LicenceTrial.person(
      LicenceTrial.holder.id, .chiefApprover, in: LicenceTrial.department)
    trial.refusal(of: propose, by: ownChief).expect(.ownLicence, article: nil)
    try trial.tell(propose, by: LicenceTrial.chief, on: "2026-06-01")
    trial.refusal(of: LicenceTrial.conclude(), by: LicenceTrial.chief).expect(
      .fourEyes, article: nil)
    trial.refusal(of: LicenceTrial.conclude(), by: LicenceTrial.reviewer)
      .expect(.notYourPart, article: nil)
    trial.refusal(of: propose, by: LicenceTrial.reviewer).expect(.proceedingOpen, article: nil)
  }

  @Test("articles 7 and 36: the holder is heard first, waives, or lets the time pass")
  func heard() throws {
    let until = LicenceTrial.day("2026-06-08")
    let conclude = LicenceTrial.conclude(compensation: "没有损失")
    var trial = try LicenceTrial.proposed(.revoke, .procedure)
    #expect(trial.state.proceeding?.proposal.hearingUntil == until)
    trial.refusal(of: conclude, by: LicenceTrial.chief, on: "2026-06-08")
      .expect(.notHeard(until: until), article: "第七条")
    #expect(trial.refusal(of: conclude, by: LicenceTrial.chief, on: "2026-06-09") == nil)
    trial.refusal(of: .hear(.stated, Reasons("")), by: LicenceTrial.holder)
      .expect(.statementMissing, article: "第七条")
    trial.refusal(of: .hear(.waived, nil), by: LicenceTrial.stranger)
      .expect(.notYourPart, article: nil)
    // Of what is decided for the holder nobody needs to hear him.
    #expect(trial.refusal(of: LicenceTrial.conclude(.unfounded), by: LicenceTrial.chief) == nil)
    try trial.tell(
      .hear(.stated, Reasons("程序没有错")), by: LicenceTrial.holder, on: "2026-06-02")
    #expect(trial.refusal(of: conclude, by: LicenceTrial.chief) == nil)
    trial.refusal(of: .hear(.waived, nil), by: LicenceTrial.clerk)
      .expect(.alreadyHeard, article: "第七条")
  }

  @Test("a ground fits its measure, facts and reasons are given")
  func grounds() throws {
    let trial = try LicenceTrial.issued()
    trial.refusal(of: LicenceTrial.propose(.revoke, .lawChanged), by: LicenceTrial.reviewer)
      .expect(.otherGround, article: nil)
    let empty = Proposing(measure: .revoke, ground: .abuse, facts: Reasons(" "))
    trial.refusal(of: .propose(empty), by: LicenceTrial.reviewer)
      .expect(.factsMissing(.abuse), article: "第六十九条第一款第一项")
    let open = try LicenceTrial.proposed(.revoke, .unqualified)
    open.refusal(
      of: .conclude(.unfounded, Reasons(""), compensation: nil), by: LicenceTrial.chief
    ).expect(.reasonsMissing(.unqualified), article: "第六十九条第一款第四项")
    trial.refusal(of: LicenceTrial.conclude(), by: LicenceTrial.chief)
      .expect(.nothingProposed, article: nil)
  }
}
