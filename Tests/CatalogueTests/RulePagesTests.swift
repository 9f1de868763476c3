// SPDX-License-Identifier: Apache-2.0

import Catalogue
import DMN
import Foundation
import Site
import TestKit
import Testing

@Suite("The pages of rules")
struct RulePagesTests {
  private static let answers = [
    "business": "canteen", "entity": "institution", "cold": "yes", "raw": "yes", "pastry": "no",
    "drinks": "no", "canteen_kind": "school", "canteen_operation": "own", "premises": "owned",
    "agent": "self",
  ]
  private let bureau: Bureau
  private let food: ItemVersion
  private let road: ItemVersion

  init() async throws {
    bureau = try await Bureau()
    food = try RealCatalogue.item("food-business-licence-new.yaml")
    road = try RealCatalogue.item("road-occupation-excavation.yaml")
  }

  @Test("all tables of an item are there to read, in the reader's words")
  func rules() async throws {
    let page = try await bureau.get(CatalogueLink.rules(road.code).path)
    #expect(page.status == 200)
    for words in ["城市道路占用费、挖掘修复费计算表", "沥青混凝土路面", "挖掘深度（米） &gt;= 3"] {
      #expect(page.text.contains(words), "\(words)")
    }
  }

  @Test("why these materials: the rows that fired are marked, and every material has its reason")
  func why() async throws {
    let page = try await bureau.get(CatalogueLink.why(food.code, Self.answers).path)
    #expect(page.status == 200)
    #expect(page.text.contains("《专间和专用操作区说明材料》第 2 行"))
    #expect(page.text.components(separatedBy: "row-marked").count == 1 + 4)
    let open = try await bureau.get(CatalogueLink.why(food.code, ["business": "sale"]).path)
    #expect(open.status == 422)
  }

  @Test("the situation tells when the service does not apply, with the law")
  func eligibility() async throws {
    let page = try await bureau.get(CatalogueLink.situation(food.code, Self.answers).path)
    #expect(page.text.contains("中小学、幼儿园食堂不得制售生食类食品"))
  }

  @Test("the rules are downloaded as DMN and as a spreadsheet that reads back the same")
  func downloads() async throws {
    let model = try await bureau.get(CatalogueLink.model(road.code, road.version).path)
    #expect(Model(try Definitions(xml: Array(model.text.utf8))).faults.isEmpty)
    let sheet = try await bureau.get(CatalogueLink.table(road.code, road.version, .fee).path)
    let table = try DecisionTable(csv: sheet.text.utf8)
    #expect(table.rules.map(\.results) == road.table(.fee)?.text.rows.map(\.results))
    let none = try await bureau.get("/items/\(road.code)/tables/eligibility")
    #expect(none.status == 404)
  }
}
