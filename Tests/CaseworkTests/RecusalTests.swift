// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Casework

/// 公务员法 articles 76 and 77: whoever has an interest keeps out.
@Suite("Conflicts of interest and recusal")
struct RecusalTests {
  private static let day = "2026-03-02"
  private let reasons = Reasons("申请人是本人的亲属")
  private static let head = CaseTrial.person("head", .agencyHead)

  /// The moves of the bureau's own that ask at once who makes them.
  private static let bureaus: Set = [
    "correct", "noticeSupplement", "findNotRequired", "refuseAcceptance", "accept", "review",
    "decide grant", "decide refusal", "deliver", "terminate lapsed", "rectify",
  ]

  private func recuse(_ actor: Actor) -> Case.Command {
    .recusal(.recuse(actor.id, .relative, reasons: reasons))
  }

  // MARK: The rules

  @Test("whoever keeps out of a case may take no step with it at all, in any phase")
  func everyMove() throws {
    let trials = [
      try CaseTrial.received(), try CaseTrial.accepted(), try CaseTrial.reviewed(),
      try CaseTrial.decided(granted: true),
    ]
    // All parts of the bureau in one hand, so that nothing but the recusal stands in the way.
    let all = CaseTrial.person(
      "all", .clerk, .helper, .reviewer, .chiefApprover, .agencyHead, in: CaseTrial.department)
    for var trial in trials {
      try trial.tell(recuse(all), by: all, on: Self.day, hour: 13)
      let own = CaseMove.recusing.map(\.name)
      for move in CaseMove.all where !own.contains(move.name) {
        let refusal = trial.refusal(of: move.command(all, trial.state), by: all, on: Self.day)
        #expect(refusal != nil, "\(move.name) in \(trial.state.phase)")
        guard Self.bureaus.contains(move.name) else { continue }
        #expect(refusal == .staff(.recused), "\(move.name) in \(trial.state.phase)")
        #expect(refusal?.legalBasis?.article == "第七十六条")
      }
    }
  }

  @Test("the head recuses others, and lifts what was not needed, but not his own")
  func head() throws {
    var trial = try CaseTrial.accepted()
    let other = Case.Command.recusal(
      .recuse(CaseTrial.chief.id, .economic, reasons: reasons))
    #expect(
      trial.refusal(of: other, by: CaseTrial.clerk, on: Self.day) == .notYourPart(.recuseOther))
    try trial.tell(other, by: Self.head, on: Self.day)
    #expect(trial.refusal(of: other, by: Self.head, on: Self.day) == .staff(.recusedAlready))
    let lift = Case.Command.recusal(.lift(CaseTrial.chief.id, reasons: reasons))
    #expect(
      trial.refusal(of: lift, by: CaseTrial.chief, on: Self.day) == .notYourPart(.liftRecusal))
    try trial.tell(lift, by: Self.head, on: Self.day)
    #expect(trial.refusal(of: lift, by: Self.head, on: Self.day) == .staff(.notRecused))
    try trial.tell(recuse(Self.head), by: Self.head, on: Self.day)
    let own = Case.Command.recusal(.lift(Self.head.id, reasons: reasons))
    #expect(trial.refusal(of: own, by: Self.head, on: Self.day) == .staff(.ownRecusal))
    #expect(
      trial.refusal(
        of: .recusal(.recuse("x", .other, reasons: Reasons(" "))), by: Self.head, on: Self.day)
        == .reasonsMissing(.recuseOther))
  }

  @Test(
    "nobody who has a case in hand keeps the head from recusing him, nor another from recusing himself"
  )
  func inHand() throws {
    var trial = try CaseTrial.accepted()
    try trial.tell(.handingOver(.claim), by: CaseTrial.firstReviewer, on: Self.day)
    #expect(
      trial.refusal(
        of: recuse(CaseTrial.secondReviewer), by: CaseTrial.secondReviewer, on: Self.day)
        == nil)
    let other = Case.Command.recusal(
      .recuse(CaseTrial.firstReviewer.id, .relative, reasons: reasons))
    try trial.tell(other, by: Self.head, on: Self.day)
    #expect(trial.state.handingOver.holder == nil)
  }

  @Test("nobody acts for one who is himself kept out, by a tie or by a recusal")
  func deputies() throws {
    func mandate(_ part: Mandate.Part) -> Mandate {
      Mandate(
        delegation: "D1", principal: CaseTrial.chief.id, roles: CaseTrial.chief.roles,
        department: CaseTrial.chief.department, parts: [part], items: nil)
    }
    let deputy = CaseTrial.sectionHead.standingIn([mandate(.decision), mandate(.signature)])
    var trial = try CaseTrial.reviewed()
    let grant = Case.Command.decide(granted: true, reasons)
    #expect(trial.refusal(of: grant, by: deputy, on: Self.day) == nil)
    let tied: [String: Interest.Kind] = ["chief": .economic]
    #expect(
      trial.refusal(of: grant, by: deputy, on: Self.day, interests: tied)
        == .staff(.interested(.economic)))
    try trial.tell(
      .countersigning(.ask(["chief"], inOrder: false, question: reasons)), by: CaseTrial.otherChief,
      on: Self.day, hour: 12)
    let sign = Case.Command.countersigning(.sign(agrees: true, opinion: reasons))
    #expect(trial.refusal(of: sign, by: deputy, on: Self.day) == nil)
    #expect(
      trial.refusal(of: sign, by: deputy, on: Self.day, interests: tied)
        == .staff(.interested(.economic)))
    try trial.tell(recuse(CaseTrial.chief), by: CaseTrial.chief, on: Self.day, hour: 12)
    #expect(trial.refusal(of: grant, by: deputy, on: Self.day) == .staff(.recused))
  }

  @Test("whoever writes an application down at the window has received it, and does not decide it")
  func receivedAtWindow() throws {
    var trial = CaseTrial()
    try trial.tell(
      .submit(CaseTrial.submission(applicant: nil, filer: CaseTrial.chief.id, assisted: true)),
      by: CaseTrial.chief, on: Self.day)
    try trial.tell(.accept, by: CaseTrial.clerk, on: Self.day)
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(.review(passed: true, opinion: reasons), by: reviewer, on: Self.day)
    }
    for granted in [true, false] {
      #expect(
        trial.refusal(of: .decide(granted: granted, reasons), by: CaseTrial.chief, on: Self.day)
          == .receiverMayNotDecide)
    }
    let other = Case.Command.decide(granted: true, reasons)
    #expect(trial.refusal(of: other, by: CaseTrial.otherChief, on: Self.day) == nil)
  }

  @Test("the opinion of somebody who keeps out does not count towards article 34 ¶3")
  func opinions() throws {
    var trial = try CaseTrial.reviewed()
    let grant = Case.Command.decide(granted: true, Reasons("符合条件"))
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: Self.day) == nil)
    try trial.tell(
      recuse(CaseTrial.secondReviewer), by: CaseTrial.secondReviewer, on: Self.day, hour: 12)
    trial.refusal(of: grant, by: CaseTrial.chief, on: Self.day)
      .expect(.reviewsMissing(needed: 1), article: "第三十四条第三款")
    let third = CaseTrial.person("reviewer-3", .reviewer, in: CaseTrial.department)
    try trial.tell(
      .review(passed: true, opinion: Reasons("符合条件")), by: third, on: Self.day, hour: 12)
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: Self.day) == nil)
  }

  @Test("whoever has declared an interest is kept out by it, but for recusing himself")
  func interest() throws {
    let trial = try CaseTrial.received()
    for command in [.accept, CaseTrial.notice] as [Case.Command] {
      #expect(
        trial.refusal(
          of: command, by: CaseTrial.clerk, on: Self.day, interests: ["clerk": .relative])
          == .staff(.interested(.relative)))
    }
    #expect(
      trial.refusal(
        of: recuse(CaseTrial.clerk), by: CaseTrial.clerk, on: Self.day,
        interests: ["clerk": .relative]) == nil)
  }

  @Test(
    "nobody recuses himself from a case that is closed, and no applicant is kept from his own steps"
  )
  func closed() throws {
    var trial = try CaseTrial.received()
    #expect(
      trial.refusal(of: recuse(CaseTrial.applicant), by: CaseTrial.applicant, on: Self.day)
        == .notYourPart(.recuse))
    try trial.tell(.withdraw(Reasons("")), by: CaseTrial.applicant, on: Self.day)
    #expect(
      trial.refusal(of: recuse(CaseTrial.clerk), by: CaseTrial.clerk, on: Self.day)
        == .wrongStep(.recuse, .withdrawn))
  }

  // MARK: The register

  @Test("a declared code keeps its declarer out of every case that names it, until the tie is gone")
  func register() async throws {
    let bureau = try await Bureau(.smallCatering)
    let desk = InterestDesk(journal: bureau.journal)
    let clerk = try Bureau.actor("clerk")
    let code = try #require(try Bureau.account("applicant").code)
    let entry = try await desk.declare(.relative, to: code.lowercased(), by: clerk)
    let id = try await bureau.file().id
    await #expect(throws: CaseworkRefusal.staff(.interested(.relative))) {
      try await bureau.take(.accept, with: id, by: "clerk")
    }
    let page = try await bureau.get(CaseLink.case(id).path, as: "clerk").text
    #expect(page.contains("您登记过与当事人的利害关系") && page.contains("公务员法第七十六条"))
    let open = CaseStep.all.map(\.name).filter {
      page.contains("action=\"\(CaseLink.step(id, $0).path)\"")
    }
    #expect(open == ["recuse"])
    // Another one's tie is nobody else's.
    await #expect(throws: CaseworkRefusal.staff(.interestNotFound)) {
      try await desk.end(entry, by: Bureau.actor("clerk-2"))
    }
    try await desk.end(entry, by: clerk)
    try await bureau.take(.accept, with: id, by: "clerk")
  }

  @Test("the register keeps out of a case that names its declared person as an interested party")
  func interestedParty() async throws {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    try await bureau.take(.accept, with: id, by: "clerk")
    let words = "住在经营场所楼上"
    _ = try await InterestDesk(journal: bureau.journal).declare(
      .relative, to: CaseTrial.neighbour.code, by: try Bureau.actor("reviewer-1"))
    func review() async throws {
      try await bureau.take(
        .review(passed: true, opinion: Reasons(words)), with: id, by: "reviewer-1", texts: words)
    }
    try await bureau.take(
      .statement(.name(CaseTrial.neighbour, interest: Reasons(words))), with: id, by: "reviewer-2",
      texts: CaseTrial.neighbour.canonical, words)
    await #expect(throws: CaseworkRefusal.staff(.interested(.relative))) { try await review() }
    try await bureau.take(
      .statement(.drop(1, Reasons(words))), with: id, by: "reviewer-2", texts: words)
    try await review()
  }

  @Test("somebody on the staff is kept out of what an agent has filed for him, by his own code")
  func ownCode() async throws {
    let bureau = try await Bureau(.smallCatering)
    let code = try #require(try Bureau.account("shop").code)
    let party = Party(name: "示范", code: code, phone: "13800000000")
    let id = try await bureau.file(as: party).id
    let actor = Actor(
      id: try Bureau.account("shop").id, name: nil, roles: [.clerk], department: nil)
    await #expect(throws: CaseworkRefusal.staff(.interested(.own))) {
      try await bureau.desk.take(.accept, with: id, by: actor, expecting: nil)
    }
  }

  @Test(
    "the register keeps digests, another one for every account, and shows a person's code masked")
  func privacy() async throws {
    let bureau = try await Bureau(.smallCatering)
    let desk = InterestDesk(journal: bureau.journal)
    let code = "11010519491231002X"
    for name in ["clerk", "clerk-2"] {
      _ = try await desk.declare(.economic, to: code, by: Bureau.actor(name))
    }
    let rows: [(digest: String, shown: String)] = try await bureau.journal.database.read {
      try $0.rows("SELECT digest, shown FROM staff_interest") { (try $0[0], try $0[1]) }
    }
    #expect(Set(rows.map(\.digest)).count == 2 && Set(rows.map(\.shown)) == ["110105********002X"])
    let events: [String] = try await bureau.journal.database.read {
      try $0.rows("SELECT body FROM journal_event WHERE kind = 'interest'")
    }
    #expect(events.count == 2 && events.allSatisfy { !$0.contains("110105") })
  }

  // MARK: Pages and API

  @Test(
    "somebody recuses himself on the case's page; the applicant does not see it, the staff see who")
  func page() async throws {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    let answer = try await bureau.take(
      "recuse", id, as: "clerk",
      ["step": "recuse", "recuse.kind": "relative", "recuse.reasons": "申请人是本人的亲属。"])
    #expect(answer.status == 303)
    let staff = try await bureau.get(CaseLink.case(id).path, as: "clerk-2").text
    #expect(staff.contains("工作人员回避") && staff.contains("示范 · 窗口丙"))
    let applicant = try await bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(!applicant.contains("回避") && !applicant.contains("申请人是本人的亲属"))
    let history = try await bureau.program("applicant").get("/api/v1/cases/\(id)").text
    #expect(!history.contains("recusal"))
    #expect(try await bureau.take("accept", id, as: "clerk").status == 403)
    #expect(try await bureau.take("accept", id, as: "clerk-2").status == 303)
  }

  @Test("the head chooses among the staff by name; over the API by account")
  func headChooses() async throws {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    let page = try await bureau.get(CaseLink.case(id).path, as: "head").text
    #expect(page.contains("示范 · 审查丁（社会民生科）"))
    let nobody = try await bureau.take(
      "recuse-other", id, as: "head",
      [
        "step": "recuse-other", "recuse-other.who": "somebody", "recuse-other.kind": "other",
        "recuse-other.reasons": "有举报。",
      ])
    #expect(nobody.status == 422)
    let answer = try await bureau.program("head").send(
      .post, "/api/v1/cases/\(id)/recuse-other",
      json: """
        {"who": "\(try Bureau.account("reviewer-1").id)", "kind": "other", "reasons": "有举报。"}
        """)
    #expect(answer.status == 200)
    #expect(try await bureau.open(id).state.recusals.isRecused(Bureau.account("reviewer-1").id))
    _ = try await bureau.take("accept", id, as: "clerk")
    #expect(try await bureau.forms(id, as: "reviewer-1").isEmpty)
  }

  @Test("everybody declares on a page of his own, the head reads all; a code that is none is told")
  func interestPages() async throws {
    let bureau = try await Bureau(.smallCatering)
    let clerk = bureau.browser("clerk")
    let wrong = try await clerk.post(
      CaseLink.interests.path, ["code": "110105194912310021", "kind": "relative"])
    #expect(wrong.status == 422 && wrong.text.contains("110105194912310021"))
    let right = try await clerk.post(
      CaseLink.interests.path, ["code": "11010519491231002X", "kind": "relative"])
    #expect(right.status == 303)
    #expect(try await clerk.get(CaseLink.interests.path).text.contains("110105********002X"))
    #expect(try await clerk.get(CaseLink.allInterests.path).status == 403)
    let all = try await bureau.get(CaseLink.allInterests.path, as: "head").text
    #expect(all.contains("示范 · 窗口丙") && all.contains("110105********002X"))
    let trial = try await APITrial()
    let made = try await trial.post(
      "/api/v1/interests", ["code": "11010519491231002X", "kind": "own"], as: "reviewer-1")
    #expect(made.status == 201)
    let list = try await trial.get("/api/v1/interests", as: "reviewer-1")
    #expect((list["items"] as? [Any])?.count == 1)
    let ended = try await trial.post(
      "/api/v1/interests/\(made.text("id"))/end", as: "reviewer-1")
    #expect(ended.status == 200)
    let others = try await trial.post(
      "/api/v1/interests/\(made.text("id"))/end", as: "reviewer-2")
    #expect(others.status == 404)
  }
}
