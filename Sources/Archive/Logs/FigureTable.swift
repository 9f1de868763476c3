// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Processes
import SQL

/// What a log's cases teach, put in place of what was there.
enum FigureTable {
  private static let activities = Columns(
    of: "archive_activity", "log_id", "place", "name", "steps", "cases", "starts", "ends",
    "waiting_count", "waiting_total", "waiting_median", "waiting_tenth", "waiting_max",
    "service_count", "service_total", "service_median", "service_tenth", "service_max")

  private static let pairs = Columns(
    of: "archive_pair", "log_id", "place", "source", "target", "times", "waiting_count",
    "waiting_total", "waiting_median", "waiting_tenth", "waiting_max")

  private static let resources = Columns(
    of: "archive_resource", "log_id", "place", "name", "steps", "cases", "activities", "days")

  private static func values(_ spread: Spread) -> [any Storable] {
    let kept = KeptSpread(spread)
    return [kept.count, kept.total, kept.median, kept.tenth, kept.max]
  }

  static func keep(
    _ mining: Mining, _ histogram: Histogram, of log: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.run("DELETE FROM archive_activity WHERE log_id = \(log)")
    try transaction.run("DELETE FROM archive_pair WHERE log_id = \(log)")
    try transaction.run("DELETE FROM archive_resource WHERE log_id = \(log)")
    for (index, activity) in mining.activities.enumerated() {
      let own: [any Storable] = [
        log, index + 1, activity.name, activity.events, activity.traces, activity.starts,
        activity.ends,
      ]
      try transaction.append(
        own + values(activity.waiting) + values(activity.service), to: activities)
    }
    for (index, pair) in mining.pairs.enumerated() {
      let own: [any Storable] = [log, index + 1, pair.from, pair.to, pair.count]
      try transaction.append(own + values(pair.waiting), to: pairs)
    }
    for (index, resource) in mining.resources.enumerated() {
      try transaction.append(
        [
          log, index + 1, resource.name, resource.events, resource.traces, resource.activities,
          resource.days,
        ], to: resources)
    }
    let figures = try JSONEncoder().encode(ArchiveLog.Figures(mining, histogram: histogram))
    try transaction.run(
      """
      UPDATE archive_log SET state = \(ArchiveLog.State.complete),
        figures = \(String(decoding: figures, as: UTF8.self)), updated_at = \(now)
      WHERE id = \(log)
      """)
  }
}
