// SPDX-License-Identifier: Apache-2.0

import DMN

/// What a table of an item decides; every table of an item decides something else.
package enum TableSubject: String, Codable, CaseIterable, Sendable {
  /// Whether one can apply at all, and if not why not.
  ///
  /// Advice: what becomes of an application is decided by people (行政许可法 article 32).
  case eligibility
  /// Which of the materials that it names are needed; materials that it does not name stand for themselves.
  case materials
  /// What it costs, in yuan.
  case fee
  /// How it is handled, and within how many working days.
  case handling
  /// How many review, and of which section.
  case review

  /// A column of results.
  struct Column: Sendable, Hashable {
    let name: String
    /// The type in FEEL.
    let type: String
    var isRequired = true
  }

  /// The columns of results that such a table may have.
  var columns: [Column] {
    switch self {
    case .eligibility: [Column(name: "eligible", type: "boolean")]
    case .materials: [Column(name: "material", type: "string")]
    case .fee: [Column(name: "amount", type: "number")]
    case .handling:
      [
        Column(name: "handling", type: "string"),
        Column(name: "days", type: "number", isRequired: false),
      ]
    case .review:
      [
        Column(name: "reviewers", type: "number"),
        Column(name: "section", type: "string", isRequired: false),
      ]
    }
  }

  /// The column of the standard behind each column of a table; nil for one that there is not.
  func columns(of outputs: [RuleTable.Text.Output]) -> [Column?] {
    outputs.map { output in columns.first { $0.name == output.name } }
  }

  /// The hit policies that make sense for it.
  var hitPolicies: Set<DecisionTable.HitPolicy> {
    switch self {
    case .materials: [.collect, .ruleOrder]
    case .fee: [.unique, .first, .any, .sum, .max, .min]
    case .eligibility, .handling, .review: [.unique, .first, .any]
    }
  }

  /// Whether an answer must come out of every application; otherwise silence means that nothing is special.
  var isComplete: Bool { self == .fee }
}
