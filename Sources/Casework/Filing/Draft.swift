// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL

/// An application that is not handed in yet: the applicant's own, changed at will, no part of any history.
package struct Draft: Sendable, Hashable {
  package let id: String
  package let owner: String
  package var filing: Filing
  package let createdAt: Instant
  package let updatedAt: Instant
}

/// Every statement on drafts; each is for its owner alone.
enum DraftTable {
  static func keep(_ draft: Draft, at now: Instant, in transaction: Transaction) throws {
    let body = draft.filing.canonical
    try transaction.run(
      """
      INSERT INTO case_draft (id, owner, body, created_at, updated_at)
      VALUES (\(draft.id), \(draft.owner), \(body), \(draft.createdAt), \(now))
      ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
      """)
  }

  static func remove(_ id: String, in transaction: Transaction) throws {
    try transaction.run("DELETE FROM case_draft WHERE id = \(id)")
  }

  static func find(_ id: String, for actor: Actor, in reader: some Reading) throws -> Draft? {
    try reader.first(
      """
      SELECT id, owner, body, created_at, updated_at FROM case_draft
      WHERE id = \(id) AND owner = \(actor.id)
      """, draft)
  }

  /// Drafts of somebody, the last changed first, after a place.
  static func list(
    for actor: Actor, before place: CaseFilter.ReceiptPlace? = nil, limit: Int,
    in reader: some Reading
  ) throws -> [Draft] {
    let last = place?.at ?? Instant(milliseconds: .max)
    return try reader.rows(
      """
      SELECT id, owner, body, created_at, updated_at FROM case_draft
      WHERE owner = \(actor.id) AND (updated_at, id) < (\(last), \(place?.id ?? ""))
      ORDER BY updated_at DESC, id DESC LIMIT \(limit)
      """, draft)
  }

  static func tally(for actor: Actor, in reader: some Reading) throws -> Tally {
    Tally(
      try reader.one(
        """
        SELECT COUNT(*) FROM (
          SELECT 1 FROM case_draft WHERE owner = \(actor.id) LIMIT \(Tally.max + 1)) AS found
        """))
  }

  private static func draft(_ row: Row) throws -> Draft {
    let body: String = try row[2]
    return Draft(
      id: try row[0], owner: try row[1],
      filing: try JSONDecoder().decode(Filing.self, from: Data(body.utf8)),
      createdAt: try row[3], updatedAt: try row[4])
  }
}
