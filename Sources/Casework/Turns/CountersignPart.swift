// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

extension TeamSection {
  /// Who was asked to sign, and what each said.
  var signatures: HTML {
    let turn = file.state.countersigning
    guard !turn.signers.isEmpty else { return .empty }
    let order: Phrase = turn.isInOrder ? "依次会签" : "同时会签"
    let rows = turn.signers.enumerated().map { index, signer in
      UI.Row([
        "\(index + 1)", name(signer), verdict(signer, turn),
        "\(file.text(signer.signature?.opinion))",
        signedAt(signer).map { UI.moment($0, visit) } ?? "—",
      ])
    }
    return UI.section(
      visit.t("会签"), id: "signatures",
      """
      <p class="muted">\(visit.t(order))</p><p>\(file.text(turn.question))</p>\
      \(UI.table(
        caption: visit.t("会签"), dense: true,
        columns: ["序号", "会签人", "结论", "意见", "时间"].map { UI.Column(visit.t($0)) }, rows: rows))
      """)
  }

  /// Who was asked, and whose hand it was where it was another's.
  private func name(_ signer: CountersignTurn.Signer) -> HTML {
    let name = file.name(ofColleague: signer.id)
    guard let by = signer.signature?.by, by != signer.id else { return "\(name)" }
    return "\(visit.t("\(name)（由受托人 \(file.name(ofColleague: by)) 代签）"))"
  }

  private func verdict(_ signer: CountersignTurn.Signer, _ turn: CountersignTurn) -> HTML {
    guard let signature = signer.signature else {
      let isDue = turn.due.contains(signer.id)
      return UI.badge(visit.t(isDue ? "待会签" : "尚未轮到"), isDue ? .info : .plain)
    }
    return UI.badge(
      visit.t(signature.agrees ? "同意" : "有不同意见"), signature.agrees ? .good : .bad)
  }

  private func signedAt(_ signer: CountersignTurn.Signer) -> Instant? {
    file.history.last { entry in
      if case .countersigning(.signed(signer.id, _, _)) = entry.event { true } else { false }
    }?.moment.at
  }
}

extension StepForms {
  /// The objections that the reasons of a decision have to answer.
  func objections() -> HTML {
    let objections = file.state.countersigning.signers.filter { $0.signature?.agrees == false }
    guard !objections.isEmpty else { return .empty }
    let entries = objections.map { signer -> HTML in
      """
      <li><strong>\(file.name(ofColleague: signer.id))</strong>\
      <p>\(file.text(signer.signature?.opinion))</p></li>
      """
    }
    return "<h3>\(visit.t("会签中的不同意见"))</h3><ul class=\"stack\">\(entries)</ul>"
  }
}
