// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The alerts that stand (预警), what is due first on top.
struct AlertPages: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .page(.get, OversightLink.alerts.path, .only(CardScope.readers), "预警") { visit, actor in
        let (rows, next) = try await desk.alerts(
          after: try visit.cursor(), limit: try visit.limit(default: 50), for: actor)
        return .page(page(rows, next, visit))
      }
    ]
  }

  private func page(_ rows: [AlertRow], _ next: Cursor?, _ visit: Visit) -> Page {
    let empty = UI.empty(visit.t("没有预警"), visit.t("没有即将到期而没有办理的期限。"))
    return Page(
      "预警", section: "oversight", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("电子监察"), OversightLink.screen.path)], here: visit.t("预警"), visit))
        \(UI.head(visit.t("预警"), lead: visit.t("期限将满而没有办理的事。办理以后，或者期限变动以后，预警自动解除。")))
        \(rows.isEmpty ? empty : Self.table(rows, desk, visit))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : OversightLink.alerts.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  static func table(_ rows: [AlertRow], _ desk: OversightDesk, _ visit: Visit) -> HTML {
    let today = desk.now.day
    return UI.table(
      caption: visit.t("预警"), dense: true,
      columns: [
        UI.Column(visit.t("最后一日")), UI.Column(visit.t("监察事项")), UI.Column(visit.t("办件")),
        UI.Column(visit.t("责任单位")),
      ],
      rows: rows.map { row in
        let light = row.light(on: today)
        let item = desk.cases.shelf.version(row.item.code, row.item.version)
        let name = desk.rule(row.rule).map { visit.pick($0.name) } ?? row.rule.code
        return UI.Row(
          [
            UI.light(light, visit, text: visit.t(row.remaining(on: today, desk.calendar))),
            "\(name)",
            """
            <a href="\(CaseLink.case(row.caseID).path)">\(item.map { visit.pick($0.name) })</a>\
            <br><span class="number faint">\(row.caseNumber)</span>
            """,
            "\(desk.unit(row.unit, visit))",
          ], light: light)
      })
  }
}

extension AlertRow {
  fileprivate func light(on today: Day) -> Light { due < today ? .red : .yellow }

  fileprivate func remaining(on today: Day, _ calendar: WorkCalendar) -> Phrase {
    if due < today { return "已过 \(due)" }
    if due == today { return "今天到期" }
    let left = calendar.workingDays(after: today, through: due)
    return left == 1 ? "下一个工作日（\(due)）到期" : "\(due) 到期，剩 \(left) 个工作日"
  }
}

extension OversightDesk {
  /// The name of a unit in the visitor's language.
  func unit(_ name: String, _ visit: Visit) -> String {
    visit.pick(name, sections.first { $0.zh == name }?.en)
  }
}
