// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import ShangMi
import Site

/// On the page of a case, what was committed to: the way that was chosen, what may still come, and the check afterwards.
struct PromiseSection {
  let file: CaseFile
  let isOwn: Bool
  let visit: Visit

  func html() -> HTML { commitment + deferral }

  /// That something is still to be brought, before all else on the applicant's page.
  func reminder() -> HTML {
    guard isOwn, let due = file.state.deferralDue else { return .empty }
    let path = CaseLink.deferred(file.row.id).path
    return UI.notice(
      .warning, title: visit.t("请补交容缺材料"),
      body: """
        <p>\(visit.t("最迟 \(due) 补交；逾期没有补齐的，依照您签署的容缺受理承诺书处理。"))</p>\
        <p>\(UI.link(visit.t("补交容缺材料"), path, .primary))</p>
        """)
  }

  private var commitment: HTML {
    guard let taken = file.state.submission?.commitment else { return .empty }
    let review: Phrase =
      taken.replacesReview ? "受理以后不再审查实质内容，凭承诺书作出决定。" : "承诺书代替列明的材料，实质内容照常审查。"
    let check = UI.link(visit.t("承诺的履行和核查"), CaseLink.promise(file.row.id).path)
    return UI.section(
      visit.t("告知承诺"), id: "commitment",
      """
      <p>\(visit.t("申请人自愿选择告知承诺。"))\(visit.pick("", " "))\(visit.t(review))</p>\
      \(signature(.commitment))\(if: file.state.isGranted == true, "<p>\(check)</p>")
      """)
  }

  private func signature(_ kind: SignedText) -> HTML {
    guard let signature = file.filing?[kind] else { return .empty }
    return UI.facts([
      (visit.t("签名"), "\(signature.name)"),
      (visit.t("签署时间"), UI.moment(signature.at, visit)),
      (visit.t("所签文本的 SM3 摘要"), "<span class=\"number\">\(signature.text.description)</span>"),
    ])
  }

  private var deferral: HTML {
    let entries = file.state.deferring.entries
    guard !entries.isEmpty else { return .empty }
    let rows = entries.map { entry in
      UI.Row([
        "\(visit.pick(entry.material.name))",
        entry.due.map { UI.day($0, visit) } ?? "\(visit.t("受理后确定"))",
        UI.badge(visit.t(entry.standing.phrase), entry.standing.tone),
      ])
    }
    let broken = UI.link(visit.t("承诺的履行和核查"), CaseLink.promise(file.row.id).path)
    return UI.section(
      visit.t("容缺材料"), id: "deferral",
      """
      \(UI.table(
        caption: visit.t("容缺材料"),
        columns: [
          UI.Column(visit.t("材料")), UI.Column(visit.t("最迟补交日期")), UI.Column(visit.t("状态")),
        ], rows: rows))\
      \(signature(.deferral))\(if: file.state.deferring.hasLapsed && file.state.isGranted == true, "<p>\(broken)</p>")
      """)
  }
}

extension DeferralTurn.Standing {
  fileprivate var phrase: Phrase {
    switch self {
    case .owed: "待补交"
    case .supplied: "已补交，待核对"
    case .fitted: "符合要求"
    case .rejected: "不符合要求"
    }
  }

  fileprivate var tone: UI.Tone {
    switch self {
    case .owed: .warn
    case .supplied: .info
    case .fitted: .good
    case .rejected: .bad
    }
  }
}
