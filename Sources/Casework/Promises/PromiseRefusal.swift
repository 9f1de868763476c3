// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why the rules of checking a commitment say no.
package enum PromiseRefusal: Refusal, Equatable {
  case notFound
  case notYourPart
  case otherDepartment
  case ownMatter
  case wrongPhase(Promise.Phase)
  case wayNotOpen
  case exemptFindsNothing
  case correctionStillDue(Day)
  case alreadyReported
  case nothingToConfirm
  case secondInspectorNeeded
  case statementStillDue(Day)
  case nothingToSettle
  case reasonsMissing

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .notYourPart, .otherDepartment, .ownMatter, .secondInspectorNeeded: .forbidden
    case .wrongPhase, .correctionStillDue, .alreadyReported, .nothingToConfirm,
      .statementStillDue, .nothingToSettle:
      .conflict
    case .wayNotOpen, .exemptFindsNothing, .reasonsMissing: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "promises/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .reasonsMissing: [Fault("reasons", "请写明情况和理由。")]
    case .wayNotOpen: [Fault("way", "请从承诺书写明的核查方式中选择。")]
    case .exemptFindsNothing: [Fault("outcome", "免予核查的，只能记录为“符合承诺”。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .secondInspectorNeeded: LegalBasis(law: "行政许可法", article: "第三十四条第三款")
    case .statementStillDue: LegalBasis(law: "行政许可法", article: "第七条")
    case .wayNotOpen, .correctionStillDue: .commitments
    default: nil
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到这项承诺，或者它不归您查看。"
    case .notYourPart: "您没有办理这一步的权限，请由有权限的人员办理。"
    case .otherDepartment: "这项承诺由其他科室核查，请转交该科室。"
    case .ownMatter: "这是您本人的或者由您提出的申请，依法应当回避，请由其他工作人员办理。"
    case .wrongPhase(let phase): "这项承诺现在是“\(phase.phrase)”，不能办理这一步。请刷新页面，查看可以办理的步骤。"
    case .wayNotOpen: "这项承诺不能以这种方式核查，请从承诺书写明的方式中选择。"
    case .exemptFindsNothing: "免予核查的没有查看任何情况，不能认定不符合承诺。请选择其他核查方式。"
    case .correctionStillDue(let due): "改正期限到 \(due) 届满，申请人还没有报告改正，请在报告或者期限届满后复查。"
    case .alreadyReported: "已经报告过改正情况，请等待复查。"
    case .nothingToConfirm: "没有等待确认的实地核查。请刷新页面查看。"
    case .secondInspectorNeeded: "实地核查由两名以上工作人员进行，请由另一名到场的工作人员确认。"
    case .statementStillDue(let due): "应当听取申请人的陈述和申辩，期限到 \(due) 届满。请在收到陈述或者期限届满后认定。"
    case .nothingToSettle: "没有等待处理的许可决定，不需要办理。"
    case .reasonsMissing: "请写明情况和理由后再提交。"
    }
  }
}

extension Promise.Phase {
  package var phrase: Phrase {
    switch self {
    case .none: "未开始"
    case .checking: "待核查"
    case .correcting: "限期改正"
    case .contested: "拟认定，听取陈述"
    case .fulfilled: "已履行"
    case .broken: "认定未履行"
    }
  }
}

extension Check.Outcome {
  package var phrase: Phrase {
    switch self {
    case .kept: "符合承诺"
    case .unmet: "不符合承诺，可以改正"
    case .deceit: "虚假承诺"
    }
  }
}
