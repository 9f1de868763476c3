// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import TestKit
import Testing

@testable import Casework

@Suite("The schema of casework")
struct SchemaTests {
  @Test("Rows from before lists of one cost get the standing and the rank that new ones have")
  func listsOfOneCost() async throws {
    let database = try await migrated(through: 2)
    defer { database.close() }
    let received = Instant(milliseconds: 1_764_000_000_000)
    let days = try ["1970-01-01", "2024-02-29", "2026-03-01", "2026-12-31"].map(Day.of)
    let rows: [(phase: Case.Phase, missing: Int, due: Day?)] =
      Case.Phase.allCases.filter { $0 != .unfiled }.map { ($0, 0, nil) }
      + [(.accepted, 1, days[0])] + days.map { (.received, 0, $0) }
    try await database.write { transaction in
      for (index, row) in rows.enumerated() {
        try transaction.run(
          """
          INSERT INTO case_row (id, number, item_code, item_version, department, filer, channel,
            phase, version, received_at, updated_at, due, reviews, reviews_missing)
          VALUES (\("\(index)"), \("n\(index)"), 'i', 1, 'd', 'f', 'api', \(row.phase), 1,
            \(received), \(received), \(row.due), 0, \(row.missing))
          """)
      }
    }
    try await database.migrate(CaseworkSchema.migrations, at: received)
    for (index, row) in rows.enumerated() {
      let (standing, rank): (CaseStanding, CaseRank) = try await database.read { reader in
        try reader.one("SELECT standing, rank FROM case_row WHERE id = \("\(index)")") {
          (try $0[0], try $0[1])
        }
      }
      #expect(standing == CaseStanding(row.phase, reviewsMissing: row.missing))
      #expect(rank == CaseRank(due: row.due, received: received), "\(row)")
    }
  }

  private func migrated(through number: Int) async throws -> Database {
    let database = try Database.open(.memory)
    let steps = CaseworkSchema.migrations.filter { $0.number <= number }
    try await database.migrate(steps, at: Instant(milliseconds: 0))
    return database
  }
}
