// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// One commitment after the grant: where it stands, what was found, what comes next.
struct PromisePage {
  let file: PromiseFile
  let actor: Actor
  let visit: Visit
  /// The step that was sent and refused, with what was entered.
  var failed: (step: PromiseStep, state: FormState)?

  private var state: Promise { file.state }

  func page() -> Page {
    let id = file.row.id
    let home: (title: String, path: String) =
      actor.isStaff
      ? (visit.t("核查与容缺"), CaseLink.promises.path) : (visit.t("我的办件"), CaseLink.cases.path)
    return Page(
      .verbatim("\(visit.t("承诺的履行")) · \(file.row.number)"),
      section: actor.isStaff ? "promises" : "cases",
      live: failed == nil,
      body: """
        \(UI.crumbs(
          [home, (file.row.number, CaseLink.case(id).path)], here: visit.t("承诺的履行"), visit))
        \(UI.head(visit.pick(file.item.name), above: above))
        \(UI.section(visit.t("承诺"), facts))
        \(steps)
        \(UI.section(visit.t("经过"), id: "history", UI.timeline(events, visit)))
        """)
  }

  private var above: HTML {
    let isOverdue = state.isCheckOverdue || state.isCorrectionOverdue
    let tone: UI.Tone =
      switch state.phase {
      case .fulfilled: .good
      case .broken: .bad
      case .correcting, .contested: .warn
      case .none, .checking: .info
      }
    return """
      \(UI.badge(visit.t(state.phase.phrase), tone))\(UI.number(file.row.number, visit))\
      \(if: isOverdue && !state.phase.isClosed, UI.badge(visit.t("逾期"), .bad))
      """
  }

  private var facts: HTML {
    let ways = state.terms?.check.ways.map { visit.t($0) } ?? []
    let joined = ways.joined(separator: visit.pick("、", ", "))
    let documents = state.documents.map { document in
      UI.FileLink(
        visit.t(document.kind.title),
        path: CaseLink.promiseDocument(file.row.id, document.kind.rawValue).path,
        note: document.number)
    }
    return """
      \(UI.facts([
        (visit.t("承诺书"), state.terms.map { "\(visit.t($0.text.phrase))" }),
        (visit.t("核查方式"), joined.isEmpty ? nil : "\(joined)"),
        (visit.t("核查期限"), state.checkDue.map { UI.day($0, visit) }),
        (visit.t("改正期限"), state.correctionDue.map { UI.day($0, visit) }),
        (visit.t("陈述申辩期限"), state.statementDue.map { UI.day($0, visit) }),
        (visit.t("承办部门"), state.terms.map { "\(visit.pick($0.department, file.item.department.en))" }),
      ]))\
      \(if: !documents.isEmpty, UI.files(documents))
      """
  }

  // MARK: Steps

  private var steps: HTML {
    let mine = PromiseStep.all.filter {
      $0.phases.contains(state.phase) && actor.holds(anyOf: $0.roles)
    }
    guard !mine.isEmpty else { return .empty }
    let parts = mine.map { step -> HTML in
      if let obstacle = step.obstacle(for: actor, in: file, on: visit.now) {
        return """
          <p class="faint"><strong>\(visit.t(step.phrase))</strong> — \
          \(visit.t(StepRefusal.phrase(of: obstacle)))</p>
          """
      }
      return UI.card(visit.t(step.phrase), form(step))
    }
    return UI.section(visit.t("办理"), id: "steps", "<div class=\"stack\">\(parts)</div>")
  }

  private func form(_ step: PromiseStep) -> HTML {
    let isFailed = failed?.step.name == step.name
    let fresh = FormState(visit, version: file.version)
    let state = isFailed ? failed?.state ?? fresh : fresh
    var fields = step.asks.map { ask in
      UI.Field(
        step.field(ask), visit.t(ask.phrase), .either(options(ask)), required: true)
    }
    if let reasons = step.reasons {
      fields.append(
        UI.Field(
          step.reasonsField, visit.t(reasons), .area(max: StepOrder.textMax), required: true))
    }
    let seen: HTML =
      step.name == "confirm"
      ? "<p>\(file.text(self.state.pending?.findings))</p>" : .empty
    return """
      <p>\(visit.t(step.lead))</p>\(seen)\
      \(UI.form(CaseLink.promiseStep(file.row.id, step.name).path, state, visit, """
        \(UI.fields(fields, state, visit))
        <div class="actions">\(UI.button(visit.t(step.phrase), .primary))</div>
        """))
      """
  }

  private func options(_ ask: PromiseStep.Ask) -> [UI.Option] {
    switch ask {
    case .way: state.terms?.check.ways.map { UI.Option($0.rawValue, visit.t($0)) } ?? []
    case .outcome: Check.Outcome.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    }
  }

  /// A refusal with its faults at the fields of the step's form.
  static func named(_ refusal: any Refusal, for step: PromiseStep) -> any Refusal {
    let faults = refusal.faults.map { fault in
      fault.field.hasPrefix(step.name + ".")
        ? fault : Fault("\(step.name).\(fault.field)", fault.phrase)
    }
    return SiteRefusal(refusal.kind, refusal.code, StepRefusal.phrase(of: refusal), faults: faults)
  }

  // MARK: History

  private var events: [UI.Event] {
    let entries = file.history.filter {
      if case .documentNumbered = $0.event { false } else { true }
    }
    return entries.enumerated().reversed().map { index, recorded in
      UI.Event(
        visit.t(recorded.event.phrase), at: recorded.moment.at,
        who: visit.t(who(recorded)), body: detail(recorded.event),
        index == entries.count - 1 ? .now : .past)
    }
  }

  private func who(_ recorded: Recorded<Promise.Event>) -> Phrase {
    switch recorded.moment.actor {
    case Actor.system.id: return "系统"
    case state.terms?.applicant, state.terms?.filer: return "申请人"
    default: return "\(file.item.department)"
    }
  }

  /// The applicant reads what was found, since he answers for it.
  private func detail(_ event: Promise.Event) -> HTML? {
    let text = file.text(event.text)
    let day: Phrase? =
      switch event {
      case .begun(_, let due): "最迟 \(due) 核查"
      case .correctionDemanded(let due): "最迟 \(due) 改正"
      case .found(let due, _): "可以在 \(due) 以前陈述和申辩"
      default: nil
      }
    guard day != nil || !text.isEmpty else { return nil }
    return "\(with: day, { "<p>\(visit.t($0))</p>" })\(if: !text.isEmpty, "<p>\(text)</p>")"
  }
}

extension PromiseStep.Ask {
  fileprivate var phrase: Phrase {
    switch self {
    case .way: "核查方式"
    case .outcome: "核查结果"
    }
  }
}

extension Promise.Event {
  package var phrase: Phrase {
    switch self {
    case .begun: "列入核查"
    case .checked(let check): "核查：\(check.outcome.phrase)"
    case .confirmed: "另一名工作人员确认"
    case .fulfilled: "已履行承诺"
    case .correctionDemanded: "责令限期改正"
    case .corrected: "报告改正情况"
    case .found(_, let deceit): deceit ? "拟认定虚假承诺" : "拟认定未履行承诺"
    case .stated: "陈述和申辩"
    case .cleared: "不予认定，视为履行"
    case .broken: "认定未履行承诺"
    case .checkOverdue: "核查逾期"
    case .correctionOverdue: "改正逾期"
    case .revocationSettled: "许可决定已经处理"
    case .documentNumbered(let document): "文书编号：\(document.number)"
    }
  }
}

extension PromiseDocumentKind {
  package var title: Phrase {
    switch self {
    case .correctionOrder: "责令限期改正通知书"
    case .findingNotice: "拟认定未履行承诺告知书"
    case .breach: "未履行承诺认定决定书"
    case .result: "承诺核查结果告知书"
    }
  }
}
