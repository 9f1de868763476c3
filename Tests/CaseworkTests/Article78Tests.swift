// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

@Suite("Article 78: hidden facts and false materials")
struct Article78Tests {
  private static let party = Party(
    name: "张晓岚", code: "11010519491231002X", phone: "13800000001")

  /// A refused application, in which a deceit was found.
  /// - Returns: the case, and the entry.
  private func noted(
    _ trial: Bureau, on day: String = "2026-11-23"
  ) async throws -> (id: String, bar: String) {
    let id = try await trial.file(as: Self.party).id
    try await trial.decide(id, granted: false)
    let bar = try await trial.desk.noteFalsehood(
      of: id, reasons: Reasons("租赁合同系伪造"), by: try Bureau.actor("approver"))
    return (id, bar)
  }

  @Test("where the item concerns safety nobody who deceived applies again for a year")
  func year() async throws {
    let trial = try await Bureau()
    let (id, bar) = try await noted(trial)
    let file = try await trial.desk.bar(bar, for: Bureau.actor("approver"))
    let refusal = try #require(
      try await trial.desk.open(id, for: Bureau.actor("approver")).documents
        .first { $0.kind == .refusal })
    #expect(file.row.decision == refusal.number && file.row.caseID == id)
    #expect(file.row.from.description == "2026-11-23")
    #expect(file.row.until?.description == "2027-11-23")
    try trial.go(to: "2027-11-23")
    do {
      _ = try await trial.file(as: Self.party)
      Issue.record("was not barred")
    } catch let refusal as CaseworkRefusal {
      #expect(refusal == .barred(file.row.notice))
      #expect(refusal.legalBasis == LegalBasis(law: "行政许可法", article: "第七十八条"))
    }
    _ = try await trial.file()
    try trial.go(to: "2027-11-24")
    _ = try await trial.file(as: Self.party)
  }

  @Test("a leap day's year ends on the last day of February (民法典 202)")
  func leap() throws {
    let rule = try #require(BarReason.falseMaterials.term)
    #expect(rule.due(after: try Day.of("2028-02-29"), in: .china).description == "2029-02-28")
    // It is nobody's last day to do something, so no holiday moves it (203 ¶1 is about acts).
    #expect(rule.due(after: try Day.of("2025-10-01"), in: .china).description == "2026-10-01")
  }

  @Test("where it does not, the warning is noted and nobody is barred")
  func warning() async throws {
    let trial = try await SampleFiling.bureau()
    let actor = try Bureau.actor("applicant")
    let id = try await trial.submit(.complete(), by: actor).id
    try await trial.decide(id, granted: false)
    let bar = try await trial.desk.noteFalsehood(
      of: id, reasons: Reasons("申请书虚假"), by: try Bureau.actor("approver"))
    let row = try await trial.desk.bar(bar, for: actor).row
    #expect(row.gates.isEmpty && row.until == nil)
    #expect(row.standing(on: trial.now.day) == .noted)
    try await trial.submit(.complete(), by: actor)
    let document = try await trial.get("/bars/\(bar)/document", as: "applicant")
    let pdf = try await trial.get("/bars/\(bar)/document.pdf", as: "applicant")
    #expect(pdf.status == 200 && pdf.bytes.starts(with: Array("%PDF-1.".utf8)))
    #expect(document.text.contains("行政许可警告书") && document.text.contains("给予警告"))
  }

  @Test("only what was refused or not accepted can be noted, once, by who decides, for his section")
  func refusals() async throws {
    let trial = try await Bureau()
    let approver = try Bureau.actor("approver")
    let open = try await trial.file(as: Self.party).id
    func note(_ id: String, _ name: String = "approver", _ text: String = "伪造") async throws {
      _ = try await trial.desk.noteFalsehood(
        of: id, reasons: Reasons(text), by: try Bureau.actor(name))
    }
    await #expect(throws: BarRefusal.notRefused) { try await note(open) }
    await #expect(throws: BarRefusal.notYourPart) { try await note(open, "reviewer-1") }
    await #expect(throws: CaseworkRefusal.caseNotFound) { try await note(open, "market-approver") }
    try await trial.decide(open, granted: false)
    await #expect(throws: BarRefusal.reasonsMissing) { try await note(open, "approver", " ") }
    try await note(open)
    await #expect(throws: BarRefusal.alreadyEntered) { try await note(open) }
    let refused = try await trial.file(
      as: Party(name: "李", code: "91350100M000100Y43", phone: Self.party.phone)
    ).id
    try await trial.take(
      .refuseAcceptance(Reasons("材料虚假")), with: refused, by: "clerk", texts: "材料虚假")
    try await note(refused)
    let rows = try await trial.desk.bars(before: nil, limit: 9, for: approver).rows
    #expect(rows.count == 2 && rows.contains { $0.decision.contains("不受字") })
  }

  @Test("an entry falls with the decision that it rests on; the law's years are not repaired away")
  func lifted() async throws {
    let trial = try await Bureau()
    let (_, bar) = try await noted(trial)
    func end(_ command: Bar.Command, _ name: String = "approver-2") async throws {
      _ = try await trial.desk.endBar(
        bar, command, text: "复议决定撤销", by: try Bureau.actor(name), expecting: nil)
    }
    let today = trial.now.day
    await #expect(throws: BarRefusal.notRepairable(.falseMaterials)) {
      try await end(.repair(evidence: Reasons("已改正"), corrected: today))
    }
    let lift = Bar.Command.lift(document: "江政复决〔2026〕3号", Reasons("复议决定撤销"))
    await #expect(throws: BarRefusal.notYourPart) { try await end(lift, "clerk") }
    await #expect(throws: BarRefusal.documentMissing) {
      try await end(.lift(document: "", Reasons("复议决定撤销")))
    }
    try await end(lift)
    await #expect(throws: BarRefusal.alreadyLifted) { try await end(lift) }
    _ = try await trial.file(as: Self.party)
    let file = try await trial.desk.bar(bar, for: Bureau.actor("approver"))
    #expect(file.row.standing(on: today) == .lifted && file.endReasons == "复议决定撤销")
    #expect(try await trial.journal.rebuild(keep: false).isSound)
    _ = try await trial.journal.verify { Issue.record("\($0)") }
  }

  @Test("a false promise shuts commitment and deferral only, of every item, until it is repaired")
  func falsePromise() async throws {
    let trial = try await Bureau()
    let journal = trial.journal
    let item = try trial.item
    let bar: String = try await journal.perform(as: .system) { unit in
      try BarRegister.enter(
        BarRegister.Ground(
          reason: .falsePromise, item: ItemReference(code: item.code, version: item.version),
          isSafety: true, department: item.department.zh, decision: "江汉审批撤字〔2026〕1号",
          day: unit.now.day),
        against: Self.party, person: "demo-applicant", reasons: "承诺不实", .china, unit)
    }
    func standing(_ gate: BarredGate, on day: String) async throws -> BarRow? {
      let day = try Day.of(day)
      return try await journal.database.read {
        try BarTable.standing(
          against: Self.party.code, at: gate, of: item.code, on: day, in: $0)
      }
    }
    #expect(try await standing(.commitment, on: "2036-11-23")?.id == bar)
    #expect(try await standing(.deferral, on: "2036-11-23")?.id == bar)
    #expect(try await standing(.application, on: "2026-11-23") == nil)
    // The ordinary way stays open.
    _ = try await trial.file(as: Self.party)
    let future = Bar.Command.repair(
      evidence: Reasons("已整改"), corrected: trial.now.day.adding(days: 1))
    await #expect(throws: BarRefusal.correctedInFuture) {
      _ = try await trial.desk.endBar(
        bar, future, text: "", by: try Bureau.actor("approver"), expecting: nil)
    }
    _ = try await trial.desk.endBar(
      bar, .repair(evidence: Reasons("已整改"), corrected: trial.now.day), text: "已整改",
      by: try Bureau.actor("approver"), expecting: nil)
    #expect(try await standing(.commitment, on: "2026-11-23") == nil)
  }

  @Test("no event names anybody: the code lies in the evidence and the table of those barred")
  func privacy() async throws {
    let trial = try await Bureau()
    _ = try await noted(trial)
    let bodies: [String] = try await trial.journal.database.read {
      try $0.rows("SELECT body FROM journal_event WHERE stream LIKE 'bar/%'")
    }
    #expect(bodies.count == 2)
    #expect(!bodies.contains { $0.contains(Self.party.code) || $0.contains(Self.party.name) })
    // Nor does the digest give it away to who tries all numbers there are.
    let subject = BarSubject(Self.party)
    #expect(subject.digest != BarSubject(Self.party).digest)
  }

  @Test("the pages: from the refusal to the entry, and what each may see")
  func pages() async throws {
    let trial = try await Bureau()
    let id = try await trial.file(as: Self.party).id
    try await trial.decide(id, granted: false)
    #expect(try await trial.get("/cases/\(id)", as: "approver").text.contains("/falsehood"))
    #expect(!(try await trial.get("/cases/\(id)", as: "clerk").text.contains("/falsehood")))
    let empty = try await trial.browser("approver").post("/cases/\(id)/falsehood", ["reasons": ""])
    #expect(empty.status == 422)
    let done = try await trial.browser("approver").post(
      "/cases/\(id)/falsehood", ["reasons": "租赁合同系伪造"])
    let path = String(done.location.prefix { $0 != "?" })
    #expect(path.hasPrefix("/bars/"))
    for name in ["applicant", "approver", "clerk", "supervisor"] {
      let page = try await trial.get(path, as: name)
      #expect(page.status == 200 && page.text.contains("伪造"), "\(name)")
      #expect(page.text.contains("11010519491231002X") == (name == "applicant"), "\(name)")
    }
    for name in ["shop", "market-approver"] {
      #expect(try await trial.get(path, as: name).status == 404)
      #expect(!(try await trial.get("/bars", as: name).text.contains(path)))
    }
    #expect(try await trial.get("/bars", as: "applicant").text.contains(path))
    let lifted = try await trial.browser("approver-2").post(
      "\(path)/lift", ["document": "江政复决〔2026〕3号", "reasons": "复议决定撤销"])
    #expect(lifted.status == 303)
    #expect(try await trial.get(path, as: "applicant").text.contains("江政复决〔2026〕3号"))
  }

  @Test("the API tells an entry, makes and ends one, and refuses an application with the article")
  func api() async throws {
    let trial = try await APITrial()
    let id = try await trial.reviewed()
    let refused = try await trial.take(
      "decision", id, as: "approver", ["granted": false, "reasons": "材料虚假"])
    #expect(refused.status == 200)
    let made = try await trial.post(
      "/api/v1/cases/\(id)/falsehood", ["reasons": "合同系伪造"], as: "approver")
    #expect(made.status == 201)
    let path = "/api/v1/bars/\(made.text("id"))"
    let entry = try await trial.get(path, as: "applicant")
    #expect(entry.text("article") == "行政许可法第七十八条" && entry.text("standing") == "standing")
    #expect(try await trial.get(path, as: "shop").status == 404)
    let list = try await trial.get("/api/v1/bars", as: "applicant")
    #expect((list["items"] as? [Any])?.count == 1)
    let again = try await trial.post(
      "/api/v1/cases", try await trial.filing(as: "applicant"), as: "applicant")
    #expect(again.status == 409 && again.problem == "casework/barred")
    #expect(again.article == "第七十八条")
    let lifted = try await trial.post(
      path + "/lift", ["document": "江政复决〔2026〕3号", "reasons": "复议决定撤销"], as: "approver-2")
    #expect(lifted.status == 200)
    let after = try await trial.post(
      "/api/v1/cases", try await trial.filing(as: "applicant"), as: "applicant")
    #expect(after.status == 201)
  }
}
