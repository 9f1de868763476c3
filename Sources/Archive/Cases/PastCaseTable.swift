// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import SQL

/// Every statement on past cases and their steps.
enum PastCaseTable {
  /// For a case that tells no time, so that it has a place in the order of durations.
  private static let unknown: Int64 = -1

  private static let columns: Statement = "number, name, steps, begun_at, ended_at, duration"

  private static func row(_ row: Row) throws -> PastCase {
    let begun: Instant? = try row[3]
    let ended: Instant? = try row[4]
    return PastCase(
      number: try row[0], name: try row[1], steps: try row[2],
      span: begun.flatMap { begun in ended.map { begun...max(begun, $0) } })
  }

  /// The cases of a log that the actor may see, in an order, after a place.
  ///
  /// - Complexity: the length of the page, not the number of cases.
  static func list(
    _ filter: PastCaseFilter, of log: ArchiveLog, in reader: some Reading
  ) throws -> [PastCase] {
    switch filter.order {
    case .longest(let place):
      try reader.rows(
        """
        SELECT \(columns) FROM archive_case WHERE log_id = \(log.id)
          AND (duration, number) < (\(place?.duration ?? .max), \(place?.number ?? 0))
        ORDER BY duration DESC, number DESC LIMIT \(filter.limit)
        """, row)
    case .named(let prefix, let place):
      try reader.rows(
        """
        SELECT \(columns) FROM archive_case WHERE log_id = \(log.id)
          AND (name, number) > (\(place?.name ?? prefix), \(place?.number ?? 0))
          AND name < \(prefix + "\u{10FFFF}")
        ORDER BY name, number LIMIT \(filter.limit)
        """, row)
    }
  }

  static func find(
    _ number: Int, of log: ArchiveLog, in reader: some Reading
  ) throws -> PastCase? {
    try reader.first(
      """
      SELECT \(columns) FROM archive_case WHERE log_id = \(log.id) AND number = \(number)
      """, row)
  }

  private static func step(_ row: Row, from column: Int) throws -> Step {
    Step(
      activity: try row[column], at: try row[column + 1], resource: try row[column + 2],
      transition: try row[column + 3] ? .start : .complete)
  }

  /// The steps of a case in the order of their time.
  static func steps(
    of number: Int, in log: ArchiveLog, _ reader: some Reading
  ) throws -> [Step] {
    try reader.rows(
      """
      SELECT activity, at, resource, is_start FROM archive_step
      WHERE log_id = \(log.id) AND case_number = \(number) ORDER BY place
      """
    ) { try step($0, from: 0) }
  }

  /// The steps of so many cases after one, case by case, and whether the log had them in the order of their time.
  static func cases(
    after number: Int, limit: Int, of log: String, in reader: some Reading
  ) throws -> [(steps: [Step], isSorted: Bool)] {
    var cases = try reader.rows(
      """
      SELECT number, is_sorted FROM archive_case WHERE log_id = \(log) AND number > \(number)
      ORDER BY number LIMIT \(limit)
      """
    ) { row -> (number: Int, steps: [Step], isSorted: Bool) in
      (try row[0], [], try row[1])
    }
    guard let last = cases.last?.number else { return [] }
    var index = 0
    try reader.each(
      """
      SELECT case_number, activity, at, resource, is_start FROM archive_step
      WHERE log_id = \(log) AND case_number > \(number) AND case_number <= \(last)
      ORDER BY case_number, place
      """
    ) { row in
      let owner: Int = try row[0]
      while cases[index].number < owner { index += 1 }
      cases[index].steps.append(try step(row, from: 1))
    }
    return cases.map { ($0.steps, $0.isSorted) }
  }

  // MARK: What comes in

  private static let caseColumns = Columns(
    of: "archive_case", "log_id", "number", "name", "steps", "is_sorted", "begun_at", "ended_at",
    "duration")

  private static let stepColumns = Columns(
    of: "archive_step", "log_id", "case_number", "place", "activity", "at", "resource",
    "is_start")

  /// Takes a case in.
  static func add(
    _ name: String, _ steps: [Step], isSorted: Bool, as number: Int, of log: String,
    in transaction: Transaction
  ) throws {
    let times = steps.compactMap(\.at)
    let (begun, ended) = (times.min(), times.max())
    let duration = begun.flatMap { begun in
      ended.map { $0.milliseconds - begun.milliseconds }
    }
    try transaction.append(
      [log, number, name, steps.count, isSorted, begun, ended, duration ?? unknown],
      to: caseColumns)
    for (place, step) in steps.enumerated() {
      try transaction.append(
        [
          log, number, place + 1, step.activity, step.at, step.resource,
          step.transition == .start,
        ], to: stepColumns)
    }
  }
}
