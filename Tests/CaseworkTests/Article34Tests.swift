// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第三十四条 第三款: the substance is verified by at least two staff.
@Suite("Administrative Licensing Law, article 34", .withoutDatabase)
struct Article34Tests {
  private let decision = Case.Command.decide(granted: true, Reasons("符合法定条件"))
  private let review = Case.Command.review(passed: true, opinion: Reasons("符合条件"))

  @Test("article 34 ¶3: without a second opinion on the substance nothing is decided")
  func two() throws {
    var trial = try CaseTrial.accepted()
    trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-02")
      .expect(.reviewsMissing(needed: 2), article: "第三十四条第三款")
    try trial.tell(review, by: CaseTrial.firstReviewer, on: "2026-03-03")
    trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-03")
      .expect(.reviewsMissing(needed: 1), article: "第三十四条第三款")
    try trial.tell(review, by: CaseTrial.secondReviewer, on: "2026-03-03")
    try trial.tell(decision, by: CaseTrial.chief, on: "2026-03-03")
    #expect(trial.state.reviews.map(\.reviewer) == ["reviewer-1", "reviewer-2"])
  }

  @Test("article 34 ¶3: two are two people; the same one's second opinion is refused")
  func samePerson() throws {
    var trial = try CaseTrial.accepted()
    try trial.tell(review, by: CaseTrial.firstReviewer, on: "2026-03-03")
    trial.refusal(
      of: .review(passed: false, opinion: Reasons("再看一遍")), by: CaseTrial.firstReviewer,
      on: "2026-03-04"
    ).expect(.alreadyReviewed, article: "第三十四条第三款")
  }

  @Test("article 34 ¶3: where only the form is examined, one opinion is enough")
  func formOnly() throws {
    var trial = try CaseTrial.accepted(substanceCheck: false)
    trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-02")
      .expect(.reviewsMissing(needed: 1), article: "第三十四条第三款")
    try trial.tell(review, by: CaseTrial.firstReviewer, on: "2026-03-03")
    #expect(trial.refusal(of: decision, by: CaseTrial.chief, on: "2026-03-03") == nil)
  }

  @Test(
    "article 34: an opinion says why, comes from the section that decides, and after acceptance")
  func whoAndWhen() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: review, by: CaseTrial.firstReviewer, on: "2026-03-02")
      .expect(.wrongStep(.review, .received), article: nil)
    try trial.tell(.accept, by: CaseTrial.clerk, on: "2026-03-02")
    let elsewhere = CaseTrial.person("elsewhere", .reviewer, in: "投资建设科")
    trial.refusal(of: review, by: elsewhere, on: "2026-03-03")
      .expect(.otherDepartment, article: nil)
    trial.refusal(of: review, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.notYourPart(.review), article: nil)
    trial.refusal(
      of: .review(passed: true, opinion: Reasons("好")), by: CaseTrial.firstReviewer,
      on: "2026-03-03"
    ).expect(.reasonsMissing(.review), article: nil)
  }
}
