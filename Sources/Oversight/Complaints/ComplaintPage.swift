// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// A step with a complaint, as its page offers it.
enum ComplaintStep: String, CaseIterable, Sendable {
  case takeUp = "take-up"
  case decline
  case explain
  case answer

  var phrase: Phrase {
    switch self {
    case .takeUp: "受理投诉"
    case .decline: "不予受理投诉"
    case .explain: "说明情况"
    case .answer: "答复投诉"
    }
  }

  var roles: Set<Role> { self == .explain ? Card.answerers : Card.supervisors }

  /// The field that says whether the complaint was right.
  static let justified = "justified"

  /// Reads the form of the step.
  func command(_ form: Form) throws(SiteRefusal) -> Complaint.Command {
    switch self {
    case .takeUp: return .takeUp
    case .decline: return .decline(try CardStep.text(form, rawValue))
    case .explain: return .explain(try CardStep.text(form, rawValue))
    case .answer:
      switch form[Self.justified] {
      case "yes": return .answer(justified: true, try CardStep.text(form, rawValue))
      case "no": return .answer(justified: false, try CardStep.text(form, rawValue))
      default: throw .invalid([Fault(Self.justified, "请选择投诉是否属实。")])
      }
    }
  }

  /// Whether somebody may take the step now, asked of the rules themselves.
  func isOpen(in file: ComplaintFile, for actor: Actor, on today: Day) -> Bool {
    let words = Reasons("——")
    let command: Complaint.Command =
      switch self {
      case .takeUp: .takeUp
      case .decline: .decline(words)
      case .explain: .explain(words)
      case .answer: .answer(justified: true, words)
      }
    return
      (try? file.state.decide(command, Card.Context(actor: actor, today: today))) != nil
  }
}

/// A complaint as everybody sees it who has a part in it.
struct ComplaintPage {
  let file: ComplaintFile
  let desk: OversightDesk
  let actor: Actor
  let visit: Visit
  var refused: FormState?

  func page() -> Page {
    let home: (title: String, path: String) =
      actor.isStaff
      ? (visit.t("投诉"), OversightLink.complaints.path)
      : (visit.t("我的办件"), CaseLink.cases.path)
    let number = file.row.caseNumber
    let forms = forms
    let history = UI.section(visit.t("经过"), UI.timeline(events, visit))
    return Page(
      "投诉", section: actor.isStaff ? "oversight" : "cases", wide: actor.isStaff,
      live: refused == nil,
      body: """
        \(UI.crumbs(
          [home, (number, CaseLink.case(file.row.caseID).path)], here: visit.t("投诉"), visit))
        \(UI.head(
          visit.t("投诉"), above: """
            \(UI.badge(visit.t(file.state.status.phrase), file.state.status.isOpen ? .warn : .plain))\
            \(UI.number(number, visit))
            """))
        \(forms.isEmpty
          ? history : UI.split(history, aside: "<div class=\"stack\">\(forms)</div>"))
        """)
  }

  private var events: [UI.Event] {
    file.history.filter { $0.event.isOpenToAll || actor.isStaff }.map { entry in
      UI.Event(
        visit.t(title(of: entry.event)), at: entry.moment.at,
        body: file.text(entry.event.text).map(CardPage.prose),
        entry.version == file.version ? .now : .past)
    }
  }

  private func title(of event: Complaint.Event) -> Phrase {
    switch event {
    case .filed: "提出投诉"
    case .takenUp: "受理投诉"
    case .declined: "不予受理投诉"
    case .explained: "科室说明情况"
    case .answered(let justified, _): justified ? "答复：投诉属实" : "答复：投诉不属实"
    }
  }

  // MARK: Forms

  private var forms: HTML {
    let steps = ComplaintStep.allCases.filter {
      $0.isOpen(in: file, for: actor, on: visit.now.day)
    }
    let sent = refused?["step"]
    let homeless = refused.flatMap { state in
      steps.contains { $0.rawValue == sent } ? nil : UI.faults(state, visit)
    }
    let forms = steps.map { form(of: $0, $0.rawValue == sent ? refused : nil) }
    return "\(homeless)\(forms)"
  }

  private func form(of step: ComplaintStep, _ failed: FormState?) -> HTML {
    let state = failed ?? FormState(visit, version: file.version)
    let name = visit.t(step.phrase)
    return UI.card(
      name,
      UI.form(
        OversightLink.complaintStep(file.row.id, step.rawValue).path, state, visit,
        """
        <input type="hidden" name="step" value="\(step.rawValue)">
        \(UI.fields(fields(of: step), state, visit))
        <div class="actions">\(UI.button(name, step == .decline ? .plain : .primary))</div>
        """))
  }

  private func fields(of step: ComplaintStep) -> [UI.Field] {
    func text(_ label: Phrase) -> UI.Field {
      UI.Field(step.rawValue, visit.t(label), .area(max: CardStep.textMax), required: true)
    }
    switch step {
    case .takeUp: return []
    case .decline: return [text("不受理投诉的理由")]
    case .explain: return [text("情况说明")]
    case .answer:
      let options = [
        UI.Option("yes", visit.t("属实")), UI.Option("no", visit.t("不属实")),
      ]
      return [
        UI.Field(
          ComplaintStep.justified, visit.t("投诉是否属实"), .either(options), required: true),
        text("答复的内容"),
      ]
    }
  }
}

extension Complaint.Event {
  /// What the section tells the supervisor is the bureau's own until the answer.
  fileprivate var isOpenToAll: Bool {
    if case .explained = self { false } else { true }
  }
}
