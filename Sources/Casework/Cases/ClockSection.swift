// SPDX-License-Identifier: Apache-2.0

import Journal
import Deadlines
import Site

/// The law's clock of a case: every term that runs, every term that has ended, each with its reasons.
struct ClockSection {
  let file: CaseFile
  let calendar: WorkCalendar
  let visit: Visit

  func html() -> HTML {
    guard !file.clock.deadlines.isEmpty else { return .empty }
    let running = file.clock.running
    let ended = file.clock.deadlines.filter { $0.finished != nil }
    let past: HTML = """
      <details class="more"\(attribute: "open", running.isEmpty)>\
      <summary>\(visit.t("已经结束的期限（\(ended.count)）"))</summary>\(clocks(ended))</details>
      """
    return UI.section(
      visit.t("办理时限"), id: "clock",
      """
      \(UI.clockChart(
        file.clock.deadlines, calendar: calendar, today: file.clock.asOf, visit))
      \(if: running.isEmpty, idle)\(if: !running.isEmpty, clocks(running))\
      \(if: !ended.isEmpty, past)\
      <p><a href="\(CaseLink.clock(file.row.id).path)">\(visit.t("在某一天看，时限是怎样的？"))</a></p>
      """)
  }

  /// Why no term runs.
  private var idle: HTML {
    let text: Phrase =
      file.clock.stage == .supplementing
      ? "等待申请人补正，本机关的期限没有计算；补正材料到达后重新计算审查期限。" : "没有正在计算的期限。"
    return "<p class=\"muted\">\(visit.t(text))</p>"
  }

  private func clocks(_ deadlines: [Deadline]) -> HTML {
    let parts = deadlines.map {
      UI.clock($0, calendar: calendar, today: file.clock.asOf, visit)
    }
    return "<div class=\"split split-even\">\(parts)</div>"
  }
}

/// What the terms of a case were as seen on a day: the day is in the address.
struct ClockPage {
  let file: CaseFile
  let desk: CaseDesk
  let visit: Visit

  /// The name of the day in the query string.
  private static let asOf = "as-of"

  func page() -> Page {
    let asked = visit.query(Self.asOf)
    let day = asked.map { Day($0) } ?? visit.now.day
    let path = CaseLink.case(file.row.id).path
    return Page(
      "办理时限 · \(file.row.number)", section: visit.principal?.isStaff == true ? "desk" : "cases",
      status: day == nil ? 422 : 200,
      body: """
        \(UI.crumbs([(file.row.number, path)], here: visit.t("办理时限"), visit))
        \(UI.head(visit.t("办理时限"), lead: visit.t("选一天，看那一天结束时各项期限的起止和剩余。")))
        \(question(day))
        \(with: day, answer)
        """)
  }

  private func question(_ day: Day?) -> HTML {
    let name = Self.asOf
    let fault = visit.t("日期应当是真实存在的，例如 2026-03-01。")
    let complaint: HTML = """
      <div class="field-fault" id="f-\(name)-fault"><span>\(fault)</span></div>
      """
    return """
      <form class="filters" method="get" action="\(CaseLink.clock(file.row.id).path)">\
      <div class="field\(if: day == nil, " field-bad")">\
      <label class="field-label" for="f-\(name)">\(visit.t("日期"))</label>\
      \(if: day == nil, complaint)\
      <input class="input input-short" id="f-\(name)" type="date" name="\(name)" \
      value="\(day?.description)"\(attribute: "aria-invalid", day == nil ? "true" : nil)\
      \(attribute: "aria-describedby", day == nil ? "f-\(name)-fault" : nil)></div>\
      <button class="button" type="submit">\(visit.t("查看"))</button></form>
      """
  }

  private func answer(_ day: Day) -> HTML {
    let clock = file.state.clock(desk.calendar, asOf: day)
    guard !clock.deadlines.isEmpty else {
      return UI.notice(.info, body: "<p>\(visit.t("\(day) 还没有收到申请，没有期限。"))</p>")
    }
    let columns = [
      UI.Column(visit.t("期限")), UI.Column(visit.t("起算日")), UI.Column(visit.t("最后一日")),
      UI.Column(visit.t("剩余")), UI.Column(visit.t("依据")),
    ]
    let rows = clock.deadlines.map { deadline in
      UI.Row([
        "\(UI.name(deadline.kind, visit))", UI.day(deadline.start, visit),
        UI.day(deadline.due, visit),
        UI.light(deadline.light, visit, text: visit.t(UI.remaining(deadline))),
        "\(visit.pick(deadline.basis.text, deadline.basis.english))",
      ])
    }
    let clocks = clock.deadlines.map {
      UI.clock($0, calendar: desk.calendar, today: day, visit)
    }
    return """
      \(UI.section(visit.t("在 \(day) 看"), UI.table(
        caption: visit.t("各项期限"), columns: columns, rows: rows)))
      <div class="split split-even">\(clocks)</div>
      <p class="faint">\(visit.t("工作日历版本 \(clock.calendarVersion)"))</p>
      """
  }
}
