// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The supervisor's screen: what is late, what soon will be, which cards are open, section by section, as it changes.
struct ScreenPages: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .page(
        .get, OversightLink.screen.path, .only(CardScope.readers), "电子监察",
        navigation: Navigation("oversight", order: 60)
      ) { visit, actor in
        let screen = try await desk.screen(for: actor)
        return .page(ScreenPage(screen: screen, desk: desk, visit: visit, actor: actor).page())
      }
    ]
  }
}

private struct ScreenPage {
  let screen: Screen
  let desk: OversightDesk
  let visit: Visit
  let actor: Actor

  private var today: Day { desk.now.day }

  func page() -> Page {
    Page(
      "电子监察", section: "oversight", wide: true, live: true,
      body: """
        \(UI.head(
          visit.t("电子监察"), lead: visit.t("\(today) · 时限、预警和监察牌随办件变化自动更新。"),
          actions: links))
        \(figures)
        \(if: !screen.sections.isEmpty, UI.section(visit.t("各科室"), id: "sections", sections))
        \(UI.section(visit.t("今天和下一个工作日到期的预警"), id: "alerts", alerts))
        \(UI.section(visit.t("待办理的监察牌"), id: "cards", cards))
        """)
  }

  private var links: HTML {
    """
    \(UI.link(visit.t("监察牌"), OversightLink.cards.path))\
    \(UI.link(visit.t("预警"), OversightLink.alerts.path))\
    \(UI.link(visit.t("月度得分"), OversightLink.scores.path))\
    \(UI.link(visit.t("投诉"), OversightLink.complaints.path))\
    \(UI.link(visit.t("监察规则"), OversightLink.rules.path))
    """
  }

  // MARK: Numbers

  private var figures: HTML {
    func figure(_ tally: Tally, _ mark: HTML = .empty) -> HTML {
      "\(mark)<b>\(tally.text)</b> \(visit.t("件"))"
    }
    func count(_ tally: Tally) -> HTML { "<b>\(tally.text)</b> \(visit.t("张"))" }
    let dueToday = screen.alerts.count { $0.due == today }
    return UI.figures([
      (visit.t("红灯 · 已经逾期"), figure(screen.cases(\.overdue))),
      (visit.t("黄灯 · 今天到期"), figure(screen.cases(\.dueToday))),
      (visit.t("黄灯 · 即将到期"), figure(screen.cases(\.dueSoon))),
      (visit.t("未结办件"), figure(screen.cases(\.open))),
      (visit.t("今天到期的预警"), "<b>\(dueToday)</b> \(visit.t("项"))"),
      (visit.t("待办理黄牌"), count(screen.open(.yellow))),
      (visit.t("待办理红牌"), count(screen.open(.red))),
    ])
  }

  private var sections: HTML {
    UI.table(
      caption: visit.t("各科室"), dense: true,
      columns: [
        UI.Column(visit.t("科室")), UI.Column(visit.t("未结"), number: true),
        UI.Column(visit.t("今天到期"), number: true), UI.Column(visit.t("即将到期"), number: true),
        UI.Column(visit.t("已经逾期"), number: true), UI.Column(visit.t("黄牌"), number: true),
        UI.Column(visit.t("红牌"), number: true), UI.Column(visit.t("本月得分"), number: true),
      ],
      rows: screen.sections.map { section in
        let red = section.open[.red]?.count ?? 0
        let isLate = section.cases.overdue.count > 0 || red > 0
        let isSoon = section.cases.dueToday.count > 0 || section.cases.dueSoon.count > 0
        return UI.Row(
          [
            "\(visit.pick(section.name))", worklist(section.cases.open, section.name.zh),
            "\(section.cases.dueToday.text)", "\(section.cases.dueSoon.text)",
            "\(section.cases.overdue.text)", open(.yellow, section), open(.red, section),
            score(section),
          ], light: isLate ? .red : isSoon ? .yellow : nil)
      })
  }

  private func worklist(_ tally: Tally, _ section: String) -> HTML {
    guard tally.count > 0 else { return "0" }
    let query = PercentCoding.query([("list", "open"), ("department", section)])
    return "<a href=\"\(CaseLink.desk.path)?\(query)\">\(tally.text)</a>"
  }

  private func open(_ level: Card.Level, _ section: SectionCounts) -> HTML {
    let tally = section.open[level] ?? Tally(0)
    guard tally.count > 0 else { return "0" }
    let query = PercentCoding.query([("unit", section.name.zh), ("level", level.rawValue)])
    return "<a href=\"\(OversightLink.cards.path)?\(query)\">\(tally.text)</a>"
  }

  private func score(_ section: SectionCounts) -> HTML {
    guard let score = section.score else { return "—" }
    return
      "<a href=\"\(OversightLink.scores.path)?month=\(screen.month.description)\">\(score.text)</a>"
  }

  // MARK: Lists

  private var alerts: HTML {
    let more: HTML = """
      <p><a href="\(OversightLink.alerts.path)">\(visit.t("全部预警"))</a></p>
      """
    guard !screen.alerts.isEmpty else {
      return "<p class=\"muted\">\(visit.t("没有。"))</p>\(more)"
    }
    return "\(AlertPages.table(screen.alerts, desk, visit))\(more)"
  }

  private var cards: HTML {
    guard !screen.cards.isEmpty else { return "<p class=\"muted\">\(visit.t("没有。"))</p>" }
    return """
      \(CardMarks(visit: visit).table(screen.cards, desk, caption: visit.t("待办理的监察牌")))
      <p><a href="\(OversightLink.cards.path)">\(visit.t("全部监察牌"))</a></p>
      """
  }
}
