// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import TestKit
import Testing

@testable import Oversight

@Suite("The month's scores")
struct ScoreTests {
  private func score(
    _ trial: OversightTrial, _ month: String, _ unit: String, as name: String = "supervisor"
  ) async throws -> Score {
    let scores = try await trial.bureau.oversight.scores(
      try #require(Month(month)), for: Bureau.actor(name))
    return try #require(scores.units.first { $0.name == unit })
  }

  @Test("every figure is the sum of its cards; what was raised or cancelled costs nothing")
  func sums() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-12-02")
    try await trial.review(id)
    try await trial.decide(id)
    let section = OversightTrial.section
    // The step of the review in November, the promise in December.
    var november = try await score(trial, "2026-11", section)
    #expect(november.total == Points(99.75) && november.cards.map(\.rule.code) == ["S01"])
    // Wednesday is the last of the three days to answer S01; it was not answered and becomes red.
    try await trial.pass(to: "2026-12-03")
    let december = try await score(trial, "2026-12", section)
    #expect(december.counting(.red).map(\.rule.code) == ["S01"])
    #expect(december.counting(.yellow).map(\.rule.code) == ["T02"])
    #expect(december.deduction == december.cards.filter(\.counts).reduce(.zero) { $0 + $1.points })
    #expect(december.total == Points(100) - december.deduction)
    november = try await score(trial, "2026-11", section)
    #expect(november.total == Points(100) && november.cards.count == 1)
    let card = try await trial.card("T02", of: id)
    try await trial.take(.appeal(Reasons("申请人要求暂缓，有书面材料。")), with: card, by: "section-head")
    try await trial.take(
      .decideAppeal(upheld: false, Reasons("理由成立。")), with: card, by: "supervisor")
    let after = try await score(trial, "2026-12", section)
    #expect(after.total == december.total + Points(0.5))
    #expect(after.cards.count == december.cards.count)
  }

  @Test("units without a card keep the base; a section sees its own score and nobody else's")
  func scope() async throws {
    let trial = try await OversightTrial()
    _ = try await trial.accepted()
    try await trial.pass(to: "2026-11-28")
    let month = try #require(Month("2026-11"))
    let all = try await trial.bureau.oversight.scores(month, for: Bureau.actor("supervisor"))
    #expect(all.units.count >= 5 && all.units.first?.name == OversightTrial.section)
    #expect(all.units.dropFirst().allSatisfy { $0.total == Points(100) })
    let own = try await trial.bureau.oversight.scores(month, for: Bureau.actor("market-approver"))
    #expect(own.units.map(\.name) == ["市场准入科"] && own.units[0].total == Points(100))
    let clerk = try await trial.bureau.oversight.scores(month, for: Bureau.actor("clerk"))
    #expect(clerk.units.isEmpty && clerk.persons.isEmpty)
  }

  @Test("deciding early is worth something where the rules say so, up to a most")
  func early() async throws {
    let trial = try await OversightTrial()
    let rules = try RuleSample.book(
      "score: {base: 100, least: 0}",
      "score: {base: 100, least: 0, early: {share: 50, points: 0.3, most: 0.5}}")
    trial.bureau.oversight.books.put([rules])
    try await trial.pass(to: "2026-12-01")
    for name in ["applicant", "shop"] {
      let id = try await trial.accepted(by: name)
      try await trial.review(id)
      try await trial.decide(id)
    }
    let score = try await score(trial, "2026-12", OversightTrial.section)
    #expect(score.early == 2 && score.bonus == Points(0.5) && score.total == Points(100.5))
    try await trial.expectSound()
  }

  @Test("people are scored by the cards that name them")
  func persons() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    trial.bureau.go(to: try Day.of("2026-12-02"))
    try await trial.review(id)
    try await trial.decide(id)
    let scores = try await trial.bureau.oversight.scores(
      try #require(Month("2026-12")), for: Bureau.actor("supervisor"))
    let names = scores.persons.map { "\($0.name) \($0.total.text)" }
    #expect(Set(names) == ["demo-approver 99.5", "demo-reviewer-2 99.75"])
  }

  @Test("the file for a spreadsheet: one line each, nothing that a spreadsheet would run")
  func csv() async throws {
    let trial = try await OversightTrial()
    _ = try await trial.accepted()
    try await trial.pass(to: "2026-11-28")
    let sheet = try await trial.bureau.oversight.sheet(
      try #require(Month("2026-11")), for: Bureau.actor("supervisor"))
    let lines = sheet.csv.split(separator: "\r\n")
    #expect(sheet.csv.hasPrefix("\u{FEFF}月份,类别,名称"))
    #expect(lines.count == sheet.lines.count && lines[1].hasPrefix("2026-11,单位,社会民生科,1,0,0,0.25"))
    #expect(lines[1].contains("江汉监黄〔2026〕1号 (-0.25)"))
    #expect(Set(sheet.lines.map(\.count)) == [11])
  }
}
