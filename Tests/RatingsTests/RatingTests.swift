// SPDX-License-Identifier: Apache-2.0

import Bundles
import Casework
import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Ratings

@Suite("Ratings")
struct RatingTests {
  private let words = RatingsTrial.words

  @Test("a service is rated once, after its delivery, by whom it was done for, and in time")
  func once() async throws {
    let trial = try await RatingsTrial()
    let open = try await trial.bureau.file().id
    #expect(try await trial.refusal { try await trial.rate(open, .satisfied) } == .notDelivered)
    let id = try await trial.delivered()
    #expect(
      try await trial.refusal { try await trial.rate(id, .satisfied, by: "clerk") }
        == .notYourService)
    await #expect(throws: CaseworkRefusal.caseNotFound) {
      try await trial.rate(id, .satisfied, by: "shop")
    }
    let rating = try await trial.rate(id, .satisfied)
    #expect(try await trial.status(rating) == .good)
    #expect(try await trial.refusal { try await trial.rate(id, .satisfied) } == .ratedAlready)
    let other = try await trial.delivered()
    try trial.bureau.go(to: "2026-12-24")
    #expect(
      try await trial.refusal { try await trial.rate(other, .satisfied) }
        == .tooLate(try Day.of("2026-12-23")))
    try await trial.expectSound()
  }

  @Test("a joint case is rated once as a whole, never by its parts")
  func jointly() async throws {
    let trial = try await RatingsTrial()
    let (joint, part) = try await trial.jointlyDecided()
    #expect(
      try await trial.refusal { try await trial.rate(joint, .satisfied, kind: .joint) }
        == .notDelivered)
    let clerk = try Bureau.actor("clerk")
    _ = try await trial.bureau.joints.deliver(joint, by: .window, as: clerk, expecting: nil)
    let refusal = try await trial.refusal { try await trial.rate(part, .satisfied) }
    guard case .partOfJoint = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    let path = RatingsLink.give(.joint, joint).path
    let page = try await trial.bureau.get("/joint-cases/\(joint)", as: "applicant")
    #expect(page.text.contains("action=\"\(path)\""))
    let sent = try await trial.bureau.browser("applicant").post(path, ["grade": "satisfied"])
    #expect(sent.status == 303 && sent.location == "/joint-cases/\(joint)")
    #expect(try await trial.status(trial.rating(of: joint)) == .good)
    #expect(
      try await trial.refusal { try await trial.rate(joint, .satisfied, kind: .joint) }
        == .ratedAlready)
  }

  @Test("a bad rating is called back, verified, put right by its section and followed up")
  func bad() async throws {
    let trial = try await RatingsTrial()
    let id = try await trial.rate(try await trial.delivered(), .dissatisfied, text: "跑了三趟。")
    let verify = Rating.Command.verify(isTrue: true, isCalledBack: true, words)
    func refused(_ command: Rating.Command, _ name: String) async throws -> RatingsRefusal? {
      try await trial.refusal { try await trial.take(command, with: id, by: name) }
    }
    #expect(
      try await refused(.verify(isTrue: true, isCalledBack: false, words), "supervisor")
        == .notCalledBack)
    #expect(try await refused(verify, "section-head") == .notYourPart(.verify))
    #expect(try await refused(verify, "clerk") == .ratingNotFound)
    #expect(try await refused(verify, "market-approver") == .ratingNotFound)
    try await trial.take(verify, with: id, by: "supervisor")
    #expect(try await refused(.answer(.corrected, words), "supervisor") == .notYourPart(.answer))
    try await trial.take(.answer(.corrected, words), with: id, by: "section-head")
    #expect(
      try await refused(.followUp(isContent: true, words), "section-head")
        == .notYourPart(.followUp))
    try await trial.take(.followUp(isContent: true, words), with: id, by: "applicant")
    #expect(try await trial.status(id) == .closed)
    #expect(
      try await refused(.followUp(isContent: true, words), "applicant")
        == .wrongStatus(.followUp, .closed))
    try await trial.expectSound()
  }

  @Test("what is not done in time is told once, and stands first")
  func late() async throws {
    let trial = try await RatingsTrial()
    let first = try await trial.rate(try await trial.delivered(), .veryDissatisfied)
    let delivered = try await trial.delivered()
    try await trial.take(
      .verify(isTrue: true, isCalledBack: true, words), with: first, by: "hall")
    trial.bureau.go(to: try Day.of("2026-11-24"))
    let second = try await trial.rate(delivered, .dissatisfied)
    // Twelve days from the verification, one working day from the rating.
    let supervisor = try Bureau.actor("supervisor")
    func due() async throws -> [String] {
      try await trial.desk.page(open: true, from: nil, limit: 10, for: supervisor).rows
        .map { "\($0.id == first ? 1 : 2) \($0.due.map { "\($0)" } ?? "")" }
    }
    #expect(try await due() == ["2 2026-11-25", "1 2026-12-05"])
    try trial.bureau.go(to: "2026-12-06")
    try await trial.bureau.fireDeadlines()
    try await trial.bureau.fireDeadlines()
    let history = try await trial.desk.open(second, for: supervisor).history.map(\.event)
    #expect(history.count == 2 && history.last == .late(.toVerify))
    let page = try await trial.bureau.get("/ratings", as: "supervisor")
    #expect(page.text.contains("row-late"))
    try await trial.expectSound()
  }

  @Test("the good rate has two decimals, leaves out what is untrue, and is each section's own")
  func figures() async throws {
    let trial = try await RatingsTrial()
    for grade in [Rating.Grade.verySatisfied, .fairlySatisfied, .dissatisfied] {
      try await trial.rate(try await trial.delivered(), grade)
    }
    let untrue = try await trial.rate(try await trial.delivered(), .dissatisfied, isNamed: false)
    try await trial.take(
      .verify(isTrue: false, isCalledBack: false, words), with: untrue, by: "supervisor")
    func tally(_ period: String, _ name: String) async throws -> RatingFigures.Tally {
      let period = try #require(Period(period))
      return try await trial.desk.figures(period, for: try Bureau.actor(name)).all
    }
    for period in ["2026-11", "2026"] {
      let all = try await tally(period, "supervisor")
      #expect(all.valid == 3 && all.untrue == 1 && all.goodRate == 6667, "\(period)")
    }
    #expect(try await tally("2026-11", "section-head").valid == 3)
    #expect(try await tally("2026-11", "market-approver").valid == 0)
    #expect(try await tally("2026-10", "supervisor").goodRate == nil)
    // 1,231 of 1,233, and 99.83 as the report has it.
    var tally = RatingFigures.Tally()
    tally.grades = [.satisfied: 5990, .dissatisfied: 10]
    #expect(tally.goodRate.map(RatingFigures.text) == "99.83")
    tally.grades = [.satisfied: 1999, .dissatisfied: 1]
    #expect(tally.goodRate.map(RatingFigures.text) == "99.95")
  }
}
