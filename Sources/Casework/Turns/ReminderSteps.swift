// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

extension ReminderTurn {
  static let steps: [CaseStep] = [remind]

  private static let remind = CaseStep(
    "remind", .remind, in: [.received, .accepted, .granted, .refused],
    lead: { _ in "提醒经办人员尽快办理，每个工作日最多一次；催办不改变任何期限。" },
    inputs: [.reasons("想说的话", isRequired: false)],
    trial: { _, _ in .reminding(.remind(Reasons(""))) },
    read: { values, _ throws(SiteRefusal) in
      let words = values.reasons
      return StepOrder(.reminding(.remind(words)), words.text)
    })
}

extension TeamSection {
  /// That somebody waits, and what he has said.
  var reminders: HTML {
    let turn = file.state.reminding
    guard turn.waiting > 0, let last = turn.last else { return .empty }
    let reminders = file.history.filter { entry in
      if case .reminding = entry.event { true } else { false }
    }.suffix(turn.waiting)
    return UI.notice(
      .warning, title: visit.t("催办 \(turn.waiting) 次，最近一次 \(last)"),
      body: "\(each: reminders, { "<p>\(file.text($0.event.text))</p>" })")
  }
}
