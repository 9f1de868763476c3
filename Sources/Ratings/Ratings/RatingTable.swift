// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL

/// A rating as lists show it.
package struct RatingRow: Sendable, Hashable {
  package let id: String
  package let kind: Service.Kind
  package let service: String
  package let number: String
  package let unit: String
  package let name: Words
  package let grade: Rating.Grade
  package let status: Rating.Status
  /// The last day of what is to be done next; nil where nothing is.
  package let due: Day?
  let giver: String
  package let isNamed: Bool
  package let givenAt: Instant
  package let version: Int
}

/// Who may see which ratings, besides whoever gave one: the evaluation office all, those who answer for a section its own.
///
/// Whoever handles cases is no reader, so that nobody is served worse for what he said.
package enum RatingScope: Sendable, Hashable {
  case all
  case unit(String)
  case none

  package static let overseers: Set<Role> = [.supervisor, .auditor, .hallManager, .agencyHead]
  package static let readers = overseers.union(Rating.answerers)

  package init(of actor: Actor) {
    if actor.holds(anyOf: Self.overseers) {
      self = .all
    } else if actor.holds(anyOf: Rating.answerers), let unit = actor.department {
      self = .unit(unit)
    } else {
      self = .none
    }
  }

  /// A condition on the row `r`.
  var condition: Statement {
    switch self {
    case .all: "TRUE"
    case .unit(let unit): "r.unit = \(unit)"
    case .none: "FALSE"
    }
  }
}

/// Every statement on `rating_row`.
enum RatingTable {
  static let projection = Projection(ofEnd: Rating.self, tables: ["rating_row"]) {
    entry, state, transaction in
    guard let giving = state.giving, let giver = state.giver, let givenAt = state.givenAt else {
      return
    }
    try transaction.run(
      """
      INSERT INTO rating_row (id, kind, service, number, unit, name_zh, name_en, grade, status,
        is_open, counts, due, giver, is_named, given_at, month, version)
      VALUES (\(entry.id), \(giving.kind), \(giving.service), \(giving.number), \(giving.unit),
        \(giving.name.zh), \(giving.name.en), \(giving.grade), \(state.status),
        \(state.status.isOpen), \(state.status != .untrue), \(state.due), \(giver),
        \(giving.isNamed), \(givenAt), \(Period.month(of: givenAt.day)), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, is_open = excluded.is_open,
        counts = excluded.counts, due = excluded.due, version = excluded.version
      """)
  }

  private static let columns: Statement = """
    r.id, r.kind, r.service, r.number, r.unit, r.name_zh, r.name_en, r.grade, r.status, r.due,
    r.giver, r.is_named, r.given_at, r.version
    """

  private static func row(_ row: Row) throws -> RatingRow {
    RatingRow(
      id: try row[0], kind: try row[1], service: try row[2], number: try row[3],
      unit: try row[4], name: Words(try row[5], en: try row[6]), grade: try row[7],
      status: try row[8], due: try row[9], giver: try row[10], isNamed: try row[11],
      givenAt: try row[12], version: try row[13])
  }

  /// The rating that a service has got; whether somebody may see it, ``find(_:for:in:)`` says.
  static func id(ofService service: String, in reader: some Reading) throws -> String? {
    try reader.first("SELECT id FROM rating_row WHERE service = \(service)") { try $0[0] }
  }

  /// A rating, if the actor may see it.
  static func find(_ id: String, for actor: Actor, in reader: some Reading) throws -> RatingRow? {
    try reader.first(
      """
      SELECT \(columns) FROM rating_row r
      WHERE r.id = \(id) AND (\(RatingScope(of: actor).condition) OR r.giver = \(actor.id))
      """, row)
  }

  /// A page of bad ratings with which something is to be done, what is due first on top.
  static func open(
    after place: DuePlace?, limit: Int, _ scope: RatingScope, in reader: some Reading
  ) throws -> [RatingRow] {
    guard scope != .none else { return [] }
    return try reader.rows(
      """
      SELECT \(columns) FROM rating_row r
      WHERE r.is_open AND \(scope.condition)
        AND (r.due, r.id) > (\(place?.due.description ?? ""), \(place?.id ?? ""))
      ORDER BY r.due, r.id LIMIT \(limit)
      """, row)
  }

  /// A page of all ratings, the newest first.
  static func all(
    before place: CaseFilter.ReceiptPlace?, limit: Int, _ scope: RatingScope,
    in reader: some Reading
  ) throws -> [RatingRow] {
    guard scope != .none else { return [] }
    return try reader.rows(
      """
      SELECT \(columns) FROM rating_row r
      WHERE \(scope.condition) AND (r.given_at, r.id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY r.given_at DESC, r.id DESC LIMIT \(limit)
      """, row)
  }

  /// How many ratings of each grade each section has got.
  static func figures(
    _ period: Period, _ scope: RatingScope, in reader: some Reading
  ) throws -> RatingFigures {
    var figures = RatingFigures()
    guard scope != .none else { return figures }
    for month in period.months {
      try reader.each(
        """
        SELECT r.unit, r.grade, r.counts, COUNT(*) FROM rating_row r
        WHERE r.month = \(month) AND \(scope.condition) GROUP BY r.unit, r.grade, r.counts
        """
      ) { row in
        figures.add(try row[3], of: try row[1], counting: try row[2], to: try row[0])
      }
    }
    return figures
  }
}

extension Rating.Grade: Storable {}
extension Rating.Status: Storable {}
