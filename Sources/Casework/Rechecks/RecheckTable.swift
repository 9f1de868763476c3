// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// A case that was drawn, as lists show it.
package struct RecheckRow: Sendable, Hashable {
  /// The id of the case.
  package let id: String
  package let number: String
  package let department: String
  package let approver: String
  package let authorisation: String
  package let authorisationNumber: String
  package let month: String
  package let score: Int?
  package let percent: Int
  package let standing: Recheck.Standing
  package let verdict: Recheck.Verdict?
  package let drawnAt: Instant
  package let version: Int
}

/// How somebody has decided in one hand in a year.
package struct ApproverFigures: Sendable, Hashable {
  package let approver: String
  package let decided: Int
  package let drawn: Int
  package let right: Int
  package let minor: Int
  package let wrong: Int
}

/// A month's draw as anybody may see it.
package struct DrawRow: Sendable, Hashable {
  package let month: String
  package let digest: String
  package let percent: Int
  package let committedAt: Instant
  /// Hexadecimal; nil while it is secret.
  package let secret: String?
  package let publishedAt: Instant?
}

/// A case that took part in a draw.
package struct DrawEntry: Sendable, Hashable {
  package let number: String
  /// The item's own share; nil where that of the month counts.
  package let percent: Int?
}

/// Every statement on the tables of draws and re-checks.
enum RecheckTable {
  // MARK: Projections

  /// What was decided in one hand; with its month from the conclusion on.
  static let oneHand = Projection(Case.self, tables: ["one_hand_row", "one_hand_tally"]) {
    entry, state, transaction in
    switch entry.event {
    case .oneHand(.authorised(let authority)):
      guard let submission = state.submission else { return }
      let approver = entry.moment.actor
      try transaction.run(
        """
        INSERT INTO one_hand_row (case_id, number, approver, authorisation, percent, decided_at)
        VALUES (\(entry.id), \(submission.number), \(approver), \(authority.authorisation),
          \(authority.recheckPercent), \(entry.moment.at))
        """)
      try transaction.run(
        """
        INSERT INTO one_hand_tally (year, approver, decided)
        VALUES (\(entry.moment.at.day.year), \(approver), 1)
        ON CONFLICT (year, approver) DO UPDATE SET decided = one_hand_tally.decided + 1
        """)
    case .concluded where state.oneHand.authority != nil:
      let month = DrawMonth(of: entry.moment.at.day).description
      try transaction.run(
        "UPDATE one_hand_row SET month = \(month) WHERE case_id = \(entry.id)")
    default: return
    }
  }

  /// The name of the deadline at which a month's secret is told.
  static let monthDeadline = "draw.month"

  static let months = Projection(MonthlyDraw.self, tables: ["draw_month"]) {
    entry, _, transaction in
    let stream = Stream<MonthlyDraw>(entry.id)
    switch entry.event {
    case .committed(let digest, let percent):
      try transaction.run(
        """
        INSERT INTO draw_month (month, digest, percent, committed_at)
        VALUES (\(entry.id), \(digest.description), \(percent), \(entry.moment.at))
        """)
      guard let month = DrawMonth(entry.id) else { return }
      try DeadlineTable.set(monthDeadline, of: stream, due: month.end, in: transaction)
    case .published(let secret):
      try transaction.run(
        """
        UPDATE draw_month SET secret = \(secret), published_at = \(entry.moment.at)
        WHERE month = \(entry.id)
        """)
      try DeadlineTable.clear(monthDeadline, of: stream, in: transaction)
    }
  }

  static let rows = Projection(ofEnd: Recheck.self, tables: ["recheck_row"]) {
    entry, state, transaction in
    guard let drawn = state.drawn else { return }
    try transaction.run(
      """
      INSERT INTO recheck_row (id, number, department, approver, authorisation,
        authorisation_number, month, score, percent, standing, verdict, drawn_at, version)
      VALUES (\(entry.id), \(drawn.number), \(drawn.department), \(drawn.approver),
        \(drawn.authority.authorisation), \(drawn.authority.number), \(drawn.month),
        \(drawn.score), \(drawn.percent), \(state.standing), \(state.verdict),
        \(entry.moment.at), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, verdict = excluded.verdict,
        version = excluded.version
      """)
  }

  static let tallies = Projection(Recheck.self, tables: ["recheck_tally"]) {
    entry, state, transaction in
    guard let drawn = state.drawn else { return }
    let year = drawn.month.prefix(4)
    let counts: (drawn: Int, right: Int, minor: Int, wrong: Int)
    switch entry.event {
    case .drawn: counts = (1, 0, 0, 0)
    case .found(.right, _, _): counts = (0, 1, 0, 0)
    case .found(.minor, _, _): counts = (0, 0, 1, 0)
    case .found(.wrong, _, _): counts = (0, 0, 0, 1)
    case .answered: return
    }
    try transaction.run(
      """
      INSERT INTO recheck_tally (year, approver, drawn, right_ones, minor_ones, wrong_ones)
      VALUES (\(Int(year) ?? 0), \(drawn.approver), \(counts.drawn), \(counts.right),
        \(counts.minor), \(counts.wrong))
      ON CONFLICT (year, approver) DO UPDATE SET
        drawn = recheck_tally.drawn + excluded.drawn,
        right_ones = recheck_tally.right_ones + excluded.right_ones,
        minor_ones = recheck_tally.minor_ones + excluded.minor_ones,
        wrong_ones = recheck_tally.wrong_ones + excluded.wrong_ones
      """)
  }

  // MARK: Secrets

  static func keep(
    _ secret: [UInt8], of month: DrawMonth, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO draw_secret (month, secret)
      VALUES (\(month.description), \(secret.hexadecimal))
      """)
  }

  static func secret(of month: DrawMonth, in reader: some Reading) throws -> [UInt8]? {
    let text: String? = try reader.first(
      "SELECT secret FROM draw_secret WHERE month = \(month.description)")
    return text.flatMap { [UInt8](hexadecimal: $0) }
  }

  /// Whether a case of a month's draw was concluded.
  static func hasBegun(_ month: DrawMonth, in reader: some Reading) throws -> Bool {
    try reader.exists(
      "SELECT 1 FROM one_hand_row WHERE month = \(month.description) LIMIT 1")
  }

  static func forget(_ month: DrawMonth, in transaction: Transaction) throws {
    try transaction.run("DELETE FROM draw_secret WHERE month = \(month.description)")
  }

  /// Every month has the secret that its digest promises, kept or told.
  static let secrets = Inspection(of: "draw_secret") { snapshot, inspector in
    let rows: [(month: String, digest: String, told: String?, kept: String?)] =
      try snapshot.rows(
        """
        SELECT m.month, m.digest, m.secret, s.secret
        FROM draw_month m LEFT JOIN draw_secret s ON s.month = m.month ORDER BY m.month
        """
      ) { (try $0[0], try $0[1], try $0[2], try $0[3]) }
    for row in rows {
      inspector.looked()
      let secret = (row.told ?? row.kept).flatMap { [UInt8](hexadecimal: $0) }
      if secret.map({ Draw.commitment(to: $0).description }) != row.digest {
        inspector.found(
          "the secret of this month is not the one that was committed to", at: row.month)
      }
    }
  }
}

extension Recheck.Standing: Storable {}
extension Recheck.Verdict: Storable {}
