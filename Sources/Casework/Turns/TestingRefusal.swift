// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why a step of a test is refused, or the decision waits for it (行政许可法 article 55).
package enum TestingRefusal: Refusal, Equatable {
  case notNeeded
  case tooFew
  case testerTied
  case assignedAlready
  case unassigned
  case notTester
  case noSuchStandard
  case resultsMissing(Int)
  case anotherConfirms
  case confirmedAlready
  case awaited
  case failed([String])

  package var kind: RefusalKind {
    switch self {
    case .tooFew, .testerTied, .noSuchStandard: .invalid
    case .notTester: .forbidden
    case .notNeeded, .assignedAlready, .unassigned, .resultsMissing, .anotherConfirms,
      .confirmedAlready, .awaited, .failed:
      .conflict
    }
  }

  package var code: String { CaseworkRefusal.code(of: self, in: "testing-") }

  package var faults: [Fault] {
    switch self {
    case .tooFew, .testerTied: [Fault("testers", phrase)]
    case .noSuchStandard: [Fault("standard", "请从列表中选择。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .testerTied: LegalBasis(law: "公务员法", article: "第七十六条")
    case .awaited, .failed, .unassigned, .notNeeded, .noSuchStandard, .resultsMissing:
      LegalBasis(law: "行政许可法", article: "第五十五条第一款")
    case .tooFew, .assignedAlready, .notTester, .anotherConfirms, .confirmedAlready:
      TermRule.testing.basis
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notNeeded: "本件依法不需要检验、检测、检疫，请直接审查、决定。"
    case .tooFew: "应当指派两名以上不同的工作人员，请补选。"
    case .testerTied: "所选的工作人员与当事人有利害关系，应当回避，请选择其他工作人员。"
    case .assignedAlready: "已经指派这些工作人员，请改派其他工作人员，或者等待结果。"
    case .unassigned: "本件应当根据检验、检测、检疫的结果作出决定，还没有结果，请先指派两名以上工作人员并记录结果。"
    case .notTester: "您没有被指派检验、检测、检疫本件，应当由被指派的工作人员记录和确认。"
    case .noSuchStandard: "本件不依据这项技术标准、技术规范，请从列表中选择。"
    case .resultsMissing(let count): "还有 \(count) 项技术标准、技术规范没有结果，请先记录。"
    case .anotherConfirms: "结果都由您一人记录，应当由另一名被指派的工作人员确认。"
    case .confirmedAlready: "结果已经由两名工作人员确认，请据此作出决定；复检的，请重新记录。"
    case .awaited: "已经指派工作人员检验、检测、检疫，应当等结果记录并确认以后再决定。"
    case .failed(let standards):
      "检验、检测、检疫不合格，不能准予：\(standards.joined(separator: "、"))。请作出不予许可的决定，或者整改以后复检。"
    }
  }
}
