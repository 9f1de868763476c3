// SPDX-License-Identifier: Apache-2.0

import Site
import TestKit
import Testing

@testable import Casework

/// The steps that are questions, from the page and from the API alike.
@Suite("Turns of a case, on its page and over the API")
struct TurnPagesTests {
  @Test("a special procedure: begun on the page, told by a document, ended over the API")
  func procedure() async throws {
    let trial = try await APITrial()
    let bureau = trial.bureau
    let id = try await bureau.file().id
    _ = try await bureau.take("accept", id, as: "clerk")
    let wrong = try await bureau.take(
      "begin-procedure", id, as: "reviewer-1",
      [
        "step": "begin-procedure", "begin-procedure.kind": "testing",
        "begin-procedure.until": "2026-02-30", "begin-procedure.reasons": "依法送检。",
      ])
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("f-begin-procedure.until-fault"))
    #expect(wrong.text.contains("依法送检。"))
    _ = try await bureau.take(
      "begin-procedure", id, as: "reviewer-1",
      [
        "step": "begin-procedure", "begin-procedure.kind": "testing",
        "begin-procedure.until": "2026-12-31", "begin-procedure.reasons": "依法送检。",
      ])
    let page = try await bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(page.contains("启动特别程序：检测"))
    #expect(page.contains("依法送检。"))
    #expect(page.contains("暂停计时：检测（行政许可法第四十五条）"))
    let notice = CaseLink.document(case: id, name: "procedureNotice").path
    #expect(page.contains(notice))
    let sheet = try await bureau.get(notice, as: "applicant").text
    #expect(sheet.contains("特别程序期限告知书"))
    #expect(sheet.contains("2026年12月31日"))

    let missing = try await trial.post(
      "/api/v1/cases/\(id)/end-procedure", ["kind": "testing"], as: "reviewer-1")
    #expect(missing.status == 422)
    let other = try await trial.post(
      "/api/v1/cases/\(id)/end-procedure", ["kind": "tender", "reasons": "没有"], as: "reviewer-1")
    #expect(other.status == 422)
    #expect(other.pointers == ["/kind"])
    let ended = try await trial.post(
      "/api/v1/cases/\(id)/end-procedure", ["kind": "testing", "reasons": "检测合格。"],
      as: "reviewer-1")
    #expect(ended.status == 200)
    let seen = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    let types = (seen["history"] as? [[String: Any]])?.compactMap { $0["type"] as? String }
    #expect(types?.contains("procedure.ended") == true)
  }

  @Test("two corrections are two documents, each with its own page, and the first document stays")
  func corrections() async throws {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    _ = try await bureau.take("accept", id, as: "clerk")
    let acceptance = CaseLink.document(case: id, name: "acceptance").path
    let before = try await bureau.get(acceptance, as: "applicant").text
    let number = try #require(try await bureau.open(id).documents.last?.number)
    for words in ["日期应为三日。", "名称应为甲店。"] {
      _ = try await bureau.take(
        "rectify", id, as: "clerk",
        ["step": "rectify", "rectify.document": number, "rectify.reasons": words])
    }
    let names = try await bureau.open(id).documents.map(\.name)
    #expect(names.suffix(2) == ["rectification", "rectification-2"])
    for (name, words) in [("rectification", "日期应为三日。"), ("rectification-2", "名称应为甲店。")] {
      let sheet = try await bureau.get(
        CaseLink.document(case: id, name: name).path, as: "applicant"
      ).text
      #expect(sheet.contains(words))
      #expect(sheet.contains(number))
    }
    #expect(try await bureau.get(acceptance, as: "applicant").text == before)
  }
}
