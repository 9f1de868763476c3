// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Licences

@Suite("Article 49: change, and replacement of a copy")
struct Article49Tests {
  @Test("a granted change makes another edition under the same number, with what has changed")
  func change() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    let before = try await trial.licence(number)
    try trial.go(to: "2027-02-01")
    let id = try await trial.granted(
      .foodChange, on: number, answers: ["scope": "热食、冷食", "legal_person": "李晓明"])
    let after = try await trial.licence(number)
    #expect(after.row.number == number && after.row.edition == 2)
    #expect(after.row.until == before.row.until && after.row.from == before.row.from)
    #expect("\(after.row.madeOn)" == "2027-02-01" && after.row.issuedAt == before.row.issuedAt)
    let entries = try #require(after.certificate.face?.entries)
    #expect(entries.contains { $0.key == "scope" && $0.value == "热食、冷食" })
    #expect(entries.contains { $0.value == "李晓明" })
    // What the change does not speak of stays, and what only it speaks of is not printed.
    #expect(entries.contains { $0.key == "business_address" && $0.value == Application.text })
    #expect(!entries.contains { $0.key == "change_from" || $0.key == "licence_number" })
    let identifier = try LicenceIdentifier(after.row.identifier)
    #expect(identifier.version == 2 && identifier.serial == number)
    let opened = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    #expect(opened.state.licence == number && opened.state.phase == .granted)
    #expect(try await trial.journal.rebuild(keep: false).isSound)
    _ = try await trial.journal.verify { Issue.record("\($0)") }
  }

  @Test("the old edition says of itself that it is one, by its own identifier")
  func superseded() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    let old = try await trial.licence(number).row.identifier
    #expect(try await trial.standing(of: old) == .valid)
    try trial.go(to: "2027-02-01")
    try await trial.granted(.foodReplacement, on: number)
    #expect(try await trial.standing(of: old) == .superseded)
    #expect(try await trial.standing(of: number) == .valid)
    let row = try await trial.licence(number).row
    #expect(try await trial.standing(of: row.identifier) == .valid)
    #expect(row.isReplacement && row.edition == 2)
    let page = try await trial.get(LicenceLink.verification(old).path)
    #expect(page.text.contains("这是旧版证照") && page.text.contains("verdict-bad"))
    let print = try await trial.get(LicenceLink.certificate(number).path, as: "applicant")
    #expect(print.text.contains("补发"))
  }

  @Test("the number must exist, be of the item, be the applicant's, and stand: told at its field")
  func faults() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    let field = "answers.licence_number"
    func fault(
      _ application: Application, _ number: String, _ party: Party = .person
    )
      async throws -> String
    {
      try await trial.faults { _ = try await trial.act(application, on: number, as: party) }[field]
        ?? ""
    }
    #expect(try await fault(.foodChange, "JY000").hasPrefix("没有查到"))
    #expect(try await fault(.foodChange, number, .entity).contains("不是申请人持有的"))
    #expect(try await fault(.hygieneRenewal, number).contains("不是通过"))
    #expect(try await fault(.foodChange, " " + number.lowercased() + " ") == "")
    // The same is not applied for twice at once, something else may be.
    #expect(try await fault(.foodChange, number).contains("正在办理"))
    #expect(try await fault(.foodReplacement, number) == "")
    try trial.go(to: "2032-03-01")
    #expect(try await fault(.foodReplacement, number).contains("过期"))
  }

  @Test("what was filed names its licence for good: no supplement makes another one of it")
  func frozen() async throws {
    let trial = try await Bureau()
    let one = try await trial.foodLicence()
    let other = try await trial.foodLicence()
    let id = try await trial.act(.foodChange, on: one)
    let found = try await trial.faults {
      _ = try await trial.desk.amend(
        id, as: .correction, answers: ["licence_number": other], files: [],
        by: try Bureau.actor("clerk"), expecting: nil)
    }
    #expect(found["answers.licence_number"]?.contains("不能改为另一个证照") == true)
  }

  @Test("an entity's licence is acted upon by its agent, for the entity only")
  func agent() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence(to: .entity)
    let id = try await trial.act(.foodReplacement, on: number, as: .entity)
    #expect(!id.isEmpty)
  }

  @Test("an application begun from the licence names it already")
  func prefilled() async throws {
    let trial = try await Bureau()
    let number = try await trial.foodLicence()
    let page = try await trial.get(LicenceLink.licence(number).path, as: "applicant")
    let path = "/apply/\(Application.foodReplacement.code)?licence=\(number)"
    #expect(page.text.contains(path))
    let begun = try await trial.get(path, as: "applicant")
    #expect(begun.text.contains("name=\"licence\" value=\"\(number)\""))
    let draft = try await trial.browser("applicant").post(
      "/apply/\(Application.foodReplacement.code)",
      ["licence": number, "situation.cause": "lost", "situation.agent": "self"])
    let form = try await trial.get(draft.location, as: "applicant")
    #expect(form.text.contains("value=\"\(number)\""))
  }
}
