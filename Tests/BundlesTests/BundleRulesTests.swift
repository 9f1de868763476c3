// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import TestKit
import Testing

@testable import Bundles

@Suite("Whether a bundle fits its items", .withoutDatabase)
struct BundleRulesTests {
  private func rules(_ members: String) throws -> [String] {
    BundleRules.violations(
      of: try Joined.bundle(Joined.source(members)), items: try Joined.items()
    ).map(\.rule)
  }

  @Test("the usual one does")
  func sound() throws {
    #expect(try rules(Joined.usual) == [])
  }

  @Test("members that wait for one another are refused, with the way around")
  func cycle() throws {
    let circular = Joined.usual.replacing(
      "    when: {registered: [\"no\"]}",
      with: "    when: {registered: [\"no\"]}\n    after: [sign]")
    let violations = BundleRules.violations(
      of: try Joined.bundle(Joined.source(circular)), items: try Joined.items())
    let found = try #require(violations.first { $0.rule == "B5" })
    #expect(found.message.zh.contains("register → sign → register"))
  }

  @Test(
    "what does not fit is told by its rule",
    arguments: [
      ("item: \"\(Joined.food)\"", "item: \"11420103MB0000001P4000131023999\"", "B3"),
      ("after: [register]\n  - key: sign", "after: [nobody]\n  - key: sign", "B5"),
      ("when: {sign: [\"yes\"]}", "when: {signs: [\"yes\"]}", "B6"),
      ("when: {sign: [\"yes\"]}", "when: {sign: [\"maybe\"]}", "B6"),
      ("business: catering", "business: flying", "B7"),
      ("{site_address: business_address", "{nowhere: business_address", "B7"),
      ("area_sqm: sign_area_sqm", "area_sqm: legal_person", "B9"),
      ("fields: {uscc: entered}", "fields: {uscc: number}", "B12"),
      ("    after: [register]\n  - key: sign", "  - key: sign", "B11"),
    ])
  func faults(_ old: String, _ new: String, _ rule: String) throws {
    let changed = Joined.usual.replacing(old, with: new)
    #expect(changed != Joined.usual)
    #expect(try rules(changed).contains(rule))
  }

  @Test("a field that is mapped twice with different types is refused")
  func types() throws {
    let clash = Joined.usual.replacing(
      "fields: {site_address: business_address, area_sqm: sign_area_sqm}",
      with: "fields: {site_address: business_address, area_sqm: scope}")
    let violations = BundleRules.violations(
      of: try Joined.bundle(Joined.source(clash)), items: try Joined.items())
    #expect(violations.contains { $0.rule == "B9" && $0.message.zh.contains("scope") })
  }

  @Test("a misspelt key is told with its line")
  func misspelt() throws {
    do {
      _ = try Joined.bundle(Joined.source(more: "outcom: each"))
      Issue.record("it was read")
    } catch let faults as FileFaults {
      #expect(faults.faults.contains { $0.rule == "key" && $0.line != nil })
    }
  }

  @Test("every bundle of the project fits the real catalogue")
  func real() throws {
    let folder = URL(fileURLWithPath: RealCatalogue.directory).deletingLastPathComponent()
      .appending(path: "bundles").path
    let report = try BundleCommand.check(folder, items: try Joined.items())
    #expect(report.faults == [])
    #expect(!report.files.isEmpty)
  }
}
