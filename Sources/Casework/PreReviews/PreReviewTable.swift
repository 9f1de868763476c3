// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// A draft that is, or was, looked through.
package struct PreReviewRow: Sendable, Hashable {
  /// The draft's.
  package let id: String
  package let item: ItemReference
  package let department: String
  package let owner: String
  /// The draft as it was then.
  package let filing: Digest
  package let askedAt: Instant
  package let answeredAt: Instant?
  /// What was found wrong.
  package let answer: Digest?
  /// Whether nothing was; nil before the first answer.
  package let isComplete: Bool?
  package let isOpen: Bool

  /// The day by which the window means to answer.
  package func due(_ calendar: WorkCalendar) -> Day {
    CaseworkSettings.preReviewing.due(after: askedAt.day, in: calendar)
  }
}

/// Every statement on `prereview_row`.
enum PreReviewTable {
  static let rows = Projection(PreReview.self, tables: ["prereview_row"]) {
    entry, state, transaction in
    switch entry.event {
    case .asked(let request):
      try transaction.run(
        """
        INSERT INTO prereview_row (id, item_code, item_version, department, owner, filing,
          asked_at, is_open)
        VALUES (\(entry.id), \(request.item.code), \(request.item.version),
          \(request.department), \(request.owner), \(request.filing.description),
          \(entry.moment.at), TRUE)
        ON CONFLICT (id) DO UPDATE SET item_version = excluded.item_version,
          filing = excluded.filing, asked_at = excluded.asked_at, is_open = TRUE
        """)
    case .answered(let notice, let isComplete):
      try transaction.run(
        """
        UPDATE prereview_row SET answered_at = \(entry.moment.at),
          answer = \(notice.description), is_complete = \(isComplete), is_open = FALSE
        WHERE id = \(entry.id)
        """)
    case .withdrawn:
      try transaction.run("UPDATE prereview_row SET is_open = FALSE WHERE id = \(entry.id)")
    case .handedIn(let id):
      try transaction.run(
        "UPDATE prereview_row SET is_open = FALSE, case_id = \(id) WHERE id = \(entry.id)")
    }
  }

  /// What the owner is told outside this program; no personal data, he looks the rest up.
  private struct Message: Encodable {
    let draftID: String
    let event: String
  }

  static let telling = Policy(PreReview.self) { entry, _, unit in
    guard case .answered = entry.event else { return }
    try unit.post(
      Message(draftID: entry.id, event: "preReview.answered"), to: CasePolicies.messageTopic)
  }

  private static let columns: Statement = """
    r.id, r.item_code, r.item_version, r.department, r.owner, r.filing, r.asked_at,
    r.answered_at, r.answer, r.is_complete, r.is_open
    """

  private static func row(_ row: Row) throws -> PreReviewRow {
    let filing: String = try row[5]
    let answer: String? = try row[8]
    return PreReviewRow(
      id: try row[0], item: ItemReference(code: try row[1], version: try row[2]),
      department: try row[3], owner: try row[4], filing: Digest(filing) ?? SM3.digest(filing),
      askedAt: try row[6], answeredAt: try row[7], answer: answer.flatMap { Digest($0) },
      isComplete: try row[9], isOpen: try row[10])
  }

  static func find(_ id: String, in reader: some Reading) throws -> PreReviewRow? {
    try reader.first("SELECT \(columns) FROM prereview_row r WHERE r.id = \(id)", row)
  }

  /// What was found in the draft that a case came from.
  static func find(ofCase id: String, in reader: some Reading) throws -> PreReviewRow? {
    try reader.first("SELECT \(columns) FROM prereview_row r WHERE r.case_id = \(id)", row)
  }

  /// Those that wait for an answer, the longest waiting first, after a place.
  static func open(
    after place: CaseFilter.ReceiptPlace?, limit: Int, in reader: some Reading
  ) throws -> [PreReviewRow] {
    let first = place?.at ?? Instant(milliseconds: 0)
    return try reader.rows(
      """
      SELECT \(columns) FROM prereview_row r
      WHERE r.is_open AND (r.asked_at, r.id) > (\(first), \(place?.id ?? ""))
      ORDER BY r.asked_at, r.id LIMIT \(limit)
      """, row)
  }

  static func tally(in reader: some Reading) throws -> Tally {
    Tally(
      try reader.one(
        """
        SELECT COUNT(*) FROM (
          SELECT 1 FROM prereview_row r WHERE r.is_open AND r.asked_at >= 0
          LIMIT \(Tally.max + 1)) AS found
        """))
  }
}
