// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import TestKit
import Testing

@testable import Casework

/// 行政许可法 article 45: the time of a special procedure is not counted, and the applicant is told in writing how long it takes.
@Suite("Article 45 — special procedures", .withoutDatabase)
struct Article45Tests {
  private static let reviewer = CaseTrial.firstReviewer

  private static func begin(
    _ kind: SpecialProcedure.Kind = .testing, until day: String = "2026-03-10"
  ) -> Case.Command {
    .procedure(.begin(kind, plannedEnd: CaseTrial.day(day), reasons: Reasons("依法送检")))
  }

  private static func end(_ kind: SpecialProcedure.Kind = .testing) -> Case.Command {
    .procedure(.end(kind, result: Reasons("检测合格")))
  }

  @Test("its days are left out of both terms, from the telling to the end")
  func leftOut() throws {
    var trial = try CaseTrial.accepted()
    try trial.tell(Self.begin(), by: Self.reviewer, on: "2026-03-04")
    // From Wednesday the 4th through Tuesday the 10th: five working days.
    #expect(trial.clock("2026-03-05")[.statutory]?.due == CaseTrial.day("2026-04-07"))
    try trial.tell(Self.end(), by: Self.reviewer, on: "2026-03-06")
    // It took three.
    let clock = trial.clock("2026-03-06")
    #expect(clock[.statutory]?.due == CaseTrial.day("2026-04-02"))
    #expect(clock[.promised]?.due == CaseTrial.day("2026-03-17"))
    #expect(clock[.statutory]?.causes(on: CaseTrial.day("2026-03-05")) == [.special(.testing)])
  }

  @Test("where it takes longer the applicant is told anew, in another document")
  func prolonged() throws {
    var trial = try CaseTrial.accepted()
    try trial.tell(Self.begin(), by: Self.reviewer, on: "2026-03-04")
    let longer = Case.Command.procedure(
      .prolong(.testing, plannedEnd: CaseTrial.day("2026-03-12"), reasons: Reasons("设备故障")))
    try trial.tell(longer, by: Self.reviewer, on: "2026-03-10")
    #expect(trial.clock("2026-03-10")[.statutory]?.due == CaseTrial.day("2026-04-09"))
    #expect(
      trial.history.compactMap { DocumentKind(of: $0.event) }.suffix(2) == [
        .procedureNotice, .procedureNotice,
      ])
  }

  @Test(
    "the decision waits for its result; two of a kind, a hearing and an end in the past are refused"
  )
  func refusals() throws {
    var trial = try CaseTrial.reviewed()
    trial.refusal(of: Self.begin(.hearing), by: Self.reviewer, on: "2026-03-03")
      .expect(.hearingHasItsOwnWay, article: "第四十六条")
    trial.refusal(of: Self.begin(until: "2026-03-02"), by: Self.reviewer, on: "2026-03-03")
      .expect(.dayPassed(CaseTrial.day("2026-03-02")), article: nil)
    trial.refusal(of: Self.end(), by: Self.reviewer, on: "2026-03-03")
      .expect(.procedureDoesNotRun(.testing), article: "第四十五条")
    try trial.tell(Self.begin(), by: Self.reviewer, on: "2026-03-03")
    trial.refusal(of: Self.begin(), by: Self.reviewer, on: "2026-03-03")
      .expect(.procedureRuns(.testing), article: "第四十五条")
    let decision = Case.Command.decide(granted: true, Reasons("符合条件"))
    trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-03")
      .expect(.procedureRuns(.testing), article: "第四十五条")
    try trial.tell(Self.begin(.expertReview), by: Self.reviewer, on: "2026-03-03")
    try trial.tell(Self.end(), by: Self.reviewer, on: "2026-03-04")
    try trial.tell(Self.end(.expertReview), by: Self.reviewer, on: "2026-03-04")
    try trial.tell(decision, by: CaseTrial.chief, on: "2026-03-04")
    #expect(trial.state.isGranted == true)
  }
}
