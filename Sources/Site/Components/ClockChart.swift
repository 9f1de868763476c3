// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension UI {
  /// The terms of a case as bars on one axis of days: what is counted, what is left out and why, what was added, and
  /// today.
  ///
  /// Each bar leads to its reasons, where ``clock(_:calendar:today:_:)`` tells them on the same page. The drawing is
  /// as wide as there is room, on a telephone too.
  package static func clockChart(
    _ deadlines: [Deadline], calendar: WorkCalendar, today: Day, _ visit: Visit
  ) -> HTML {
    guard let chart = ClockChart(deadlines, calendar, today, visit) else { return .empty }
    return chart.html()
  }
}

private struct ClockChart {
  /// Beyond so many days weekends are not told apart.
  private static let weekendsMax = 200
  private static let head = 44
  private static let row = 62
  /// For the causes of what is left out.
  private static let causes = 16

  private let deadlines: [Deadline]
  private let calendar: WorkCalendar
  private let today: Day
  private let visit: Visit
  private let first: Day
  private let days: Int

  init?(_ deadlines: [Deadline], _ calendar: WorkCalendar, _ today: Day, _ visit: Visit) {
    let ends = deadlines.flatMap { [$0.start, $0.due, $0.finished ?? today] }
    guard let first = ends.min(), let last = ends.max() else { return nil }
    self.deadlines = deadlines
    self.calendar = calendar
    self.today = today
    self.visit = visit
    self.first = first
    days = last - first + 2
  }

  func html() -> HTML {
    var y = Self.head
    let rows = deadlines.map { deadline -> HTML in
      defer { y += height(deadline) }
      return row(deadline, y)
    }
    return """
      <svg class="ct" width="100%" height="\(y + 2)" role="group" \
      aria-label="\(visit.t("各项期限的时间线"))" focusable="false">\
      <defs>\(pattern("ct-hatch", 6))\(pattern("ct-more", 4))</defs>\
      <g aria-hidden="true">\(offDays(to: y))\(axis)\(now(to: y))</g>\(rows)</svg>
      \(key)
      """
  }

  // MARK: Places

  /// The beginning of a day, in hundredths of the width.
  private func x(_ day: Day) -> HTML { Self.part(day - first, of: days) }

  private static func part(_ days: Int, of whole: Int) -> HTML {
    let hundredths = days * 10_000 / whole
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)%"
  }

  /// From the beginning of one day to the beginning of another.
  private func bar(
    _ days: Range<Day>, _ name: HTML, y: Int, height: Int, filled pattern: String? = nil
  ) -> HTML {
    guard !days.isEmpty else { return .empty }
    let width = Self.part(days.upperBound - days.lowerBound, of: self.days)
    return """
      <rect class="\(name)" x="\(x(days.lowerBound))" y="\(y)" width="\(width)" \
      height="\(height)"\(attribute: "fill", pattern.map { "url(#\($0))" })/>
      """
  }

  private func pattern(_ id: HTML, _ size: Int) -> HTML {
    """
    <pattern id="\(id)" width="\(size)" height="\(size)" patternUnits="userSpaceOnUse">\
    <rect class="ct-paper" width="\(size)" height="\(size)"/>\
    <path d="M-1 1l2 -2M0 \(size)L\(size) 0M\(size - 1) \(size + 1)l2 -2"/></pattern>
    """
  }

  // MARK: The calendar

  /// Days that are not worked, and those that are worked instead, behind all bars.
  private func offDays(to bottom: Int) -> HTML {
    var html = HTML()
    var day = first
    let end = first.adding(days: days)
    while day < end {
      let kind = calendar.kind(day)
      var after = day.adding(days: 1)
      switch kind {
      case .working: break
      case .makeUp:
        html += bar(day..<after, "ct-makeup", y: Self.head - 16, height: bottom - Self.head + 16)
        html += """
          <text class="ct-tick" x="\(x(day))" dx="1" y="\(Self.head - 18)">\
          \(visit.t("班"))</text>
          """
      case .weekend, .holiday, .inLieu:
        while after < end, calendar.kind(after).isOff(like: kind) { after = after.adding(days: 1) }
        html += offDays(day..<after, kind, bottom)
      }
      day = after
    }
    return html
  }

  private func offDays(_ range: Range<Day>, _ kind: DayKind, _ bottom: Int) -> HTML {
    guard let holiday = kind.holiday else {
      return days > Self.weekendsMax
        ? .empty : bar(range, "ct-off", y: Self.head - 16, height: bottom - Self.head + 16)
    }
    let name = visit.pick(holiday, kind.englishHoliday)
    return """
      \(bar(range, "ct-holiday", y: Self.head - 16, height: bottom - Self.head + 16))\
      <text class="ct-tick ct-name" x="\(x(range.lowerBound))" dx="1" y="\(Self.head - 18)">\
      \(name)</text>
      """
  }

  /// Dates above, as many as there is room for.
  private var axis: HTML {
    let steps = [1, 2, 7, 14]
    let step = steps.first { days / $0 <= 6 }
    var ticks: [Day] = []
    if let step {
      let monday = first.adding(days: (8 - first.weekday) % 7)
      ticks = stride(from: step < 7 ? 0 : monday - first, to: days, by: step).map {
        first.adding(days: $0)
      }
    } else {
      let months = max(1, days / 30 / 6)
      ticks = (0..<days).map { first.adding(days: $0) }
        .filter { $0.day == 1 && ($0.month - 1).isMultiple(of: months) }
    }
    let marks = ticks.map { day -> HTML in
      let text = step == nil ? day.description.prefix(7) : day.description.dropFirst(5)
      return """
        <line class="ct-line" x1="\(x(day))" x2="\(x(day))" y1="\(Self.head - 14)" \
        y2="\(Self.head)"/>\
        <text class="ct-tick" x="\(x(day))" dx="3" y="\(Self.head - 4)">\(text)</text>
        """
    }
    return "\(marks)"
  }

  private func now(to bottom: Int) -> HTML {
    guard (0..<days).contains(today - first) else { return .empty }
    let isLate = (today - first) * 5 > days * 4
    return """
      <line class="ct-today" x1="\(x(today))" x2="\(x(today))" y1="12" y2="\(bottom)"/>\
      <text class="ct-now" x="\(x(today))" y="10"\
      \(attribute: "text-anchor", isLate ? "end" : nil)>\
      \(visit.t("今天")) \(String(today.description.dropFirst(5)))</text>
      """
  }

  // MARK: A term

  private func height(_ deadline: Deadline) -> Int {
    Self.row + (deadline.exclusions.isEmpty ? 0 : Self.causes)
  }

  private func row(_ deadline: Deadline, _ y: Int) -> HTML {
    let name = UI.name(deadline.kind, visit)
    let left = visit.t(UI.remaining(deadline))
    let label = visit.t(
      "\(name)：\(deadline.start) 起，最后一日 \(deadline.due)，\(UI.remaining(deadline))。查看逐日说明")
    return """
      <a class="ct-row ct-\(deadline.light.rawValue)" href="#\(UI.traceID(deadline))" \
      aria-label="\(label)"><g aria-hidden="true">\
      <rect class="ct-hit" x="0" y="\(y)" width="100%" height="\(height(deadline) - 4)"/>\
      <text class="ct-term" x="0" y="\(y + 16)">\(name)</text>\
      <text class="ct-left" x="100%" y="\(y + 16)" text-anchor="end">\(left)</text>\
      \(bars(deadline, y + 24))\(dates(deadline, y + 52))\
      \(causes(deadline, y + 66))</g></a>
      """
  }

  private func bars(_ deadline: Deadline, _ y: Int) -> HTML {
    let whole = min(deadline.start, deadline.due)
    let begin = deadline.due < deadline.start ? whole : whole.adding(days: 1)
    let end = max(deadline.start, deadline.due).adding(days: 1)
    let now = min(deadline.finished ?? today, end)
    let base = min(plainDue(deadline).adding(days: 1), end)
    let stop = (deadline.finished ?? today).adding(days: 1)
    let over = end < stop && deadline.due >= deadline.start ? end..<stop : end..<end
    let stops = deadline.exclusions.map { exclusion in
      let from = max(exclusion.days.lowerBound, begin)
      return bar(
        from..<max(from, min(exclusion.days.upperBound, end)), "ct-excluded", y: y, height: 14,
        filled: "ct-hatch")
    }
    let mark = deadline.finished.map { day -> HTML in
      "<circle class=\"ct-end\" cx=\"\(x(day.adding(days: 1)))\" cy=\"\(y + 7)\" r=\"5\"/>"
    }
    let used = begin..<max(begin, min(now.adding(days: 1), end))
    let more = max(begin, base)..<max(begin, base, end)
    return """
      \(bar(begin..<max(begin, end), "ct-whole", y: y, height: 14))\
      \(bar(used, "ct-used", y: y, height: 14))\
      \(bar(more, "ct-extended", y: y, height: 14, filled: "ct-more"))\
      \(stops)\(bar(over, "ct-over", y: y, height: 14))\(mark)
      """
  }

  /// Where the term would end if it had not been extended.
  private func plainDue(_ deadline: Deadline) -> Day {
    deadline.extended == nil
      ? deadline.due
      : deadline.rule.due(after: deadline.start, in: calendar, excluding: deadline.excluded)
  }

  private func dates(_ deadline: Deadline, _ y: Int) -> HTML {
    let (from, to) = (min(deadline.start, deadline.due), max(deadline.start, deadline.due))
    // Below a short bar there is room for the end alone.
    let isShort = (to - from) * 4 < days
    let isNearStart = (to - first) * 8 < days
    let text = { (day: Day) in String(day.description.dropFirst(5)) }
    let word = visit.t("延期")
    let extended = deadline.extended.map { "(\(word) +\($0.number)) " }
    return """
      \(if: !isShort, "<text class=\"ct-date\" x=\"\(x(from))\" y=\"\(y)\">\(text(from))</text>")\
      <text class="ct-date ct-due" x="\(x(to.adding(days: 1)))" y="\(y)"\
      \(attribute: "text-anchor", isNearStart ? nil : "end")>\
      \(extended ?? "")\(text(to))</text>
      """
  }

  private func causes(_ deadline: Deadline, _ y: Int) -> HTML {
    HTML.join(
      deadline.exclusions.map { exclusion in
        let isLate = (exclusion.days.lowerBound - first) * 2 > days
        let place = isLate ? exclusion.days.upperBound : exclusion.days.lowerBound
        return """
          <text class="ct-cause" x="\(x(place))" y="\(y)"\
          \(attribute: "text-anchor", isLate ? "end" : nil)>\
          \(visit.pick(exclusion.cause.chinese, exclusion.cause.english))</text>
          """
      })
  }

  private var key: HTML {
    var marks: [(name: HTML, pattern: String?, text: Phrase)] = [
      ("ct-used", nil, "已过"), ("ct-whole", nil, "剩余"), ("ct-off", nil, "休息日"),
    ]
    if deadlines.contains(where: { !$0.exclusions.isEmpty }) {
      marks.append(("ct-excluded", "ct-hatch", "不计入期限"))
    }
    if deadlines.contains(where: { $0.extended != nil }) {
      marks.append(("ct-extended", "ct-more", "延长部分"))
    }
    if deadlines.contains(where: { $0.remaining < 0 }) { marks.append(("ct-over", nil, "逾期")) }
    let items = marks.map { mark -> HTML in
      """
      <li><svg class="ct" viewBox="0 0 14 10" aria-hidden="true" focusable="false">\
      <rect class="\(mark.name)" width="14" height="10"\
      \(attribute: "fill", mark.pattern.map { "url(#\($0))" })/></svg>\(visit.t(mark.text))</li>
      """
    }
    return "<ul class=\"clock-key\">\(items)</ul>"
  }
}

extension DayKind {
  /// Whether a day is off for the same reason, so that both are drawn as one.
  fileprivate func isOff(like other: DayKind) -> Bool {
    switch (self, other) {
    case (.weekend, .weekend): true
    case (.holiday, .holiday), (.inLieu, .inLieu), (.holiday, .inLieu), (.inLieu, .holiday):
      holiday == other.holiday
    default: false
    }
  }
}
