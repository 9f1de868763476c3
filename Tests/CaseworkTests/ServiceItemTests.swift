// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Catalogue
import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("An item that is no licence: done at once, and never called one")
struct ServiceItemTests {
  let bureau: Bureau

  init() async throws {
    // 灵活就业登记: type 20, 马上办, one opinion, a result that is no certificate.
    bureau = try await Bureau(
      Application(
        code: "11420103MB0000001P4002014007001",
        situation: [
          "kind": "self", "household": "jianghan", "support": "no", "agent": "self",
        ]))
  }

  /// Somebody of the section that decides on the item.
  private func take(
    _ command: Case.Command, _ id: String, _ role: Role, _ text: String
  )
    async throws
  {
    let actor = Actor(
      id: role.rawValue, name: "", roles: [role], department: try bureau.item.department.zh)
    _ = try await bureau.desk.take(command, with: id, by: actor, expecting: nil, texts: [text])
  }

  private func decided(_ granted: Bool) async throws -> String {
    let id = try await bureau.file().id
    try await bureau.take(.accept, with: id, by: "clerk")
    try await take(.review(passed: granted, opinion: Reasons("材料齐全")), id, .reviewer, "材料齐全")
    try await take(.decide(granted: granted, Reasons("符合条件")), id, .chiefApprover, "符合条件")
    return id
  }

  private func page(_ path: String) async throws -> String {
    try await bureau.get(path, as: "applicant").text
  }

  @Test("It concludes on the day of receipt, without a certificate")
  func concludes() async throws {
    let id = try await decided(true)
    try await bureau.take(.deliver(.electronic), with: id, by: "clerk")
    let file = try await bureau.desk.open(id, for: Bureau.actor("applicant"))
    #expect(file.state.phase == .concluded && file.state.licence == nil)
    #expect(file.clock.deadlines.allSatisfy { $0.finished != nil && $0.light != .red })
  }

  @Test(
    "No document and no page calls its grant or its refusal a licence", arguments: [true, false])
  func words(granted: Bool) async throws {
    let id = try await decided(granted)
    try await bureau.take(.deliver(.window), with: id, by: "clerk")
    let kind = granted ? DocumentKind.grant : .refusal
    let decision = try await page(CaseLink.document(case: id, name: kind.rawValue).path)
    let title = granted ? "准予办理决定书" : "不予办理决定书"
    #expect(decision.contains(title) && decision.contains("救济途径"))
    if granted { #expect(decision.contains(try bureau.item.result.name.zh)) }
    for kind in [kind, .receipt, .acceptance, .deliveryRecord] {
      let sheet = try await page(CaseLink.document(case: id, name: kind.rawValue).path)
      #expect(!sheet.contains("准予行政许可") && !sheet.contains("不予行政许可"), "\(kind)")
      #expect(!sheet.contains("根据《中华人民共和国行政许可法》"), "\(kind)")
    }
    let own = try await page(CaseLink.case(id).path)
    #expect(!own.contains("不予许可") && own.contains(granted ? "准予" : "不予办理"))
    #expect(try await page(CaseLink.document(case: id, name: "receipt").path).contains("收件凭证"))
  }
}
