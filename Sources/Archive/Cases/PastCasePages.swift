// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Processes
import Site

/// The cases of a log, and one of them step by step.
struct PastCasePages: Sendable {
  let desk: ArchiveDesk

  var routes: [Route] {
    [
      .page(.get, ArchiveLink.cases("{log}").path, ArchiveScope.gate, "历史办件列表") {
        visit, actor in .page(try await list(visit, actor))
      },
      .page(
        .get, ArchiveLink.pastCase(log: "{log}", number: "{number}").path, ArchiveScope.gate,
        "历史办件详情"
      ) { visit, actor in
        .page(try await detail(visit, actor))
      },
    ]
  }

  // MARK: A list

  /// What is looked for: the beginning of a name.
  private static let search = "q"

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let limit = try visit.limit()
    let (log, found) = try await desk.cases(
      of: visit.parameter("log"), named: visit.query(Self.search), after: try visit.cursor(),
      limit: limit + 1, for: actor)
    let (cases, cursor) = found.page(limit) {
      PastCaseFilter.cursor(after: $0, named: visit.query(Self.search))
    }
    let first = visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil])
    return Page(
      "\(log.name) · 办件", section: "archive", wide: true,
      body: """
        \(UI.crumbs(
          [(visit.t("历史办件"), ArchiveLink.logs.path), (log.name, ArchiveLink.log(log.id).path)],
          here: visit.t("办件"), visit))
        \(UI.head(visit.t("办件"), lead: visit.t("用时最长的在前。")))
        \(searchForm(log, visit))
        \(cases.isEmpty
          ? UI.empty(visit.t("没有找到这样的办件")) : table(cases, of: log, visit))
        \(UI.pagination(
          previous: first,
          next: cursor.map { visit.address(changing: ["cursor": $0.text]) },
          summary: visit.t("共 \(log.cases) 件"), visit))
        """)
  }

  private func searchForm(_ log: ArchiveLog, _ visit: Visit) -> HTML {
    """
    <form class="filters" method="get" action="\(ArchiveLink.cases(log.id).path)">\
    <div class="field field-grow"><label class="field-label" for="by-q">\
    \(visit.t("原系统的办件编号（开头几位即可）"))</label><input class="input input-wide number" id="by-q" \
    type="search" name="\(Self.search)" value="\(visit.query(Self.search))" maxlength="100" \
    autocomplete="off" spellcheck="false"></div>\
    <button class="button" type="submit">\(visit.t("查询"))</button></form>
    """
  }

  private func table(_ cases: [PastCase], of log: ArchiveLog, _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("办件"), dense: true,
      columns: [
        .init(visit.t("编号")), .init(visit.t("步骤"), number: true), .init(visit.t("开始")),
        .init(visit.t("结束")), .init(visit.t("用时"), number: true),
      ],
      rows: cases.map { row in
        .init([
          """
          <a class="number" href="\(ArchiveLink.pastCase(log: log.id, number: "\(row.number)").path)">\
          \(row.name)</a>
          """,
          "\(row.steps)", row.span.map { UI.moment($0.lowerBound, visit) } ?? "—",
          row.span.map { UI.moment($0.upperBound, visit) } ?? "—",
          "\(row.duration.map(visit.duration) ?? "—")",
        ])
      })
  }

  // MARK: One case

  private func detail(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let number = try visit.parameter("number", as: Int.self)
    let (log, row, steps) = try await desk.pastCase(
      number, of: visit.parameter("log"), for: actor)
    return PastCasePage(log: log, row: row, steps: steps, visit: visit).page()
  }
}

/// One past case: when what was done, by whom, and how long it waited before.
struct PastCasePage {
  let log: ArchiveLog
  let row: PastCase
  let steps: [Step]
  let visit: Visit

  func page() -> Page {
    Page(
      .verbatim(row.name), section: "archive", wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("历史办件"), ArchiveLink.logs.path), (log.name, ArchiveLink.log(log.id).path),
            (visit.t("办件"), ArchiveLink.cases(log.id).path),
          ], here: row.name, visit))
        \(UI.head(row.name))
        \(UI.facts([
          (visit.t("步骤"), "\(row.steps)"),
          (visit.t("开始"), row.span.map { UI.moment($0.lowerBound, visit) }),
          (visit.t("结束"), row.span.map { UI.moment($0.upperBound, visit) }),
          (visit.t("用时"), row.duration.map { "\(visit.duration($0))" }),
        ]))
        \(UI.section(visit.t("时间线"), line))
        \(UI.section(visit.t("经过"), table))
        """)
  }

  /// The steps as points on one line of time; what each is, the table tells.
  private var line: HTML {
    guard let span = row.span, let whole = row.duration, whole > 0 else {
      return "<p class=\"muted\">\(visit.t("步骤没有先后的时间，不能画出时间线。"))</p>"
    }
    let place = { (at: Instant) -> HTML in
      let part = (at.milliseconds - span.lowerBound.milliseconds) * 9_800 / whole + 100
      return "\(part / 100).\(part % 100 / 10)\(part % 10)%"
    }
    let gaps = zip(steps, steps.dropFirst()).compactMap { before, after -> HTML? in
      guard let from = before.at, let to = after.at,
        (to.milliseconds - from.milliseconds) * 8 > whole
      else { return nil }
      let middle = Instant(milliseconds: (from.milliseconds + to.milliseconds) / 2)
      let words = visit.duration(to.milliseconds - from.milliseconds)
      return
        "<text class=\"tl-gap\" x=\"\(place(middle))\" y=\"16\" text-anchor=\"middle\">\(words)</text>"
    }
    let points = steps.compactMap { step in
      step.at.map { "<circle class=\"tl-step\" cx=\"\(place($0))\" cy=\"28\" r=\"5\"/>" as HTML }
    }
    return """
      <svg class="tl" width="100%" height="60" aria-hidden="true" focusable="false">\
      <line class="tl-line" x1="1%" x2="99%" y1="28" y2="28"/>\(gaps)\(points)\
      <text class="tl-end" x="1%" y="52">\(span.lowerBound.day.description)</text>\
      <text class="tl-end" x="99%" y="52" text-anchor="end">\(span.upperBound.day.description)</text>\
      </svg>
      """
  }

  private var table: HTML {
    var before: Instant?
    let rows = steps.enumerated().map { index, step -> UI.Row in
      let waited = step.at.flatMap { at in
        before.map { visit.duration(max(0, at.milliseconds - $0.milliseconds)) }
      }
      before = step.at ?? before
      return UI.Row([
        "\(step.activity)", "\(visit.t(step.transition == .start ? "开始" : "完成"))",
        step.at.map { UI.moment($0, visit) } ?? "—", "\(waited ?? "—")",
        "\(step.resource ?? "—")",
      ])
    }
    return UI.table(
      caption: visit.t("经过"), dense: true,
      columns: [
        .init(visit.t("活动")), .init(visit.t("阶段")), .init(visit.t("时间")),
        .init(visit.t("距上一步"), number: true), .init(visit.t("办理人")),
      ], rows: rows)
  }
}
