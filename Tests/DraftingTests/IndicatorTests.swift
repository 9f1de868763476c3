// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("The bureau's indicators")
struct IndicatorTests {
  @Test(
    "shares have the report's two decimals, half rounded up",
    arguments: [
      (1234, 1509, "81.78%"), (1424, 1509, "94.37%"), (1509, 1509, "100.00%"), (47, 388, "12.11%"),
      (0, 7, "0.00%"), (1, 3, "33.33%"), (2, 3, "66.67%"), (1, 8, "12.50%"), (1, 16_000, "0.01%"),
      (1, 20_000, "0.01%"), (1, 20_001, "0.00%"), (0, 0, "—"),
    ])
  func rounding(count: Int, total: Int, text: String) {
    #expect(Share(count, of: total).text == text)
  }

  @Test("each indicator counts what its meaning says, on the real items")
  func meaning() throws {
    let items = try RealCatalogue.items()
    let figures = Indicators(items, nearby: [])
    #expect(figures.total == items.count)
    #expect(figures[.atOnce].count == items.count { $0.handling == .immediate })
    #expect(figures[.once].count == items.count { $0.visits <= 1 })
    #expect(
      figures[.wholeOnline].count == items.count { $0.onlineDepth == .whole && $0.visits == 0 })
    let whole = Indicators(items, nearby: Set(items.map(\.code)))
    #expect(whole[.nearby].text == "100.00%")
    let sample = Indicators([try Sample.file().version], nearby: [])
    // 8 of 20 working days, three materials.
    #expect(sample.compressionText == "60.00%" && sample.averageMaterials == "3.00")
    #expect(Indicators([], nearby: []).compressionText == "—")
  }

  @Test("the sections' figures add up to the bureau's, on the page and over the API")
  func sections() async throws {
    let files = try RealCatalogue.check().files
    let trial = try await DraftingTrial(files)
    let report = try await trial.desk.indicators(on: trial.now.day)
    for indicator in Indicator.allCases {
      #expect(
        report.departments.reduce(0) { $0 + $1.figures[indicator].count }
          == report.whole[indicator].count)
    }
    let page = try await trial.page("/drafting/indicators?of=once", as: "supervisor")
    #expect(page.contains("<svg") && page.contains(report.whole[.once].text))
    let answer = try await trial.program("head").get("/api/v1/drafting/indicators?day=2026-11-23")
    #expect(answer.status == 200 && answer.text.contains(report.whole[.atOnce].text))
    #expect(try await trial.browser("clerk").get("/drafting/indicators").status == 403)
  }

  @Test("advice finds what the check lets pass, and nothing in an item that has it all")
  func advice() throws {
    func findings(_ text: String) throws -> Set<String> {
      Set(Advice.findings(in: try Sample.file(text).version).map(\.id))
    }
    // The sample's plan has no standard and no instructions, its licence is asked for though shared is another matter.
    let found = try findings(Sample.yaml)
    #expect(found == ["B3", "B4"], "\(found)")
    let slower = try findings(Sample.yaml("promised: {number: 8", "promised: {number: 20"))
    #expect(slower.contains("A1"))
    #expect(try findings(Sample.yaml("keywords: [样品店]\n", "")).contains("B6"))
    #expect(try findings(Sample.yaml(", text: 经营样品应当取得许可。", "")).contains("B1"))
    #expect(try findings(Sample.yaml("online_depth: 4", "online_depth: 3")).contains("A4"))
    let asked = try findings(
      Sample.yaml("grade: A\nprocess", "grade: B\nprocess"))
    #expect(asked.contains("A8"))
  }
}

@Suite("Comparing versions")
struct ComparisonTests {
  private func changes(_ old: String, _ new: String) throws -> ItemComparison {
    ItemComparison(try Sample.file().version, try Sample.file(Sample.yaml(old, new)).version)
  }

  @Test("an item equals itself, and no real item differs from its own reading")
  func same() throws {
    for item in try RealCatalogue.items() { #expect(ItemComparison(item, item).isEmpty) }
  }

  @Test("what changed is said field by field, materials and terms above all")
  func words() throws {
    let plan = """
        - key: cold_room
          name: 冷食间平面图
          name_en: Plan of the cold kitchen
          form: original
          copies: {original: 1, copy: 0}
          source: applicant
          required: true
          when: {cold: ["yes"]}
          accept: [pdf, jpg]
          max_mb: 10
          grade: C

      """
    let less = try changes(plan, "")
    #expect(less.headlines.map(\.chinese) == ["材料减少 1 件"])
    guard case .removed(let name) = less.changes.first?.kind else {
      Issue.record("\(less.changes)")
      return
    }
    #expect(name.chinese == "冷食间平面图" && less.changes.count == 1)
    let term = try changes("promised: {number: 8", "promised: {number: 10")
    #expect(term.headlines.map(\.chinese) == ["承诺时限延长 2 个工作日"])
    let unit = try changes(
      "promised: {number: 8, unit: working_day}", "promised: {number: 15, unit: calendar_day}")
    #expect(unit.headlines.map(\.chinese) == ["承诺时限由 8 个工作日 改为 15 日"])
  }

  @Test("a change of a part is told with its name, one of English alone as such")
  func parts() throws {
    let standard = try changes("standard: 内容完整", "standard: 内容完整并签名")
    #expect(standard.changes.map(\.phrase.chinese) == ["申请材料“申请书”：受理标准"])
    #expect(standard.changes.map(\.section) == [.materials])
    let english = try changes("name_en: Sample trading licence\n", "name_en: Trading in samples\n")
    #expect(english.changes.first?.phrase.chinese == "事项名称（英文）")
    let question = try changes("ask: 是否制作冷食？", "ask: 是否做冷食？")
    #expect(question.changes.map(\.section) == [.questions])
  }
}
