// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("A document as it was issued")
struct DocumentKeptTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func sheet(_ kind: DocumentKind, of id: String) async throws -> Sheet {
    let file = try await bureau.desk.open(id, for: try Bureau.actor("supervisor"))
    let document = try #require(file.documents.first { $0.kind == kind })
    return try await bureau.desk.sheet(of: document, in: file)
  }

  private func accepted() async throws -> String {
    let id = try await bureau.file().id
    try await bureau.take(.accept, with: id, by: "clerk")
    return id
  }

  /// Publishes the acceptance with another first sentence.
  private func publish(_ words: String, from day: String) async throws -> Int {
    let text = DocumentKind.acceptance.form.builtIn
      .replacing("经审查，申请事项属于", with: "\(words)申请事项属于")
    return try await bureau.desk.publish(
      template: text, for: DocumentKind.acceptance.form, from: try Day.of(day),
      by: try Bureau.actor("catalogue"))
  }

  @Test("a template applies to documents from its day on; those made before stay as they are")
  func versions() async throws {
    let old = try await accepted()
    let before = try await sheet(.acceptance, of: old)
    #expect(try await publish("经第一版审查，", from: "2026-11-23") == 1)
    #expect(try await publish("经第二版审查，", from: "2026-11-25") == 2)
    let today = try await accepted()
    try bureau.go(to: "2026-11-25")
    let later = try await accepted()
    #expect(try await sheet(.acceptance, of: old) == before)
    #expect(try await sheet(.acceptance, of: today).text.contains("经第一版审查"))
    #expect(try await sheet(.acceptance, of: later).text.contains("经第二版审查"))
    var versions: [Int?] = []
    for id in [old, today, later] {
      let file = try await bureau.desk.open(id, for: try Bureau.actor("supervisor"))
      versions.append(file.state.documents.first { $0.kind == .acceptance }?.kept?.template)
    }
    #expect(versions == [0, 1, 2])
  }

  @Test("of two versions of one day the later one applies; one for later waits for its day")
  func order() async throws {
    _ = try await publish("甲", from: "2026-12-01")
    _ = try await publish("乙", from: "2026-11-23")
    _ = try await publish("丙", from: "2026-11-23")
    #expect(try await sheet(.acceptance, of: try await accepted()).text.contains("丙申请事项"))
    try bureau.go(to: "2026-12-01")
    #expect(try await sheet(.acceptance, of: try await accepted()).text.contains("甲申请事项"))
  }

  @Test("the text of every document is evidence under the digest that its event names")
  func evidence() async throws {
    let id = try await bureau.file().id
    try await bureau.decide(id, granted: true)
    try await bureau.take(.deliver(.electronic), with: id, by: "clerk")
    let file = try await bureau.desk.open(id, for: try Bureau.actor("supervisor"))
    #expect(file.state.documents.map(\.kind) == [.receipt, .acceptance, .grant, .deliveryRecord])
    for document in file.documents {
      let sheet = try await bureau.desk.sheet(of: document, in: file)
      #expect(sheet.digest == document.kept?.digest)
      #expect(sheet.number == document.number && sheet.day == document.issuedAt.day)
    }
  }

  @Test("a decision names the licence that it brings")
  func licence() async throws {
    let id = try await bureau.file().id
    try await bureau.decide(id, granted: true)
    let number = try #require(
      try await bureau.desk.open(id, for: try Bureau.actor("supervisor")).state.licence)
    #expect(try await sheet(.grant, of: id).text.contains("（编号 \(number)）"))
  }

  @Test("what was issued before texts were kept says the same as what is kept now")
  func retold() async throws {
    let id = try await bureau.file().id
    try await bureau.notice(id, [("lease", "缺少末页"), ("scope", "名称不规范")])
    let refused = try await bureau.file().id
    try await bureau.decide(refused, granted: false, reasons: "加工场所面积不足\n排烟不符合要求")
    for id in [id, refused] {
      let file = try await bureau.desk.open(id, for: try Bureau.actor("supervisor"))
      for document in file.documents {
        let kept = try await bureau.desk.sheet(of: document, in: file)
        let content = try #require(file.facts(of: document)).content
        #expect(
          try await bureau.desk.journal.sheet(nil) { content } == kept, "\(document.kind)")
      }
    }
  }

  @Test("the PDF of a document has its words, and the page leads to it")
  func pdf() async throws {
    let id = try await accepted()
    let browser = bureau.browser("applicant")
    let path = CaseLink.document(case: id, name: "acceptance").path
    #expect(try await browser.get(path).text.contains("\(path).pdf"))
    #expect(try await browser.get(CaseLink.case(id).path).text.contains("\(path).pdf"))
    let answer = try await browser.get("\(path).pdf")
    #expect(answer.status == 200 && answer.header("Content-Type") == "application/pdf")
    #expect(answer.bytes.starts(with: Array("%PDF-1.".utf8)))
    #expect(try await bureau.browser("shop").get("\(path).pdf").status == 404)
    #expect(try await browser.get("\(path).txt").status == 404)
  }
}
