// SPDX-License-Identifier: Apache-2.0

import Site

extension CaseworkRefusal.Step {
  /// A step of hearing applicant, interested parties and the public, as a clerk names it.
  var hearingPhrase: Phrase {
    switch self {
    case .tellHearingRight: "告知听证权利"
    case .requestHearing: "申请听证"
    case .waiveHearing: "放弃听证"
    case .challengePresider: "申请听证主持人回避"
    case .recordHearingRequest: "登记听证申请"
    case .recordHearingWaiver: "登记放弃听证"
    case .recordChallenge: "登记回避申请"
    case .announceHearing: "公告举行听证"
    case .callHearing: "安排听证"
    case .moveHearing: "听证改期"
    case .ruleOnChallenge: "决定回避"
    case .holdHearing: "举行听证"
    case .nameParty: "确定利害关系人"
    case .dropParty: "不再作为利害关系人"
    case .tellParties: "告知利害关系人"
    case .inviteStatement: "告知申请人陈述、申辩"
    case .state: "陈述、申辩"
    case .recordStatement: "登记陈述、申辩"
    case .publishNotice: "公示"
    case .withdrawNotice: "撤回公示"
    case .object: "提出异议"
    case .answerObjection: "答复异议"
    default: "办理"
    }
  }
}
