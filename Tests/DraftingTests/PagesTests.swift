// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("The pages of item administration")
struct PagesTests {
  @Test(
    "without a script: begin, change by fields and by text, submit, approve by another, publish")
  func wholeWay() async throws {
    let trial = try await DraftingTrial()
    let writer = trial.browser("writer")
    let begun = try await writer.post("/drafting/items/\(Sample.code)/revision")
    #expect(begun.status == 303)
    let draft = begun.location
    let terms = try await trial.page("\(draft)/sections/terms", as: "writer")
    #expect(terms.contains("name=\"terms.promised.number\" value=\"8\"") == false)
    #expect(terms.contains("value=\"8\"") && terms.contains("改用文本编辑"))
    let saved = try await writer.post(
      "\(draft)/sections/terms",
      [
        "mode": "fields", "version": "1", "terms.statutory.number": "20",
        "terms.statutory.unit": "working_day", "terms.statutory.law": "行政许可法",
        "terms.statutory.article": "第四十二条", "terms.promised.number": "5",
        "terms.promised.unit": "working_day",
      ])
    #expect(saved.status == 303 && saved.location == "\(draft)/sections/terms")
    let overview = try await trial.page(draft, as: "writer")
    #expect(overview.contains("各步用时之和不超过承诺时限") && overview.contains("承诺时限缩短 3 个工作日"))
    let refused = try await writer.post("\(draft)/steps/submit", ["version": "2"])
    #expect(refused.status == 422 && refused.text.contains("草稿还有 1 处没有通过检查"))
    let process = try await trial.desk.draft(String(draft.split(separator: "/")[2])).text[.process]
    let text = process.replacing("days: 4", with: "days: 1")
    let byText = try await writer.post(
      "\(draft)/sections/process", ["mode": "text", "version": "2", "text": text])
    #expect(byText.status == 303)
    #expect(try await writer.post("\(draft)/steps/submit", ["version": "3"]).status == 303)
    let own = try await trial.page(draft, as: "writer")
    #expect(own.contains("等待另一人审核") && !own.contains("\(draft)/steps/approve\""))
    let head = trial.browser("head")
    #expect(try await head.post("\(draft)/steps/approve", ["version": "4"]).status == 303)
    let late = try await head.post(
      "\(draft)/steps/publish", ["version": "5", "effective": "2026-11-01"])
    #expect(late.status == 422 && late.text.contains("f-effective"))
    let published = try await head.post(
      "\(draft)/steps/publish", ["version": "5", "effective": "2026-12-01"])
    #expect(published.status == 303)
    let guide = try await trial.page("/items/\(Sample.code)?version=2")
    #expect(guide.contains("5 个工作日"))
    let compared = try await trial.page(
      "/drafting/items/\(Sample.code)/comparison?from=1&to=2", as: "supervisor")
    #expect(compared.contains("承诺时限缩短 3 个工作日") && compared.contains("环节“审核”：工作日"))
  }

  @Test("who saves a stale form is shown what others changed, with his own text still in the form")
  func stale() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.fee, id, as: "second") { $0 + "# 他人\n" }
    let answer = try await trial.browser("writer").post(
      "/drafting/item-drafts/\(id)/sections/questions",
      ["mode": "text", "version": "1", "text": "questions: []  # 我的"])
    #expect(answer.status == 412)
    #expect(answer.text.contains("示范 · second") && answer.text.contains("# 我的"))
    // The form now carries the version that he has been told of.
    #expect(answer.text.contains("name=\"version\" value=\"2\""))
  }

  @Test("a fault of a section is told above its text with the line in it")
  func faults() async throws {
    let trial = try await DraftingTrial()
    let id = try await trial.revision()
    try await trial.save(.materials, id) { $0.replacing("name: 申请书", with: "name: 其他材料") }
    let page = try await trial.page("/drafting/item-drafts/\(id)/sections/materials", as: "writer")
    #expect(page.contains("第 3 行") && page.contains("L31") && page.contains("兜底材料"))
  }

  @Test("every page is there for who may read it, shut for who may not, and complete in English")
  func english() async throws {
    let trial = try await DraftingTrial(try RealCatalogue.check().files)
    let code = Sample.code
    let items = try BasicReading.items(Array(SampleBasics.csv.utf8), file: "basic.csv")
    _ = try await trial.desk.importBasics(items, file: "basic.csv", by: .system)
    let real = try #require(trial.desk.items.first?.code)
    let writer = try trial.actor("writer")
    let head = try trial.actor("head")
    let claimed = try await trial.desk.claim("000123001001", by: writer).id
    let id = try await trial.desk.revise(real, by: writer).id
    try await trial.save(.terms, id) { $0.replacing("unit: working_day", with: "unit: days") }
    _ = try await trial.desk.delegate(
      StreetDelegation.Terms(
        item: real, streets: ["420103001"], scope: .receive, basis: nil, from: trial.now.day,
        until: nil), Remark("就近"), by: head)
    _ = try await trial.desk.take(
      .withdraw, from: try Day.of("2027-01-01"), Remark("停办"), with: real, by: head,
      expecting: nil)
    let reform = try await ReformTests.proposed(in: trial)
    let sections = DraftSection.allCases.map {
      "/drafting/item-drafts/\(id)/sections/\($0.rawValue)"
    }
    let paths =
      [
        "/drafting", "/drafting/basics", "/drafting/basics/000123001001",
        "/drafting/basics/000101001001", "/drafting/items", "/drafting/items/\(real)",
        "/drafting/items/\(real)/comparison", "/drafting/item-drafts/\(id)",
        "/drafting/item-drafts/\(claimed)", "/drafting/street-delegations", "/drafting/indicators",
        "/drafting/findings", "/drafting/micro-reforms", "/drafting/micro-reforms/\(reform)",
      ] + sections
    #expect(code != real)
    for path in paths {
      for name in ["writer", "head", "supervisor"] {
        let answer = try await trial.browser(name).get("\(path)?lang=en")
        #expect(answer.status == 200, "\(path) as \(name)")
      }
      for name in ["clerk", nil] as [String?] {
        #expect(try await trial.browser(name).get(path).status != 200, "\(path)")
      }
    }
    for path in ["/streets", "/streets/420103001", "/items/\(real)"] {
      #expect(try await trial.browser().get("\(path)?lang=en").status == 200, "\(path)")
    }
    #expect(trial.site.texts.missing == [])
  }

  @Test("every phrase of the room has its English: refusals, steps, states, advice")
  func phrases() async throws {
    let trial = try await DraftingTrial()
    let texts = trial.site.texts
    var phrases: [Phrase] = DraftSection.allCases.map(\.phrase)
    phrases += ItemDraft.Status.allCases.map(\.phrase) + DraftStep.allCases.map(\.phrase)
    phrases += Advice.all.map(\.phrase) + Indicator.allCases.flatMap { [$0.phrase, $0.meaning] }
    phrases += StandingStep.allCases.map(\.phrase) + ReformStep.allCases.map(\.phrase)
    phrases += MicroReform.Status.allCases.map(\.phrase) + BasicEntry.Status.allCases.map(\.phrase)
    phrases += StreetDelegation.Scope.allCases.map(\.phrase)
    phrases += DraftingRoom.room(desk: trial.desk).routes.map(\.summary)
    phrases += DraftSection.allCases.flatMap(\.fields).flatMap { field in
      var all = [field.phrase] + (field.help.map { [$0] } ?? [])
      if case .rows(let columns) = field.shape { all += columns.map(\.phrase) }
      return all
    }
    phrases += Self.refusals.map(\.phrase)
    for phrase in phrases { #expect(texts.translates(phrase.key), "\(phrase.key)") }
    let codes = Self.refusals.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  private static let refusals: [DraftingRefusal] = [
    .basicNotFound, .draftNotFound, .itemNotFound, .delegationNotFound, .reformNotFound,
    .versionNotFound(1), .alreadyClaimed(name: ""), .basicCancelled(name: ""), .levelNotExercised,
    .codeUnlawful(""), .draftOpen(id: ""), .draftElsewhere(.drafting),
    .keyElsewhere(key: "", section: .fee), .fieldsUnreadable(.fee), .changedMeanwhile([]),
    .faulty(1), .codeChanged(expected: ""), .nothingChanged, .notYourPart, .ownDraft,
    .reasonsMissing, .tooEarly(today: Day(number: 1)), .overtaken(latest: 1), .alreadyWithdrawn,
    .notWithdrawn, .noWithdrawalToCallOff, .departmentMissing, .sameDepartment, .streetsMissing,
    .basisMissing, .daysDoNotFit, .overlaps(street: ""), .isOver, .reformIncomplete(field: ""),
    .reformElsewhere(.proposed), .effectMissing,
  ]
}
