// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import TestKit
import Testing

@testable import Casework
@testable import Oversight

@Suite("The turns of a case under supervision")
struct TurnTests {
  private static let reasons = Reasons("理由充分，有书面材料。")

  @Test("a hearing that was asked for is held within twenty working days (article 47)")
  func hearing() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    for (command, name) in [
      (HearingTurn.Command.tell(Self.reasons), "reviewer-1"),
      (.request(.applicant, Self.reasons), "applicant"),
    ] {
      try await trial.bureau.take(.hearing(command), with: id, by: name, texts: Self.reasons.text)
    }
    let due = trial.bureau.oversight.calendar.day(20, workingDaysAfter: trial.bureau.now.day)
    try await trial.pass(to: due.description)
    #expect(try await trial.alerts(of: id).contains("T06 \(due)"))
    #expect(try await !trial.cards(of: id).contains { $0.hasPrefix("T06") })
    try await trial.pass(to: due.adding(days: 1).description)
    let card = try await trial.card("T06", of: id)
    #expect(card.unit == OversightTrial.section && card.due == due)
    try await trial.expectSound()
  }

  @Test("a public notice that has ended is followed up, or comes to a card with whose hand it was")
  func publicNotice() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.review(id)
    try await trial.bureau.take(
      .publicNotice(.publish(Self.reasons, days: nil, term: CaseworkSettings.publicNotice)),
      with: id, by: "reviewer-1", texts: Self.reasons.text)
    // Seven working days from Monday 23 November, and three more.
    try await trial.pass(to: "2026-12-04")
    #expect(try await !trial.cards(of: id).contains { $0.hasPrefix("T12") })
    try await trial.pass(to: "2026-12-07")
    #expect(try await trial.card("T12", of: id).person == nil)
    try await trial.decide(id)
    #expect(try await trial.card("T12", of: id).person == (try Bureau.actor("approver").id))
    try await trial.expectSound()
  }

  @Test("a commitment is checked in time after the grant, though the case is concluded by then")
  func commitment() async throws {
    let trial = try await OversightTrial()
    let due = try Day.of("2026-12-04")
    for (name, isChecked) in [("applicant", true), ("shop", false)] {
      let id = try await trial.accepted(by: name)
      try await trial.review(id)
      try await trial.decide(id)
      try await trial.deliver(id)
      try await begin(id, due: due, in: trial)
      try await trial.pass(to: isChecked ? "2026-12-01" : "2026-12-05")
      if isChecked {
        #expect(try await trial.alerts(of: id) == ["T14 \(due)"])
        _ = try await trial.bureau.desk.take(
          .check(.written, .kept, Self.reasons), withPromise: id,
          by: try Bureau.actor("reviewer-1"), expecting: nil, text: Self.reasons.text)
        #expect(try await trial.alerts(of: id) == [])
        #expect(try await trial.cards(of: id) == [])
      } else {
        #expect(try await trial.cards(of: id) == ["T14 yellow"])
        #expect(try await trial.card("T14", of: id).unit == OversightTrial.section)
      }
    }
    try await trial.expectSound()
  }

  /// Begins what a grant on a commitment begins, with a near last day.
  private func begin(_ id: String, due: Day, in trial: OversightTrial) async throws {
    let calendar = trial.bureau.oversight.calendar
    let _: Bool = try await trial.bureau.journal.perform(as: .system) { unit in
      let submission = try #require(try unit.state(of: Stream<Case>(id)).state.submission)
      let terms = Promise.Terms(
        .commitment, submission, check: PostCheck(within: PostCheck.usualTerm, ways: [.written]),
        correction: PostCheck.usualTerm)
      try unit.begin(
        Stream<Promise>(id), by: .begin(terms, due: due),
        context: Promise.Context(actor: .system, today: unit.now.day, calendar: calendar))
      return true
    }
  }
}
