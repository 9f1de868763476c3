// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("The workbench and the steps of the staff")
struct DeskPagesTests {
  /// A Monday without holidays near it.
  private func trial() async throws -> Bureau {
    try await Bureau(.smallCatering, on: "2026-11-23")
  }

  // MARK: Who sees which step

  @Test("Each role sees the forms of its own steps only, as the phase allows")
  func ownSteps() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let receiving = ["accept", "notice", "correct", "not-required", "refuse"]
    #expect(try await trial.forms(id, as: "clerk") == receiving)
    #expect(try await trial.forms(id, as: "approver") == receiving)
    #expect(try await trial.forms(id, as: "helper") == ["correct"])
    for name in ["reviewer-1", "supervisor", "applicant"] {
      #expect(try await trial.forms(id, as: name).isEmpty)
    }
    _ = try await trial.take("accept", id, as: "clerk")
    #expect(try await trial.forms(id, as: "reviewer-1") == ["review"])
    for name in ["clerk", "helper", "approver", "supervisor"] {
      #expect(try await trial.forms(id, as: name).isEmpty)
    }
    let page = try await trial.get(CaseLink.case(id).path, as: "approver").text
    #expect(page.contains("还需要 2 名工作人员提出审查意见"))
    #expect(page.contains("行政许可法第三十四条第三款"))
  }

  @Test("What is too late is asked of the bureau's own calendar, with its loaded notices")
  func loadedNotice() async throws {
    let statutory = HolidayLaw.holidays(in: 2027).map { "\($0.day),off,\($0.name)" }
    let extra = ["2027-03-02", "2027-03-03", "2027-03-04"].map { "\($0),off,补假" }
    let notice = try HolidayNotice(
      year: 2027, csv: (["date,kind,holiday"] + Set(statutory) + extra).joined(separator: "\n"))
    let calendar = try WorkCalendar.china.adding(notice: notice)
    let trial = try await Bureau(.smallCatering, on: "2027-03-01", calendar: calendar)
    let id = try await trial.file().id
    // Five working days end on 8 March by the law alone, and on 11 March by the notice.
    try trial.go(to: "2027-03-11")
    #expect(try await trial.forms(id, as: "clerk").contains("notice"))
    #expect(try await trial.forms(id, as: "clerk").contains("refuse"))
    try trial.go(to: "2027-03-12")
    #expect(try await !trial.forms(id, as: "clerk").contains("notice"))
  }

  @Test("A role that has no part in a step is turned away, and nothing happens")
  func foreignStep() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    #expect(try await trial.take("accept", id, as: "reviewer-1").status == 403)
    #expect(try await trial.take("accept", id, as: "applicant").status == 403)
    #expect(try await trial.open(id).state.phase == .received)
  }

  @Test("A reviewer of another section sees neither the case in his list nor the case itself")
  func otherDepartment() async throws {
    let trial = try await trial()
    let receipt = try await trial.file()
    _ = try await trial.take("accept", receipt.id, as: "clerk")
    let list = try await trial.get("/desk?list=open", as: "market-reviewer-1")
    #expect(list.status == 200)
    #expect(!list.text.contains(receipt.id))
    #expect(!list.text.contains(CaseLink.case(receipt.id).path))
    #expect(
      try await trial.get(CaseLink.case(receipt.id).path, as: "market-reviewer-1").status == 404)
    let review = try await trial.take(
      "review", receipt.id, as: "market-reviewer-1", ["passed": "yes", "opinion": "通过。"])
    #expect(review.status == 404)
    let search = try await trial.get("/desk?q=\(receipt.number)", as: "market-reviewer-1")
    #expect(search.status == 200)
    #expect(try await trial.open(receipt.id).state.reviews.isEmpty)
  }

  // MARK: The steps

  @Test("Accepting leads back to the case, names the document and offers its print")
  func accept() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let answer = try await trial.take("accept", id, as: "clerk")
    #expect(answer.status == 303)
    #expect(answer.header("Location") == "/cases/\(id)?made=acceptance")
    let page = try await trial.get("/cases/\(id)?made=acceptance", as: "clerk").text
    #expect(page.contains("受理通知书"))
    #expect(page.contains(CaseLink.document(case: id, name: "acceptance").path))
    #expect(try await trial.open(id).state.phase == .accepted)
  }

  @Test("A notice tells everything at once; empty, or ticked without words, it is refused")
  func notice() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let empty = try await trial.take("notice", id, as: "clerk", ["step": "notice"])
    #expect(empty.status == 422)
    #expect(empty.text.contains("第三十二条第一款第四项"))
    let silent = try await trial.take(
      "notice", id, as: "clerk", ["step": "notice", "told": "material.floor_plan"])
    #expect(silent.status == 422)
    #expect(silent.text.contains("id=\"f-problem.material.floor_plan-fault\""))
    #expect(silent.text.contains("value=\"material.floor_plan\" checked"))
    let full = try await trial.take(
      "notice", id, as: "clerk",
      [
        "step": "notice", "told": "material.floor_plan",
        "problem.material.floor_plan": "没有标明清洗消毒的位置。",
        "problem.field.dishes": "请写明是否经营凉菜。",
      ])
    #expect(full.status == 303)
    let file = try await trial.open(id)
    #expect(file.state.phase == .supplementing)
    #expect(file.notice?.entries.map(\.target) == ["floor_plan", "dishes"])
  }

  @Test(
    "A second supplement notice is refused with article 32, on its page and when sent all the same")
  func secondNotice() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let form: KeyValuePairs = [
      "step": "notice", "problem.material.floor_plan": "没有标明清洗消毒的位置。",
    ]
    _ = try await trial.take("notice", id, as: "clerk", form)
    _ = try await trial.desk.amend(
      id, as: .supplement, answers: ["dishes": "热干面、豆皮"], files: [],
      by: try Bureau.actor("applicant"), expecting: nil)
    #expect(
      try await trial.forms(id, as: "clerk") == ["accept", "correct", "not-required", "refuse"])
    let page = try await trial.get(CaseLink.case(id).path, as: "clerk").text
    #expect(page.contains("本件已经一次性告知过补正内容"))
    let again = try await trial.take("notice", id, as: "clerk", form)
    #expect(again.status == 409)
    #expect(again.text.contains("行政许可法第三十二条第一款第四项"))
    #expect(try await trial.open(id).state.phase == .received)
  }

  @Test("A correction on the spot keeps what was not touched, and refuses to correct nothing")
  func correct() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let before = try await trial.open(id).filing
    let shown = try #require(before?.answers.filter { $0.key != "legal_person_id" })
    let pairs = shown.map { ("answers.\($0.key)", $0.key == "contact_phone" ? "" : $0.value) }
    let body = { (dishes: String) in
      pairs.map { "\($0.0)=\($0.0 == "answers.dishes" ? dishes : $0.1)" }.joined(separator: "&")
    }
    let post = { (dishes: String) in
      try await trial.browser("helper").send(
        .post, "/cases/\(id)/steps/correct",
        ["Content-Type": "application/x-www-form-urlencoded"],
        body: body(dishes) + "&csrf=\(Bureau.csrf)&step=correct")
    }
    #expect(try await post(Application.text).status == 422)
    #expect(try await post("豆皮").status == 303)
    let after = try await trial.open(id).filing
    #expect(after?.answers["dishes"] == "豆皮")
    #expect(after?.answers["legal_person_id"] == before?.answers["legal_person_id"])
    #expect(after?.answers["contact_phone"] == before?.answers["contact_phone"])
    #expect(after?.files == before?.files)
    #expect(try await post("").status == 422)
  }

  @Test("Refusing to accept needs reasons and the body that is competent, both kept as one text")
  func refuseAcceptance() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let bare = try await trial.take("refuse", id, as: "clerk", ["step": "refuse"])
    #expect(bare.status == 422)
    #expect(bare.text.contains("第三十二条第一款第二项"))
    let half = try await trial.take(
      "refuse", id, as: "clerk", ["step": "refuse", "refusalReasons": "不属于本局职权范围。"])
    #expect(half.status == 422)
    #expect(half.text.contains("不属于本局职权范围。"))
    let whole = try await trial.take(
      "refuse", id, as: "clerk",
      ["refusalReasons": "不属于本局职权范围。", "competentBody": "武汉市市场监督管理局"])
    #expect(whole.status == 303)
    let file = try await trial.open(id)
    #expect(file.state.phase == .notAccepted)
    #expect(file.text(file.state.reasons) == "不属于本局职权范围。\n请向有权机关申请：武汉市市场监督管理局")
  }

  @Test("An opinion is kept word for word under the digest of the event; nobody gives two")
  func review() async throws {
    let trial = try await trial()
    let id = try await trial.reviewed().id
    let file = try await trial.open(id)
    #expect(file.state.reviews.map { file.text($0.opinion) } == ["平面图与现场一致。", "平面图与现场一致。"])
    let again = try await trial.take(
      "review", id, as: "reviewer-1", ["step": "review", "passed": "no", "opinion": "改变主意。"])
    #expect(again.status == 409)
    #expect(again.text.contains("您已经提出过审查意见"))
    let undecided = try await trial.take("review", id, as: "reviewer-2", ["opinion": "通过。"])
    #expect(undecided.status == 422)
  }

  @Test("Whoever has received a case may not decide it, and is told why")
  func fourEyes() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    _ = try await trial.take("accept", id, as: "approver")
    for name in ["reviewer-1", "reviewer-2"] {
      _ = try await trial.take(
        "review", id, as: name, ["passed": "yes", "opinion": "符合条件。"])
    }
    #expect(try await trial.forms(id, as: "approver").isEmpty)
    let decision: KeyValuePairs = [
      "step": "decide", "granted": "yes", "decisionReasons": "符合法定条件。",
    ]
    let answer = try await trial.take("decide", id, as: "approver", decision)
    #expect(answer.status == 403)
    #expect(answer.text.contains("收件、受理和决定应由不同的人办理"))
    #expect(try await trial.open(id).state.isGranted == nil)
    #expect(try await trial.take("decide", id, as: "approver-2", decision).status == 303)
    #expect(try await trial.open(id).state.isGranted == true)
  }

  @Test("A decision without reasons is refused with article 38, and what was chosen stays")
  func decisionWithoutReasons() async throws {
    let trial = try await trial()
    let id = try await trial.reviewed().id
    let answer = try await trial.take(
      "decide", id, as: "approver", ["step": "decide", "granted": "no", "decisionReasons": " "])
    #expect(answer.status == 422)
    #expect(answer.text.contains("第三十八条第二款"))
    #expect(answer.text.contains("id=\"f-decisionReasons-fault\""))
    #expect(answer.text.contains("value=\"no\" checked"))
    #expect(try await trial.open(id).state.isGranted == nil)
  }

  @Test("A refusal is delivered, and the case is concluded")
  func deliver() async throws {
    let trial = try await trial()
    let id = try await trial.reviewed().id
    _ = try await trial.take(
      "decide", id, as: "approver", ["granted": "no", "decisionReasons": "场所不符合条件。"])
    #expect(try await trial.forms(id, as: "clerk") == ["deliver"])
    #expect(try await trial.take("deliver", id, as: "clerk", ["step": "deliver"]).status == 422)
    let answer = try await trial.take("deliver", id, as: "clerk", ["method": "express"])
    #expect(answer.header("Location") == "/cases/\(id)?made=deliveryRecord")
    #expect(try await trial.open(id).state.phase == .concluded)
  }

  @Test("Of two clerks at once one wins; the other learns what has happened, and keeps his words")
  func twoClerks() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let version = String(try await trial.open(id).version)
    let first = try await trial.take("accept", id, as: "clerk", ["version": version])
    let second = try await trial.take(
      "not-required", id, as: "clerk-2",
      ["version": version, "notRequiredReasons": "依法不需要许可。"])
    #expect(first.status == 303)
    #expect(second.status == 409)
    #expect(second.text.contains("其他人已经办理了本件"))
    #expect(second.text.contains("已受理，审查中"))
    #expect(second.text.contains("依法不需要许可。"))
    #expect(second.text.contains("href=\"\(CaseLink.case(id).path)\""))
    #expect(try await trial.open(id).state.phase == .accepted)
  }

  @Test("That somebody was faster is said before what is wrong with a form")
  func changedBeforeFaults() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let version = String(try await trial.open(id).version)
    _ = try await trial.take("accept", id, as: "clerk", ["version": version])
    let answer = try await trial.take(
      "refuse", id, as: "clerk-2", ["version": version, "refusalReasons": "不属于本局职权范围。"])
    #expect(answer.status == 409)
    #expect(answer.text.contains("其他人已经办理了本件"))
    #expect(answer.text.contains("不属于本局职权范围。"))
  }

  @Test("Asking again for the page of a step leads back to the case")
  func again() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let answer = try await trial.get(CaseLink.step(id, "accept").path, as: "clerk")
    #expect(answer.status == 303)
    #expect(answer.header("Location") == CaseLink.case(id).path)
  }

  @Test("The same form sent twice is done once")
  func twice() async throws {
    let trial = try await trial()
    let id = try await trial.file().id
    let version = String(try await trial.open(id).version)
    let form: KeyValuePairs = ["step": "accept", "version": version, "key": "k1"]
    #expect(try await trial.take("accept", id, as: "clerk", form).status == 303)
    #expect(try await trial.take("accept", id, as: "clerk", form).status == 303)
    #expect(try await trial.open(id).documents.count { $0.kind == .acceptance } == 1)
  }
}
