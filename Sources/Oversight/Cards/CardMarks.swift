// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Site

/// The small parts that say how a card stands, and the table of cards that several pages show.
struct CardMarks {
  let visit: Visit

  func level(_ level: Card.Level) -> HTML {
    UI.badge(visit.t(level.phrase), level == .red ? .bad : .warn)
  }

  func status(_ row: CardRow) -> HTML {
    let tone: UI.Tone =
      switch row.status {
      case .open, .upheld: .warn
      case .answered, .appealed: .info
      case .closed: .good
      case .unissued, .cancelled, .raised: .plain
      }
    return """
      \(UI.badge(visit.t(row.status.phrase), tone))\
      \(if: row.isPressed, UI.badge(visit.t("督办"), .bad))
      """
  }

  /// The last day of the answer, as a light while it is awaited.
  func answer(_ row: CardRow, on today: Day) -> HTML {
    guard row.status.awaitsAnswer else { return "—" }
    let light: Light = today > row.answerBy ? .red : today == row.answerBy ? .yellow : .green
    return UI.light(light, visit, text: visit.language.text(of: row.answerBy))
  }

  /// Cards, one a line.
  func table(_ rows: [CardRow], _ desk: OversightDesk, caption: String) -> HTML {
    let today = desk.now.day
    let units = Dictionary(desk.sections.map { ($0.zh, $0) }) { first, _ in first }
    return UI.table(
      caption: caption, dense: true,
      columns: [
        UI.Column(visit.t("编号")), UI.Column(visit.t("级别")), UI.Column(visit.t("发牌的事由")),
        UI.Column(visit.t("收牌单位")), UI.Column(visit.t("办件")), UI.Column(visit.t("发出")),
        UI.Column(visit.t("状态")), UI.Column(visit.t("答复的期限")),
        UI.Column(visit.t("扣分"), number: true),
      ],
      rows: rows.map { row in
        let item = desk.cases.shelf.version(row.item.code, row.item.version)
        let name = desk.rule(row.rule).map { visit.pick($0.name) } ?? row.rule.code
        let points = row.counts ? row.points.text : visit.t("不计分")
        return UI.Row(
          [
            "<a class=\"nowrap\" href=\"\(OversightLink.card(row.id).path)\">\(row.number)</a>",
            level(row.level), "\(name)", "\(visit.pick(row.unit, units[row.unit]?.en))",
            """
            \(item.map { visit.pick($0.name) })<br>\
            <span class="number faint">\(String(row.caseNumber.suffix(12)))</span>
            """,
            UI.moment(row.issuedAt, visit), status(row), answer(row, on: today), "\(points)",
          ], light: row.status.isOpen ? (row.level == .red ? .red : .yellow) : nil)
      })
  }
}
