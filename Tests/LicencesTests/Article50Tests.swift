// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Licences

@Suite("Article 50: renewal")
struct Article50Tests {
  /// The licence of premises that expires on 2030-11-22: four years from 2026-11-23.
  private func hygiene() async throws -> (trial: Bureau, number: String) {
    let trial = try await Bureau(.hygieneLicence)
    return (trial, try await trial.issued())
  }

  private func fault(
    _ trial: Bureau, _ application: Application, _ number: String
  )
    async throws -> String?
  {
    try await trial.faults { _ = try await trial.act(application, on: number) }[
      "answers.licence_number"]
  }

  @Test("a renewal decided in time runs on from the old last day")
  func decided() async throws {
    let (trial, number) = try await hygiene()
    #expect(try await trial.licence(number).row.until?.description == "2030-11-22")
    try trial.go(to: "2030-09-02")
    let id = try await trial.granted(.hygieneRenewal, on: number)
    let row = try await trial.licence(number).row
    #expect(row.until?.description == "2034-11-22" && row.from.description == "2026-11-23")
    #expect(row.edition == 2 && row.standing(on: trial.now.day) == .valid)
    let clock = try await trial.desk.open(id, for: Bureau.actor("applicant")).clock
    #expect(clock[.renewalApplication]?.outcome == .met && clock[.renewal]?.outcome == .met)
  }

  @Test("where the rules say so the new period runs from the decision")
  func fromDecision() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try trial.go(to: "2031-10-09")
    try await trial.granted(.foodRenewal, on: number)
    let row = try await trial.licence(number).row
    #expect(row.from.description == "2031-10-09" && row.until?.description == "2036-10-08")
  }

  @Test(
    "¶2: undecided at expiry it is renewed by law, in one transaction, and goes on to be delivered")
  func deemed() async throws {
    let (trial, number) = try await hygiene()
    try trial.go(to: "2030-09-02")
    let id = try await trial.act(.hygieneRenewal, on: number)
    try await trial.take(.accept, with: id, by: "clerk")
    try trial.go(to: "2030-11-22")
    try await trial.fireDeadlines()
    #expect(try await trial.desk.open(id, for: Bureau.actor("applicant")).state.phase == .accepted)
    // The last day is the bureau's to its end; after it nobody decides any more, recorded or not.
    try trial.go(to: "2030-11-23")
    let expiry = try Day.of("2030-11-22")
    for command in [
      Case.Command.decide(granted: false, Reasons("不符合条件")),
      .review(passed: true, opinion: Reasons("符合")),
    ] {
      await #expect(throws: CaseworkRefusal.deemedRenewed(expiry: expiry)) {
        try await trial.take(command, with: id, by: "approver")
      }
    }
    await #expect(throws: CaseworkRefusal.deemedRenewed(expiry: expiry)) {
      try await trial.take(.withdraw(Reasons("")), with: id, by: "applicant")
    }
    #expect(
      CaseworkRefusal.deemedRenewed(expiry: expiry).legalBasis
        == LegalBasis(law: "行政许可法", article: "第五十条第二款"))
    try await trial.fireDeadlines()
    let file = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    #expect(file.state.phase == .granted && file.state.isGranted == true)
    #expect(file.state.facts.decided == nil && file.state.licence == number)
    #expect(file.clock.renewedOn == (try Day.of("2030-11-23")))
    #expect(file.documents.contains { $0.kind == .deemedRenewal })
    let licence = try await trial.licence(number)
    #expect(licence.row.until?.description == "2034-11-22" && licence.row.edition == 2)
    guard
      case .renewed(let renewal) = licence.history.last(where: { $0.event.makesEdition })?.event
    else {
      Issue.record("not renewed")
      return
    }
    #expect(renewal.isDeemed && renewal.edition.caseID == id)
    try await trial.take(.deliver(.electronic), with: id, by: "clerk")
    let page = try await trial.get("/cases/\(id)", as: "applicant")
    #expect(page.text.contains("视为准予延续"))
    let document = try await trial.get("/cases/\(id)/documents/deemedRenewal", as: "applicant")
    #expect(document.text.contains("第五十条第二款") && document.text.contains(number))
    #expect(try await trial.journal.rebuild(keep: false).isSound)
  }

  @Test("an application that nobody accepted in time is accepted by law, and then renewed by law")
  func neverAccepted() async throws {
    let (trial, number) = try await hygiene()
    try trial.go(to: "2030-10-08")
    let id = try await trial.act(.hygieneRenewal, on: number)
    // Nobody looks at anything for three months, not even the program.
    try trial.go(to: "2031-01-06")
    try await trial.fireDeadlines()
    try await trial.fireDeadlines()
    let file = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    #expect(file.state.isDeemedRenewed)
    #expect(try await trial.standing(of: number) == .valid)
  }

  @Test("applied for too late it is taken with a warning, and silence renews nothing")
  func late() async throws {
    let (trial, number) = try await hygiene()
    try trial.go(to: "2030-11-11")
    let id = try await trial.act(.hygieneRenewal, on: number)
    let page = try await trial.get("/cases/\(id)", as: "applicant")
    #expect(page.text.contains("申请已经逾期") && page.text.contains("不视为准予延续"))
    try await trial.take(.accept, with: id, by: "clerk")
    try trial.go(to: "2030-11-25")
    try await trial.fireDeadlines()
    var file = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    #expect(file.state.phase == .accepted && !file.state.isDeemedRenewed)
    #expect(file.clock[.renewalApplication]?.outcome == .late)
    #expect(try await trial.standing(of: number) == .expired)
    // It can still be decided, and what lies between is a gap.
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await trial.take(
        .review(passed: true, opinion: Reasons("符合条件")), with: id, by: reviewer)
    }
    try await trial.take(.decide(granted: true, Reasons("准予")), with: id, by: "approver")
    file = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    let row = try await trial.licence(number).row
    #expect(file.state.licence == number)
    #expect(row.from.description == "2030-11-25" && row.until?.description == "2034-11-24")
  }

  @Test("an item's rules may open the time to apply, and what has expired is not renewed")
  func window() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    try trial.go(to: "2031-05-06")
    #expect(try await fault(trial, .foodRenewal, number)?.contains("最早自") == true)
    try trial.go(to: "2031-12-01")
    #expect(try await fault(trial, .foodRenewal, number)?.contains("过期") == true)
  }

  @Test("a licence that ends meanwhile is renewed neither by grant nor by silence")
  func ended() async throws {
    let (trial, number) = try await hygiene()
    try trial.go(to: "2030-09-02")
    let id = try await trial.act(.hygieneRenewal, on: number)
    try await trial.take(.accept, with: id, by: "clerk")
    try await trial.revoke(number, for: .unqualified)
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await trial.take(
        .review(passed: true, opinion: Reasons("符合条件")), with: id, by: reviewer)
    }
    await #expect(throws: CaseworkRefusal.licenceEnded(number: number)) {
      try await trial.take(.decide(granted: true, Reasons("准予")), with: id, by: "approver")
    }
    try trial.go(to: "2030-11-25")
    try await trial.fireDeadlines()
    let file = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    #expect(file.state.phase == .accepted && file.clock.renewedOn == nil)
    #expect(try await trial.standing(of: number) == .revoked)
    let page = try await trial.get("/cases/\(id)", as: "applicant")
    #expect(page.text.contains("已经失效"))
    try await trial.take(.decide(granted: false, Reasons("证照已撤销")), with: id, by: "approver")
    #expect(try await trial.journal.rebuild(keep: false).isSound)
  }

  @Test("the holder is reminded 60 and 30 days before the end, unless he has applied already")
  func reminders() async throws {
    let (trial, number) = try await hygiene()
    func reminders() async throws -> [Licence.Reminder] {
      try await trial.fireDeadlines()
      return try await trial.licence(number).history.compactMap { entry in
        if case .reminded(let reminder) = entry.event { reminder } else { nil }
      }
    }
    func messages() async throws -> Int {
      try await trial.journal.database.read {
        try $0.one("SELECT COUNT(*) FROM journal_outbox WHERE body LIKE '%daysBefore%'")
      }
    }
    try trial.go(to: "2030-09-22")
    #expect(try await reminders().isEmpty)
    try trial.go(to: "2030-09-23")
    #expect(try await reminders().map(\.daysBefore) == [60])
    #expect(try await messages() == 1)
    _ = try await trial.act(.hygieneRenewal, on: number)
    try trial.go(to: "2030-10-23")
    let all = try await reminders()
    #expect(all.map(\.daysBefore) == [60, 30] && all.last?.isRenewing == true)
    #expect(try await messages() == 1)
    #expect(try await trial.journal.rebuild(keep: false).isSound)
  }

  @Test(
    "who slept through a reminder sends the last one that is due, once; a new period begins anew")
  func overslept() throws {
    var trial = try LicenceTrial.issued()
    let all = [60, 30]
    #expect(trial.state.nextReminder(of: all) == 60)
    try trial.tell(
      .remind(Licence.Reminder(daysBefore: 30, isRenewing: false)), by: .system, on: "2027-02-10")
    #expect(trial.state.nextReminder(of: all) == nil)
    let edition = Licence.Edition(
      caseID: "k", identifier: "I2", face: Reasons("").digest)
    try trial.tell(
      .renew(
        Licence.Renewal(
          edition: edition, from: LicenceTrial.day("2026-03-02"),
          until: LicenceTrial.day("2027-03-20"), isDeemed: false)), by: .system, on: "2027-02-15")
    // Sixty days before were over when the period was set.
    #expect(trial.state.nextReminder(of: all) == 30)
  }

  @Test("the bureau sees what expires soon, and what has expired and is not struck out")
  func register() async throws {
    let (trial, number) = try await hygiene()
    let path = LicenceLink.register.path
    #expect(!(try await trial.get(path, as: "clerk").text.contains(number)))
    try trial.go(to: "2030-10-01")
    for name in ["clerk", "approver", "supervisor"] {
      #expect(try await trial.get(path, as: name).text.contains(number), "\(name)")
    }
    #expect(!(try await trial.get(path, as: "market-approver").text.contains(number)))
    #expect(try await trial.get(path, as: "applicant").status == 403)
    let json = try await trial.program("clerk").get("/api/v1/licence-register?days=90")
    #expect(json.status == 200 && json.text.contains(number))
    let found = try await trial.get(
      "\(path)?q=\(number.lowercased())".addingPercentEncoding(
        withAllowedCharacters: .urlQueryAllowed) ?? "", as: "clerk")
    #expect(found.status == 303)
    try trial.go(to: "2030-12-02")
    #expect(!(try await trial.get(path, as: "clerk").text.contains(number)))
    #expect(try await trial.get("\(path)?list=expired", as: "clerk").text.contains(number))
  }
}
