// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import Site

/// Which rules a case was handled under, and which rows of them fired: by the version that it was filed
/// under, with what was filed.
struct RulesPage {
  let file: CaseFile
  let visit: Visit

  func page() -> Page {
    let isStaff = visit.principal?.isStaff == true
    let part = RulePart(file.item, visit)
    return Page(
      "规则 · \(file.row.number)", section: isStaff ? "desk" : "cases", wide: true,
      body: """
        \(UI.crumbs(
          [
            isStaff
              ? (visit.t("工作台"), CaseLink.desk.path) : (visit.t("我的办件"), CaseLink.cases.path),
            (file.row.number, CaseLink.case(file.row.id).path),
          ], here: visit.t("规则"), visit))
        \(UI.head(
          visit.t("为什么需要这些材料"),
          lead: visit.t("本件适用“\(visit.pick(file.item.name))”第 \(file.item.version) 版的规则；标出的各行适用于所填的内容。"),
          actions: UI.printButton(visit)))
        \(UI.section(visit.t("材料"), id: "materials", materials(part)))
        \(part.tables(firing: file.state.ruling?.rows ?? [:]))
        """)
  }

  private func materials(_ part: RulePart) -> HTML {
    guard let filing = file.filing else { return "<p>\(visit.t("申请内容已经依法删除。"))</p>" }
    return part.materials((try? filing.materials(of: file.item)) ?? [])
  }
}

/// What the tables have settled for a case, in a few lines.
struct RulingSection {
  let file: CaseFile
  let visit: Visit

  func html() -> HTML {
    guard let ruling = file.state.ruling else { return .empty }
    return """
      \(RulePart(file.item, visit).ruling(ruling))\
      <p><a href="\(CaseLink.rules(file.row.id).path)">\(visit.t("为什么？看适用的规则"))</a></p>
      """
  }
}
