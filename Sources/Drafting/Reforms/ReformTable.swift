// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// A micro-reform as lists show it.
struct ReformRow: Sendable, Hashable {
  let id: String
  let name: String
  let unit: String
  let kind: MicroReform.Kind
  let status: MicroReform.Status
  let proposedAt: Instant
  let version: Int
}

/// Every statement on `drafting_reform`.
enum ReformTable {
  static let projection = Projection(ofEnd: MicroReform.self, tables: ["drafting_reform"]) {
    entry, state, transaction in
    guard let proposal = state.proposal, let proposedAt = state.proposedAt else { return }
    try transaction.run(
      """
      INSERT INTO drafting_reform (id, name, unit, kind, status, proposed_at, version)
      VALUES (\(entry.id), \(proposal.name), \(proposal.unit), \(proposal.kind), \(state.status),
        \(proposedAt), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, version = excluded.version
      """)
  }

  private static let columns: Statement = """
    r.id AS id, r.name, r.unit, r.kind, r.status, r.proposed_at AS proposed_at, r.version
    """

  private static func row(_ row: Row) throws -> ReformRow {
    ReformRow(
      id: try row[0], name: try row[1], unit: try row[2], kind: try row[3], status: try row[4],
      proposedAt: try row[5], version: try row[6])
  }

  static func find(_ id: String, in reader: some Reading) throws -> ReformRow? {
    try reader.first("SELECT \(columns) FROM drafting_reform r WHERE r.id = \(id)", row)
  }

  /// A page of the register, the last proposed first.
  static func list(
    _ status: MicroReform.Status?, before place: MomentPlace, limit: Int, in reader: some Reading
  ) throws -> [ReformRow] {
    let narrowed: Statement = status.map { "r.status = \($0) AND " } ?? ""
    return try reader.rows(
      """
      SELECT \(columns) FROM drafting_reform r
      WHERE \(narrowed)(r.proposed_at, r.id) < (\(place.at), \(place.id))
      ORDER BY r.proposed_at DESC, r.id DESC LIMIT \(limit)
      """, row)
  }
}

extension MicroReform.Kind: Storable {}
extension MicroReform.Status: Storable {}
