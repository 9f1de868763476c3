// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why somebody of the staff is told no, where several handle one case together.
package enum TeamRefusal: Sendable, Equatable {
  // Returning for correction.
  case liesAtWindow
  case isNotAtWindow
  case nothingToSetAside

  // Who of the staff is named.
  case noSuchColleague
  case colleagueApplied

  // Countersigning.
  case signersAreAsked
  case signersMissing
  case nobodyAsked
  case isSignerAlready
  case isNoSigner
  case othersSignFirst
  case onePersonTwoSignatures
  case signaturesMissing(Int)
  case notConfirmed(Confirmation)

  // Who has the case in hand.
  case isHeld(by: String?)
  case holdsAlready
  case doesNotHold
  case nobodyHolds
  case isNotHisTurn

  // Urging on.
  case doesNotWaitForBureau
  case wasReminded(again: Day)

  // Asking others for their opinion.
  case noSuchSection
  case daysDoNotFit
  case isAskedAlready
  case isNotAsked
  case noSuchConsultation
  case consultationOpen(String, due: Day)

  // Asking the applicant for more after acceptance.
  case wasToldOnce
  case wasAskedOnce
  case isNotAskedForMore
  case applicantIsAsked(due: Day)
}

extension CaseworkRefusal {
  /// Whether it tells of the bureau's own affair, which the applicant is not shown.
  var isInternal: Bool {
    if case .team(let refusal) = self { refusal.isInternal } else { false }
  }
}

extension TeamRefusal {
  /// Whether it is the bureau's own affair: all but what it says to the applicant himself.
  var isInternal: Bool {
    switch self {
    case .applicantIsAsked, .isNotAskedForMore, .wasReminded, .doesNotWaitForBureau: false
    default: true
    }
  }

  var kind: RefusalKind {
    switch self {
    case .liesAtWindow, .isNotAtWindow, .nothingToSetAside, .signersAreAsked, .nobodyAsked,
      .isNoSigner, .othersSignFirst, .onePersonTwoSignatures, .signaturesMissing, .isHeld,
      .holdsAlready, .doesNotHold, .nobodyHolds, .doesNotWaitForBureau, .wasReminded,
      .isAskedAlready, .noSuchConsultation, .consultationOpen,
      .wasToldOnce, .wasAskedOnce, .isNotAskedForMore, .applicantIsAsked:
      .conflict
    case .noSuchColleague, .colleagueApplied, .signersMissing, .isSignerAlready, .notConfirmed,
      .isNotHisTurn, .noSuchSection, .daysDoNotFit:
      .invalid
    case .isNotAsked: .forbidden
    }
  }

  /// The article that it rests on; most of this is the bureau's own order of work.
  var article: String? {
    switch self {
    case .notConfirmed: "第三十八条第二款"
    case .wasToldOnce, .wasAskedOnce: "第三十二条第一款第四项"
    default: nil
    }
  }

  var faults: [Fault] {
    switch self {
    case .noSuchSection: [Fault("section", "请从列表中选择其他科室，或者填写单位名称。")]
    case .daysDoNotFit: [Fault("days", phrase)]
    case .notConfirmed: [Fault("confirmed", "请在理由中写明以后勾选。")]
    default: []
    }
  }

  var phrase: Phrase {
    switch self {
    case .liesAtWindow: "本件已经退回窗口更正，请等窗口更正完毕、送回科室以后再办理。"
    case .isNotAtWindow: "本件没有退回窗口，不需要送回。请刷新页面，查看可以办理的步骤。"
    case .nothingToSetAside: "本件还没有审查意见，不需要退回重新审查。请等待审查。"
    case .noSuchColleague: "没有这名工作人员，或者他的账户已经停用。请从列表中选择。"
    case .colleagueApplied: "他是本件的申请人或者提交人，应当回避，请选择其他工作人员。"
    case .signersAreAsked: "还有人没有会签，要再请人会签请用“加签”。"
    case .signersMissing: "请选择会签人，一次最多 \(CountersignTurn.askedMax) 人。"
    case .nobodyAsked: "本件没有请人会签，请先用“请会签”。"
    case .isSignerAlready: "同一个人只会签一次，请选择其他工作人员。"
    case .isNoSigner: "本件没有请他会签，或者他已经会签。请刷新页面，查看会签的情况。"
    case .othersSignFirst: "本件依次会签，还没有轮到您，请等前面的人会签。"
    case .onePersonTwoSignatures: "您已经会签，不能再代他人会签，请由其他受托人或者他本人会签。"
    case .signaturesMissing(let count): "还有 \(count) 人没有会签，请等待会签，或者减签以后再决定。"
    case .isHeld(let name?): "本件由 \(name) 签收办理，请与他联系，或者由审批人员、科室负责人接办以后再办理。"
    case .isHeld: "本件由同事签收办理，请由审批人员、科室负责人接办以后再办理。"
    case .holdsAlready: "本件已经由他签收办理，请直接办理。"
    case .doesNotHold: "本件不由您签收办理，不能退还。"
    case .nobodyHolds: "本件没有人签收，请直接签收。"
    case .isNotHisTurn: "这一步不由他的岗位办理，请选择能够办理的人员。"
    case .doesNotWaitForBureau: "本件现在不等本机关办理，不需要催办。请查看办理进度。"
    case .wasReminded(let again): "已经催办，经办人员会看到。请到 \(again) 以后再催办。"
    case .noSuchSection: "没有这个科室，或者它就是承办科室。请选择其他科室，或者填写单位名称。"
    case .daysDoNotFit:
      "答复期限为 \(ConsultationTurn.daysAllowed.lowerBound) 到 \(ConsultationTurn.daysAllowed.upperBound) 个工作日，请重新填写。"
    case .isAskedAlready: "已经向它征求意见，还没有答复。请催请答复，或者撤回以后再征求。"
    case .isNotAsked: "这项意见不是向您的科室征求的，请由被征求意见的科室答复。"
    case .noSuchConsultation: "没有这项征求意见，或者它已经答复、撤回。请刷新页面查看。"
    case .consultationOpen(let name, let due):
      "正在向 \(name) 征求意见，最迟 \(due) 答复。请等待答复，或者撤回以后再决定。"
    case .wasToldOnce:
      "需要补正的内容应当在受理以前一次告知，本事项受理以后不得再要求补件。请依现有材料审查，作出决定。"
    case .wasAskedOnce: "本件受理以后已经要求补件一次，不能再次要求。请依现有材料审查，作出决定。"
    case .isNotAskedForMore: "本件没有等待申请人补件。请刷新页面，查看可以办理的步骤。"
    case .applicantIsAsked(let due): "正在等待申请人补件，最迟 \(due)。请在补件以后或者期限届满以后决定。"
    case .notConfirmed(let confirmation): "请先确认：\(confirmation.phrase)。"
    }
  }
}
