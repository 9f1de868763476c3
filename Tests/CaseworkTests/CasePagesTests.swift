// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

@Suite("A case's page, and what the applicant does with it")
struct CasePagesTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private var applicant: Rehearsal { bureau.browser("applicant") }

  @Test("Another's case, files and documents are not found, by page or by download")
  func foreign() async throws {
    let receipt = try await bureau.file()
    let file = try await bureau.desk.open(receipt.id, for: Bureau.actor("applicant"))
    let digest = try #require(file.filing?.files.first).digest.description
    let other = bureau.browser("shop")
    for path in [
      CaseLink.case(receipt.id).path, CaseLink.clock(receipt.id).path,
      CaseLink.supplement(receipt.id).path, CaseLink.withdraw(receipt.id).path,
      CaseLink.file(case: receipt.id, digest: digest).path,
      CaseLink.document(case: receipt.id, name: "receipt").path,
    ] {
      #expect(try await other.get(path).status == 404, "\(path)")
      #expect(try await applicant.get(path).status == 200, "\(path)")
      #expect(try await Rehearsal(bureau.site).get(path).status == 303, "\(path)")
    }
    #expect(try await other.post(CaseLink.reveal(receipt.id).path).status == 404)
    #expect(try await other.upload(CaseLink.supplement(receipt.id).path, []).status == 404)
    let withdrawn = try await other.post(
      CaseLink.withdraw(receipt.id).path, ["confirm": "true"])
    #expect(withdrawn.status == 404)
  }

  @Test("A file is saved, never run: an attachment whose type is not guessed")
  func download() async throws {
    let receipt = try await bureau.file()
    let file = try await bureau.desk.open(receipt.id, for: Bureau.actor("applicant"))
    let filed = try #require(file.filing?.files.first)
    let path = CaseLink.file(case: receipt.id, digest: filed.digest.description).path
    let answer = try await applicant.get(path)
    #expect(answer.header("Content-Type") == "application/pdf")
    #expect(answer.header("Content-Disposition")?.hasPrefix("attachment;") == true)
    #expect(answer.header("X-Content-Type-Options") == "nosniff")
    #expect(answer.bytes.count == filed.size)
    for wrong in ["0", String(repeating: "0", count: 64)] {
      let path = CaseLink.file(case: receipt.id, digest: wrong).path
      #expect(try await applicant.get(path).status == 404)
    }
  }

  @Test("The page shows the clock with its article, the days and the reasons")
  func clock() async throws {
    let receipt = try await bureau.file()
    let page = try await applicant.get(CaseLink.case(receipt.id).path).text
    #expect(page.contains("行政许可法第三十二条第一款第四项") && page.contains("逐日说明"))
    #expect(page.contains("2026-11-30") && page.contains("class=\"clock-bar\""))
  }

  @Test("What the due day was as seen on a day is answered for any day")
  func asOf() async throws {
    let receipt = try await bureau.file()
    try bureau.go(to: "2026-11-25")
    try await bureau.take(.accept, with: receipt.id, by: "clerk")
    try bureau.go(to: "2026-12-01")
    let path = CaseLink.clock(receipt.id).path
    let before = try await applicant.get("\(path)?as-of=2026-11-24").text
    #expect(before.contains("剩 4 个工作日") && !before.contains("承诺办结时限"))
    let after = try await applicant.get("\(path)?as-of=2026-11-26").text
    #expect(after.contains("承诺办结时限") && after.contains("datetime=\"2026-12-02\""))
    #expect(try await applicant.get("\(path)?as-of=2026-11-20").text.contains("还没有收到申请"))
    let wrong = try await applicant.get("\(path)?as-of=2026-02-30")
    #expect(wrong.status == 422 && wrong.text.contains("日期应当是真实存在的"))
  }

  @Test("Staff see identity numbers masked; showing them in full is recorded")
  func reveal() async throws {
    let receipt = try await bureau.file()
    let clerk = bureau.browser("clerk")
    let path = CaseLink.case(receipt.id).path
    let masked = try await clerk.get(path).text
    #expect(masked.contains("110105********002X") && !masked.contains("11010519491231002X"))
    #expect(masked.contains("138****0001") && !masked.contains("13800000001"))
    #expect(try await applicant.get(path).text.contains("11010519491231002X"))
    let before = try await notes()
    let full = try await clerk.post(CaseLink.reveal(receipt.id).path)
    #expect(full.status == 200 && full.text.contains("11010519491231002X"))
    #expect(full.header("Cache-Control") == "no-store")
    #expect(try await notes() == before + 1)
    #expect(!(try await clerk.get(path).text.contains("11010519491231002X")))
  }

  private func notes() async throws -> Int {
    try await bureau.desk.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM journal_event WHERE kind = 'privacy'")
    }
  }

  @Test("The supplements are handed in all at once; what is missing is named, what came stays")
  func supplement() async throws {
    let receipt = try await bureau.file()
    try await bureau.notice(
      receipt.id,
      [("floor_plan", "缺少面积标注"), ("lease", "缺少末页"), ("scope", "项目名称不规范")])
    let page = try await applicant.get(CaseLink.case(receipt.id).path).text
    #expect(page.contains("缺少面积标注") && page.contains("缺少末页") && page.contains("提交补正"))
    let path = CaseLink.supplement(receipt.id).path
    #expect(try await applicant.get(path).text.contains("项目名称不规范"))

    let part = try await applicant.upload(
      path, [("answers.scope", "热食类食品制售")],
      files: [("files.floor_plan", "plan-2.pdf", Application.pdf("new"))])
    #expect(part.status == 422 && part.text.contains("href=\"#f-files.lease\""))
    #expect(part.text.contains("plan-2.pdf") && part.text.contains("热食类食品制售"))
    let kept = try #require(
      part.text.firstMatch(of: /name="kept.floor_plan"\s+value="([0-9a-f]+)"/)
    ).1

    let whole = try await applicant.upload(
      path, [("answers.scope", "热食类食品制售"), ("kept.floor_plan", String(kept))],
      files: [("files.lease", "lease-2.pdf", Application.pdf("new lease"))])
    #expect(whole.status == 303, "\(whole.text)")
    let file = try await bureau.desk.open(receipt.id, for: Bureau.actor("applicant"))
    #expect(file.state.phase == .received)
    #expect(file.filing?.answers["scope"] == "热食类食品制售")
    #expect(file.filing?.files.contains { $0.name == "plan-2.pdf" } == true)
    #expect(file.filing?.files.contains { $0.name == "floor_plan.pdf" } == false)
    // There is nothing to supplement any more.
    #expect(try await applicant.upload(path, []).status != 303)
  }

  @Test("A withdrawal is asked for once more, then closes the case with its document")
  func withdraw() async throws {
    let receipt = try await bureau.file()
    let path = CaseLink.withdraw(receipt.id).path
    #expect(try await applicant.post(path, ["reasons": "计划改变"]).status == 422)
    let done = try await applicant.post(path, ["reasons": "计划改变", "confirm": "true"])
    #expect(done.status == 303)
    let page = try await applicant.get(CaseLink.case(receipt.id).path).text
    #expect(page.contains("已撤回") && page.contains("计划改变") && page.contains("撤字〔2026〕1号"))
    let again = try await applicant.post(path, ["confirm": "true"])
    #expect(again.status == 409 && again.text.contains("不能“撤回申请”"))
  }

  @Test("Somebody who saw an older version does not act on it")
  func stale() async throws {
    let receipt = try await bureau.file()
    let page = try await applicant.get(CaseLink.withdraw(receipt.id).path).text
    let version = try #require(page.firstMatch(of: /name="version" value="(\d+)"/)).1
    try await bureau.take(.accept, with: receipt.id, by: "clerk")
    let answer = try await applicant.post(
      CaseLink.withdraw(receipt.id).path, ["confirm": "true", "version": String(version)])
    #expect(answer.status == 409)
    #expect(answer.text.contains("有了变化") && answer.text.contains("name=\"reasons\""))
  }

  @Test("The decision stands on the page with its reasons, and a refusal with its remedies")
  func decision() async throws {
    let receipt = try await bureau.file()
    try await bureau.decide(receipt.id, granted: false, reasons: "加工场所面积不足。")
    let page = try await applicant.get(CaseLink.case(receipt.id).path).text
    #expect(page.contains("加工场所面积不足") && page.contains("行政复议法第二十条"))
    #expect(!page.contains("现场与图纸相符"))
    let staff = try await bureau.browser("approver").get(CaseLink.case(receipt.id).path)
    #expect(staff.text.contains("现场与图纸相符"))
  }

  @Test("Silence for five working days is shown as acceptance by the law")
  func deemed() async throws {
    let receipt = try await bureau.file()
    try bureau.go(to: "2026-12-01")
    try await bureau.fireDeadlines()
    let page = try await applicant.get(CaseLink.case(receipt.id).path).text
    #expect(page.contains("视为受理") && page.contains("系统（依法视为受理）"))
    let document = try await applicant.get(
      CaseLink.document(case: receipt.id, name: "acceptance").path)
    #expect(document.text.contains("自收到申请材料之日（2026年11月23日）起即为受理"))
  }

  @Test("A long list goes on where it stopped, each case once")
  func pages() async throws {
    var ids: Set<String> = []
    for _ in 0..<5 { ids.insert(try await bureau.file().id) }
    var found: [String] = []
    var path: String? = "/cases?limit=2"
    while let next = path {
      let page = try await applicant.get(next).text
      found += page.matches(of: /<a href="\/cases\/([^"\/?]+)">/).map { String($0.1) }
      path = page.firstMatch(of: /href="([^"]+)" rel="next"/)
        .map { String($0.1).replacing("&amp;", with: "&") }
    }
    #expect(found.count == 5 && Set(found) == ids)
  }
}
