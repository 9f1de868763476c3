// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("A part that is delegated for some time")
struct DelegationTests {
  private static let words = Reasons("年休假")
  private static let day = "2026-03-03"

  // MARK: Delegating

  private static func terms(
    _ parts: Set<Mandate.Part> = [.decision], to deputy: String = "section-head",
    from: String = "2026-03-03", until: String = "2026-03-10", items: Set<String>? = nil
  ) -> Delegation.Terms {
    Delegation.Terms(
      principal: "chief", deputy: deputy, parts: parts, items: items, from: CaseTrial.day(from),
      until: CaseTrial.day(until))
  }

  private static func context(
    _ actor: Actor, deputy: String = "section-head"
  )
    -> Delegation.Context
  {
    Delegation.Context(
      actor: actor, now: CaseTrial.instant(day, hour: 9),
      principal: CaseTrial.staff.first { $0.id == "chief" },
      deputy: CaseTrial.staff.first { $0.id == deputy })
  }

  private static func refusal(
    of terms: Delegation.Terms, by actor: Actor = CaseTrial.chief, _ reasons: Reasons = words
  ) -> DelegationRefusal? {
    do throws(DelegationRefusal) {
      _ = try Delegation().decide(
        .grant(terms, reasons), context(actor, deputy: terms.deputy))
      return nil
    } catch {
      return error
    }
  }

  @Test("one's own part, to somebody active whose role fits, for days to come")
  func granting() {
    #expect(Self.refusal(of: Self.terms()) == nil)
    #expect(Self.refusal(of: Self.terms(), by: CaseTrial.otherChief) == .notYours)
    #expect(Self.refusal(of: Self.terms([.review])) == .notYourPart(.review))
    #expect(Self.refusal(of: Self.terms(to: "chief")) == .toYourself)
    #expect(Self.refusal(of: Self.terms(to: "nobody")) == .noSuchColleague)
    #expect(Self.refusal(of: Self.terms(to: "gone")) == .noSuchColleague)
    #expect(Self.refusal(of: Self.terms(to: "planner")) == .roleDoesNotFit(.decision))
    #expect(Self.refusal(of: Self.terms([.signature], to: "planner")) == nil)
    #expect(Self.refusal(of: Self.terms([])) == .partMissing)
    #expect(Self.refusal(of: Self.terms(items: [])) == .itemsMissing)
    #expect(Self.refusal(of: Self.terms(from: "2026-03-02")) == .daysDoNotFit)
    #expect(Self.refusal(of: Self.terms(until: "2026-03-02")) == .daysDoNotFit)
    #expect(Self.refusal(of: Self.terms(until: "2027-03-05")) == .daysDoNotFit)
    #expect(Self.refusal(of: Self.terms(), Reasons("")) == .reasonsMissing)
  }

  @Test("both and the head of the section may end it early, nobody else, and only once")
  func ending() throws {
    var delegation = Delegation()
    delegation.apply(
      .granted(Self.terms(), reasons: Self.words.digest),
      at: Moment(at: CaseTrial.instant(Self.day, hour: 9), actor: "chief"))
    let end = Delegation.Command.end(Self.words)
    for actor in [CaseTrial.chief, CaseTrial.sectionHead] {
      #expect(try delegation.decide(end, Self.context(actor)).count == 1)
    }
    #expect(throws: DelegationRefusal.notYours) {
      try delegation.decide(end, Self.context(CaseTrial.firstReviewer))
    }
    delegation.apply(
      .ended(reasons: Self.words.digest),
      at: Moment(at: CaseTrial.instant(Self.day, hour: 10), actor: "chief"))
    #expect(throws: DelegationRefusal.isOver) {
      try delegation.decide(end, Self.context(CaseTrial.chief))
    }
  }

  // MARK: Acting for another

  private static func mandate(
    of principal: Actor, _ parts: Set<Mandate.Part>, items: Set<String>? = nil
  ) -> Mandate {
    Mandate(
      delegation: "D1", principal: principal.id, roles: principal.roles,
      department: principal.department, parts: parts, items: items)
  }

  private static let deputy = CaseTrial.sectionHead.standingIn([
    mandate(of: CaseTrial.chief, [.decision])
  ])

  @Test("what a deputy decides is recorded as done by him for the other")
  func deciding() throws {
    var trial = try CaseTrial.reviewed()
    let grant = Case.Command.decide(granted: true, Self.words)
    trial.refusal(of: grant, by: CaseTrial.sectionHead, on: Self.day)
      .expect(.notYourPart(.decide), article: nil)
    let elsewhere = CaseTrial.sectionHead.standingIn([
      Self.mandate(of: CaseTrial.chief, [.decision], items: ["another item"])
    ])
    trial.refusal(of: grant, by: elsewhere, on: Self.day)
      .expect(.notYourPart(.decide), article: nil)
    try trial.tell(grant, by: Self.deputy, on: Self.day)
    let last = trial.history.suffix(2).map(\.event)
    #expect(last.first == .actedFor("chief", delegation: "D1"))
    #expect(last.last?.name == "granted" && trial.history.last?.moment.actor == "section-head")
  }

  @Test("four eyes hold for both: neither the deputy nor the other has received the case")
  func fourEyes() throws {
    let grant = Case.Command.decide(granted: true, Self.words)
    var trial = try CaseTrial.accepted(by: CaseTrial.chief)
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(.review(passed: true, opinion: Self.words), by: reviewer, on: Self.day)
    }
    trial.refusal(of: grant, by: Self.deputy, on: Self.day)
      .expect(.receiverMayNotDecide, article: "一人受理和决定", of: "办事规则")
  }

  @Test("an own case is nobody's to handle, neither his nor his deputy's")
  func ownCase() throws {
    var trial = CaseTrial()
    let submission = CaseTrial.submission(applicant: "chief", filer: "chief")
    try trial.tell(.submit(submission), by: CaseTrial.person("chief", .applicant), on: Self.day)
    try trial.tell(.accept, by: CaseTrial.clerk, on: Self.day)
    trial.refusal(of: .decide(granted: true, Self.words), by: Self.deputy, on: Self.day)
      .expect(.ownCase, article: nil)
  }

  @Test("nobody reviews as two persons, whichever comes first (article 34)")
  func twoReviewers() throws {
    let review = Case.Command.review(passed: true, opinion: Self.words)
    // Of another section, so that what he does here is for the other.
    let deputy = CaseTrial.planner.standingIn([
      Self.mandate(of: CaseTrial.firstReviewer, [.review]),
      Self.mandate(of: CaseTrial.secondReviewer, [.review]),
    ])
    var trial = try CaseTrial.accepted()
    try trial.tell(review, by: deputy, on: Self.day)
    #expect(trial.state.reviews.first?.principal == CaseTrial.firstReviewer.id)
    for actor in [deputy, CaseTrial.firstReviewer] {
      trial.refusal(of: review, by: actor, on: Self.day)
        .expect(.alreadyReviewed, article: "第三十四条第三款")
    }
    try trial.tell(review, by: CaseTrial.secondReviewer, on: Self.day)
    #expect(trial.state.reviewsMissing == 0)
  }

  @Test("nobody signs as two persons")
  func twoSignatures() throws {
    let deputy = CaseTrial.sectionHead.standingIn([
      Self.mandate(of: CaseTrial.planner, [.signature])
    ])
    let sign = Case.Command.countersigning(.sign(agrees: true, opinion: Self.words))
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .countersigning(
        .ask(["section-head", "planner", "helper"], inOrder: false, question: Self.words)),
      by: CaseTrial.chief, on: Self.day)
    try trial.tell(sign, by: deputy, on: Self.day)
    #expect(trial.state.countersigning.pending == ["planner", "helper"])
    trial.refusal(of: sign, by: deputy, on: Self.day)
      .expect(.team(.onePersonTwoSignatures), article: nil)
    let helper = CaseTrial.clerk.standingIn([Self.mandate(of: CaseTrial.planner, [.signature])])
    try trial.tell(sign, by: helper, on: Self.day)
    #expect(trial.history.dropLast().last?.event == .actedFor("planner", delegation: "D1"))
    trial.refusal(
      of: .countersigning(.add("clerk", reasons: Self.words)), by: CaseTrial.chief, on: Self.day
    ).expect(.team(.isSignerAlready), article: nil)
  }

  // MARK: Pages

  private static let form: KeyValuePairs = [
    "deputy": "demo-section-head", "parts": "decision", "from": "2026-11-23",
    "until": "2026-11-24", "reasons": "外出培训",
  ]

  @Test("the head of the section decides for the approver on leave, and no day longer")
  func pages() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.reviewed().id
    let decision: KeyValuePairs = [
      "step": "decide", "granted": "yes", "decisionReasons": "符合条件。",
    ]
    #expect(try await bureau.take("decide", id, as: "section-head", decision).status == 403)
    let path = CaseLink.delegations.path
    #expect(try await bureau.browser("approver").post(path, Self.form).status == 303)
    let list = try await bureau.get(path, as: "approver").text
    #expect(list.contains("示范 · 科长壬") && list.contains("生效中"))
    #expect(try await bureau.get("/desk", as: "section-head").text.contains("今天受托代 1 人办理"))
    #expect(try await bureau.forms(id, as: "section-head").contains("decide"))
    let page = try await bureau.get(CaseLink.case(id).path, as: "section-head").text
    #expect(page.contains("您受托代 示范 · 审批己 办理这一步"))
    try bureau.go(to: "2026-11-25")
    #expect(try await !bureau.forms(id, as: "section-head").contains("decide"))
    try bureau.go(to: "2026-11-24")
    #expect(try await bureau.take("decide", id, as: "section-head", decision).status == 303)
    let history = try await bureau.get(CaseLink.case(id).path, as: "supervisor").text
    #expect(history.contains("受托代 示范 · 审批己 办理"))
    let applicant = try await bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(!applicant.contains("受托"))
  }

  @Test("a deputy of another section sees that section's cases as long as he stands in")
  func sight() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.file().id
    let path = CaseLink.case(id).path
    let api = bureau.program("approver")
    func delegate(_ items: String) async throws -> String {
      let made = try await api.send(
        .post, "/api/v1/delegations",
        json: """
          {"deputy":"demo-market-approver","parts":["decision"],"from":"2026-11-23",
          "until":"2026-11-30","reasons":"外出培训"\(items)}
          """)
      #expect(made.status == 201)
      let object = try JSONSerialization.jsonObject(with: Data(made.bytes)) as? [String: Any]
      return object?["id"] as? String ?? ""
    }
    let code = try bureau.item.code
    for items in ["", ",\"items\":[\"\(code)\"]"] {
      let delegation = try await delegate(items)
      #expect(try await bureau.get(path, as: "market-approver").status == 200)
      #expect(try await bureau.get("/desk?list=open", as: "market-approver").text.contains(path))
      let ended = try await bureau.program("market-approver").send(
        .post, "/api/v1/delegations/\(delegation)/end", json: "{\"reasons\":\"已经返岗\"}")
      #expect(ended.status == 200)
      #expect(try await bureau.get(path, as: "market-approver").status == 404)
      #expect(try await !bureau.get("/desk?list=open", as: "market-approver").text.contains(path))
    }
    let department = try bureau.item.department.zh
    let other = try #require(
      bureau.desk.shelf.snapshot.current(on: bureau.now.day).map(\.item)
        .first { $0.department.zh == department && $0.code != code })
    _ = try await delegate(",\"items\":[\"\(other.code)\"]")
    #expect(try await bureau.get(path, as: "market-approver").status == 404)
  }

  @Test("what is wrong is told at its field; nobody ends what does not concern him")
  func refusals() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let path = CaseLink.delegations.path
    let wrong = try await bureau.browser("approver").post(
      path, ["deputy": "demo-reviewer-1", "parts": "decision", "from": "2026-11-23"])
    #expect(wrong.status == 422 && wrong.text.contains("href=\"#f-until\""))
    let role = try await bureau.browser("approver").post(
      path,
      [
        "deputy": "demo-reviewer-1", "parts": "decision", "from": "2026-11-23",
        "until": "2026-11-24", "reasons": "外出培训",
      ])
    #expect(role.status == 422 && role.text.contains("岗位不能代理“决定”"))
    _ = try await bureau.browser("approver").post(path, Self.form)
    let listing = try await bureau.program("approver").get("/api/v1/delegations").text
    let id = try #require(listing.firstMatch(of: /"id":"([^"]+)"/)?.output.1)
    let end = CaseLink.endDelegation(String(id)).path
    #expect(
      try await bureau.browser("market-approver").post(end, ["reasons": "不相干"]).status == 404)
    #expect(try await bureau.browser("section-head").post(end, ["reasons": "返岗"]).status == 303)
    #expect(try await bureau.browser("section-head").post(end, ["reasons": "返岗"]).status == 409)
    #expect(try await bureau.get("\(path)?of=demo-approver", as: "section-head").status == 200)
    #expect(try await bureau.get("\(path)?of=demo-approver", as: "reviewer-1").status == 404)
  }
}
