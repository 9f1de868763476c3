// SPDX-License-Identifier: Apache-2.0

import Identity
import Site

extension RecusalTurn {
  static let steps: [CaseStep] = [recuse, recuseOther, lift]

  private static let who = "who"
  private static let kind = "kind"

  private static let kinds = StepInput(
    kind, "利害关系", .choice(Interest.Kind.allCases.map { .init($0.rawValue, $0.phrase) }))

  private static let recuse = CaseStep(
    "recuse", .recuse, in: phases, button: "回避本件",
    lead: { _ in
      "与本件有利害关系，或者有其他可能影响公正的情形的，应当申请回避；回避后不能再办理本件的任何步骤（公务员法第七十六条、第七十七条）。"
    },
    inputs: [kinds, .reasons("具体情况", help: "只有工作人员可以看到。")],
    trial: { file, _ in
      .recusal(.recuse(file.viewer, .other, reasons: CaseStep.anyWords))
    },
    read: { values, file throws(SiteRefusal) in
      let kind: Interest.Kind = try values.choice(Self.kind)
      return StepOrder(
        .recusal(.recuse(file.viewer, kind, reasons: values.reasons)), values.reasons.text)
    })

  private static let recuseOther = CaseStep(
    "recuse-other", .recuseOther, in: phases, button: "责令回避", isDangerous: true,
    lead: { _ in "工作人员应当回避而没有申请的，由负责人决定其回避（公务员法第七十七条）。" },
    inputs: [
      StepInput(
        who, "回避的工作人员",
        .pick { file in
          file.choices { $0.id != file.viewer }
        }),
      kinds, .reasons("事实和理由", help: "只有工作人员可以看到。"),
    ],
    // Anybody will do to ask the rules: nobody has this name.
    trial: { _, _ in .recusal(.recuse("", .other, reasons: CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      let kind: Interest.Kind = try values.choice(Self.kind)
      return StepOrder(
        .recusal(.recuse(values[who] ?? "", kind, reasons: values.reasons)), values.reasons.text)
    })

  private static let lift = CaseStep(
    "lift-recusal", .liftRecusal, in: phases,
    lead: { _ in "经审查不需要回避的，由本机关负责人决定解除（公务员法第七十七条）。" },
    inputs: [
      StepInput(
        who, "解除回避的工作人员",
        .pick { file in
          file.state.recusals.recused.map { .init($0, .verbatim(file.name(ofColleague: $0))) }
        }),
      .reasons("理由", help: "只有工作人员可以看到。"),
    ],
    trial: { file, _ in
      .recusal(.lift(file.state.recusals.recused.first ?? "", reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.recusal(.lift(values[who] ?? "", reasons: values.reasons)), values.reasons.text)
    })
}
