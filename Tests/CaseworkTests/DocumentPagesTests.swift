// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("The documents of a case")
struct DocumentPagesTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func document(
    _ kind: DocumentKind, of id: String
  ) async throws -> Rehearsal.Answer {
    try await bureau.browser("applicant").get(
      CaseLink.document(case: id, name: kind.rawValue).path)
  }

  @Test("A document that was not made is not found")
  func absent() async throws {
    let receipt = try await bureau.file()
    #expect(try await document(.grant, of: receipt.id).status == 404)
    let path = CaseLink.document(case: receipt.id, name: "nonsense").path
    #expect(try await bureau.browser("applicant").get(path).status == 404)
  }

  @Test("The receipt bears its number, its date, the materials and the last day to be told")
  func receipt() async throws {
    let receipt = try await bureau.file()
    let page = try await document(.receipt, of: receipt.id).text
    for words in [
      "江汉审批收字〔2026〕1号", receipt.number, "2026年11月23日", "2026年11月30日", "场所租赁合同",
      "第三十二条第一款第四项", "示范 · 申请人甲",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test("The receipt tells what was handed in then, not what was supplemented later")
  func frozen() async throws {
    let receipt = try await bureau.file()
    let before = try await document(.receipt, of: receipt.id).text
    try await bureau.notice(receipt.id, [("lease", "缺少末页")])
    let item = try bureau.item
    let lease = try #require(item.materials.first { $0.key == "lease" })
    let applicant = try Bureau.actor("applicant")
    var files: [FiledFile] = []
    for part in ["1", "2", "3"] {
      files.append(
        try await bureau.desk.upload(
          Array(Application.pdf(part).utf8), name: "\(part).pdf", for: lease, by: applicant))
    }
    _ = try await bureau.desk.amend(
      receipt.id, as: .supplement, answers: [:], files: files, by: applicant, expecting: nil)
    #expect(try await document(.receipt, of: receipt.id).text == before)
    try await bureau.take(.accept, with: receipt.id, by: "clerk")
    let accepted = try await document(.acceptance, of: receipt.id).text
    #expect(accepted.contains("<td>场所租赁合同</td><td>3</td>"))
  }

  @Test("The one notice lists everything with its article")
  func notice() async throws {
    let receipt = try await bureau.file()
    try await bureau.notice(receipt.id, [("lease", "缺少末页"), ("scope", "名称不规范")])
    let page = try await document(.supplementNotice, of: receipt.id).text
    for words in ["场所租赁合同", "缺少末页", "申请的经营项目", "名称不规范", "补字〔2026〕1号"] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test("Acceptance states both terms with their last days")
  func acceptance() async throws {
    let receipt = try await bureau.file()
    try await bureau.take(.accept, with: receipt.id, by: "clerk")
    let page = try await document(.acceptance, of: receipt.id).text
    #expect(page.contains("2026年12月7日") && page.contains("2026年11月30日"))
    #expect(page.contains("第三十二条第一款第五项"))
  }

  @Test("A refusal, of acceptance or of the licence, has reasons and both remedies")
  func refusals() async throws {
    let first = try await bureau.file()
    try await bureau.take(
      .refuseAcceptance(Reasons("应当向市级机关申请")), with: first.id, by: "clerk",
      texts: "应当向市级机关申请")
    let second = try await bureau.file()
    try await bureau.decide(second.id, granted: false, reasons: "加工场所面积不足")
    let third = try await bureau.file()
    try await bureau.take(
      .findNotRequired(Reasons("只卖预包装食品")), with: third.id, by: "clerk",
      texts: "只卖预包装食品")
    for (kind, id, reasons) in [
      (DocumentKind.nonAcceptance, first.id, "应当向市级机关申请"),
      (.refusal, second.id, "加工场所面积不足"), (.notRequired, third.id, "只卖预包装食品"),
    ] {
      let page = try await document(kind, of: id).text
      #expect(page.contains(reasons) && page.contains("六十日"), "\(kind)")
      #expect(page.contains("向武汉市江汉区人民政府申请行政复议"))
      #expect(page.contains("行政复议法》第二十条") && page.contains("行政诉讼法》第四十六条"))
    }
  }

  @Test("A grant states its ground, its reasons and the ten days to deliver")
  func grant() async throws {
    let receipt = try await bureau.file()
    try await bureau.decide(receipt.id, granted: true, reasons: "符合法定条件、标准")
    let page = try await document(.grant, of: receipt.id).text
    #expect(page.contains("准予") && page.contains("食品安全法》第三十五条第一款"))
    #expect(page.contains("第四十四条") && page.contains("2026年12月7日"))
  }

  @Test("What a clerk wrote is text in a document, never markup")
  func escaped() async throws {
    let receipt = try await bureau.file()
    try await bureau.notice(receipt.id, [("lease", "<script>alert(1)</script>")])
    let page = try await document(.supplementNotice, of: receipt.id).text
    #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"))
  }

  @Test("Every text of these pages has its English")
  func english() async throws {
    let receipt = try await bureau.file()
    let browser = bureau.browser("applicant")
    let id = receipt.id
    func see(_ paths: String...) async throws {
      for path in paths {
        let mark = path.contains("?") ? "&" : "?"
        #expect(try await browser.get("\(path)\(mark)lang=en").status < 500, "\(path)")
        #expect(bureau.site.texts.missing == [], "\(path)")
      }
    }
    try await see(
      "/cases", "/drafts", CaseLink.case(id).path, CaseLink.clock(id).path,
      CaseLink.withdraw(id).path, CaseLink.apply(Application.foodLicence.code).path)
    try await bureau.notice(id, [("lease", "缺少末页"), ("scope", "名称不规范")])
    try await see(CaseLink.case(id).path, CaseLink.supplement(id).path, "/cases")
    let refused = try await bureau.file()
    try await bureau.decide(refused.id, granted: false, reasons: "加工场所面积不足")
    try await see(CaseLink.case(refused.id).path)
    let pairs = Application.foodLicence.situation.map {
      (name: "situation.\($0.key)", value: $0.value)
    }
    let draft = try await browser.upload(
      CaseLink.apply(Application.foodLicence.code).path, pairs
    ).location
    _ = try await browser.upload("\(draft)?lang=en", [("action", "submit"), ("truth", "true")])
    try await see(draft, "/drafts")
    #expect(bureau.site.texts.missing == [], "\(bureau.site.texts.missing)")
  }
}
