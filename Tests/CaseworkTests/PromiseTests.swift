// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// What becomes of a commitment after the grant.
@Suite("Checking a commitment")
struct PromiseTests {
  @Test("on the spot two different people must have found the same")
  func twoInspectors() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    try await trial.check(id, .kept, way: .onSite)
    #expect(try await trial.promise(id).phase == .checking)
    await #expect(throws: PromiseRefusal.secondInspectorNeeded) {
      try await trial.take(.confirm, id, by: "reviewer-1")
    }
    try await trial.take(.confirm, id, by: "reviewer-2")
    let promise = try await trial.promise(id)
    #expect(promise.phase == .fulfilled)
    #expect(promise.documents.map(\.kind) == [.result])
    await #expect(throws: PromiseRefusal.wrongPhase(.fulfilled)) {
      try await trial.check(id, .deceit)
    }
  }

  @Test("only in the ways that the text names, and with findings")
  func ways() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    await #expect(throws: PromiseRefusal.wayNotOpen) {
      try await trial.check(id, .kept, way: .online)
    }
    await #expect(throws: PromiseRefusal.reasonsMissing) {
      try await trial.take(.check(.written, .kept, Reasons(" ")), id, by: "reviewer-1")
    }
    // Another section does not even see it.
    await #expect(throws: PromiseRefusal.notFound) {
      try await trial.check(id, .kept, by: "market-reviewer-1")
    }
  }

  @Test("what is overdue is noted and told once, and nobody is found guilty by it")
  func overdue() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    try trial.bureau.go(to: "2027-01-25")
    try await trial.bureau.fireDeadlines()
    #expect(try await !trial.promise(id).isCheckOverdue)
    try trial.bureau.go(to: "2027-01-26")
    try await trial.bureau.fireDeadlines()
    try await trial.bureau.fireDeadlines()
    let promise = try await trial.promise(id)
    #expect(promise.isCheckOverdue && promise.phase == .checking)
    #expect(try await trial.bars().isEmpty)
    let told: Int = try await trial.bureau.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM journal_outbox WHERE body LIKE '%checkOverdue%'")
    }
    #expect(told == 1)
    let board = try await trial.bureau.get("/promises", as: "reviewer-1").text
    #expect(board.contains("逾期"))
    try await trial.check(id, .kept)
    #expect(try await trial.promise(id).phase == .fulfilled)
  }

  @Test("what is not met is put right in time and checked again")
  func corrected() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    try await trial.check(id, .unmet)
    let promise = try await trial.promise(id)
    #expect(promise.phase == .correcting)
    // Fifteen working days from Monday 2026-11-23.
    let due = try #require(promise.correctionDue)
    #expect(due.description == "2026-12-14")
    await #expect(throws: PromiseRefusal.correctionStillDue(due)) {
      try await trial.check(id, .kept)
    }
    try await trial.take(.reportCorrection(Reasons("理由充分")), id, by: "applicant")
    try await trial.check(id, .kept)
    #expect(try await trial.promise(id).phase == .fulfilled)
    #expect(try await trial.bars().isEmpty)
  }

  @Test("not put right: overdue is noted, found by a check, heard, and only then broken")
  func notCorrected() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    try await trial.check(id, .unmet)
    try trial.bureau.go(to: "2026-12-15")
    try await trial.bureau.fireDeadlines()
    #expect(try await trial.promise(id).isCorrectionOverdue)
    #expect(try await trial.promise(id).phase == .correcting)
    try await trial.check(id, .unmet)
    let due = try #require(try await trial.promise(id).statementDue)
    await #expect(throws: PromiseRefusal.statementStillDue(due)) {
      try await trial.take(.breakPromise(Reasons("理由充分")), id, by: "approver")
    }
    await #expect(throws: PromiseRefusal.notYourPart) {
      try await trial.take(.breakPromise(Reasons("理由充分")), id, by: "reviewer-1")
    }
    trial.bureau.go(to: due.adding(days: 1))
    try await trial.take(.breakPromise(Reasons("理由充分")), id, by: "approver")
    let promise = try await trial.promise(id)
    #expect(promise.phase == .broken && promise.awaitsRevocation && !promise.isDeceit)
    let bars = try await trial.bars()
    #expect(bars.map(\.reason) == [.falsePromise])
    #expect(bars.first?.decision == promise.documents.last { $0.kind == .breach }?.number)
  }

  @Test("a deceit is heard, and what the applicant says may clear him")
  func cleared() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    try await trial.check(id, .deceit)
    await #expect(throws: PromiseRefusal.notYourPart) {
      try await trial.take(.state(Reasons("理由充分")), id, by: "reviewer-1")
    }
    try await trial.take(.state(Reasons("理由充分")), id, by: "applicant")
    try await trial.take(.clear(Reasons("理由充分")), id, by: "approver")
    #expect(try await trial.promise(id).phase == .fulfilled)
    #expect(try await trial.bars().isEmpty)
  }

  @Test("broken, it waits on the approver's board until somebody says what has become of the grant")
  func revocation() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.broken()
    let approver = try Bureau.actor("approver")
    func waiting() async throws -> [String] {
      try await trial.bureau.desk.promises(.revoking, after: nil, limit: 9, for: approver).rows
        .map(\.id)
    }
    #expect(try await waiting() == [id])
    try await trial.take(.settleRevocation(Reasons("理由充分")), id, by: "approver")
    #expect(try await waiting().isEmpty)
    await #expect(throws: PromiseRefusal.nothingToSettle) {
      try await trial.take(.settleRevocation(Reasons("理由充分")), id, by: "approver")
    }
  }

  @Test("an exempt commitment is fulfilled with the grant")
  func exempt() async throws {
    let trial = try await PromiseTrial(
      .hygieneLicence, edit: ("ways: [on_site, written]", "ways: [exempt]"))
    let id = try await trial.grantedOnCommitment()
    #expect(try await trial.promise(id).phase == .fulfilled)
  }

  @Test("the board by page and API: keyset-paged, for the section, and for nobody outside")
  func board() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    var ids: Set<String> = []
    for _ in 0..<3 { ids.insert(try await trial.grantedOnCommitment()) }
    let approver = try Bureau.actor("approver")
    var seen: [String] = []
    var cursor: Cursor?
    repeat {
      let page = try await trial.bureau.desk.promises(
        .checking, after: cursor, limit: 2, for: approver)
      seen += page.rows.map(\.id)
      cursor = page.next
    } while cursor != nil
    #expect(Set(seen) == ids && seen.count == 3)
    let other = try Bureau.actor("market-approver")
    #expect(
      try await trial.bureau.desk.promises(.checking, after: nil, limit: 9, for: other).rows
        .isEmpty)
    #expect(try await trial.bureau.get("/promises", as: "applicant").status == 403)
  }

  @Test("pages: a step from the board to the result, a wrong answer at its field, the documents")
  func pages() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    let reviewer = trial.bureau.browser("reviewer-1")
    #expect(try await reviewer.get("/promises").text.contains(CaseLink.promise(id).path))
    let path = CaseLink.promiseStep(id, "check").path
    let wrong = try await reviewer.post(path, ["check.way": "written", "check.outcome": "kept"])
    #expect(wrong.status == 422 && wrong.text.contains("f-check.reasons-fault"))
    let sent = try await reviewer.post(
      path,
      ["check.way": "written", "check.outcome": "unmet", "check.reasons": "没有检测报告。"])
    #expect(sent.location == CaseLink.promise(id).path)
    let page = try await trial.bureau.get(CaseLink.promise(id).path, as: "applicant").text
    #expect(page.contains("没有检测报告。") && page.contains("报告改正情况"))
    let order = try await trial.bureau.get(
      CaseLink.promiseDocument(id, "correctionOrder").path, as: "applicant"
    ).text
    #expect(order.contains("责令限期改正通知书") && order.contains("2026年12月14日"))
    #expect(order.contains("没有检测报告。"))
    let pdf = try await trial.bureau.get(
      CaseLink.promiseDocument(id, "correctionOrder", .pdf).path, as: "applicant")
    #expect(pdf.status == 200 && pdf.bytes.starts(with: Array("%PDF-1.".utf8)))
    let own = try await trial.bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(own.contains(CaseLink.promise(id).path))
  }

  @Test("over the API: the list, one commitment, its steps")
  func api() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.grantedOnCommitment()
    let api = try APITrial(over: trial.bureau)
    let list = try await api.get("/api/v1/promises", as: "reviewer-1")
    #expect((list["items"] as? [[String: Any]])?.first?["id"] as? String == id)
    let wrong = try await api.post(
      "/api/v1/promises/\(id)/check", ["way": "written", "outcome": "kept"], as: "reviewer-1")
    #expect(wrong.status == 422)
    let checked = try await api.post(
      "/api/v1/promises/\(id)/check",
      ["way": "on_site", "outcome": "deceit", "reasons": "没有开业条件。"], as: "reviewer-1")
    #expect(checked.status == 200)
    let confirmed = try await api.post(
      "/api/v1/promises/\(id)/confirm", nil, as: "reviewer-2")
    #expect(confirmed.status == 200)
    let seen = try await api.get("/api/v1/promises/\(id)", as: "applicant")
    #expect(seen.text("phase") == "contested")
    #expect(try await api.get("/api/v1/promises/\(id)", as: "shop").status == 404)
  }
}
