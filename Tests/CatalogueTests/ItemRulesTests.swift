// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import TestKit
import Testing

/// A value written as JSON and read again.
func roundTrip<T: Codable>(_ value: T) throws -> T {
  try JSONDecoder().decode(T.self, from: JSONEncoder().encode(value))
}

@Suite("The rules that every item keeps", .withoutDatabase)
struct ItemRulesTests {
  /// One change of the sample that breaks one rule, and a text on the line that it is told at.
  struct Breach: Sendable, CustomTestStringConvertible {
    let rule: String
    let old: String
    let new: String
    let at: String

    init(_ rule: String, _ old: String, _ new: String, at: String? = nil) {
      self.rule = rule
      self.old = old
      self.new = new
      self.at = at ?? new
    }

    var testDescription: String { "\(rule): \(new)" }
  }

  static let breaches = [
    Breach("C1", "code: \"\(Sample.code)\"", "code: \"\(Sample.code)9\""),
    Breach("C2", "code: \"\(Sample.code)\"", "code: \"21420103MB0000001P4000101001001\""),
    Breach("C2", "level: \"4\"", "level: \"3\"", at: "code: \"\(Sample.code)\""),
    Breach("C3", "type: \"01\"", "type: \"20\""),
    Breach("C4", "handling_code: \"01\"", "handling_code: \"A1\""),
    Breach("R1", "handling: promised", "handling: immediate", at: "promised: {"),
    Breach("R1", "promised: {number: 8", "promised: {number: 0"),
    Breach("R2", "promised: {number: 8", "promised: {number: 21"),
    Breach("R2", "promised: {number: 8, unit: working_day}", "promised: {number: 2, unit: month}"),
    Breach("R3", "kind: licence", "kind: approval"),
    Breach("R3", "  name: 样品经营许可证", "  name: 样品批复", at: "kind: licence"),
    Breach("R4", "visits: 0", "visits: 1"),
    Breach("R4", "visits: 0\n", "visits: 0\nvisits_reason: 核对原件\n", at: "visits_reason"),
    Breach(
      "R5", "online_depth: 4\nexpress: true", "online_depth: 2\nexpress: false",
      at: "express: false"),
    Breach("R6", "visits: 0\n", "visits: 1\nvisits_reason: 核对原件\n", at: "visits: 1"),
    Breach("R7", "complaints: \"027-0000-0900\"", "complaints: \"027-0000-0101\""),
    Breach("R8", "江汉区政务服务中心二楼 B12 号窗口", "江汉区政务服务中心", at: "  place: "),
    Breach("R8", "hours: 周一至周五 9:00–17:00", "hours: 工作时间", at: "  hours: "),
    Breach(
      "R9",
      """
      served: [natural_person, enterprise]
      subjects: [食品药品]
      subjects_en: [Food and drugs]
      life_stage: 准营
      """,
      """
      served: [enterprise]
      subjects: [食品药品]
      subjects_en: [Food and drugs]
      life_stage: 养老
      """, at: "life_stage: 养老"),
    Breach("R10", "  - {q: 要多久", "  # {q: 要多久", at: "faq:"),
    Breach("R11", "  - {step: 送达", "  # {step: 送达", at: "process:"),
    Breach("R11", "days: 4", "days: 5", at: "process:"),
    Breach("R12", "  sample: 样本一页\n", "", at: "result:"),
    Breach("R13", "fee: {charged: false}", "fee: {charged: true}"),
    Breach("R13", "fee: {charged: false}", "fee: {charged: false, pay_online: true}"),
    Breach("L30", "conditions: [有经营场所]\nconditions_en: [Has premises]", "conditions: []"),
    Breach("L31", "name: 申请书", "name: 法律法规规定的其他材料"),
    Breach("L42", "statutory: {number: 20", "statutory: {number: 30"),
    Breach("L7", "source: government", "source: applicant"),
    Breach(
      "S1", "name_en: Sample trading licence\nsummary", "summary",
      at: "name: 样品经营许可\n"),
    Breach("S2", "key: cold_room", "key: application"),
    Breach("S2", "key: cold_room", "key: Cold-Room"),
    Breach("S3", "when: {cold: [\"yes\"]}", "when: {warm: [\"yes\"]}"),
    Breach("S3", "when: {cold: [\"yes\"]}", "when: {cold: [maybe]}"),
    Breach("S3", "ask: 经营什么？", "when: {cold: [\"yes\"]}\n    ask: 经营什么？"),
    Breach("S4", "      - {key: \"no\", label: 否, label_en: \"No\"}\n", "", at: "options:"),
    Breach("S4", "type: number", "type: choice", at: "key: seats"),
    Breach("S5", "accept: [pdf, jpg]", "accept: [pdf, exe]"),
    Breach(
      "S6", "effective: 2026-01-01", "effective: 2026-01-01\nexpires: 2025-12-31",
      at: "expires:"),
    Breach(
      "S8", "window:\n", "act: {kind: change, item: X, field: seats}\nwindow:\n", at: "field: seats"
    ),
    Breach(
      "S8", "window:\n", "act: {kind: change, item: X, field: entity_name}\nwindow:\n",
      at: "number_pattern:"),
    Breach("L34", "handling: promised", "handling: immediate", at: "substance_check"),
    Breach(
      "L55", "window:\n",
      "test: {kind: testing, law: 食品安全法, article: 第一条, standards: [甲, 甲], standards_en: [A, A]}\nwindow:\n",
      at: "standards"),
    Breach("S9", "window:\n", "recheck_percent: 10\nwindow:\n", at: "recheck_percent"),
    Breach("S7", "  licence_type: \"11420103MB0000001P099\"\n", "", at: "result:"),
  ]

  @Test("the sample itself breaks none")
  func sound() throws {
    #expect(ItemRules.violations(of: try Sample.item()) == [])
  }

  @Test("each rule is broken by the mistake that it is for", arguments: breaches)
  func broken(breach: Breach) throws {
    let place = try #require(Sample.yaml.range(of: breach.old))
    let text = Sample.yaml.replacingCharacters(in: place, with: breach.new)
    let at = try #require(text.range(of: breach.at, options: .backwards))
    let line = text[..<at.lowerBound].count { $0.isNewline } + 1
    let faults = Sample.faults(text)
    #expect(faults.contains("\(line):\(breach.rule)"), "line \(line), told: \(faults)")
  }

  @Test("a broken rule is told at the line of the part that breaks it")
  func lines() {
    #expect(
      Sample.faults(Sample.yaml("complaints: \"027-0000-0900\"", "complaints: \"027-0000-0101\""))
        == ["\(Sample.line(of: "complaints:")):R7"])
    #expect(
      Sample.faults(Sample.yaml("name: 申请书", "name: 其他材料"))
        == ["\(Sample.line(of: "name: 申请书")):L31"])
    #expect(
      Sample.faults(Sample.yaml("handling: promised", "handling: immediate"))
        == [
          "\(Sample.line(of: "substance_check")):L34", "\(Sample.line(of: "promised: {")):R1",
        ])
  }

  @Test("every rule has a breach here, a sentence in both languages, and a basis")
  func complete() {
    let broken =
      Self.breaches.map(\.rule) + RuleFaultTests.breaches.map(\.rule)
      + PromiseRulesTests.rules
    #expect(Set(ItemRules.all.map(\.id)) == Set(broken))
    #expect(Set(ItemRules.all.map(\.id)).count == ItemRules.all.count)
    for rule in ItemRules.all {
      #expect(!rule.sentence.zh.isEmpty && rule.sentence.en != nil && !rule.basis.isEmpty)
    }
  }
}
