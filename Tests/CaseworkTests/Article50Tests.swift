// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import TestKit
import Testing

@testable import Casework

@Suite("Article 50: a renewal that nobody decides", .withoutDatabase)
struct Article50Tests {
  /// A renewal that was accepted on 2026-03-02, of a licence that expires on a day.
  private func accepted(expiring expiry: String = "2026-04-21") throws -> CaseTrial {
    var trial = CaseTrial()
    let submission = CaseTrial.submission(act: CaseTrial.renewal(of: expiry))
    try trial.tell(.submit(submission), by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02", hour: 10)
    return trial
  }

  @Test("it is decided up to the last day, and from the next one on the law has decided")
  func deemed() throws {
    var trial = try accepted()
    let expiry = CaseTrial.day("2026-04-21")
    #expect(trial.state.renewalDue(.china) == expiry)
    let review = Case.Command.review(passed: true, opinion: Reasons("符合条件"))
    #expect(trial.refusal(of: review, by: CaseTrial.firstReviewer, on: "2026-04-21") == nil)
    trial.refusal(of: .deemRenewed, by: .system, on: "2026-04-21")
      .expect(.wrongStep(.decide, .accepted), article: nil)
    let refused: [(Case.Command, Actor)] = [
      (review, CaseTrial.firstReviewer), (.withdraw(Reasons("")), CaseTrial.applicant),
      (.decide(granted: false, Reasons("不符合")), CaseTrial.chief),
      (.terminate(.matterLapsed, Reasons("不再需要")), CaseTrial.chief),
    ]
    for (command, actor) in refused {
      trial.refusal(of: command, by: actor, on: "2026-04-22")
        .expect(.deemedRenewed(expiry: expiry), article: "第五十条第二款")
    }
    trial.refusal(of: .deemRenewed, by: CaseTrial.chief, on: "2026-04-22")
      .expect(.deemedRenewed(expiry: expiry), article: "第五十条第二款")
    try trial.tell(.deemRenewed, by: .system, on: "2026-04-22")
    #expect(trial.state.phase == .granted && trial.state.isGranted == true)
    #expect(trial.state.facts.decided == nil && trial.state.isDeemedRenewed)
    let clock = trial.clock("2026-04-23")
    #expect(clock.renewedOn == CaseTrial.day("2026-04-22") && clock[.issue] != nil)
    // It goes on as any grant: issued, delivered.
    trial.refusal(of: .deliver(.window), by: CaseTrial.clerk, on: "2026-04-23")
      .expect(.licenceMissing, article: "第四十四条")
    try trial.tell(.recordLicence(number: "L1"), by: .system, on: "2026-04-22")
    try trial.tell(.deliver(.window), by: CaseTrial.clerk, on: "2026-04-23")
    #expect(trial.state.phase == .concluded && trial.state.isGranted == true)
  }

  @Test("applied for less than thirty days before the end, silence renews nothing")
  func late() throws {
    let trial = try accepted(expiring: "2026-03-25")
    #expect(trial.state.renewalDue(.china) == nil)
    #expect(trial.clock("2026-03-03")[.renewalApplication]?.outcome == .late)
    trial.refusal(of: .deemRenewed, by: .system, on: "2026-03-26")
      .expect(.wrongStep(.decide, .accepted), article: nil)
    let review = Case.Command.review(passed: true, opinion: Reasons("符合条件"))
    #expect(trial.refusal(of: review, by: CaseTrial.firstReviewer, on: "2026-03-26") == nil)
  }

  @Test("once the licence has ended nothing renews it: silence does not, and nobody can grant it")
  func ended() throws {
    var trial = try accepted()
    trial.refusal(of: .noteLicenceEnded, by: CaseTrial.chief, on: "2026-03-10")
      .expect(.notYourPart(.issueLicence), article: nil)
    try trial.tell(.noteLicenceEnded, by: .system, on: "2026-03-10")
    #expect(trial.state.renewalDue(.china) == nil)
    // What was seen before it stays as it was seen.
    #expect(trial.clock("2026-03-09")[.renewal] != nil)
    #expect(trial.clock("2026-03-10")[.renewal] == nil)
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(
        .review(passed: true, opinion: Reasons("符合条件")), by: reviewer, on: "2026-03-10")
    }
    trial.refusal(
      of: .decide(granted: true, Reasons("准予")), by: CaseTrial.chief, on: "2026-03-11"
    ).expect(.licenceEnded(number: "L1"), article: "第三十八条第一款")
    #expect(
      trial.refusal(
        of: .decide(granted: false, Reasons("证照已撤销")), by: CaseTrial.chief, on: "2026-03-11")
        == nil)
  }

  @Test("a submission of before names no licence, and is read as it was")
  func oldEvents() throws {
    let event = Case.Event.submitted(CaseTrial.submission())
    let text = try Journaled.text(event)
    #expect(!text.contains("\"act\""))
    #expect(try Journaled.value(Case.Event.self, text) == event)
  }
}
