// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Site
import Testing
import TestKit

@testable import Casework

@Suite("A hearing on the pages, and what the decision waits for")
struct HearingPagesTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func page(_ id: String, as name: String) async throws -> String {
    try await bureau.get(CaseLink.case(id).path, as: name).text
  }

  /// The turns that the case's page has a form for.
  private func turns(_ id: String, as name: String) async throws -> [String] {
    let page = try await page(id, as: name)
    return CaseStep.all.filter { $0.place == .turn }.map(\.name).filter {
      page.contains("action=\"\(CaseLink.step(id, $0).path)\"")
    }
  }

  private func document(_ id: String, _ name: String, as reader: String) async throws -> String {
    try await bureau.get(CaseLink.document(case: id, name: name).path, as: reader).text
  }

  /// Told of the right on Monday 23 November, with an interested party named and told.
  private func told() async throws -> String {
    let id = try await bureau.reviewed().id
    let named = try await bureau.take(
      "name-party", id, as: "reviewer-1",
      [
        "step": "name-party", "name-party.name": "邻居甲", "name-party.code": "",
        "name-party.phone": "13800000007", "name-party.reasons": "油烟影响相邻住户",
      ])
    #expect(named.status == 303, "\(named.text)")
    let told = try await bureau.take(
      "tell-parties", id, as: "reviewer-1",
      [
        "step": "tell-parties", "tell-parties.until": "2026-12-10", "tell-parties.hearing": "yes",
        "tell-parties.reasons": "申请人拟开办餐馆",
      ])
    #expect(told.status == 303, "\(told.text)")
    let right = try await bureau.take(
      "tell-hearing-right", id, as: "reviewer-1",
      ["step": "tell-hearing-right", "tell-hearing-right.reasons": "涉及相邻住户的重大利益"])
    #expect(right.status == 303, "\(right.text)")
    return id
  }

  /// And asked for by the applicant, called for 4 December under the head of the section.
  private func called() async throws -> String {
    let id = try await told()
    let asked = try await bureau.take(
      "request-hearing", id, as: "applicant",
      ["step": "request-hearing", "request-hearing.reasons": "希望当面说明"])
    #expect(asked.status == 303, "\(asked.text)")
    let called = try await call(id, on: "2026-12-02")
    #expect(called.status == 303, "\(called.text)")
    return id
  }

  private func call(_ id: String, on day: String) async throws -> Rehearsal.Answer {
    try await bureau.take(
      "call-hearing", id, as: "approver",
      [
        "step": "call-hearing", "call-hearing.day": day, "call-hearing.time": "09:30",
        "call-hearing.place": "二楼会议室", "call-hearing.presider": "demo-section-head",
        "call-hearing.published": "yes",
      ])
  }

  @Test("The applicant's page says what is waited for, and has forms for what he can do about it")
  func applicant() async throws {
    let id = try await told()
    let page = try await page(id, as: "applicant")
    #expect(page.contains("决定前还要等待") && page.contains("行政许可法第四十七条第一款"))
    #expect(page.contains("您可以办理"))
    let forms = try await turns(id, as: "applicant")
    #expect(forms.sorted() == ["remind", "request-hearing", "state", "waive-hearing"])
    let notice = try await document(id, "hearingRightNotice", as: "applicant")
    #expect(notice.contains("不承担行政机关组织听证的费用") && notice.contains("2026年11月30日"))
    let waived = try await bureau.take(
      "waive-hearing", id, as: "applicant", ["step": "waive-hearing"])
    #expect(waived.status == 303)
    #expect(try await turns(id, as: "applicant").sorted() == ["remind", "state"])
  }

  @Test("An interested party is masked on every page; its letter is the staff's to deliver")
  func masked() async throws {
    let id = try await told()
    for reader in ["applicant", "reviewer-1"] {
      let page = try await page(id, as: reader)
      #expect(page.contains("邻**") && !page.contains("邻居甲") && !page.contains("13800000007"))
    }
    #expect(try await document(id, "partyNotice", as: "reviewer-1").contains("邻居甲"))
    let path = CaseLink.document(case: id, name: "partyNotice").path
    #expect(try await bureau.get(path, as: "applicant").status == 404)
    let revealed = try await bureau.browser("reviewer-1").post(CaseLink.reveal(id).path).text
    #expect(revealed.contains("邻居甲") && revealed.contains("13800000007"))
    let own = try await bureau.browser("applicant").post(CaseLink.reveal(id).path).text
    #expect(!own.contains("邻居甲"))
  }

  @Test("A day that leaves no seven working days is refused at its field, with the earliest one")
  func tooSoon() async throws {
    let id = try await told()
    _ = try await bureau.take(
      "record-hearing-request", id, as: "clerk",
      ["step": "record-hearing-request", "record-hearing-request.voice": "party-1"])
    let answer = try await call(id, on: "2026-12-01")
    #expect(answer.status == 422 && answer.text.contains("第四十八条第一款第一项"))
    #expect(answer.text.contains("href=\"#f-call-hearing.day\""))
    #expect(answer.text.contains("2026年12月2日") && answer.text.contains("二楼会议室"))
    #expect(try await page(id, as: "approver").contains("demo-section-head"))
  }

  @Test("The reviewers are not among those who can preside")
  func presiders() async throws {
    let id = try await called()
    let officers = try await bureau.open(id).presiderChoices.map(\.value)
    #expect(officers.contains("demo-section-head") && officers.contains("demo-head"))
    #expect(!officers.contains("demo-reviewer-1") && !officers.contains("demo-applicant"))
  }

  @Test("The notice tells day, place and presider to all; the public finds it among the notices")
  func notice() async throws {
    let id = try await called()
    let notice = try await document(id, "hearingNotice", as: "reviewer-1")
    for text in ["2026年12月2日 09:30", "二楼会议室", "示范 · 科长壬", "邻居甲", "申请回避"] {
      #expect(notice.contains(text), "\(text)")
    }
    #expect(!(try await document(id, "hearingNotice", as: "applicant").contains("邻居甲")))
    let list = try await bureau.get(CaseLink.notices.path).text
    #expect(list.contains("听证公告") && list.contains("即将举行"))
  }

  @Test("The presider submits the record; the decision's form shows it and its document cites it")
  func record() async throws {
    let id = try await called()
    try bureau.go(to: "2026-12-02")
    #expect(try await turns(id, as: "section-head").contains("hold-hearing"))
    let form: KeyValuePairs = [
      "step": "hold-hearing", "hold-hearing.participants": "申请人、邻居甲",
      "hold-hearing.presented": "平面图与现场一致", "hold-hearing.debated": "邻居甲要求加装油烟净化设施",
      "hold-hearing.signed": "yes",
    ]
    let held = try await bureau.take("hold-hearing", id, as: "section-head", form)
    #expect(held.status == 303, "\(held.text)")
    let record = try await document(id, "hearingRecord", as: "applicant")
    #expect(record.contains("邻居甲要求加装油烟净化设施"))
    let decided = try await bureau.take(
      "decide", id, as: "approver",
      ["step": "decide", "granted": "no", "decisionReasons": "没有油烟净化设施。"])
    #expect(decided.status == 409 && decided.text.contains("陈述、申辩"))
    _ = try await bureau.take(
      "record-statement", id, as: "clerk",
      [
        "step": "record-statement", "record-statement.voice": "party-1",
        "record-statement.stated": "no",
      ])
    #expect(try await page(id, as: "approver").contains("应当根据听证笔录作出决定"))
    let again = try await bureau.take(
      "decide", id, as: "approver",
      ["step": "decide", "granted": "no", "decisionReasons": "没有油烟净化设施。"])
    #expect(again.status == 303, "\(again.text)")
    let refusal = try await document(id, "refusal", as: "applicant")
    #expect(refusal.contains("根据听证笔录（江汉审批听录字〔2026〕1号）作出"))
  }

  @Test("The applicant's own statement is kept, shown, and answered for by nobody else")
  func statement() async throws {
    let id = try await told()
    let stated = try await bureau.take(
      "state", id, as: "applicant",
      ["step": "state", "state.stated": "yes", "state.reasons": "已经定制净化设施"])
    #expect(stated.status == 303, "\(stated.text)")
    #expect(try await page(id, as: "reviewer-1").contains("已经定制净化设施"))
    let empty = try await bureau.take(
      "state", id, as: "applicant", ["step": "state", "state.stated": "yes"])
    #expect(empty.status == 422 && empty.text.contains("请写明理由"))
    let other = try await bureau.take(
      "state", id, as: "shop", ["step": "state", "state.stated": "no"])
    #expect(other.status == 404)
  }
}
