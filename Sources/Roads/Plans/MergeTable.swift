// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

extension Merge.Status: Storable {}

/// Every statement on `road_merge`.
enum MergeTable {
  static let projection = Projection(ofEnd: Merge.self, tables: ["road_merge"]) {
    entry, state, transaction in
    guard let plan = state.plan, let at = state.proposedAt else { return }
    for part in plan.parts {
      try transaction.run(
        """
        INSERT INTO road_merge (dig, id, status, proposed_at)
        VALUES (\(part.dig), \(entry.id), \(state.status), \(at))
        ON CONFLICT (dig, proposed_at, id) DO UPDATE SET status = excluded.status
        """)
    }
  }

  /// The proposals that a dig was part of, the newest first; a handful.
  static func all(
    of dig: String, in reader: some Reading
  ) throws -> [(id: String, status: Merge.Status)] {
    try reader.rows(
      """
      SELECT id, status FROM road_merge WHERE dig = \(dig) ORDER BY proposed_at DESC, id DESC
      """
    ) { (try $0[0], try $0[1]) }
  }
}
