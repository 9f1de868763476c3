// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Site

/// Digs in a table.
struct DigList {
  let visit: Visit
  /// How many conflicts each has, by its number; nil where nobody has asked.
  var conflicts: [String: Int]?
  /// What each will cost, by its number; nil where nobody has asked.
  var fees: [String: Fees]?

  func table(_ rows: [DigRow], _ caption: String) -> HTML {
    guard !rows.isEmpty else { return UI.empty(visit.t("没有挖掘")) }
    var columns = [
      UI.Column(visit.t("挖掘编号")), UI.Column(visit.t("建设单位")), UI.Column(visit.t("管线种类")),
      UI.Column(visit.t("路段")), UI.Column(visit.t("期限")),
      UI.Column(visit.t("深度（米）"), number: true), UI.Column(visit.t("面积（平方米）"), number: true),
      UI.Column(visit.t("进展")),
    ]
    if conflicts != nil { columns.append(UI.Column(visit.t("冲突"))) }
    if fees != nil { columns.append(UI.Column(visit.t("预计费用"), number: true)) }
    return UI.table(
      caption: caption, dense: true, columns: columns, rows: rows.map(row))
  }

  private func row(_ row: DigRow) -> UI.Row {
    let segments = row.segments.map { id -> HTML in
      "<a href=\"\(RoadsLink.segment(id).path)\">\(id)</a>"
    }
    var cells: [HTML] = [
      "<a class=\"number\" href=\"\(RoadsLink.dig(row.number).path)\">\(row.number)</a>",
      RoadMarks.written(row.unit), "\(visit.t(row.line.phrase))",
      HTML.join(segments, separator: " "),
      "\(row.window.from.description)—\(row.window.to.description)", "\(Self.metres(row.depth))",
      "\(row.area)", RoadMarks.phase(row.phase, visit) + marks(row),
    ]
    if let conflicts { cells.append(mark(conflicts[row.number] ?? 0)) }
    if let fees { cells.append("\(fees[row.number].map { RoadMarks.yuan($0.total) } ?? "—")") }
    return UI.Row(cells, light: row.isLate ? .red : nil)
  }

  /// What else must be seen at once.
  private func marks(_ row: DigRow) -> HTML {
    """
    \(if: row.origin != .plan, " " + UI.badge(visit.t(row.origin.phrase), .seal))\
    \(if: row.isLate, " " + UI.badge(visit.t("逾期补办"), .bad))\
    \(if: row.exceedances > 0, " " + UI.badge(visit.t("超出批准 \(row.exceedances) 次"), .bad))
    """
  }

  private func mark(_ count: Int) -> HTML {
    count == 0 ? "—" : UI.badge(visit.t("\(count) 处"), .warn)
  }

  /// Metres with two decimals: 1.50.
  static func metres(_ centimetres: Int) -> String {
    let rest = centimetres % 100
    return "\(centimetres / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension RoadsDesk {
  /// A page of all that was ever planned on a segment, the latest first, and where the next one begins.
  func digs(
    on segment: String, before cursor: Cursor?, limit: Int, for actor: Actor?
  ) async throws -> (rows: [DigRow], next: Cursor?) {
    let place = try cursor.map(DigTable.DayPlace.init)
    let rows = try await journal.database.read {
      try DigTable.past(segment, before: place, limit: limit + 1, for: actor, in: $0)
    }
    return rows.page(limit) { Cursor(.text($0.window.from.description), .text($0.number)) }
  }

  /// A page of the published plan, and where the next one begins.
  package func plan(
    _ period: PlanPeriod, after cursor: Cursor?, limit: Int
  ) async throws -> (rows: [DigRow], next: Cursor?) {
    let place = try cursor.map(DigTable.DayPlace.init)
    let rows = try await journal.database.read {
      try DigTable.plan(of: period.window, after: place, limit: limit + 1, in: $0)
    }
    return rows.page(limit) { Cursor(.text($0.window.from.description), .text($0.number)) }
  }

  /// A list of digs by when they were announced.
  package enum List: String, CaseIterable, Sendable {
    /// What the reader has announced, the newest first.
    case own
    /// What waits for the section, the oldest first.
    case tasks
  }

  package func digs(
    _ list: List, at cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [DigRow], next: Cursor?) {
    let place = try cursor.map(DigTable.Place.init)
    let rows = try await journal.database.read { reader in
      switch list {
      case .own:
        try DigTable.own(actor.id, before: place, limit: limit + 1, in: reader)
      case .tasks:
        actor.isStaff ? try DigTable.tasks(after: place, limit: limit + 1, in: reader) : []
      }
    }
    return rows.page(limit) { Cursor(.integer($0.announcedAt.milliseconds), .text($0.number)) }
  }

  /// A page of emergencies, the newest first.
  /// - Parameter late: only those whose formalities were not done in their time.
  package func emergencies(
    late: Bool, before cursor: Cursor?, limit: Int
  ) async throws -> (rows: [DigRow], next: Cursor?) {
    let place = try cursor.map(DigTable.Place.init)
    let rows = try await journal.database.read {
      try DigTable.emergencies(late: late, before: place, limit: limit + 1, in: $0)
    }
    return rows.page(limit) {
      Cursor(.integer(($0.brokenAt ?? $0.announcedAt).milliseconds), .text($0.number))
    }
  }

  /// Among some digs and all that is published near them: how many conflicts each has.
  func conflicts(of rows: [DigRow], for actor: Actor?) async throws -> [String: Int] {
    guard let first = rows.map(\.window.from).min(), let last = rows.map(\.window.to).max() else {
      return [:]
    }
    let span = Window(from: first, days: last - first + 1).widened(by: settings.gap + 1)
    let today = now.day
    return try await journal.database.read { reader in
      let network = try roads.network(in: reader)
      let around = network.surroundings(of: rows.flatMap(\.segments))
      let near = try DigTable.near(around, span, for: actor, in: reader)
      let found = Conflicts.all(
        among: near.map { $0.occupation(on: today) }, on: network, gap: settings.gap)
      return found.flatMap(\.digs).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
  }

  /// What some digs will cost, by their numbers.
  func fees(of rows: [DigRow], on network: RoadNetwork) -> [String: Fees] {
    rows.reduce(into: [:]) { fees, row in
      fees[row.number] = self.fees(
        area: row.area, on: network.segments(row.segments), row.window)
    }
  }
}

extension DigTable.DayPlace {
  init(_ cursor: Cursor) throws(SiteRefusal) {
    guard let day = Day(try cursor.text(0)) else { throw .foreignCursor }
    self.init(day: day, number: try cursor.text(1))
  }
}

extension DigTable.Place {
  init(_ cursor: Cursor) throws(SiteRefusal) {
    self.init(
      at: Instant(milliseconds: try cursor.integer(0)), number: try cursor.text(1))
  }
}
