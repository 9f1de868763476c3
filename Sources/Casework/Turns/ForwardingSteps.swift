// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

extension ForwardingTurn {
  static let steps: [CaseStep] = [send, record]

  private static let upper = "upper"
  private static let passes = "passes"
  private static let granted = "granted"
  private static let number = "number"
  private static let day = "day"

  private static let send = CaseStep(
    "forward", .forward, .folded, isIn: { $0.isDecidedAbove && $0.forwarding.upper == nil },
    button: "出具移送函并报送",
    lead: { file in
      let due = file.clock[.lowerReview].map { "\($0.due)" } ?? "—"
      return
        "本件依法由上级机关决定：应当在期限内（最迟 \(due)）审查完毕，将初步审查意见和全部申请材料直接报送上级机关（行政许可法第三十五条、第四十三条）。"
    },
    inputs: [
      StepInput(upper, "上级机关", .line(max: 60)),
      StepInput(passes, "初步审查结论", .either(yes: "符合条件", no: "不符合条件")),
      .reasons("初步审查意见", help: "写入移送函。"),
    ],
    trial: { _, _ in
      .forwarding(
        .send(upper: CaseStep.anyWords.text, passes: true, opinion: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.send(
        upper: values[upper] ?? "", passes: values.isTrue(passes), opinion: values.reasons)
      return StepOrder(.forwarding(command), values.reasons.text)
    })

  private static let record = CaseStep(
    "record-upper-decision", .recordUpperDecision, .open, isIn: { $0.forwarding.isAway },
    lead: { file in
      "登记 \(file.state.forwarding.upper ?? "") 的决定，由本机关送达申请人；上级机关的决定书和证件归入本件。"
    },
    inputs: [
      StepInput(granted, "上级机关的决定", .either(yes: "准予", no: "不予许可")),
      StepInput(number, "决定文号", .line(max: 60)), StepInput(day, "决定日期", .day),
      .reasons("决定的内容和理由", help: "申请人会看到这段文字。"),
    ],
    trial: { _, now in
      .forwarding(
        .record(
          UpperDecision(granted: true, number: CaseStep.anyWords.text, day: now.day),
          reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let decision = UpperDecision(
        granted: values.isTrue(granted), number: values[number] ?? "", day: try values.day(day))
      return StepOrder(
        .forwarding(.record(decision, reasons: values.reasons)), values.reasons.text)
    })
}
