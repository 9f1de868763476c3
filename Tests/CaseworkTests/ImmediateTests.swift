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

/// 马上办: received, granted and delivered on one screen, in one transaction, under every rule of the ordinary way.
@Suite("What is done at once")
struct ImmediateTests {
  private let bureau: Bureau

  init() async throws {
    bureau = try await Bureau(.seniorCard, on: "2026-11-23")
    try await bureau.authorise(.window, "window", items: [Application.seniorCard.code])
  }

  /// How much is written, so that a refusal can be seen to leave nothing.
  private func rows() async throws -> [Int] {
    try await bureau.journal.database.read { reader in
      [
        try reader.one("SELECT COUNT(*) FROM journal_event"),
        try reader.one("SELECT COUNT(*) FROM case_row"),
        try reader.one("SELECT COUNT(*) FROM case_party"),
        try reader.one("SELECT COUNT(*) FROM licence_row"),
        try reader.one("SELECT COALESCE(SUM(value), 0) FROM journal_counter"),
      ]
    }
  }

  /// Nothing of it is kept.
  private func refused(
    _ refusal: CaseworkRefusal, _ location: SourceLocation = #_sourceLocation,
    _ handle: () async throws -> Void
  ) async throws {
    let before = try await rows()
    await #expect(throws: refusal, sourceLocation: location) { try await handle() }
    #expect(try await rows() == before, sourceLocation: location)
  }

  // MARK: At once

  @Test("one call makes the case, all its documents and the licence, and leaves it concluded")
  func whole() async throws {
    let receipt = try await bureau.handle(by: "window")
    let file = try await bureau.open(receipt.id)
    #expect(file.state.phase == .concluded && file.state.licence != nil)
    #expect(
      file.documents.map(\.kind) == [.receipt, .acceptance, .grant, .deliveryRecord])
    let submission = try #require(file.state.submission)
    #expect(submission.channel == .window && submission.isAssisted)
    #expect(submission.filer == (try Bureau.account("window").id) && submission.applicant == nil)
    #expect(file.state.oneHand.authority?.number == "江汉审批授字〔2026〕1号")
    #expect(Set(file.history.map(\.moment.at)).count == 1)
    #expect(file.state.clock(.china, asOf: bureau.now.day).light == .done)
    // What repeats the applicant was not typed again.
    #expect(file.filing?.applicant == Bureau.visitor)
    #expect(try await bureau.journal.verify { _ in }.isSound)
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
  }

  @Test("the same key again makes no second case; two clerks at once make two")
  func twice() async throws {
    let order = try bureau.order()
    let actor = try Bureau.actor("window")
    let key = CommandKey("k", request: "r")
    let desk = bureau.desk
    async let first = desk.handleAtWindow(order, by: actor, key: key)
    async let second = desk.handleAtWindow(order, by: actor, key: key)
    let receipts = try await [first, second]
    #expect(receipts[0] == receipts[1])
    try await bureau.authorise(.window, "clerk-2", items: [Application.seniorCard.code])
    async let mine = bureau.handle(by: "window")
    async let others = bureau.handle(by: "clerk-2")
    let numbers = try await Set([receipts[0], mine, others].map(\.number))
    #expect(numbers.count == 3)
    let cases: Int = try await bureau.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM case_row WHERE closed_at IS NOT NULL")
    }
    #expect(cases == 3)
  }

  // MARK: Rules that stand against it

  @Test("without an authorisation nothing is done, and nothing is kept")
  func notAuthorised() async throws {
    try await refused(.staff(.notAuthorised)) { try await bureau.handle(by: "clerk") }
  }

  @Test("what the applicant has not said to be true is not received (article 31)")
  func notSure() async throws {
    try await refused(.staff(.applicantNotSure)) {
      try await bureau.handle(isConfirmed: false, by: "window")
    }
  }

  @Test(
    "a wrong personal code, a missing answer, a material neither seen nor scanned: all at once, nothing kept"
  )
  func incomplete() async throws {
    let before = try await rows()
    var situation = Application.seniorCard.situation
    situation["reason"] = "damaged"
    situation["photo_source"] = "upload"
    let stranger = Party(name: "", code: "110105194912310021", phone: "13800000001")
    do {
      try await bureau.handle(situation: situation, applicant: stranger, by: "window")
      Issue.record("it was done")
    } catch CaseworkRefusal.incomplete(let faults) {
      let fields = ["applicant.name", "applicant.code", "files.photo", "files.old_card"]
      #expect(Set(faults.map(\.field)) == Set(fields))
    }
    #expect(try await rows() == before)
    // What the clerk has seen in the original is there, graded B, and on the receipt.
    let id = try await bureau.handle(
      situation: situation, seen: ["photo", "old_card"], by: "window"
    ).id
    let page = try await bureau.get(CaseLink.case(id).path, as: "window").text
    #expect(page.contains("原件已在窗口核验") && page.contains("B 级（窗口核验）"))
    let receipt = try await bureau.get(
      CaseLink.document(case: id, name: "receipt").path, as: "window"
    ).text
    #expect(receipt.contains("窗口核验原件"))
  }

  @Test("a material that the item does not have was seen by nobody")
  func strangeMaterial() async throws {
    let before = try await rows()
    await #expect(throws: CaseworkRefusal.self) {
      try await bureau.handle(seen: ["passport"], by: "window")
    }
    #expect(try await rows() == before)
  }

  @Test(
    "who is tied to the applicant does not serve him at the window (Civil Servants Law, article 76)"
  )
  func interest() async throws {
    _ = try await InterestDesk(journal: bureau.journal).declare(
      .relative, to: Bureau.visitor.code, by: Bureau.actor("window"))
    for goal in WindowOrder.Goal.allCases {
      try await refused(.staff(.interested(.relative))) {
        try await bureau.handle(goal: goal, by: "window")
      }
    }
  }

  @Test("what is not done at once goes the ordinary way, and says so")
  func notImmediate() async throws {
    let bureau = try await Bureau(.allowance)
    try await bureau.authorise(.window, "window", section: "政务服务科")
    await #expect(throws: CaseworkRefusal.staff(.notAuthorised)) {
      try await bureau.handle(by: "window")
    }
    let ordinary = try await Bureau(.smallCatering)
    let needed = try ordinary.application.files(of: ordinary.item).map(\.key)
    await #expect(throws: CaseworkRefusal.staff(.notImmediate)) {
      try await ordinary.handle(seen: needed, by: "window")
    }
    // A chief approver who is authorised brings a streamlined item to its end at the window too.
    try await bureau.authorise(.chief, "chief", section: "政务服务科")
    let receipt = try await bureau.handle(by: "chief")
    #expect(try await bureau.open(receipt.id).state.phase == .concluded)
    let foreign = try await Bureau(.seniorCard)
    await #expect(throws: CaseworkRefusal.otherDepartment) {
      try await foreign.handle(by: "approver")
    }
  }

  @Test("only the window writes down what another says, and only there are originals seen")
  func ownFilings() async throws {
    var filing = try bureau.order().filing
    filing.seen = ["old_card"]
    let (desk, applicant) = (bureau.desk, try Bureau.actor("applicant"))
    await #expect(throws: CaseworkRefusal.notYourPart(.submit)) {
      try await desk.submit(filing, through: .window, by: applicant)
    }
  }

  // MARK: Received only

  @Test(
    "received only, it goes the ordinary way: another accepts and decides, the window supplements and withdraws for him"
  )
  func received() async throws {
    let id = try await bureau.handle(goal: .received, by: "clerk").id
    #expect(try await bureau.open(id).state.phase == .received)
    // Who has written it down is no applicant: he may accept, and give the notice.
    #expect(try await bureau.forms(id, as: "clerk").contains("accept"))
    try await bureau.notice(id, [("applicant.phone", "电话打不通，请更正。")])
    let page = try await bureau.get(CaseLink.case(id).path, as: "clerk-2").text
    #expect(page.contains(CaseLink.supplement(id).path))
    let answer = try await bureau.browser("clerk-2").post(
      CaseLink.supplement(id).path, ["applicant.phone": "13800000002"])
    #expect(answer.status == 303)
    #expect(try await bureau.open(id).filing?.applicant.phone == "13800000002")
    // No applicant of the site sees it, and the code of the window's clerk is not asked of him.
    #expect(try await bureau.get(CaseLink.case(id).path, as: "applicant").status == 404)
    let masked = try await bureau.get(CaseLink.case(id).path, as: "clerk").text
    #expect(!masked.contains(Bureau.visitor.code))
    let withdrawn = try await bureau.browser("clerk").post(
      CaseLink.withdraw(id).path, ["reasons": "", "confirm": "true"])
    #expect(withdrawn.status == 303)
    #expect(try await bureau.open(id).state.phase == .withdrawn)
    // Of somebody who files for himself the window takes nothing back.
    let own = try await bureau.file().id
    await #expect(throws: CaseworkRefusal.notYourPart(.withdraw)) {
      try await bureau.take(.withdraw(Reasons("")), with: own, by: "clerk")
    }
  }

  // MARK: The screen

  /// What the form of the screen sends, with some fields of it changed, nil leaving one out.
  private static func form(
    _ changes: KeyValuePairs<String, String?> = [:]
  ) -> [(name: String, value: String)] {
    let usual: KeyValuePairs = [
      "applicant.name": "示范 · 市民", "applicant.code": "11010519491231002x",
      "applicant.phone": "13800000001", "situation.household": "wuhan",
      "situation.reason": "first", "situation.photo_source": "id_photo",
      "situation.agent": "self", "answers.elder_address": "武汉市江汉区示范路1号",
      "answers.elder_name": "", "truth": "true", "action": "delivered",
    ]
    let kept = usual.filter { entry in !changes.contains { $0.key == entry.key } }
    return kept.map { ($0.key, $0.value) }
      + changes.compactMap { entry in entry.value.map { (entry.key, $0) } }
  }

  private static let path = CaseLink.atOnce(Application.seniorCard.code).path

  @Test(
    "a few letters of pinyin and Enter open the item; several items are offered, the first by one more Enter"
  )
  func search() async throws {
    let clerk = bureau.browser("window")
    let start = try await clerk.get(CaseLink.window.path).text
    #expect(start.contains(Self.path) && start.contains("autofocus"))
    let one = try await clerk.get("\(CaseLink.window.path)?q=lnryd")
    #expect(one.status == 303 && one.location == Self.path)
    let many = try await clerk.get("\(CaseLink.window.path)?q=食品").text
    #expect(many.contains("autofocus>") && many.contains("食品经营许可"))
    let suggested = try await clerk.get("\(CaseLink.windowSuggestions.path)?q=lnr").text
    #expect(suggested.contains("老年人优待证办理"))
    #expect(try await bureau.get(CaseLink.window.path, as: "applicant").status == 403)
  }

  @Test(
    "one form without a script brings it to its end and to the papers; sent twice it is one case")
  func screen() async throws {
    let clerk = bureau.browser("window")
    let page = try await clerk.get(Self.path).text
    #expect(page.contains("江汉审批授字〔2026〕1号") && page.contains("受理、准予、送达"))
    // Everything is there without a script, each material with when it is needed.
    #expect(page.contains("name=\"seen.old_card\"") && page.contains("适用情形："))
    let done = try await clerk.upload(Self.path, Self.form(["key": "once"]))
    #expect(done.status == 303)
    let again = try await clerk.upload(Self.path, Self.form(["key": "once"]))
    #expect(again.location == done.location)
    let papers = try await clerk.get(done.location)
    #expect(papers.status == 200)
    for title in ["收件凭证", "受理通知书", "准予办理决定书", "送达回证", "老年人优待证", "办下一件"] {
      #expect(papers.text.contains(title), "\(title)")
    }
    #expect(try await bureau.get(done.location, as: "applicant").status == 404)
  }

  @Test(
    "a rule that stands against it is told on the form, which keeps what was entered and offers to receive only"
  )
  func refusedOnScreen() async throws {
    let clerk = bureau.browser("clerk")
    let page = try await clerk.get(Self.path).text
    #expect(!page.contains("受理、准予、送达</button>") && page.contains("只收件"))
    let refused = try await clerk.upload(Self.path, Self.form())
    #expect(refused.status == 403)
    #expect(refused.text.contains("没有生效的授权书") && refused.text.contains("示范路1号"))
    let received = try await clerk.upload(Self.path, Self.form(["action": "received"]))
    #expect(received.status == 303 && received.location.hasSuffix("?made=receipt"))
    let wrong = try await bureau.browser("window").upload(
      Self.path, Self.form(["truth": nil, "applicant.phone": nil]))
    #expect(wrong.status == 422 && wrong.text.contains("第三十一条第一款"))
    // What repeats a line that is wrong is no second fault.
    let code = try await bureau.browser("window").upload(
      Self.path, Self.form(["applicant.code": "110105194912310021"]))
    #expect(code.status == 422 && code.text.contains("有 1 处"))
  }

  @Test("a scan is taken in, and stays with the form when something else is wrong")
  func scan() async throws {
    let clerk = bureau.browser("window")
    let wrong = try await clerk.upload(
      Self.path, Self.form(["situation.reason": "damaged", "applicant.phone": nil]),
      files: [("files.old_card", "旧证.pdf", Application.pdf())])
    #expect(wrong.status == 422 && wrong.text.contains("旧证.pdf"))
    let digest = try #require(
      wrong.text.firstMatch(of: /name="kept.old_card" value="([0-9a-f]{64})"/)?.output.1)
    let done = try await clerk.upload(
      Self.path, Self.form(["situation.reason": "damaged", "kept.old_card": String(digest)]))
    #expect(done.status == 303 && done.location.hasSuffix("/bundle"))
  }

  // MARK: The API

  @Test("a program does the same in one call, and is told every fault by its place")
  func api() async throws {
    let trial = try await APITrial()
    let card = Application.seniorCard
    try await trial.bureau.authorise(.window, "window", items: [card.code])
    let body: [String: Any] = [
      "item": card.code, "situation": card.situation, "confirmed": true,
      "answers": ["elder_address": "武汉市江汉区示范路1号"],
      "applicant": ["name": "示范", "code": "11010519491231002X", "phone": "13800000001"],
    ]
    let done = try await trial.post(
      "/api/v1/window-cases", body, as: "window", ["Idempotency-Key": "once"])
    #expect(done.status == 201 && done.text("phase") == "concluded")
    #expect((done["documents"] as? [Any])?.count == 4 && !done.text("licence").isEmpty)
    let again = try await trial.post(
      "/api/v1/window-cases", body, as: "window", ["Idempotency-Key": "once"])
    #expect(again.text("id") == done.text("id"))
    var wrong = body
    wrong["applicant"] = ["name": "示范", "code": "110105194912310021", "phone": "13800000001"]
    let refused = try await trial.post("/api/v1/window-cases", wrong, as: "window")
    #expect(refused.status == 422 && refused.pointers.contains("/applicant/code"))
    let unauthorised = try await trial.post("/api/v1/window-cases", body, as: "clerk")
    #expect(unauthorised.status == 403 && unauthorised.problem == "casework/not-authorised")
    var received = body
    // A goal that nobody knows is no reason to do the utmost.
    received["goal"] = "recieved"
    let misspelt = try await trial.post("/api/v1/window-cases", received, as: "window")
    #expect(misspelt.status == 422 && misspelt.pointers == ["/goal"])
    received["goal"] = "received"
    let kept = try await trial.post("/api/v1/window-cases", received, as: "clerk")
    #expect(kept.status == 201 && kept.text("phase") == "received")
    #expect(try await trial.post("/api/v1/window-cases", body, as: "applicant").status == 403)
  }
}
