// SPDX-License-Identifier: Apache-2.0

import Identity
import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

@Suite("What is changed after submission, and what it replaces")
struct AmendmentTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private func open(_ id: String) async throws -> CaseFile {
    try await bureau.desk.open(id, for: Bureau.actor("supervisor"))
  }

  @Test(
    "A replaced file stays in the history, open to those who may see the case and to nobody else")
  func earlierFiles() async throws {
    let receipt = try await bureau.file()
    let before = try #require(try await open(receipt.id).filing)
    let old = try #require(before.files.first { $0.material == "lease" })
    try await bureau.notice(receipt.id, [("lease", "缺少末页")])
    let sent = try await bureau.browser("applicant").upload(
      CaseLink.supplement(receipt.id).path, [],
      files: [("files.lease", "lease-2.pdf", Application.pdf("new"))])
    #expect(sent.status == 303, "\(sent.text)")
    let file = try await open(receipt.id)
    #expect(file.filing?.files.contains { $0.digest == old.digest } == false)
    let path = CaseLink.file(case: receipt.id, digest: old.digest.description).path
    for person in ["applicant", "clerk", "reviewer-1"] {
      #expect(try await bureau.get(CaseLink.case(receipt.id).path, as: person).text.contains(path))
      #expect(try await bureau.get(path, as: person).status == 200)
    }
    #expect(try await bureau.get(path, as: "shop").status == 404)
  }

  @Test("The notice can ask for the applicant's own lines, and the supplement changes them")
  func party() async throws {
    let receipt = try await bureau.file()
    try await bureau.notice(receipt.id, [("applicant.phone", "电话打不通，请更正。")])
    let form = try await bureau.get(CaseLink.supplement(receipt.id).path, as: "applicant").text
    #expect(form.contains("申请人联系电话") && form.contains("name=\"applicant.phone\""))
    let english = try await bureau.get(
      CaseLink.supplement(receipt.id).path + "?lang=en", as: "applicant"
    ).text
    #expect(english.contains("Telephone of the applicant"))
    let sent = try await bureau.browser("applicant").post(
      CaseLink.supplement(receipt.id).path, ["applicant.phone": "13900000002"])
    #expect(sent.status == 303, "\(sent.text)")
    let file = try await open(receipt.id)
    #expect(file.filing?.applicant.phone == "13900000002" && file.state.phase == .received)
  }

  @Test("A supplement changes no line that the notice does not name: nobody becomes somebody else")
  func unasked() async throws {
    let receipt = try await bureau.file()
    let name = try #require(try await open(receipt.id).filing).applicant.name
    try await bureau.notice(receipt.id, [("applicant.phone", "电话打不通，请更正。")])
    _ = try await bureau.desk.amend(
      receipt.id, as: .supplement, answers: [:], files: [],
      party: ["applicant.phone": "13900000002", "applicant.name": "冒名者"],
      by: Bureau.actor("applicant"), expecting: nil)
    #expect(try await open(receipt.id).filing?.applicant.name == name)
  }

  @Test("A clerk corrects the applicant's name and telephone on the spot; a wrong code is refused")
  func correction() async throws {
    let receipt = try await bureau.file()
    let step = CaseLink.step(receipt.id, "correct").path
    let wrong = try await bureau.browser("clerk").upload(
      step, [("step", "correct"), ("applicant.code", "110105194912310021")])
    #expect(wrong.status == 422)
    let done = try await bureau.browser("clerk").upload(
      step,
      [
        ("step", "correct"), ("applicant.name", "示范 · 更名"), ("applicant.code", ""),
        ("applicant.phone", ""),
      ])
    #expect(done.status == 303, "\(done.text)")
    let file = try await open(receipt.id)
    #expect(file.filing?.applicant.name == "示范 · 更名" && file.row.applicantName == "示范 · 更名")
    #expect(file.filing?.applicant.code == (try Bureau.account("applicant").code))
  }

  @Test("Acceptance by silence is dated by the law, not by the moment of recording")
  func acceptedOn() async throws {
    let receipt = try await bureau.file()
    try bureau.go(to: "2026-12-01")
    try await bureau.fireDeadlines()
    let row = try await open(receipt.id).row
    #expect(row.acceptedOn == Day("2026-11-23") && row.acceptedAt?.day == Day("2026-12-01"))
  }

  @Test("The owner of a draft opens the file that he has uploaded; nobody else does")
  func draftFile() async throws {
    let applicant = bureau.browser("applicant")
    let pairs = bureau.application.situation.map {
      (name: "situation.\($0.key)", value: $0.value)
    }
    let draft = try await applicant.upload(CaseLink.apply(bureau.application.code).path, pairs)
      .location
    _ = try await applicant.upload(
      draft, [("action", "save")], files: [("files.lease", "lease.pdf", Application.pdf())])
    let page = try await applicant.get(draft).text
    let path = try #require(page.firstMatch(of: /href="(\/drafts\/[^"]+\/files\/[^"]+)"/)).1
    #expect(try await applicant.get(String(path)).status == 200)
    #expect(try await bureau.get(String(path), as: "shop").status == 404)
  }

  @Test("Faults name fields and materials in the reader's language")
  func faults() async throws {
    let applicant = bureau.browser("applicant")
    let pairs = bureau.application.situation.map {
      (name: "situation.\($0.key)", value: $0.value)
    }
    let draft = try await applicant.upload(CaseLink.apply(bureau.application.code).path, pairs)
      .location
    let answer = try await applicant.upload(
      "\(draft)?lang=en", [("action", "submit"), ("truth", "true")])
    #expect(answer.status == 422)
    #expect(answer.text.contains("Upload “Floor plan of the premises”."))
    #expect(!answer.text.contains("Fill in “经营"))
  }

  @Test("Who is not signed in goes from the guide through signing in back to the application")
  func onTheWay() async throws {
    let path = CaseLink.apply(bureau.application.code).path + "?business=catering"
    let answer = try await bureau.get(path)
    #expect(answer.status == 303)
    #expect(answer.location.contains("next=") && answer.location.contains("business"))
  }

  @Test(
    "What is filled in is shown to nobody on the staff who may not answer the notice for the applicant"
  )
  func staffSeeNothing() async throws {
    let receipt = try await bureau.file()
    try await bureau.notice(receipt.id, [("applicant.phone", "电话打不通，请更正。")])
    let path = CaseLink.supplement(receipt.id).path
    for name in ["clerk", "helper", "approver"] {
      #expect(try await bureau.get(path, as: name).status == 403, "\(name)")
      let sent = try await bureau.browser(name).upload(
        path, [("applicant.phone", "13900000002")],
        files: [("files.lease", "lease.pdf", Application.pdf("mine"))])
      #expect(sent.status == 403, "\(name)")
    }
    #expect(try await open(receipt.id).state.phase == .supplementing)
  }
}
