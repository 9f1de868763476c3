// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// What two people at once see of each other: the slower one learns what the faster one has done, and
/// keeps his words.
struct ConflictPage {
  let visit: Visit
  let actor: Actor
  let file: CaseFile
  /// The version that the slower one saw.
  let seen: Int

  func page() -> Page {
    let body: HTML = """
      \(head)
      \(UI.notice(
        .warning, title: visit.t("您提交之前，其他人已经办理了本件"),
        body: """
          <p>\(visit.t("您的操作没有生效，什么都没有改变。本件现在是“\(file.state.phase.phrase(for: file.item.type))”。"))</p>\
          <p>\(UI.link(visit.t("查看最新状态"), CaseLink.case(file.row.id).path, .primary))</p>
          """))
      \(UI.section(visit.t("您打开页面之后发生的事"), UI.timeline(events(), visit)))
      \(words())
      """
    return Page("与他人同时办理", section: "desk", status: RefusalKind.conflict.status, body: body)
  }

  private var head: HTML {
    let trail = [
      (title: visit.t("工作台"), path: CaseLink.desk.path),
      (title: file.row.number, path: CaseLink.case(file.row.id).path),
    ]
    return UI.crumbs(trail, here: visit.t("与他人同时办理"), visit)
      + UI.head(
        visit.pick(file.item.name),
        above: CasePage.badge(
          file.state.phase, granted: file.state.isGranted, file.item.type, visit)
          + UI.number(file.row.number, visit))
  }

  private func events() -> [UI.Event] {
    file.history.filter { $0.version > seen }.compactMap { entry in
      guard let step = CaseworkRefusal.Step(entry.event) else { return nil }
      let who: Phrase =
        switch entry.moment.actor {
        case actor.id: "您本人"
        case Actor.system.id: "系统依法自动办理"
        default: "其他人员"
        }
      return UI.Event(visit.t(step.phrase), at: entry.moment.at, who: visit.t(who), .now)
    }
  }

  /// What was written and not kept, so that it can be copied.
  private func words() -> HTML {
    let texts = visit.form.values.keys.filter(StepField.isWritten).sorted()
      .compactMap { visit.form[$0] }
    guard !texts.isEmpty else { return .empty }
    return UI.section(
      visit.t("您填写的内容（没有提交，可以复制）"), "\(each: texts, { "<p>\($0)</p>" })")
  }
}

extension CaseworkRefusal.Step {
  /// The step that an event came from; nil where it followed by itself.
  init?(_ event: Case.Event) {
    switch event {
    case .submitted: self = .submit
    case .corrected: self = .correct
    case .supplementNoticed: self = .noticeSupplement
    case .supplemented: self = .supplement
    case .foundNotRequired: self = .findNotRequired
    case .acceptanceRefused: self = .refuseAcceptance
    case .accepted, .deemedAccepted: self = .accept
    case .reviewed: self = .review
    case .granted, .refused, .deemedRenewed: self = .decide
    case .licenceIssued: self = .issueLicence
    case .delivered: self = .deliver
    case .withdrawn: self = .withdraw
    case .terminated: self = .terminate
    case .rectified: self = .rectify
    case .licenceEnded, .concluded, .documentNumbered, .committed, .actedFor: return nil
    case .extending, .procedure, .deferring, .returning, .countersigning, .handingOver,
      .reminding, .consulting, .suspending, .hearing, .statement, .publicNotice:
      guard let step = event.turn?.step else { return nil }
      self = step
    }
  }
}
