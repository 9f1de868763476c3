// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// Why supervision says no: in the reader's words, with what to do.
package enum OversightRefusal: Refusal, Equatable {
  case cardNotFound
  case rulesNotFound
  case complaintNotFound
  case notYourPart(Step)
  case otherUnit
  case ownCard
  case issuerMayNotDecide

  // The step does not fit where the card stands.
  case alreadyIssued
  case wrongStatus(Step, Card.Status)
  case appealedAlready
  case appealTooLate(Day)
  case complaintElsewhere(Complaint.Status)

  // What was sent.
  case textMissing(Step)
  case ruleUnknown(code: String)
  case ruleNotByHand(code: String)
  case personUnknown
  case monthUnreadable(String)

  // Rules.
  case changedUnderSameVersion(Int)
  case versionOutOfOrder(Int, latest: Int)
  case effectiveTooEarly(Day, earliest: Day)

  /// What somebody was about to do.
  package enum Step: String, Sendable, Equatable {
    case issue
    case attribute
    case answer
    case appeal
    case decideAppeal = "appeal-decision"
    case cancel
    case close
    case complaint
  }
}

extension OversightRefusal {
  package var kind: RefusalKind {
    switch self {
    case .cardNotFound, .rulesNotFound, .complaintNotFound: .notFound
    case .notYourPart, .otherUnit, .ownCard, .issuerMayNotDecide: .forbidden
    case .alreadyIssued, .wrongStatus, .appealedAlready, .appealTooLate, .complaintElsewhere,
      .changedUnderSameVersion, .versionOutOfOrder, .effectiveTooEarly:
      .conflict
    case .textMissing, .ruleUnknown, .ruleNotByHand, .personUnknown, .monthUnreadable: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter || $0.isNumber }
    return "oversight/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .textMissing(let step): [Fault(step.rawValue, "请写明内容。")]
    case .ruleUnknown, .ruleNotByHand: [Fault("rule", "请从列出的规则中选择。")]
    case .personUnknown: [Fault("person", "请从列出的人员中选择。")]
    case .monthUnreadable: [Fault("month", "月份应当写作 2026-03。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? { nil }

  package var phrase: Phrase {
    switch self {
    case .cardNotFound: "没有找到这张牌，或者它不归您查看。请从“电子监察”的列表进入。"
    case .rulesNotFound: "没有这一版监察规则。请从“监察规则”的列表进入。"
    case .complaintNotFound: "没有找到这件投诉，或者它不归您查看。"
    case .notYourPart(let step): "您没有“\(step.phrase)”的权限，请由监察人员办理。"
    case .otherUnit: "这张牌发给其他单位，请由收牌单位的人员办理。"
    case .ownCard: "这张牌发给您所在的单位，您应当回避，请由其他监察人员办理。"
    case .issuerMayNotDecide: "这张牌由您发出，对它的申诉应当由其他监察人员裁决。"
    case .alreadyIssued: "同一事由的牌已经发出，不再重复发牌。"
    case .wrongStatus(let step, let status):
      "这张牌现在是“\(status.phrase)”，不能“\(step.phrase)”。请刷新页面，查看可以办理的步骤。"
    case .appealedAlready: "这张牌已经申诉过一次，不能再次申诉。请按裁决作出说明。"
    case .appealTooLate(let day): "申诉应当在答复期限内提出，期限已于 \(day) 届满。请直接作出说明。"
    case .complaintElsewhere(let status): "这件投诉现在是“\(status.phrase)”，不能这样办理。请刷新页面后再看。"
    case .textMissing(let step): "“\(step.phrase)”必须写明内容，请填写后再提交。"
    case .ruleUnknown(let code): "现行监察规则中没有代码为 \(code) 的规则。"
    case .ruleNotByHand(let code): "规则 \(code) 由系统按期限自动判断，不能人工发牌。请选择行为类或者人工发现类的规则。"
    case .personUnknown: "没有这个人员，或者他不在收牌单位。"
    case .monthUnreadable(let text): "“\(text)”不是月份，请写作 2026-03。"
    case .changedUnderSameVersion(let version):
      "第 \(version) 版监察规则已经发布，内容与文件不同。已发布的版本不再改变，请把 version 改为下一个数。"
    case .versionOutOfOrder(let version, let latest):
      "文件是第 \(version) 版，而第 \(latest) 版已经发布。请把 version 改为 \(latest + 1)。"
    case .effectiveTooEarly(let day, let earliest):
      "第一天生效的日期 \(day) 太早，最早可以是 \(earliest)：规则不溯及既往。"
    }
  }
}

extension OversightRefusal.Step {
  /// The step as people name it.
  package var phrase: Phrase {
    switch self {
    case .issue: "发牌"
    case .attribute: "确定责任人"
    case .answer: "作出说明"
    case .appeal: "申诉"
    case .decideAppeal: "裁决申诉"
    case .cancel: "撤销"
    case .close: "采纳说明并办结"
    case .complaint: "办理投诉"
    }
  }
}

extension Card.Status {
  package var phrase: Phrase {
    switch self {
    case .unissued: "未发出"
    case .open: "待说明"
    case .answered: "已说明，待办结"
    case .appealed: "申诉中"
    case .upheld: "申诉未采纳，待说明"
    case .closed: "已办结"
    case .cancelled: "牌已撤销"
    case .raised: "已升级为红牌"
    }
  }
}

extension Complaint.Status {
  package var phrase: Phrase {
    switch self {
    case .unfiled: "未提出"
    case .filed: "待决定是否受理"
    case .declined: "未受理"
    case .takenUp: "已受理，调查中"
    case .answered: "已答复"
    }
  }
}

extension Card.Level {
  package var phrase: Phrase {
    switch self {
    case .yellow: "黄牌"
    case .red: "红牌"
    }
  }

  /// The character in a card's number.
  var numberWord: String {
    switch self {
    case .yellow: "黄"
    case .red: "红"
    }
  }
}

extension Card.Cause {
  package var phrase: Phrase {
    switch self {
    case .overdue(let days): "逾期 \(days) 个工作日"
    case .silence: "逾期未作，依法视为已作"
    case .repeated(let times): "本月同一事由第 \(times) 次"
    case .unanswered(let card): "\(card) 逾期未答复"
    case .conduct: "办理行为"
    case .found: "监察人员发现"
    }
  }
}

extension OversightRefusal {
  /// The refusal that is shown with a form that was sent; nil when the error is somebody else's to show.
  static func shown(_ error: any Error) -> (any Refusal)? {
    if case JournalFailure.changed = error {
      return SiteRefusal(
        .conflict, "oversight/changed", "在您填写期间内容有了变化。请核对后再提交，填写的内容仍然保留。")
    }
    guard let refusal = error as? any Refusal, refusal.isShownWithForm else { return nil }
    return refusal
  }
}
