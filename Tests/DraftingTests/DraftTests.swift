// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("Drafts of items")
struct DraftTests {
  @Test("the next version applies from its day; until then the former stays, and neither changes")
  func publishing() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.terms, id) { $0.replacing("number: 8", with: "number: 5") }
    try await trial.save(.process, id) { $0.replacing("days: 4", with: "days: 1") }
    let file = try await trial.desk.draft(id)
    #expect(file.check.faults.isEmpty, "\(file.check.faults)")
    #expect(file.comparison?.headlines.map(\.chinese) == ["承诺时限缩短 3 个工作日"])
    try await trial.publish(id, effective: "2026-12-01")
    let today = try Day.of("2026-11-23")
    #expect(trial.shelf.current(Sample.code, on: today)?.version == 1)
    let then = try #require(trial.shelf.current(Sample.code, on: try Day.of("2026-12-01")))
    #expect(then.version == 2 && then.terms.promised.number == 5)
    #expect(trial.shelf.version(Sample.code, 1)?.terms.promised.number == 8)
    #expect(try await trial.desk.draft(id).row.status == .published)
    try await trial.expectSound()
  }

  @Test("nobody reviews what he has written, not even a line of it; another does")
  func fourEyes() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.terms, id, as: "second") { $0.replacing("number: 8", with: "number: 7") }
    try await trial.save(.process, id) { $0.replacing("days: 4", with: "days: 3") }
    try await trial.take(.submit, id, as: "writer")
    for name in ["writer", "second"] {
      await #expect(throws: DraftingRefusal.ownDraft) {
        try await trial.take(.approve, id, as: name)
      }
    }
    await #expect(throws: DraftingRefusal.reasonsMissing) {
      try await trial.take(.sendBack, id, as: "head", " ")
    }
    try await trial.take(.sendBack, id, as: "head", "还可以再短。")
    await #expect(throws: DraftingRefusal.draftElsewhere(.returned)) {
      try await trial.take(.approve, id, as: "head")
    }
    try await trial.take(.submit, id, as: "second")
    await #expect(throws: DraftingRefusal.notYourPart) {
      try await trial.take(.approve, id, as: "clerk")
    }
    try await trial.take(.approve, id, as: "head")
    await #expect(throws: DraftingRefusal.draftElsewhere(.approved)) {
      try await trial.save(.terms, id) { $0 + "# 改\n" }
    }
    await #expect(throws: DraftingRefusal.tooEarly(today: trial.now.day)) {
      try await trial.take(.publish, id, as: "head", effective: "2026-11-22")
    }
  }

  @Test(
    "a fault of the catalogue's own check is told at its section and line, and nothing faulty is submitted"
  )
  func faults() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.terms, id) { $0.replacing("number: 8", with: "number: 80") }
    let faults = try await trial.desk.draft(id).check.faults
    #expect(faults.map(\.rule) == ["R2"] && faults.map(\.section) == [.terms])
    #expect(faults.map(\.line) == [3])
    await #expect(throws: DraftingRefusal.faulty(1)) {
      try await trial.take(.submit, id, as: "writer")
    }
    try await trial.save(.fee, id) { _ in "fee: {charge: false" }
    let broken = try await trial.desk.draft(id)
    #expect(broken.check.faults.map(\.rule) == ["yaml"] && broken.check.version == nil)
    // What is broken in one section leaves the fields of the others.
    #expect(SectionForm(.terms, of: broken.text) != nil)
  }

  @Test(
    "who saves over another's change is refused and told what it was; his own is not lost by reading again"
  )
  func concurrency() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.fee, id, as: "second", expecting: 1) { $0 + "# 他人\n" }
    let refusal = await #expect(throws: DraftingRefusal.self) {
      try await trial.save(.terms, id, expecting: 1) {
        $0.replacing("number: 8", with: "number: 6")
      }
    }
    guard case .changedMeanwhile(let changes) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(changes.map(\.section) == [.fee] && changes.map(\.who) == ["示范 · second"])
    #expect(refusal?.kind == .preconditionFailed)
    try await trial.save(.terms, id, expecting: 2) { $0.replacing("number: 8", with: "number: 6") }
    // Saving the same again is no event.
    try await trial.save(.terms, id, expecting: 3) { $0 }
    #expect(try await trial.desk.draft(id).row.version == 3)
  }

  @Test(
    "one draft at a time; one that changes nothing, or only the order of a comment, is not submitted"
  )
  func oneAtATime() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    await #expect(throws: DraftingRefusal.draftOpen(id: id)) { _ = try await trial.revision() }
    try await trial.save(.fee, id) { "# 没有变化\n" + $0 }
    await #expect(throws: DraftingRefusal.nothingChanged) {
      try await trial.take(.submit, id, as: "writer")
    }
    try await trial.save(.basics, id) {
      $0.replacing(Sample.code, with: "11420103MB0000001P4000101001002")
    }
    #expect(try await trial.desk.draft(id).check.faults.map(\.rule) == ["code"])
    try await trial.take(.discard, id, as: "writer", "不再需要")
    _ = try await trial.revision()
    try await trial.expectSound()
  }

  @Test("a version that came in by a file meanwhile must be adopted before the draft goes on")
  func overtaken() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.terms, id) { $0.replacing("number: 8", with: "number: 7") }
    try await trial.save(.process, id) { $0.replacing("days: 4", with: "days: 3") }
    let other = Sample.yaml("version: 1", "version: 2").replacing(
      "effective: 2026-01-01", with: "effective: 2026-11-24")
    _ = try await CatalogueCommand.importFiles([try Sample.file(other)], into: trial.journal)
    try await trial.shelf.refresh(from: trial.journal.database)
    await #expect(throws: DraftingRefusal.overtaken(latest: 2)) {
      try await trial.take(.submit, id, as: "writer")
    }
    try await trial.take(.adopt, id, as: "writer")
    try await trial.publish(id, effective: "2026-11-25")
    #expect(trial.shelf.version(Sample.code, 3)?.terms.promised.number == 7)
  }

  @Test("a publication that the catalogue refuses leaves the draft as it was")
  func refusedByCatalogue() async throws {
    let future = Sample.yaml("effective: 2026-01-01", "effective: 2027-01-01")
    let trial = try await DraftingTrial([try Sample.file(future)])
    let id = try await trial.revision()
    try await trial.save(.terms, id) { $0.replacing("number: 8", with: "number: 7") }
    try await trial.save(.process, id) { $0.replacing("days: 4", with: "days: 3") }
    await #expect(throws: CatalogueRefusal.self) {
      try await trial.publish(id, effective: "2026-12-01")
    }
    #expect(try await trial.desk.draft(id).row.status == .approved)
    try await trial.take(.publish, id, as: "head", effective: "2027-02-01")
    #expect(trial.shelf.current(Sample.code, on: try Day.of("2027-02-01"))?.version == 2)
  }

  @Test("a hand-over is the next version under another section, with who and why")
  func handOver() async throws {
    let trial = try await DraftingTrial()
    let writer = try trial.actor("writer")
    await #expect(throws: DraftingRefusal.sameDepartment) {
      _ = try await trial.desk.handOver(
        Sample.code, to: Words("社会民生科"), Remark("职责调整"), by: writer)
    }
    await #expect(throws: DraftingRefusal.reasonsMissing) {
      _ = try await trial.desk.handOver(
        Sample.code, to: Words("市场准入科"), Remark(""), by: writer)
    }
    let id = try await trial.desk.handOver(
      Sample.code, to: Words("市场准入科", en: "Market Access Section"), Remark("职责调整"),
      by: writer
    ).id
    #expect(
      try await trial.desk.draft(id).comparison?.headlines.map(\.chinese)
        == ["承办科室由社会民生科改为市场准入科"])
    try await trial.publish(id, effective: "2026-12-01")
    let day = try Day.of("2026-12-01")
    #expect(trial.shelf.current(Sample.code, on: day)?.department.zh == "市场准入科")
    #expect(trial.shelf.version(Sample.code, 1)?.department.zh == "社会民生科")
    let page = try await trial.page("/drafting/item-drafts/\(id)", as: "head")
    #expect(page.contains("由社会民生科划转到市场准入科") && page.contains("职责调整"))
  }

  @Test("the spreadsheets of a table go with the draft, and can be written in it")
  func spreadsheets() async throws {
    let report = try RealCatalogue.check()
    let road = try #require(report.files.first { !$0.sheets.isEmpty })
    let trial = try await DraftingTrial([road])
    let code = road.version.code
    let id = try await trial.desk.revise(code, by: try trial.actor("writer")).id
    let sheet = road.sheets[0]
    _ = try await trial.desk.save(
      .sheet(name: sheet.name, sheet.text.replacing("600", with: "599")), in: .tables, of: id,
      by: try trial.actor("writer"), expecting: nil)
    let file = try await trial.desk.draft(id)
    #expect(file.check.faults.isEmpty, "\(file.check.faults)")
    #expect(file.comparison?.changes.map(\.section) == [.tables])
    try await trial.publish(id, effective: "2026-12-01")
    let kept = try await trial.journal.database.read {
      try ItemTable.source(code, road.version.version + 1, in: $0)
    }
    #expect(kept?.sheets.first?.text.contains("599") == true)
  }

  @Test("events of a draft stay readable, and name texts by digest alone")
  func journaled() throws {
    let event = ItemDraft.Event.published(
      .init(version: 2, effective: try Day.of("2026-12-01"), text: Remark("文").digest))
    #expect(try Journaled.value(ItemDraft.Event.self, try Journaled.text(event)) == event)
    #expect(try Journaled.text(event).contains("\"2026-12-01\""))
  }
}
