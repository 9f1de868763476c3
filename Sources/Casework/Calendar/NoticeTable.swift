// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// The holiday notices that were loaded, each year's the last one.
enum NoticeTable {
  static func keep(
    _ csv: String, of year: Int, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO calendar_notice (year, csv, loaded_at) VALUES (\(year), \(csv), \(now))
      ON CONFLICT (year) DO UPDATE SET csv = excluded.csv, loaded_at = excluded.loaded_at
      """)
  }

  static func all(in reader: some Reading) throws -> [HolidayNotice] {
    try reader.rows("SELECT year, csv FROM calendar_notice ORDER BY year") { row in
      try HolidayNotice(year: try row[0], csv: try row[1])
    }
  }
}
