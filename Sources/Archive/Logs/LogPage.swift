// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import Site

/// What a log teaches: how long cases took, where they waited, and which ways they went.
struct LogPage {
  /// What is shown of a log.
  struct Content: Sendable {
    let log: ArchiveLog
    let activities: [ActivityRow]
    let pairs: [PairRow]
    let costliest: [PairRow]
    let slowest: [ActivityRow]
    let resources: [ResourceRow]
  }

  /// How many activities the picture has.
  enum Shown: Int, CaseIterable {
    case few = 8
    case usual = 14
    case many = 24

    static let most = Shown.many.rawValue

    init(_ visit: Visit) throws(SiteRefusal) {
      let asked = try visit.query("activities", as: Int.self) ?? Shown.usual.rawValue
      guard let shown = Shown(rawValue: asked) else { throw .notFound }
      self = shown
    }
  }

  /// How many pairs the picture is made of.
  static let pairsMax = 600
  static let tableMax = 10

  let content: Content
  let shown: Shown
  let visit: Visit

  private var log: ArchiveLog { content.log }

  func page() -> Page {
    Page(
      .verbatim(log.name), section: "archive", wide: true,
      body: """
        \(UI.crumbs([(visit.t("历史办件"), ArchiveLink.logs.path)], here: log.name, visit))
        \(UI.head(
          log.name, above: Self.badge(log, visit),
          actions: UI.link(visit.t("办件清单"), ArchiveLink.cases(log.id).path, .primary)))
        \(with: log.figures, body)
        \(if: log.figures == nil, unfinished)
        \(UI.section(visit.t("来源文件"), files))
        """)
  }

  static func badge(_ log: ArchiveLog, _ visit: Visit) -> HTML {
    switch log.state {
    case .complete: UI.badge(visit.t("已导入"), .good)
    case .importing: UI.badge(visit.t("导入未完成：\(log.cases) / \(log.expected)"), .warn)
    }
  }

  /// From the first to the last day.
  static func span(_ log: ArchiveLog, _ visit: Visit) -> HTML {
    guard let first = log.figures?.first, let last = log.figures?.last else { return "—" }
    return "<span class=\"nowrap\">\(first.day.description) – \(last.day.description)</span>"
  }

  private var unfinished: HTML {
    UI.notice(
      .info, body: "<p>\(visit.t("导入完成以后，这里会显示用时、瓶颈和流程图。用同样的文件再次运行导入命令，会从中断处继续。"))</p>")
  }

  private func body(_ figures: ArchiveLog.Figures) -> HTML {
    """
    \(UI.figures([
      (visit.t("办件"), "<b>\(log.cases)</b>"), (visit.t("步骤"), "<b>\(log.steps)</b>"),
      (visit.t("活动"), "<b>\(figures.activities)</b>"),
      (visit.t("不同的走法"), "<b>\(figures.variants)</b>"),
      (visit.t("用时中位数"), "<b>\(visit.duration(figures.throughput.median))</b>"),
      (visit.t("平均用时"), "<b>\(visit.duration(Int64(figures.throughput.mean)))</b>"),
      (visit.t("换手"), "<b>\(figures.handovers)</b>"),
    ]))
    \(UI.section(visit.t("用了多少时间"), id: "throughput", throughput(figures)))
    \(UI.section(visit.t("时间花在哪里"), id: "bottlenecks", bottlenecks))
    \(UI.section(visit.t("怎样一步接一步"), id: "flow", flow))
    \(UI.section(visit.t("常见的走法"), id: "variants", variants(figures)))
    \(UI.section(visit.t("谁办的"), id: "resources", resources(figures)))
    """
  }

  // MARK: Throughput

  private func throughput(_ figures: ArchiveLog.Figures) -> HTML {
    let spread = figures.throughput
    let pairs: [(name: String, value: HTML?)] = [
      (visit.t("最短"), "\(visit.duration(spread.min))"),
      (visit.t("四分之一不超过"), "\(visit.duration(spread.quantile(25) ?? 0))"),
      (visit.t("一半不超过"), "\(visit.duration(spread.median))"),
      (visit.t("四分之三不超过"), "\(visit.duration(spread.quantile(75) ?? 0))"),
      (visit.t("十分之九不超过"), "\(visit.duration(spread.quantile(90) ?? 0))"),
      (visit.t("最长"), "\(visit.duration(spread.max))"),
    ]
    return """
      \(HistogramDrawing(histogram: figures.histogram, spread: spread, visit: visit).html())
      \(UI.facts(pairs))
      \(if: figures.unsorted > 0, "<p class=\"muted\">\(visit.t("有 \(figures.unsorted) 件的步骤在日志中没有按时间排列，已按时间排好。"))</p>")
      """
  }

  // MARK: Bottlenecks

  private var bottlenecks: HTML {
    let pairs = UI.table(
      caption: visit.t("合计等待最久的环节"), quietly: false,
      columns: [
        .init(visit.t("从")), .init(visit.t("到")), .init(visit.t("次数"), number: true),
        .init(visit.t("等待合计"), number: true), .init(visit.t("等待中位数"), number: true),
        .init(visit.t("十分之九不超过"), number: true),
      ],
      rows: content.costliest.map { pair in
        .init([
          "\(pair.from)", "\(pair.to)", "\(pair.times)", "\(visit.duration(pair.waiting.total))",
          "\(visit.duration(pair.waiting.median))", "\(visit.duration(pair.waiting.tenth))",
        ])
      })
    let activities = UI.table(
      caption: visit.t("等得最久的活动（中位数）"), quietly: false,
      columns: [
        .init(visit.t("活动")), .init(visit.t("步骤"), number: true),
        .init(visit.t("办件"), number: true), .init(visit.t("等待中位数"), number: true),
        .init(visit.t("办理中位数"), number: true),
      ],
      rows: content.slowest.map { activity in
        .init([
          "\(activity.name)", "\(activity.steps)", "\(activity.cases)",
          "\(visit.duration(activity.waiting.median))",
          "\(activity.service.count == 0 ? "—" : visit.duration(activity.service.median))",
        ])
      })
    return "<div class=\"split split-even\"><div>\(pairs)</div><div>\(activities)</div></div>"
  }

  // MARK: The picture

  private var flow: HTML {
    let picture = FlowPicture(
      content.activities.map {
        FlowPicture.Activity(name: $0.name, count: $0.steps, starts: $0.starts, ends: $0.ends)
      },
      content.pairs.map { pair in
        FlowPicture.Pair(
          from: pair.from, to: pair.to, count: pair.times,
          waiting: pair.waiting.count == 0 ? nil : visit.duration(pair.waiting.median),
          cost: pair.waiting.total)
      }, limit: shown.rawValue)
    let choices = Shown.allCases.map { choice in
      UI.Tab(
        visit.t("\(choice.rawValue) 个活动"),
        path: visit.address(changing: ["activities": String(choice.rawValue)]) + "#flow",
        current: choice == shown)
    }
    let rows = content.pairs.prefix(3 * Self.tableMax).map { pair in
      UI.Row([
        "\(pair.from)", "\(pair.to)", "\(pair.times)", "\(visit.duration(pair.waiting.median))",
      ])
    }
    return """
      <p class="muted">\(visit.t("线越粗，走得越多；颜色越深，合计等待越久。线上写的是次数和等待的中位数。"))</p>
      \(UI.tabs(choices, label: visit.t("显示多少个活动")))
      <div class="flow-picture">\(HTML(trusted: picture.svg(classes: "fp")))</div>
      <details class="more"><summary>\(visit.t("用表格看"))</summary>
      \(UI.table(
        caption: visit.t("最常见的前后两步"),
        columns: [
          .init(visit.t("从")), .init(visit.t("到")), .init(visit.t("次数"), number: true),
          .init(visit.t("等待中位数"), number: true),
        ], rows: rows))</details>
      """
  }

  // MARK: Ways and people

  private func variants(_ figures: ArchiveLog.Figures) -> HTML {
    let items = figures.frequentVariants.prefix(5).map { variant -> HTML in
      let share = variant.count * 100 / max(1, log.cases)
      let path =
        variant.activities.isEmpty
        ? visit.t("没有步骤") : variant.activities.joined(separator: " → ")
      return """
        <li><strong>\(visit.t("\(variant.count) 件（\(share)%）"))</strong>\
        <p class="muted">\(path)</p></li>
        """
    }
    return "<ol class=\"stack\">\(items)</ol>"
  }

  private func resources(_ figures: ArchiveLog.Figures) -> HTML {
    guard !content.resources.isEmpty else {
      return "<p class=\"muted\">\(visit.t("日志没有记载办理人。"))</p>"
    }
    return UI.table(
      caption: visit.t("办得最多的 \(content.resources.count) 人（共 \(figures.resources) 人）"),
      quietly: false,
      columns: [
        .init(visit.t("办理人")), .init(visit.t("步骤"), number: true),
        .init(visit.t("办件"), number: true), .init(visit.t("活动"), number: true),
        .init(visit.t("有办理的天数"), number: true),
      ],
      rows: content.resources.map { resource in
        .init([
          "\(resource.name)", "\(resource.steps)", "\(resource.cases)", "\(resource.activities)",
          "\(resource.days)",
        ])
      })
  }

  private var files: HTML {
    UI.table(
      caption: visit.t("来源文件"),
      columns: [
        .init(visit.t("文件")), .init(visit.t("办件"), number: true),
        .init(visit.t("步骤"), number: true), .init(visit.t("导入时间")), .init("SM3"),
      ],
      rows: log.files.map { file in
        .init([
          "\(file.name)", "\(file.done) / \(file.cases)", "\(file.steps)",
          UI.moment(file.addedAt, visit),
          "<span class=\"number faint\">\(String(file.digest.prefix(16)))…</span>",
        ])
      })
  }
}
