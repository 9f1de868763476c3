// SPDX-License-Identifier: Apache-2.0

import Site

/// Why a draft is not looked through.
package enum PreReviewRefusal: Refusal, Equatable {
  case notFound
  case isOwn
  case isAsked
  case isNotAsked
  case isHandedIn
  case verdictMissing
  case problemMissing

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .isOwn: .forbidden
    case .isAsked, .isNotAsked, .isHandedIn: .conflict
    case .verdictMissing, .problemMissing: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "pre-reviews/"
      + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .verdictMissing: [Fault(PreReviewPages.verdict, phrase)]
    case .problemMissing: [Fault(StepField.told, phrase)]
    default: []
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到这项预审，或者它不归您查看。请从列表进入。"
    case .isOwn: "这是您本人的草稿，应当回避，请由其他人员预审。"
    case .isAsked: "这份草稿正在预审，请等待答复；不等答复也可以直接提交申请。"
    case .isNotAsked: "这项预审已经答复或者撤回，请刷新页面查看。"
    case .isHandedIn: "这份草稿已经提交，不需要预审。请到“我的办件”查看。"
    case .verdictMissing: "请选择预审结论：齐全，或者有需要改正的内容。"
    case .problemMissing: "请写明每一项有什么问题、应当怎样改正。"
    }
  }
}
