// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The digs of whoever looks, and what waits for the section.
struct DigListPages: Sendable {
  let desk: RoadsDesk

  var routes: [Route] {
    [
      .page(.get, RoadsLink.digs.path, .signedIn, "我的挖掘") { visit, actor in
        .page(try await list(visit, actor))
      }
    ]
  }

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let standard: RoadsDesk.List = actor.isStaff ? .tasks : .own
    let list = visit.query("list").flatMap(RoadsDesk.List.init(rawValue:)) ?? standard
    let (rows, next) = try await desk.digs(
      list, at: try visit.cursor(), limit: try visit.limit(default: 50), for: actor)
    let title = visit.t(Self.phrase(list))
    let tabs =
      actor.isStaff
      ? UI.tabs(
        RoadsDesk.List.allCases.map {
          UI.Tab(
            visit.t(Self.phrase($0)), path: "\(RoadsLink.digs.path)?list=\($0.rawValue)",
            current: $0 == list)
        }, label: visit.t("查看方式")) : .empty
    return Page(
      "我的挖掘", section: "roads", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("道路挖掘"), RoadsLink.map.path)], here: title, visit))
        \(UI.head(title))
        \(RoadMarks.actions(visit))
        \(tabs)
        \(DigList(visit: visit).table(rows, title))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private static func phrase(_ list: RoadsDesk.List) -> Phrase {
    switch list {
    case .own: "我的挖掘"
    case .tasks: "等待办理的挖掘"
    }
  }
}
