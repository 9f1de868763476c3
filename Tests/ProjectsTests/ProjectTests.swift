// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Licences
import SQL
import Site
import TestKit
import Testing

@testable import Projects

@Suite("Projects, and permits in phases")
struct ProjectTests {
  @Test("a case that names the project is linked, whether it was filed before or after the project")
  func linking() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let before = try await bureau.filePermit("pit")
    try await bureau.registerProject()
    let after = try await bureau.filePermit("below")
    let file = try await bureau.projectFile()
    #expect(file.state.links.map(\.caseID) == [before.id, after.id])
    #expect(file.state.links.map(\.phase) == ["pit", "basement"])
    await #expect(throws: ProjectRefusal.projectExists(Built.code)) {
      try await bureau.registerProject()
    }
  }

  @Test("what is no code, or not the developer’s credit code, is refused with what is wrong")
  func codes() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let developer = try Bureau.actor("applicant")
    for (name, value) in [("code", "2413-420103-04-01-123456"), ("developerCode", "91")] {
      let refusal = await #expect(throws: ProjectRefusal.self) {
        try await bureau.projects.begin(
          Project.self, Built.project.with(name, value), by: developer)
      }
      #expect(refusal?.faults.map(\.field) == [name])
    }
    let receipt = try await bureau.filePermit("pit", code: "没有代码")
    let page = try await bureau.get(CaseLink.case(receipt.id).path, as: "project-reviewer-1")
    #expect(page.text.contains("项目代码“没有代码”无法识别"))
    try await bureau.grant(receipt.id)
  }

  @Test("a phase is not granted before the one before it, which its page says, and then it is")
  func gating() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    try await bureau.registerProject()
    let pit = try await bureau.filePermit("pit")
    let basement = try await bureau.filePermit("below")
    let page = try await bureau.get(CaseLink.case(basement.id).path, as: "project-approver")
    #expect(page.text.contains("现在不能准予") && page.text.contains("基坑支护及土石方"))
    let refusal = await #expect(throws: ProjectRefusal.self) {
      try await bureau.grant(basement.id)
    }
    #expect(refusal == .previousPhaseMissing("\(ConstructionRules.standard.phases[0].name)"))
    #expect(refusal?.legalBasis?.article == "分阶段施工许可")
    // Nothing of the grant is left.
    let approver = try Bureau.actor("project-approver")
    #expect(try await bureau.desk.open(basement.id, for: approver).state.phase == .accepted)
    try await bureau.grant(pit.id)
    try await bureau.take(
      .decide(granted: true, Reasons("依法准予。")), with: basement.id, by: "project-approver",
      texts: "依法准予。")
    let file = try await bureau.projectFile()
    #expect(file.state.links.allSatisfy { $0.licence != nil })
  }

  @Test(
    "a permit that was given elsewhere carries the next phase, once the lead office has seen it")
  func elsewhere() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    try await bureau.registerProject()
    let basement = try await bureau.filePermit("below")
    let permit = Answers().with("phase", "pit").with("number", "鄂施2024-1").with("text", "已核对原件。")
    await #expect(throws: ProjectRefusal.notYourPart(ProjectStep.record.phrase)) {
      try await bureau.projects.take(
        ProjectStep.record, permit, with: Built.code, by: try Bureau.actor("applicant"))
    }
    _ = try await bureau.projects.take(
      ProjectStep.record, permit, with: Built.code, by: try Bureau.actor("project-reviewer-1"))
    try await bureau.grant(basement.id)
  }

  @Test("no phase follows a permit that was given up")
  func ended() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let pit = try await bureau.filePermit("pit")
    try await bureau.grant(pit.id)
    try await bureau.registerProject()
    let before = try await bureau.projectFile()
    let number = try #require(before.state.links.first?.licence)
    let basement = try await bureau.filePermit("below")
    #expect(try await bureau.projectFile().state.obstacle(to: basement.id, .standard) == nil)
    _ = try await bureau.licences.take(
      .propose(
        Proposing(
          measure: .withdraw, ground: .circumstancesChanged, facts: Reasons("规划变更，基坑不再开挖。"))),
      with: number, by: try Bureau.actor("project-reviewer-1"), expecting: nil,
      texts: ["规划变更，基坑不再开挖。"])
    try bureau.go(to: "2026-12-01")
    _ = try await bureau.licences.take(
      .conclude(.carriedOut, Reasons("依法撤回。"), compensation: Reasons("依法补偿。")), with: number,
      by: try Bureau.actor("project-approver"), expecting: nil, texts: ["依法撤回。", "依法补偿。"])
    let file = try await bureau.projectFile()
    #expect(file.state.links.first?.isLicensed == false)
    #expect(file.state.obstacle(to: basement.id, .standard) != nil)
  }

  @Test("two phases that cover the same works: the second is refused until its scope is put right")
  func scopes() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    try await bureau.registerProject()
    let pit = try await bureau.filePermit("pit")
    try await bureau.scope(pit.id, "1号楼：基坑；2号楼：基坑")
    try await bureau.grant(pit.id)
    let basement = try await bureau.filePermit("below")
    await #expect(
      throws: ProjectRefusal.scopeOverlap(part: "2号楼：基坑", caseNumber: pit.number)
    ) { try await bureau.scope(basement.id, "1号楼：-2~-1；2号楼：基坑") }
    try await bureau.scope(basement.id, "1号楼：-2~-1；2号楼：-2~-1")
    try await bureau.grant(basement.id)
    let file = try await bureau.projectFile()
    #expect(file.state.link(basement.id)?.scope?.scopeText == "1号楼：-2~-1；2号楼：-2~-1")
  }

  @Test("the permit for the whole works supersedes those of the phases, and ends them for good")
  func whole() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    try await bureau.registerProject()
    let pit = try await bureau.filePermit("pit")
    try await bureau.grant(pit.id)
    let whole = try await bureau.filePermit("whole")
    try await bureau.grant(whole.id)
    let basement = try await bureau.filePermit("below")
    let file = try await bureau.projectFile()
    let number = try #require(file.state.wholeLicence)
    #expect(file.state.link(pit.id)?.supersededBy == number)
    #expect(file.state.standing == .permitted)
    let page = try await bureau.get("/projects/\(Built.code)", as: "project-approver")
    #expect(page.text.contains("由 \(number) 取代"))
    let old = try #require(file.state.link(pit.id)?.licence)
    #expect(try await bureau.get("/verify/\(old)", as: "agent").text.contains("证照无效"))
    await #expect(throws: ProjectRefusal.wholeIssued(number: number)) {
      try await bureau.grant(basement.id)
    }
  }

  @Test("a correction that names another project moves the case there")
  func corrected() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let receipt = try await bureau.filePermit("pit", code: "2402-420103-04-01-654321")
    try await bureau.registerProject()
    #expect(try await bureau.projectFile().state.links.isEmpty)
    _ = try await bureau.desk.amend(
      receipt.id, as: .correction, answers: ["project_code": Built.code], files: [],
      by: try Bureau.actor("clerk"), expecting: nil)
    #expect(try await bureau.projectFile().state.links.map(\.caseID) == [receipt.id])
  }

  @Test(
    "the page shows the cases as bars and as a table, the pit’s advice, and only to whom it concerns"
  )
  func page() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    try await bureau.registerProject()
    let receipt = try await bureau.filePermit("pit")
    let path = "/projects/\(Built.code)"
    for reader in ["applicant", "clerk", "supervisor", "project-reviewer-1"] {
      let page = try await bureau.get(path, as: reader)
      #expect(page.status == 200, "\(reader)")
      #expect(page.text.contains(receipt.number) && page.text.contains("<svg"))
      #expect(page.text.contains("取水许可") && page.text.contains("专家论证"))
      #expect(try await bureau.get("/projects", as: reader).text.contains(Built.code))
    }
    for outsider in ["shop", "agent", "market-reviewer-1"] {
      #expect(try await bureau.get(path, as: outsider).status == 404, "\(outsider)")
      #expect(
        try await !bureau.get("/projects", as: outsider).text.contains(Built.code), "\(outsider)")
    }
  }
}
