// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Documents
import Journal
import Site
import TestKit
import Testing

@testable import Licences

@Suite("Article 79: three years after fraud, and what else follows from a revocation")
struct Article79Tests {
  private let shop = Party(name: "张晓岚", code: "11010519491231002X", phone: "13800000001")

  @Test("who got a licence by fraud may not apply for it again for three years")
  func barred() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try trial.go(to: "2027-02-26")
    try await trial.revoke(number, for: .fraud)
    let licence = try await trial.licence(number)
    let decision = try #require(licence.documents.first { $0.kind == .revocation }?.number)
    let notice = BarNotice(
      reason: .fraud, from: try Day.of("2027-02-26"), until: try Day.of("2030-02-26"),
      decision: decision)
    #expect(notice.basis == LegalBasis(law: "行政许可法", article: "第七十九条"))
    try trial.go(to: "2030-02-26")
    await #expect(throws: CaseworkRefusal.barred(notice)) { _ = try await trial.file(as: shop) }
    // Whoever else applies is not kept out, and other licences are open to everybody.
    _ = try await trial.file(as: .entity)
    _ = try await trial.file(as: shop, for: .smallCatering)
    try trial.go(to: "2030-02-27")
    _ = try await trial.file(as: shop)
  }

  @Test("a revocation is one transaction: decided, struck out, entered, numbered, told")
  func consequences() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try await trial.revoke(number, for: .fraud)
    let licence = try await trial.licence(number)
    #expect(licence.certificate.standing == .revoked && licence.row.struckOn == trial.now.day)
    #expect(licence.documents.map(\.kind) == [.notice, .revocation, .cancellation])
    #expect(Set(licence.documents.map(\.number)).count == 3)
    let bars = try await trial.desk.bars(
      before: nil, limit: 5, for: try Bureau.actor("applicant")
    ).rows
    #expect(bars.map(\.reason) == [.fraud] && bars[0].licence == number)
    #expect(bars[0].gates == Set(BarredGate.allCases))
    for (document, word) in zip(licence.documents, ["陈述、申辩", "不受保护", "办理注销手续"]) {
      let page = try await trial.get(
        LicenceLink.document(number, version: document.version).path, as: "applicant")
      #expect(page.status == 200 && page.text.contains(word) && page.text.contains(document.number))
      if document.kind != .notice {
        #expect(page.text.contains("行政复议") && page.text.contains("六个月"))
      }
      let path = LicenceLink.document(number, version: document.version, .pdf).path
      #expect(page.text.contains("\"\(path)\""))
      let pdf = try await trial.get(path, as: "applicant")
      #expect(pdf.status == 200 && pdf.bytes.starts(with: Array("%PDF-1.".utf8)))
    }
    #expect(try await trial.journal.rebuild(keep: false).isSound)
    _ = try await trial.journal.verify { Issue.record("\($0)") }
  }

  private func revocation(of number: String, _ trial: Bureau) async throws -> Sheet {
    let file = try await trial.licence(number)
    let document = file.documents.first { $0.kind == .revocation }
    return try await trial.licences.sheet(
      ofEvent: try #require(document).version, in: file)
  }

  @Test("a document about a licence stays as it was issued, whatever its template becomes")
  func kept() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try await trial.revoke(number, for: .fraud)
    let before = try await revocation(of: number, trial)
    let form = LicenceDocumentKind.revocation.form
    let version = try await trial.desk.publish(
      template: form.builtIn.replacing("本机关决定撤销", with: "本机关依法决定撤销"), for: form,
      from: trial.now.day, by: try Bureau.actor("catalogue"))
    #expect(version == 1)
    #expect(try await revocation(of: number, trial) == before)
    // What was issued before texts were kept says the same, by the program's own words.
    let file = try await trial.licence(number)
    let document = try #require(file.documents.first { $0.kind == .revocation })
    let content = try #require(LicenceFacts(document, of: file)).content
    #expect(try await trial.journal.sheet(nil) { content } == before)
  }

  @Test(
    "for an item that does not concern safety, and after any other revocation, nobody is barred")
  func notBarred() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try await trial.revoke(number, for: .unqualified)
    #expect(
      try await trial.desk.bars(before: nil, limit: 5, for: Bureau.actor("supervisor")).rows
        .isEmpty)
    let sample = try await Bureau(
      Application(code: Sample.code, situation: ["business": "retail"]),
      publishing: [RealCatalogue.published(try Sample.item())])
    let other = try await sample.issued()
    try await sample.revoke(other, for: .fraud)
    #expect(
      try await sample.desk.bars(before: nil, limit: 5, for: Bureau.actor("supervisor")).rows
        .isEmpty)
  }

  @Test(
    "everybody who verifies it learns that it is over, and from which day; nothing acts on it any more"
  )
  func verified() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try trial.go(to: "2027-02-26")
    try await trial.revoke(number, for: .procedure)
    let page = try await trial.get(LicenceLink.verification(number).path)
    #expect(page.text.contains("证照无效") && page.text.contains("已撤销"))
    #expect(page.text.contains("2027年2月26日"))
    let json = try await trial.program().get("/api/v1/licences/\(number)")
    #expect(json.text.contains("\"standing\":\"revoked\""))
    #expect(json.text.contains("\"standingSince\":\"2027-02-26\""))
    let print = try await trial.get(LicenceLink.certificate(number).path, as: "applicant")
    #expect(print.text.contains("已撤销"))
    let found = try await trial.faults { _ = try await trial.act(.foodChange, on: number) }
    #expect(found["answers.licence_number"]?.contains("不能再办理") == true)
  }

  @Test(
    "the whole proceeding by pages: proposed, heard, decided, each refusal told with its article")
  func pages() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    let path = LicenceLink.licence(number).path
    #expect(try await trial.get(path, as: "reviewer-1").text.contains("提出撤销、撤回、注销等措施"))
    let proposed = try await trial.browser("reviewer-1").post(
      "\(path)/propose", ["ground": "revoke.procedure", "facts": "没有听证"])
    #expect(proposed.location.hasPrefix(path))
    let early = try await trial.browser("approver").post(
      "\(path)/conclude", ["outcome": "carriedOut", "reasons": "违反程序", "compensation": "无损失"])
    #expect(early.status == 409 && early.text.contains("第七条") && early.text.contains("违反程序"))
    let own = try await trial.browser("reviewer-1").post("\(path)/conclude", ["outcome": "spared"])
    #expect(own.status == 403)
    #expect(try await trial.get(path, as: "applicant").text.contains("您有权陈述、申辩"))
    let stranger = try await trial.browser("shop").post("\(path)/hear", ["hearing": "waived"])
    #expect(stranger.status == 404)
    let heard = try await trial.browser("applicant").post(
      "\(path)/hear", ["hearing": "stated", "statement": "已经听证"])
    #expect(heard.status == 303)
    #expect(try await trial.get(path, as: "approver").text.contains("已经听证"))
    let list = try await trial.get("/licence-register?list=proceedings", as: "approver")
    #expect(list.text.contains(number))
    let decided = try await trial.browser("approver").post(
      "\(path)/conclude",
      ["outcome": "spared", "reasons": "撤销会中断老年食堂供餐，损害公共利益"])
    #expect(decided.status == 303)
    #expect(try await trial.standing(of: number) == .valid)
    let after = try await trial.get(path, as: "applicant")
    #expect(after.text.contains("不予撤销") && after.text.contains("中断老年食堂供餐"))
  }

  @Test("every text of these pages has its English")
  func english() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try await trial.revoke(number, for: .fraud)
    let clerk = try Bureau.actor("clerk")
    let bar = try await trial.desk.bars(before: nil, limit: 1, for: clerk).rows[0]
    for path in [
      "/licences/\(number)", "/licence-register", "/licence-register?list=expired",
      "/licence-register?list=proceedings", "/bars", "/bars/\(bar.id)", "/verify/\(number)",
    ] {
      for name in ["applicant", "clerk", "approver"] {
        _ = try await trial.get(
          path + (path.contains("?") ? "&" : "?") + "lang=en", as: name)
      }
    }
    #expect(trial.site.texts.missing.isEmpty, "\(trial.site.texts.missing)")
  }
}
