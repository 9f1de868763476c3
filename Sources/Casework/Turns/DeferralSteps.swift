// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

extension DeferralTurn {
  static let steps: [CaseStep] = [look, prepare]

  private static let material = "material"
  private static let fits = "fits"

  /// Also after the decision: where the result is handed over first, the materials come later.
  private static let look = CaseStep(
    "look-deferred", .lookDeferred, in: [.accepted, .granted, .concluded],
    lead: { _ in "补交的材料符合要求的，记录核对结果；不符合的，在补交期限内告知一次，申请人可以重新提交。这不是行政许可法第三十二条的补正告知。" },
    inputs: [
      StepInput(
        material, "补交的材料",
        .pick { file in
          file.state.deferring.all(.supplied).map {
            .init($0.material.key, "\($0.material.name)")
          }
        }),
      StepInput(fits, "核对结果", .either(yes: "符合要求", no: "不符合要求")),
      .reasons("不符合的，写明问题和要求", help: "写入告知书，申请人会看到这段文字。", isRequired: false),
    ],
    trial: { file, _ in
      let key = file.state.deferring.all(.supplied).first?.material.key ?? ""
      return .deferring(.look(material: key, fits: true, CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(
        .deferring(
          .look(
            material: values[material] ?? "", fits: values.isTrue(fits), values.reasons)),
        values.reasons.text)
    })

  private static let prepare = CaseStep(
    "prepare-decision", .prepareDecision,
    lead: { _ in "容缺材料补齐以前不能作出准予的决定；可以先拟好理由，材料补齐、核对后直接作出决定。" },
    inputs: [.reasons("准予的理由", help: "决定时可以修改；决定以前申请人看不到。")],
    trial: { _, _ in .deferring(.prepare(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.deferring(.prepare(values.reasons)), values.reasons.text)
    })
}
