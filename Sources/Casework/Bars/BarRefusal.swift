// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why the register of bars says no.
package enum BarRefusal: Refusal, Equatable {
  case notFound
  /// An entry follows from a decision and nothing else.
  case onlyByDecision
  case alreadyEntered
  case notRefused
  case notYourPart
  case ownMatter
  case alreadyLifted
  case overAnyway(until: Day)
  case notRepairable(BarReason)
  case reasonsMissing
  case documentMissing
  case correctedInFuture

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .onlyByDecision, .notYourPart, .ownMatter: .forbidden
    case .alreadyEntered, .notRefused, .alreadyLifted, .overAnyway, .notRepairable: .conflict
    case .reasonsMissing, .documentMissing, .correctedInFuture: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "bars/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .reasonsMissing: [Fault("reasons", "请写明理由和证据。")]
    case .documentMissing: [Fault("document", "请写明文书的名称和编号。")]
    case .correctedInFuture: [Fault("corrected", "改正的日期不能晚于今天。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .notRefused: BarReason.falseMaterials.basis
    case .notRepairable(let reason): reason.basis
    default: nil
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到这条记录，或者它不归您查看。"
    case .onlyByDecision: "记录只能依据生效的决定产生，不能单独登记。"
    case .alreadyEntered: "这个决定已经登记过，不能重复登记。"
    case .notRefused:
      "只有不予受理或者不予许可的办件，才能登记申请人隐瞒有关情况或者提供虚假材料。请先依法作出决定。"
    case .notYourPart: "只有作出决定的科室的审批人员或者负责人可以办理，请转交。"
    case .ownMatter: "这是与您本人有关的记录，依法应当回避，请由其他工作人员办理。"
    case .alreadyLifted: "这条记录已经解除，不需要再办理。"
    case .overAnyway(let until): "这条记录已于 \(until) 期满，不需要解除。"
    case .notRepairable(let reason):
      "\(reason.phrase)的期限由法律规定，不能通过信用修复缩短。所依据的决定被撤销、变更的，请办理解除。"
    case .reasonsMissing: "请写明理由和证据后再提交。"
    case .documentMissing: "请写明撤销、变更所依据决定的文书名称和编号。"
    case .correctedInFuture: "请更正改正的日期后再提交。"
    }
  }
}
