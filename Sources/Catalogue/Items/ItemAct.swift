// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// What a grant does to a licence that there is, in place of making one (对已有证照的办理).
package enum ActKind: String, Codable, CaseIterable, Sendable {
  /// 变更: what the licence states is changed (行政许可法 article 49).
  case change
  /// 延续: its validity is prolonged (article 50).
  case renew
  /// 补证、换证: a copy in place of one that was lost or damaged.
  case replace
  /// 注销: it is struck out on the holder's application (article 70).
  case cancel

  /// Whether the holder gets a new certificate; a cancellation leaves none.
  package var makesCertificate: Bool { self != .cancel }

  /// Whether it gives the holder anything that he had not, so that a bar on applications stands against it
  /// (行政许可法 article 78 and 79).
  package var isApplicationForLicence: Bool { self == .change || self == .renew }
}

/// Which act an item is for, and on which licences.
package struct ItemAct: Codable, Hashable, Sendable {
  package let kind: ActKind
  /// The item whose licences it is about, by its implementation code.
  package let item: String
  /// The key of the field of the form that names the licence by its number.
  package let field: String
  /// How a renewal keeps time; nil for every other act.
  package let renewal: RenewalRule?
}

/// How the licences of an item are renewed (行政许可法 article 50), beside what its terms say: by when it is applied for.
package struct RenewalRule: Codable, Hashable, Sendable {
  /// The day from which the new period runs.
  package enum Start: String, Codable, CaseIterable, Sendable {
    /// The day after the old period's last, so that there is neither a gap nor an overlap.
    case expiry
    /// The day of the decision, where the item's own rules say so.
    case decision
  }

  /// How long before its last day a licence can be renewed at the earliest; nil at any time.
  package let opens: TermRule?
  package let start: Start
}

extension ActKind: Storable {}

extension ItemVersion {
  /// How a renewal keeps time.
  package var renewal: RenewalTerms { terms.special?.renewal ?? RenewalTerms() }
}
