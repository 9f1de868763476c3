// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The published plan of a year or a quarter: as a list, as time bars, for the printer.
struct PlanPages: Sendable {
  let desk: RoadsDesk

  var routes: [Route] {
    [
      .page(.get, RoadsLink.plan.path, .anyone, "挖掘计划") { visit, _ in
        .page(try await plan(visit))
      },
      .page(.get, RoadsLink.planSheet.path, .anyone, "打印挖掘计划") { visit, _ in
        .print(try await sheet(visit))
      },
    ]
  }

  /// The period that is asked for; the quarter of today when none is.
  static func period(_ visit: Visit) throws -> PlanPeriod {
    let today = PlanPeriod(of: visit.now.day)
    let year = try visit.query("year", as: Int.self)
    let quarter = try visit.query("quarter", as: Int.self)
    guard year != nil || quarter != nil else { return today }
    guard let period = PlanPeriod(year: year ?? today.year, quarter: quarter) else {
      throw SiteRefusal.invalid([Fault("quarter", "年度写作 2026，季度写作 1 至 4。")])
    }
    return period
  }

  static func title(_ period: PlanPeriod) -> Phrase {
    guard let quarter = period.quarter else { return "\(period.year) 年度道路挖掘计划" }
    return "\(period.year) 年第 \(quarter) 季度道路挖掘计划"
  }

  private func plan(_ visit: Visit) async throws -> Page {
    let period = try Self.period(visit)
    let isBars = visit.query("view") == "bars"
    let network = try await desk.network()
    let (rows, next) = try await desk.plan(
      period, after: try visit.cursor(), limit: try visit.limit(default: 50))
    let conflicts = try await desk.conflicts(of: rows, for: nil)
    let title = visit.t(Self.title(period))
    let list =
      isBars
      ? TimeBars(
        rows: rows, network: network, window: period.window, today: visit.now.day,
        conflicted: Set(conflicts.keys), visit: visit
      ).html()
      : DigList(visit: visit, conflicts: conflicts, fees: desk.fees(of: rows, on: network))
        .table(rows, title)
    return Page(
      "挖掘计划", section: "roads", wide: true,
      body: """
        \(UI.crumbs([(visit.t("道路挖掘"), RoadsLink.map.path)], here: visit.t("挖掘计划"), visit))
        \(UI.head(
          title, lead: visit.t("已经公布的计划。同一路段或者相邻路段上时间相近的，请合并开挖。")))
        \(RoadMarks.actions(visit))
        \(RoadMarks.demo(network, visit))
        \(turning(period, isBars, visit))
        \(tabs(period, isBars, visit))
        \(rows.isEmpty && isBars ? UI.empty(visit.t("没有挖掘")) : list)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  /// To the periods before and after, and between year and quarters.
  private func turning(_ period: PlanPeriod, _ isBars: Bool, _ visit: Visit) -> HTML {
    let more: [(name: String, value: String)] = isBars ? [("view", "bars")] : []
    func link(_ other: PlanPeriod?, _ text: Phrase) -> HTML {
      guard let other else { return .empty }
      return UI.link(visit.t(text), RoadsLink.plan(of: other, more))
    }
    let wider =
      period.quarter == nil
      ? link(PlanPeriod(year: period.year, quarter: 1), "按季度看")
      : link(PlanPeriod(year: period.year), "看全年")
    return """
      <div class="actions">\(link(period.adding(-1), "上一期"))\(link(period.adding(1), "下一期"))\
      \(wider)\(UI.link(visit.t("打印"), RoadsLink.sheet(of: period)))</div>
      """
  }

  private func tabs(_ period: PlanPeriod, _ isBars: Bool, _ visit: Visit) -> HTML {
    UI.tabs(
      [
        UI.Tab(visit.t("列表"), path: RoadsLink.plan(of: period), current: !isBars),
        UI.Tab(
          visit.t("时间图"), path: RoadsLink.plan(of: period, [("view", "bars")]), current: isBars),
      ], label: visit.t("查看方式"))
  }

  private func sheet(_ visit: Visit) async throws -> PrintPage {
    let period = try Self.period(visit)
    let network = try await desk.network()
    let (rows, next) = try await desk.plan(
      period, after: try visit.cursor(), limit: try visit.limit(default: 100))
    let title = visit.t(Self.title(period))
    let bars = TimeBars(
      rows: rows, network: network, window: period.window, today: visit.now.day,
      conflicted: [], visit: visit)
    return PrintPage(
      title, language: visit.language,
      body: """
        <div class="desk-bar">\(UI.link(visit.t("返回"), RoadsLink.plan(of: period)))\
        \(with: next, {
          UI.link(visit.t("下一页"), visit.address(changing: ["cursor": $0.text]))
        })\(UI.printButton(visit))</div>
        <article class="rm-sheet"><h1>\(title)</h1>
        \(RoadMarks.demo(network, visit))
        \(DigList(visit: visit, fees: desk.fees(of: rows, on: network)).table(rows, title))
        \(bars.html())
        <p class="muted">\(visit.t("打印于 \(visit.now)。"))</p></article>
        """)
  }
}
