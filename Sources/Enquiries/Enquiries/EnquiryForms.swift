// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// The forms by which a section handles a question.
struct EnquiryForms {
  let desk: EnquiryDesk
  let file: EnquiryFile
  let actor: Actor
  let visit: Visit
  let refused: FormState?

  /// Which form was sent.
  private static let step = "step"

  func html() -> HTML {
    let steps = EnquiryStep.withOne.filter(isOpen)
    let sent = refused?[Self.step]
    let isHomeless = refused != nil && !steps.contains { $0.rawValue == sent }
    return """
      \(if: isHomeless, refused.map { UI.faults($0, visit) } ?? .empty)\
      \(steps.map { form($0, $0.rawValue == sent ? refused : nil) })
      """
  }

  /// Whether somebody may take a step now, asked of the rules themselves.
  private func isOpen(_ step: EnquiryStep) -> Bool {
    let words = Reasons("——")
    let command: Enquiry.Command =
      switch step {
      case .forward: .forward(to: "", words)
      case .publish: .publish(question: words, answer: words)
      case .withdraw: .withdraw
      case .answer, .record: .answer(words)
      }
    return (try? file.state.decide(command, desk.context(actor, visit.now.day))) != nil
  }

  private func form(_ step: EnquiryStep, _ failed: FormState?) -> HTML {
    // What is published begins as what was asked and answered, for names to be taken out.
    let values =
      step == .publish
      ? [EnquiryField.question: file.question ?? "", EnquiryField.text: file.answer ?? ""] : [:]
    let state = failed ?? FormState(visit, values: values, version: file.version)
    let title = visit.t(step.phrase)
    return UI.card(
      title,
      UI.form(
        EnquiryLink.step(file.row.id, step).path, state, visit,
        """
        <input type="hidden" name="\(Self.step)" value="\(step.rawValue)">
        \(UI.fields(fields(of: step), state, visit))
        <div class="actions">\(UI.button(title, step == .answer ? .primary : .plain))</div>
        """))
  }

  private func fields(of step: EnquiryStep) -> [UI.Field] {
    func text(_ label: Phrase, _ name: String = EnquiryField.text, help: Phrase? = nil) -> UI.Field
    {
      UI.Field(
        name, visit.t(label), .area(max: desk.settings.answerMax), required: true,
        help: help.map { visit.t($0) })
    }
    switch step {
    case .forward:
      let units = desk.units.filter { $0.zh != file.row.unit }
        .map { UI.Option($0.zh, visit.pick($0.zh, $0.en)) }
      return [
        UI.Field(
          EnquiryField.unit, visit.t("转给"), .list(units), required: true,
          help: visit.t("转办不重新计算答复的期限。")),
        text("转办的理由"),
      ]
    case .publish:
      return [
        text("问题", EnquiryField.question, help: "公开以前，请去掉姓名、电话等个人信息。"),
        text("答复"),
      ]
    case .withdraw: return []
    case .answer, .record: return [text("答复")]
    }
  }

  static func command(_ step: EnquiryStep, _ form: Form) -> Enquiry.Command {
    let text = Reasons(form[EnquiryField.text] ?? "")
    switch step {
    case .forward: return .forward(to: form[EnquiryField.unit] ?? "", text)
    case .publish:
      return .publish(question: Reasons(form[EnquiryField.question] ?? ""), answer: text)
    case .withdraw: return .withdraw
    case .answer, .record: return .answer(text)
    }
  }
}
