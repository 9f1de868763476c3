// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("Applying, from the guide's questions to the receipt")
struct ApplyPagesTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private var item: ItemVersion {
    get throws { try bureau.item }
  }

  /// The values of a complete form, as a browser sends them.
  private func entered() throws -> [(name: String, value: String)] {
    let answers = try bureau.application.answers(for: try item)
      .map { (name: "answers.\($0.key)", value: $0.value) }
    return answers + [("applicant.phone", "13800000001")]
  }

  private func uploads() throws -> [(field: String, name: String, content: String)] {
    try bureau.application.files(of: try item)
      .map { ("files.\($0.key)", "\($0.key).pdf", Application.pdf($0.key)) }
  }

  private func begin(_ id: String = "applicant") async throws -> String {
    let pairs = Application.foodLicence.situation.map {
      (name: "situation.\($0.key)", value: $0.value)
    }
    let answer = try await bureau.browser(id).upload(
      CaseLink.apply(Application.foodLicence.code).path, pairs)
    #expect(answer.status == 303, "\(answer.text)")
    return answer.location
  }

  @Test("Questions that are not answered are told at their places, and what was answered stays")
  func unanswered() async throws {
    let path = CaseLink.apply(Application.foodLicence.code).path
    let page = try await bureau.browser("applicant").get("\(path)?business=catering")
    #expect(page.status == 200)
    #expect(page.text.contains("data-when=\"situation.business=catering|canteen\""))
    let answer = try await bureau.browser("applicant").post(
      path, ["situation.business": "catering", "situation.premises": "rented"])
    #expect(answer.status == 422)
    #expect(answer.text.contains("href=\"#f-situation.entity\""))
    #expect(answer.text.contains("value=\"rented\" checked"))
  }

  @Test("An unknown item is not found, and a stranger signs in first")
  func unknownItem() async throws {
    #expect(try await bureau.browser("applicant").get("/apply/nothing").status == 404)
    let path = CaseLink.apply(Application.foodLicence.code).path
    #expect(try await Rehearsal(bureau.site).get(path).location.hasPrefix("/sign-in"))
    #expect(try await bureau.browser("clerk").get(path).status == 403)
  }

  @Test("The whole way: questions, draft, files, submission, receipt, list")
  func wholeWay() async throws {
    let applicant = bureau.browser("applicant")
    let draft = try await begin()
    let empty = try await applicant.get(draft)
    #expect(empty.status == 200 && empty.text.contains("已完成 1/"))
    #expect(empty.text.contains("免提交") && empty.text.contains("示范 · 申请人甲"))

    let saved = try await applicant.upload(
      draft, try entered() + [("action", "save")], files: try uploads())
    #expect(saved.status == 303 && saved.location == draft)
    let full = try await applicant.get(draft)
    let total = try #require(full.text.firstMatch(of: /已完成 (\d+)\/(\d+)/))
    #expect(total.1 == total.2)
    #expect(full.text.contains("热干面 &lt;馆&gt;") && full.text.contains("floor_plan.pdf"))
    #expect(try await applicant.get("/drafts").text.contains(draft))

    let sent = try await applicant.upload(
      draft, try entered() + [("action", "submit"), ("truth", "true"), ("key", "k1")])
    #expect(sent.status == 303, "\(sent.text)")
    #expect(sent.location.hasPrefix("/cases/"))
    let page = try await applicant.get(sent.location)
    #expect(page.status == 200)
    #expect(page.text.contains("已收件，待受理") && page.text.contains("江汉审批收字〔2026〕1号"))
    #expect(page.text.contains("110105") == true)
    let list = try await applicant.get("/cases")
    #expect(list.text.contains("href=\"\(sent.location)\"") && list.text.contains("剩 5 个工作日"))
    #expect(try await applicant.get(draft).status == 404)
  }

  @Test("The same submission sent twice makes one case")
  func twice() async throws {
    let applicant = bureau.browser("applicant")
    let draft = try await begin()
    let form = try entered() + [("action", "submit"), ("truth", "true"), ("key", "k1")]
    let first = try await applicant.upload(draft, form, files: try uploads())
    let second = try await applicant.upload(draft, form, files: try uploads())
    #expect(first.status == 303 && second.status == 303)
    #expect(first.location == second.location)
    let actor = try Bureau.actor("applicant")
    #expect(try await bureau.desk.list(CaseFilter(), for: actor).count == 1)
  }

  @Test(
    "An incomplete submission names every fault with a link to its field, and keeps what was typed")
  func incomplete() async throws {
    let applicant = bureau.browser("applicant")
    let draft = try await begin()
    let answer = try await applicant.upload(
      draft,
      [
        ("action", "submit"), ("truth", "true"), ("applicant.phone", "123"),
        ("answers.entity_name", "晓岚小面馆"), ("answers.uscc", "92420103MA4K1234X5"),
      ])
    #expect(answer.status == 422)
    for field in ["applicant.phone", "answers.uscc", "answers.scope", "files.floor_plan"] {
      #expect(answer.text.contains("href=\"#f-\(field)\""), "\(field)")
      #expect(answer.text.contains("id=\"f-\(field)\""), "\(field)")
    }
    #expect(answer.text.contains("晓岚小面馆"))
    #expect(answer.text.contains("role=\"alert\""))
    let actor = try Bureau.actor("applicant")
    #expect(try await bureau.desk.list(CaseFilter(), for: actor).isEmpty)
  }

  @Test("Nothing is submitted before the applicant vouches for its truth")
  func truth() async throws {
    let draft = try await begin()
    let answer = try await bureau.browser("applicant").upload(
      draft, try entered() + [("action", "submit")], files: try uploads())
    #expect(answer.status == 422 && answer.text.contains("href=\"#f-truth\""))
    let empty = try await bureau.browser("applicant").upload(
      try await begin(), [("action", "submit")])
    #expect(empty.text.contains("href=\"#f-truth\""))
    #expect(empty.text.contains("href=\"#f-answers.scope\""), "not everything is told at once")
  }

  @Test(
    "A file that is not what it should be is refused with a reason, and the rest is kept",
    arguments: [
      ("plan.pdf", "MZ\u{1}program", 422, "可执行程序"),
      ("plan.pdf", "hello", 422, "文件内容与扩展名不符"),
      ("plan.txt", "hello", 415, "不接受这种文件"),
      ("plan.pdf", "", 422, "文件是空的"),
    ])
  func wrongFile(name: String, content: String, status: Int, words: String) async throws {
    let applicant = bureau.browser("applicant")
    let draft = try await begin()
    let answer = try await applicant.upload(
      draft, [("action", "save"), ("answers.scope", "热食类食品制售")],
      files: [
        ("files.floor_plan", name, content), ("files.lease", "lease.pdf", Application.pdf()),
      ])
    #expect(answer.status == status)
    #expect(answer.text.contains(words) && answer.text.contains("href=\"#f-files.floor_plan\""))
    let page = try await applicant.get(draft).text
    #expect(page.contains("热食类食品制售") && page.contains("lease.pdf"))
    #expect(!page.contains(name))
  }

  @Test("A file too large for the route is refused before it is read")
  func tooLarge() async throws {
    let draft = try await begin()
    let answer = try await bureau.browser("applicant").upload(
      draft, [],
      files: [
        ("files.floor_plan", "plan.pdf", String(repeating: "x", count: 26 * 1024 * 1024))
      ])
    #expect(answer.status == 413)
  }

  @Test("A file of a draft can be taken out again")
  func remove() async throws {
    let applicant = bureau.browser("applicant")
    let draft = try await begin()
    _ = try await applicant.upload(
      draft, [("action", "save")], files: [("files.lease", "lease.pdf", Application.pdf())])
    let page = try await applicant.get(draft).text
    let value = try #require(page.firstMatch(of: /name="remove" value="([^"]+)"/)).1
    let answer = try await applicant.upload(draft, [("remove", String(value))])
    #expect(answer.status == 303)
    #expect(!(try await applicant.get(draft).text.contains("lease.pdf")))
  }

  @Test("Nobody opens, changes, submits or discards another's draft")
  func foreignDraft() async throws {
    let draft = try await begin()
    let other = bureau.browser("shop")
    #expect(try await other.get(draft).status == 404)
    #expect(try await other.upload(draft, [("action", "save")]).status == 404)
    #expect(
      try await other.upload(draft, [("action", "submit"), ("truth", "true"), ("key", "k")])
        .status == 404)
    #expect(try await other.post(draft + "/discard").status == 404)
    #expect(try await bureau.browser("applicant").get(draft).status == 200)
  }

  @Test("Who an account belongs to is not typed over, and an agent names his principal")
  func parties() async throws {
    let draft = try await begin()
    let id = try #require(draft.split(separator: "/").last).description
    _ = try await bureau.browser("applicant").upload(
      draft, [("applicant.name", "冒名者"), ("applicant.phone", "13900000000")])
    let own = try await bureau.desk.draft(id, for: Bureau.actor("applicant")).filing
    #expect(own.applicant.name == "示范 · 申请人甲" && own.applicant.phone == "13900000000")

    let errand = try await begin("agent")
    let errandID = try #require(errand.split(separator: "/").last).description
    _ = try await bureau.browser("agent").upload(
      errand,
      [
        ("applicant.name", "李晓岚"), ("applicant.code", "11010519491231002x"),
        ("applicant.phone", "13900000000"), ("agent.name", "别人"),
      ])
    let filing = try await bureau.desk.draft(errandID, for: Bureau.actor("agent")).filing
    #expect(filing.applicant.name == "李晓岚" && filing.applicant.code == "11010519491231002X")
    #expect(filing.agent?.name == "示范 · 代办人乙")
  }
}
