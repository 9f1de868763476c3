// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import Site

/// The forms of the steps that somebody may take with a card; nothing for who may take none.
struct CardForms {
  let file: CardFile
  let actor: Actor
  let visit: Visit
  /// The state of the form that was sent and refused, if one was.
  let refused: FormState?

  func html() -> HTML {
    let steps = CardStep.allCases.filter {
      $0.isOpen(in: file, for: actor, on: visit.now.day)
    }
    let sent = refused?[Self.step]
    // A step that is gone has no form left to say at what was wrong.
    let homeless = refused.flatMap { state in
      steps.contains { $0.step.rawValue == sent } ? nil : UI.faults(state, visit)
    }
    let forms = steps.enumerated().map { index, step -> HTML in
      let state =
        step.step.rawValue == sent ? refused : nil
      return form(of: step, isFirst: index == 0, state)
    }
    return "\(homeless)\(forms)"
  }

  /// The hidden field that says which form was sent.
  private static let step = "step"

  private func form(of step: CardStep, isFirst: Bool, _ failed: FormState?) -> HTML {
    let state = failed ?? FormState(visit, version: file.version)
    let name = visit.t(step.step.phrase)
    let kind: UI.ButtonKind = step == .cancel ? .danger : isFirst ? .primary : .plain
    let body = UI.form(
      OversightLink.step(file.row.id, step.step.rawValue).path, state, visit,
      """
      <input type="hidden" name="\(Self.step)" value="\(step.step.rawValue)">
      \(fields(of: step, state))
      <div class="actions">\(UI.button(name, kind))</div>
      """)
    if isFirst { return UI.card(name, body) }
    return """
      <details class="more"\(attribute: "open", failed != nil)><summary>\(name)</summary>\
      \(body)</details>
      """
  }

  private func fields(of step: CardStep, _ state: FormState) -> HTML {
    let text = step.step.rawValue
    let fields: [UI.Field] =
      switch step {
      case .answer:
        [
          UI.Field(
            text, visit.t("原因和整改情况"), .area(max: CardStep.textMax), required: true,
            help: visit.t("写明为什么发生、采取了什么措施、结果怎样。")),
          UI.Field("person", visit.t("责任人"), .list(people)),
        ]
      case .appeal:
        [
          UI.Field(
            text, visit.t("申诉理由"), .area(max: CardStep.textMax), required: true,
            help: visit.t("只能申诉一次；由未发出这张牌的监察人员裁决。"))
        ]
      case .decideAppeal:
        [
          UI.Field(
            CardStep.upheld, visit.t("裁决"),
            .either([
              UI.Option("yes", visit.t("维持，申诉不予采纳")), UI.Option("no", visit.t("撤销这张牌")),
            ]), required: true),
          UI.Field(text, visit.t("裁决的理由"), .area(max: CardStep.textMax), required: true),
        ]
      case .close:
        [UI.Field(text, visit.t("意见"), .area(max: CardStep.textMax), required: true)]
      case .cancel:
        [
          UI.Field(
            text, visit.t("撤销的理由"), .area(max: CardStep.textMax), required: true,
            help: visit.t("撤销后不再计分，对同一事由也不再发牌。"))
        ]
      case .attribute:
        [UI.Field("responsible", visit.t("责任人"), .list(people), required: true)]
      }
    return UI.fields(fields, state, visit)
  }

  private var people: [UI.Option] { file.staff.map { UI.Option($0.id, $0.name) } }
}
