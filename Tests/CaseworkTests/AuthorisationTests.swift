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

/// 授权书: who may receive and decide in one hand, for what, until when, within which limits.
@Suite("Authorisations")
struct AuthorisationTests {
  private let bureau: Bureau
  private static let card = Application.seniorCard

  init() async throws { bureau = try await Bureau(Self.card, on: "2026-11-23") }

  /// Whether the window can conclude a case at once.
  private func works(_ name: String = "window", household: String = "wuhan") async throws -> Bool {
    var situation = Self.card.situation
    situation["household"] = household
    do {
      _ = try await bureau.handle(situation: situation, by: name)
      return true
    } catch CaseworkRefusal.staff(.notAuthorised) {
      return false
    }
  }

  private func fault(_ give: () async throws -> Void) async -> String? {
    do {
      try await give()
      return nil
    } catch let refusal as any Refusal {
      return refusal.faults.first?.field ?? refusal.code
    } catch {
      return "\(error)"
    }
  }

  // MARK: What it is good for

  @Test("it counts from its first day to its last one, and not a day longer")
  func days() async throws {
    let (from, until) = (try Day.of("2026-11-24"), try Day.of("2026-11-25"))
    try await bureau.authorise(
      .window, "window", items: [Self.card.code], from: from, until: until)
    #expect(try await !works())
    try bureau.go(to: "2026-11-24")
    #expect(try await works())
    try bureau.go(to: "2026-11-25")
    #expect(try await works())
    try bureau.go(to: "2026-11-26")
    #expect(try await !works())
  }

  @Test("suspended it counts for nothing, resumed again, revoked never more")
  func suspended() async throws {
    let id = try await bureau.authorise(.window, "window", items: [Self.card.code])
    func take(_ step: AuthorisationStep) async throws {
      let reasons = Reasons("复核发现问题。")
      try await bureau.authorisations.take(
        step.command(reasons), with: id, reasons: reasons, by: Bureau.actor("head"))
    }
    #expect(try await works())
    try await take(.suspend)
    #expect(try await !works())
    await #expect(throws: CaseworkRefusal.staff(.authorisationNot(.suspended))) {
      try await take(.suspend)
    }
    try await take(.resume)
    #expect(try await works())
    try await take(.revoke)
    #expect(try await !works())
    await #expect(throws: CaseworkRefusal.staff(.authorisationNot(.revoked))) {
      try await take(.resume)
    }
  }

  @Test("it is for its holder, for its items, and for answers that meet its limit")
  func scope() async throws {
    try await bureau.authorise(
      .window, "window", items: [Self.card.code], limit: "household = \"wuhan\"")
    #expect(try await works())
    #expect(try await !works("clerk"))
    #expect(try await !works(household: "other"))
    let work = try await Bureau(
      Application(
        code: "11420103MB0000001P4002014007001",
        situation: ["kind": "self", "household": "jianghan", "support": "no", "agent": "self"]))
    try await work.authorise(.window, "window", items: [Self.card.code])
    await #expect(throws: CaseworkRefusal.staff(.notAuthorised)) {
      try await work.handle(seen: ["work_statement"], by: "window")
    }
  }

  @Test("of a section it covers what is listed there, also what is listed later")
  func section() async throws {
    try await bureau.authorise(.window, "window", section: "政务服务科")
    #expect(try await works())
    let terms = try #require(
      try await bureau.authorisations.page(before: nil, limit: 1).rows.first?.terms)
    let items = try RealCatalogue.items()
    #expect(items.filter { terms.covers($0) }.allSatisfy { $0.department.zh == "政务服务科" })
    #expect(items.contains { !terms.covers($0) && $0.isListed(for: .window) })
  }

  @Test("whoever has lost the office has lost the authorisation that was given to it")
  func office() async throws {
    try await bureau.authorise(.window, "window", items: [Self.card.code])
    let today = bureau.now.day
    let helper = Actor(
      id: try Bureau.account("window").id, name: nil, roles: [.helper], department: nil)
    let held = try await bureau.journal.database.read {
      try AuthorisationTable.inForce(of: helper, on: today, in: $0)
    }
    #expect(held.isEmpty)
  }

  // MARK: Giving it

  @Test("only the head of the agency gives one, to another, for a time that is to come")
  func giving() async throws {
    let proposal = AuthorisationDesk.Proposal(
      kind: .window, holder: try Bureau.account("window").id, items: [Self.card.code],
      section: nil, from: bureau.now.day, until: bureau.now.day, limit: "",
      reasons: Reasons("高频事项。"))
    await #expect(throws: CaseworkRefusal.notYourPart(.authorise)) {
      try await bureau.authorisations.give(proposal, by: Bureau.actor("supervisor"))
    }
    let yesterday = bureau.now.day.adding(days: -1)
    #expect(
      await fault {
        try await bureau.authorise(
          .window, "window", items: [Self.card.code], from: yesterday, until: yesterday)
      } == "until")
    let (state, head) = (Authorisation(), try Bureau.actor("head"))
    let own = Authorisation.Terms(
      number: "1", kind: .chief, holder: head.id, section: "科", items: [], from: bureau.now.day,
      until: bureau.now.day, limit: nil, reasons: Reasons("理由").digest)
    #expect(throws: CaseworkRefusal.staff(.ownAuthorisation)) {
      try state.decide(.give(own), .init(actor: head, now: bureau.now))
    }
  }

  @Test("what is wrong with one is told at its field: items, office, section, limit")
  func faults() async throws {
    let food = Application.foodLicence.code
    #expect(await fault { try await bureau.authorise(.window, "window", items: [food]) } == "items")
    #expect(await fault { try await bureau.authorise(.window, "window") } == "items")
    #expect(
      await fault { try await bureau.authorise(.window, "window", section: "没有的科室") }
        == "section")
    #expect(
      await fault {
        try await bureau.authorise(.chief, "window", items: [Self.card.code])
      } == "holder")
    // The chief approver of another section.
    #expect(
      await fault {
        try await bureau.authorise(.chief, "approver", items: [Self.card.code])
      } == "items")
    for limit in ["household =", "area_sqm <= 50", "1 = 1"] {
      #expect(
        await fault {
          try await bureau.authorise(.window, "window", items: [Self.card.code], limit: limit)
        } == "limit", "\(limit)")
    }
    #expect(try await bureau.authorisations.page(before: nil, limit: 1).rows.isEmpty)
  }

  @Test("each has a number of its year, which verify counts; a rebuild gives the same rows")
  func numbers() async throws {
    for _ in 1...3 { try await bureau.authorise(.window, "window", section: "政务服务科") }
    try bureau.go(to: "2027-01-04")
    try await bureau.authorise(.window, "window", section: "政务服务科")
    let rows = try await bureau.authorisations.page(before: nil, limit: 10).rows
    #expect(
      rows.map(\.terms.number).sorted()
        == (1...3).map { "江汉审批授字〔2026〕\($0)号" } + ["江汉审批授字〔2027〕1号"])
    #expect(try await bureau.journal.verify { _ in }.isSound)
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
  }

  // MARK: Pages and API

  @Test("all of the staff read them, the head alone has forms; the sheet names the law")
  func pages() async throws {
    let id = try await bureau.authorise(
      .window, "window", items: [Self.card.code], limit: "household = \"wuhan\"")
    for name in ["reviewer-1", "clerk", "supervisor", "head"] {
      let list = try await bureau.get(CaseLink.authorisations.path, as: name).text
      #expect(list.contains(CaseLink.authorisation(id).path), "\(name)")
      let page = try await bureau.get(CaseLink.authorisation(id).path, as: name).text
      #expect(page.contains("老年人优待证办理") && page.contains("户籍在哪里？ = 武汉市"), "\(name)")
      #expect(page.contains("action=\"/authorisations/\(id)/suspend\"") == (name == "head"))
    }
    #expect(try await bureau.get(CaseLink.authorisation(id).path, as: "applicant").status == 403)
    let sheet = try await bureau.get(CaseLink.authorisationSheet(id, .page).path, as: "clerk").text
    #expect(sheet.contains("江汉审批授字〔2026〕1号") && sheet.contains("第三十四条第三款"))
    let pdf = try await bureau.get(CaseLink.authorisationSheet(id, .pdf).path, as: "clerk")
    #expect(pdf.status == 200 && pdf.bytes.starts(with: Array("%PDF-1.".utf8)))
    #expect(try await bureau.get(CaseLink.newAuthorisation.path, as: "clerk").status == 403)
  }

  @Test(
    "the head gives one in the browser: the section, then the form; what is wrong keeps what was entered"
  )
  func form() async throws {
    let head = bureau.browser("head")
    let sections = try await head.get(CaseLink.newAuthorisation.path).text
    #expect(sections.contains("政务服务科"))
    let form = try await head.get("\(CaseLink.newAuthorisation.path)?section=政务服务科").text
    #expect(form.contains("高龄津贴申领") && !form.contains("企业设立登记"))
    let holder = try Bureau.account("window").id
    let wrong = try await head.post(
      CaseLink.newAuthorisation.path,
      [
        "section": "政务服务科", "kind": "window", "holder": holder, "scope": "some",
        "items": Self.card.code, "from": "2026-11-23", "until": "2027-11-22",
        "limit": "nothing = 1", "reasons": "高频事项。",
      ])
    #expect(wrong.status == 422 && wrong.text.contains("nothing = 1"))
    let right = try await head.post(
      CaseLink.newAuthorisation.path,
      [
        "section": "政务服务科", "kind": "window", "holder": holder, "scope": "all",
        "from": "2026-11-23", "until": "2027-11-22", "limit": "", "reasons": "高频事项。",
      ])
    #expect(right.status == 303)
    #expect(try await works())
    let suspended = try await head.post(
      right.location + "/suspend", ["suspend.reasons": "复核发现问题。"])
    #expect(suspended.status == 303)
    #expect(try await head.get(right.location).text.contains("复核发现问题。"))
    #expect(try await !works())
  }

  @Test("a program gives, reads and suspends them, page after page")
  func api() async throws {
    let trial = try await APITrial()
    let body: [String: Any] = [
      "kind": "chief", "holder": try Bureau.account("chief").id, "section": "政务服务科",
      "from": "2026-11-23", "until": "2027-11-22", "reasons": "高频事项。",
    ]
    #expect(try await trial.post("/api/v1/authorisations", body, as: "clerk").status == 403)
    var ids: Set<String> = []
    for _ in 1...3 {
      let made = try await trial.post("/api/v1/authorisations", body, as: "head")
      #expect(made.status == 201 && made["isInForce"] as? Bool == true)
      ids.insert(made.text("id"))
    }
    let first = try await trial.get("/api/v1/authorisations?limit=2", as: "reviewer-1")
    let next = try await trial.get(
      "/api/v1/authorisations?limit=2&cursor=\(first.text("next"))", as: "reviewer-1")
    let seen = [first, next].flatMap { $0["items"] as? [[String: Any]] ?? [] }
    #expect(Set(seen.compactMap { $0["id"] as? String }) == ids && seen.count == 3)
    let id = try #require(ids.first)
    let suspended = try await trial.post(
      "/api/v1/authorisations/\(id)/suspend", ["reasons": "复核发现问题。"], as: "head")
    #expect(suspended.status == 200 && suspended["isInForce"] as? Bool == false)
    let missing = try await trial.post(
      "/api/v1/authorisations/x/revoke", ["reasons": "复核发现问题。"], as: "head")
    #expect(missing.status == 404 && missing.problem == "casework/authorisation-not-found")
  }
}
