// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("The basic catalogue and its claims")
struct BasicTests {
  private func trial() async throws -> DraftingTrial {
    let trial = try await DraftingTrial()
    let items = try BasicReading.items(Array(SampleBasics.csv.utf8), file: "basic.csv")
    let report = try await trial.desk.importBasics(items, file: "basic.csv", by: .system)
    #expect(report == .init(added: 4, changed: 0, unchanged: 0))
    return trial
  }

  @Test("the project's own basic catalogue is sound and has the code of every item")
  func own() throws {
    let path = URL(fileURLWithPath: RealCatalogue.directory).deletingLastPathComponent()
      .appending(path: "basic.csv")
    let items = try BasicReading.items(try Data(contentsOf: path), file: "basic.csv")
    #expect(items.count >= 60)
    #expect(items.allSatisfy { $0.article.hasPrefix("第") || $0.isDemo })
  }

  @Test("every fault of a file is told at its line, and nothing of it is taken")
  func faults() throws {
    let csv = """
      code,name,name_en,type,levels,basis,department,source,until
      000123001001,a,,02,4,法第一条,部门,law,
      00012300100,b,,01,4,法第一条,部门,law,
      000123001003,,,01,4,法第一条,部门,law,
      000123001004,d,,01,8,法第一条,部门,law,
      000123001005,e,,01,4,法第一条,部门,maybe,
      000123001006,f,,01,4,法第一条,部门,law,2026-02-30
      000123001007,g,,01,4,法第一条,部门,law,
      000123001007,g,,01,4,法第一条,部门,law,
      """
    let faults = #expect(throws: BasicFaults.self) {
      _ = try BasicReading.items(Array(csv.utf8), file: "b.csv")
    }
    #expect(faults?.faults.map(\.line) == [2, 3, 4, 5, 6, 7, 9])
    #expect(faults?.description.hasPrefix("b.csv:2: ") == true)
    #expect(throws: BasicFaults.self) {
      _ = try BasicReading.items(Array("name,code\n".utf8), file: "b.csv")
    }
  }

  @Test("a second import adds and changes, and removes nothing")
  func again() async throws {
    let trial = try await trial()
    let csv = SampleBasics.csv.split(separator: "\n").dropLast(1).joined(separator: "\n")
      .replacing("医师执业注册", with: "医师执业注册（新）")
    let items = try BasicReading.items(Array(csv.utf8), file: "basic.csv")
    let report = try await trial.desk.importBasics(items, file: "basic.csv", by: .system)
    #expect(report == .init(added: 0, changed: 1, unchanged: 2))
    #expect(try await trial.desk.basics().count == 4)
  }

  @Test("a claim begins a draft under the code of body, level and basic code, and is counted")
  func claiming() async throws {
    let trial = try await trial()
    let before = ClaimProgress(try await trial.desk.basics())
    #expect(before.due == 2 && before.claimed == 1)
    let id = try await trial.desk.claim("000123001001", by: try trial.actor("writer")).id
    let file = try await trial.desk.draft(id)
    #expect(file.row.item == "11420103MB0000001P4000123001001" && file.row.target == 1)
    #expect(file.check.version?.name.zh == "医师执业注册")
    #expect(file.check.version?.basis.first?.law == "中华人民共和国医师法")
    #expect(file.check.version?.basis.first?.article == "第十三条")
    // What only the bureau knows is missing and told.
    let missing = Set(file.check.faults.map(\.rule))
    #expect(missing == ["missing"], "\(file.check.faults)")
    #expect(ClaimProgress(try await trial.desk.basics()).share.text == "100.00%")
    await #expect(throws: DraftingRefusal.alreadyClaimed(name: "医师执业注册")) {
      _ = try await trial.desk.claim("000123001001", by: try trial.actor("second"))
    }
    try await trial.take(.discard, id, as: "writer", "由市级办理")
    #expect(ClaimProgress(try await trial.desk.basics()).claimed == 1)
    _ = try await trial.desk.claim("000123001001", by: try trial.actor("second"))
    try await trial.expectSound()
  }

  @Test("what other levels exercise, what is cancelled and what is published cannot be claimed")
  func refused() async throws {
    let trial = try await trial()
    let writer = try trial.actor("writer")
    await #expect(throws: DraftingRefusal.levelNotExercised) {
      _ = try await trial.desk.claim("000117005001", by: writer)
    }
    await #expect(throws: DraftingRefusal.basicCancelled(name: "典当业特种行业许可证核发")) {
      _ = try await trial.desk.claim("000109009001", by: writer)
    }
    await #expect(throws: DraftingRefusal.alreadyClaimed(name: "样品经营许可")) {
      _ = try await trial.desk.claim("000101001001", by: writer)
    }
    await #expect(throws: DraftingRefusal.notYourPart) {
      _ = try await trial.desk.claim("000123001001", by: try trial.actor("head"))
    }
    await #expect(throws: DraftingRefusal.reasonsMissing) {
      _ = try await trial.desk.refuse("000123001001", Remark(""), by: writer)
    }
    _ = try await trial.desk.refuse("000123001001", Remark("由市级统一办理"), by: writer)
    let page = try await trial.page("/drafting/basics/000123001001", as: "supervisor")
    #expect(page.contains("由市级统一办理") && page.contains("示范 · writer"))
    // Who has refused may think better of it.
    _ = try await trial.desk.claim("000123001001", by: writer)
  }

  @Test("a claimed item is completed by forms and published as the first version of the catalogue")
  func completed() async throws {
    let trial = try await trial()
    let id = try await trial.desk.claim("000123001001", by: try trial.actor("writer")).id
    let sample = DraftText(Sample.yaml)
    for section in DraftSection.allCases where ![.basics, .bases, .fee].contains(section) {
      try await trial.save(section, id) { _ in sample[section] }
    }
    let writer = trial.browser("writer")
    let path = "/drafting/item-drafts/\(id)/sections/basics"
    let answer = try await writer.post(
      path,
      [
        "mode": "fields", "name": "医师执业注册", "name_en": "Registration of a physician",
        "department": "社会民生科", "department_en": "Social Affairs Section",
        "served": "natural_person",
        "subjects": "医疗卫生", "life_stage": "就业", "handling": "promised",
        "substance_check": "true", "agents": "true", "cross_region": "none",
        "quantity_limit": "无数量限制", "visits": "0", "online_depth": "4", "express": "true",
      ])
    #expect(answer.status == 303, "\(answer.text)")
    let faults = try await trial.desk.draft(id).check.faults
    #expect(faults.isEmpty, "\(faults)")
    try await trial.publish(id, effective: "2026-11-24")
    #expect(
      trial.shelf.current("11420103MB0000001P4000123001001", on: try Day.of("2026-11-24"))?.version
        == 1)
    #expect(try await trial.desk.basic("000123001001").entry.status == .claimed)
    try await trial.go(to: "2026-11-24")
    #expect(try await trial.desk.basic("000123001001").entry.status == .published)
  }
}
