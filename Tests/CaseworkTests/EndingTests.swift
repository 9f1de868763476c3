// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import TestKit
import Testing

@testable import Casework

/// A case that ends without a decision, and a document that is put right by another one.
@Suite("Ending a case, and correcting a document", .withoutDatabase)
struct EndingTests {
  private static func end(_ cause: TerminationCause) -> Case.Command {
    .terminate(cause, Reasons("事实清楚"))
  }

  @Test("the applicant has died: before acceptance the window ends it, afterwards whoever decides")
  func died() throws {
    var received = try CaseTrial.received()
    try received.tell(Self.end(.applicantDied), by: CaseTrial.clerk, on: "2026-03-03")
    #expect(received.state.phase == .terminated)
    #expect(received.clock("2026-03-03").stage == .ended)
    var accepted = try CaseTrial.accepted()
    accepted.refusal(of: Self.end(.applicantDied), by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.notYourPart(.terminate), article: nil)
    try accepted.tell(Self.end(.applicantDied), by: CaseTrial.chief, on: "2026-03-03")
    #expect(accepted.clock("2026-03-03")[.statutory]?.outcome == .stopped)
    accepted.refusal(
      of: .review(passed: true, opinion: Reasons("符合")), by: CaseTrial.firstReviewer,
      on: "2026-03-04"
    ).expect(.wrongStep(.review, .terminated), article: nil)
  }

  @Test("supplements that do not come end it only after the time that the notice gave")
  func supplementOverdue() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: Self.end(.supplementOverdue), by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.wrongStep(.terminate, .received), article: nil)
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
    // Sixty calendar days end on 2 May, a holiday; the last day is the first one worked after it.
    let last = CaseTrial.day("2026-05-06")
    #expect(trial.state.supplementDue(.china) == last)
    trial.refusal(of: Self.end(.supplementOverdue), by: CaseTrial.clerk, on: "2026-05-06")
      .expect(.supplementStillDue(last), article: nil)
    try trial.tell(Self.end(.supplementOverdue), by: CaseTrial.clerk, on: "2026-05-07")
    #expect(trial.state.phase == .terminated)
  }

  @Test("a correction names a document of the case, and is a document of its own")
  func rectified() throws {
    var trial = try CaseTrial.accepted()
    let number = NumberedDocument(kind: .acceptance, number: "受字1")
    try trial.tell(.number(number), by: .system, on: "2026-03-02", hour: 10)
    let wrong = Case.Command.rectify(document: "受字9", Reasons("日期有误"))
    trial.refusal(of: wrong, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.noSuchDocument("受字9"), article: nil)
    try trial.tell(
      .rectify(document: "受字1", Reasons("日期有误")), by: CaseTrial.clerk, on: "2026-03-03")
    #expect(trial.history.last.flatMap { DocumentKind(of: $0.event) } == .rectification)
    #expect(trial.state.phase == .accepted)
  }
}
