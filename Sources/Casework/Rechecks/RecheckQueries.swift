// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// What screens and programs ask of draws and re-checks.
extension RecheckTable {
  private static let columns: Statement = """
    id, number, department, approver, authorisation, authorisation_number, month, score, percent,
    standing, verdict, drawn_at, version
    """

  private static func row(_ row: Row) throws -> RecheckRow {
    RecheckRow(
      id: try row[0], number: try row[1], department: try row[2], approver: try row[3],
      authorisation: try row[4], authorisationNumber: try row[5], month: try row[6],
      score: try row[7], percent: try row[8], standing: try row[9], verdict: try row[10],
      drawnAt: try row[11], version: try row[12])
  }

  static func find(_ id: String, in reader: some Reading) throws -> RecheckRow? {
    try reader.first("SELECT \(columns) FROM recheck_row WHERE id = \(id)", row)
  }

  /// Those that stand in a way, after a place: what waits the longest first, what is done the newest first.
  static func list(
    _ standing: Recheck.Standing, after place: CaseFilter.ReceiptPlace?, limit: Int,
    in reader: some Reading
  ) throws -> [RecheckRow] {
    if standing == .done {
      return try reader.rows(
        """
        SELECT \(columns) FROM recheck_row WHERE standing = \(standing) AND (drawn_at, id)
          < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
        ORDER BY drawn_at DESC, id DESC LIMIT \(limit)
        """, row)
    }
    return try reader.rows(
      """
      SELECT \(columns) FROM recheck_row WHERE standing = \(standing) AND (drawn_at, id)
        > (\(place?.at ?? Instant(milliseconds: .min)), \(place?.id ?? ""))
      ORDER BY drawn_at, id LIMIT \(limit)
      """, row)
  }

  /// How many stand in a way, as far as a number tells anybody anything.
  static func tally(_ standing: Recheck.Standing, in reader: some Reading) throws -> Tally {
    Tally(
      try reader.one(
        """
        SELECT COUNT(*) FROM (SELECT 1 FROM recheck_row WHERE standing = \(standing)
          LIMIT \(Tally.max + 1)) AS found
        """))
  }

  /// How many approvers a year's figures are of at most.
  private static let approversMax = 1_000

  /// The figures of a year, by approver.
  static func figures(of year: Int, in reader: some Reading) throws -> [ApproverFigures] {
    try reader.rows(
      """
      SELECT t.approver, t.decided, COALESCE(r.drawn, 0), COALESCE(r.right_ones, 0),
        COALESCE(r.minor_ones, 0), COALESCE(r.wrong_ones, 0)
      FROM one_hand_tally t
      LEFT JOIN recheck_tally r ON r.year = t.year AND r.approver = t.approver
      WHERE t.year = \(year) ORDER BY t.approver LIMIT \(approversMax)
      """
    ) {
      ApproverFigures(
        approver: try $0[0], decided: try $0[1], drawn: try $0[2], right: try $0[3],
        minor: try $0[4], wrong: try $0[5])
    }
  }

  private static let drawColumns: Statement =
    "month, digest, percent, committed_at, secret, published_at"

  private static func draw(_ row: Row) throws -> DrawRow {
    DrawRow(
      month: try row[0], digest: try row[1], percent: try row[2], committedAt: try row[3],
      secret: try row[4], publishedAt: try row[5])
  }

  static func draw(of month: String, in reader: some Reading) throws -> DrawRow? {
    try reader.first("SELECT \(drawColumns) FROM draw_month WHERE month = \(month)", draw)
  }

  /// The draws before a month, the latest first.
  static func draws(
    before month: String?, limit: Int, in reader: some Reading
  ) throws -> [DrawRow] {
    try reader.rows(
      """
      SELECT \(drawColumns) FROM draw_month WHERE month < \(month ?? "9999-99")
      ORDER BY month DESC LIMIT \(limit)
      """, draw)
  }

  /// The cases of a month's draw, by number, after one.
  static func entries(
    of month: String, after number: String, limit: Int, in reader: some Reading
  ) throws -> [DrawEntry] {
    try reader.rows(
      """
      SELECT number, percent FROM one_hand_row WHERE month = \(month) AND number > \(number)
      ORDER BY number LIMIT \(limit)
      """
    ) { row in
      let own: Int? = try row[1]
      return DrawEntry(number: try row[0], percent: own)
    }
  }
}
