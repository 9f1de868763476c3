// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Site

/// Why the room of licences says no.
package enum LicenceRefusal: Refusal, Equatable {
  case notFound
  case documentNotFound
  /// A licence follows a grant and nothing else.
  case onlyByGrant
  case alreadyIssued

  // How the licence stands.
  case ended(LicenceStanding, since: Day)
  case expired(ActKind, until: Day)
  case suspended(ActKind, since: Day)
  case unlimited
  case notValid
  case notSuspended
  case notExpired(until: Day?)
  case renewalPending
  case actPending(ActKind, caseNumber: String)
  case nothingToStrike

  // Who acts.
  case notYourPart
  case otherDepartment
  case ownLicence
  case fourEyes

  // The proceeding.
  case proceedingOpen
  case nothingProposed
  case otherGround
  case otherOutcome
  case factsMissing(LicenceGround)
  case reasonsMissing(LicenceGround)
  case decisionMissing
  case nothingToHear
  case alreadyHeard
  case statementMissing
  case notHeard(until: Day)
  case mustBeRevoked
  case compensationMissing(LicenceMeasure)
  case noCompensationForFraud
}

extension LicenceRefusal {
  package var kind: RefusalKind {
    switch self {
    case .notFound, .documentNotFound: .notFound
    case .onlyByGrant, .notYourPart, .otherDepartment, .ownLicence, .fourEyes: .forbidden
    case .alreadyIssued, .ended, .expired, .suspended, .unlimited, .notValid, .notSuspended,
      .notExpired, .renewalPending, .actPending, .nothingToStrike, .proceedingOpen,
      .nothingProposed, .nothingToHear, .alreadyHeard, .notHeard, .mustBeRevoked:
      .conflict
    case .otherGround, .otherOutcome, .factsMissing, .reasonsMissing, .decisionMissing,
      .statementMissing, .compensationMissing, .noCompensationForFraud:
      .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "licences/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .otherGround: [Fault(ProceedingField.ground, "请选择与措施对应的事由。")]
    case .factsMissing: [Fault(ProceedingField.facts, "请写明事实和证据。")]
    case .decisionMissing: [Fault(ProceedingField.authority, "请填写决定机关、文书编号和决定日期。")]
    case .reasonsMissing: [Fault(ProceedingField.reasons, "请写明理由。")]
    case .otherOutcome, .mustBeRevoked: [Fault(ProceedingField.outcome, "请选择可以作出的决定。")]
    case .statementMissing: [Fault(ProceedingField.statement, "请写明陈述、申辩的内容。")]
    case .compensationMissing, .noCompensationForFraud:
      [Fault(ProceedingField.compensation, "请更正赔偿、补偿的说明。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .factsMissing(let ground), .reasonsMissing(let ground): return ground.basis
    default: break
    }
    let article: String
    switch self {
    case .onlyByGrant, .alreadyIssued: article = "第三十九条第一款"
    case .ended: article = "第七十条"
    case .expired(.renew, _), .unlimited: article = "第五十条第一款"
    case .expired, .notExpired, .renewalPending: article = "第七十条第一项"
    case .nothingToStrike: article = "第七十条第四项"
    case .notHeard, .nothingToHear, .alreadyHeard, .statementMissing: article = "第七条"
    case .mustBeRevoked: article = "第六十九条第二款"
    case .noCompensationForFraud: article = "第六十九条第四款"
    case .compensationMissing(let measure):
      article = measure == .withdraw ? "第八条第二款" : "第六十九条第四款"
    default: return nil
    }
    return LegalBasis(law: "行政许可法", article: article)
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有查到这个证照。请核对证照编号，字母和数字都不要漏；查不到的证照可能是伪造的。"
    case .documentNotFound: "没有找到这份文书，或者它不归您查看。"
    case .onlyByGrant: "证照只能由准予许可的决定产生，不能单独制作。"
    case .alreadyIssued: "这个证照已经制作，不能重复制作。"
    case .ended(let standing, let since):
      "这个证照已于 \(since) \(standing.phrase)，不能再办理。需要继续从事该活动的，请重新申请。"
    case .expired(let act, let until):
      "这个证照已于 \(until) 过期，不能办理\(act.phrase)。请重新申请许可。"
    case .suspended(let act, let since):
      "这个证照自 \(since) 起暂扣，暂扣期间不能办理\(act.phrase)。请在恢复以后办理。"
    case .unlimited: "这个证照长期有效，不需要延续。"
    case .notValid: "这个证照现在不在有效期内，不能暂扣。"
    case .notSuspended: "这个证照没有暂扣，不需要恢复。"
    case .notExpired(let until):
      until.map { "这个证照的有效期至 \($0)，还没有届满。请选择其他事由，或者届满后再办理。" } ?? "这个证照长期有效，不会届满。请选择其他事由。"
    case .renewalPending: "这个证照的延续申请正在办理，决定以前不能因届满而注销。请先办结延续申请。"
    case .actPending(let act, let number):
      "这个证照的\(act.phrase)申请（办件编号 \(number)）正在办理。请等待结果，或者撤回后重新申请。"
    case .nothingToStrike: "只有已经撤销、撤回、吊销而尚未注销的证照，才能据此注销。"
    default: proceedingPhrase
    }
  }

  private var proceedingPhrase: Phrase {
    switch self {
    case .notYourPart: "您没有办理这一步的权限，请由有权限的人员办理。"
    case .otherDepartment: "这个证照由其他科室管理，请转交该科室。"
    case .ownLicence: "这是您本人的证照，依法应当回避，请由其他工作人员办理。"
    case .fourEyes: "提出和决定应当由不同的人办理，这项措施由您提出，请由其他审批人员决定。"
    case .proceedingOpen: "这个证照正在办理撤销、撤回、注销等程序。请等待决定，或者先作出决定。"
    case .nothingProposed: "没有等待决定的措施。请先由一名工作人员提出。"
    case .otherGround: "事由与措施不对应，请重新选择。"
    case .otherOutcome: "这项措施不能这样决定，请从所列的决定中选择。"
    case .factsMissing: "提出措施必须写明事实和证据，请填写后再提交。"
    case .reasonsMissing: "决定必须写明理由，请填写后再提交。"
    case .decisionMissing: "吊销、暂扣由有权机关决定，请写明决定机关、文书编号和不晚于今天的决定日期；其他措施不填写。"
    case .nothingToHear: "没有等待陈述、申辩的事项。"
    case .alreadyHeard: "陈述、申辩已经记录。"
    case .statementMissing: "请写明陈述、申辩的内容，或者选择放弃陈述、申辩。"
    case .notHeard(let until):
      "持证人还没有陈述、申辩，也没有放弃。请听取意见并记录，或者在 \(until) 期满后再决定。"
    case .mustBeRevoked:
      "以欺骗、贿赂等不正当手段取得的许可应当撤销，没有不撤销的余地；可能对公共利益造成重大损害的，请选择不予撤销。"
    case .compensationMissing(.withdraw):
      "撤回许可造成财产损失的，应当依法给予补偿。请写明补偿的处理；没有损失的也请写明。"
    case .compensationMissing:
      "撤销许可损害持证人合法权益的，应当依法给予赔偿。请写明赔偿的处理；没有损害的也请写明。"
    case .noCompensationForFraud: "以欺骗、贿赂等不正当手段取得许可的，取得的利益不受保护，不给予赔偿。请清空赔偿的说明。"
    default: "请求无法办理。"
    }
  }
}
