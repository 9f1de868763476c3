// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// A delegation to streets as lists show it.
struct StreetGrantRow: Sendable, Hashable {
  let id: String
  let terms: StreetDelegation.Terms
  let endedOn: Day?
  let grantedAt: Instant
  let version: Int

  /// Whether it applies on a day.
  func isInForce(on day: Day) -> Bool {
    terms.from <= day && (terms.until.map { day <= $0 } ?? true)
      && (endedOn.map { day < $0 } ?? true)
  }

  /// Whether it will not apply any more.
  func isOver(on day: Day) -> Bool {
    endedOn != nil || terms.until.map { $0 < day } ?? false
  }
}

/// What a street does of an item.
struct StreetService: Sendable, Hashable {
  let delegation: String
  let street: String
  let item: String
  let scope: StreetDelegation.Scope
  let from: Day
  /// The last day; nil until further notice.
  let until: Day?
}

/// Every statement on `drafting_street` and `drafting_street_grant`.
enum StreetTable {
  /// Stands for a last day that nobody has named, so that days compare.
  private static let open = Day(number: 2_932_896)

  static let projection = Projection(
    StreetDelegation.self, tables: ["drafting_street", "drafting_street_grant"]
  ) { entry, _, transaction in
    switch entry.event {
    case .granted(let terms, _):
      try transaction.run(
        """
        INSERT INTO drafting_street_grant (id, item, streets, scope, basis, first_day, last_day,
          granted_at, version)
        VALUES (\(entry.id), \(terms.item), \(terms.streets.joined(separator: " ")),
          \(terms.scope), \(terms.basis), \(terms.from), \(terms.until), \(entry.moment.at),
          \(entry.version))
        """)
      for street in terms.streets {
        try transaction.run(
          """
          INSERT INTO drafting_street (id, street, item, scope, first_day, last_day, granted_at)
          VALUES (\(entry.id), \(street), \(terms.item), \(terms.scope), \(terms.from),
            \(terms.until ?? open), \(entry.moment.at))
          """)
      }
    case .ended(let day, _):
      try transaction.run(
        """
        UPDATE drafting_street_grant SET ended_on = \(day), version = \(entry.version)
        WHERE id = \(entry.id)
        """)
      try transaction.run(
        """
        UPDATE drafting_street SET last_day = \(day.adding(days: -1)) WHERE id = \(entry.id)
        """)
    }
  }

  // MARK: The register

  private static let columns: Statement = """
    g.id AS id, g.item, g.streets, g.scope, g.basis, g.first_day, g.last_day, g.ended_on,
    g.granted_at AS granted_at, g.version
    """

  private static func grant(_ row: Row) throws -> StreetGrantRow {
    let streets: String = try row[2]
    return StreetGrantRow(
      id: try row[0],
      terms: StreetDelegation.Terms(
        item: try row[1], streets: Set(streets.split(separator: " ").map(String.init)),
        scope: try row[3], basis: try row[4], from: try row[5], until: try row[6]),
      endedOn: try row[7], grantedAt: try row[8], version: try row[9])
  }

  static func find(_ id: String, in reader: some Reading) throws -> StreetGrantRow? {
    try reader.first("SELECT \(columns) FROM drafting_street_grant g WHERE g.id = \(id)", grant)
  }

  /// A page of the register, the last granted first.
  static func grants(
    item: String? = nil, before place: MomentPlace, limit: Int, in reader: some Reading
  ) throws -> [StreetGrantRow] {
    let narrowed: Statement = item.map { "g.item = \($0) AND " } ?? ""
    return try reader.rows(
      """
      SELECT \(columns) FROM drafting_street_grant g
      WHERE \(narrowed)(g.granted_at, g.id) < (\(place.at), \(place.id))
      ORDER BY g.granted_at DESC, g.id DESC LIMIT \(limit)
      """, grant)
  }

  // MARK: Where one can go

  private static let serviceColumns: Statement =
    "s.id, s.street, s.item AS item, s.scope, s.first_day, s.last_day"

  private static func service(_ row: Row) throws -> StreetService {
    let last: Day = try row[5]
    return StreetService(
      delegation: try row[0], street: try row[1], item: try row[2], scope: try row[3],
      from: try row[4], until: last == open ? nil : last)
  }

  /// The streets that do an item from a day on, now or later, by code.
  static func services(
    of item: String, from day: Day, in reader: some Reading
  ) throws -> [StreetService] {
    try reader.rows(
      """
      SELECT \(serviceColumns) FROM drafting_street s
      WHERE s.item = \(item) AND s.last_day >= \(day)
      """, service
    ).sorted { ($0.street, $0.from) < ($1.street, $1.from) }
  }

  /// What a street does on a day, by item.
  static func services(
    at street: String, on day: Day, after item: String, limit: Int, in reader: some Reading
  ) throws -> [StreetService] {
    try reader.rows(
      """
      SELECT \(serviceColumns) FROM drafting_street s
      WHERE s.street = \(street) AND s.item > \(item) AND s.first_day <= \(day)
        AND s.last_day >= \(day)
      ORDER BY s.street, s.item, s.id LIMIT \(limit)
      """, service)
  }

  /// The items that any of some streets does on a day.
  static func items(
    at streets: [String], on day: Day, in reader: some Reading
  ) throws -> Set<String> {
    try streets.reduce(into: []) { items, street in
      items.formUnion(
        try reader.rows(
          """
          SELECT s.item FROM drafting_street s
          WHERE s.street = \(street) AND s.first_day <= \(day) AND s.last_day >= \(day)
          """
        ) { try $0[0] as String })
    }
  }

  static func count(at street: String, on day: Day, in reader: some Reading) throws -> Int {
    try reader.one(
      """
      SELECT COUNT(*) FROM drafting_street s
      WHERE s.street = \(street) AND s.first_day <= \(day) AND s.last_day >= \(day)
      """)
  }
}

extension StreetDelegation.Scope: Storable {}
