// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import SQL

/// A delegation as lists show it.
package struct DelegationRow: Sendable, Hashable {
  package let id: String
  package let terms: Delegation.Terms
  package let grantedAt: Instant
  package let endedAt: Instant?

  /// Whether it lets somebody act on a day.
  func isInForce(on day: Day) -> Bool {
    endedAt == nil && terms.from <= day && day <= terms.until
  }
}

/// Every statement on `delegation_row`.
enum DelegationTable {
  static let rows = Projection(Delegation.self, tables: ["delegation_row"]) {
    entry, state, transaction in
    switch entry.event {
    case .granted(let terms, _):
      try transaction.run(
        """
        INSERT INTO delegation_row
          (id, principal, deputy, parts, items, first_day, last_day, granted_at)
        VALUES (\(entry.id), \(terms.principal), \(terms.deputy), \(words(terms.parts)),
          \(terms.items?.joined(separator: " ")), \(terms.from), \(terms.until),
          \(entry.moment.at))
        """)
    case .ended:
      try transaction.run(
        "UPDATE delegation_row SET ended_at = \(entry.moment.at) WHERE id = \(entry.id)")
    }
  }

  private static func words(_ parts: [Mandate.Part]) -> String {
    parts.map(\.rawValue).joined(separator: " ")
  }

  private static let columns: Statement =
    "d.id, d.principal, d.deputy, d.parts, d.items, d.first_day, d.last_day, d.granted_at, d.ended_at"

  private static func row(_ row: Row) throws -> DelegationRow {
    let parts: String = try row[3]
    let items: String? = try row[4]
    let terms = Delegation.Terms(
      principal: try row[1], deputy: try row[2],
      parts: Set(parts.split(separator: " ").compactMap { Mandate.Part(rawValue: String($0)) }),
      items: items.map { Set($0.split(separator: " ").map(String.init)) }, from: try row[5],
      until: try row[6])
    return DelegationRow(
      id: try row[0], terms: terms, grantedAt: try row[7], endedAt: try row[8])
  }

  static func find(_ id: String, in reader: some Reading) throws -> DelegationRow? {
    try reader.first("SELECT \(columns) FROM delegation_row d WHERE d.id = \(id)", row)
  }

  /// On which side of a delegation somebody stands.
  enum Side: String, CaseIterable, Sendable { case given, received }

  /// Somebody's delegations, the last granted first, after a place.
  static func list(
    _ side: Side, of account: String, before place: CaseFilter.ReceiptPlace?, limit: Int,
    in reader: some Reading
  ) throws -> [DelegationRow] {
    let column: Statement = side == .given ? "d.principal" : "d.deputy"
    let last = place?.at ?? Instant(milliseconds: .max)
    return try reader.rows(
      """
      SELECT \(columns) FROM delegation_row d
      WHERE \(column) = \(account) AND (d.granted_at, d.id) < (\(last), \(place?.id ?? ""))
      ORDER BY d.granted_at DESC, d.id DESC LIMIT \(limit)
      """, row)
  }

  /// For whom somebody may act on a day.
  ///
  /// What was delegated by somebody who has left the staff is nobody's any more.
  static func mandates(
    of deputy: String, on day: Day, in reader: some Reading
  ) throws -> [Mandate] {
    let rows = try reader.rows(
      """
      SELECT \(columns) FROM delegation_row d
      WHERE d.deputy = \(deputy) AND d.last_day >= \(day) AND d.first_day <= \(day)
        AND d.ended_at IS NULL
      ORDER BY d.last_day, d.id
      """, row)
    return try rows.compactMap { row in
      guard
        let principal = try ColleagueTable.find([row.terms.principal], in: reader).first,
        principal.isActive
      else { return nil }
      return Mandate(
        delegation: row.id, principal: principal.id, roles: principal.roles,
        department: principal.department, parts: Set(row.terms.parts),
        items: row.terms.items.map(Set.init))
    }
  }
}
