// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Projects

@Suite("Starting on commitment")
struct StartTests {
  private static let text = Answers().with("text", "依据要求清单办理。")

  private static func applied(in bureau: Bureau) async throws -> String {
    try await bureau.registerProject()
    return try await bureau.projects.begin(
      CommittedStart.self, text.with("code", Built.code), by: try Bureau.actor("applicant")
    ).id
  }

  private static func take(
    _ step: StartStep, _ answers: Answers, _ id: String, by name: String, in bureau: Bureau
  ) async throws {
    _ = try await bureau.projects.take(step, answers, with: id, by: try Bureau.actor(name))
  }

  private static func state(_ id: String, in bureau: Bureau) async throws -> CommittedStart {
    try await bureau.projects.open(
      CommittedStart.self, id, for: try Bureau.actor("supervisor")
    ).state
  }

  private static let eligible = text.with("eligible", "yes")
    .with("conditions", "planning", "land", "credit", "correctable")
    .with("departments", "建设项目科", "市政城管科")

  /// Brings it to where the developer promises.
  private static func listed(in bureau: Bureau) async throws -> String {
    let id = try await applied(in: bureau)
    try await take(.decide, eligible, id, by: "project-approver", in: bureau)
    try await take(
      .require,
      text.with("department", "建设项目科").with("item", "建筑工程施工许可").with("due", "2026-12-10"), id,
      by: "project-reviewer-1", in: bureau)
    try await take(
      .require,
      text.with("department", "市政城管科").with("item", "城市建筑垃圾处置核准").with("due", "2026-12-20"), id,
      by: "city-reviewer-1", in: bureau)
    try await take(.fix, Answers(), id, by: "project-approver", in: bureau)
    return id
  }

  private static func promise(_ id: String, in bureau: Bureau) async throws {
    let state = try await state(id, in: bureau)
    let text = try await bureau.journal.database.read {
      try StartPromise(of: state, in: $0).text
    }
    #expect(text.contains("R2．市政城管科") && text.contains("2026-12-20"))
    let answers = Answers().with("digest", SM3.digest(text).description).with("name", "示范代表")
    try await take(.promise, answers, id, by: "applicant", in: bureau)
  }

  @Test("it is eligible only where every condition is met")
  func eligibility() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let id = try await Self.applied(in: bureau)
    let partly = Self.eligible.with("conditions", "planning", "land")
    await #expect(throws: ProjectRefusal.conditionsUnmet(count: 2)) {
      try await Self.take(.decide, partly, id, by: "project-approver", in: bureau)
    }
    await #expect(throws: ProjectRefusal.self) {
      try await Self.take(.decide, Self.eligible, id, by: "clerk", in: bureau)
    }
    try await Self.take(
      .decide, partly.with("eligible", "no"), id, by: "project-approver", in: bureau)
    #expect(try await Self.state(id, in: bureau).standing == .ineligible)
  }

  @Test("a project that nobody has registered cannot start")
  func unknownProject() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let developer = try Bureau.actor("applicant")
    await #expect(throws: ProjectRefusal.projectUnknown(Built.code)) {
      try await bureau.projects.begin(
        CommittedStart.self, Self.text.with("code", Built.code), by: developer)
    }
  }

  @Test("the promise binds the text as it stands: another digest is refused, an empty list too")
  func promising() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let id = try await Self.listed(in: bureau)
    let wrong = Answers().with("digest", SM3.digest("另一份").description).with("name", "示范代表")
    await #expect(throws: ProjectRefusal.promiseChanged) {
      try await Self.take(.promise, wrong, id, by: "applicant", in: bureau)
    }
    try await Self.promise(id, in: bureau)
    let state = try await Self.state(id, in: bureau)
    #expect(state.standing == .promised && state.signature != nil)
  }

  @Test(
    "certificates of the project’s cases count by working days from the promise, on the board too")
  func certificates() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let id = try await Self.listed(in: bureau)
    let foreign = try await bureau.filePermit("pit", code: "2402-420103-04-01-654321")
    let pit = try await bureau.filePermit("pit")
    let basement = try await bureau.filePermit("below")
    // Monday, 23 November: the seventh working day after it is 2 December.
    try await Self.promise(id, in: bureau)
    await #expect(throws: ProjectRefusal.caseNotOfProject(foreign.number)) {
      try await Self.take(
        .join, Answers().with("number", foreign.number), id, by: "applicant", in: bureau)
    }
    let waiting = try await bureau.get("/committed-starts/\(id)", as: "applicant")
    #expect(waiting.text.contains("\(pit.number)\n\(basement.number)</textarea>"))
    try await Self.take(
      .join, Answers().with("number", "\(pit.number)\n\(basement.number)"), id, by: "applicant",
      in: bureau)
    await #expect(throws: ProjectRefusal.caseJoined(pit.number)) {
      try await Self.take(
        .join, Answers().with("number", pit.number), id, by: "applicant", in: bureau)
    }
    try bureau.go(to: "2026-12-02")
    try await bureau.grant(pit.id)
    try bureau.go(to: "2026-12-03")
    try await bureau.grant(basement.id)
    let state = try await Self.state(id, in: bureau)
    #expect(state.certificateDays.count == 2)
    #expect(state.certificates(within: 7, .china) == 1)
    #expect(state.span(.china) == 8)
    let board = try await bureau.projects.board(
      before: nil, limit: 10, for: try Bureau.actor("supervisor"))
    #expect(board.rows.map(\.within) == [1] && board.rows.map(\.days) == [[7, 8]])
    let page = try await bureau.get(BoardPages.path, as: "supervisor")
    #expect(page.text.contains("后湖示范医院扩建") && page.text.contains("<svg"))
    #expect(try await bureau.get(BoardPages.path, as: "market-reviewer-1").status == 403)
  }

  @Test(
    "a requirement that nobody looks at in time is told once; corrected and checked, it is closed")
  func following() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let id = try await Self.listed(in: bureau)
    try await Self.promise(id, in: bureau)
    let unmet = Self.text.with("requirement", "R1").with("kept", "no")
    await #expect(throws: ProjectRefusal.self) {
      try await Self.take(.check, unmet, id, by: "project-reviewer-1", in: bureau)
    }
    try await Self.take(
      .check, unmet.with("correctBy", "2026-12-15"), id, by: "project-reviewer-1", in: bureau)
    try bureau.go(to: "2026-12-16")
    try await bureau.fireDeadlines()
    try await bureau.fireDeadlines()
    #expect(try await Self.state(id, in: bureau).followUps["R1"]?.isLate == true)
    try await Self.take(
      .correct, Self.text.with("requirement", "R1"), id, by: "applicant", in: bureau)
    try await Self.take(
      .check, unmet.with("kept", "yes"), id, by: "project-reviewer-1", in: bureau)
    await #expect(throws: ProjectRefusal.requirementsOpen(count: 1)) {
      try await Self.take(.close, Self.text, id, by: "project-approver", in: bureau)
    }
    // The department sees what it has on the list, and looks at its own alone.
    let own = Self.text.with("requirement", "R2")
    try await Self.take(.propose, own, id, by: "city-reviewer-1", in: bureau)
    try await Self.take(.close, Self.text, id, by: "project-approver", in: bureau)
    let state = try await Self.state(id, in: bureau)
    #expect(state.standing == .closed)
    #expect(state.followUps.mapValues(\.state) == ["R1": .kept, "R2": .revocationProposed])
    let told: Int = try await bureau.journal.database.read {
      try $0.one(
        """
        SELECT COUNT(*) FROM journal_outbox
        WHERE topic = \(CasePolicies.staffTopic) AND body LIKE '%R1%'
        """)
    }
    #expect(told == 1)
  }
}
