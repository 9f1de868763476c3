// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// Materials that come after acceptance (容缺受理).
@Suite("Deferral")
struct DeferralTests {
  private static let later: Set = ["fund_supervision", "board_list"]

  @Test("offered only where nothing but such materials is missing")
  func offer() async throws {
    let trial = try await PromiseTrial(.school)
    let deferred = try await trial.draft(without: Self.later)
    let text = try #require(try await trial.text(.deferral, of: deferred)).text
    #expect(text.contains("预收费资金监管账户协议：自受理之日起 10 个工作日内补交"))
    let wrong = try await trial.draft(without: Self.later.union(["articles"]))
    #expect(try await trial.text(.deferral, of: wrong) == nil)
    #expect(try await trial.text(.deferral, of: try await trial.draft()) == nil)
    await #expect(throws: CaseworkRefusal.self) { _ = try await trial.submit(deferred) }
  }

  @Test("signed, it is accepted with the last day of each, and the notice says so")
  func accepted() async throws {
    let trial = try await PromiseTrial(.school)
    let id = try await trial.accepted(without: Self.later)
    let file = try await trial.file(id)
    #expect(file.state.phase == .accepted)
    let dues = Dictionary(
      uniqueKeysWithValues: file.state.deferring.entries.map {
        ($0.material.key, $0.due?.description)
      })
    #expect(dues == ["fund_supervision": "2026-12-07", "board_list": "2026-11-30"])
    let kinds = file.documents.map(\.kind)
    #expect(kinds.contains(.deferralPromise) && kinds.contains(.deferralNotice))
    // Accepting without them is no notice of article 32: it stays unused.
    #expect(!file.state.isSupplementNoticed)
    let notice = try await trial.bureau.get(
      CaseLink.document(case: id, name: "deferralNotice").path, as: "applicant"
    ).text
    #expect(notice.contains("2026年12月7日") && notice.contains("逾期没有补齐的，终止办理"))
    let promise = try await trial.bureau.get(
      CaseLink.document(case: id, name: "deferralPromise").path, as: "applicant"
    ).text
    #expect(promise.contains(file.state.submission?.deferral?.text.description ?? "?"))
  }

  @Test("what was signed is for just these materials: another one missing, and it binds nobody")
  func exactText() async throws {
    let trial = try await PromiseTrial(.school)
    let draft = try await trial.draft(without: ["fund_supervision"])
    try await trial.sign(.deferral, draft)
    let actor = try Bureau.actor("applicant")
    try await trial.bureau.desk.changeDraft(draft, by: actor) { filing in
      filing.files.removeAll { $0.material == "board_list" }
    }
    await #expect(throws: CaseworkRefusal.textChanged(.deferral)) {
      _ = try await trial.submit(draft)
    }
    // With everything there, the signature means nothing and does no harm.
    let more = [
      try await trial.file(try trial.material("board_list")),
      try await trial.file(try trial.material("fund_supervision")),
    ]
    try await trial.bureau.desk.changeDraft(draft, by: actor) { $0.files += more }
    let id = try await trial.submit(draft)
    #expect(try await trial.file(id).state.submission?.deferral == nil)
  }

  @Test(
    "the review goes on and the reasons are prepared; granted is only when all has come and fits")
  func heldUntilComplete() async throws {
    let trial = try await PromiseTrial(.school)
    let id = try await trial.accepted(without: Self.later)
    try await trial.review(id)
    try await trial.bureau.take(
      .deferring(.prepare(Reasons("拟准予。"))), with: id, by: "approver", texts: "拟准予。")
    await #expect(throws: CaseworkRefusal.deferredMissing) { try await trial.decide(id) }
    try await trial.supply(id, "fund_supervision")
    await #expect(throws: CaseworkRefusal.deferredMissing) { try await trial.decide(id) }
    try await trial.look(id, "fund_supervision", fits: true)
    try await trial.supply(id, "board_list")
    try await trial.look(id, "board_list", fits: true)
    let page = try await trial.bureau.get(CaseLink.case(id).path, as: "approver").text
    #expect(page.contains("拟准予。"))
    try await trial.decide(id)
    #expect(try await trial.file(id).state.licence != nil)
  }

  @Test("a refusal need not wait for what would not change it")
  func refusal() async throws {
    let trial = try await PromiseTrial(.school)
    let id = try await trial.accepted(without: Self.later)
    try await trial.review(id)
    try await trial.decide(id, granted: false)
    #expect(try await trial.file(id).state.deferralDue == nil)
    try trial.bureau.go(to: "2027-01-20")
    try await trial.bureau.fireDeadlines()
    #expect(try await trial.bars().isEmpty)
  }

  @Test(
    "wrong ones are told once within the time; wrong again, the approver decides on what there is")
  func toldOnce() async throws {
    let trial = try await PromiseTrial(.school)
    let id = try await trial.accepted(without: ["fund_supervision"])
    try await trial.review(id)
    try await trial.supply(id, "fund_supervision")
    try await trial.look(id, "fund_supervision", fits: false)
    let file = try await trial.file(id)
    #expect(file.documents.map(\.kind).contains(.deferralReturn))
    #expect(!file.state.isSupplementNoticed)
    let own = try await trial.bureau.get(CaseLink.deferred(id).path, as: "applicant").text
    #expect(own.contains("缺少公章"))
    try await trial.supply(id, "fund_supervision", words: "again")
    try await trial.look(id, "fund_supervision", fits: false)
    #expect(try await trial.file(id).documents.count { $0.kind == .deferralReturn } == 1)
    await #expect(throws: CaseworkRefusal.nothingDeferred) {
      try await trial.supply(id, "fund_supervision", words: "third")
    }
    await #expect(throws: CaseworkRefusal.deferredRejected) { try await trial.decide(id) }
    try await trial.decide(id, granted: false)
  }

  @Test("overdue, the program ends the case and notes it; the applicant applies the ordinary way")
  func overdue() async throws {
    let trial = try await PromiseTrial(.school)
    let id = try await trial.accepted(without: Self.later)
    try trial.bureau.go(to: "2026-11-30")
    try await trial.bureau.fireDeadlines()
    #expect(try await trial.file(id).state.phase == .accepted)
    try trial.bureau.go(to: "2026-12-01")
    await #expect(throws: CaseworkRefusal.self) { try await trial.supply(id, "board_list") }
    try await trial.bureau.fireDeadlines()
    let file = try await trial.file(id)
    #expect(file.state.phase == .terminated)
    #expect(file.text(file.state.reasons).contains("预收费资金监管账户协议"))
    let bar = try #require(try await trial.bars().first)
    #expect(bar.reason == .deferralOverdue && bar.gates == [.deferral])
    #expect(bar.decision == file.documents.last { $0.kind == .termination }?.number)
    let again = try await trial.draft(without: Self.later)
    await #expect(throws: CaseworkRefusal.gateClosed(.deferral, bar.notice)) {
      try await trial.sign(.deferral, again)
    }
    _ = try await trial.submit(try await trial.draft())
  }

  @Test("what came in time and was looked at late is nobody's lapse")
  func lookedAtLate() async throws {
    let trial = try await PromiseTrial(.school)
    let id = try await trial.accepted(without: ["board_list"])
    try await trial.supply(id, "board_list")
    try trial.bureau.go(to: "2026-12-15")
    try await trial.bureau.fireDeadlines()
    #expect(try await trial.file(id).state.phase == .accepted)
    try await trial.look(id, "board_list", fits: false)
    #expect(try await trial.file(id).state.phase == .accepted)
    #expect(try await trial.bars().isEmpty)
  }

  @Test("what comes with a correction before acceptance need not come later")
  func brought() async throws {
    let trial = try await PromiseTrial(.school)
    let draft = try await trial.draft(without: ["board_list"])
    try await trial.sign(.deferral, draft)
    let id = try await trial.submit(draft)
    let clerk = try Bureau.actor("clerk")
    let file = try await trial.file(try trial.material("board_list"), by: "clerk")
    _ = try await trial.bureau.desk.amend(
      id, as: .correction, answers: [:], files: [file], by: clerk, expecting: nil)
    try await trial.bureau.take(.accept, with: id, by: "clerk")
    let state = try await trial.file(id).state
    #expect(state.deferringIsComplete && state.deferralDue == nil)
    #expect(!state.documents.map(\.kind).contains(.deferralNotice))
  }

  @Test("handed over first: granted, delivered and concluded; the materials come afterwards")
  func deliversFirst() async throws {
    let trial = try await PromiseTrial(
      .school, edit: ("deferral:\n  basis:", "deferral:\n  delivers_first: true\n  basis:"))
    let id = try await trial.accepted(without: ["fund_supervision"])
    try await trial.review(id)
    try await trial.decide(id)
    try await trial.bureau.take(.deliver(.electronic), with: id, by: "clerk")
    #expect(try await trial.file(id).state.phase == .concluded)
    try await trial.supply(id, "fund_supervision")
    try await trial.look(id, "fund_supervision", fits: true)
    #expect(try await trial.file(id).state.deferringIsComplete)
    try trial.bureau.go(to: "2027-01-20")
    try await trial.bureau.fireDeadlines()
    #expect(try await trial.bars().isEmpty)
  }

  @Test("handed over first and then overdue: heard, found, and the grant waits for the approver")
  func deliversFirstOverdue() async throws {
    let trial = try await PromiseTrial(
      .school, edit: ("deferral:\n  basis:", "deferral:\n  delivers_first: true\n  basis:"))
    let id = try await trial.accepted(without: ["fund_supervision"])
    try await trial.review(id)
    try await trial.decide(id)
    try trial.bureau.go(to: "2026-12-08")
    try await trial.bureau.fireDeadlines()
    #expect(try await trial.file(id).state.phase == .granted)
    #expect(try await trial.promise(id).phase == .contested)
    #expect(try await trial.bars().isEmpty)
    try await trial.take(.state(Reasons("理由充分")), id, by: "applicant")
    try await trial.take(.breakPromise(Reasons("理由充分")), id, by: "approver")
    #expect(try await trial.bars().map(\.reason) == [.deferralOverdue])
    #expect(try await trial.promise(id).awaitsRevocation)
  }

  @Test(
    "pages: the draft offers it, the applicant signs, brings it later; staff see and look at it")
  func pages() async throws {
    let trial = try await PromiseTrial(.school)
    let item = try trial.bureau.item
    let guide = try await trial.bureau.get(CatalogueLink.item(item.code).path).text
    #expect(guide.contains("可以容缺受理") && guide.contains("可以容缺的材料"))
    let draft = try await trial.draft(without: ["fund_supervision"])
    let browser = trial.bureau.browser("applicant")
    #expect(try await browser.get(CaseLink.draft(draft).path).text.contains("可以容缺受理"))
    let path = CaseLink.sign(draft, .deferral).path
    let text = try #require(try await trial.text(.deferral, of: draft))
    #expect(try await browser.get(path).text.contains(text.digest.description))
    _ = try await browser.post(
      path,
      [
        "text": text.digest.description, "read": "true",
        "deferral": try Bureau.account("applicant").name,
      ])
    let id = try await trial.submit(draft)
    try await trial.bureau.take(.accept, with: id, by: "clerk")
    let board = try await trial.bureau.get("/promises?list=awaited", as: "reviewer-1").text
    #expect(board.contains(CaseLink.case(id).path))
    let own = try await browser.get(CaseLink.case(id).path).text
    #expect(own.contains("请补交容缺材料") && own.contains(CaseLink.deferred(id).path))
    let none = try await browser.upload(CaseLink.deferred(id).path, [])
    #expect(none.status == 422)
    let sent = try await browser.upload(
      CaseLink.deferred(id).path, [],
      files: [("files.fund_supervision", "a.pdf", Application.pdf("later"))])
    #expect(sent.location == CaseLink.case(id).path)
    let looking = try await trial.bureau.get("/promises?list=looking", as: "reviewer-1").text
    #expect(looking.contains(CaseLink.case(id).path))
    let staff = try await trial.bureau.get(CaseLink.case(id).path, as: "reviewer-1").text
    #expect(staff.contains("核对容缺材料"))
  }

  @Test(
    "over the API: the text for just these materials, signed with the application, supplied later")
  func api() async throws {
    let trial = try await PromiseTrial(.school)
    let api = try APITrial(over: trial.bureau)
    let texts = try await api.get(
      "/api/v1/items/\(api.item.code)/deferral?material=fund_supervision", as: nil)
    let digest = (texts["items"] as? [[String: Any]])?.first?["digest"] as? String
    let firm = try await api.get(
      "/api/v1/items/\(api.item.code)/deferral?material=articles", as: nil)
    #expect(firm.status == 422)
    var filing = try await api.filing(as: "applicant", without: ["fund_supervision"])
    let missing = try await api.post("/api/v1/cases", filing, as: "applicant")
    #expect(missing.status == 422 && missing.pointers == ["/files/fund_supervision"])
    filing["deferral"] = [
      "text": digest ?? "", "name": try Bureau.account("applicant").name,
    ]
    let id = try await api.post("/api/v1/cases", filing, as: "applicant").text("id")
    #expect(try await api.take("accept", id, as: "clerk").status == 200)
    let filed = try await api.upload(
      Application.pdf("later"), name: "a.pdf", material: "fund_supervision", as: "applicant")
    let supplied = try await api.take(
      "deferred-materials", id, as: "applicant",
      ["files": [["material": "fund_supervision", "digest": filed.text("digest")]]])
    #expect(supplied.status == 200)
    let looked = try await api.take(
      "look-deferred", id, as: "reviewer-1", ["material": "fund_supervision", "fits": true])
    #expect(looked.status == 200)
  }
}

extension Case {
  /// Whether everything that was to come later has come and fits.
  fileprivate var deferringIsComplete: Bool { !deferring.isAwaiting }
}
