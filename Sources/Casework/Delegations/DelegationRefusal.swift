// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// Why a part is not delegated, or a delegation not ended.
package enum DelegationRefusal: Refusal, Equatable {
  case notFound
  case notYours
  case notYourPart(Mandate.Part)
  case noSuchColleague
  case toYourself
  case roleDoesNotFit(Mandate.Part)
  case partMissing
  case itemsMissing
  case daysDoNotFit
  case reasonsMissing
  case isOver

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .notYours: .forbidden
    case .isOver: .conflict
    case .notYourPart, .noSuchColleague, .toYourself, .roleDoesNotFit, .partMissing,
      .itemsMissing, .daysDoNotFit, .reasonsMissing:
      .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "delegations/"
      + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .notFound, .notYours, .isOver: []
    case .notYourPart, .partMissing: [Fault("parts", phrase)]
    case .noSuchColleague, .toYourself, .roleDoesNotFit: [Fault("deputy", phrase)]
    case .itemsMissing: [Fault("items", phrase)]
    case .daysDoNotFit: [Fault("until", phrase)]
    case .reasonsMissing: [Fault("reasons", phrase)]
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到这项委托，或者它不归您查看。请从“委托代理”进入。"
    case .notYours: "只能委托自己的职责；委托由委托人、受托人或者科室负责人终止，受托的职责不得再委托。"
    case .notYourPart(let part): "您的岗位没有“\(part.phrase)”的职责，不能委托。请只选择自己的职责。"
    case .noSuchColleague: "没有这名工作人员，或者他的账户已经停用。请从列表中选择。"
    case .toYourself: "不能委托给自己，请选择其他工作人员。"
    case .roleDoesNotFit(let part): "他的岗位不能代理“\(part.phrase)”，请选择岗位相当的工作人员。"
    case .partMissing: "请选择委托的职责。"
    case .itemsMissing: "请选择委托的事项，最多 \(Delegation.itemsMax) 项；不限事项的，选择全部事项。"
    case .daysDoNotFit: "请填写今天或者以后的起止日期，止期不早于起期，最长 \(Delegation.daysMax) 天。"
    case .reasonsMissing: "请写明理由。"
    case .isOver: "这项委托已经结束，不需要再终止。"
    }
  }
}

extension Mandate.Part {
  /// The part as people name it.
  var phrase: Phrase {
    switch self {
    case .review: "审查"
    case .decision: "决定"
    case .signature: "会签"
    }
  }
}
