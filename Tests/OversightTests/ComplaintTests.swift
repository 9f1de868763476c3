// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import TestKit
import Testing

@testable import Oversight

@Suite("Complaints")
struct ComplaintTests {
  private let text = Reasons("窗口两次要求补交同一份材料。")

  @Test("a complaint is taken up and answered in time, or its terms come to cards like any others")
  func terms() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let oversight = trial.bureau.oversight
    let applicant = try Bureau.actor("applicant")
    let supervisor = try Bureau.actor("supervisor")
    let filed = try await oversight.complain(text, of: id, by: applicant)
    try await trial.pass(to: "2026-12-01")
    #expect(try await trial.cards(of: id).contains("P01 yellow"))
    #expect(try await trial.card("P01", of: id).unit == "监察室")
    _ = try await oversight.handle(.takeUp, with: filed.id, by: supervisor, expecting: nil)
    _ = try await oversight.handle(
      .explain(Reasons("系统重复提示，已更正。")), with: filed.id, by: try Bureau.actor("section-head"),
      expecting: nil)
    _ = try await oversight.handle(
      .answer(justified: true, Reasons("投诉属实，已责令整改。")), with: filed.id, by: supervisor,
      expecting: nil)
    try await trial.pass(to: "2027-02-26")
    #expect(try await !trial.cards(of: id).contains { $0.hasPrefix("P02") })
    let file = try await oversight.complaint(filed.id, for: applicant)
    #expect(file.state.status == .answered && file.state.isJustified == true)
    try await trial.expectSound()
  }

  @Test("a card for a late answer to a complaint does not name whoever did something else that day")
  func hands() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let filed = try await trial.bureau.oversight.complain(
      text, of: id, by: try Bureau.actor("applicant"))
    try await trial.pass(to: "2026-12-01")
    _ = try await trial.bureau.oversight.handle(
      .takeUp, with: filed.id, by: try Bureau.actor("supervisor"), expecting: nil)
    try await trial.review(id)
    #expect(try await trial.card("P01", of: id).person == nil)
    #expect(try await trial.card("S01", of: id).person == (try Bureau.actor("reviewer-2").id))
  }

  @Test("a complaint is the applicant's, about his own case; others have no part in it")
  func parts() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    let oversight = trial.bureau.oversight
    for stranger in ["shop", "agent", "clerk"] {
      await #expect(throws: CaseworkRefusal.caseNotFound) {
        _ = try await oversight.complain(text, of: id, by: try Bureau.actor(stranger))
      }
    }
    await #expect(throws: OversightRefusal.textMissing(.complaint)) {
      _ = try await oversight.complain(Reasons(""), of: id, by: try Bureau.actor("applicant"))
    }
    let filed = try await oversight.complain(text, of: id, by: try Bureau.actor("applicant"))
    func refusal(_ command: Complaint.Command, _ name: String) async throws -> OversightRefusal? {
      do {
        _ = try await oversight.handle(
          command, with: filed.id, by: try Bureau.actor(name), expecting: nil)
        return nil
      } catch let refusal as OversightRefusal {
        return refusal
      }
    }
    #expect(try await refusal(.takeUp, "shop") == .complaintNotFound)
    #expect(try await refusal(.takeUp, "market-approver") == .complaintNotFound)
    #expect(try await refusal(.takeUp, "applicant") == .notYourPart(.complaint))
    #expect(try await refusal(.explain(text), "section-head") == .complaintElsewhere(.filed))
    #expect(try await refusal(.decline(Reasons(" ")), "supervisor") == .textMissing(.complaint))
    #expect(try await refusal(.decline(text), "supervisor") == nil)
    #expect(try await refusal(.takeUp, "supervisor") == .complaintElsewhere(.declined))
  }
}
