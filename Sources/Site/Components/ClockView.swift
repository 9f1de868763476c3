// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// The law's clock: what is left of a term, until when, and why, day by day.
extension UI {
  /// One deadline with its drawing and, folded, its reasons.
  ///
  /// The drawing has a cell for each day from the start to the last one: days off are low, days used
  /// filled, today in the seal's colour. Terms of more than 100 days are drawn as one bar.
  ///
  /// - Parameters:
  ///   - calendar: The calendar that the deadline was computed with.
  ///   - today: The civil day in China Standard Time.
  package static func clock(
    _ deadline: Deadline, calendar: WorkCalendar, today: Day, _ visit: Visit
  ) -> HTML {
    let basis = visit.pick(deadline.basis.text, deadline.basis.english)
    return """
      <section class="clock clock-\(colour(deadline.light))">
      <div class="clock-head"><h2 class="card-title">\(name(deadline.kind, visit))</h2>\
      \(light(deadline.light, visit))</div>
      <p class="clock-left">\(left(deadline, visit))</p>
      \(pause(deadline, today, visit))\
      \(drawing(deadline, calendar, today, visit))
      \(ends(deadline, today, visit))
      \(if: deadline.light != .done, key(visit))
      <p class="clock-basis">\(visit.t("依据")) \(basis) · \(term(deadline.rule, visit))\
      \(with: deadline.extended, { " · \(visit.t("延长 \(term($0, visit))"))" })\
      \(if: deadline.provisional, provisional(visit))</p>
      <details class="more"><summary>\(visit.t("逐日说明"))</summary>
      \(trace(deadline.trace(in: calendar), visit))
      </details>
      </section>
      """
  }

  /// That the term stands still, and why, while it does.
  private static func pause(_ deadline: Deadline, _ today: Day, _ visit: Visit) -> HTML {
    let causes = deadline.finished == nil ? deadline.causes(on: today) : []
    return HTML.join(
      causes.map { cause in
        let why: Phrase = "\(zh: cause.chinese, en: cause.english)"
        let text = visit.t("暂停计时：\(why)（\(cause.basis.text)）")
        return "<p class=\"clock-basis\">\(badge(text, .warn))</p>\n      "
      }, separator: "")
  }

  /// The days below the drawing: the first, the last, and today when that is later.
  private static func ends(_ deadline: Deadline, _ today: Day, _ visit: Visit) -> HTML {
    let now = deadline.finished ?? today
    let word = visit.t(deadline.finished == nil ? "今天" : "完成")
    return """
      <div class="clock-ends">\
      <span><b>\(day(deadline.start, visit))</b>\(visit.t("起算日，当日不计"))</span>\
      <span><b>\(day(deadline.due, visit))</b>\(visit.t("最后一日"))</span>\
      \(if: now > deadline.due, "<span><b>\(day(now, visit))</b>\(word)</span>")</div>
      """
  }

  /// What is left of a deadline, in one sentence.
  package static func remaining(_ deadline: Deadline) -> Phrase {
    let days = abs(deadline.remaining)
    let working = deadline.rule.unit == .workingDay
    return switch (deadline.light, deadline.remaining) {
    case (.done, _):
      switch deadline.outcome {
      case .late: "逾期完成"
      case .deemed: "视为受理"
      case .renewed: "视为准予延续"
      case .lapsed: "期限内未提出"
      case .stopped: "已终止"
      case .met, .running: "按时完成"
      }
    case (_, ..<0): working ? "逾期 \(days) 个工作日" : "逾期 \(days) 日"
    case (_, 0): "今天到期"
    default: working ? "剩 \(days) 个工作日" : "剩 \(days) 日"
    }
  }

  /// The name of a term in the visitor's language.
  package static func name(_ kind: DeadlineKind, _ visit: Visit) -> String {
    visit.pick(kind.chinese, kind.english.prefix(1).uppercased() + kind.english.dropFirst())
  }

  private static func left(_ deadline: Deadline, _ visit: Visit) -> HTML {
    let days = abs(deadline.remaining)
    if deadline.light == .done || deadline.remaining == 0 {
      return "<span class=\"clock-word\">\(visit.t(remaining(deadline)))</span>"
    }
    let working = deadline.rule.unit == .workingDay
    if visit.language == .en {
      let unit = (working ? "working " : "") + (days == 1 ? "day" : "days")
      return "<b>\(days)</b> \(unit) \(deadline.remaining < 0 ? "overdue" : "left")"
    }
    let word = deadline.remaining < 0 ? "已逾期" : "还剩"
    return "\(word) <b>\(days)</b> \(working ? "个工作日" : "日")"
  }

  private static func term(_ rule: TermRule, _ visit: Visit) -> String {
    visit.pick(
      "\(rule.number) \(rule.unit.chinese)", "\(rule.number) \(rule.unit.english(rule.number))")
  }

  private static func provisional(_ visit: Visit) -> HTML {
    " " + badge(visit.t("放假安排尚未公布，日期为暂定"), .warn)
  }

  private static func key(_ visit: Visit) -> HTML {
    let marks: [(HTML, Phrase)] = [
      ("used", "已用"), ("today", "今天"), ("left", "未用"), ("rest", "不计的日子"),
    ]
    let items = marks.map { mark -> HTML in
      """
      <li><svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">\
      <rect class="\(mark.0)" width="10" height="10"/></svg>\(visit.t(mark.1))</li>
      """
    }
    return "<ul class=\"clock-key\">\(items)</ul>"
  }

  /// The cells of the days; its words are in the text beside it.
  private static func drawing(
    _ deadline: Deadline, _ calendar: WorkCalendar, _ today: Day, _ visit: Visit
  ) -> HTML {
    let now = deadline.finished ?? today
    let last = max(deadline.due, min(now, deadline.due.adding(days: 60)))
    let days = last - deadline.start
    // What is counted back from a day has no days behind its start to draw.
    guard days > 0, deadline.start <= deadline.due else { return .empty }
    let label = visit.t(remaining(deadline))
    guard days <= 100 else { return bar(deadline, now, label) }
    let inWorkingDays = deadline.rule.unit == .workingDay
    let cells = (1...days).map { offset -> HTML in
      let day = deadline.start.adding(days: offset)
      let excluded = deadline.excluded.contains { $0.contains(day) }
      let counts = !excluded && (!inWorkingDays || calendar.isWorkingDay(day))
      let name: HTML =
        if day == now { "today" } else if !counts { "rest" } else if day > deadline.due {
          "over"
        } else if day < now { "used" } else { "left" }
      let high = counts || day == now
      return """
        <rect class="\(name)" x="\((offset - 1) * 10)" y="\(high ? 0 : 18)" width="8" \
        height="\(high ? 28 : 10)"/>
        """
    }
    return """
      <svg class="clock-bar" viewBox="0 0 \(days * 10 - 2) 28" preserveAspectRatio="none" \
      role="img" aria-label="\(label)">\(cells)</svg>
      """
  }

  /// A long term as one bar, in calendar days.
  private static func bar(_ deadline: Deadline, _ now: Day, _ label: String) -> HTML {
    let whole = max(1, deadline.due - deadline.start)
    let used = min(max(0, now - deadline.start), whole)
    let place = min(used * 1000 / whole, 994)
    return """
      <svg class="clock-bar" viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" \
      aria-label="\(label)"><rect class="left" width="1000" height="28"/>\
      <rect class="\(now > deadline.due ? "over" : "used")" width="\(place)" height="28"/>\
      <rect class="today" x="\(place)" width="6" height="28"/></svg>
      """
  }

  /// The reasons of a deadline as a table.
  package static func trace(_ lines: [TraceLine], _ visit: Visit) -> HTML {
    let rows = lines.map { line -> HTML in
      """
      <tr\(if: line.counted == nil, " class=\"off\"")>\
      <td class="nowrap">\(date(line.day, visit))</td>\
      <td class="num">\(line.counted.map(String.init))</td>\
      <td>\(visit.pick(line.sentence.chinese, line.sentence.english))</td></tr>

      """
    }
    return """
      <table class="trace"><caption class="hush">\(visit.t("逐日说明"))</caption><thead><tr>\
      <th scope="col">\(visit.t("日期"))</th><th scope="col" class="num">\(visit.t("计数"))</th>\
      <th scope="col">\(visit.t("理由"))</th></tr></thead><tbody>
      \(rows)</tbody></table>
      """
  }

  private static func date(_ day: Day?, _ visit: Visit) -> HTML? {
    guard let day else { return nil }
    let chinese = ["一", "二", "三", "四", "五", "六", "日"]
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let weekday = visit.pick("周" + chinese[day.weekday - 1], english[day.weekday - 1])
    return "<time datetime=\"\(day.description)\">\(day.description)</time> \(weekday)"
  }
}
