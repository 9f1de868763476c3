// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension ExtensionTurn {
  static let steps: [CaseStep] = [extend]

  private static let approver = "approver"
  private static let reference = "reference"

  private static let extend = CaseStep(
    "extend", .extend,
    lead: { file in
      guard let rule = file.state.terms.extending else { return "本事项的期限不能延长。" }
      return rule.approver == .governmentHead
        ? "由本级人民政府负责人批准，可以延长 \(rule.term.number) 个工作日，并将延长期限的理由告知申请人（行政许可法第四十二条第二款）。"
        : "经本行政机关负责人批准，可以延长 \(rule.term.number) 个工作日，并将延长期限的理由告知申请人（行政许可法第四十二条第一款）。"
    },
    inputs: [
      StepInput(
        approver, "批准的人",
        .choice([Approver.agencyHead, .governmentHead].map { .init($0.rawValue, $0.phrase) })),
      StepInput(
        reference, "批准文号", .line(max: 60), isRequired: false,
        help: "由本级人民政府负责人批准的，应当填写。"),
      .reasons("延长期限的理由", help: "写入延长办理期限告知书，申请人会看到这段文字。"),
    ],
    trial: { file, _ in
      .extending(
        .approve(
          by: file.state.terms.extending?.approver ?? .agencyHead, reference: "——",
          reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let approver: Approver = try values.choice(Self.approver)
      return StepOrder(
        .extending(
          .approve(by: approver, reference: values[reference], reasons: values.reasons)),
        values.reasons.text)
    })
}
