// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import Site

/// The steps that somebody may take with a case, as forms, for the shared case page.
package enum StepPanel {
  /// The panel for a member of staff or the applicant.
  ///
  /// Steps that the role and the phase allow have a form; where another rule stands against one, the rule
  /// is said instead.
  ///
  /// - Parameter state: a fresh `FormState(visit, version: file.version)`, or the state of a failed step,
  ///   which is shown at that step's form.
  package static func render(
    _ file: CaseFile, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) -> HTML {
    guard actor.isStaff else { return applicants(file, visit, actor, state) }
    let forms = StepForms(file: file, visit: visit, actor: actor, failed: state)
    let all = CaseStep.steps(of: file, for: actor).filter { $0.place != .button }.map {
      ($0, $0.obstacle(for: actor, in: file, on: visit.now))
    }
    let steps = all.filter { $0.0.place != .turn && ($0.0.place != .asked || $0.1 == nil) }
    let turns = all.filter { $0.0.place == .turn && $0.1 == nil }.map(\.0)
    let open = steps.filter { $0.1 == nil }.map(\.0) + turns
    // A step that is gone has no form left to say at what was wrong.
    let homeless = state.failed && !open.contains { $0.name == state[StepField.step] }
    var parts: [HTML] = [made(file, visit)]
    if homeless { parts.append(UI.faults(state, visit)) }
    for (step, obstacle) in steps {
      if let obstacle {
        parts.append(forbidden(step, obstacle, visit))
      } else {
        parts.append(forms.form(of: step, alone: open.count == 1))
      }
    }
    if steps.isEmpty { parts.append(others(file, visit)) }
    if !turns.isEmpty {
      let others = turns.map { forms.form(of: $0, alone: false) }
      parts.append("<h3>\(visit.t("其他步骤"))</h3>\(others)")
    }
    return UI.section(visit.t("办理"), id: "steps", "<div class=\"stack\">\(parts)</div>")
  }

  /// What the applicant can do now; nothing where that is nothing.
  private static func applicants(
    _ file: CaseFile, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) -> HTML {
    let open = CaseStep.steps(of: file, for: actor).filter {
      $0.place != .button && $0.obstacle(for: actor, in: file, on: visit.now) == nil
    }
    let forms = StepForms(file: file, visit: visit, actor: actor, failed: state)
    let isHomeless = state.failed && !open.contains { $0.name == state[StepField.step] }
    guard !open.isEmpty || isHomeless else { return .empty }
    let parts = open.map { forms.form(of: $0, alone: false) }
    return UI.section(
      visit.t("您可以办理"), id: "steps",
      """
      <div class="stack">\(if: isHomeless, UI.faults(state, visit))\(parts)</div>
      """)
  }

  /// The document that the last step has made, with the way to its print.
  private static func made(_ file: CaseFile, _ visit: Visit) -> HTML {
    let name = visit.query(madeName)
    guard let document = file.documents.last(where: { $0.name == name }) else { return .empty }
    let path = CaseLink.document(case: file.row.id, name: document.name).path
    return UI.notice(
      .info,
      body: """
        <p>\(visit.t("文书已作出：\(document.kind.title(for: file.item.type))（\(document.number)）。"))</p>\
        <p>\(UI.link(visit.t("查看并打印"), path))</p>
        """)
  }

  /// The name in the query string for the name of the document that was just made.
  static let madeName = "made"

  /// Why a step that is this person's part is not open to him, in one line.
  private static func forbidden(
    _ step: CaseStep, _ obstacle: CaseworkRefusal, _ visit: Visit
  ) -> HTML {
    """
    <p class="faint"><strong>\(visit.t(step.step.phrase))</strong> — \
    \(visit.t(StepRefusal.phrase(of: obstacle)))</p>
    """
  }

  /// Whose turn it is, for somebody with no part in it.
  private static func others(_ file: CaseFile, _ visit: Visit) -> HTML {
    let phase = file.state.phase
    let text: Phrase
    if phase.isClosed {
      text = "本件已经结束，没有要办理的步骤。"
    } else if phase == .supplementing {
      text = "等待申请人补正。补正期间不计入办理时限（行政许可法第三十二条）。"
    } else {
      let steps = CaseStep.desk.filter { $0.phases.contains(phase) && $0.isIn(file.state) }
      let roles = steps.reduce(into: Set<Role>()) { $0.formUnion(Case.roles(for: $1.step)) }
      let names = Role.allCases.filter(roles.contains).map { visit.t($0.phrase) }
      text =
        "本件现在由\(visit.pick(names.joined(separator: "、"), names.joined(separator: ", ")))办理，您的岗位没有要办理的步骤。"
    }
    return "<p>\(visit.t(text))</p>"
  }
}
