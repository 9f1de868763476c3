// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Bundles
@testable import Licences

@Suite("A joint case from the form to the certificate")
struct JointDeskTests {
  @Test(
    "one number, one acceptance, each part decided by its section, one delivery, one certificate")
  func straight() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    var file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.fate) == [.received, .received])
    let clerk = try Bureau.actor("clerk")
    _ = try await bureau.joints.accept(receipt.id, by: clerk, expecting: file.version)
    file = try await bureau.open(receipt.id)
    #expect(file.row.standing == .handling)
    #expect(file.clock[.statutory] != nil && file.clock[.promised] != nil)
    try await bureau.decidePart("food", of: receipt.id)
    try await bureau.decidePart("sign", of: receipt.id, granted: false, by: "city-")
    file = try await bureau.open(receipt.id)
    #expect(file.row.standing == .decided)
    #expect(file.part("food")?.licence != nil && file.part("sign")?.licence == nil)
    let number = try #require(file.state.composite)
    _ = try await bureau.joints.deliver(
      receipt.id, by: .electronic, as: clerk, expecting: nil)
    file = try await bureau.open(receipt.id)
    #expect(file.row.standing == .concluded)
    // Measured once: both parts at once make one round of decisions, and nobody came to the window.
    let saved = try #require(file.state.measured)
    #expect(saved.steps.after == 4 && saved.steps.before > 4)
    #expect(saved.visits.after == 0 && saved.days.after == 0)
    #expect(saved.materials.after == file.filing?.files.count)
    let sums = try await bureau.joints.reductions(in: 2026, of: "restaurant")
    #expect(sums.map(\.cases) == [1] && sums.first?.sums == saved)
    #expect(try await bureau.get(BundleLink.reductions.path).text.contains("开餐饮店"))
    let page = try await bureau.get(BundleLink.composite(number).path)
    #expect(page.status == 200)
    #expect(page.text.contains(try #require(file.part("food")?.licence)))
  }

  @Test("a part is accepted, told and supplemented through the joint case only")
  func jointly() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    let id = try #require(try await bureau.open(receipt.id).part("food")?.state.caseID)
    let refusal = await #expect(throws: CaseworkRefusal.self) {
      try await bureau.take(.accept, with: id, by: "clerk")
    }
    #expect(refusal == .jointly(.accept, joint: receipt.number))
    #expect(refusal?.legalBasis?.article == "第二十六条")
  }

  @Test(
    "one notice over all parts: what it concerns waits, the rest is accepted; one supplement for all"
  )
  func notice() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    let clerk = try Bureau.actor("clerk")
    let asked = SupplementNotice(entries: [.init(target: "effect_drawing", problem: "缺少尺寸")])
    _ = try await bureau.joints.ask(
      asked, for: "sign", with: receipt.id, by: try Bureau.actor("city-reviewer-1"),
      expecting: nil)
    _ = try await bureau.joints.notice(asked, with: receipt.id, by: clerk, expecting: nil)
    var file = try await bureau.open(receipt.id)
    #expect(file.part("food")?.state.fate == .accepted)
    #expect(file.part("sign")?.state.fate == .supplementing)
    #expect(file.row.standing == .supplementing)
    let applicant = try Bureau.actor("applicant")
    let paper = try #require(file.form?.papers.first { $0.requirement.key == "effect_drawing" })
    let drawing = try await bureau.upload(paper.requirement, by: applicant)
    _ = try await bureau.joints.supplement(
      receipt.id, values: [:], files: [drawing], by: applicant, expecting: nil)
    _ = try await bureau.joints.accept(receipt.id, by: clerk, expecting: nil)
    file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.fate) == [.accepted, .accepted])
  }

  @Test(
    "what waits begins by itself once the register has said its number, and is accepted with the whole"
  )
  func chain() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly(answers: ["registered": "no", "sign": "yes"])
    let clerk = try Bureau.actor("clerk")
    var file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.fate) == [.received, .waiting, .waiting])
    _ = try await bureau.joints.accept(receipt.id, by: clerk, expecting: nil)
    try await bureau.decidePart("register", of: receipt.id, by: "market-")
    file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.fate) == [.granted, .waiting, .waiting])
    let registrar = try Bureau.actor("market-approver")
    await #expect(throws: BundleRefusal.self) {
      try await bureau.joints.fill(
        "register", values: ["uscc": "nonsense"], with: receipt.id, by: registrar, expecting: nil)
    }
    _ = try await bureau.joints.fill(
      "register", values: ["uscc": "91350100M000100Y43"], with: receipt.id, by: registrar,
      expecting: nil)
    file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.fate) == [.granted, .accepted, .accepted])
    let food = try #require(file.part("food")?.state.caseID)
    let filing = try await bureau.desk.open(food, for: clerk).filing
    #expect(filing?.answers["uscc"] == "91350100M000100Y43")
  }

  @Test("silence accepts each part by law, and so the whole")
  func silence() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    try bureau.go(to: "2026-12-07")
    try await bureau.fireDeadlines()
    let file = try await bureau.open(receipt.id)
    #expect(file.row.standing == .handling)
  }

  @Test("an item that is withdrawn meanwhile stays with the version that was applied for")
  func withdrawnItem() async throws {
    let bureau = try await Bureau(
      publishing: try RealCatalogue.items().map(RealCatalogue.published),
      bundles: [try Joined.bundle()])
    let receipt = try await bureau.fileJointly(answers: ["registered": "no", "sign": "no"])
    _ = try await bureau.joints.accept(
      receipt.id, by: try Bureau.actor("clerk"), expecting: nil)
    try await bureau.decidePart("register", of: receipt.id, by: "market-")
    bureau.desk.shelf.put(
      try RealCatalogue.items().map { item in
        PublishedVersion(
          item, digest: "", importedAt: bureau.now,
          withdrawnAt: item.code == Joined.food ? bureau.now : nil)
      })
    _ = try await bureau.joints.fill(
      "register", values: ["uscc": "91350100M000100Y43"], with: receipt.id,
      by: try Bureau.actor("market-approver"), expecting: nil)
    #expect(try await bureau.open(receipt.id).part("food")?.state.fate == .accepted)
  }

  @Test(
    "somebody else sees neither the joint case nor its files; a section that has no part does not either"
  )
  func scope() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    for name in ["shop", "project-reviewer-1"] {
      await #expect(throws: BundleRefusal.jointNotFound) {
        _ = try await bureau.open(receipt.id, as: name)
      }
      #expect(
        try await bureau.joints.list(
          open: nil, before: nil, limit: 10, for: try Bureau.actor(name)
        ).isEmpty)
    }
    for name in ["applicant", "clerk", "reviewer-1", "city-approver"] {
      #expect(try await bureau.open(receipt.id, as: name).row.id == receipt.id)
      #expect(
        try await bureau.joints.list(
          open: nil, before: nil, limit: 10, for: try Bureau.actor(name)
        ).count == 1)
    }
  }

  @Test(
    "what became of a licence makes another edition of the certificate, which says what still stands"
  )
  func composite() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    _ = try await bureau.joints.accept(
      receipt.id, by: try Bureau.actor("clerk"), expecting: nil)
    try await bureau.decidePart("food", of: receipt.id)
    try await bureau.decidePart("sign", of: receipt.id, by: "city-")
    let file = try await bureau.open(receipt.id)
    let number = try #require(file.state.composite)
    let composites = CompositeDesk(
      licences: bureau.licences, bundles: bureau.joints.bundles, baseURL: "https://x.example")
    let before = try await composites.find(number, from: nil)
    let licences = before.certificates.count
    #expect(before.row.edition == 1 && before.standing(on: bureau.now.day) == .valid)
    let licence = try #require(file.part("food")?.state.caseID)
    let _: Bool = try await bureau.journal.perform(as: .system) { unit in
      let cancellation = Licence.Cancellation(
        ground: .personGone, reasons: nil, caseID: "x", from: unit.now.day)
      try unit.execute(.cancel(cancellation), on: Stream<Licence>(licence)) { _ in
        Licence.Context(
          actor: .system, now: unit.now, calendar: .china, department: "社会民生科", openActs: [])
      }
      return true
    }
    let after = try await composites.find(number, from: nil)
    #expect(after.row.edition == 2)
    #expect(after.standing(on: bureau.now.day) == (licences > 1 ? .partly : .ended))
  }

  @Test("everything follows from the events")
  func rebuild() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly(answers: ["registered": "no", "sign": "yes"])
    _ = try await bureau.joints.accept(
      receipt.id, by: try Bureau.actor("clerk"), expecting: nil)
    try await bureau.decidePart("register", of: receipt.id, by: "market-")
    let report = try await bureau.journal.rebuild(keep: false)
    #expect(report.isSound, "\(report)")
  }
}
