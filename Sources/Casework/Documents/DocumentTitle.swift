// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

extension DocumentKind {
  /// What the document (文书) is called for an item of this type, on screens and above its text.
  ///
  /// Only what 行政许可法 article 2 calls a licence is called one: a confirmation, an allowance or a public
  /// service is granted or declined, never “licensed”.
  package func title(for type: ItemType) -> Phrase {
    switch self {
    case .receipt: "收件凭证"
    case .supplementNotice: "一次性补正告知书"
    case .notRequired: "不受理告知书"
    case .nonAcceptance: "不予受理决定书"
    case .acceptance: "受理通知书"
    case .grant: type.isLicence ? "准予行政许可决定书" : "准予办理决定书"
    case .refusal: type.isLicence ? "不予行政许可决定书" : "不予办理决定书"
    case .deemedRenewal: "视为准予延续通知书"
    case .deliveryRecord: "送达回证"
    case .withdrawal: "撤回申请确认书"
    case .extensionNotice: "延长办理期限告知书"
    case .procedureNotice: "特别程序期限告知书"
    case .termination: "终止办理决定书"
    case .rectification: "文书更正通知书"
    case .commitment: "告知承诺书"
    case .deferralPromise: "容缺受理承诺书"
    case .deferralNotice: "容缺受理通知书"
    case .deferralReturn: "容缺材料重新提交告知书"
    case .consultationLetter: "征求意见函"
    case .furtherNotice: "补件通知书"
    case .hearingRightNotice: "听证权利告知书"
    case .hearingAnnouncement: "听证公告"
    case .hearingNotice: "听证通知书"
    case .recusalDecision: "回避决定书"
    case .hearingRecord: "听证笔录"
    case .partyNotice: "利害关系人告知书"
    case .statementNotice: "陈述申辩告知书"
    case .publicNotice: "公示"
    case .objectionReply: "异议答复书"
    case .testRecord: "检验检测检疫记录"
    case .forwardingLetter: "移送函"
    }
  }
}

extension DocumentKind {
  /// Whether it is not addressed to the applicant, who is neither told of it nor shown it.
  var isInternal: Bool { [.consultationLetter, .forwardingLetter].contains(self) }
}

extension ItemType {
  /// Whether a grant is a licence (行政许可); only then does 行政许可法 apply of itself.
  var isLicence: Bool { self == .licensing }
}

extension DeliveryMethod {
  /// What it is called in a document.
  var chinese: String {
    switch self {
    case .electronic: "网上送达"
    case .window: "窗口领取"
    case .express: "邮寄送达"
    }
  }
}
