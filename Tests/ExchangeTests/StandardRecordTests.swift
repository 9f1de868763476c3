// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Foundation
import FoundationXML
import Site
import TestKit
import Testing

@testable import Exchange

/// Cases in the record groups of GB/T 39046-2020, and the states of engineering projects.
@Suite("National shapes of a case")
struct StandardRecordTests {
  /// A case with a special procedure, decided and delivered.
  private func concluded() async throws -> (bureau: Bureau, id: String) {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    try await take("accept", id, as: "clerk", in: bureau)
    try await take(
      "begin-procedure", id, as: "reviewer-1",
      [
        "begin-procedure.kind": "testing", "begin-procedure.until": "2026-12-01",
        "begin-procedure.reasons": "送检 <样品> & 留样。",
      ], in: bureau)
    try await take(
      "end-procedure", id, as: "reviewer-1",
      ["end-procedure.kind": "testing", "end-procedure.reasons": "检测合格。"], in: bureau)
    for name in ["reviewer-1", "reviewer-2"] {
      try await take(
        "review", id, as: name, ["passed": "yes", "opinion": "平面图与现场一致。"], in: bureau)
    }
    try await take(
      "decide", id, as: "approver", ["granted": "yes", "decisionReasons": "符合条件。"], in: bureau)
    try await take("deliver", id, as: "clerk", ["method": "express"], in: bureau)
    return (bureau, id)
  }

  private func take(
    _ step: String, _ id: String, as name: String,
    _ form: KeyValuePairs<String, String> = [:], in bureau: Bureau
  ) async throws {
    let answer = try await bureau.browser(name).post(CaseLink.step(id, step).path, form)
    #expect(answer.status == 303, "\(step)")
  }

  private func record(
    of id: String, as name: String, in bureau: Bureau, _ query: String = ""
  ) async throws -> [String: [[String: String]]] {
    let answer = try await bureau.program(name).get("/api/v1/cases/\(id)/gbt39046\(query)")
    #expect(answer.status == 200)
    return try JSONDecoder().decode(
      [String: [[String: String]]].self, from: Data(answer.text.utf8))
  }

  @Test("every group of the standard is there, and every value is of the standard's type")
  func groups() async throws {
    let (bureau, id) = try await concluded()
    let file = try await bureau.desk.open(id, for: try Bureau.actor("supervisor"))
    let faults = CaseRecord(file: file, isFull: true, isStaff: true).record.faults
    #expect(faults.isEmpty, "\(faults)")

    let record = try await record(of: id, as: "supervisor", in: bureau)
    #expect(
      Set(record.keys) == [
        "办件申请信息", "办件申请材料信息", "办件受理信息", "办件过程信息", "办件特别程序信息", "办件办结信息",
      ])
    #expect(record["办件申请信息"]?.first?["办件编号"] == file.row.number)
    #expect(record["办件申请信息"]?.first?["申报来源代码"] == "2")
    let procedure = try #require(record["办件特别程序信息"]?.first)
    #expect(procedure["特别程序种类名称"] == "检测")
    #expect(procedure["特别程序种类代码"] == "2")
    #expect(procedure["启动理由或依据"] == "送检 <样品> & 留样。")
    #expect(procedure["结果"] == "检测合格。")
    let completion = try #require(record["办件办结信息"]?.first)
    #expect(completion["办件结果描述"] == "准予")
    #expect(completion["是否快递"] == "1")
    #expect(record["办件过程信息"]?.map { $0["环节名称"] }.contains("审查") == true)
  }

  @Test("what is personal is masked unless it is asked for and noted; opinions stay in the bureau")
  func privacy() async throws {
    let (bureau, id) = try await concluded()
    let masked = try await record(of: id, as: "supervisor", in: bureau)
    let full = try await record(of: id, as: "supervisor", in: bureau, "?full=true")
    let own = try await record(of: id, as: "applicant", in: bureau)
    let phone = "联系人_代理人手机号码"
    #expect(masked["办件申请信息"]?.first?[phone]?.contains("*") == true)
    #expect(full["办件申请信息"]?.first?[phone]?.contains("*") == false)
    #expect(own["办件申请信息"]?.first?[phone] == full["办件申请信息"]?.first?[phone])
    let opinions = { (record: [String: [[String: String]]]) in
      record["办件过程信息"]?.compactMap { $0["处理意见"] }.filter { !$0.isEmpty } ?? []
    }
    #expect(opinions(masked).contains("平面图与现场一致。"))
    #expect(opinions(own).isEmpty)
    let stranger = try await bureau.program("shop").get("/api/v1/cases/\(id)/gbt39046")
    #expect(stranger.status == 404)
  }

  @Test("the same as XML, with what is markup told as text")
  func xml() async throws {
    let (bureau, id) = try await concluded()
    let answer = try await bureau.program("supervisor").get(
      "/api/v1/cases/\(id)/gbt39046/xml")
    #expect(answer.text.contains("<启动理由或依据>送检 &lt;样品&gt; &amp; 留样。</启动理由或依据>"))
    let parser = XMLParser(data: Data(answer.text.utf8))
    #expect(parser.parse())
  }

  @Test("the states of engineering projects follow the course of the case")
  func states() async throws {
    let (bureau, id) = try await concluded()
    let file = try await bureau.desk.open(id, for: try Bureau.actor("supervisor"))
    #expect(
      ProjectState.steps(of: file.history).map(\.state) == [
        .received, .accepted, .handling, .procedureBegun, .procedureEnded, .passed,
      ])
    #expect(ProjectState.allCases.map(\.rawValue) == Array(1...15))
  }
}
