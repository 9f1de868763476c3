// SPDX-License-Identifier: Apache-2.0

import Catalogue
import TestKit
import Testing

@testable import Projects

@Suite("The scopes of permits, and the district’s rules", .withoutDatabase)
struct ScopeTests {
  @Test("a scope is read as people write it, and written so that it reads the same")
  func reading() throws {
    let scope = try #require([ScopePart](scope: "1号楼：基坑；2号楼: -2 ~ -1, 3号楼；4号楼：1至18"))
    #expect(
      scope == [
        ScopePart(building: "1号楼", extent: .pit),
        ScopePart(building: "2号楼", extent: .levels(-2, -1)),
        ScopePart(building: "3号楼", extent: .whole),
        ScopePart(building: "4号楼", extent: .levels(1, 18)),
      ])
    #expect([ScopePart](scope: scope.scopeText) == scope)
  }

  @Test(
    "what is no scope is refused",
    arguments: [
      "", "；", "1号楼：3~1", "1号楼：0", "1号楼：若干层", "1号楼：1~5；1号楼：5~8", "1号楼；1号楼：基坑",
      "桩基施工", "热干面 <馆>", "地上三栋住宅楼的主体结构和装修工程以及室外道路管网绿化",
    ])
  func nonsense(text: String) {
    #expect([ScopePart](scope: text) == nil)
  }

  @Test(
    "two scopes overlap where a building has works in both",
    arguments: [
      ("1号楼：基坑", "1号楼：-2~-1", false), ("1号楼：-2~-1", "1号楼：1~18", false),
      ("1号楼：1~5", "1号楼：5~9", true), ("1号楼：1~5", "2号楼：1~5", false), ("1号楼", "1号楼：基坑", true),
      ("1号楼：基坑", "1号楼：基坑", true), ("1号楼：-1~3", "1号楼：3", true),
    ])
  func overlaps(left: String, right: String, expected: Bool) throws {
    let (one, other) = (
      try #require([ScopePart](scope: left)), try #require([ScopePart](scope: right))
    )
    #expect((one.overlap(with: other) != nil) == expected)
    #expect((other.overlap(with: one) != nil) == expected)
  }

  @Test("an application is for a phase, for the whole, or for neither")
  func parts() {
    let rules = ConstructionRules.standard
    let permit = "11420103MB0000001P4000117006001"
    #expect(rules.part(of: permit, situation: ["stage": "pit"]) == .phase("pit"))
    #expect(rules.part(of: permit, situation: ["stage": "above"]) == .phase("superstructure"))
    #expect(rules.part(of: permit, situation: ["stage": "whole"]) == .whole)
    // Works that are never done in phases are not asked for one.
    #expect(rules.part(of: permit, situation: ["works": "municipal"]) == .whole)
    #expect(
      rules.part(of: "11420103MB0000001P4000117412001", situation: [:]) == .phase("basement"))
    #expect(rules.part(of: "11420103MB0000001P4000131023001", situation: [:]) == nil)
    #expect(rules.phase(before: "basement")?.key == "pit" && rules.phase(before: "pit") == nil)
    #expect(rules.pit.mandatory.count == 2 && rules.pit.optional.count == 4)
  }

  @Test("a file of rules with a word that nobody knows is refused with its line")
  func faults() {
    #expect(throws: FileFaults.self) {
      try ConstructionRules(source: "lead: 甲科\nphase: 1\n", file: "construction.yaml")
    }
  }
}
