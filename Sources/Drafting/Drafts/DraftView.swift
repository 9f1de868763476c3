// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// A draft as a whole: how far each section is, what it changes, what comes next, and what has happened.
struct DraftView {
  let file: DraftFile
  let desk: DraftingDesk
  let actor: Actor
  let visit: Visit
  /// Which step was refused, if one was.
  var failed: (step: DraftStep, state: FormState)?

  private var row: DraftRow { file.row }

  var page: Page {
    let homeless = failed.flatMap { failed in
      steps.contains(failed.step) ? nil : UI.faults(failed.state, visit)
    }
    return Page(
      .verbatim(row.name), section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs([(visit.t("事项管理"), DraftingLink.home.path)], here: row.name, visit))
        \(UI.head(
          row.name, lead: visit.t("第 \(row.target) 版的草稿（\(row.origin.phrase)）"),
          above: UI.badge(visit.t(row.status.phrase), row.status.tone),
          actions: UI.link(visit.t("下载文件"), DraftingLink.file(row.id).path)))
        \(homeless)\(overtaken)\(published)
        \(UI.split(main, aside: forms))
        """)
  }

  /// Says so when another version has been published since it was begun.
  private var overtaken: HTML {
    guard row.status.isOpen, file.latest > file.state.base else { return .empty }
    let path = DraftingLink.comparison(row.item, from: file.state.base, to: file.latest)
    return UI.notice(
      .warning,
      body: """
        <p>\(visit.t("起草以后目录里已经发布了第 \(file.latest) 版。")) \
        <a href="\(path)">\(visit.t("比较两个版本"))</a></p>
        """)
  }

  private var published: HTML {
    guard let publication = file.state.publication else { return .empty }
    let path = CatalogueLink.version(row.item, publication.version).path
    return UI.notice(
      .success,
      body: """
        <p>\(visit.t("已经发布为第 \(publication.version) 版，自 \(publication.effective) 起生效。")) \
        <a href="\(path)">\(visit.t("办事指南"))</a></p>
        """)
  }

  private var main: HTML {
    let comparison = file.comparison.map { comparison in
      UI.section(
        visit.t("与第 \(file.state.base) 版的不同"), id: "changes",
        ComparisonView(comparison: comparison, visit: visit).html)
    }
    return """
      \(UI.facts([
        (visit.t("实施编码"), UI.number(row.item, visit)),
        (visit.t("还没有通过检查的"), "\(visit.t("\(file.check.faults.count) 处"))"),
      ]))
      \(UI.section(visit.t("各节"), id: "sections", sections))\(loose)\(comparison)
      \(UI.section(visit.t("经过"), id: "past", PastView(
        past: file.past, visit: visit, phrase: \.phrase, reasons: \.reasons).timeline))
      """
  }

  private var sections: HTML {
    let rows = DraftSection.allCases.map { section -> UI.Row in
      let faults = file.check.faults(of: section).count
      let isEmpty = file.text[section].isEmpty
      return UI.Row([
        """
        <a href="\(DraftingLink.section(row.id, section.rawValue).path)">\
        \(visit.t(section.phrase))</a>
        """,
        faults > 0
          ? UI.badge(visit.t("\(faults) 处"), .bad)
          : isEmpty ? UI.badge(visit.t("没有内容")) : UI.badge(visit.t("通过"), .good),
        "\(with: file.check.faults(of: section).first, { "\(visit.t($0.phrase))" })",
      ])
    }
    return UI.table(
      caption: visit.t("各节"),
      columns: [
        UI.Column(visit.t("哪一项")), UI.Column(visit.t("检查")), UI.Column(visit.t("第一处")),
      ], rows: rows)
  }

  /// What is wrong with the file as a whole.
  private var loose: HTML {
    let faults = file.check.faults.filter { $0.section == nil }
    guard !faults.isEmpty else { return .empty }
    let list: HTML = "<ul>\(each: faults, { "<li>\(visit.t($0.phrase))</li>" })</ul>"
    return UI.notice(.warning, title: visit.t("整份文件"), body: list)
  }

  // MARK: Steps

  /// The steps that are open, asked of the rules themselves but for what the check says, which the form tells.
  private var steps: [DraftStep] {
    DraftStep.allCases.filter { step in
      guard actor.holds(anyOf: step.roles) else { return false }
      let isWriter = file.state.writers.contains(actor.id)
      return switch step {
      case .submit: row.status.isWritable && file.latest == file.state.base
      case .adopt: row.status.isWritable && file.latest > file.state.base
      case .approve: row.status == .submitted && !isWriter
      case .sendBack: [.submitted, .approved].contains(row.status) && !isWriter
      case .publish: row.status == .approved
      case .discard: row.status.isOpen
      }
    }
  }

  private var forms: HTML {
    let waits: HTML =
      row.status == .submitted && file.state.writers.contains(actor.id)
      ? UI.notice(.info, body: "<p>\(visit.t("等待另一人审核：起草的人不能审核自己起草的内容。"))</p>") : .empty
    return waits
      + HTML.join(steps.enumerated().map { form(of: $0.element, isFirst: $0.offset == 0) })
  }

  private func form(of step: DraftStep, isFirst: Bool) -> HTML {
    let isFailed = failed?.step == step
    let fresh = FormState(
      visit, values: ["effective": "\(visit.now.day.adding(days: 1))"], version: row.version)
    let state = isFailed ? failed?.state ?? fresh : fresh
    let name = visit.t(step.phrase)
    var fields: [UI.Field] = []
    if step == .publish {
      fields.append(
        UI.Field(
          "effective", visit.t("生效日期"), .date, required: true,
          help: visit.t("从这一天起的申请按新的版本；在这以前按原来的版本。")))
    }
    if step.reasons != .none {
      fields.append(
        UI.Field(
          "reasons", visit.t(step == .approve ? "审核意见" : "理由"), .area(max: Remark.max),
          required: step.reasons == .required))
    }
    let kind: UI.ButtonKind = step == .discard ? .danger : isFirst ? .primary : .plain
    let body = UI.form(
      DraftingLink.step(row.id, step.rawValue).path, state, visit,
      """
      \(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(name, kind))</div>
      """)
    if isFirst { return UI.card(name, body) }
    return """
      <details class="more"\(attribute: "open", isFailed)><summary>\(name)</summary>\
      \(body)</details>
      """
  }
}
