// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import TestKit
import Testing

@testable import Casework
@testable import Site

@Suite("Public notices on the pages that everybody reads")
struct PublicNoticePagesTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func publish(_ id: String, _ text: String = "拟准予许可，现予公示。") async throws {
    let answer = try await bureau.take(
      "publish-notice", id, as: "reviewer-1",
      ["step": "publish-notice", "publish-notice.reasons": text])
    #expect(answer.status == 303, "\(answer.text)")
  }

  /// Where the notice of a case is.
  private func path(_ id: String, _ place: Int = 1) -> String {
    CaseLink.notice(PublicNotice.id(of: id, .notice, place)).path
  }

  /// Somebody without an account, with the token that the page has given him.
  private func object(
    _ path: String, name: String = "居民丙", contact: String = "13800000003",
    text: String = "油烟口正对居民楼"
  ) async throws -> Rehearsal.Answer {
    let token = try #require(try await bureau.get("/sign-in").cookie(Cookie.form))
    let browser = Rehearsal(bureau.site, headers: ["Cookie": "\(Cookie.form)=\(token)"])
    return try await browser.post(
      path, form: ["name": name, "contact": contact, "text": text], csrf: token)
  }

  @Test("Anybody reads it, nobody's data is on it, and nothing leads from it to the case")
  func reading() async throws {
    let receipt = try await bureau.reviewed()
    try await publish(receipt.id)
    for path in [CaseLink.notices.path, path(receipt.id)] {
      let page = try await bureau.get(path)
      #expect(page.status == 200 && page.text.contains("正在公示"))
      #expect(page.text.contains("江汉审批示字〔2026〕1号"))
      for secret in [receipt.id, receipt.number, "示范", "11010519491231002X", "13800000000"] {
        #expect(!page.text.contains(secret), "\(path): \(secret)")
      }
    }
    let page = try await bureau.get(path(receipt.id)).text
    #expect(page.contains("拟准予许可，现予公示。") && page.contains("datetime=\"2026-12-02\""))
    #expect(try await bureau.get(CaseLink.notice("0").path).status == 404)
  }

  @Test("Anybody objects; who and how to reach him is for the staff who answer")
  func objecting() async throws {
    let id = try await bureau.reviewed().id
    try await publish(id)
    let sent = try await object(path(id))
    #expect(sent.status == 303, "\(sent.text)")
    let shown = try await bureau.get(path(id)).text
    #expect(shown.contains("收到 1 件，已答复 0 件") && !shown.contains("油烟口"))
    let page = try await bureau.get(CaseLink.case(id).path, as: "reviewer-1").text
    #expect(page.contains("油烟口正对居民楼") && page.contains("居**"))
    #expect(!page.contains("居民丙") && page.contains("社会公众"))
    let answered = try await bureau.take(
      "answer-objection", id, as: "reviewer-1",
      [
        "step": "answer-objection", "answer-objection.objection": "1",
        "answer-objection.justified": "yes", "answer-objection.reasons": "已要求调整排烟口位置",
      ])
    #expect(answered.status == 303, "\(answered.text)")
    let reply = CaseLink.document(case: id, name: "objectionReply").path
    #expect(try await bureau.get(reply, as: "reviewer-1").text.contains("居民丙"))
    #expect(try await bureau.get(reply, as: "applicant").status == 404)
    #expect(try await bureau.get(path(id)).text.contains("收到 1 件，已答复 1 件"))
  }

  @Test("What is wrong with an objection is said at its field, and the words stay")
  func faults() async throws {
    let id = try await bureau.reviewed().id
    try await publish(id)
    let answer = try await object(path(id), contact: "12", text: "油烟口正对居民楼")
    #expect(answer.status == 422 && answer.text.contains("href=\"#f-contact\""))
    #expect(answer.text.contains("油烟口正对居民楼"))
    #expect(try await object(path(id), text: " ").status == 422)
    let long = String(repeating: "长", count: 2_001)
    #expect(try await object(path(id), text: long).status == 422)
    #expect(try await bureau.get(path(id)).text.contains("收到 0 件"))
  }

  @Test("Somebody who sends one after the other has to wait, and keeps his words")
  func limited() async throws {
    let id = try await bureau.reviewed().id
    try await publish(id)
    var statuses: [Int] = []
    for _ in 1...6 { statuses.append(try await object(path(id)).status) }
    #expect(statuses == [303, 303, 303, 303, 303, 429])
    let last = try await object(path(id), text: "另一件异议")
    #expect(last.status == 429 && last.text.contains("另一件异议"))
  }

  @Test("What has ended stays listed, and takes no objection any more")
  func ended() async throws {
    let id = try await bureau.reviewed().id
    try await publish(id)
    let page = try await bureau.get(path(id)).text
    #expect(page.contains("提交异议"))
    let withdrawn = try await bureau.take(
      "withdraw-notice", id, as: "reviewer-1",
      ["step": "withdraw-notice", "withdraw-notice.reasons": "内容有误，重新公示"])
    #expect(withdrawn.status == 303)
    #expect(try await bureau.get(path(id)).text.contains("已撤回"))
    try await publish(id, "更正后重新公示。")
    // What is meant for the first does not go to the second.
    let late = try await object(path(id))
    #expect(late.status == 409 && late.text.contains("公示已经结束"))
    #expect(try await bureau.open(id).state.publicNotices.objections.isEmpty)
    try bureau.go(to: "2026-12-03")
    let list = try await bureau.get(CaseLink.notices.path).text
    #expect(list.contains("公示期满") && list.contains("已撤回"))
    let decided = try await bureau.take(
      "decide", id, as: "approver",
      ["step": "decide", "granted": "yes", "decisionReasons": "公示期满，没有异议。"])
    #expect(decided.status == 303, "\(decided.text)")
  }

  @Test("The list goes on where it stopped, each notice once")
  func pages() async throws {
    let id = try await bureau.reviewed().id
    for _ in 1...3 {
      try await publish(id)
      _ = try await bureau.take(
        "withdraw-notice", id, as: "reviewer-1",
        ["step": "withdraw-notice", "withdraw-notice.reasons": "重新公示"])
    }
    var found: [String] = []
    var path: String? = "\(CaseLink.notices.path)?limit=2"
    while let next = path {
      let page = try await bureau.get(next).text
      found += page.matches(of: /href="\/notices\/([0-9a-f]+)"/).map { String($0.1) }
      path = page.firstMatch(of: /href="([^"]+)" rel="next"/)
        .map { String($0.1).replacing("&amp;", with: "&") }
    }
    #expect(found.count == 3 && Set(found).count == 3)
  }

  @Test("The table of notices follows from the events")
  func rebuilt() async throws {
    let id = try await bureau.reviewed().id
    try await publish(id)
    _ = try await object(path(id))
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
    #expect(try await bureau.journal.verify { Issue.record("\($0)") }.isSound)
  }
}
