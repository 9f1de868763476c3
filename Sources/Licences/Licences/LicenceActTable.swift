// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL

/// A case that acts on a licence, or has done so.
package struct LicenceActRow: Sendable, Hashable {
  package let caseID: String
  package let caseNumber: String
  package let act: ActKind
  package let filedAt: Instant
  package let closedAt: Instant?
  /// Whether whoever asked may open the case.
  package let isVisible: Bool
}

/// Every statement on `licence_act`: which cases act on which licences, from the cases' events alone.
enum LicenceActTable {
  static let projection = Projection(Case.self, tables: ["licence_act"]) {
    entry, state, transaction in
    guard let submission = state.submission, let act = submission.act else { return }
    if case .submitted = entry.event {
      try transaction.run(
        """
        INSERT INTO licence_act (case_id, case_number, licence, act, filed_at)
        VALUES (\(entry.id), \(submission.number), \(act.licence), \(act.kind), \(entry.moment.at))
        """)
    } else if state.phase.isClosed {
      try transaction.run(
        """
        UPDATE licence_act SET closed_at = \(state.facts.ended?.at) WHERE case_id = \(entry.id)
        """)
    }
  }

  /// The acts on a licence that are in hand, oldest first.
  static func open(on licence: String, in reader: some Reading) throws -> [LicenceActRow] {
    try reader.rows(
      """
      SELECT a.case_id, a.case_number, a.act, a.filed_at, a.closed_at, FALSE FROM licence_act a
      WHERE a.licence = \(licence) AND a.closed_at IS NULL ORDER BY a.filed_at, a.case_id
      """, row)
  }

  /// All acts on a licence, oldest first, as somebody sees them.
  static func all(
    on licence: String, for actor: Actor, in reader: some Reading
  ) throws -> [LicenceActRow] {
    try reader.rows(
      """
      SELECT a.case_id, a.case_number, a.act, a.filed_at, a.closed_at, EXISTS (
        SELECT 1 FROM case_row c WHERE c.id = a.case_id AND \(CaseScope.condition(for: actor)))
      FROM licence_act a WHERE a.licence = \(licence) ORDER BY a.filed_at, a.case_id
      """, row)
  }

  private static func row(_ row: Row) throws -> LicenceActRow {
    LicenceActRow(
      caseID: try row[0], caseNumber: try row[1], act: try row[2], filedAt: try row[3],
      closedAt: try row[4], isVisible: try row[5])
  }
}
