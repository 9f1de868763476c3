// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Casework

/// 行政许可法 articles 35 and 43: reviewed here within twenty days, sent up with all materials, decided above.
@Suite("Articles 35 and 43 — reviewed here, decided by a higher body")
struct Article35Tests {
  private static let send = Case.Command.forwarding(
    .send(upper: "市卫生健康委员会", passes: true, opinion: Reasons("符合条件，建议准予")))

  private static func record(
    granted: Bool = true, number: String = "市卫审〔2026〕8号", on day: String = "2026-03-16"
  ) -> Case.Command {
    .forwarding(
      .record(
        UpperDecision(granted: granted, number: number, day: CaseTrial.day(day)),
        reasons: Reasons("符合条件，准予许可")))
  }

  private static let decide = Case.Command.decide(granted: true, Reasons("符合条件"))

  private static func accepted(_ terms: CaseTerms = CaseTrial.reviewedHere) throws -> CaseTrial {
    var trial = CaseTrial()
    try trial.tell(
      .submit(CaseTrial.submission(special: terms)), by: CaseTrial.applicant, on: "2026-03-02")
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02", hour: 10)
    return trial
  }

  private static func reviewed(_ terms: CaseTerms = CaseTrial.reviewedHere) throws -> CaseTrial {
    var trial = try accepted(terms)
    for reviewer in [CaseTrial.firstReviewer, CaseTrial.secondReviewer] {
      try trial.tell(
        .review(passed: true, opinion: Reasons("符合条件")), by: reviewer, on: "2026-03-03")
    }
    return trial
  }

  private static func sent(_ terms: CaseTerms = CaseTrial.reviewedHere) throws -> CaseTrial {
    var trial = try reviewed(terms)
    try trial.tell(send, by: CaseTrial.firstReviewer, on: "2026-03-05")
    return trial
  }

  @Test("nobody decides here what a higher body decides, nor sends up what is decided here")
  func competence() throws {
    let trial = try Self.reviewed()
    trial.refusal(of: Self.decide, by: CaseTrial.chief, on: "2026-03-04")
      .expect(.forwarding(.decidedAbove), article: "第三十五条")
    try CaseTrial.reviewed().refusal(of: Self.send, by: CaseTrial.firstReviewer, on: "2026-03-04")
      .expect(.forwarding(.decidedHere), article: "第三十五条")
    trial.refusal(of: Self.record(), by: CaseTrial.clerk, on: "2026-03-16")
      .expect(.forwarding(.notSent), article: "第三十五条")
  }

  @Test(
    "the review comes first, with all its opinions, and so does whatever else a decision waits for")
  func reviewFirst() throws {
    try Self.accepted().refusal(of: Self.send, by: CaseTrial.firstReviewer, on: "2026-03-03")
      .expect(.reviewsMissing(needed: 2), article: "第三十四条第三款")
    var trial = try Self.reviewed()
    try trial.tell(
      .procedure(
        .begin(.expertReview, plannedEnd: CaseTrial.day("2026-03-10"), reasons: Reasons("专家评审"))),
      by: CaseTrial.firstReviewer, on: "2026-03-04")
    #expect(
      trial.refusal(of: Self.send, by: CaseTrial.firstReviewer, on: "2026-03-04")
        == .procedureRuns(.expertReview))
    let reviewed = try Self.reviewed()
    func refused(_ upper: String, _ opinion: String) -> CaseworkRefusal? {
      reviewed.refusal(
        of: .forwarding(.send(upper: upper, passes: false, opinion: Reasons(opinion))),
        by: CaseTrial.firstReviewer, on: "2026-03-04")
    }
    refused(" ", "不符合条件").expect(.forwarding(.upperMissing), article: "第三十五条")
    refused("市局", "").expect(.reasonsMissing(.forward), article: "第三十五条")
    #expect(refused("市局", "不符合条件") == nil)
  }

  @Test(
    "sending up ends the term of the review; what the higher body takes longer is not held against this one"
  )
  func terms() throws {
    let trial = try Self.sent()
    let clock = trial.clock("2026-06-01")
    #expect(clock[.lowerReview]?.outcome == .met)
    #expect(CaseStanding(of: trial.state) == .forwarded && !trial.state.waitsForBureau)
    let watches = trial.state.watches(.china, asOf: CaseTrial.day("2026-06-01"))
    for kind in [Watch.Kind(rawValue: "statutory"), .init(rawValue: "promised")] {
      let watch = try #require(watches.first { $0.kind == kind })
      #expect(watch.finished == CaseTrial.day("2026-03-05"))
    }
  }

  @Test(
    "nothing is asked of the applicant again, nothing reviewed again; he may still take it back")
  func away() throws {
    let rule = LegalBasis(law: "某市行政许可办法", article: "第十八条")
    let trial = try Self.sent(CaseTerms(lowerReview: .lowerReview, suspension: rule))
    let notice = SupplementNotice(entries: [.init(target: "plan", problem: "缺少图例。")])
    trial.refusal(
      of: .suspending(.ask(notice)), by: CaseTrial.firstReviewer, on: "2026-03-06"
    ).expect(.forwarding(.askedAgain), article: "第三十五条")
    for command in [
      Self.decide, Self.send, .returning(.toReview(Reasons("重新审查"))),
      .extending(.approve(by: .agencyHead, reference: nil, reasons: Reasons("复杂"))),
    ] as [Case.Command] {
      let refusal = CaseMove.actors.lazy.compactMap {
        trial.refusal(of: command, by: $0, on: "2026-03-06")
      }
      #expect(refusal.contains(.forwarding(.isAway("市卫生健康委员会"))), "\(command)")
      #expect(
        CaseMove.actors.allSatisfy { trial.refusal(of: command, by: $0, on: "2026-03-06") != nil })
    }
    #expect(
      trial.refusal(of: .withdraw(Reasons("")), by: CaseTrial.applicant, on: "2026-03-06") == nil)
  }

  @Test(
    "what was decided above is written down with its number, and delivered without a certificate of one's own"
  )
  func decided() throws {
    var trial = try Self.sent()
    trial.refusal(of: Self.record(number: " "), by: CaseTrial.clerk, on: "2026-03-17")
      .expect(.forwarding(.numberMissing), article: "第三十五条")
    for day in ["2026-03-04", "2026-03-18"] {
      trial.refusal(of: Self.record(on: day), by: CaseTrial.clerk, on: "2026-03-17")
        .expect(.forwarding(.dayWrong), article: "第三十五条")
    }
    try trial.tell(Self.record(), by: CaseTrial.clerk, on: "2026-03-17")
    #expect(trial.state.phase == .granted && trial.state.isGranted == true)
    #expect(trial.state.forwarding.decision?.number == "市卫审〔2026〕8号")
    // No decision of this body, and no licence of its own, follows from it.
    #expect(DocumentKind(of: try #require(trial.history.last?.event)) == nil)
    #expect(!trial.history.contains { $0.event.name == "granted" })
    try trial.tell(.deliver(.window), by: CaseTrial.clerk, on: "2026-03-18")
    #expect(trial.state.phase == .concluded)
    var refused = try Self.sent()
    try refused.tell(Self.record(granted: false), by: CaseTrial.clerk, on: "2026-03-17")
    #expect(refused.state.phase == .refused && refused.state.isGranted == false)
  }

  // MARK: Pages and API

  private static let source = Sample.yaml(
    "  promised: {number: 8, unit: working_day}\n",
    """
      promised: {number: 8, unit: working_day}
      clock:
        lower_review: {number: 20, unit: working_day, law: 行政许可法, article: 第四十三条}

    """)

  private static let upper = "武汉市卫生健康委员会"

  private static func filed(_ bureau: Bureau) async throws -> String {
    let id = try await bureau.submit(.complete(), by: try Bureau.actor("applicant")).id
    try await bureau.take(.accept, with: id, by: "clerk")
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await bureau.take(
        .review(passed: true, opinion: Reasons("现场核查相符")), with: id, by: reviewer, texts: "现场核查相符")
    }
    return id
  }

  @Test("the page sends it up with a letter that lists every material, and takes the decision down")
  func pages() async throws {
    let bureau = try await SampleFiling.bureau(try Sample.item(Self.source))
    let id = try await Self.filed(bureau)
    let path = CaseLink.case(id).path
    let sent = try await bureau.take(
      "forward", id, as: "reviewer-1",
      ["forward.upper": Self.upper, "forward.passes": "yes", "forward.reasons": "建议准予许可。"])
    #expect(sent.status == 303)
    let letter = try await bureau.get("\(path)/documents/forwardingLetter", as: "reviewer-1").text
    #expect(letter.contains(Self.upper) && letter.contains("建议准予许可。"))
    #expect(letter.contains("第三十五条") && letter.contains("申请书"))
    let page = try await bureau.get(path, as: "applicant").text
    #expect(page.contains("报送上级机关") && page.contains(Self.upper))
    #expect(!page.contains("建议准予许可。") && !page.contains("forwardingLetter"))
    #expect(
      try await bureau.get("/desk?list=reviewing", as: "reviewer-1").text.contains("等待上级机关决定"))
    let taken = try await bureau.take(
      "record-upper-decision", id, as: "clerk",
      [
        "record-upper-decision.granted": "yes", "record-upper-decision.number": "武卫审〔2026〕8号",
        "record-upper-decision.day": "2026-03-02", "record-upper-decision.reasons": "准予许可。",
      ])
    #expect(taken.status == 303)
    try await bureau.take(.deliver(.window), with: id, by: "clerk")
    let record = try await bureau.get("\(path)/documents/deliveryRecord", as: "applicant").text
    #expect(record.contains("上级机关的决定") && record.contains("武卫审〔2026〕8号"))
  }

  @Test("over the API")
  func api() async throws {
    let item = try Sample.item(Self.source)
    let bureau = try await SampleFiling.bureau(item)
    let id = try await Self.filed(bureau)
    let trial = try APITrial(over: bureau, item: item)
    let early = try await trial.take(
      "decision", id, as: "approver", ["granted": true, "reasons": "符合条件。"])
    #expect(early.status == 409 && early.problem == "casework/forwarding-decided-above")
    let body: [String: Any] = ["upper": Self.upper, "passes": true, "reasons": "建议准予许可。"]
    #expect(try await trial.take("forward", id, as: "reviewer-1", body).status == 200)
    let decision: [String: Any] = [
      "granted": false, "number": "武卫审〔2026〕9号", "day": "2026-03-02", "reasons": "不符合规划。",
    ]
    #expect(
      try await trial.take("record-upper-decision", id, as: "clerk", decision).status == 200)
    let detail = try await trial.get("/api/v1/cases/\(id)", as: "applicant")
    #expect(detail.text("phase") == "refused" && detail.text("forwarding", "upper") == Self.upper)
    #expect(detail.text("forwarding", "number") == "武卫审〔2026〕9号")
    #expect(detail["forwarding", "granted"] as? Bool == false)
  }
}
