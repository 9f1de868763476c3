// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// One entry of the register: whom it keeps from what, on what it rests, and how it ends.
struct BarPage {
  let file: CaseDesk.BarFile
  let actor: Actor
  let visit: Visit
  /// The form that was sent and refused.
  var failed: FormState?

  // The names of the fields.
  static let reasons = "reasons"
  static let document = "document"
  static let corrected = "corrected"

  private var row: BarRow { file.row }

  func page() -> Page {
    Page(
      .verbatim(row.number ?? row.id), section: "bars",
      body: """
        \(UI.crumbs([(visit.t("失信与禁入"), CaseLink.bars.path)], here: row.number ?? "", visit))
        \(UI.head(
          visit.t(row.reason.phrase), lead: lead, above: visit.badge(row.standing(on: visit.now.day)),
          actions: UI.link(visit.t("告知书"), CaseLink.barDocument(row.id, .page).path)))
        \(UI.section(visit.t("记录"), facts))
        \(UI.section(visit.t("理由"), "<p>\(file.reasons)</p>"))
        \(ending)\(forms)
        """)
  }

  /// What follows from it, in a sentence.
  private var lead: String {
    switch row.standing(on: visit.now.day) {
    case .standing:
      let gates = BarredGate.allCases.filter(row.gates.contains).map { visit.t($0.phrase) }
      let list = gates.joined(separator: visit.pick("、", ", "))
      return visit.t("在期限内，当事人不能：\(list)。")
    case .noted: return visit.t("本事项不直接关系公共安全、人身健康、生命财产安全，只给予警告，不限制再次申请。")
    case .over: return visit.t("期限已经届满，可以重新申请。")
    case .lifted: return visit.t("已经解除，可以重新申请。")
    }
  }

  private var facts: HTML {
    UI.facts([
      (visit.t("当事人"), "\(row.shownName(to: actor))"),
      (visit.t("代码"), "<span class=\"number\">\(row.shownCode(to: actor))</span>"),
      (visit.t("许可事项"), "\(file.item.map { visit.pick($0.name) } ?? visit.t("全部事项"))"),
      (visit.t("期限"), "\(visit.period(row))"),
      (visit.t("依据"), row.reason.basis.map { "<span lang=\"zh-CN\">\($0.text)</span>" }),
      (visit.t("所依据的决定"), "\(row.decision)"),
      (
        visit.t("办件"),
        row.caseID.map { "<a href=\"\(CaseLink.case($0).path)\">\(visit.t("查看办件"))</a>" }
      ),
      (
        visit.t("证照"),
        row.licence.map { "<a class=\"number\" href=\"\(CaseLink.licence($0))\">\($0)</a>" }
      ),
      (visit.t("登记时间"), UI.moment(row.enteredAt, visit)),
      (visit.t("决定科室"), "\(row.department)"),
    ])
  }

  private var ending: HTML {
    guard let day = file.state.endedOn else { return .empty }
    let how: Phrase =
      file.state.repair == nil ? "所依据的决定已被撤销、变更（\(file.state.setAsideBy ?? "")）" : "信用修复"
    return UI.section(
      visit.t("解除"),
      """
      \(UI.facts([
        (visit.t("解除日期"), UI.day(day, visit)), (visit.t("原因"), "\(visit.t(how))"),
        (visit.t("改正日期"), file.state.repair.map { UI.day($0.corrected, visit) }),
      ]))
      <p>\(file.endReasons)</p>
      """)
  }

  // MARK: Ending it

  private var forms: HTML {
    guard actor.holds(anyOf: Bar.lifters) else { return .empty }
    let lift = form(
      CaseLink.liftBar(row.id), visit.t("解除"),
      [
        UI.Field(
          Self.document, visit.t("撤销、变更所依据决定的文书名称和编号"), .text(max: 120), required: true),
        UI.Field(Self.reasons, visit.t("解除的理由"), .area(max: BarPages.textMax), required: true),
      ])
    let repair = form(
      CaseLink.repairBar(row.id), visit.t("信用修复"),
      [
        UI.Field(Self.corrected, visit.t("改正的日期"), .date, required: true),
        UI.Field(
          Self.reasons, visit.t("改正的情况和证据"), .area(max: BarPages.textMax), required: true),
      ])
    let reasons = Reasons("——")
    let parts = [
      ("解除（所依据的决定被撤销、变更）" as Phrase, Bar.Command.lift(document: "——", reasons), lift),
      ("信用修复", .repair(evidence: reasons, corrected: visit.now.day), repair),
    ].map { title, command, form -> HTML in
      if let obstacle = obstacle(command) {
        return
          "<p class=\"faint\"><strong>\(visit.t(title))</strong> — \(visit.t(obstacle.phrase))</p>"
      }
      return UI.card(visit.t(title), form)
    }
    return UI.section(visit.t("办理"), id: "steps", "<div class=\"stack\">\(parts)</div>")
  }

  /// Why the entry may not be ended so, asked of the rules themselves.
  private func obstacle(_ command: Bar.Command) -> BarRefusal? {
    do throws(BarRefusal) {
      _ = try file.state.decide(command, Bar.Context(actor: actor, today: visit.now.day))
      return nil
    } catch {
      return error
    }
  }

  private func form(_ link: CaseLink, _ button: String, _ fields: [UI.Field]) -> HTML {
    let isFailed = visit.path == link.path
    let fresh = FormState(visit, version: row.version)
    let state = isFailed ? failed ?? fresh : fresh
    return UI.form(
      link.path, state, visit,
      """
      \(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(button, .primary))</div>
      """)
  }
}
