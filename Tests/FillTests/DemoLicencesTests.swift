// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import Licences
import Logging
import SQL
import TestEngines
import TestKit
import Testing

@testable import Fill

@Suite("The licences of the demonstration")
struct DemoLicencesTests {
  @Test(
    "they are made once, by the rules: one in proceedings, one in order, one revoked with its bar")
  func install() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let now = Instant(day: try Day.of("2026-11-21"), hour: 9, minute: 0)
    let program = try await Program(
      Configuration(data: folder, isDemo: true, clock: Clock { now }),
      over: try await TestEngine.current.open(), logger: .silent)
    defer { program.close() }
    _ = try await CatalogueCommand.importDirectory(RealCatalogue.directory, into: program.journal)
    try await program.shelf.refresh(from: program.database)
    #expect(try await DemoLicences(program).install())
    #expect(try await !DemoLicences(program).install())
    let rows: [(status: Licence.Status, edition: Int, proceeding: LicenceMeasure?)] =
      try await program.database.read {
        try $0.rows(
          "SELECT status, edition, proceeding FROM licence_row ORDER BY issued_at"
        ) { (try $0[0], try $0[1], try $0[2]) }
      }
    #expect(rows.map(\.status) == [.valid, .revoked, .valid])
    #expect(rows.map(\.edition) == [2, 1, 1])
    #expect(rows.map(\.proceeding) == [.withdraw, nil, nil])
    let supervisor = try #require(try await program.accounts.account(login: "demo-supervisor"))
    let bars = try await program.desk.bars(before: nil, limit: 5, for: supervisor.actor).rows
    #expect(bars.map(\.reason) == [.fraud] && bars[0].person == "demo-applicant")
    // Nobody is told today of what happened then.
    let waiting: Int = try await program.database.read {
      try $0.one("SELECT COUNT(*) FROM journal_outbox WHERE delivered_at IS NULL")
    }
    #expect(waiting == 0)
    _ = try await program.journal.verify { Issue.record("\($0)") }
  }
}
