// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// The digs of a period as bars, a row for each segment: what lies one above the other is dug at the same time.
///
/// The drawing is as wide as there is room; each bar leads to its dig.
struct TimeBars {
  let rows: [DigRow]
  let network: RoadNetwork
  let window: Window
  let today: Day
  /// The digs that are in conflict with another.
  let conflicted: Set<String>
  let visit: Visit

  private static let head = 30
  private static let lane = 22
  private static let gap = 10
  /// For the name of the segment above its bars.
  private static let title = 20

  func html() -> HTML {
    var y = Self.head
    let lines = network.segments(rows.flatMap(\.segments)).map { segment -> HTML in
      let lanes = lanes(of: rows.filter { $0.segments.contains(segment.id) })
      defer { y += Self.title + lanes.count * Self.lane + Self.gap }
      return row(segment, lanes, y)
    }
    guard !lines.isEmpty else { return .empty }
    return """
      <svg class="tb" width="100%" height="\(y)" role="group" \
      aria-label="\(visit.t("各路段的挖掘时间"))" focusable="false">\
      <g aria-hidden="true">\(months(to: y))\(now(to: y))</g>\(lines)</svg>
      \(key)
      """
  }

  /// The digs of one segment, those of a lane one after the other.
  private func lanes(of rows: [DigRow]) -> [[DigRow]] {
    var lanes: [[DigRow]] = []
    for row in rows.sorted(by: { $0.window.from < $1.window.from }) {
      let free = lanes.firstIndex { lane in
        lane.last.map { $0.window.to < row.window.from } ?? true
      }
      if let free { lanes[free].append(row) } else { lanes.append([row]) }
    }
    return lanes
  }

  private func row(_ segment: Segment, _ lanes: [[DigRow]], _ y: Int) -> HTML {
    let bars = lanes.enumerated().flatMap { lane, digs in
      digs.map { bar($0, segment, y + Self.title + lane * Self.lane) }
    }
    return """
      <text class="tb-name" x="0" y="\(y + 14)">\(segment.id) \(segment.place(visit))</text>\
      <line class="tb-line" x1="0" x2="100%" y1="\(y + Self.title - 2)" y2="\(y + Self.title - 2)"/>\
      \(bars)
      """
  }

  private func bar(_ row: DigRow, _ segment: Segment, _ y: Int) -> HTML {
    let from = max(row.window.from, window.from)
    let to = min(row.window.to, window.to)
    guard from <= to else { return .empty }
    let isConflicted = conflicted.contains(row.number)
    let words = visit.t(
      "\(row.number)，\(row.unit)，\(segment.id)，\(row.window.from) 至 \(row.window.to)，\(row.phase.phrase)"
    )
    let label = isConflicted ? visit.t("\(words)，有冲突") : words
    let isLate = (from - window.from) * 4 > window.days * 3
    return """
      <a class="tb-dig tb-\(tone(row))\(if: isConflicted, " tb-conflict")" \
      href="\(RoadsLink.dig(row.number).path)" aria-label="\(label)"><title>\(label)</title>\
      <rect x="\(x(from))" y="\(y)" width="\(part(to - from + 1))" height="\(Self.lane - 5)"/>\
      <text x="\(isLate ? x(to.adding(days: 1)) : x(from))" dx="\(isLate ? -4 : 4)" \
      y="\(y + 13)"\(attribute: "text-anchor", isLate ? "end" : nil)>\
      \(row.number)\(if: isConflicted, " ⚠")</text></a>
      """
  }

  private func tone(_ row: DigRow) -> HTML {
    if row.phase.isDug { return "dug" }
    return row.phase.isLive ? "planned" : "past"
  }

  // MARK: The axis

  private func months(to bottom: Int) -> HTML {
    var marks = HTML()
    var day = window.from
    while day <= window.to {
      let text = day.description.prefix(7)
      marks += """
        <line class="tb-line" x1="\(x(day))" x2="\(x(day))" y1="4" y2="\(bottom)"/>\
        <text class="tb-month" x="\(x(day))" dx="4" y="16">\(text)</text>
        """
      day = day.adding(months: 1)
    }
    return marks
  }

  private func now(to bottom: Int) -> HTML {
    guard window.contains(today) else { return .empty }
    return """
      <line class="tb-today" x1="\(x(today))" x2="\(x(today))" y1="4" y2="\(bottom)"/>
      """
  }

  private func x(_ day: Day) -> HTML { part(day - window.from) }

  /// So many days in hundredths of the width.
  private func part(_ days: Int) -> HTML {
    let hundredths = days * 10_000 / window.days
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)%"
  }

  private var key: HTML {
    let marks: [(name: HTML, text: Phrase)] = [
      ("tb-planned", "计划中"), ("tb-dug", "正在挖掘"), ("tb-past", "已结束"),
      ("tb-planned tb-conflict", "有冲突"),
    ]
    let items = marks.map { mark -> HTML in
      """
      <li><svg class="tb" viewBox="0 0 24 12" aria-hidden="true" focusable="false">\
      <g class="tb-dig \(mark.name)"><rect x="1" y="1" width="22" height="10"/></g></svg>\
      \(visit.t(mark.text))</li>
      """
    }
    return "<ul class=\"rm-key\">\(items)</ul>"
  }
}
