// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import TestKit
import Testing

@Suite("Acts on licences in the catalogue", .withoutDatabase)
struct ItemActTests {
  @Test("the items of a food licence say which act they are, on which licence, named where")
  func food() throws {
    let licence = Application.foodLicence.code
    let acts: [(Application, ActKind)] = [
      (.foodChange, .change), (.foodRenewal, .renew), (.foodReplacement, .replace),
      (.foodCancellation, .cancel),
    ]
    let items = try RealCatalogue.items()
    for (application, kind) in acts {
      let act = try #require(items.first { $0.code == application.code }?.act)
      #expect(act.kind == kind && act.item == licence && act.field == "licence_number")
    }
    #expect(try #require(items.first { $0.code == licence }).act == nil)
  }

  @Test("a renewal keeps the time that its own rules give, and article 50's where they give none")
  func renewal() throws {
    let food = try RealCatalogue.item("food-business-licence-renew.yaml")
    #expect(food.renewal.application.number == 15 && !food.renewal.renewsLate)
    #expect(food.act?.renewal?.opens?.number == 90 && food.act?.renewal?.start == .decision)
    let plain = try Sample.item(
      Sample.yaml(
        "window:\n", "act: {kind: renew, item: X, field: entity_name}\nwindow:\n"
      ).replacingOccurrences(of: "  number_pattern: \"YP420103{serial:6}\"\n", with: ""))
    #expect(plain.renewal == RenewalTerms())
    #expect(plain.act?.renewal?.start == .expiry && plain.act?.renewal?.opens == nil)
  }

  @Test("an act on licences of an item that the catalogue does not hold is told")
  func stray() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Sample.yaml(
      "window:\n", "act: {kind: change, item: X, field: entity_name}\nwindow:\n"
    ).replacingOccurrences(of: "  number_pattern: \"YP420103{serial:6}\"\n", with: "")
    try text.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
    let report = try CatalogueCommand.check(folder.path)
    #expect(report.faults.map(\.rule) == ["act"])
  }

  @Test(
    "the items that concern safety say why, in both languages, and the guide tells the consequence")
  func safety() throws {
    let concerned = try RealCatalogue.items().filter { $0.safety != nil }
    #expect(concerned.count >= 5)
    #expect(concerned.allSatisfy { $0.safety?.en != nil && $0.type == .licensing })
  }
}
