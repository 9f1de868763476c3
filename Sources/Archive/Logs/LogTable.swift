// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Processes
import SQL

/// Every statement on logs, their files and their figures.
enum LogTable {
  private static let columns: Statement =
    "l.id, l.name, l.state, l.cases, l.steps, l.updated_at, l.figures"

  private static func log(_ row: Row) throws -> ArchiveLog {
    let figures: String? = try row[6]
    return ArchiveLog(
      id: try row[0], name: try row[1], state: try row[2], cases: try row[3], steps: try row[4],
      updatedAt: try row[5],
      figures: try figures.map {
        try JSONDecoder().decode(ArchiveLog.Figures.self, from: Data($0.utf8))
      })
  }

  static func logs(
    after name: String?, limit: Int, _ scope: ArchiveScope, in reader: some Reading
  ) throws -> [ArchiveLog] {
    let logs = try reader.rows(
      """
      SELECT \(columns) FROM archive_log l WHERE l.name > \(name ?? "") AND \(scope.condition)
      ORDER BY l.name LIMIT \(limit)
      """, log)
    return try logs.map { try withFiles($0, in: reader) }
  }

  static func log(
    _ id: String, _ scope: ArchiveScope, in reader: some Reading
  ) throws -> ArchiveLog? {
    try reader.first(
      "SELECT \(columns) FROM archive_log l WHERE l.id = \(id) AND \(scope.condition)", log
    ).map { try withFiles($0, in: reader) }
  }

  private static func withFiles(
    _ log: ArchiveLog, in reader: some Reading
  ) throws -> ArchiveLog {
    var log = log
    log.files = try reader.rows(
      """
      SELECT digest, name, first_case, cases, steps, done, added_at FROM archive_file
      WHERE log_id = \(log.id)
      """
    ) { row in
      ArchiveLog.File(
        digest: try row[0], name: try row[1], firstCase: try row[2], cases: try row[3],
        steps: try row[4], done: try row[5], addedAt: try row[6])
    }.sorted { $0.firstCase < $1.firstCase }
    return log
  }

  // MARK: Figures

  private static func spread(_ row: Row, from column: Int) throws -> KeptSpread {
    KeptSpread(
      count: try row[column], total: try row[column + 1], median: try row[column + 2],
      tenth: try row[column + 3], max: try row[column + 4])
  }

  private static let activityColumns: Statement = """
    place, name, steps, cases, starts, ends, waiting_count, waiting_total, waiting_median,
    waiting_tenth, waiting_max, service_count, service_total, service_median, service_tenth,
    service_max
    """

  private static func activity(_ row: Row) throws -> ActivityRow {
    ActivityRow(
      place: try row[0], name: try row[1], steps: try row[2], cases: try row[3],
      starts: try row[4], ends: try row[5], waiting: try spread(row, from: 6),
      service: try spread(row, from: 11))
  }

  /// The activities of a log, the most frequent first.
  static func activities(
    of log: ArchiveLog, after place: Int, limit: Int, in reader: some Reading
  ) throws -> [ActivityRow] {
    try reader.rows(
      """
      SELECT \(activityColumns) FROM archive_activity
      WHERE log_id = \(log.id) AND place > \(place) ORDER BY place LIMIT \(limit)
      """, activity)
  }

  /// Those for which cases waited longest, by the median.
  static func slowest(
    of log: ArchiveLog, limit: Int, in reader: some Reading
  ) throws -> [ActivityRow] {
    try reader.rows(
      """
      SELECT \(activityColumns) FROM archive_activity
      WHERE log_id = \(log.id) AND waiting_median > 0
      ORDER BY waiting_median DESC, place DESC LIMIT \(limit)
      """, activity)
  }

  private static let pairColumns: Statement = """
    place, source, target, times, waiting_count, waiting_total, waiting_median, waiting_tenth,
    waiting_max
    """

  private static func pair(_ row: Row) throws -> PairRow {
    PairRow(
      place: try row[0], from: try row[1], to: try row[2], times: try row[3],
      waiting: try spread(row, from: 4))
  }

  /// The pairs of a log, the most frequent first.
  static func pairs(
    of log: ArchiveLog, after place: Int, limit: Int, in reader: some Reading
  ) throws -> [PairRow] {
    try reader.rows(
      """
      SELECT \(pairColumns) FROM archive_pair
      WHERE log_id = \(log.id) AND place > \(place) ORDER BY place LIMIT \(limit)
      """, pair)
  }

  /// A place among the pairs by what their waiting costs in all.
  struct CostPlace: Sendable, Hashable {
    let total: Int64
    let place: Int
  }

  /// Those whose waiting costs most in all.
  static func costliest(
    of log: ArchiveLog, after place: CostPlace?, limit: Int, in reader: some Reading
  ) throws -> [PairRow] {
    try reader.rows(
      """
      SELECT \(pairColumns) FROM archive_pair
      WHERE log_id = \(log.id)
        AND (waiting_total, place) < (\(place?.total ?? .max), \(place?.place ?? 0))
      ORDER BY waiting_total DESC, place DESC LIMIT \(limit)
      """, pair)
  }

  /// Those who did the steps, the busiest first.
  static func resources(
    of log: ArchiveLog, after place: Int, limit: Int, in reader: some Reading
  ) throws -> [ResourceRow] {
    try reader.rows(
      """
      SELECT place, name, steps, cases, activities, days FROM archive_resource
      WHERE log_id = \(log.id) AND place > \(place) ORDER BY place LIMIT \(limit)
      """
    ) { row in
      ResourceRow(
        place: try row[0], name: try row[1], steps: try row[2], cases: try row[3],
        activities: try row[4], days: try row[5])
    }
  }

  // MARK: What comes in

  /// Notes that a log is being brought in, and gives it as it stands.
  static func begin(
    _ id: String, _ name: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO archive_log (id, name, state, cases, steps, updated_at)
      VALUES (\(id), \(name), \(ArchiveLog.State.importing), 0, 0, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
  }

  static func add(
    _ file: ArchiveLog.File, to log: String, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO archive_file (log_id, digest, name, first_case, cases, steps, done, added_at)
      VALUES (\(log), \(file.digest), \(file.name), \(file.firstCase), \(file.cases),
        \(file.steps), 0, \(file.addedAt))
      """)
    try transaction.run(
      """
      UPDATE archive_log SET state = \(ArchiveLog.State.importing), figures = NULL
      WHERE id = \(log)
      """)
  }

  /// Notes that more cases of a file are there.
  ///
  /// - Returns: Whether as many were there as was thought; otherwise nothing is noted.
  static func advance(
    _ digest: String, of log: String, from done: Int, by cases: Int, steps: Int,
    at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    let changed = try transaction.rowsChanged(
      by: """
        UPDATE archive_file SET done = done + \(cases)
        WHERE log_id = \(log) AND digest = \(digest) AND done = \(done)
        """)
    guard changed == 1 else { return false }
    try transaction.run(
      """
      UPDATE archive_log SET cases = cases + \(cases), steps = steps + \(steps),
        updated_at = \(now) WHERE id = \(log)
      """)
    return true
  }
}
