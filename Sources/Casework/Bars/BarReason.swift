// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// What an entry of the register shuts somebody out from.
package enum BarredGate: String, Codable, CaseIterable, Sendable {
  /// To apply for the licence (申请).
  case application
  /// To be granted it on a commitment (告知承诺).
  case commitment
  /// To hand materials in later (容缺受理).
  case deferral
}

/// Why somebody stands in the register, and what follows from it.
package enum BarReason: String, Codable, CaseIterable, Sendable {
  /// 隐瞒有关情况或者提供虚假材料申请行政许可: a warning, and a year (行政许可法 article 78).
  case falseMaterials
  /// 以欺骗、贿赂等不正当手段取得行政许可: three years (article 79).
  case fraud
  /// 虚假承诺: what was committed to was not so; until the credit is repaired.
  case falsePromise
  /// 逾期没有补齐容缺材料: what was to come later did not come; until the credit is repaired.
  case deferralOverdue
  /// 严重失信: listed by another authority as seriously discredited; until it is struck off.
  case seriousDiscredit

  /// The article that bars; nil for what rests on the rules of credit.
  package var basis: LegalBasis? {
    switch self {
    case .falseMaterials: LegalBasis(law: "行政许可法", article: "第七十八条")
    case .fraud: LegalBasis(law: "行政许可法", article: "第七十九条")
    case .falsePromise, .deferralOverdue, .seriousDiscredit: nil
    }
  }

  /// Whether the credit can be repaired, so that the entry ends; the years of the law nothing shortens.
  var isRepairable: Bool { basis == nil }

  /// Whether it is held against whatever is applied for, and not only against the item that it came from.
  var isOfEveryItem: Bool { basis == nil }

  /// For how long, counted from the decision (民法典 articles 200 to 202: the day of the decision is not counted, the
  /// last day is the corresponding one); nil until the credit is repaired.
  package var term: TermRule? {
    guard let basis else { return nil }
    return TermRule(number: self == .fraud ? 3 : 1, unit: .year, basis: basis)
  }

  /// What it shuts.
  ///
  /// - Parameter isSafety: whether the item directly concerns public security, personal health or the safety of life
  ///   and property; for all others articles 78 and 79 bar nobody, and only the warning is noted.
  package func gates(isSafety: Bool) -> Set<BarredGate> {
    switch self {
    case .falseMaterials, .fraud: isSafety ? Set(BarredGate.allCases) : []
    case .falsePromise, .seriousDiscredit: [.commitment, .deferral]
    case .deferralOverdue: [.deferral]
    }
  }
}

/// What somebody is told who may not apply.
package struct BarNotice: Sendable, Hashable {
  package let reason: BarReason
  package let from: Day
  package let until: Day?
  /// The number of the decision that it rests on.
  package let decision: String

  package init(reason: BarReason, from: Day, until: Day?, decision: String) {
    self.reason = reason
    self.from = from
    self.until = until
    self.decision = decision
  }

  package var basis: LegalBasis? { reason.basis }

  var phrase: Phrase {
    guard let until else {
      return
        "申请人\(reason.phrase)（\(decision)），信用修复以前不能办理。请改正后提交证明，申请信用修复。"
    }
    return
      "申请人\(reason.phrase)（\(decision)），自 \(from) 至 \(until) 不得再次申请该行政许可。请在期满后申请；该决定依法被撤销、变更的，请持有关文书到窗口办理解除。"
  }
}

extension BarReason {
  /// The reason as it is told.
  package var phrase: Phrase {
    switch self {
    case .falseMaterials: "隐瞒有关情况或者提供虚假材料申请行政许可"
    case .fraud: "以欺骗、贿赂等不正当手段取得行政许可"
    case .falsePromise: "作出虚假承诺或者没有履行承诺"
    case .deferralOverdue: "逾期没有补齐容缺材料"
    case .seriousDiscredit: "被列入严重失信主体名单"
    }
  }
}

extension BarredGate {
  /// What is shut, as it is told.
  package var phrase: Phrase {
    switch self {
    case .application: "申请该行政许可"
    case .commitment: "告知承诺"
    case .deferral: "容缺受理"
    }
  }
}
