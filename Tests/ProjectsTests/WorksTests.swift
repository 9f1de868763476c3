// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Licences
import Site
import TestKit
import Testing

@testable import Projects

@Suite("The start and the stop of works, 建筑法 articles 9 and 10")
struct WorksTests {
  private static let text = Answers().with("text", "地下管线需要迁改。")

  /// A bureau with a permit of 23 November 2026.
  private static func permitted() async throws -> (Bureau, id: String) {
    let bureau = try await Bureau(Built.permit("whole"))
    try await bureau.registerProject()
    let id = try await bureau.filePermit("whole").id
    try await bureau.grant(id)
    return (bureau, id)
  }

  private static func take(
    _ step: ProjectStep, _ answers: Answers = text, _ id: String, by name: String = "applicant",
    in bureau: Bureau
  ) async throws {
    _ = try await bureau.projects.take(
      step, answers.with("permit", id), with: Built.code, by: try Bureau.actor(name))
  }

  private static func works(_ id: String, in bureau: Bureau) async throws -> Works? {
    try await bureau.projectFile().state.link(id)?.works
  }

  @Test("a permit whose works neither begin nor are put off lapses by itself after three months")
  func lapse() async throws {
    let (bureau, id) = try await Self.permitted()
    #expect(try await Self.works(id, in: bureau)?.startBy == Day("2027-02-23"))
    try bureau.go(to: "2027-02-23")
    try await bureau.fireDeadlines()
    #expect(try await Self.works(id, in: bureau)?.isLapsed == false)
    try bureau.go(to: "2027-02-24")
    try await bureau.fireDeadlines()
    let file = try await bureau.projectFile()
    #expect(file.state.link(id)?.works?.isLapsed == true && file.state.wholeLicence == nil)
    let number = try #require(file.state.link(id)?.licence)
    let page = try await bureau.get("/verify/\(number)", as: "applicant")
    #expect(page.text.contains("证照无效"))
    await #expect(throws: ProjectRefusal.self) {
      try await Self.take(.start, Self.text.with("on", "2027-02-24"), id, in: bureau)
    }
  }

  @Test("it is put off twice, by three months at most; what is asked for keeps it until decided")
  func extensions() async throws {
    let (bureau, id) = try await Self.permitted()
    await #expect(throws: ProjectRefusal.self) {
      try await Self.take(.askExtension, Self.text.with("months", "4"), id, in: bureau)
    }
    try await Self.take(.askExtension, Self.text.with("months", "3"), id, in: bureau)
    try bureau.go(to: "2027-03-01")
    try await bureau.fireDeadlines()
    let granted = Self.text.with("granted", "yes")
    await #expect(throws: ProjectRefusal.notYourPart(ProjectStep.extend.phrase)) {
      try await Self.take(.extend, granted, id, by: "applicant", in: bureau)
    }
    try await Self.take(.extend, granted, id, by: "project-approver", in: bureau)
    #expect(try await Self.works(id, in: bureau)?.startBy == Day("2027-05-23"))
    try await Self.take(.askExtension, Self.text.with("months", "1"), id, in: bureau)
    try await Self.take(.extend, granted, id, by: "project-approver", in: bureau)
    let refusal = await #expect(throws: ProjectRefusal.extensionsUsedUp) {
      try await Self.take(.askExtension, Self.text.with("months", "1"), id, in: bureau)
    }
    #expect(refusal?.legalBasis == .startOfWorks)
    try await Self.take(.start, Self.text.with("on", "2027-03-01"), id, in: bureau)
    try bureau.go(to: "2027-12-01")
    try await bureau.fireDeadlines()
    #expect(try await Self.works(id, in: bureau)?.isLapsed == false)
  }

  @Test("an extension that is refused after the last day lets the permit lapse")
  func refused() async throws {
    let (bureau, id) = try await Self.permitted()
    try await Self.take(.askExtension, Self.text.with("months", "3"), id, in: bureau)
    try bureau.go(to: "2027-03-01")
    try await Self.take(
      .extend, Self.text.with("granted", "no"), id, by: "project-approver", in: bureau)
    try await bureau.fireDeadlines()
    #expect(try await Self.works(id, in: bureau)?.isLapsed == true)
  }

  @Test("works that stood still for a year go on after the permit was checked, others at once")
  func stopped() async throws {
    let (bureau, id) = try await Self.permitted()
    try bureau.go(to: "2026-12-01")
    try await Self.take(.start, Self.text.with("on", "2026-12-01"), id, in: bureau)
    try bureau.go(to: "2027-01-15")
    try await Self.take(.stop, Self.text.with("on", "2026-12-10"), id, in: bureau)
    let page = try await bureau.get("/projects/\(Built.code)", as: "project-approver")
    #expect(page.text.contains("超过一个月才报告"))
    try await Self.take(.resume, Self.text.with("on", "2027-01-15"), id, in: bureau)
    try await Self.take(.stop, Self.text.with("on", "2027-01-15"), id, in: bureau)
    try bureau.go(to: "2028-01-15")
    let resumed = Self.text.with("on", "2028-01-15")
    await #expect(throws: ProjectRefusal.recheckMissing) {
      try await Self.take(.resume, resumed, id, in: bureau)
    }
    try await Self.take(.recheck, Self.text, id, by: "project-approver", in: bureau)
    try await Self.take(.resume, resumed, id, in: bureau)
    #expect(try await Self.works(id, in: bureau)?.stoppedOn == nil)
  }
}
