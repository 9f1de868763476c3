// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Documents
import Identity
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("The file of a case")
struct CaseDossierTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func dossier(_ id: String, for name: String) async throws -> Dossier {
    let actor = try Bureau.actor(name)
    return try await bureau.desk.dossier(of: bureau.desk.open(id, for: actor), for: actor)
  }

  private func concluded() async throws -> String {
    let id = try await bureau.file().id
    try await bureau.decide(id, granted: true)
    try await bureau.take(.deliver(.window), with: id, by: "clerk")
    return id
  }

  @Test("is bound in the order of a file, from the application to the delivery")
  func order() async throws {
    let titles = try await dossier(try await concluded(), for: "clerk").papers.map(\.title)
    #expect(titles.first?.hasSuffix("申请表") == true)
    let ends = [
      "收件凭证", "受理通知书", "审查意见表", "准予行政许可决定书", "食品经营许可证", "送达回证",
    ]
    #expect(Array(titles.suffix(ends.count)) == ends, "\(titles)")
    #expect(titles.contains("场所租赁合同"))
  }

  @Test("does not show the applicant what the bureau thought, and masks nothing of his own")
  func applicant() async throws {
    let id = try await concluded()
    let own = try await dossier(id, for: "applicant")
    #expect(!own.papers.contains { $0.title == "审查意见表" })
    #expect(own.papers.contains { $0.title == "食品经营许可证" })
    let account = try Bureau.account("applicant")
    let code = try #require(account.code)
    #expect(own.text.contains(code))
    let staff = try await dossier(id, for: "clerk")
    #expect(!staff.text.contains(code) && staff.text.contains(account.name))
    #expect(staff.text.contains("现场与图纸相符"))
  }

  @Test("keeps what a supplement replaced")
  func replaced() async throws {
    let id = try await bureau.file().id
    try await bureau.notice(id, [("lease", "缺少末页")])
    let lease = try #require(try bureau.item.materials.first { $0.key == "lease" })
    let actor = try Bureau.actor("applicant")
    let file = try await bureau.desk.upload(
      Array(Application.pdf("new").utf8), name: "new.pdf", for: lease, by: actor)
    _ = try await bureau.desk.amend(
      id, as: .supplement, answers: [:], files: [file], by: actor, expecting: nil)
    let papers = try await dossier(id, for: "clerk").papers
    let replaced = try #require(papers.first { $0.title == "被替换的材料" })
    #expect(replaced.contents.count == 1)
  }

  /// The attachments of the lease, which comes as these bytes.
  private func lease(_ text: String) async throws -> [Dossier.Attachment] {
    let id = try await bureau.file().id
    try await bureau.notice(id, [("lease", "缺少末页")])
    let lease = try #require(try bureau.item.materials.first { $0.key == "lease" })
    let actor = try Bureau.actor("applicant")
    let file = try await bureau.desk.upload(
      Array(text.utf8), name: "租赁合同.pdf", for: lease, by: actor)
    _ = try await bureau.desk.amend(
      id, as: .supplement, answers: [:], files: [file], by: actor, expecting: nil)
    let papers = try await dossier(id, for: "clerk").papers
    let paper = try #require(papers.first { $0.title == lease.name.zh })
    return paper.contents.compactMap {
      if case .attachment(let attachment) = $0 { attachment } else { nil }
    }
  }

  /// A PDF whose pages are all the same.
  private func pdf(pages: Int, count: Int? = nil, more: String = "") -> String {
    let kids = Array(repeating: "3 0 R", count: pages).joined(separator: " ")
    return Application.pdf().replacing("[3 0 R]", with: "[\(kids)]")
      .replacing("/Count 1", with: "/Count \(count ?? pages)")
      .replacing("/Root 1 0 R", with: "/Root 1 0 R\(more)")
  }

  @Test("binds the pages of a PDF that was handed in, each as a picture with its place")
  func bound() async throws {
    let pages = try await lease(pdf(pages: 3))
    #expect(
      pages.map(\.name) == (1...3).map { "租赁合同.pdf（第 \($0) 页，共 3 页）" })
    #expect(Set(pages.map(\.digest)).count == 1 && pages.allSatisfy { $0.obstacle == nil })
    #expect(try pages.allSatisfy { try $0.load().starts(with: [0xFF, 0xD8, 0xFF]) })
  }

  @Test("a PDF that is locked, damaged or endless is named with the reason, and costs nothing else")
  func hostile() async throws {
    let secret = String(repeating: "41", count: 32)
    let lock =
      " /ID [<41> <41>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <\(secret)> /U <\(secret)>>>"
    for (text, reason) in [
      (pdf(pages: 1, more: lock), PDFPages.Obstacle.locked),
      (pdf(pages: 1, count: 900_000_000), .unreadable),
      (pdf(pages: PDFPages.pagesMax + 1), .tooMany(PDFPages.pagesMax + 1)),
      ("%PDF-1.4\n%%EOF\n", .unreadable),
    ] {
      let listed = try await lease(text)
      #expect(listed.map(\.obstacle) == [reason.chinese], "\(text.prefix(300))")
      #expect(listed.map(\.name) == ["租赁合同.pdf"])
    }
  }

  @Test("is one PDF for who may see the case, and not found for anybody else")
  func page() async throws {
    let id = try await concluded()
    let path = CaseLink.dossier(id).path
    for name in ["applicant", "clerk"] {
      let answer = try await bureau.browser(name).get(path)
      #expect(answer.status == 200 && answer.header("Content-Type") == "application/pdf")
      #expect(answer.bytes.starts(with: Array("%PDF-1.".utf8)))
      #expect(try await bureau.browser(name).get(CaseLink.case(id).path).text.contains(path))
    }
    #expect(try await bureau.browser("shop").get(path).status == 404)
  }
}

extension Dossier {
  /// All that its documents say.
  fileprivate var text: String {
    papers.flatMap(\.contents).map { content in
      if case .sheet(let sheet) = content { sheet.text } else { "" }
    }.joined(separator: "\n")
  }
}
