// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Emergency repairs (城市道路管理条例 article 34): the form, and the list of all with how their formalities went.
struct EmergencyPages: Sendable {
  let desk: RoadsDesk

  private static let announcers = Gate.only(RoadsRoom.announcers)

  var routes: [Route] {
    [
      .page(.get, RoadsLink.emergencies.path, .anyone, "抢修情况") { visit, _ in
        .page(try await list(visit))
      },
      .page(.get, RoadsLink.newEmergency.path, Self.announcers, "填报紧急抢修") { visit, actor in
        .page(try await form(visit, actor, nil))
      },
      .page(
        .post, RoadsLink.emergencies.path, Self.announcers, "提交紧急抢修",
        bodyLimit: DigPages.formMax
      ) { visit, actor in
        try await breakUp(visit, actor)
      },
    ]
  }

  private func form(_ visit: Visit, _ actor: Actor, _ failed: FormState?) async throws -> Page {
    let board = try await desk.board(for: actor)
    guard !board.network.isEmpty else { return MapPages.nothing(visit) }
    let minutes = visit.now.minuteOfDay
    let (hour, minute) = (minutes / 60, minutes % 60)
    var values = [
      DigField.brokenUpDay: visit.now.day.description,
      DigField.brokenUp: "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)",
    ]
    if !actor.isStaff { values[DigField.unit] = actor.name }
    let title = visit.t("填报紧急抢修")
    return Page(
      "填报紧急抢修", section: "roads", wide: true,
      body: """
        \(UI.crumbs([(visit.t("道路挖掘"), RoadsLink.map.path)], here: title, visit))
        \(UI.head(title, lead: visit.t(
          "管线发生故障需要紧急抢修的，可以先行破路。提交后同时通知市政工程行政主管部门和公安交管部门，并在 24 小时内补办手续（城市道路管理条例第三十四条）。")))
        \(RoadMarks.demo(board.network, visit))
        \(DigForm(
          kind: .emergency, board: board, state: failed ?? FormState(visit, values: values),
          visit: visit, chosen: visit.query(all: RoadMarks.segmentKey)
        ).html(
          action: RoadsLink.emergencies.path, button: "提交并通知", cancel: RoadsLink.map.path))
        """)
  }

  private func breakUp(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    do {
      let at = Self.moment(visit.form)
      let order = try DigOrder(segments: visit.form.all(DigField.segments)) { name in
        name == DigField.from ? visit.form[DigField.brokenUpDay] : visit.form[name]
      }
      guard let at else { throw RoadsRefusal.brokenUpWhen }
      let receipt = try await desk.breakUp(order, at: at, by: actor, key: visit.command)
      return .see(
        RoadsLink.dig(receipt.number).path,
        notice: "已通知市政工程行政主管部门和公安交管部门。挖掘编号 \(receipt.number)，请在 24 小时内补办手续。")
    } catch let error {
      guard let refusal = RoadsRefusal.shown(error) else { throw error }
      var page = try await form(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// The day and the time of day that were written; nil where they are none.
  private static func moment(_ form: Form) -> Instant? {
    guard let day = form[DigField.brokenUpDay].flatMap({ Day($0) }),
      let text = form[DigField.brokenUp]?.replacing("：", with: ":"),
      let read = text.wholeMatch(of: /(\d{1,2}):(\d{2})/), let hour = Int(read.output.1),
      let minute = Int(read.output.2), hour < 24, minute < 60
    else { return nil }
    return Instant(day: day, hour: hour, minute: minute)
  }

  // MARK: The list

  private func list(_ visit: Visit) async throws -> Page {
    let isLate = visit.query("late") == "true"
    let (rows, next) = try await desk.emergencies(
      late: isLate, before: try visit.cursor(), limit: try visit.limit(default: 50))
    let path = RoadsLink.emergencies.path
    let title = visit.t("抢修情况")
    return Page(
      "抢修情况", section: "roads", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("道路挖掘"), RoadsLink.map.path)], here: title, visit))
        \(UI.head(
          title, lead: visit.t("先行破路的，24 小时内补办手续（城市道路管理条例第三十四条）；逾期的在这里标明。")))
        \(RoadMarks.actions(visit))
        \(UI.tabs(
          [
            UI.Tab(visit.t("全部"), path: path, current: !isLate),
            UI.Tab(visit.t("逾期补办"), path: "\(path)?late=true", current: isLate),
          ], label: visit.t("查看方式")))
        \(rows.isEmpty ? UI.empty(visit.t("没有紧急抢修")) : table(rows, title, visit))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func table(_ rows: [DigRow], _ title: String, _ visit: Visit) -> HTML {
    UI.table(
      caption: title, dense: true,
      columns: [
        UI.Column(visit.t("挖掘编号")), UI.Column(visit.t("建设单位")), UI.Column(visit.t("路段")),
        UI.Column(visit.t("破路时间")), UI.Column(visit.t("补办期限")), UI.Column(visit.t("补办情况")),
        UI.Column(visit.t("进展")),
      ],
      rows: rows.map { row in
        UI.Row(
          [
            "<a class=\"number\" href=\"\(RoadsLink.dig(row.number).path)\">\(row.number)</a>",
            RoadMarks.written(row.unit), "\(row.segments.joined(separator: " "))",
            row.brokenAt.map { UI.moment($0, visit) } ?? "—",
            row.formalitiesDue.map { UI.moment($0, visit) } ?? "—", formalities(row, visit),
            RoadMarks.phase(row.phase, visit),
          ], light: row.isLate ? .red : row.formalitiesDone == nil ? .yellow : nil)
      })
  }

  private func formalities(_ row: DigRow, _ visit: Visit) -> HTML {
    switch (row.isLate, row.formalitiesDone) {
    case (true, let done?): UI.badge(visit.t("逾期补办"), .bad) + " " + UI.moment(done, visit)
    case (true, nil): UI.badge(visit.t("逾期未补办"), .bad)
    case (false, let done?): UI.badge(visit.t("按时补办"), .good) + " " + UI.moment(done, visit)
    case (false, nil): UI.badge(visit.t("待补办"), .warn)
    }
  }
}
