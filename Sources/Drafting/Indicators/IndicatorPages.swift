// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The bureau's figures about its items, and what should be mended in them.
struct IndicatorPages: Sendable {
  let desk: DraftingDesk

  var routes: [Route] {
    [
      .page(.get, DraftingLink.indicators.path, DraftingScope.gate, "四办指标") { visit, _ in
        .page(try await indicators(visit))
      },
      .page(.get, DraftingLink.findings.path, DraftingScope.gate, "事项质量检查") { visit, _ in
        .page(try findings(visit))
      },
    ]
  }

  // MARK: The figures

  private func indicators(_ visit: Visit) async throws -> Page {
    let day = try visit.query("day", as: Day.self) ?? visit.now.day
    let report = try await desk.indicators(on: day)
    let chosen = visit.query("of").flatMap(Indicator.init) ?? .atOnce
    let whole = report.whole
    let tabs = Indicator.allCases.map { indicator in
      UI.Tab(
        visit.t(indicator.phrase), path: visit.address(changing: ["of": indicator.rawValue]),
        current: indicator == chosen)
    }
    let chart = IndicatorChart(report: report, indicator: chosen, visit: visit)
    return Page(
      "四办指标", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs([(visit.t("事项管理"), DraftingLink.home.path)], here: visit.t("四办指标"), visit))
        \(UI.head(
          visit.t("四办指标"), lead: visit.t("由 \(day) 有效的 \(whole.total) 个事项算出，百分比保留两位小数。")))
        \(dayForm(day, chosen, visit))
        \(UI.figures([
          (visit.t("马上办"), "<b>\(whole[.atOnce].text)</b>"),
          (visit.t("一次办"), "<b>\(whole[.once].text)</b>"),
          (visit.t("全程网办"), "<b>\(whole[.wholeOnline].text)</b>"),
          (visit.t("承诺时限压缩"), "<b>\(whole.compressionText)</b>"),
          (visit.t("平均材料数"), "<b>\(whole.averageMaterials)</b>"),
        ]))
        \(UI.section(visit.t("全部指标"), id: "all", all(whole, visit)))
        \(UI.section(visit.t("各科室"), id: "departments", """
          \(UI.tabs(tabs, label: visit.t("指标")))\(chart.drawing)\(departments(report, visit))
          """))
        """)
  }

  private func dayForm(_ day: Day, _ chosen: Indicator, _ visit: Visit) -> HTML {
    """
    <form class="filters" method="get" action="\(DraftingLink.indicators.path)">\
    <input type="hidden" name="of" value="\(chosen.rawValue)">\
    <div class="field"><label class="field-label" for="by-day">\(visit.t("哪一天"))</label>\
    <input class="input input-short" id="by-day" type="date" name="day" value="\(day.description)"></div>\
    <button class="button" type="submit">\(visit.t("查看"))</button></form>
    """
  }

  private func all(_ whole: Indicators, _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("全部指标"),
      columns: [
        UI.Column(visit.t("指标")), UI.Column(visit.t("事项数"), number: true),
        UI.Column(visit.t("占比"), number: true), UI.Column(visit.t("怎样算")),
      ],
      rows: Indicator.allCases.map { indicator in
        let share = whole[indicator]
        return UI.Row([
          "\(visit.t(indicator.phrase))", "\(share.count)", "\(share.text)",
          "\(visit.t(indicator.meaning))",
        ])
      })
  }

  private func departments(_ report: IndicatorReport, _ visit: Visit) -> HTML {
    let shown: [Indicator] = [.atOnce, .once, .wholeOnline, .nearby, .onTheSpot]
    func row(_ name: String, _ figures: Indicators, isMarked: Bool = false) -> UI.Row {
      UI.Row(
        ["\(name)", "\(figures.total)"] + shown.map { "\(figures[$0].text)" as HTML } + [
          "\(figures.compressionText)", "\(figures.averageMaterials)", "\(figures.averageVisits)",
        ], isMarked: isMarked)
    }
    return UI.table(
      caption: visit.t("各科室"), dense: true,
      columns: [UI.Column(visit.t("承办科室")), UI.Column(visit.t("事项数"), number: true)]
        + shown.map { UI.Column(visit.t($0.phrase), number: true) } + [
          UI.Column(visit.t("承诺时限压缩"), number: true),
          UI.Column(visit.t("平均材料数"), number: true), UI.Column(visit.t("平均到现场次数"), number: true),
        ],
      rows: report.departments.map { row(visit.pick($0.name), $0.figures) } + [
        row(visit.t("全局"), report.whole, isMarked: true)
      ])
  }

  // MARK: What should be mended

  private func findings(_ visit: Visit) throws -> Page {
    let department = visit.query("department")
    let (rows, next, total) = try desk.findings(
      department: department, rule: visit.query("rule"), after: try visit.cursor(),
      limit: try visit.limit())
    let filters = [
      UI.Filter(
        "department", visit.t("承办科室"),
        desk.departments.map { UI.Option($0.zh, visit.pick($0)) }),
      UI.Filter(
        "rule", visit.t("检查项"),
        Advice.all.map { UI.Option($0.id, "\($0.id) \(visit.t($0.phrase))") }),
    ]
    let cards = rows.map { found in
      UI.cardLink(
        visit.pick(found.item.name), path: DraftingLink.item(found.item.code).path,
        "<ul>\(each: found.findings, { finding($0, visit) })</ul>")
    }
    return Page(
      "事项质量检查", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs(
          [(visit.t("事项管理"), DraftingLink.home.path)], here: visit.t("事项质量检查"), visit))
        \(UI.head(
          visit.t("事项质量检查"), lead: visit.t("检查没有拒绝、但应当改进的地方；已经发布的版本违反后来的规则的也列在这里。")))
        \(UI.filters(DraftingLink.findings.path, search: nil, filters, visit))
        \(rows.isEmpty
          ? UI.empty(visit.t("没有发现"))
          : UI.section(visit.t("质量检查"), "<div class=\"stack\">\(cards)</div>"))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) },
          summary: visit.t("共 \(total) 处"), visit))
        """)
  }

  private func finding(_ finding: Advice.Finding, _ visit: Visit) -> HTML {
    """
    <li><span class="number">\(finding.id)</span> \
    \(with: finding.section, { "\(visit.t($0.phrase))：" })\(visit.t(finding.phrase))\
    \(with: finding.place, { " <span class=\"faint\">\(visit.pick($0))</span>" })</li>
    """
  }
}

/// One share of the items of each section as bars; the table beside it says the same in figures.
struct IndicatorChart {
  let report: IndicatorReport
  let indicator: Indicator
  let visit: Visit

  private static let row = 36
  private static let left = 200
  private static let width = 760
  private static let right = 90

  var drawing: HTML {
    let shares =
      report.departments.map { (visit.pick($0.name), $0.figures[indicator]) } + [
        (visit.t("全局"), report.whole[indicator])
      ]
    let bars = shares.enumerated().map { bar($0.element.0, $0.element.1, at: $0.offset) }
    let span = Self.left + Self.width + Self.right
    return """
      <figure class="bars" tabindex="0"><svg viewBox="0 0 \(span) \(shares.count * Self.row)" role="img" \
      aria-label="\(visit.t("各科室：\(indicator.phrase)"))">\(bars)</svg></figure>
      """
  }

  private func bar(_ name: String, _ share: Share, at index: Int) -> HTML {
    let top = index * Self.row
    let length = share.total > 0 ? share.count * Self.width / share.total : 0
    return """
      <text class="bar-name" x="\(Self.left - 12)" y="\(top + 23)" text-anchor="end">\(name)</text>\
      <rect class="bar-rest" x="\(Self.left)" y="\(top + 6)" width="\(Self.width)" height="24"/>\
      <rect class="bar-good" x="\(Self.left)" y="\(top + 6)" width="\(length)" height="24"/>\
      <text class="bar-value" x="\(Self.left + Self.width + 10)" y="\(top + 23)">\(share.text)</text>
      """
  }
}
