// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// The reasons for which this room says no.
package enum CatalogueRefusal: Refusal, Hashable {
  /// No item of that code has ever been published.
  case unknownItem(code: String)
  /// The item exists, but no version of it applies today.
  case notInForce(name: String)
  /// The item has been taken out of the catalogue.
  case withdrawn(name: String)
  /// The item has no table of that name.
  case unknownTable(String)
  /// The guide has no such question.
  case unknownQuestion(String)
  /// The question does not have that option.
  case unknownOption(Question, option: String)
  /// Questions of the guide are still open.
  case unanswered([Question])
  /// The text of a version that is already published was changed.
  case changedUnderSameVersion(file: String, code: String, version: Int)
  /// A version was published out of order.
  case versionOutOfOrder(file: String, version: Int, latest: Int)
  /// A later version would apply earlier than the one before it.
  case effectiveTooEarly(file: String, effective: Day, previous: Day)
  /// A value of the request is not one of those possible.
  case invalidParameter(name: String, value: String)
  /// A withdrawal without a reason.
  case reasonMissing

  package var kind: RefusalKind {
    switch self {
    case .unknownItem, .unknownTable: .notFound
    case .notInForce, .withdrawn, .changedUnderSameVersion, .versionOutOfOrder,
      .effectiveTooEarly:
      .conflict
    case .unknownQuestion, .unknownOption, .unanswered, .invalidParameter, .reasonMissing:
      .invalid
    }
  }

  package var code: String {
    let name =
      switch self {
      case .unknownItem: "unknown-item"
      case .notInForce: "not-in-force"
      case .withdrawn: "withdrawn"
      case .unknownTable: "unknown-table"
      case .unknownQuestion: "unknown-question"
      case .unknownOption: "unknown-option"
      case .unanswered: "unanswered"
      case .changedUnderSameVersion: "changed-under-same-version"
      case .versionOutOfOrder: "version-out-of-order"
      case .effectiveTooEarly: "effective-too-early"
      case .invalidParameter: "invalid-parameter"
      case .reasonMissing: "reason-missing"
      }
    return "catalogue/" + name
  }

  package var phrase: Phrase {
    switch self {
    case .unknownItem(let code):
      "没有编码为 \(code) 的事项。请核对编码，或者在首页查找。"
    case .notInForce(let name):
      "“\(name)”现在没有生效的版本，不能申请。请查看办事指南上的生效日期。"
    case .withdrawn(let name):
      "“\(name)”已经停止办理，不能再申请；已经受理的办件继续按原版本办理。"
    case .unknownTable(let name):
      "这个事项没有名为 \(name) 的决策表。请从事项的规则页面下载。"
    case .unknownQuestion(let key):
      "这个事项没有名为 \(key) 的情形问题。请重新打开情形导办页面。"
    case .unknownOption(let question, let option):
      "“\(question.ask)”没有选项 \(option)。请从列出的选项中选择。"
    case .unanswered:
      "还有情形问题没有回答，回答后才能得出准确的材料清单。"
    case .changedUnderSameVersion(let file, let code, let version):
      "\(file)：事项 \(code) 的第 \(version) 版已经发布，内容不能再改。请把 version 加一并写明新的 effective 日期后再导入。"
    case .versionOutOfOrder(let file, let version, let latest):
      "\(file)：第 \(version) 版不能在第 \(latest) 版之后导入。请把 version 改为 \(latest + 1)。"
    case .effectiveTooEarly(let file, let effective, let previous):
      "\(file)：新版本的生效日期 \(effective) 早于上一版本的 \(previous)。请改为上一版本生效之后的日期。"
    case .invalidParameter(let name, let value):
      "参数 \(name) 的值 \(value) 无效。请参照接口说明更正。"
    case .reasonMissing:
      "停止办理须写明理由。请填写后再提交。"
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .unanswered, .unknownOption, .unknownQuestion, .notInForce:
      LegalBasis(law: "行政许可法", article: "第三十条")
    default: nil
    }
  }

  package var faults: [Fault] {
    switch self {
    case .unanswered(let questions):
      questions.map { Fault($0.key, "请回答：\($0.ask)") }
    case .unknownQuestion(let key): [Fault(key, phrase)]
    case .unknownOption(let question, _): [Fault(question.key, phrase)]
    case .invalidParameter(let name, _): [Fault(name, phrase)]
    case .reasonMissing: [Fault("reason", phrase)]
    default: []
    }
  }
}
