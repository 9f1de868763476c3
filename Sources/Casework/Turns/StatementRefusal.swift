// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why hearing applicant and interested parties is refused, or holds the decision up (行政许可法 article 36).
package enum StatementRefusal: Refusal, Equatable {
  case noSuchParty
  case namedAlready
  case nobodyToTell
  /// Some who were named have not been told.
  case untold(Int)
  /// Some who were told may still state.
  case awaited(Int, until: Day)

  package var kind: RefusalKind {
    switch self {
    case .noSuchParty: .invalid
    case .namedAlready, .nobodyToTell, .untold, .awaited: .conflict
    }
  }

  package var code: String { CaseworkRefusal.code(of: self, in: "statement-") }

  package var faults: [Fault] {
    self == .noSuchParty ? [Fault("voice", "请从本件的申请人、利害关系人中选择。")] : []
  }

  package var legalBasis: LegalBasis? { LegalBasis(law: "行政许可法", article: "第三十六条") }

  package var phrase: Phrase {
    switch self {
    case .noSuchParty: "本件没有这位利害关系人，请从列表中选择。"
    case .namedAlready: "这位利害关系人已经确定，请直接告知，不要重复登记。"
    case .nobodyToTell: "没有还未告知的利害关系人，请先确定利害关系人。"
    case .untold(let count): "还有 \(count) 位利害关系人没有被告知，应当先告知并听取意见。"
    case .awaited(let count, let until):
      "还有 \(count) 人可以陈述、申辩，最迟到 \(until)；应当听取意见或者等期限届满。"
    }
  }
}
