// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import Site
import TestKit
import Testing

@testable import Casework
@testable import Catalogue

/// 行政许可法 article 55: two of the staff at least, within five days, by technical standards; the decision rests on what
/// they find, and a refusal says in writing which standards were not met.
@Suite("Article 55 — inspection, testing, quarantine")
struct Article55Tests {
  private static let both = ["reviewer-1", "reviewer-2"]
  private static let assign = Case.Command.testing(.assign(both))

  private static func decide(_ granted: Bool) -> Case.Command {
    .decide(granted: granted, Reasons("理由充分"))
  }

  private static func record(
    _ standard: Words = CaseTrial.waterStandard, passes: Bool = true,
    _ finding: String = "浑浊度 0.6 NTU"
  ) -> Case.Command {
    .testing(.record(standard: standard.zh, passes: passes, finding: Reasons(finding)))
  }

  /// Reviewed by two, and still to be tested by two standards.
  private static func reviewed() throws -> CaseTrial {
    var trial = CaseTrial()
    let rule = CaseTrial.test(by: CaseTrial.waterStandard, CaseTrial.airStandard)
    try trial.tell(
      .submit(CaseTrial.submission(test: rule)), by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02", hour: 10)
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(
        .review(passed: true, opinion: Reasons("符合条件")), by: reviewer, on: "2026-03-02", hour: 11)
    }
    return trial
  }

  private static func tested(passes: Bool = true) throws -> CaseTrial {
    var trial = try reviewed()
    try trial.tell(assign, by: CaseTrial.chief, on: "2026-03-03")
    try trial.tell(record(), by: CaseTrial.firstReviewer, on: "2026-03-04")
    try trial.tell(
      record(CaseTrial.airStandard, passes: passes, "甲醛 0.12 mg/m³"), by: CaseTrial.firstReviewer,
      on: "2026-03-04")
    try trial.tell(.testing(.confirm), by: CaseTrial.secondReviewer, on: "2026-03-04")
    return trial
  }

  @Test(
    "two at least, known, active, neither the applicant nor tied to anybody; no case without a rule"
  )
  func who() throws {
    let trial = try Self.reviewed()
    func refused(
      _ accounts: [String], ties: [String: Interest.Kind] = [:]
    ) -> CaseworkRefusal? {
      trial.refusal(
        of: .testing(.assign(accounts)), by: CaseTrial.chief, on: "2026-03-03", interests: ties)
    }
    for few in [[], ["reviewer-1"], ["reviewer-1", "reviewer-1"]] {
      refused(few).expect(.testing(.tooFew), article: "第五十五条第二款")
    }
    #expect(refused(["reviewer-1", "gone"]) == .team(.noSuchColleague))
    #expect(refused(["reviewer-1", "clerk"]) == .team(.noSuchColleague))
    #expect(refused(Self.both, ties: ["reviewer-2": .relative]) == .testing(.testerTied))
    #expect(refused(Self.both, ties: ["planner": .relative]) == nil)
    let plain = try CaseTrial.accepted()
    plain.refusal(of: Self.assign, by: CaseTrial.chief, on: "2026-03-03")
      .expect(.testing(.notNeeded), article: "第五十五条第一款")
  }

  @Test("whoever keeps out of the case is not assigned")
  func recused() throws {
    var trial = try Self.reviewed()
    try trial.tell(
      .recusal(.recuse("reviewer-2", .relative, reasons: Reasons("亲属"))),
      by: CaseTrial.secondReviewer, on: "2026-03-03")
    #expect(
      trial.refusal(of: Self.assign, by: CaseTrial.chief, on: "2026-03-03")
        == .staff(.recusedAlready))
  }

  @Test("within five working days of acceptance; later it is done all the same, and said")
  func late() throws {
    // Monday the 2nd: five working days later is Monday the 9th.
    for (day, isLate) in [("2026-03-09", false), ("2026-03-10", true)] {
      var trial = try Self.reviewed()
      try trial.tell(Self.assign, by: CaseTrial.chief, on: day)
      #expect(
        trial.history.last?.event
          == .testing(.assigned(Self.both, due: CaseTrial.day("2026-03-09"), isLate: isLate)))
      let watch = try #require(
        trial.state.watches(.china, asOf: CaseTrial.day(day)).first { $0.kind == .testAssignment })
      #expect(watch.due == CaseTrial.day("2026-03-09") && watch.finished == CaseTrial.day(day))
    }
    let waiting = try Self.reviewed().state.watches(.china, asOf: CaseTrial.day("2026-03-11"))
    #expect(waiting.contains { $0.kind == .testAssignment && $0.finished == nil })
  }

  @Test("it stops no clock: only a special procedure of article 45 does")
  func clock() throws {
    let plain = try CaseTrial.reviewed().clock("2026-03-04")[.statutory]?.due
    #expect(try Self.tested().clock("2026-03-04")[.statutory]?.due == plain)
  }

  @Test(
    "only those assigned record, by each standard; another of them confirms what one has written down"
  )
  func results() throws {
    var trial = try Self.reviewed()
    trial.refusal(of: Self.record(), by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.testing(.unassigned), article: "第五十五条第一款")
    try trial.tell(Self.assign, by: CaseTrial.chief, on: "2026-03-03")
    trial.refusal(of: Self.record(), by: CaseTrial.planner, on: "2026-03-03")
      .expect(.testing(.notTester), article: "第五十五条第二款")
    trial.refusal(of: Self.record(Words("GB 1")), by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.testing(.noSuchStandard), article: "第五十五条第一款")
    trial.refusal(
      of: Self.record(CaseTrial.waterStandard, " "), by: CaseTrial.firstReviewer, on: "2026-03-03"
    ).expect(.reasonsMissing(.recordTest), article: "第五十五条第一款")
    try trial.tell(Self.record(), by: CaseTrial.firstReviewer, on: "2026-03-03")
    trial.refusal(of: .testing(.confirm), by: CaseTrial.secondReviewer, on: "2026-03-03")
      .expect(.testing(.resultsMissing(1)), article: "第五十五条第一款")
    try trial.tell(
      Self.record(CaseTrial.airStandard), by: CaseTrial.firstReviewer, on: "2026-03-03")
    trial.refusal(of: .testing(.confirm), by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.testing(.anotherConfirms), article: "第五十五条第二款")
    try trial.tell(.testing(.confirm), by: CaseTrial.secondReviewer, on: "2026-03-03")
    trial.refusal(of: .testing(.confirm), by: CaseTrial.secondReviewer, on: "2026-03-03")
      .expect(.testing(.confirmedAlready), article: "第五十五条第二款")
    #expect(DocumentKind(of: try #require(trial.history.last?.event)) == .testRecord)
  }

  @Test("a tester of another section may record, which is no more than he was asked")
  func otherSection() throws {
    var trial = try Self.reviewed()
    try trial.tell(
      .testing(.assign(["planner", "reviewer-1"])), by: CaseTrial.chief, on: "2026-03-03")
    #expect(trial.state.askedNow == [.colleague("planner"), .colleague("reviewer-1")])
    try trial.tell(Self.record(), by: CaseTrial.planner, on: "2026-03-03")
    #expect(
      trial.refusal(of: Self.decide(true), by: CaseTrial.planner, on: "2026-03-03")
        == .notYourPart(.decide))
  }

  @Test(
    "nothing is decided while somebody tests; nothing is granted that needs a test and has not stood it"
  )
  func decision() throws {
    var trial = try Self.reviewed()
    trial.refusal(of: Self.decide(true), by: CaseTrial.chief, on: "2026-03-03")
      .expect(.testing(.unassigned), article: "第五十五条第一款")
    // Who does not meet other conditions need not be tested to be refused.
    #expect(trial.refusal(of: Self.decide(false), by: CaseTrial.chief, on: "2026-03-03") == nil)
    try trial.tell(Self.assign, by: CaseTrial.chief, on: "2026-03-03")
    for granted in [true, false] {
      trial.refusal(of: Self.decide(granted), by: CaseTrial.chief, on: "2026-03-03")
        .expect(.testing(.awaited), article: "第五十五条第一款")
    }
    let failed = try Self.tested(passes: false)
    failed.refusal(of: Self.decide(true), by: CaseTrial.chief, on: "2026-03-05")
      .expect(.testing(.failed([CaseTrial.airStandard.zh])), article: "第五十五条第一款")
    #expect(failed.refusal(of: Self.decide(false), by: CaseTrial.chief, on: "2026-03-05") == nil)
    let passed = try Self.tested()
    #expect(passed.refusal(of: Self.decide(true), by: CaseTrial.chief, on: "2026-03-05") == nil)
  }

  @Test("what was repaired is tested again, and confirmed anew; others who are assigned begin anew")
  func again() throws {
    var trial = try Self.tested(passes: false)
    try trial.tell(
      Self.record(CaseTrial.airStandard, "甲醛 0.05 mg/m³"), by: CaseTrial.secondReviewer,
      on: "2026-03-09")
    #expect(
      trial.refusal(of: Self.decide(true), by: CaseTrial.chief, on: "2026-03-09")
        == .testing(.awaited))
    try trial.tell(.testing(.confirm), by: CaseTrial.firstReviewer, on: "2026-03-09")
    #expect(trial.refusal(of: Self.decide(true), by: CaseTrial.chief, on: "2026-03-09") == nil)
    trial.refusal(of: Self.assign, by: CaseTrial.chief, on: "2026-03-10")
      .expect(.testing(.assignedAlready), article: "第五十五条第二款")
    try trial.tell(
      .testing(.assign(["planner", "reviewer-1"])), by: CaseTrial.chief, on: "2026-03-10")
    #expect(trial.state.testing.results.isEmpty && !trial.state.testing.isConfirmed)
    // It was late once, if at all.
    #expect(trial.state.testing.failed.isEmpty)
  }

  // MARK: Pages and API

  private static let source = Sample.yaml(
    "form:\n",
    """
    test:
      kind: testing
      law: 公共场所卫生管理条例
      article: 第三条
      standards: [GB 37488-2019《公共场所卫生指标及限值要求》]
      standards_en: ["GB 37488-2019, hygiene limits"]
    form:

    """)

  @Test(
    "on the page: assigned, recorded by one, confirmed by another, refused with the standard in writing"
  )
  func pages() async throws {
    let bureau = try await SampleFiling.bureau(try Sample.item(Self.source))
    let id = try await bureau.submit(.complete(), by: try Bureau.actor("applicant")).id
    try await bureau.take(.accept, with: id, by: "clerk")
    let path = CaseLink.case(id).path
    let (one, two) = (
      try Bureau.account("reviewer-1").id, try Bureau.account("reviewer-2").id
    )
    let assigned = try await bureau.take(
      "assign-testers", id, as: "approver",
      ["assign-testers.testers": one, "assign-testers.testers.2": two])
    #expect(assigned.status == 303)
    let standard = "GB 37488-2019《公共场所卫生指标及限值要求》"
    let recorded = try await bureau.take(
      "record-test", id, as: "reviewer-1",
      [
        "record-test.standard": standard, "record-test.passes": "no",
        "record-test.reasons": "浑浊度 2.1 NTU，限值 1 NTU",
      ])
    #expect(recorded.status == 303)
    #expect(try await !bureau.get(path, as: "applicant").text.contains("浑浊度"))
    #expect(try await bureau.take("confirm-test", id, as: "reviewer-2", [:]).status == 303)
    let page = try await bureau.get(path, as: "applicant").text
    #expect(page.contains("不合格：浑浊度 2.1 NTU"))
    let record = try await bureau.get("\(path)/documents/testRecord", as: "applicant").text
    #expect(record.contains("检验检测检疫记录") && record.contains(standard))
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await bureau.take(
        .review(passed: false, opinion: Reasons("水质不合格")), with: id, by: reviewer, texts: "水质不合格")
    }
    let words = "水质不符合卫生标准。"
    try await bureau.take(
      .decide(granted: false, Reasons(words)), with: id, by: "approver", texts: words)
    let refusal = try await bureau.get("\(path)/documents/refusal", as: "applicant").text
    #expect(refusal.contains("第五十五条第三款") && refusal.contains(standard))
    #expect(refusal.contains("浑浊度 2.1 NTU"))
  }

  @Test("whoever has declared a tie to the applicant is not assigned, as the register says")
  func register() async throws {
    let bureau = try await SampleFiling.bureau(try Sample.item(Self.source))
    let id = try await bureau.submit(.complete(), by: try Bureau.actor("applicant")).id
    try await bureau.take(.accept, with: id, by: "clerk")
    _ = try await InterestDesk(journal: bureau.journal).declare(
      .relative, to: Filing.complete().applicant.code, by: try Bureau.actor("reviewer-2"))
    let accounts = try ["reviewer-1", "reviewer-2"].map { try Bureau.account($0).id }
    await #expect(throws: CaseworkRefusal.testing(.testerTied)) {
      try await bureau.take(.testing(.assign(accounts)), with: id, by: "approver")
    }
  }

  @Test("over the API: the same, with each refusal's article; the case says what was found")
  func api() async throws {
    let item = try Sample.item(Self.source)
    let bureau = try await SampleFiling.bureau(item)
    let id = try await bureau.submit(.complete(), by: try Bureau.actor("applicant")).id
    try await bureau.take(.accept, with: id, by: "clerk")
    let trial = try APITrial(over: bureau, item: item)
    let accounts = try ["reviewer-1", "reviewer-2"].map { try Bureau.account($0).id }
    let one = try await trial.take(
      "assign-testers", id, as: "approver", ["testers": [accounts[0]]])
    #expect(one.status == 422 && one.article == "第五十五条第二款" && one.pointers == ["/testers"])
    #expect(
      try await trial.take("assign-testers", id, as: "approver", ["testers": accounts]).status
        == 200)
    let standard = try #require(item.test?.standards.first?.zh)
    let result: [String: Any] = ["standard": standard, "passes": true, "reasons": "合格，见原始记录"]
    #expect(try await trial.take("record-test", id, as: "approver", result).status == 403)
    #expect(try await trial.take("record-test", id, as: "reviewer-1", result).status == 200)
    let same = try await trial.take("confirm-test", id, as: "reviewer-1")
    #expect(same.status == 409 && same.problem == "casework/testing-another-confirms")
    #expect(try await trial.take("confirm-test", id, as: "reviewer-2").status == 200)
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(detail["test", "confirmed"] as? Bool == true && detail["test", "testers"] == nil)
    let standards = detail["test", "standards"] as? [[String: Any]]
    #expect(standards?.first?["passes"] as? Bool == true)
  }

  @Test("the real catalogue tests the water of a pool, and nothing of a mall")
  func real() throws {
    let item = try #require(
      try RealCatalogue.items().first { $0.code == Application.hygieneLicence.code })
    func test(_ kind: String) -> TestRule? {
      item.test(for: Facts(of: item, situation: ["kind": kind], answers: [:]))
    }
    #expect(test("swim")?.kind == .testing && test("swim")?.standards.count == 2)
    #expect(test("mall") == nil)
  }
}
