// SPDX-License-Identifier: Apache-2.0

import Foundation
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Casework

@Suite("Urging a case on")
struct ReminderTests {
  private static let remind = Case.Command.reminding(.remind(Reasons("急需开业")))

  // MARK: The rules

  @Test("the applicant may do so once in a working day; days off are none")
  func oncePerDay() throws {
    // 2026-03-06 is a Friday.
    var trial = try CaseTrial.received(on: "2026-03-05")
    try trial.tell(Self.remind, by: CaseTrial.applicant, on: "2026-03-06")
    for day in ["2026-03-06", "2026-03-07", "2026-03-08"] {
      trial.refusal(of: Self.remind, by: CaseTrial.applicant, on: day, hour: 20)
        .expect(.team(.wasReminded(again: CaseTrial.day("2026-03-09"))), article: nil)
    }
    try trial.tell(Self.remind, by: CaseTrial.applicant, on: "2026-03-09")
    #expect(trial.state.reminding.waiting == 2)
  }

  @Test("only in his own case, and only while the bureau is to go on")
  func whoAndWhen() throws {
    var trial = try CaseTrial.received()
    trial.refusal(of: Self.remind, by: CaseTrial.stranger, on: "2026-03-03")
      .expect(.notYourPart(.remind), article: nil)
    trial.refusal(of: Self.remind, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.notYourPart(.remind), article: nil)
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
    for actor in [CaseTrial.applicant, CaseTrial.sectionHead] {
      trial.refusal(of: Self.remind, by: actor, on: "2026-03-04")
        .expect(.team(.doesNotWaitForBureau), article: nil)
    }
  }

  @Test("those who watch over the work may do so at any time; no date moves by it")
  func watchers() throws {
    var trial = try CaseTrial.accepted()
    let (facts, clock) = (trial.state.facts, trial.clock("2026-03-20"))
    for actor in [
      CaseTrial.sectionHead, CaseTrial.person("s", .supervisor),
      CaseTrial.person("m", .hallManager),
    ] {
      try trial.tell(Self.remind, by: actor, on: "2026-03-03")
    }
    #expect(trial.state.reminding.waiting == 3)
    #expect(trial.state.facts == facts && trial.clock("2026-03-20") == clock)
    // Once the bureau has gone on, what was urged is done.
    try trial.tell(
      .review(passed: true, opinion: Reasons("符合")), by: CaseTrial.firstReviewer, on: "2026-03-04")
    #expect(trial.state.reminding.waiting == 0 && trial.state.reminding.count == 3)
  }

  // MARK: Pages and messages

  @Test("the applicant reminds from his page; the list, the case and a message tell the bureau")
  func pages() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await bureau.file().id
    try await bureau.take(.handingOver(.claim), with: id, by: "clerk")
    let path = CaseLink.case(id).path
    #expect(try await bureau.get(path, as: "applicant").text.contains("您可以办理"))
    let form: KeyValuePairs = ["step": "remind", "remind.reasons": "店面已经装修好了。"]
    #expect(try await bureau.take("remind", id, as: "applicant", form).status == 303)
    #expect(try await bureau.take("remind", id, as: "shop", form).status == 404)
    let again = try await bureau.take("remind", id, as: "applicant", form)
    #expect(again.status == 409 && again.text.contains("已经催办"))
    #expect(try await bureau.get("/desk", as: "clerk").text.contains("催办 1 次"))
    let page = try await bureau.get(path, as: "clerk").text
    #expect(page.contains("店面已经装修好了。") && page.contains("催办 1 次"))
    let messages: [String] = try await bureau.journal.database.read { reader in
      try reader.rows("SELECT body FROM journal_outbox WHERE topic = 'staff'")
    }
    #expect(messages.count == 1 && messages[0].contains("reminder.reminded"))
    #expect(messages[0].contains("demo-clerk") && !messages[0].contains("装修"))
  }

  @Test("what a supervisor says stays inside")
  func isInternal() async throws {
    let trial = try await APITrial()
    let id = try await trial.submitted()
    let words = ["reasons": "请今天受理。"]
    #expect(try await trial.take("remind", id, as: "supervisor", words).status == 200)
    #expect(try await trial.take("remind", id, as: "applicant", ["reasons": "盼复。"]).status == 200)
    let history = try await trial.get("/api/v1/cases/\(id)", as: "applicant")["history"]
    let types = (history as? [[String: Any]])?.compactMap { $0["type"] as? String } ?? []
    #expect(types.filter { $0 == "reminder.reminded" }.count == 1)
    #expect(try await trial.get("/api/v1/cases/\(id)", as: "clerk")["reminders"] as? Int == 2)
  }
}
