// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Processes
import Site

/// The logs of former systems, and what each teaches.
struct LogPages: Sendable {
  let desk: ArchiveDesk

  var routes: [Route] {
    [
      .page(
        .get, ArchiveLink.logs.path, ArchiveScope.gate, "历史办件",
        navigation: Navigation("archive", order: 70)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, ArchiveLink.log("{log}").path, ArchiveScope.gate, "历史日志") { visit, actor in
        .page(try await page(visit, actor))
      },
    ]
  }

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let limit = try visit.limit()
    let after = try visit.cursor().map { try $0.text(0) }
    let found = try await desk.logs(after: after, limit: limit + 1, for: actor)
    let (logs, next) = found.page(limit) { Cursor(.text($0.name)) }
    let empty = UI.empty(
      visit.t("还没有历史办件"),
      visit.t("从原来的系统导出 XES 事件日志（IEEE 1849），用命令 banjie import xes 导入。"))
    return Page(
      "历史办件", section: "archive",
      body: """
        \(UI.head(
          visit.t("历史办件"), lead: visit.t("原来的系统办过的事：每一步是什么时候、由谁办的，时间花在了哪里。")))
        \(logs.isEmpty ? empty : table(logs, visit))
        \(UI.pagination(
          previous: after == nil ? nil : ArchiveLink.logs.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func table(_ logs: [ArchiveLog], _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("历史办件"),
      columns: [
        .init(visit.t("日志")), .init(visit.t("办件"), number: true),
        .init(visit.t("步骤"), number: true), .init(visit.t("时间范围")),
        .init(visit.t("用时中位数"), number: true), .init(visit.t("状态")),
      ],
      rows: logs.map { log in
        .init([
          "<a href=\"\(ArchiveLink.log(log.id).path)\">\(log.name)</a>", "\(log.cases)",
          "\(log.steps)", LogPage.span(log, visit),
          "\(log.figures.map { visit.duration($0.throughput.median) } ?? "—")",
          LogPage.badge(log, visit),
        ])
      })
  }

  private func page(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let shown = try LogPage.Shown(visit)
    let page = try await desk.log(visit.parameter("log"), for: actor) { log, reader in
      LogPage.Content(
        log: log,
        activities: try LogTable.activities(
          of: log, after: 0, limit: LogPage.Shown.most, in: reader),
        pairs: try LogTable.pairs(of: log, after: 0, limit: LogPage.pairsMax, in: reader),
        costliest: try LogTable.costliest(
          of: log, after: nil, limit: LogPage.tableMax, in: reader),
        slowest: try LogTable.slowest(of: log, limit: LogPage.tableMax, in: reader),
        resources: try LogTable.resources(
          of: log, after: 0, limit: LogPage.tableMax, in: reader))
    }
    return LogPage(content: page, shown: shown, visit: visit).page()
  }
}
