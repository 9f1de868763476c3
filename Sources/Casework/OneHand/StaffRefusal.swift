// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why somebody on the staff may not act on a case, or may not act alone: authorisation and recusal.
package enum StaffRefusal: Refusal, Equatable {
  // Acting in one hand.
  /// Who has received a case grants it at most; to say no, another must decide (a rule of the house).
  case refusalNeedsAnother(CaseworkRefusal.Step)
  case notAuthorised
  case notImmediate
  case applicantNotSure

  // Conflicts of interest.
  case interested(Interest.Kind)
  case recused
  case recusedAlready
  case notRecused
  case ownRecusal

  // The authorisations themselves.
  case authorisationNotFound
  case ownAuthorisation
  case periodWrong
  case authorisationNot(Authorisation.Standing)
  case interestNotFound

  // The re-check of what was drawn.
  case recheckNotFound
  case ownRecheck
  case foundAlready
  case nothingProposed
  case monthNotOver
  case notTheSecret

  package var kind: RefusalKind {
    switch self {
    case .authorisationNotFound, .interestNotFound, .recheckNotFound: .notFound
    case .refusalNeedsAnother, .notAuthorised, .interested, .recused, .ownRecusal,
      .ownAuthorisation, .ownRecheck:
      .forbidden
    case .notImmediate, .recusedAlready, .notRecused, .authorisationNot, .foundAlready,
      .nothingProposed, .monthNotOver:
      .conflict
    case .applicantNotSure, .periodWrong, .notTheSecret: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter || $0.isNumber }
    return "casework/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .periodWrong: [Fault("until", "结束日期不得早于开始日期，也不得早于今天。")]
    case .ownAuthorisation: [Fault("holder", "请选择另一名工作人员。")]
    case .applicantNotSure: [Fault(FilingField.truth, "请当面与申请人确认，并勾选这一项。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .interested, .recused: LegalBasis(law: "公务员法", article: "第七十六条")
    case .ownRecusal: LegalBasis(law: "公务员法", article: "第七十七条")
    case .applicantNotSure: LegalBasis(law: "行政许可法", article: "第三十一条第一款")
    default: nil
    }
  }

  package var phrase: Phrase {
    switch self {
    case .refusalNeedsAnother(let step):
      "您经手了本件的收件或受理，“\(step.phrase)”应当由另一名工作人员作出，请转交。"
    case .notAuthorised: "没有生效的授权书允许您一人受理和决定这件申请：请核对授权的事项、期限和条件，或者按普通程序办理。"
    case .notImmediate: "这件申请不是即办件，不能在窗口当场办结，请只收件，按普通程序办理。"
    case .applicantNotSure: "申请人应当对申请材料实质内容的真实性负责，请当面确认后再提交。"
    case .interested(let kind): "您登记过与当事人的利害关系（\(kind.phrase)），应当回避，请由其他工作人员办理。"
    case .recused: "您已经回避本件，不能再办理任何步骤，请由其他工作人员办理。"
    case .recusedAlready: "这名工作人员已经回避本件。"
    case .notRecused: "这名工作人员没有回避本件，不需要解除。"
    case .ownRecusal: "是否解除您本人的回避，应当由其他负责人决定。"
    default: registerPhrase
    }
  }

  private var registerPhrase: Phrase {
    switch self {
    case .authorisationNotFound: "没有找到这份授权书。请从授权书列表进入。"
    case .ownAuthorisation: "不能授权给自己，请选择另一名工作人员。"
    case .periodWrong: "授权的期限不正确：结束日期不得早于开始日期，也不得早于今天。"
    case .authorisationNot(let standing): "授权书现在是“\(standing.phrase)”，不能这样办理。请刷新页面后再操作。"
    case .interestNotFound: "没有找到这条登记，或者它不是您的。"
    case .recheckNotFound: "没有找到这件复核。请从复核列表进入。"
    case .ownRecheck: "这是您本人决定的办件，应当由其他人员复核。"
    case .foundAlready: "这件复核已经作出结论，不能更改。"
    case .nothingProposed: "这件复核没有待答复的建议。"
    case .monthNotOver: "本月还没有结束，密钥不能公布。"
    case .notTheSecret: "密钥与事先公布的摘要不一致。"
    default: "请求无法办理。"
    }
  }
}
