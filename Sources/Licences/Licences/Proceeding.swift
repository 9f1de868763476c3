// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import ShangMi

/// What the bureau may do to a licence by itself: one of the staff proposes it, another one decides.
package enum LicenceMeasure: String, Codable, CaseIterable, Sendable {
  /// 撤销: it should not have been granted (行政许可法 article 69).
  case revoke
  /// 撤回: the law or the circumstances have changed (article 8 ¶2).
  case withdraw
  /// 注销: it is over, and struck out (article 70).
  case cancel
  /// 吊销: another authority has taken it away as a penalty.
  case annul
  /// 暂扣: another authority has suspended it.
  case suspend
  case resume

  /// Whether the holder is told and heard first (articles 7 and 36): what takes a licence away that nothing else has
  /// ended already.
  package var isHeard: Bool { self == .revoke || self == .withdraw }

  /// Whether another authority has decided, which is recorded here.
  package var isRecorded: Bool { self == .annul || self == .suspend }

  /// How a proceeding about it may end.
  package func outcomes(on ground: LicenceGround) -> [LicenceOutcome] {
    switch self {
    // What was got by fraud is revoked (article 69 ¶2): there is no choice but for the public interest (¶3).
    case .revoke:
      ground == .fraud
        ? [.carriedOut, .spared, .unfounded] : [.carriedOut, .spared, .declined, .unfounded]
    case .withdraw: [.carriedOut, .declined, .unfounded]
    case .cancel, .annul, .suspend, .resume: [.carriedOut, .unfounded]
    }
  }
}

/// On what a measure rests.
package enum LicenceGround: String, Codable, CaseIterable, Sendable {
  // 行政许可法 article 69 ¶1: may be revoked.
  case abuse
  case beyondCompetence
  case procedure
  case unqualified
  case otherRevocable
  /// Article 69 ¶2: shall be revoked.
  case fraud
  // Article 8 ¶2.
  case lawChanged
  case circumstancesChanged
  // Article 70.
  case expired
  case personGone
  case entityEnded
  case struck
  case forceMajeure
  case otherCancellable
  /// The holder has applied for it.
  case application
  /// A penalty that another authority has imposed, or lifted.
  case penalty

  /// What may rest on it; nil for what follows from a case or by itself.
  package var measures: Set<LicenceMeasure> {
    switch self {
    case .abuse, .beyondCompetence, .procedure, .unqualified, .otherRevocable, .fraud: [.revoke]
    case .lawChanged, .circumstancesChanged: [.withdraw]
    case .expired, .personGone, .entityEnded, .forceMajeure, .otherCancellable: [.cancel]
    case .struck, .application: []
    case .penalty: [.annul, .suspend, .resume]
    }
  }

  package var basis: LegalBasis {
    let article =
      switch self {
      case .abuse: "第六十九条第一款第一项"
      case .beyondCompetence: "第六十九条第一款第二项"
      case .procedure: "第六十九条第一款第三项"
      case .unqualified: "第六十九条第一款第四项"
      case .otherRevocable: "第六十九条第一款第五项"
      case .fraud: "第六十九条第二款"
      case .lawChanged, .circumstancesChanged: "第八条第二款"
      case .expired: "第七十条第一项"
      case .personGone: "第七十条第二项"
      case .entityEnded: "第七十条第三项"
      case .struck, .penalty: "第七十条第四项"
      case .forceMajeure: "第七十条第五项"
      case .otherCancellable, .application: "第七十条第六项"
      }
    return LegalBasis(law: "行政许可法", article: article)
  }
}

/// How a proceeding ends.
package enum LicenceOutcome: String, Codable, CaseIterable, Sendable {
  case carriedOut
  /// Not revoked, because that might do great harm to the public interest (行政许可法 article 69 ¶3).
  case spared
  /// The ground is there, but the bureau makes no use of it where the law leaves it the choice.
  case declined
  /// The ground is not there.
  case unfounded
}

/// The decision of another authority that is recorded.
package struct AuthorityDecision: Codable, Sendable, Hashable {
  package let authority: String
  /// The number of its document.
  package let document: String
  package let decidedOn: Day

  package init(authority: String, document: String, decidedOn: Day) {
    self.authority = authority
    self.document = document
    self.decidedOn = decidedOn
  }
}

/// What somebody of the staff wants to propose.
package struct Proposing: Sendable {
  package let measure: LicenceMeasure
  package let ground: LicenceGround
  package let facts: Reasons
  /// Whether an interested person has asked for it (行政许可法 article 69 ¶1), rather than the bureau acting by itself.
  package let isRequested: Bool
  package let decision: AuthorityDecision?

  package init(
    measure: LicenceMeasure, ground: LicenceGround, facts: Reasons, isRequested: Bool = false,
    decision: AuthorityDecision? = nil
  ) {
    self.measure = measure
    self.ground = ground
    self.facts = facts
    self.isRequested = isRequested
    self.decision = decision
  }
}

/// What was proposed.
package struct Proposal: Codable, Sendable, Hashable {
  package let measure: LicenceMeasure
  package let ground: LicenceGround
  /// The text of the facts and the evidence.
  package let facts: Digest
  package let isRequested: Bool
  package let decision: AuthorityDecision?
  /// The last day on which the holder can be heard; nil where nobody is.
  package let hearingUntil: Day?
}

/// What the holder has said to a proposal (陈述、申辩).
package struct Defence: Codable, Sendable, Hashable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case stated
    /// The holder does not want to say anything.
    case waived
  }

  package let kind: Kind
  /// The text, in the evidence; nil where the holder has waived.
  package let text: Digest?
}

/// How a proceeding was decided.
package struct Settlement: Codable, Sendable, Hashable {
  package let proposal: Proposal
  package let outcome: LicenceOutcome
  /// The text of the reasons.
  package let reasons: Digest
  /// The text on 赔偿 (article 69 ¶4) or 补偿 (article 8 ¶2); nil where the law knows none.
  package let compensation: Digest?
  /// The day from which it holds.
  package let from: Day
}
