// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import Site

extension HandOverTurn {
  static let steps: [CaseStep] = [claim, handOver, giveBack, takeOver]

  private static let colleague = "colleague"

  private static let claim = CaseStep(
    "claim", .claim, in: phases, .button,
    lead: { _ in "签收以后由您办理，别人不会同时办理；您的一步办完以后自动交还。" },
    inputs: [],
    trial: { _, _ in .handingOver(.claim) },
    read: { _, _ in StepOrder(.handingOver(.claim)) })

  @Sendable
  private static func candidates(_ file: CaseFile) -> [StepInput.Choice] {
    file.choices { file.state.canHold($0) && $0.id != file.state.handingOver.holder }
  }

  private static let handOver = CaseStep(
    "hand-over", .handOver, in: phases,
    lead: { _ in "转给这一步能够办理的同事；受理日期和各项期限不变。" },
    inputs: [
      StepInput(colleague, "转给", .pick(candidates)), .reasons("转办的理由"),
    ],
    trial: { file, _ in
      .handingOver(
        .handOver(to: candidates(file).first?.value ?? "", reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.handOver(to: values[colleague] ?? "", reasons: values.reasons)
      return StepOrder(.handingOver(command), values.reasons.text)
    })

  private static let giveBack = CaseStep(
    "give-back", .giveBack, in: phases, lead: { _ in "退还以后，本科室的人都可以签收办理。" },
    inputs: [.reasons("退还的理由")],
    trial: { _, _ in .handingOver(.giveBack(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.handingOver(.giveBack(values.reasons)), values.reasons.text)
    })

  private static let takeOver = CaseStep(
    "take-over", .takeOver, in: phases,
    lead: { file in
      "本件由 \(file.name(ofColleague: file.state.handingOver.holder ?? "")) 签收办理，接办以后由您办理。"
    },
    inputs: [.reasons("接办的理由", help: "原来的经办人会收到通知。")],
    trial: { _, _ in .handingOver(.takeOver(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.handingOver(.takeOver(values.reasons)), values.reasons.text)
    })
}

extension TeamSection {
  /// Who has the case in hand, and the way to take it.
  var holding: HTML {
    guard let holder = file.state.handingOver.holder else { return taking }
    let name = file.name(ofColleague: holder)
    let isActive = file.colleagues.contains { $0.id == holder && $0.isActive }
    guard isActive else {
      return UI.notice(
        .warning,
        body: "<p>\(visit.t("本件由 \(name) 签收办理，他的账户已经停用。请科室负责人或者审批人员转办、接办。"))</p>")
    }
    let text: Phrase =
      holder == actor.id ? "您已经签收本件，由您办理。" : "本件由 \(name) 签收办理。要办理的，请与他联系；审批人员、科室负责人可以接办。"
    return UI.notice(.info, body: "<p>\(visit.t(text))</p>")
  }

  /// The buttons of what is done by one press.
  private var taking: HTML {
    let buttons = CaseStep.steps(of: file, for: actor)
      .filter { $0.place == .button && $0.obstacle(for: actor, in: file, on: visit.now) == nil }
      .map { step in
        UI.buttonForm(
          visit.t(step.step.phrase), action: CaseLink.step(file.row.id, step.name).path,
          FormState(visit, version: file.version))
      }
    return buttons.isEmpty ? .empty : "<div class=\"actions\">\(buttons)</div>"
  }
}
