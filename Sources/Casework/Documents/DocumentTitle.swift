// SPDX-License-Identifier: Apache-2.0

import Site

extension DocumentKind {
  /// What the document (文书) is called, on screens and above its text.
  package var title: Phrase {
    switch self {
    case .receipt: "申请材料接收凭证"
    case .supplementNotice: "一次性补正告知书"
    case .notRequired: "不受理告知书"
    case .nonAcceptance: "不予受理决定书"
    case .acceptance: "受理通知书"
    case .grant: "准予行政许可决定书"
    case .refusal: "不予行政许可决定书"
    case .deliveryRecord: "送达回证"
    case .withdrawal: "撤回申请确认书"
    }
  }
}
