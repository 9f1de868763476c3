// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// How an application is accepted while secondary materials are still missing (容缺受理); which ones may be, the
/// materials say themselves.
package struct DeferralRule: Codable, Hashable, Sendable {
  package let basis: [Basis]
  /// Whether the result is handed over before everything has come (先办后补).
  package let deliversFirst: Bool
}

/// That a material may come later, and what it means.
package struct MaterialDeferral: Codable, Hashable, Sendable {
  /// Working days from acceptance, within the promised term.
  package let days: Int
  package let risk: DeferralRisk

  package var term: TermRule {
    TermRule(
      number: days, unit: .workingDay, basis: LegalBasis(law: "容缺受理承诺书", article: "补交期限"))
  }
}

/// How much depends on a material that comes later (风险等级).
package enum DeferralRisk: String, StandardTerm {
  case low, medium
  /// What depends on it cannot be put right afterwards, so it cannot come later.
  case high

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .low: "低风险"
    case .medium: "中风险"
    case .high: "高风险"
    }
  }
}

extension ItemVersion {
  /// The materials that may come later, in the order of the item.
  package var deferrable: [Material] {
    deferral == nil ? [] : materials.filter { $0.deferral != nil }
  }
}
