// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Foundation
import Journal
import SQL
import ShangMi
import TestKit
import Testing

@testable import Licences

@Suite("The issue of a licence")
struct LicenceIssueTests {
  @Test("a grant makes exactly one licence, in the transaction of the decision")
  func once() async throws {
    let trial = try await Bureau(.smallCatering)
    let id = try await trial.file(as: .person).id
    try await trial.decide(id, granted: true)
    let rows: [String] = try await trial.journal.database.read {
      try $0.rows("SELECT number FROM licence_row")
    }
    let opened = try await trial.desk.open(id, for: try Bureau.actor("applicant"))
    #expect(rows == ["XCY420103000001"] && opened.state.licence == rows[0])
    let decided = try #require(
      opened.history.first { if case .granted = $0.event { true } else { false } })
    let issued = try #require(
      opened.history.first { if case .licenceIssued = $0.event { true } else { false } })
    #expect(decided.moment.at == issued.moment.at && issued.moment.actor == Actor.system.id)
    #expect(try await trial.journal.rebuild(keep: false).isSound)
  }

  @Test("a refusal makes none")
  func refusal() async throws {
    let trial = try await Bureau(.smallCatering)
    let id = try await trial.file(as: .person).id
    try await trial.decide(id, granted: false)
    let count: Int = try await trial.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM licence_row")
    }
    #expect(count == 0)
  }

  @Test("nobody but the program issues, and none twice")
  func command() throws {
    let trial = Licence()
    let issue = Licence.Issue(
      number: "X1", identifier: "I1", item: ItemReference(code: "c", version: 1), caseID: "k",
      holder: nil, face: SM3.digest("face"), from: Day(number: 20_780), until: nil)
    #expect(throws: LicenceRefusal.onlyByGrant) {
      try trial.decide(.issue(issue), LicenceTrial.context(LicenceTrial.chief))
    }
    var issued = trial
    for event in try trial.decide(.issue(issue), LicenceTrial.context(.system)) {
      issued.apply(event, at: Moment(at: Instant(milliseconds: 0), actor: "system"))
    }
    let done = issued
    #expect(throws: LicenceRefusal.alreadyIssued) {
      try done.decide(.issue(issue), LicenceTrial.context(.system))
    }
  }

  @Test("it is valid from the day of issue to the day before the same day of its last year")
  func standing() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    func standing(_ day: Day) async throws -> LicenceStanding {
      trial.go(to: day)
      return try await trial.licences.verify(number, from: nil).standing
    }
    let row = try await trial.licences.verify(number, from: nil).row
    #expect("\(row.from)" == "2026-11-23" && row.until.map { "\($0)" } == "2029-11-22")
    #expect(try await standing(row.from) == .valid)
    #expect(try await standing(row.from.adding(days: -1)) == .notYet)
    let last = try #require(row.until)
    #expect(try await standing(last) == .valid)
    #expect(try await standing(last.adding(days: 1)) == .expired)
  }

  @Test("its identifier is one of GB/T 36904, under the item's type and the issuing body")
  func identifier() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    let row = try await trial.licences.verify(number, from: nil).row
    let identifier = try LicenceIdentifier(row.identifier)
    let item = try trial.item
    #expect(identifier.type == item.result.licenceType)
    #expect(identifier.issuer == item.body.code && identifier.serial == number)
    #expect(try await trial.licences.verify(row.identifier, from: nil).row.number == number)
  }

  @Test("the certificate states what is licensed, never a resident number or a telephone")
  func face() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued(to: .entity)
    let face = try #require(try await trial.licences.verify(number, from: nil).face)
    #expect(face.holder == Party.entity.name)
    #expect(!face.entries.isEmpty && face.entries.count <= 8)
    let values = face.entries.map(\.value)
    #expect(!values.contains("11010519491231002X") && !values.contains("13800000001"))
    #expect(!face.entries.contains { $0.label.hasPrefix("联系") })
  }
}
