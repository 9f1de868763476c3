// SPDX-License-Identifier: Apache-2.0

import Deadlines
import TestKit
import Testing

@testable import Catalogue

/// What an item must keep that offers commitment, or lets materials come later.
@Suite("Promises in an item's file", .withoutDatabase)
struct PromiseRulesTests {
  /// The rules that are broken here.
  static let rules = ["F7", "F8", "F9"]

  private static let commitment = """
    commitment:
      replaces: [cold_room]
      basis: [{law: 国办发〔2020〕42号, article: 全文}]
      conditions: [有冷食间]
      conditions_en: [There is a cold kitchen]
      obligations: [如实承诺]
      obligations_en: [To state the truth]
      consequences: [撤销许可]
      consequences_en: [Revocation]
      inspection: 可以现场核查。
      inspection_en: It may be inspected.
      publication: 不公开。
      publication_en: Not published.
      check: {ways: [on_site]}
      correction: {number: 10, unit: working_day}

    """

  /// The sample with a commitment, one part of it replaced.
  private func item(_ old: String = "", _ new: String = "", more: String = "") throws -> ItemVersion
  {
    let block = old.isEmpty ? Self.commitment : Self.commitment.replacing(old, with: new)
    try #require(old.isEmpty || block != Self.commitment)
    return try ItemFile(
      source: Sample.yaml + "\n" + block + more, name: "sample.yaml"
    ).version
  }

  /// The rules that a file breaks.
  private func broken(_ old: String, _ new: String, more: String = "") -> [String] {
    do {
      _ = try item(old, new, more: more)
      return []
    } catch let faults as FileFaults {
      return faults.faults.map(\.rule)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("a whole commitment is sound, checked within two months unless it says otherwise")
  func sound() throws {
    let rule = try #require(try item().commitment)
    #expect(rule.check.within == PostCheck.usualTerm)
    #expect(rule.correction.number == 10 && !rule.replacesReview)
  }

  @Test("what the law keeps commitments away from does not offer one")
  func excluded() {
    for field in SensitiveField.allCases {
      #expect(broken("", "", more: "touches: [\(field.word)]\n") == ["F7"])
    }
    let safety = "safety: 直接关系人身健康。\nsafety_en: Health.\n"
    #expect(broken("", "", more: safety) == ["F7"])
    #expect(
      broken(
        "  replaces:", "  provided_by: {law: 消防法, article: 第十五条}\n  replaces:", more: safety
      ).isEmpty)
  }

  @Test("it stands for something of the applicant, and tells everything in both languages")
  func complete() {
    #expect(broken("replaces: [cold_room]", "replaces: [business_licence]") == ["F8"])
    #expect(broken("replaces: [cold_room]", "replaces: []") == ["F8"])
    #expect(broken("  publication_en: Not published.\n", "") == ["F8"])
    #expect(broken("ways: [on_site]", "ways: []") == ["F8"])
    #expect(
      broken("  replaces:", "  promised: {number: 9, unit: working_day}\n  replaces:") == ["F8"])
    #expect(broken("  replaces:", "  when: colour = \"red\"\n  replaces:") == ["F2"])
  }

  @Test("only secondary materials of low or medium risk come later, within the promised term")
  func deferral() throws {
    func broken(_ deferral: String, on key: String = "cold_room") -> [String] {
      let old = key == "cold_room" ? "when: {cold: [\"yes\"]}" : "fill: 按栏填写"
      let source =
        Sample.yaml(old, "\(old)\n    defer: \(deferral)")
        + "\ndeferral: {basis: [{law: 容缺受理办法, article: 第一条}]}\n"
      do {
        _ = try ItemFile(source: source, name: "sample.yaml")
        return []
      } catch {
        return error.faults.map(\.rule)
      }
    }
    #expect(broken("{days: 3, risk: low}").isEmpty)
    #expect(broken("{days: 3, risk: high}") == ["F9"])
    #expect(broken("{days: 9, risk: low}") == ["F9"])
    // Without any required material that stays, there would be nothing to accept.
    let source =
      Sample.yaml
      .replacing("when: {cold: [\"yes\"]}", with: "defer: {days: 3, risk: low}")
      .replacing("fill: 按栏填写", with: "fill: 按栏填写\n    defer: {days: 3, risk: low}")
      + "\ndeferral: {basis: [{law: 容缺受理办法, article: 第一条}]}\n"
    #expect(throws: FileFaults.self) { try ItemFile(source: source, name: "sample.yaml") }
  }
}

@Suite("Tests by technical standards in an item's file", .withoutDatabase)
struct TestRuleTests {
  private static let test = """
    test:
      kind: quarantine
      when: {business: [retail]}
      law: 植物检疫条例
      article: 第七条
      standards: [标准甲, 标准乙]
      standards_en: [Standard A, Standard B]

    """

  private func item(_ old: String = "", _ new: String = "") throws -> ItemVersion {
    let block = old.isEmpty ? Self.test : Self.test.replacing(old, with: new)
    return try ItemFile(source: Sample.yaml + "\n" + block, name: "sample.yaml").version
  }

  @Test("what is told is read, and holds in its situations only")
  func read() throws {
    let item = try item()
    let rule = try #require(item.test)
    #expect(rule.kind == .quarantine && rule.basis.law == "植物检疫条例")
    #expect(rule.standards.map(\.zh) == ["标准甲", "标准乙"])
    #expect(
      item.test(for: Facts(of: item, situation: ["business": "retail"], answers: [:])) == rule)
    #expect(item.test(for: Facts(of: item, situation: [:], answers: [:])) == nil)
  }

  @Test(
    "a standard stands there once, with English (article 55)",
    arguments: [
      ("标准乙", "标准甲"), ("  standards_en: [Standard A, Standard B]\n", ""),
      ("[标准甲, 标准乙]", "[]"),
    ])
  func broken(old: String, new: String) {
    #expect(throws: FileFaults.self) { try item(old, new) }
  }
}
