// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

// What an event of a case is called in a picture and in a log, where one word stands for all cases, and whose part it
// was. A document's number is no activity: it belongs to the event before it.

extension Case.Event {
  /// What was done; nil where the event only records something about another.
  var activity: Phrase? {
    switch self {
    case .granted: "准予"
    case .refused: "不予许可"
    case .deemedAccepted: "视为受理"
    case .deemedRenewed: "视为准予延续"
    case .licenceEnded: "所办理的证照已经失效"
    case .concluded: "办结"
    case .committed: "签署告知承诺书"
    case .documentNumbered, .actedFor, .oneHand: nil
    default: step?.phrase ?? turn?.phrase
    }
  }

  /// The step that brought it about; nil where it followed by itself.
  var step: CaseworkRefusal.Step? {
    switch self {
    case .submitted: .submit
    case .corrected: .correct
    case .supplementNoticed: .noticeSupplement
    case .supplemented: .supplement
    case .foundNotRequired: .findNotRequired
    case .acceptanceRefused: .refuseAcceptance
    case .accepted: .accept
    case .reviewed: .review
    case .granted, .refused: .decide
    case .licenceIssued: .issueLicence
    case .delivered: .deliver
    case .withdrawn: .withdraw
    case .terminated: .terminate
    case .rectified: .rectify
    case .deemedAccepted, .deemedRenewed, .licenceEnded, .concluded, .documentNumbered,
      .committed, .actedFor:
      nil
    default: turn?.step
    }
  }

  /// Whose part it was.
  ///
  /// - Parameter isAccepted: Whether the case had been accepted, since then those who decide end it.
  func part(isAccepted: Bool) -> CasePart {
    switch self {
    case .submitted, .supplemented, .withdrawn, .committed: .applicant
    case .corrected, .supplementNoticed, .foundNotRequired, .acceptanceRefused, .accepted,
      .delivered, .rectified:
      .reception
    case .reviewed: .review
    case .granted, .refused: .approval
    case .terminated: isAccepted ? .approval : .reception
    case .deemedAccepted, .deemedRenewed, .licenceEnded, .licenceIssued, .concluded,
      .documentNumbered:
      .system
    default: turn?.part ?? .system
    }
  }
}

extension CasePart {
  /// The part in a few signs, for a picture.
  var short: Phrase {
    switch self {
    case .applicant: "申请人"
    case .reception: "综合窗口"
    case .review: "审查人员"
    case .approval: "审批人员"
    case .section: "科室"
    case .signer: "会签人"
    case .supervision: "督办人员"
    case .consulted: "被征求意见的科室"
    case .interested: "利害关系人"
    case .presider: "听证主持人"
    case .tester: "检测人员"
    case .upper: "上级机关"
    case .everybody: "社会公众"
    case .head: "负责人"
    case .system: "系统"
    }
  }
}
