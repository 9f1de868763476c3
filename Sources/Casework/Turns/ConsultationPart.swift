// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension TeamSection {
  /// Who was asked for an opinion, by when, and what each said.
  var consultations: HTML {
    let all = file.state.consulting.consultations
    guard !all.isEmpty else { return .empty }
    let columns: [Phrase] = ["序号", "征求意见的对象", "征求意见的内容", "最迟答复", "意见", "意见和理由"]
    let rows = all.enumerated().map { index, consultation in
      UI.Row([
        "\(index + 1)", "\(consultation.asked.name)", "\(file.text(consultation.question))",
        UI.day(consultation.due(file.calendar), visit), answer(consultation),
        "\(file.text(consultation.answer?.opinion))",
      ])
    }
    return UI.section(
      visit.t("征求意见"), id: "consultations",
      UI.table(
        caption: visit.t("征求意见"), dense: true, columns: columns.map { UI.Column(visit.t($0)) },
        rows: rows))
  }

  private func answer(_ consultation: ConsultationTurn.Consultation) -> HTML {
    if consultation.withdrawn != nil { return UI.badge(visit.t("已撤回")) }
    if let answer = consultation.answer {
      let tone: UI.Tone =
        switch answer.stance {
        case .agrees: .good
        case .conditions: .warn
        case .objects: .bad
        }
      return """
        \(UI.badge(visit.t(answer.stance.phrase), tone)) <small class="faint">\
        \(file.name(ofColleague: answer.by)) \(UI.moment(answer.at, visit))</small>
        """
    }
    let isOverdue = visit.now.day > consultation.due(file.calendar)
    let word: Phrase = isOverdue ? "逾期没有答复（不视为同意）" : "等待答复"
    return """
      \(UI.badge(visit.t(word), isOverdue ? .bad : .info))\
      \(if: consultation.reminders > 0,
        " \(visit.t("催请 \(consultation.reminders) 次"))")
      """
  }
}
