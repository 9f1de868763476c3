// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Projects

@Suite("A lift for a staircase")
struct LiftTests {
  private static let address = "示范小区 3 栋 2 单元"

  private static func staircase(storeys: Int = 6) -> Answers {
    Answers().with("address", address).with("storeys", "\(storeys)")
      .with(
        "units",
        rows: (1...12).map {
          ["number": "\($0)01", "area": "100", "owner": "示范业主\($0)", "code": "4201030000\($0)"]
        })
  }

  private static func ballots(agree: Int, of cast: Int) -> Answers {
    Answers().with("on", "2026-11-20")
      .with(
        "ballots",
        rows: (1...cast).map {
          ["unit": "\($0)01", "choice": $0 <= agree ? "agree" : "against"]
        })
  }

  private static func registered(in bureau: Bureau) async throws -> String {
    try await bureau.projects.begin(
      Lift.self, staircase(), by: try Bureau.actor("applicant")
    ).id
  }

  private static func take(
    _ step: LiftStep, _ answers: Answers, _ id: String, by name: String, in bureau: Bureau
  ) async throws {
    _ = try await bureau.projects.take(step, answers, with: id, by: try Bureau.actor(name))
  }

  private static func state(_ id: String, in bureau: Bureau) async throws -> Lift {
    try await bureau.projects.open(Lift.self, id, for: try Bureau.actor("clerk")).state
  }

  @Test("from the register over the vote and the review to the certificate")
  func straight() async throws {
    let bureau = try await Bureau()
    let id = try await Self.registered(in: bureau)
    try await Self.take(.vote, Self.ballots(agree: 7, of: 9), id, by: "applicant", in: bureau)
    #expect(try await Self.state(id, in: bureau).standing == .carried)
    try await Self.take(
      .callReview, Answers().with("departments", "建设项目科", "消防机构"), id,
      by: "project-reviewer-1", in: bureau)
    let opinion = Answers().with("favourable", "yes").with("text", "方案可行，注意消防车道。")
    try await Self.take(
      .giveOpinion, opinion.with("department", "建设项目科"), id, by: "project-reviewer-1", in: bureau)
    await #expect(throws: ProjectRefusal.opinionsMissing("消防机构")) {
      try await Self.take(
        .concludeReview, opinion, id, by: "project-approver", in: bureau)
    }
    // Who has no account here is heard in writing, and the lead office records it.
    try await Self.take(
      .giveOpinion, opinion.with("department", "消防机构"), id, by: "project-reviewer-1", in: bureau)
    try await Self.take(.concludeReview, opinion, id, by: "project-approver", in: bureau)
    try await Self.take(.complete, opinion, id, by: "project-approver", in: bureau)
    let lift = try await Self.state(id, in: bureau)
    #expect(lift.standing == .completed)
    #expect(lift.reviewNumber == "江汉审批梯审字〔2026〕1号")
    #expect(lift.completionNumber == "江汉审批梯验字〔2026〕1号")
  }

  @Test("a vote that is not carried calls no review, and can be held again")
  func failed() async throws {
    let bureau = try await Bureau()
    let id = try await Self.registered(in: bureau)
    try await Self.take(.vote, Self.ballots(agree: 6, of: 9), id, by: "clerk", in: bureau)
    await #expect(throws: ProjectRefusal.notCarried) {
      try await Self.take(
        .callReview, Answers().with("departments", "消防机构"), id, by: "project-reviewer-1",
        in: bureau)
    }
    try await Self.take(.vote, Self.ballots(agree: 9, of: 9), id, by: "clerk", in: bureau)
    #expect(try await Self.state(id, in: bureau).standing == .carried)
    // Other owners have not voted: a correction of the register asks for a vote anew.
    try await Self.take(.revise, Self.staircase(), id, by: "applicant", in: bureau)
    #expect(try await Self.state(id, in: bureau).held == nil)
  }

  @Test("housing below four storeys gets none, and a vote by others’ flats is refused")
  func refusals() async throws {
    let bureau = try await Bureau()
    let applicant = try Bureau.actor("applicant")
    await #expect(throws: ProjectRefusal.buildingTooLow(3)) {
      try await bureau.projects.begin(Lift.self, Self.staircase(storeys: 3), by: applicant)
    }
    let id = try await Self.registered(in: bureau)
    await #expect(throws: ProjectRefusal.unknownUnit("1301")) {
      try await Self.take(.vote, Self.ballots(agree: 7, of: 13), id, by: "clerk", in: bureau)
    }
    await #expect(throws: ProjectRefusal.notFound) {
      try await Self.take(.vote, Self.ballots(agree: 7, of: 9), id, by: "shop", in: bureau)
    }
  }

  @Test("a dispute is mediated until there is an outcome, and then no more")
  func mediation() async throws {
    let bureau = try await Bureau()
    let id = try await Self.registered(in: bureau)
    let text = Answers().with("text", "一楼业主担心采光，要求补偿。").with("dispute", "1")
    try await Self.take(.dispute, text, id, by: "applicant", in: bureau)
    try await Self.take(.meet, text.with("on", "2026-11-22"), id, by: "clerk", in: bureau)
    try await Self.take(
      .settle, text.with("outcome", "agreed"), id, by: "project-reviewer-1", in: bureau)
    let lift = try await Self.state(id, in: bureau)
    #expect(lift.disputes.first?.meetings == [try Day.of("2026-11-22")])
    #expect(lift.disputes.first?.outcome == .agreed)
    await #expect(throws: ProjectRefusal.self) {
      try await Self.take(.meet, text.with("on", "2026-11-23"), id, by: "clerk", in: bureau)
    }
  }

  @Test("names and numbers are masked, and no event holds them")
  func privacy() async throws {
    let bureau = try await Bureau()
    let id = try await Self.registered(in: bureau)
    try await Self.take(.vote, Self.ballots(agree: 7, of: 9), id, by: "applicant", in: bureau)
    let page = try await bureau.get("/lifts/\(id)", as: "applicant").text
    #expect(page.contains("示****") && !page.contains("示范业主1<"))
    #expect(page.contains("77.8%") && page.contains("75.0%"))
    let bodies: [String] = try await bureau.journal.database.read {
      try $0.rows("SELECT body FROM journal_event WHERE stream = \("lift/\(id)")")
    }
    #expect(bodies.count == 2)
    #expect(!bodies.contains { $0.contains("示范业主") || $0.contains("4201030000") })
    let record = try await bureau.get("/lifts/\(id)/record", as: "applicant").text
    #expect(record.contains("表决通过") && record.contains("900.00 / 1200.00"))
  }
}
