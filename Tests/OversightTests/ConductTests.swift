// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import SQL
import TestKit
import Testing

@testable import Oversight

@Suite("Conduct under supervision")
struct ConductTests {
  @Test("a second supplement notice that was tried is held against whoever tried it, once")
  func secondNotice() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.filed()
    try await trial.bureau.notice(id, [("floor_plan", "缺少比例尺，请重新上传。")])
    for _ in 1...2 {
      await #expect(throws: CaseworkRefusal.secondSupplementNotice) {
        try await trial.bureau.notice(id, [("lease", "缺少签章，请补盖。")])
      }
    }
    #expect(try await trial.cards(of: id) == ["C04 yellow"])
    let card = try await trial.card("C04", of: id)
    // A clerk of the window belongs to no section.
    #expect(try card.unit == OversightTrial.window && card.person == Bureau.actor("clerk").id)
    let attempts = try await trial.bureau.journal.database.read {
      try Journal.history(of: Stream<Attempts>(id), in: $0)
    }
    #expect(
      attempts.map(\.event) == [
        .refused(.secondSupplementNotice), .refused(.secondSupplementNotice),
      ])
    try await trial.expectSound()
  }

  @Test(
    "a repeat of one request is written down once; the applicant's own refusals are nobody's conduct"
  )
  func once() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let key = CommandKey("k1", request: "r")
    // Somebody who works at the window and decides for the section, and has received this case himself.
    let both = Actor(
      id: try Bureau.actor("clerk").id, name: nil, roles: [.clerk, .chiefApprover],
      department: OversightTrial.section)
    for _ in 1...2 {
      await #expect(throws: CaseworkRefusal.receiverMayNotDecide) {
        _ = try await trial.bureau.desk.take(
          .decide(granted: true, Reasons("符合条件")), with: id, by: both, expecting: nil, key: key)
      }
    }
    let state = try await trial.bureau.journal.database.read {
      try Journal.state(of: Stream<Attempts>(id), in: $0).state
    }
    #expect(state.count == 1)
  }

  @Test(
    "a step tried by who keeps out, or is tied to somebody in the case, is conduct; recusing oneself is not"
  )
  func tied() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let code = try #require(try Bureau.account("applicant").code)
    _ = try await InterestDesk(journal: trial.bureau.journal).declare(
      .relative, to: code, by: try Bureau.actor("reviewer-1"))
    func review(by name: String) async throws {
      try await trial.bureau.take(
        .review(passed: true, opinion: Reasons("符合条件")), with: id, by: name, texts: "符合条件")
    }
    await #expect(throws: CaseworkRefusal.staff(.interested(.relative))) {
      try await review(by: "reviewer-1")
    }
    let second = try Bureau.actor("reviewer-2").id
    try await trial.bureau.take(
      .recusal(.recuse(second, .other, reasons: Reasons("与申请人相识"))), with: id, by: "reviewer-2",
      texts: "与申请人相识")
    #expect(try await trial.cards(of: id) == ["C08 yellow"])
    await #expect(throws: CaseworkRefusal.staff(.recused)) { try await review(by: "reviewer-2") }
    #expect(Set(try await trial.cards(of: id)) == ["C07 yellow", "C08 yellow"])
    #expect(try await trial.card("C07", of: id).person == second)
    try await trial.expectSound()
  }

  @Test(
    "a refusal in four words is one without reasons (行政许可法 article 38 ¶2); one that explains itself is not"
  )
  func reasons() async throws {
    let trial = try await OversightTrial()
    let short = try await trial.accepted()
    let long = try await trial.accepted(by: "shop")
    for id in [short, long] { try await trial.review(id) }
    try await trial.decide(short, granted: false, reasons: "不予许可")
    try await trial.decide(
      long, granted: false, reasons: "经营场所与住宅共用出入口，不符合食品安全法第三十三条的规定。")
    #expect(try await trial.cards(of: short) == ["C03 yellow"])
    #expect(try await trial.card("C03", of: short).person == (try Bureau.actor("approver").id))
    #expect(try await trial.cards(of: long) == [])
  }

  @Test("non-acceptance without reasons")
  func nonAcceptance() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.filed()
    try await trial.bureau.take(
      .refuseAcceptance(Reasons("不归我们")), with: id, by: "clerk", texts: "不归我们")
    #expect(try await trial.cards(of: id) == ["C01 yellow"])
    // A closed case has nothing left to watch.
    try await trial.pass(to: "2026-12-31")
    #expect(try await trial.rows(of: id).map(\.rule.code).allSatisfy { $0 == "C01" })
  }

  @Test("what a supervisor has found himself he writes down under a rule that terms do not judge")
  func byHand() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    func issue(_ rule: String, _ text: String, by name: String) async throws -> String {
      try await trial.bureau.oversight.issue(
        byRule: rule, facts: Reasons(text), in: id, by: try Bureau.actor(name)
      ).id
    }
    let found = "窗口以“加急费”名义收取 200 元，未列入收费目录。"
    let first = try await issue("F02", found, by: "supervisor")
    let second = try await issue("F02", "同日又收取 100 元，见收据。", by: "supervisor-2")
    #expect(first != second)
    #expect(try await trial.cards(of: id) == ["F02 red", "F02 red"])
    let file = try await trial.bureau.oversight.open(first, for: Bureau.actor("supervisor"))
    #expect(file.text(file.issue.charge.text) == found && file.row.unit == OversightTrial.section)
    await #expect(throws: OversightRefusal.ruleNotByHand(code: "T01")) {
      try await issue("T01", found, by: "supervisor")
    }
    await #expect(throws: OversightRefusal.ruleUnknown(code: "X9")) {
      try await issue("X9", found, by: "supervisor")
    }
    await #expect(throws: OversightRefusal.textMissing(.issue)) {
      try await issue("F02", " ", by: "supervisor")
    }
    await #expect(throws: OversightRefusal.notYourPart(.issue)) {
      try await issue("F02", found, by: "clerk")
    }
    try await trial.expectSound()
  }
}
