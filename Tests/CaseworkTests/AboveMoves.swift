// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

@testable import Casework

extension CaseTrial {
  static let waterStandard = Words("GB 37488-2019《公共场所卫生指标及限值要求》", en: "GB 37488-2019")
  static let airStandard = Words("GB/T 18883-2022《室内空气质量标准》", en: "GB/T 18883-2022")

  /// A test by some technical standards.
  static func test(by standards: Words...) -> TestRule {
    TestRule(
      kind: .testing, when: .always,
      basis: LegalBasis(law: "公共场所卫生管理条例", article: "第三条"),
      standards: standards)
  }

  /// The terms of what a higher body decides after a review here.
  static let reviewedHere = CaseTerms(lowerReview: .lowerReview)
}

/// What a decision rests on besides the review: a test by technical standards, and what a higher body decides.
extension CaseMove {
  private static let words = Reasons("理由充分")

  static let above: [[CaseMove]] = [testing, forwarding]

  private static let testing: [CaseMove] = [
    CaseMove("submit what is tested") { actor, _ in
      .submit(
        CaseTrial.submission(
          applicant: actor.id, filer: actor.id,
          test: CaseTrial.test(by: CaseTrial.waterStandard)))
    },
    CaseMove("assign testers", .testing(.assign(["reviewer", "reviewer 2"]))),
    CaseMove("assign one tester", .testing(.assign(["reviewer"]))),
    CaseMove("record a test passed", record(passes: true)),
    CaseMove("record a test failed", record(passes: false)),
    CaseMove("confirm a test", .testing(.confirm)),
  ]

  private static func record(passes: Bool) -> Case.Command {
    .testing(.record(standard: CaseTrial.waterStandard.zh, passes: passes, finding: words))
  }

  private static let forwarding: [CaseMove] = [
    CaseMove("submit what is decided above") { actor, _ in
      .submit(
        CaseTrial.submission(
          applicant: actor.id, filer: actor.id, special: CaseTrial.reviewedHere))
    },
    CaseMove(
      "send to the higher body", .forwarding(.send(upper: "市局", passes: true, opinion: words))),
    CaseMove("record a grant from above") { _, state in decided(granted: true, state) },
    CaseMove("record a refusal from above") { _, state in decided(granted: false, state) },
  ]

  private static func decided(granted: Bool, _ state: Case) -> Case.Command {
    let day = state.facts.forwarded?.day ?? CaseTrial.day("2026-03-02")
    return .forwarding(
      .record(UpperDecision(granted: granted, number: "市审〔2026〕1号", day: day), reasons: words))
  }
}

/// What has come of these, as far as the rules look at it.
struct AboveState: Hashable {
  private let testers: [String]
  private let results: [String]
  private let isConfirmed: Bool
  private let isAway: Bool

  init(_ state: Case) {
    testers = state.testing.testers
    results = state.testing.results.map { "\($0.passes) \($0.by)" }
    isConfirmed = state.testing.isConfirmed
    isAway = state.forwarding.isAway
  }
}
