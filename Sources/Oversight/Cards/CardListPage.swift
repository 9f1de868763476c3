// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// The cards that somebody may see, with filters.
struct CardListPage {
  let desk: OversightDesk
  let visit: Visit
  let actor: Actor
  let filter: CardFilter
  let rows: [CardRow]
  let next: Cursor?

  func page() -> Page {
    let empty = UI.empty(
      visit.t("没有符合条件的牌"), visit.t(filter.isOpen ? "没有等待办理的牌。" : "可以放宽筛选条件再看。"))
    return Page(
      "监察牌", section: "oversight", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("电子监察"), OversightLink.screen.path)], here: visit.t("监察牌"), visit))
        \(UI.head(visit.t("监察牌")))
        \(tabs)
        \(filters)
        \(rows.isEmpty ? empty : CardMarks(visit: visit).table(rows, desk, caption: visit.t("监察牌")))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private var tabs: HTML {
    UI.tabs(
      [
        UI.Tab(
          visit.t("待办理"), path: visit.address(changing: ["show": nil, "cursor": nil]),
          current: filter.isOpen),
        UI.Tab(
          visit.t("全部"), path: visit.address(changing: ["show": "all", "cursor": nil]),
          current: !filter.isOpen),
      ], label: visit.t("监察牌"))
  }

  private var filters: HTML {
    let book = desk.books.inForce(on: desk.now.day)
    var lists = [
      UI.Filter(
        "level", visit.t("级别"),
        Card.Level.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }),
      UI.Filter(
        "rule", visit.t("规则"), book.rules.map { UI.Option($0.code, visit.pick($0.name)) }),
      UI.Filter("month", visit.t("月份"), months),
    ]
    if CardScope(of: actor).isAll {
      lists.insert(
        UI.Filter("unit", visit.t("收牌单位"), units(of: book)), at: 1)
    }
    return UI.filters(OversightLink.cards.path, search: nil, lists, keeping: ["show"], visit)
  }

  private func units(of book: RuleBook) -> [UI.Option] {
    let sections = desk.sections
    let others = Set([book.window] + book.rules.compactMap(\.unit) + rows.map(\.unit))
      .subtracting(sections.map(\.zh)).sorted()
    return sections.map { UI.Option($0.zh, visit.pick($0)) } + others.map { UI.Option($0, $0) }
  }

  /// The last twelve months.
  private var months: [UI.Option] {
    var month = Month(desk.now.day)
    var options: [UI.Option] = []
    for _ in 1...12 {
      options.append(UI.Option(month.description, month.description))
      month = month.previous
    }
    return options
  }
}
