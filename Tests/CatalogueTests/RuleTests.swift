// SPDX-License-Identifier: Apache-2.0

import Catalogue
import DMN
import Deadlines
import FEEL
import Foundation
import TestKit
import Testing

/// The sample with rules: a material by a condition in FEEL, another by a table, a fee, handling and review.
enum RuledSample {
  static let tables = """
    tables:
      - decides: materials
        name: 材料表
        name_en: Table of materials
        hit: C
        inputs:
          - {label: 冷食, label_en: Cold dishes, expression: cold, values: '"yes", "no"'}
          - {label: 餐位数, label_en: Seats, expression: seats}
        outputs:
          - {label: 材料, label_en: Material, name: material}
        rows:
          - if: ['"yes"', "-"]
            then: ['"cold_room"']
            note: 有冷食
            note_en: With cold dishes
          - if: ["-", "> 100"]
            then: ['"cold_room"']
      - decides: fee
        name: 收费表
        name_en: Table of fees
        hit: U
        inputs:
          - {label: 餐位数, label_en: Seats, expression: seats}
        outputs:
          - {label: 金额, label_en: Amount, name: amount}
        rows:
          - if: ["<= 10"]
            then: [0]
          - if: ["> 10"]
            then: [(seats - 10) * 1.005]
      - decides: handling
        name: 办理方式
        name_en: Handling
        hit: F
        inputs:
          - {label: 经营什么, label_en: Trade, expression: business, values: '"retail", "catering"'}
        outputs:
          - {label: 办理方式, label_en: Handling, name: handling}
          - {label: 承诺工作日, label_en: Days, name: days}
        rows:
          - if: ['"retail"']
            then: ['"immediate"', 1]
      - decides: review
        name: 审查
        name_en: Review
        hit: F
        inputs:
          - {label: 餐位数, label_en: Seats, expression: seats}
        outputs:
          - {label: 人数, label_en: Reviewers, name: reviewers}
          - {label: 科室, label_en: Section, name: section}
        rows:
          - if: ["> 200"]
            then: [3, '"城建科"']
    process:
    """

  static let yaml =
    Sample.yaml
    .replacingOccurrences(of: "fee: {charged: false}", with: RuledSample.fee)
    .replacingOccurrences(of: "    when: {cold: [\"yes\"]}\n", with: "")
    .replacingOccurrences(of: "process:", with: tables)

  static let fee = "fee: {charged: true, standard: 按表, standard_en: By the table, basis: 样品法第二条}"

  static func yaml(_ old: String, _ new: String) -> String {
    precondition(yaml.contains(old), "the sample does not contain \(old)")
    return yaml.replacingOccurrences(of: old, with: new)
  }

  static func item(_ text: String = yaml) throws -> ItemVersion { try Sample.item(text) }
}

@Suite("What rules in FEEL and tables of DMN make of answers and a form", .withoutDatabase)
struct RuleTests {
  private let catering = ["business": "catering", "cold": "no"]

  private func materials(
    _ item: ItemVersion, _ answers: [String: String], _ form: [String: String] = [:]
  ) throws -> [String] {
    try Guide.materials(for: item, answers: answers, form: form).map(\.key)
  }

  private func ruling(
    _ item: ItemVersion, _ situation: [String: String], _ form: [String: String]
  ) -> Ruling {
    Ruling(of: item, Facts(of: item, situation: situation, answers: form))
  }

  @Test("a condition in FEEL reads the form too, and does not hold while the field is empty")
  func condition() throws {
    let text = Sample.yaml("when: {cold: [\"yes\"]}", "when: cold = \"no\" and seats >= 50.5")
    let item = try Sample.item(text)
    let always = ["application", "business_licence"]
    #expect(try materials(item, catering) == always)
    #expect(try materials(item, catering, ["seats": "50"]) == always)
    #expect(try materials(item, catering, ["seats": "many"]) == always)
    let needed = try Guide.materials(for: item, answers: catering, form: ["seats": "50.50"])
    #expect(needed.map(\.key) == ["application", "cold_room", "business_licence"])
    #expect(needed[1].rule == "cold = \"no\" and seats >= 50.5")
  }

  @Test("a table asks for materials, says by which rows, and leaves alone those it does not name")
  func table() throws {
    let item = try RuledSample.item()
    #expect(try materials(item, catering) == ["application", "business_licence"])
    let needed = try Guide.materials(
      for: item, answers: ["business": "catering", "cold": "yes"], form: ["seats": "101"])
    #expect(needed.map(\.rows) == [[], [0, 1], []])
  }

  @Test("a fee is computed in decimals and kept in fen, half a fen up")
  func fee() throws {
    let item = try RuledSample.item()
    #expect(ruling(item, catering, ["seats": "10"]).feeFen == 0)
    // 100 × 1.005 is 100.50 exactly; in binary floating point it is less.
    #expect(ruling(item, catering, ["seats": "110"]).feeFen == 10_050)
    #expect(ruling(item, catering, ["seats": "11"]).feeFen == 101)
    #expect(ruling(item, catering, [:]).feeFen == nil)
    #expect(try ruling(Sample.item(), catering, [:]).feeFen == 0)
  }

  @Test("handling and promise come from the table, else from the item")
  func handling() throws {
    let item = try RuledSample.item()
    let retail = ruling(item, ["business": "retail"], [:])
    #expect(retail.way == .immediate)
    #expect(retail.promised.number == 1 && retail.promised.unit == .workingDay)
    #expect(retail.rows["handling"] == [0])
    let other = ruling(item, catering, [:])
    #expect(other.way == .promised && other.promised.number == 8)
    #expect(other.rows["handling"] == nil)
  }

  @Test("who reviews and how many come from the table; two at least for the substance")
  func review() throws {
    let item = try RuledSample.item()
    let large = ruling(item, catering, ["seats": "300"])
    #expect(large.reviewers == 3 && large.section == "城建科")
    let small = ruling(item, catering, ["seats": "20"])
    #expect(small.reviewers == 2 && small.section == "社会民生科")
  }

  @Test("what is computed stays within the law, whatever the row says")
  func bounds() throws {
    var text = RuledSample.yaml("then: ['\"immediate\"', 1]", "then: ['\"immediate\"', 20]")
    #expect(ruling(try RuledSample.item(text), ["business": "retail"], [:]).promised.number == 20)
    text = RuledSample.yaml("(seats - 10) * 1.005", "10 - seats")
    #expect(ruling(try RuledSample.item(text), catering, ["seats": "20"]).feeFen == nil)
  }

  @Test("the table of eligibility advises with the words of its row")
  func eligibility() throws {
    let item = try RealCatalogue.item("food-business-licence-new.yaml")
    let school = Facts(
      of: item, situation: ["business": "canteen", "canteen_kind": "school", "raw": "yes"])
    let verdict = try #require(Eligibility(of: item, school))
    #expect(!verdict.isEligible && verdict.row == 1)
    #expect(verdict.note?.zh.contains("学校食品安全与营养健康管理规定第三十六条") == true)
    let sale = Facts(of: item, situation: ["business": "sale", "only_prepackaged": "no"])
    #expect(Eligibility(of: item, sale)?.isEligible == true)
    #expect(Eligibility(of: try Sample.item(), sale) == nil)
  }

  @Test("the fees of the real road item come from its spreadsheet")
  func spreadsheet() throws {
    let item = try RealCatalogue.item("road-occupation-excavation.yaml")
    let occupied = ruling(
      item, ["kind": "occupy"],
      ["area_sqm": "12.5", "from_date": "2026-03-02", "to_date": "2026-03-11"])
    #expect(occupied.feeFen == 6_250)
    #expect(occupied.way == .promised && occupied.promised.number == 3)
    let dug = ruling(
      item, ["kind": "dig", "pavement": "concrete"], ["area_sqm": "30", "depth_m": "5.2"])
    #expect(dug.feeFen == 1_350_000 && dug.reviewers == 3)
    #expect(dug.rows == ["fee": [2], "handling": [2], "review": [0]])
  }

  @Test("the rules of every real item are a sound DMN model, the same read back from XML")
  func export() throws {
    for item in try RealCatalogue.items() {
      let written = RuleExport.model(of: item)
      let model = Model(try Definitions(xml: Array(written.xml().utf8)))
      #expect(model.faults.isEmpty, "\(item.name.zh): \(model.faults)")
    }
    let item = try RealCatalogue.item("road-occupation-excavation.yaml")
    let model = Model(try Definitions(xml: Array(RuleExport.model(of: item).xml().utf8)))
    let outcome = model.evaluate(
      decision: "fee", inputs: Inputs(["kind": "dig", "pavement": "asphalt", "area_sqm": 2]))
    #expect(outcome.value == 1200)
    let needs = model.evaluate(
      decision: "needs trench_scheme", inputs: Inputs(["kind": "dig", "depth_m": 3]))
    #expect(needs.value == true)
  }

  @Test("an item with rules is the same after JSON, which is how it is kept")
  func kept() throws {
    let item = try RuledSample.item()
    let read = try roundTrip(item)
    #expect(read == item)
    #expect(ruling(read, catering, ["seats": "300"]) == ruling(item, catering, ["seats": "300"]))
    #expect(try roundTrip(ruling(item, catering, [:])) == ruling(item, catering, [:]))
  }
}
