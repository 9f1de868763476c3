// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Casework

/// 国办发〔2020〕42号: whoever has a bad credit record takes the ordinary way until it is repaired.
@Suite("The credit gate")
struct CreditGateTests {
  private func closed(_ trial: PromiseTrial) async throws -> BarRow {
    _ = try await trial.broken()
    return try #require(try await trial.bars().first)
  }

  @Test("a broken commitment closes the gate for every item; the ordinary way stays open")
  func falsePromise() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let bar = try await closed(trial)
    #expect(bar.gates == [.commitment, .deferral] && bar.until == nil)
    let draft = try await trial.draft(without: ["test_report"])
    await #expect(throws: CaseworkRefusal.gateClosed(.commitment, bar.notice)) {
      try await trial.sign(.commitment, draft)
    }
    let ordinary = try await trial.submit(try await trial.draft())
    #expect(try await trial.file(ordinary).state.submission?.commitment == nil)
    let other = try RealCatalogue.item("outdoor-advertising.yaml").code
    let found = try await trial.bureau.journal.database.read { reader in
      try BarTable.standing(
        against: try Bureau.account("applicant").code ?? "", at: .commitment, of: other,
        on: trial.bureau.now.day, in: reader)
    }
    #expect(found?.id == bar.id)
  }

  @Test("an entry that comes between the signature and the submission counts")
  func afterSigning() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let draft = try await trial.draft(without: ["test_report"])
    try await trial.sign(.commitment, draft)
    let bar = try await closed(trial)
    await #expect(throws: CaseworkRefusal.gateClosed(.commitment, bar.notice)) {
      _ = try await trial.submit(draft)
    }
    // Nobody is caught in it: the ordinary way is one button away.
    let browser = trial.bureau.browser("applicant")
    _ = try await browser.post(CaseLink.draft(draft).path, ["action": "un-commitment"])
    let actor = try Bureau.actor("applicant")
    #expect(try await trial.bureau.desk.draft(draft, for: actor).filing.commitment == nil)
  }

  @Test("it goes by the applicant's code, whoever files for him")
  func agent() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    _ = try await closed(trial)
    let draft = try await trial.draft(without: ["test_report"], by: "agent")
    let own = try Bureau.account("applicant")
    let agent = try Bureau.actor("agent")
    try await trial.bureau.desk.changeDraft(draft, by: agent) {
      $0.applicant = Party(name: own.name, code: own.code ?? "", phone: "13800000001")
    }
    await #expect(throws: CaseworkRefusal.self) {
      try await trial.sign(.commitment, draft, by: "agent")
    }
    try await trial.bureau.desk.changeDraft(draft, by: agent) {
      $0.applicant = Party(name: "李", code: "91350100M000100Y43", phone: "13800000001")
    }
    try await trial.sign(.commitment, draft, by: "agent")
  }

  @Test("repaired, the gate opens again")
  func repair() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let bar = try await closed(trial)
    _ = try await trial.bureau.desk.endBar(
      bar.id, .repair(evidence: Reasons("已经改正"), corrected: trial.bureau.now.day),
      text: "已经改正", by: try Bureau.actor("approver"), expecting: nil)
    _ = try await trial.committed()
  }

  @Test("who is listed as seriously discredited takes the ordinary way, until struck off")
  func discredit() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let own = try Bureau.account("applicant")
    let approver = trial.bureau.browser("approver")
    let wrong = try await approver.post(
      CaseLink.discredit.path, ["name": own.name, "code": "1", "reasons": "列入"])
    #expect(wrong.status == 422 && wrong.text.contains("f-decision-fault"))
    let sent = try await approver.post(
      CaseLink.discredit.path,
      [
        "name": own.name, "code": own.code ?? "", "decision": "市监严列〔2026〕1号",
        "from": "2026-11-01", "reasons": "列入严重违法失信名单。",
      ])
    #expect(sent.location.hasPrefix("/bars/"))
    #expect(try await trial.bureau.get("/bars/discredit", as: "clerk").status == 403)
    let draft = try await trial.draft(without: ["test_report"])
    let page = try await trial.bureau.get(
      CaseLink.sign(draft, .commitment).path, as: "applicant"
    ).text
    #expect(page.contains("被列入严重失信主体名单") && page.contains("您仍然可以按一般方式申请"))
    await #expect(throws: CaseworkRefusal.self) { try await trial.sign(.commitment, draft) }
    _ = try await trial.submit(try await trial.draft())
  }
}
