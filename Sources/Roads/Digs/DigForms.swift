// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

/// The forms of the steps that somebody may take with a dig; nothing for who may take none.
struct DigForms {
  let file: DigFile
  let actor: Actor
  let desk: RoadsDesk
  let visit: Visit
  /// The state of the form that was sent and refused, if one was.
  let refused: FormState?

  /// The hidden field that says which form was sent.
  private static let sent = "step"

  func html() -> HTML {
    let context = Dig.Context(
      actor: actor, now: visit.now, network: file.network, settings: desk.settings)
    let steps = DigStep.allCases.filter { $0.isOpen(in: file, context) }
    let sent = refused?[Self.sent]
    // A step that is gone has no form left to say at what was wrong.
    let homeless = refused.flatMap { state in
      steps.contains { $0.step.rawValue == sent } ? nil : UI.faults(state, visit)
    }
    let forms = steps.enumerated().map { index, step in
      form(of: step, isFirst: index == 0, step.step.rawValue == sent ? refused : nil)
    }
    guard homeless != nil || !forms.isEmpty || mayRevise(context) else { return .empty }
    return "<div class=\"stack\">\(homeless)\(forms)\(if: mayRevise(context), revision)</div>"
  }

  private func mayRevise(_ context: Dig.Context) -> Bool {
    file.isInside && (try? file.state.decide(.revise(file.works), context)) != nil
  }

  private var revision: HTML {
    "<p>\(UI.link(visit.t("修改计划"), RoadsLink.reviseDig(file.row.number).path))</p>"
  }

  private func form(of step: DigStep, isFirst: Bool, _ failed: FormState?) -> HTML {
    let state = failed ?? FormState(visit, version: file.version)
    let name = visit.t(step.step.phrase)
    let kind: UI.ButtonKind = step.step == .withdraw ? .danger : isFirst ? .primary : .plain
    let body = UI.form(
      RoadsLink.step(file.row.number, step.step.rawValue).path, state, visit,
      """
      <input type="hidden" name="\(Self.sent)" value="\(step.step.rawValue)">
      \(UI.fields(fields(of: step), state, visit))
      <div class="actions">\(UI.button(name, kind))</div>
      """)
    if isFirst { return UI.card(name, body) }
    return """
      <details class="more"\(attribute: "open", failed != nil)><summary>\(name)</summary>\
      \(body)</details>
      """
  }

  private func fields(of step: DigStep) -> [UI.Field] {
    func text(_ label: Phrase, help: Phrase? = nil) -> UI.Field {
      UI.Field(
        step.step.rawValue, visit.t(label), .area(max: DigStep.textMax), required: true,
        help: help.map(visit.t))
    }
    func answer(_ name: String, _ label: Phrase, _ yes: Phrase, _ no: Phrase) -> UI.Field {
      UI.Field(
        name, visit.t(label),
        .either([UI.Option("yes", visit.t(yes)), UI.Option("no", visit.t(no))]), required: true)
    }
    switch step.step {
    case .approve:
      return [
        UI.Field(
          DigField.approval, visit.t("政府批准文号"), .text(max: 60), required: true,
          help: visit.t("县级以上人民政府的批准文件（城市道路管理条例第三十三条第二款）"))
      ]
    case .inspect: return [answer(DigField.passed, "验收结论", "合格", "不合格，返修"), text("验收情况")]
    case .decideChange: return [answer(DigField.granted, "是否批准", "批准变更", "不批准变更"), text("批复意见")]
    case .askChange:
      return changes + [text("变更的理由", help: "变更应当在批准的期限届满前提出（城市道路管理条例第三十六条）")]
    case .exceed:
      let kinds = Dig.Exceedance.Kind.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
      return [
        UI.Field(DigField.kind, visit.t("超出了什么"), .choice(kinds), required: true),
        text("现场情况"),
      ]
    case .withdraw: return [text("撤回的理由")]
    case .declineMerge: return [text("不同意的理由")]
    default: return []
    }
  }

  /// What may be otherwise than approved: what is left empty stays.
  private var changes: [UI.Field] {
    let near = file.network.segments(file.network.surroundings(of: file.state.segments))
    let options = near.map { UI.Option($0.id, "\($0.id) \($0.place(visit))") }
    return [
      UI.Field(DigField.until, visit.t("期限延长至"), .date),
      UI.Field(DigField.area, visit.t("面积改为（平方米）"), .number),
      UI.Field(
        DigField.segments, visit.t("位置改为"), .several(options),
        help: visit.t("位置不变的不用勾选；改变的，勾选变更后的全部路段")),
    ]
  }
}
