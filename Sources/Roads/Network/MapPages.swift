// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The map with its table, and the page of a segment.
struct MapPages: Sendable {
  let desk: RoadsDesk

  var routes: [Route] {
    [
      .page(
        .get, RoadsLink.map.path, .anyone, "道路挖掘", navigation: Navigation("roads", order: 85)
      ) { visit, _ in
        .page(try await map(visit))
      },
      .page(.get, RoadsLink.segment("{segment}").path, .anyone, "路段") { visit, _ in
        .page(try await segment(visit))
      },
    ]
  }

  // MARK: The map

  private func map(_ visit: Visit) async throws -> Page {
    let board = try await desk.board(for: visit.principal)
    guard !board.network.isEmpty else { return Self.nothing(visit) }
    let map = RoadMap(board: board, visit: visit, path: { RoadsLink.segment($0.id).path })
    return Page(
      "道路挖掘", section: "roads", wide: true,
      body: """
        \(UI.head(
          visit.t("道路挖掘"),
          lead: visit.t("挖掘计划提前共享，同一路段的工程尽量一次开挖。图上的每个路段都可以点开查看。")))
        \(RoadMarks.actions(visit))
        \(RoadMarks.demo(board.network, visit))
        \(map.html())
        \(UI.section(visit.t("各路段"), id: "segments", try table(board, visit)))
        """)
  }

  static func nothing(_ visit: Visit) -> Page {
    Page(
      "道路挖掘", section: "roads",
      body: """
        \(UI.head(visit.t("道路挖掘")))
        \(UI.empty(visit.t("还没有路段数据"), visit.t(RoadsRefusal.noNetwork.phrase)))
        """)
  }

  private func table(_ board: RoadBoard, _ visit: Visit) throws -> HTML {
    let road = visit.query("road")
    let after = try visit.cursor().map { try $0.text(0) }
    let limit = try visit.limit(default: 40)
    let all = board.network.segments.filter { road == nil || $0.road.zh == road }
    let rest = after.flatMap { id in all.firstIndex { $0.id == id } }.map { all[($0 + 1)...] }
    let (rows, next) = Array((rest ?? all[...]).prefix(limit + 1)).page(limit) {
      Cursor(.text($0.id))
    }
    let roads = board.network.roads.map { UI.Option($0.name.zh, visit.pick($0.name)) }
    return """
      \(UI.filters(
        RoadsLink.map.path, search: nil, [UI.Filter("road", visit.t("道路"), roads)], visit))
      \(UI.table(
        caption: visit.t("各路段"), dense: true,
        columns: [
          UI.Column(visit.t("路段编号")), UI.Column(visit.t("位置")),
          UI.Column(visit.t("长度（米）"), number: true), UI.Column(visit.t("路面")),
          UI.Column(visit.t("现状")), UI.Column(visit.t("未结束的挖掘")), UI.Column(visit.t("最早可挖")),
        ],
        rows: rows.map { row($0, board, visit) }))
      \(UI.pagination(
        previous: after == nil ? nil : visit.address(changing: ["cursor": nil]),
        next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
      """
  }

  private func row(_ segment: Segment, _ board: RoadBoard, _ visit: Visit) -> UI.Row {
    let state = board.state(of: segment)
    let digs = board.digs(on: segment.id).map { dig -> HTML in
      """
      <a href="\(RoadsLink.dig(dig.number).path)">\(dig.number)</a> \
      <span class="muted">\(dig.window.from.description)～\(dig.window.to.description)</span>
      """
    }
    let free = board.network.firstFree(for: [segment.id], Window(board.today))
    return UI.Row([
      "<a class=\"number\" href=\"\(RoadsLink.segment(segment.id).path)\">\(segment.id)</a>",
      "\(segment.place(visit))", "\(segment.length)", "\(visit.t(segment.pavement.phrase))",
      RoadMarks.state(state, visit),
      digs.isEmpty ? "—" : HTML.join(digs, separator: "<br>"),
      free == board.today ? "\(visit.t("今天起"))" : UI.day(free, visit),
    ])
  }

  // MARK: A segment

  private func segment(_ visit: Visit) async throws -> Page {
    let id = visit.parameter("segment")
    let board = try await desk.board(for: visit.principal)
    guard let segment = board.network.segment(id) else { throw RoadsRefusal.segmentNotFound }
    let (rows, next) = try await desk.digs(
      on: id, before: try visit.cursor(), limit: try visit.limit(), for: visit.principal)
    let days = segment.moratoria.map { bar -> (name: String, value: HTML?) in
      let until = visit.t("\(bar.last) 之前（含当日）不得挖掘")
      return (
        visit.t(bar.cause.phrase),
        "\(UI.day(bar.since, visit)) <span class=\"muted\">\(until)</span>"
      )
    }
    let neighbours = board.network.segments(board.network.neighbours(of: id)).map { other -> HTML in
      "<a href=\"\(RoadsLink.segment(other.id).path)\">\(other.id)</a>"
    }
    return Page(
      "路段", section: "roads", wide: true,
      body: """
        \(UI.crumbs([(visit.t("道路挖掘"), RoadsLink.map.path)], here: segment.id, visit))
        \(UI.head(
          segment.place(visit),
          above: RoadMarks.state(board.state(of: segment), visit) + UI.number(segment.id, visit),
          actions: UI.link(
            visit.t("在这里填报挖掘计划"), RoadMarks.newDig([segment.id]), .primary)))
        \(RoadMarks.demo(board.network, visit))
        \(bar(segment, board.today, visit))
        \(UI.facts(
          [
            (visit.t("长度（米）"), "\(segment.length)"), (visit.t("车道数"), "\(segment.lanes)"),
            (visit.t("路面"), "\(visit.t(segment.pavement.phrase))"),
          ] + days + [
            (visit.t("相邻路段"), HTML.join(neighbours, separator: " "))
          ]))
        \(UI.section(visit.t("这个路段上的挖掘"), DigList(visit: visit).table(rows, visit.t("这个路段上的挖掘"))))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : RoadsLink.segment(id).path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func bar(_ segment: Segment, _ today: Day, _ visit: Visit) -> HTML {
    guard let bar = segment.moratorium(on: today) else { return .empty }
    return RoadMarks.moratorium([bar], isApproved: false, visit)
  }
}
