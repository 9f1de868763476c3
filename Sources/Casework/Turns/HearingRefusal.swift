// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why a step of a hearing is refused, or the decision waits for it (行政许可法 article 46–48).
package enum HearingRefusal: Refusal, Equatable {
  // The right to one.
  case toldAlready
  case requestedAlready
  case requestTooLate(Day)
  case waivedAlready
  case nobodyElseConcerned
  case nothingToWaive
  case announcedAlready
  case announcedStays

  // Its day, and who presides.
  case notDue
  case calledAlready
  case notCalled
  case noticeTooShort(earliest: Day)
  case dayTooLate(Day)
  case presiderReviewed
  case presiderConcerned
  case presiderMayNotReview
  case challengeOpen
  case challengeDenied
  case noChallenge
  case ownChallenge
  case successorMissing

  // The hearing itself.
  case notPresider
  case notYet(Day)
  case recordUnsigned
  case heldAlready

  // What the decision waits for.
  case rightUntold(Int)
  case rightOpen(until: Day)
  case isDue
  case awaited(Day)

  package var kind: RefusalKind {
    switch self {
    case .presiderMayNotReview, .ownChallenge, .notPresider: .forbidden
    case .noticeTooShort, .dayTooLate, .presiderReviewed, .presiderConcerned, .successorMissing,
      .recordUnsigned:
      .invalid
    default: .conflict
    }
  }

  package var code: String { CaseworkRefusal.code(of: self, in: "hearing-") }

  package var faults: [Fault] {
    switch self {
    case .noticeTooShort(let earliest): [Fault("day", "最早可以定在 \(earliest)。")]
    case .dayTooLate(let due): [Fault("day", "请定在 \(due) 或者以前。")]
    case .presiderReviewed, .presiderConcerned: [Fault("presider", "请选择另一位工作人员。")]
    case .successorMissing: [Fault("successor", "请选择另一位工作人员。")]
    case .recordUnsigned: [Fault("unsigned", "请写明谁没有签字、为什么。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    let article =
      switch self {
      case .announcedAlready, .announcedStays: "第四十六条"
      case .toldAlready, .requestedAlready, .requestTooLate, .waivedAlready, .nobodyElseConcerned,
        .nothingToWaive, .notDue, .dayTooLate, .rightUntold, .rightOpen:
        "第四十七条第一款"
      case .noticeTooShort, .calledAlready, .notCalled, .notYet: "第四十八条第一款第一项"
      case .presiderReviewed, .presiderConcerned, .presiderMayNotReview, .challengeOpen,
        .challengeDenied, .noChallenge, .ownChallenge, .successorMissing, .notPresider:
        "第四十八条第一款第三项"
      case .recordUnsigned: "第四十八条第一款第五项"
      case .heldAlready, .isDue, .awaited: "第四十八条第二款"
      }
    return LegalBasis(law: "行政许可法", article: article)
  }

  package var phrase: Phrase {
    switch self {
    case .toldAlready: "申请人、利害关系人都已经被告知听证权利，请等待期限届满或者其申请。"
    case .requestedAlready: "听证已经申请或者已经决定举行，请等待听证通知，不需要再次申请。"
    case .requestTooLate(let due): "申请听证的期限已于 \(due) 届满，不能再申请听证；请改为提出陈述、申辩。"
    case .waivedAlready: "已经放弃听证，不能再申请；请改为提出陈述、申辩。"
    case .nobodyElseConcerned: "本件没有告知听证权利，也没有利害关系人；认为涉及重大利益关系的，请提出陈述、申辩。"
    case .nothingToWaive: "没有可以放弃的听证权利，请核对期限和已经登记的申请。"
    case .announcedAlready: "本件已经公告举行听证，请安排听证。"
    case .announcedStays: "本机关决定举行的听证应当举行，不因放弃而取消，请按通知参加。"
    default: sittingPhrase
    }
  }

  private var sittingPhrase: Phrase {
    switch self {
    case .notDue: "没有人申请听证，也没有公告听证；应当先有申请或者公告，再安排听证。"
    case .calledAlready: "听证的时间、地点已经通知，请改用“改期”。"
    case .notCalled: "还没有安排听证，请先确定时间、地点和主持人并通知。"
    case .noticeTooShort(let earliest):
      "应当于举行听证的七个工作日前通知时间、地点，最早可以定在 \(earliest)，请改为这一天或者以后。"
    case .dayTooLate(let due): "应当在申请听证之日起二十个工作日内组织听证，请定在 \(due) 或者以前。"
    case .presiderReviewed: "听证主持人应当是审查该申请的工作人员以外的人员，请另行指定。"
    case .presiderConcerned: "听证主持人与本件有直接利害关系，应当另行指定。"
    case .presiderMayNotReview: "您是本件的听证主持人，不能审查本件，请由其他工作人员审查。"
    case .challengeOpen: "有人申请主持人回避，应当先对回避作出决定。"
    case .challengeDenied: "对这位主持人的回避申请已经作出决定，请按通知参加听证。"
    case .noChallenge: "没有待决定的回避申请，请刷新页面，查看可以办理的步骤。"
    case .ownChallenge: "对自己的回避申请应当由其他负责人决定。"
    case .successorMissing: "决定回避的，应当同时指定另一位主持人。"
    default: recordPhrase
    }
  }

  private var recordPhrase: Phrase {
    switch self {
    case .notPresider: "听证笔录应当由本次听证的主持人提交。"
    case .notYet(let day): "听证定于 \(day) 举行，请在举行以后提交笔录。"
    case .recordUnsigned: "听证笔录应当交听证参加人确认无误后签字或者盖章；没有签字的，应当写明情况。"
    case .heldAlready: "听证已经举行，应当根据听证笔录作出决定。"
    case .rightUntold(let count): "还有 \(count) 位申请人或者利害关系人没有被告知听证权利，应当先告知。"
    case .rightOpen(let until): "申请听证的期限到 \(until) 届满，应当等期限届满或者放弃听证。"
    case .isDue: "听证还没有举行，应当先安排并举行听证。"
    case .awaited(let day): "听证定于 \(day) 举行，应当在听证以后根据笔录作出决定。"
    default: "请求无法办理。"
    }
  }
}
