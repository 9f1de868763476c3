// SPDX-License-Identifier: Apache-2.0

import Codes
import Foundation
import HTTPTypes
import Site
import TestKit
import Testing

@testable import Projects

@Suite("The pages and the API of construction")
struct MatterPagesTests {
  private static func form(
    _ step: some MatterStep, _ pairs: [String: String]
  ) -> [(name: String, value: String)] {
    pairs.map { (step.field($0.key), $0.value) }
  }

  private static let units = (1...12).map { "\($0)01，100，示范业主\($0)，4201030000\($0)" }
    .joined(separator: "\n")

  private static func register(in bureau: Bureau) async throws -> String {
    let answer = try await bureau.browser("applicant").upload(
      "/lifts/new",
      Self.form(
        LiftStep.register, ["address": "示范小区 3 栋 2 单元", "storeys": "6", "units": units]))
    #expect(answer.status == 303, "\(answer.text)")
    return answer.header("Location") ?? ""
  }

  @Test("a table is typed or pasted a line for each row; what is wrong is said by its line")
  func tables() async throws {
    let bureau = try await Bureau()
    let path = try await Self.register(in: bureau)
    let browser = bureau.browser("applicant")
    let wrong = try await browser.upload(
      path + "/vote", Self.form(LiftStep.vote, ["on": "2026-11-20", "ballots": "101,也许"]))
    #expect(wrong.status == 422 && wrong.text.contains("第 1 行的“意见”应当是"))
    #expect(wrong.text.contains("101,也许"))
    let ballots = (1...9).map { "\($0)01\t\($0 < 8 ? "同意" : "不同意")" }.joined(separator: "\n")
    let right = try await browser.upload(
      path + "/vote", Self.form(LiftStep.vote, ["on": "2026-11-20", "ballots": ballots]))
    #expect(right.status == 303, "\(right.text)")
    let page = try await browser.get(path).text
    #expect(page.contains("表决通过") && page.contains("bar-warn"))
  }

  @Test("in English the pages have no Chinese but what people and rules have written")
  func english() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    try await bureau.registerProject()
    let lift = try await Self.register(in: bureau)
    let texts = [
      "/projects/new", "/lifts/new", "/committed-starts/new", "/committed-starts/board",
      "/committed-starts", "/lifts", lift + "?x=1", "/projects/\(Built.code)",
    ]
    for path in texts {
      let answer = try await bureau.get(
        path + (path.contains("?") ? "&" : "?") + "lang=en", as: "clerk")
      #expect(answer.status == 200, "\(path)")
      let main = answer.text.split(separator: "<main").last?.split(separator: "<footer").first
      let shown = String(try #require(main))
        .replacing(/\u{201C}[^\u{201D}]*\u{201D}/, with: "")
      let foreign = shown.matches(of: /\p{Script=Han}+/).map { String($0.output) }
        .filter { word in !Self.written.contains { $0.contains(word) } }
      #expect(foreign.isEmpty, "\(path): \(foreign)")
    }
  }

  /// What stands there in Chinese for everybody: names, and how a scope or a ballot is written.
  private static let written = [
    "后湖示范医院扩建", "武汉示范建设有限公司（虚构）", "示范路", "示范小区", "栋", "单元", "示", "号楼", "基坑", "同意",
    "不同意", "弃权", "危险性较大的分部分项工程安全管理规定", "第十二条",
  ]

  @Test("every text of this room has its English")
  func complete() async throws {
    let texts = try await Bureau().site.texts
    let kinds: [[Phrase]] = [
      Lift.Standing.allCases.map(\.phrase), Project.Standing.allCases.map(\.phrase),
      CommittedStart.Standing.allCases.map(\.phrase), Project.Kind.allCases.map(\.phrase),
      LiftStep.allCases.flatMap { [$0.phrase] + $0.questions.map(\.label) },
      ProjectStep.allCases.flatMap { [$0.phrase] + $0.questions.map(\.label) },
      StartStep.allCases.flatMap { [$0.phrase] + $0.questions.map(\.label) },
      CommittedStart.FollowUp.State.allCases.map(\.phrase),
      Lift.Dispute.Outcome.allCases.map(\.phrase),
      Self.refusals.map(\.phrase),
    ]
    for phrase in kinds.flatMap(\.self) { #expect(texts.translates(phrase.key), "\(phrase.key)") }
  }

  private static let refusals: [ProjectRefusal] = [
    .notFound, .notYourPart("登记项目"), .unanswered([]), .projectExists("1"), .projectUnknown("1"),
    .caseNotOfProject("1"), .previousPhaseMissing("登记项目"), .wholeIssued(number: "1"),
    .scopeOverlap(part: "1", caseNumber: "1"), .scopeMissing, .projectUnreadable("1"),
    .conditionsUnmet(count: 1), .nothingRequired, .promiseChanged, .caseJoined("1"),
    .requirementUnknown("R1"), .requirementSettled("R1"), .requirementsOpen(count: 1),
    .nothingOwned, .unitTwice("1"), .areaZero("1"), .unknownUnit("1"), .ballotTwice("1"),
    .dividedOwner(1, units: "1"), .moreThanOwners, .areaWithoutOwner, .buildingTooLow(3),
    .notCarried, .opinionsMissing("1"), .departmentUnknown("1"), .disputeUnknown(1),
    .wrongStanding(step: "登记项目", standing: "已登记"), .codeUnreadable(.date("1")),
  ]

  @Test("programs do the same: a project, a staircase, its vote, each as the description says")
  func api() async throws {
    let bureau = try await Bureau(Built.permit("pit"))
    let program = bureau.program("applicant")
    func post(_ path: String, _ body: [String: Any]) async throws -> Rehearsal.Answer {
      let data = try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
      return try await program.send(
        .post, path, ["Content-Type": "application/json"],
        body: String(decoding: data, as: UTF8.self))
    }
    let project = try await post(
      "/api/v1/projects",
      [
        "code": Built.code, "name": "后湖示范医院扩建", "developer": "武汉示范建设有限公司（虚构）",
        "developerCode": "91350100M000100Y43", "address": "示范路 1 号", "kind": "publicBuilding",
        "investment": "12000", "area": "36500.5",
      ])
    #expect(project.status == 201, "\(project.text)")
    let found = try await program.get("/api/v1/projects/\(Built.code)")
    #expect(found.text.contains("\"area\":\"36500.50\""))
    let lift = try await post(
      "/api/v1/lifts",
      [
        "address": "示范小区 3 栋 2 单元", "storeys": 6,
        "units": [["number": "101", "area": "100", "owner": "示范业主", "code": "420103"]],
      ])
    #expect(lift.status == 201, "\(lift.text)")
    let place = try #require(lift.header("Location"))
    let twice = try await post(
      place + "/vote",
      [
        "on": "2026-11-20",
        "ballots": [["unit": "101", "choice": "agree"], ["unit": "101", "choice": "agree"]],
      ])
    #expect(twice.status == 422 && twice.text.contains("projects/ballot-twice"))
    let vote = try await post(
      place + "/vote", ["on": "2026-11-20", "ballots": [["unit": "101", "choice": "agree"]]])
    #expect(vote.status == 200, "\(vote.text)")
    let detail = try await program.get(place).text
    #expect(detail.contains("\"isCarried\":true") && !detail.contains("示范业主"))
    #expect(detail.contains("\"steps\":[\"revise\",\"vote\",\"dispute\"]"))
    let count = try await Rehearsal(bureau.site).send(
      .post, "/api/v1/lifts/count", ["Content-Type": "application/json"],
      body: """
        {"total": {"area": "1200", "owners": 12}, "attending": {"area": "900", "owners": 9},
        "agreeing": {"area": "700", "owners": 7}}
        """)
    #expect(count.text == #"{"isCarried":true,"isQuorate":true}"#, "\(count.text)")
  }
}
