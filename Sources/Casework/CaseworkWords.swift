// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension CaseworkRefusal.Step {
  /// The step as a clerk names it.
  package var phrase: Phrase {
    switch self {
    case .submit: "提交申请"
    case .correct: "当场更正"
    case .noticeSupplement: "一次性补正告知"
    case .supplement: "提交补正材料"
    case .findNotRequired: "不受理（无需许可）"
    case .refuseAcceptance: "不予受理"
    case .accept: "受理"
    case .review: "审查"
    case .decide: "作出决定"
    case .issueLicence: "制证"
    case .deliver: "送达"
    case .withdraw: "撤回申请"
    case .terminate: "终止办理"
    case .rectify: "更正文书"
    case .extend: "延长办理期限"
    case .beginProcedure: "启动特别程序"
    case .prolongProcedure: "延长特别程序"
    case .endProcedure: "结束特别程序"
    case .supplyDeferred: "补交容缺材料"
    case .lookDeferred: "核对容缺材料"
    case .prepareDecision: "拟好准予的理由"
    case .returnToReview: "退回重新审查"
    case .returnToWindow: "退回窗口更正"
    case .sendUp: "送回科室"
    case .askSignatures: "请会签"
    case .addSigner: "加签"
    case .removeSigner: "减签"
    case .sign: "会签"
    case .passSignature: "转交会签"
    case .claim: "签收"
    case .handOver: "转办"
    case .giveBack: "退还待办"
    case .takeOver: "接办"
    case .remind: "催办"
    case .consult: "征求意见"
    case .answerConsultation: "答复征求意见"
    case .recordAnswer: "登记其他单位的答复"
    case .remindConsultation: "催请答复"
    case .withdrawConsultation: "撤回征求意见"
    case .askMore: "通知补件"
    case .answerMore: "提交补件"
    case .recuse: "申请回避"
    case .recuseOther: "责令回避"
    case .liftRecusal: "解除回避"
    case .authorise: "授权"
    case .recheck: "质量复核"
    case .assignTesters: "指派检验、检测、检疫人员"
    case .recordTest: "记录检验、检测、检疫结果"
    case .confirmTest: "确认检验、检测、检疫结果"
    case .forward: "报送上级机关"
    case .recordUpperDecision: "登记上级机关的决定"
    default: hearingPhrase
    }
  }
}

extension TerminationCause {
  /// The cause as the decision names it.
  package var phrase: Phrase {
    switch self {
    case .applicantDied: "申请人死亡"
    case .applicantDissolved: "申请人终止"
    case .matterLapsed: "申请事项已经消灭或者不再需要办理"
    case .supplementOverdue: "逾期没有补正"
    case .deferralOverdue: "逾期没有补齐容缺材料"
    }
  }
}

extension ExtensionFault {
  /// The fault in the reader's words.
  var phrase: Phrase { "\(zh: chinese, en: english)" }
}

extension Case.Phase {
  /// The phase as people name it.
  package var phrase: Phrase {
    switch self {
    case .unfiled: "未提交"
    case .received: "已收件，待受理"
    case .supplementing: "待补正"
    case .accepted: "已受理，审查中"
    case .granted: "准予，待送达"
    case .refused: "不予许可，待送达"
    case .notRequired: "不受理（无需许可）"
    case .notAccepted: "不予受理"
    case .withdrawn: "已撤回"
    case .terminated: "已终止"
    case .concluded: "已办结"
    }
  }
}
