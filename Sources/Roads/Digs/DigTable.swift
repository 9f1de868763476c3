// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL

/// A dig as lists show it.
package struct DigRow: Sendable, Hashable {
  /// What the section has to do with it.
  package enum Task: String, Codable, CaseIterable, Sendable, Storable {
    case publish
    case decideChange
    case inspect
  }

  package let number: String
  package let phase: Dig.Phase
  package let origin: Dig.Origin
  package let unit: String
  package let line: LineKind
  package let segments: [String]
  package let isPublic: Bool
  package let task: Task?
  package let window: Window
  /// Centimetres.
  package let depth: Int
  /// Square metres.
  package let area: Int
  package let exceedances: Int
  package let brokenAt: Instant?
  package let formalitiesDue: Instant?
  package let formalitiesDone: Instant?
  /// Whether the formalities of an emergency were not done in their 24 hours.
  package let isLate: Bool
  package let announcedAt: Instant

  /// Where and when it takes up road, as seen on a day.
  package func occupation(on today: Day) -> Occupation {
    let until = phase.isDug ? max(window.to, today) : window.to
    return Occupation(dig: number, segments: Set(segments), window: window.ending(on: until))
  }
}

extension Dig.Phase: Storable {}
extension Dig.Origin: Storable {}
extension LineKind: Storable {}

/// Every statement on `road_dig` and `road_dig_segment`.
enum DigTable {
  /// Written event by event: a case that is filed and granted in one unit of work finds its dig here.
  static let projection = Projection(Dig.self, tables: ["road_dig", "road_dig_segment"]) {
    entry, state, transaction in
    guard let works = state.works, let window = state.window, let announced = state.announcedAt
    else { return }
    let segments = state.segments.joined(separator: " ")
    let broken = state.origin == .emergency ? state.startedAt : nil
    try transaction.run(
      """
      INSERT INTO road_dig (number, phase, origin, unit, line, segments, filer, is_public, task,
        from_day, to_day, depth, area, case_id, exceedances, broken_at, formalities_due,
        formalities_done, is_late, announced_at, version)
      VALUES (\(entry.id), \(state.phase), \(state.origin), \(works.unit), \(works.line),
        \(segments), \(state.filer), \(state.isPublic), \(state.task), \(window.from),
        \(window.to), \(works.depth), \(state.area), \(state.application?.id),
        \(state.exceedances.count), \(broken), \(state.formalitiesDue), \(state.formalitiesDone),
        \(state.isFormalitiesMissed), \(announced), \(entry.version))
      ON CONFLICT (number) DO UPDATE SET phase = excluded.phase, unit = excluded.unit,
        line = excluded.line, segments = excluded.segments, is_public = excluded.is_public,
        task = excluded.task, from_day = excluded.from_day, to_day = excluded.to_day,
        depth = excluded.depth, area = excluded.area, case_id = excluded.case_id,
        exceedances = excluded.exceedances, formalities_done = excluded.formalities_done,
        is_late = excluded.is_late, version = excluded.version
      """)
    try keepSegments(entry.id, state, window, in: transaction)
    try keepDeadlines(entry.id, state, in: transaction)
  }

  /// A road that is open is taken up until somebody says otherwise.
  private static let openEnd = Day(year: 9999, month: 12, day: 31) ?? Day(number: 0)

  private static func keepSegments(
    _ number: String, _ state: Dig, _ window: Window, in transaction: Transaction
  ) throws {
    try transaction.run("DELETE FROM road_dig_segment WHERE number = \(number)")
    let until = state.phase.isDug ? openEnd : window.to
    for segment in state.segments {
      try transaction.run(
        """
        INSERT INTO road_dig_segment (segment, number, from_day, until_day, is_live)
        VALUES (\(segment), \(number), \(window.from), \(until), \(state.phase.isLive))
        """)
    }
  }

  /// What the program itself must do when a time is over.
  private static func keepDeadlines(
    _ number: String, _ state: Dig, in transaction: Transaction
  ) throws {
    let stream = Stream<Dig>(number)
    if let due = state.formalitiesDue, state.formalitiesDone == nil, !state.isFormalitiesMissed {
      // At the last moment itself it is still in time.
      try DeadlineTable.set(
        DigPolicies.formalities, of: stream, due: due.adding(milliseconds: 1), in: transaction)
    } else {
      try DeadlineTable.clear(DigPolicies.formalities, of: stream, in: transaction)
    }
    if state.phase == .started, let last = state.permit?.window.to, state.overrunNoted != last {
      try DeadlineTable.set(
        DigPolicies.overrun, of: stream,
        due: Instant(day: last.adding(days: 1), hour: 0, minute: 0), in: transaction)
    } else {
      try DeadlineTable.clear(DigPolicies.overrun, of: stream, in: transaction)
    }
  }

  // MARK: Reading

  private static let columns: Statement = """
    d.number AS number, d.phase, d.origin, d.unit, d.line, d.segments, d.is_public, d.task,
    d.from_day AS from_day, d.to_day, d.depth, d.area, d.exceedances, d.broken_at AS broken_at,
    d.formalities_due, d.formalities_done, d.is_late, d.announced_at AS announced_at
    """

  private static func row(_ row: Row) throws -> DigRow {
    let segments: String = try row[5]
    let (from, to): (Day, Day) = (try row[8], try row[9])
    return DigRow(
      number: try row[0], phase: try row[1], origin: try row[2], unit: try row[3],
      line: try row[4], segments: segments.split(separator: " ").map(String.init),
      isPublic: try row[6], task: try row[7], window: Window(from: from, days: to - from + 1),
      depth: try row[10], area: try row[11], exceedances: try row[12], brokenAt: try row[13],
      formalitiesDue: try row[14], formalitiesDone: try row[15], isLate: try row[16],
      announcedAt: try row[17])
  }

  /// The one rule of who may see which digs, on the row `d`: what is published everybody, the rest the staff and whoever
  /// announced it.
  private static func condition(for actor: Actor?) -> Statement {
    guard let actor else { return "d.is_public" }
    return actor.isStaff ? "TRUE" : "(d.is_public OR d.filer = \(actor.id))"
  }

  static func find(
    _ number: String, for actor: Actor?, in reader: some Reading
  ) throws -> DigRow? {
    try reader.first(
      """
      SELECT \(columns) FROM road_dig d WHERE d.number = \(number) AND \(condition(for: actor))
      """, row)
  }

  /// The digs that a case was filed for.
  static func find(
    ofCase id: String, for actor: Actor?, in reader: some Reading
  ) throws -> [DigRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM road_dig d WHERE d.case_id = \(id) AND \(condition(for: actor))
      """, row
    ).sorted { $0.number < $1.number }
  }

  /// What is not finished on some segments and has a day in a window.
  static func near(
    _ segments: Set<String>, _ window: Window, for actor: Actor?, in reader: some Reading
  ) throws -> [DigRow] {
    guard !segments.isEmpty else { return [] }
    let rows = try reader.rows(
      """
      SELECT \(columns) FROM road_dig_segment s JOIN road_dig d ON d.number = s.number
      WHERE s.is_live AND s.segment IN (\(list: segments.sorted())) AND s.until_day >= \(window.from)
        AND s.from_day <= \(window.to) AND \(condition(for: actor))
      """, row)
    return distinct(rows)
  }

  /// Everything that is not finished, has a day from one on, and that the actor may see.
  static func live(
    from day: Day, for actor: Actor?, in reader: some Reading
  ) throws -> [DigRow] {
    let rows = try reader.rows(
      """
      SELECT \(columns) FROM road_dig_segment s JOIN road_dig d ON d.number = s.number
      WHERE s.is_live AND s.until_day >= \(day) AND \(condition(for: actor))
      """, row)
    return distinct(rows)
  }

  /// Each dig once, in the order of its first day.
  private static func distinct(_ rows: [DigRow]) -> [DigRow] {
    Set(rows).sorted { ($0.window.from, $0.number) < ($1.window.from, $1.number) }
  }

  // MARK: Lists

  /// A place in a list by days.
  struct DayPlace {
    let day: Day
    let number: String
  }

  /// A place in a list by moments.
  struct Place {
    let at: Instant
    let number: String
  }

  /// A page of the published plan of some days: what begins in them, in that order.
  static func plan(
    of window: Window, after place: DayPlace?, limit: Int, in reader: some Reading
  ) throws -> [DigRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM road_dig d
      WHERE d.is_public AND d.from_day <= \(window.to)
        AND (d.from_day, d.number) > (\(place?.day ?? window.from), \(place?.number ?? ""))
      ORDER BY d.from_day, d.number LIMIT \(limit)
      """, row)
  }

  /// A page of all that was ever planned on a segment and the actor may see, the latest first.
  static func past(
    _ segment: String, before place: DayPlace?, limit: Int, for actor: Actor?,
    in reader: some Reading
  ) throws -> [DigRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM road_dig_segment s JOIN road_dig d ON d.number = s.number
      WHERE s.segment = \(segment) AND \(condition(for: actor))
        AND (s.from_day, s.number) < (\(place?.day ?? openEnd), \(place?.number ?? ""))
      ORDER BY s.from_day DESC, s.number DESC LIMIT \(limit)
      """, row)
  }

  /// A page of what an account has announced, the newest first.
  static func own(
    _ account: String, before place: Place?, limit: Int, in reader: some Reading
  ) throws -> [DigRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM road_dig d
      WHERE d.filer = \(account) AND (d.announced_at, d.number)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.number ?? ""))
      ORDER BY d.announced_at DESC, d.number DESC LIMIT \(limit)
      """, row)
  }

  /// A page of what waits for the section, the oldest first.
  static func tasks(
    after place: Place?, limit: Int, in reader: some Reading
  ) throws -> [DigRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM road_dig d
      WHERE d.task IS NOT NULL AND (d.announced_at, d.number)
        > (\(place?.at ?? Instant(milliseconds: 0)), \(place?.number ?? ""))
      ORDER BY d.announced_at, d.number LIMIT \(limit)
      """, row)
  }

  /// A page of emergencies, the newest first.
  /// - Parameter late: only those whose formalities were not done in their time.
  static func emergencies(
    late: Bool, before place: Place?, limit: Int, in reader: some Reading
  ) throws -> [DigRow] {
    let which: Statement = late ? "d.is_late" : "d.broken_at IS NOT NULL"
    return try reader.rows(
      """
      SELECT \(columns) FROM road_dig d
      WHERE \(which) AND (d.broken_at, d.number)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.number ?? ""))
      ORDER BY d.broken_at DESC, d.number DESC LIMIT \(limit)
      """, row)
  }

  // MARK: Numbers

  static let numbering = Numbering("dig/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [String] = try snapshot.rows(
        """
        SELECT number FROM road_dig WHERE number > \(last) ORDER BY number
        LIMIT \(Inspection.pageSize)
        """)
      for number in page {
        // A number that is none is a series of its own, which has no counter.
        if let read = number.wholeMatch(of: /W(\d{4})-(\d+)/), let serial = Int(read.output.2) {
          tally.add(serial, of: "dig/\(read.output.1)")
        } else {
          tally.add(1, of: "dig/\(number)")
        }
      }
      guard let end = page.last else { break }
      last = end
    }
    for series in tally.inOrder { try hand(series) }
  }
}

extension Dig {
  /// What the section has to do with it.
  var task: DigRow.Task? {
    if asked != nil { return .decideChange }
    return switch phase {
    case .announced: .publish
    case .restored: .inspect
    default: nil
    }
  }
}
