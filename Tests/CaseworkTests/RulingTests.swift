// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

@Suite("What the tables decide is recorded with the case, and followed")
struct RulingTests {
  private let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func open(_ id: String) async throws -> CaseFile {
    try await bureau.desk.open(id, for: Bureau.actor("supervisor"))
  }

  @Test("a submission records the version, the rows and what followed from them")
  func recorded() async throws {
    let receipt = try await bureau.file()
    let file = try await open(receipt.id)
    let ruling = try #require(file.state.submission?.ruling)
    #expect(file.state.submission?.item.version == file.item.version)
    #expect(ruling == Ruling(of: file.item, try #require(file.filing).facts(of: file.item)))
    #expect(ruling.rows["review"] == [2] && ruling.reviewers == 2)
    let page = try await bureau.get(CaseLink.rules(receipt.id).path, as: "applicant")
    #expect(page.status == 200 && page.text.contains("row-marked"))
    #expect(try await bureau.get(CaseLink.rules(receipt.id).path, as: "shop").status == 404)
  }

  @Test("a correction asks the tables anew: a larger place wants a third reviewer")
  func corrected() async throws {
    let receipt = try await bureau.file()
    _ = try await bureau.desk.amend(
      receipt.id, as: .correction, answers: ["area_sqm": "3000.5"], files: [],
      by: Bureau.actor("clerk"), expecting: nil)
    let state = try await open(receipt.id).state
    #expect(state.reviewsNeeded == 3)
    #expect(state.submission?.ruling?.reviewers == 2)
    await #expect(throws: CaseworkRefusal.reviewsMissing(needed: 1)) {
      try await bureau.decide(receipt.id, granted: true)
    }
  }

  private static func ruling(
    reviewers: Int = 2, section: String = CaseTrial.department, promised: Int = 3
  ) -> Ruling {
    Ruling(
      rows: [:], feeFen: 0, way: .promised,
      promised: TermRule(
        number: promised, unit: .workingDay, basis: LegalBasis(law: "服务承诺", article: "")),
      reviewers: reviewers, section: section)
  }

  @Test("the promised clock runs by the ruling's term")
  func promised() throws {
    var trial = CaseTrial()
    let submission = CaseTrial.submission(ruling: Self.ruling(promised: 3))
    try trial.tell(.submit(submission), by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02")
    #expect(trial.clock("2026-03-02")[.promised]?.due == CaseTrial.day("2026-03-05"))
  }

  @Test("a table never lowers what the law wants: two reviewers for the substance")
  func least() throws {
    var trial = try CaseTrial.received()
    try trial.tell(
      .correct(filing: SM3.digest("x"), ruling: Self.ruling(reviewers: 1)), by: CaseTrial.clerk,
      on: "2026-03-02")
    #expect(trial.state.reviewsNeeded == 2)
  }

  @Test("the section of the ruling reviews, the item's own decides")
  func section() throws {
    var trial = try CaseTrial.received()
    try trial.tell(
      .correct(filing: SM3.digest("x"), ruling: Self.ruling(section: "城建科")),
      by: CaseTrial.clerk, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02")
    let builder = Actor(id: "b", name: nil, roles: [.reviewer], department: "城建科")
    let review = Case.Command.review(passed: true, opinion: Reasons("符合"))
    #expect(trial.refusal(of: review, by: builder, on: "2026-03-03") == nil)
    let own = trial.refusal(of: review, by: CaseTrial.firstReviewer, on: "2026-03-03")
    #expect(own == .otherDepartment)
  }
}
