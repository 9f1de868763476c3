// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Casework

/// 行政许可法 article 42: twenty working days, ten more with the approval of the head of the agency, and the reason told.
@Suite("Article 42 — the term and its extension", .withoutDatabase)
struct Article42Tests {
  private static let head = CaseTrial.person("head", .agencyHead)

  private static func extend(
    by approver: Approver = .agencyHead, reference: String? = nil, _ reasons: String = "需要核对外省档案"
  ) -> Case.Command {
    .extending(.approve(by: approver, reference: reference, reasons: Reasons(reasons)))
  }

  @Test("the statutory term grows by ten working days, and the promise with it while it was kept")
  func extends() throws {
    var trial = try CaseTrial.accepted()
    let before = trial.clock("2026-03-03")
    #expect(before[.statutory]?.due == CaseTrial.day("2026-03-30"))
    try trial.tell(Self.extend(), by: Self.head, on: "2026-03-10")
    let after = trial.clock("2026-03-10")
    // Qingming (5 April, a Sunday) moves to Monday the sixth.
    #expect(after[.statutory]?.due == CaseTrial.day("2026-04-14"))
    #expect(after[.promised]?.due == CaseTrial.day("2026-03-26"))
    #expect(trial.clock("2026-03-09")[.statutory]?.due == CaseTrial.day("2026-03-30"))
  }

  @Test("once only, in time only, by the right head only, with reasons")
  func refusals() throws {
    var trial = try CaseTrial.accepted()
    let byGovernment = Self.extend(by: .governmentHead, reference: "R")
    trial.refusal(of: byGovernment, by: Self.head, on: "2026-03-10").expect(
      .notExtended(.approver(.governmentHead, needed: .agencyHead)), article: "第四十二条第一款")
    trial.refusal(of: Self.extend("—"), by: Self.head, on: "2026-03-10")
      .expect(.reasonsMissing(.extend), article: "第四十二条第一款")
    trial.refusal(of: Self.extend(), by: CaseTrial.chief, on: "2026-03-10")
      .expect(.notYourPart(.extend), article: nil)
    trial.refusal(of: Self.extend(), by: Self.head, on: "2026-03-31")
      .expect(.notExtended(.late), article: "第四十二条第一款")
    try trial.tell(Self.extend(), by: Self.head, on: "2026-03-10")
    trial.refusal(of: Self.extend(), by: Self.head, on: "2026-03-11")
      .expect(.notExtended(.again), article: "第四十二条第一款")
  }
}
