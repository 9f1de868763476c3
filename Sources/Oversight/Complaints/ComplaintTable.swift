// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// A complaint as lists show it.
package struct ComplaintRow: Sendable, Hashable {
  package let id: String
  package let status: Complaint.Status
  package let caseID: String
  package let caseNumber: String
  package let unit: String
  package let filedAt: Instant
  package let version: Int
}

/// Every statement on `oversight_complaint`.
enum ComplaintTable {
  static let projection = Projection(ofEnd: Complaint.self, tables: ["oversight_complaint"]) {
    entry, state, transaction in
    guard let filing = state.filing, let filedAt = state.filedAt else { return }
    try transaction.run(
      """
      INSERT INTO oversight_complaint (id, status, is_open, case_id, case_number, unit, complainant,
        filed_at, version)
      VALUES (\(entry.id), \(state.status), \(state.status.isOpen), \(filing.caseID),
        \(filing.caseNumber), \(filing.unit), \(filing.complainant), \(filedAt), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, is_open = excluded.is_open,
        version = excluded.version
      """)
  }

  private static let columns: Statement = """
    c.id AS id, c.status, c.case_id, c.case_number, c.unit, c.filed_at AS filed_at, c.version
    """

  private static func row(_ row: Row) throws -> ComplaintRow {
    ComplaintRow(
      id: try row[0], status: try row[1], caseID: try row[2], caseNumber: try row[3],
      unit: try row[4], filedAt: try row[5], version: try row[6])
  }

  /// A complaint by its id, if the actor may see it: whoever complains, the unit, and whoever supervises.
  static func find(
    _ id: String, for actor: Actor, in reader: some Reading
  ) throws -> ComplaintRow? {
    try reader.first(
      """
      SELECT \(columns) FROM oversight_complaint c WHERE c.id = \(id) AND \(condition(for: actor))
      """, row)
  }

  /// The complaints about one case that somebody may see, oldest first.
  static func list(
    of caseID: String, for actor: Actor, in reader: some Reading
  ) throws -> [ComplaintRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM oversight_complaint c
      WHERE c.case_id = \(caseID) AND \(condition(for: actor)) ORDER BY c.filed_at, c.id
      """, row)
  }

  /// A page of complaints, the newest first.
  static func list(
    before place: CardFilter.Place?, limit: Int, for actor: Actor, in reader: some Reading
  ) throws -> [ComplaintRow] {
    let scope: Statement
    if CardScope(of: actor).isAll {
      scope = "TRUE"
    } else if actor.holds(anyOf: Card.answerers), let unit = actor.department {
      scope = "c.unit = \(unit)"
    } else {
      return []
    }
    return try reader.rows(
      """
      SELECT \(columns) FROM oversight_complaint c
      WHERE \(scope) AND (c.filed_at, c.id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY c.filed_at DESC, c.id DESC LIMIT \(limit)
      """, row)
  }

  /// The one rule of who may see which complaints, on the row `c`.
  private static func condition(for actor: Actor) -> Statement {
    if CardScope(of: actor).isAll { return "TRUE" }
    let own: Statement = "c.complainant = \(actor.id)"
    guard actor.holds(anyOf: Card.answerers), let unit = actor.department else { return own }
    return "(\(own) OR c.unit = \(unit))"
  }
}

extension Complaint.Status: Storable {}
