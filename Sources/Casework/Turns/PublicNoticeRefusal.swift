// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why a step of a public notice is refused, or the decision waits for it.
package enum PublicNoticeRefusal: Refusal, Equatable {
  case notFound
  case tooFewDays(Int)
  case notRunning
  /// It runs, so no other begins, and nothing is decided.
  case runs(until: Day)
  case over
  case full
  case noSuchObjection
  case answeredAlready
  case unanswered(Int)

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .tooFewDays, .noSuchObjection: .invalid
    case .notRunning, .runs, .over, .full, .answeredAlready, .unanswered: .conflict
    }
  }

  package var code: String { CaseworkRefusal.code(of: self, in: "public-notice-") }

  package var faults: [Fault] {
    switch self {
    case .tooFewDays(let number): [Fault("days", "请填写 \(number) 或者更多。")]
    case .noSuchObjection: [Fault("objection", "请从待答复的异议中选择。")]
    default: []
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到这份公示，请从公示列表进入。"
    case .tooFewDays(let number): "公示不得少于 \(number) 日，请填写 \(number) 或者更多。"
    case .notRunning: "现在没有正在进行的公示，请刷新页面，查看可以办理的步骤。"
    case .runs(let until): "公示到 \(until) 结束，应当等公示期届满。"
    case .over: "公示已经结束，不能再通过本页面提出异议；请直接与本机关联系。"
    case .full: "本公示收到的异议已达上限，请直接与本机关联系。"
    case .noSuchObjection: "本件没有这件异议，请从列表中选择。"
    case .answeredAlready: "这件异议已经答复，请选择另一件。"
    case .unanswered(let count): "还有 \(count) 件异议没有答复，应当逐件答复。"
    }
  }
}
