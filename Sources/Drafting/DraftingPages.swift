// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import ShangMi
import Site

/// The entry to item administration: what waits, and the ways to everything else.
struct DraftingPages: Sendable {
  let desk: DraftingDesk

  /// The entry of the navigation that all pages of this room stand under.
  static let section = "drafting"

  var routes: [Route] {
    [
      .page(
        .get, DraftingLink.home.path, DraftingScope.gate, "事项管理",
        navigation: Navigation(Self.section, order: 55)
      ) { visit, actor in
        .page(try await home(visit, actor))
      }
    ]
  }

  private func home(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let status = visit.query("status").flatMap(ItemDraft.Status.init)
    let (rows, next) = try await desk.drafts(
      status, after: try visit.cursor(), limit: try visit.limit())
    let progress = ClaimProgress(try await desk.basics())
    return Page(
      "事项管理", section: Self.section, wide: true,
      body: """
        \(UI.head(
          visit.t("事项管理"),
          lead: visit.t("认领、编写、审核、发布：起草的人不审核自己的内容，已经发布的版本不再改变。")))
        \(tiles(progress, visit))
        \(UI.section(visit.t("草稿"), id: "drafts", """
          \(tabs(status, visit))\
          \(rows.isEmpty ? UI.empty(visit.t("没有草稿"), visit.t("从基本目录认领，或者从一个事项起草新的版本。"))
            : DraftList(rows: rows, visit: visit).table)\
          \(UI.pagination(
            previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
            next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
          """))
        """)
  }

  private func tiles(_ progress: ClaimProgress, _ visit: Visit) -> HTML {
    let claimed = visit.t("基本目录：认领 \(progress.claimed) / \(progress.due)")
    let tiles = [
      UI.tile(claimed, path: DraftingLink.basics.path),
      UI.tile(visit.t("事项"), path: DraftingLink.items.path, count: desk.items.count),
      UI.tile(visit.t("四办指标"), path: DraftingLink.indicators.path),
      UI.tile(visit.t("质量检查"), path: DraftingLink.findings.path),
      UI.tile(visit.t("下放街道"), path: DraftingLink.delegations.path),
      UI.tile(visit.t("微改革"), path: DraftingLink.reforms.path),
    ]
    return "<div class=\"grid-tight\">\(tiles)</div>"
  }

  private func tabs(_ status: ItemDraft.Status?, _ visit: Visit) -> HTML {
    let all = UI.Tab(
      visit.t("全部"), path: visit.address(changing: ["status": nil, "cursor": nil]),
      current: status == nil)
    let others = ItemDraft.Status.allCases.filter { $0 != .unbegun }.map { other in
      UI.Tab(
        visit.t(other.phrase),
        path: visit.address(changing: ["status": other.rawValue, "cursor": nil]),
        current: other == status)
    }
    return UI.tabs([all] + others, label: visit.t("草稿的状态"))
  }
}

/// Drafts as a table.
struct DraftList {
  let rows: [DraftRow]
  let visit: Visit

  var table: HTML {
    UI.table(
      caption: visit.t("草稿"), dense: true,
      columns: [
        UI.Column(visit.t("事项名称")), UI.Column(visit.t("起因")), UI.Column(visit.t("版本")),
        UI.Column(visit.t("状态")), UI.Column(visit.t("开始")), UI.Column(visit.t("最后改动")),
      ],
      rows: rows.map { row in
        UI.Row([
          "<a href=\"\(DraftingLink.draft(row.id).path)\">\(row.name)</a>",
          "\(visit.t(row.origin.phrase))", "\(visit.t("第 \(row.target) 版"))",
          UI.badge(visit.t(row.status.phrase), row.status.tone), UI.moment(row.begunAt, visit),
          UI.moment(row.changedAt, visit),
        ])
      })
  }
}

/// What has happened, with who and why, for every page of this room.
struct PastView<Event: Sendable> {
  let past: DraftingDesk.Past<Event>
  let visit: Visit
  let phrase: (Event) -> Phrase
  let reasons: (Event) -> Digest?

  var timeline: HTML {
    let events = past.entries.reversed().map { entry in
      UI.Event(
        visit.t(phrase(entry.event)), at: entry.moment.at,
        body: """
          <p>\(past.name(entry.moment.actor))</p>\
          \(with: reasons(entry.event).flatMap { past.texts[$0] }, { "<p>\($0)</p>" })
          """, .past)
    }
    return UI.timeline(Array(events), visit)
  }
}
