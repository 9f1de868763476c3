// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Oversight

@Suite("The pages of supervision")
struct PagesTests {
  /// A trial with a yellow card and an alert on the section's case.
  private func late() async throws -> (trial: OversightTrial, id: String, card: CardRow) {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-11-27")
    return (trial, id, try await trial.card("S01", of: id))
  }

  private func page(
    _ trial: OversightTrial, _ path: String, as name: String
  ) async throws -> String {
    let answer = try await trial.bureau.get(path, as: name)
    #expect(answer.status == 200, "\(path) as \(name)")
    return answer.text
  }

  @Test("the screen shows what is late, near and open, changes by itself, and leads on")
  func screen() async throws {
    let (trial, id, card) = try await late()
    let screen = try await page(trial, "/oversight", as: "supervisor")
    for text in ["data-live", card.number, "/cases/\(id)", "99.75", "2026年11月30日", "审查环节超时"] {
      #expect(screen.contains(text), "\(text)")
    }
    let section = try await page(trial, "/oversight", as: "section-head")
    #expect(section.contains(card.number))
    let other = try await page(trial, "/oversight", as: "market-approver")
    #expect(!other.contains(card.number) && !other.contains(id))
    #expect(try await trial.bureau.get("/oversight", as: "applicant").status == 403)
  }

  @Test("the page of a card shows the facts of then, and to each just the forms that are his")
  func card() async throws {
    let (trial, _, card) = try await late()
    let path = "/oversight/cards/\(card.id)"
    let head = try await page(trial, path, as: "section-head")
    #expect(head.contains("发牌时的事实") && head.contains("2026年11月26日"))
    #expect(head.contains("\(path)/answer\"") && head.contains("\(path)/appeal\""))
    #expect(!head.contains("\(path)/cancel\""))
    let supervisor = try await page(trial, path, as: "supervisor")
    #expect(supervisor.contains("\(path)/cancel\"") && !supervisor.contains("\(path)/answer\""))
    #expect(try await trial.bureau.get(path, as: "market-approver").status == 404)
  }

  @Test("a unit answers by the form; an empty answer is told at its field; the supervisor closes")
  func answering() async throws {
    let (trial, _, card) = try await late()
    let path = "/oversight/cards/\(card.id)"
    let head = trial.bureau.browser("section-head")
    let empty = try await head.post(
      "\(path)/answer", ["step": "answer", "answer": " ", "version": "1"])
    #expect(empty.status == 422 && empty.text.contains("f-answer"))
    let sent = try await head.post(
      "\(path)/answer", ["step": "answer", "answer": "审查人员出差，已安排替岗。", "version": "1"])
    #expect(sent.status == 303 && sent.location == path)
    #expect(try await page(trial, path, as: "supervisor").contains("审查人员出差，已安排替岗。"))
    let stale = try await trial.bureau.browser("supervisor").post(
      "\(path)/close", ["step": "close", "close": "同意。", "version": "1"])
    #expect(stale.status == 409 && stale.text.contains("同意。"))
    let closed = try await trial.bureau.browser("supervisor").post(
      "\(path)/close", ["step": "close", "close": "同意。", "version": "2"])
    #expect(closed.status == 303)
    #expect(try await trial.card("S01", of: card.caseID).status == .closed)
  }

  @Test("the page of a case shows its cards to staff who may see them, and never to the applicant")
  func onTheCase() async throws {
    let (trial, id, card) = try await late()
    let path = "/cases/\(id)"
    #expect(try await page(trial, path, as: "supervisor").contains(card.number))
    #expect(try await page(trial, path, as: "supervisor").contains("/cases/\(id)/card"))
    #expect(try await page(trial, path, as: "section-head").contains(card.number))
    #expect(try await !page(trial, path, as: "clerk").contains(card.number))
    let applicant = try await page(trial, path, as: "applicant")
    #expect(!applicant.contains(card.number) && applicant.contains("/cases/\(id)/complain"))
  }

  @Test("a card by hand from the page of the case, with what was wrong told at its field")
  func byHand() async throws {
    let (trial, id, _) = try await late()
    let path = "/cases/\(id)/card"
    let supervisor = trial.bureau.browser("supervisor")
    #expect(try await page(trial, path, as: "supervisor").contains("F02"))
    let empty = try await supervisor.post(path, ["rule": "F02", "issue": ""])
    #expect(empty.status == 422 && empty.text.contains("href=\"#f-issue\""))
    let sent = try await supervisor.post(
      path, ["rule": "F02", "issue": "收取未列项目的费用。", "unit": OversightTrial.window])
    #expect(sent.status == 303 && sent.location.hasPrefix("/oversight/cards/"))
    #expect(try await trial.card("F02", of: id, .red).unit == OversightTrial.window)
    #expect(try await trial.bureau.get(path, as: "clerk").status == 403)
  }

  @Test("lists are paged by place and narrowed by filters")
  func lists() async throws {
    let trial = try await OversightTrial()
    for name in ["applicant", "shop", "agent"] { _ = try await trial.filed(by: name) }
    try await trial.pass(to: "2026-12-01")
    var filter = CardFilter()
    filter.level = .yellow
    let all = try await trial.bureau.oversight.page(filter, for: Bureau.actor("supervisor")).rows
    #expect(all.count > 2)
    var seen: [String] = []
    var path = "/oversight/cards?limit=2&level=yellow"
    for _ in all {
      let text = try await page(trial, path, as: "supervisor")
      seen += text.matches(of: /江汉监黄〔2026〕\d+号/).map { String($0.output) }
      guard let next = text.firstMatch(of: /href="([^"]*cursor=[^"]*)" rel="next"/) else { break }
      path = String(next.output.1).replacing("&amp;", with: "&")
    }
    #expect(seen == all.map(\.number))
    let none = try await page(trial, "/oversight/cards?month=2026-10&show=all", as: "supervisor")
    #expect(none.contains("没有符合条件的牌"))
    #expect(try await trial.bureau.get("/oversight/cards?month=x", as: "supervisor").status == 422)
    let alerts = try await page(trial, "/oversight/alerts", as: "supervisor")
    #expect(alerts.contains("预警"))
  }

  @Test("the month's scores as bars, as a table that leads to the cards, and as a file")
  func scores() async throws {
    let (trial, _, card) = try await late()
    let text = try await page(trial, "/oversight/scores?month=2026-11", as: "supervisor")
    for part in ["<svg", "bar-warn", "/oversight/cards/\(card.id)", "99.75", "level=yellow"] {
      #expect(text.contains(part), "\(part)")
    }
    let file = try await trial.bureau.get("/oversight/scores.csv?month=2026-11", as: "supervisor")
    #expect(
      file.header("Content-Type") == "text/csv; charset=utf-8" && file.text.contains(card.number))
    #expect(
      try await trial.bureau.get("/oversight/scores?month=11", as: "supervisor").status == 422)
  }

  @Test("the rules in force, their versions, and the file of each")
  func rules() async throws {
    let (trial, _, _) = try await late()
    let text = try await page(trial, "/oversight/rules", as: "supervisor")
    for rule in RuleBook.standard.rules { #expect(text.contains("id=\"\(rule.code)\"")) }
    let file = try await trial.bureau.get("/oversight/rules/1/file", as: "supervisor")
    #expect(file.text == RuleBook.standard.source)
    #expect(try await trial.bureau.get("/oversight/rules/9", as: "supervisor").status == 404)
  }

  @Test(
    "an applicant complains, the supervisor answers, the applicant reads it; what the section said is not his"
  )
  func complaint() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let applicant = trial.bureau.browser("applicant")
    let empty = try await applicant.post("/cases/\(id)/complain", ["complaint": ""])
    #expect(empty.status == 422 && empty.text.contains("href=\"#f-complaint\""))
    let sent = try await applicant.post("/cases/\(id)/complain", ["complaint": "等了太久。"])
    let path = sent.location
    #expect(sent.status == 303 && path.hasPrefix("/complaints/"))
    let supervisor = trial.bureau.browser("supervisor")
    #expect(try await supervisor.post("\(path)/take-up").status == 303)
    let head = trial.bureau.browser("section-head")
    #expect(try await head.post("\(path)/explain", ["explain": "当日窗口停电。"]).status == 303)
    let open = try await supervisor.post("\(path)/answer", ["step": "answer", "answer": "已核实。"])
    #expect(open.status == 422 && open.text.contains("f-justified"))
    let done = try await supervisor.post(
      "\(path)/answer", ["answer": "已核实并整改。", "justified": "yes"])
    #expect(done.status == 303)
    let read = try await page(trial, path, as: "applicant")
    #expect(read.contains("已核实并整改。") && !read.contains("当日窗口停电。"))
    #expect(try await page(trial, path, as: "section-head").contains("当日窗口停电。"))
    #expect(try await page(trial, "/oversight/complaints", as: "supervisor").contains(path))
    #expect(try await trial.bureau.get(path, as: "shop").status == 404)
  }

  @Test("in English no Chinese is left but names of laws, units and what people wrote")
  func english() async throws {
    let (trial, id, card) = try await late()
    for path in [
      "/oversight", "/oversight/cards", "/oversight/cards/\(card.id)", "/oversight/alerts",
      "/oversight/rules", "/oversight/scores", "/oversight/complaints", "/cases/\(id)/card",
    ] {
      _ = try await page(trial, path + "?lang=en", as: "supervisor")
      #expect(trial.bureau.site.texts.missing == [], "\(path)")
    }
    for path in ["/cases/\(id)", "/cases/\(id)/complain"] {
      _ = try await page(trial, path + "?lang=en", as: "applicant")
    }
    #expect(trial.bureau.site.texts.missing == [])
  }
}
