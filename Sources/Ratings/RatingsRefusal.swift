// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Site

/// Why this room says no: in the reader's words, with what to do.
package enum RatingsRefusal: Refusal, Equatable {
  case ratingNotFound
  case notYourService
  case notYourPart(RatingStep)

  // It cannot be rated now.
  case notDelivered
  case partOfJoint(String)
  case ratedAlready
  case tooLate(Day)
  case wrongStatus(RatingStep, Rating.Status)

  // What was sent.
  case gradeMissing
  case faultsOfGood
  case notCalledBack
  case textMissing(RatingStep)
}

extension RatingsRefusal {
  package var kind: RefusalKind {
    switch self {
    case .ratingNotFound: .notFound
    case .notYourService, .notYourPart: .forbidden
    case .notDelivered, .partOfJoint, .ratedAlready, .tooLate, .wrongStatus: .conflict
    case .gradeMissing, .faultsOfGood, .notCalledBack, .textMissing: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "ratings/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .ratedAlready, .partOfJoint, .notCalledBack, .notYourPart: .ratings
    default: nil
    }
  }

  package var faults: [Fault] {
    switch self {
    case .gradeMissing: [Fault(RatingForm.grade, "请选择满意程度。")]
    case .faultsOfGood: [Fault(RatingForm.reasons, "选择了“满意”的，请不要再勾选问题。")]
    case .notCalledBack: [Fault(RatingForm.calledBack, "请先回访，再填写核实的结果。")]
    case .textMissing: [Fault(RatingForm.text, "请写明内容。")]
    default: []
    }
  }

  package var phrase: Phrase {
    switch self {
    case .ratingNotFound: "没有找到这条评价，或者它不归您查看。"
    case .notYourService: "只有申请人或者代办人可以评价自己的办件。"
    case .notYourPart(let step): "您不能办理“\(step.phrase)”：核实和回访由评价管理人员办理，整改由被评价的科室办理。"
    case .notDelivered: "办结送达以后才能评价。"
    case .partOfJoint(let number): "本件是联办件 \(number) 的一部分，一件事只评价一次，请在联办件的页面评价。"
    case .ratedAlready: "这次服务已经评价过，一次服务只评价一次。"
    case .tooLate(let day): "评价的期限已于 \(day) 届满。对办理有意见的，可以投诉。"
    case .wrongStatus(let step, let status):
      "这条评价现在是“\(status.phrase)”，不能“\(step.phrase)”。请刷新页面后再看。"
    case .gradeMissing: "请选择满意程度，再提交评价。"
    case .faultsOfGood: "“非常满意”和“满意”的评价不能同时指出问题。"
    case .notCalledBack: "实名的差评必须先回访评价人，再认定是否属实。"
    case .textMissing(let step): "“\(step.phrase)”必须写明内容，请填写后再提交。"
    }
  }
}

extension RatingStep {
  package var phrase: Phrase {
    switch self {
    case .verify: "核实差评"
    case .answer: "整改答复"
    case .followUp: "回访"
    }
  }
}

extension Rating.Status {
  package var phrase: Phrase {
    switch self {
    case .ungiven: "未评价"
    case .good: "好评"
    case .toVerify: "差评待核实"
    case .untrue: "差评不属实"
    case .toCorrect: "属实，待整改"
    case .toFollowUp: "已答复，待回访"
    case .closed: "已回访办结"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .ungiven, .untrue: .plain
    case .good, .closed: .good
    case .toVerify, .toCorrect: .warn
    case .toFollowUp: .info
    }
  }
}

extension Rating.Grade {
  package var phrase: Phrase {
    switch self {
    case .verySatisfied: "非常满意"
    case .satisfied: "满意"
    case .fairlySatisfied: "基本满意"
    case .dissatisfied: "不满意"
    case .veryDissatisfied: "非常不满意"
    }
  }

  var tone: UI.Tone { isBad ? .bad : .good }
}

extension Rating.Measure {
  var phrase: Phrase {
    switch self {
    case .corrected: "已整改"
    case .explained: "说明解释"
    }
  }
}

extension Rating.Reason {
  var phrase: Phrase {
    switch self {
    case .efficiency: "办事效率"
    case .guide: "办事指南精确度"
    case .convenience: "办事便捷度"
    case .platform: "平台操作性"
    case .competence: "服务水平"
    case .manners: "服务态度"
    case .noSample: "没有提供材料样本"
    case .noList: "没有提供材料清单"
    case .late: "未在承诺时间内办结"
    case .rude: "服务态度生硬"
    case .severalVisits: "一次能办的跑多次"
    case .extraMaterials: "要求提供指南外的材料"
    case .notOnline: "无法网上办理"
    case .slowPages: "页面卡顿"
    case .complicated: "流程复杂"
    }
  }
}
