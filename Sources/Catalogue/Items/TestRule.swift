// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// That a decision rests on what the agency's own staff find on the spot by technical standards (检验、检测、检疫, 行政许可法
/// articles 12(4) and 55), which is called a test here, whichever of the three it is.
package struct TestRule: Codable, Hashable, Sendable {
  package let kind: TestKind
  /// The situations in which it is needed.
  package let when: Condition
  /// What wants it.
  package let basis: LegalBasis
  /// The technical standards and specifications (技术标准、技术规范) by which it is done.
  package let standards: [Words]

  package init(kind: TestKind, when: Condition, basis: LegalBasis, standards: [Words]) {
    self.kind = kind
    self.when = when
    self.basis = basis
    self.standards = standards
  }
}

/// Which of the three it is.
package enum TestKind: String, StandardTerm {
  /// Of equipment and facilities (检验).
  case inspection
  /// Of what can be measured (检测).
  case testing
  /// For diseases and pests (检疫).
  case quarantine

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .inspection: "检验"
    case .testing: "检测"
    case .quarantine: "检疫"
    }
  }
}

extension TestRule {
  /// Takes what a file says of it.
  init(reading map: YAMLMap) {
    kind = map.choice("kind", of: TestKind.self) ?? .inspection
    when = map.condition("when")
    basis = LegalBasis(law: map.text("law"), article: map.text("article"))
    standards = map.wordsList("standards")
    map.finish()
  }
}

extension ItemVersion {
  /// The test that an application needs in its situation; nil where it needs none.
  package func test(for facts: Facts) -> TestRule? {
    test.flatMap { $0.when.holds(for: facts) ? $0 : nil }
  }
}

extension ItemRules {
  /// What an item keeps whose decision rests on a test.
  static let testRules: [ItemRule] = [
    ItemRule(
      "L55", "检验、检测、检疫须写明所依据的技术标准、技术规范，每项一次，并有英文",
      "a test names its technical standards, each once and with English",
      basis: "行政许可法第五十五条"
    ) { item in
      guard let test = item.test else { return [] }
      let names = test.standards.map(\.zh)
      let isWhole = test.standards.allSatisfy { !$0.zh.isEmpty && $0.en != nil }
      return require(
        isWhole && Set(names).count == names.count, at: "test", "standards",
        found: names.joined(separator: "、"))
    }
  ]
}

extension ItemSchema {
  package static let test: Schema = .named(
    "TestRule",
    .object([
      .required("kind", .choice(of: TestKind.self)), .required("when", condition),
      .required("basis", legalBasis),
      .required("standards", .array(words), "The technical standards that it is done by."),
    ]))
}
