// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Bundles

@Suite("A joint case over the API")
struct JointAPITests {
  private struct Filed: Encodable {
    var bundle = "restaurant"
    var answers = ["registered": "yes", "sign": "yes"]
    var values: [String: String] = [:]
    var files: [FileClaim] = []
    var deferrals: [String: [String: String]]?
  }

  private struct Joint: Decodable {
    struct Part: Decodable { let key, fate: String }
    let standing: String
    let parts: [Part]
  }

  /// Everything that the bundle asks for, its papers uploaded.
  private func filed(in bureau: Bureau, without missing: Set<String> = []) async throws -> Filed {
    var filed = Filed()
    let form = try Joined.form(filed.answers)
    filed.values = Bureau.values(of: form)
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      guard !missing.contains(paper.requirement.key) else { continue }
      let file = try await bureau.upload(paper.requirement, by: try Bureau.actor("applicant"))
      filed.files.append(
        FileClaim(material: paper.requirement.key, digest: file.digest.description))
    }
    return filed
  }

  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  private func send(
    _ step: JointStep, _ json: String, to id: String, as name: String, in bureau: Bureau
  ) async throws -> Int {
    try await bureau.program(name).send(
      .post, "/api/v1/joint-cases/\(id)/\(step.address)", json: json
    ).status
  }

  @Test("a program files, once however often it sends, and every step has its address")
  func whole() async throws {
    let bureau = try await Bureau.joined()
    let body = try json(try await filed(in: bureau))
    let applicant = bureau.program("applicant")
    let key = ["Idempotency-Key": "joint-1"]
    let first = try await applicant.send(.post, "/api/v1/joint-cases", json: body, key)
    #expect(first.status == 201)
    let again = try await applicant.send(.post, "/api/v1/joint-cases", json: body, key)
    #expect(again.text == first.text)
    let receipt = try JSONDecoder().decode(
      JointDesk.Receipt.self, from: Data(first.text.utf8))
    let id = receipt.id
    let notice = #"{"entries":[{"target":"effect_drawing","problem":"缺少尺寸"}]}"#
    #expect(try await send(.notice, notice, to: id, as: "clerk", in: bureau) == 200)
    let paper = try #require(
      try await bureau.open(id).form?.papers.first { $0.requirement.key == "effect_drawing" })
    let drawing = try await bureau.upload(paper.requirement, by: try Bureau.actor("applicant"))
    let more = """
      {"files":[{"material":"effect_drawing","digest":"\(drawing.digest.description)"}]}
      """
    #expect(try await send(.supplement, more, to: id, as: "applicant", in: bureau) == 200)
    #expect(try await send(.accept, "{}", to: id, as: "clerk", in: bureau) == 200)
    let share = #"{"part":"sign","text":"宽度合规"}"#
    #expect(try await send(.share, share, to: id, as: "city-reviewer-1", in: bureau) == 200)
    #expect(try await send(.share, share, to: id, as: "applicant", in: bureau) == 403)
    let plan = #"{"day":"2026-11-25","parts":["food","sign"],"text":"一并勘验"}"#
    #expect(try await send(.planVisit, plan, to: id, as: "clerk", in: bureau) == 200)
    let withdrawn = try await send(.withdraw, "{}", to: id, as: "applicant", in: bureau)
    #expect(withdrawn == 200)
    let answer = try await applicant.get("/api/v1/joint-cases/\(id)").text
    let joint = try JSONDecoder().decode(Joint.self, from: Data(answer.utf8))
    #expect(joint.standing == "concluded" && joint.parts.allSatisfy { $0.fate == "withdrawn" })
  }

  @Test("what is missing is told by its place in the JSON, all of it at once")
  func faults() async throws {
    let bureau = try await Bureau.joined()
    var filed = try await filed(in: bureau, without: ["maintenance_promise"])
    filed.values["sign_area_sqm"] = "wide"
    let answer = try await bureau.program("applicant").send(
      .post, "/api/v1/joint-cases", json: try json(filed))
    #expect(answer.status == 422)
    #expect(answer.text.contains("files/maintenance_promise"))
    #expect(answer.text.contains("values/sign_area_sqm"))
  }

  @Test("a program signs for one member by the digest of what was read")
  func signed() async throws {
    let bureau = try await Bureau.joined()
    var filed = try await filed(in: bureau, without: ["maintenance_promise"])
    let account = try Bureau.account("applicant")
    let id = try await bureau.joints.beginDraft(
      of: "restaurant", answers: filed.answers, leftOut: [], for: account)
    let (values, papers) = (filed.values, filed.files)
    let form = try Joined.form(filed.answers)
    let files = try await bureau.desk.filed(
      papers, among: form.papers.map(\.requirement.material), by: account.actor)
    try await bureau.joints.changeDraft(id, by: account.actor) {
      ($0.values, $0.files) = (values, files)
    }
    let draft = try await bureau.joints.draft(id, for: account.actor).filing
    let part = try bureau.joints.part("sign", of: draft)
    let text = try #require(part.filing(of: draft).text(.deferral, of: part.item, in: .zh))
    filed.deferrals = ["sign": ["text": text.digest.description, "name": account.name]]
    let answer = try await bureau.program("applicant").send(
      .post, "/api/v1/joint-cases", json: try json(filed))
    #expect(answer.status == 201)
    filed.deferrals = ["sign": ["text": SM3.digest("另一文本").description, "name": account.name]]
    let refused = try await bureau.program("applicant").send(
      .post, "/api/v1/joint-cases", json: try json(filed))
    #expect(refused.status == 422 && refused.text.contains("deferrals/sign"))
  }
}
