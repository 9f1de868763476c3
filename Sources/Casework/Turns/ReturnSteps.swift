// SPDX-License-Identifier: Apache-2.0

import Site

extension ReturnTurn {
  static let steps: [CaseStep] = [toReview, toWindow, sendUp]

  private static let toReview = CaseStep(
    "return-to-review", .returnToReview,
    lead: { _ in "已有的审查意见搁置，留在经过里备查；需要重新提出审查意见。受理日期和各项期限不变。" },
    inputs: [.reasons("退回的理由", help: "写明审查中还要查清什么。")],
    trial: { _, _ in .returning(.toReview(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.returning(.toReview(values.reasons)), values.reasons.text)
    })

  private static let toWindow = CaseStep(
    "return-to-window", .returnToWindow,
    lead: { _ in
      "只用于不需要申请人再提交材料的形式问题，由窗口更正后送回；受理日期和各项期限不变。受理以后不得再次要求补正（行政许可法第三十二条第一款第四项）。"
    },
    inputs: [.reasons("退回的理由", help: "写明窗口要更正什么。")],
    trial: { _, _ in .returning(.toWindow(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.returning(.toWindow(values.reasons)), values.reasons.text)
    })

  private static let sendUp = CaseStep(
    "send-up", .sendUp, .open, isIn: { $0.isAtWindow },
    lead: { _ in "更正完毕以后送回科室，继续审查和决定。" },
    inputs: [.reasons("更正的情况")],
    trial: { _, _ in .returning(.sendUp(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.returning(.sendUp(values.reasons)), values.reasons.text)
    })
}
