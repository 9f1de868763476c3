// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// How an item is granted on the applicant's commitment (告知承诺), verified afterwards.
///
/// What it says is told to the applicant in the words of ``PromiseText/commitment(of:in:)``, which name all that
/// 国办发〔2020〕42号 wants told.
package struct CommitmentRule: Codable, Hashable, Sendable {
  /// The situations in which it is offered.
  package let when: Condition
  /// The keys of the materials that the commitment stands for.
  package let replaces: [String]
  /// Whether it stands for the review of the substance too, so that the decision needs no opinion.
  package let replacesReview: Bool
  package let basis: [Basis]
  /// What provides for commitments in this very item, although they are kept away from what it touches.
  package let providedBy: Basis?
  /// What the applicant must fulfil (条件、标准和技术要求).
  package let conditions: [Words]
  package let obligations: [Words]
  /// What follows from a false commitment.
  package let consequences: [Words]
  /// The bureau's power to check.
  package let inspection: Words
  /// Whether the signed commitment is published, to whom and for how long.
  package let publication: Words
  /// The promised term of what is applied for by commitment; nil for the item's own.
  package let promised: TermRule?
  package let check: PostCheck
  /// How long the applicant has to put right what does not fit the commitment.
  package let correction: TermRule
}

/// How a commitment is verified after the grant.
package struct PostCheck: Codable, Hashable, Sendable {
  /// Counted from the decision.
  package let within: TermRule
  /// The ways that are open, in the order in which they are offered.
  package let ways: [CheckWay]

  package init(within: TermRule, ways: [CheckWay]) {
    self.within = within
    self.ways = ways
  }

  /// Two months are what most items of 证照分离 give; no law does.
  package static let usualTerm = TermRule(
    number: 2, unit: .month, basis: LegalBasis(law: "告知承诺书", article: "核查期限"), rollsOver: true)
}

/// A way in which a commitment is verified (核查方式).
package enum CheckWay: String, StandardTerm {
  /// Not at all: the grant closes the matter.
  case exempt
  /// By the papers.
  case written
  /// By the data of other authorities.
  case online
  /// On the spot, by two of the staff at least.
  case onSite = "on_site"

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .exempt: "免予核查"
    case .written: "书面核查"
    case .online: "网络核查"
    case .onSite: "实地核查"
    }
  }

  /// How many different staff must have found the same (行政许可法 article 34 ¶3).
  package var inspectors: Int { self == .onSite ? 2 : 1 }
}

/// What 国办发〔2020〕42号 keeps commitments away from, beside what an item says in ``ItemVersion/safety``.
package enum SensitiveField: String, StandardTerm {
  case stateSecurity = "state_security"
  case stateSecrets = "state_secrets"
  case finance
  case ecology
  case foreignAffairs = "foreign_affairs"

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .stateSecurity: "国家安全"
    case .stateSecrets: "国家秘密"
    case .finance: "金融业审慎监管"
    case .ecology: "生态环境保护"
    case .foreignAffairs: "重要涉外"
    }
  }
}

extension ItemVersion {
  /// The commitment that somebody in a situation may choose; nil where none is offered.
  package func commitment(for facts: Facts) -> CommitmentRule? {
    commitment.flatMap { $0.when.holds(for: facts) ? $0 : nil }
  }

  /// The materials that a commitment stands for, in the order of the item.
  package func replaced(by rule: CommitmentRule) -> [Material] {
    materials.filter { rule.replaces.contains($0.key) }
  }
}

extension Ruling {
  /// The same application on the applicant's commitment.
  package func committed(to rule: CommitmentRule) -> Ruling {
    Ruling(
      rows: rows, feeFen: feeFen, way: .commitment, promised: rule.promised ?? promised,
      reviewers: rule.replacesReview ? 0 : reviewers, section: section)
  }
}
