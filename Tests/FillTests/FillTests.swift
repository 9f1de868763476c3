// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Codes
import Deadlines
import Foundation
import Journal
import Logging
import SQL
import TestEngines
import TestKit
import Testing

@testable import Fill

/// A load into an empty database of the engine that the test runs on.
private struct Trial {
  let program: Program
  let plan: FillPlan

  init(cases: Int, seed: UInt64 = 1, in database: Database? = nil) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "banjie-\(UUID().uuidString)")
    let until = try Day.of("2026-11-20")
    let now = Instant(day: try Day.of("2026-11-21"), hour: 9, minute: 0)
    let database = if let database { database } else { try await TestEngine.current.open() }
    program = try await Program(
      Configuration(data: folder, clock: Clock { now }), over: database, logger: .silent)
    _ = try await CatalogueCommand.importDirectory(RealCatalogue.directory, into: program.journal)
    try await program.shelf.refresh(from: program.database)
    plan = FillPlan(cases: cases, seed: seed, until: until)
  }

  func fill(_ report: (Filler.Progress) throws -> Void = { _ in }) async throws {
    try await Filler(program, plan).fill(report)
  }

  func count(_ statement: Statement) async throws -> Int {
    try await program.database.read { try $0.one(statement) }
  }

  func texts(_ statement: Statement) async throws -> [String] {
    try await program.database.read { try $0.rows(statement) }
  }

  /// All that the load has written, but for when the catalogue was published; texts in JSON with their keys in order,
  /// which means nothing and is another in every run.
  func content() async throws -> [Set<[Value]>] {
    let tables: [Statement] = [
      "SELECT stream, version, type, body, actor, at FROM journal_event WHERE kind <> 'item'",
      "SELECT * FROM case_row", "SELECT * FROM case_document", "SELECT * FROM case_party",
      "SELECT * FROM case_evidence", "SELECT * FROM case_upload", "SELECT * FROM licence_row",
      "SELECT * FROM licence_face", "SELECT * FROM licence_person", "SELECT * FROM journal_counter",
      "SELECT * FROM journal_deadline", "SELECT * FROM journal_snapshot",
      "SELECT topic, body, created_at, delivered_at FROM journal_outbox",
      "SELECT id, name, code FROM identity_account",
    ]
    return try await program.database.read { reader in
      try tables.map { table in
        Set(
          try reader.rows(table) { row in
            try (0..<row.count).map { Self.ordered(try row.get($0, as: Value.self)) }
          })
      }
    }
  }

  private static func ordered(_ value: Value) -> Value {
    guard case .text(let text) = value, text.hasPrefix("{"),
      let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
      let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    else { return value }
    return .text(String(decoding: data, as: UTF8.self))
  }
}

/// A load stands up to what a bureau's own history does.
@Suite("Filling a database")
struct FillTests {
  private static let cases = 400

  @Test("The same plan gives the same content, another seed another", arguments: TestEngine.all)
  func isDeterministic(_ engine: TestEngine) async throws {
    try await TestEngine.$current.withValue(engine) {
      let (first, second) = (try await Trial(cases: 60), try await Trial(cases: 60))
      try await first.fill()
      try await second.fill()
      #expect(try await first.content() == second.content())
      let other = try await Trial(cases: 60, seed: 2)
      try await other.fill()
      #expect(try await first.content() != other.content())
    }
  }

  @Test(
    "Everything is there that happens to cases, sound, and numbered without a gap",
    arguments: TestEngine.all)
  func isWhole(_ engine: TestEngine) async throws {
    try await TestEngine.$current.withValue(engine) {
      let trial = try await Trial(cases: Self.cases)
      try await trial.fill()
      #expect(try await trial.count("SELECT COUNT(*) FROM case_row") == Self.cases)
      let report = try await trial.program.journal.rebuild(keep: false)
      #expect(report.isSound, "\(report.tables)")
      let types = Set(try await trial.texts("SELECT DISTINCT type FROM journal_event"))
      #expect(
        types.isSuperset(of: [
          "submitted", "corrected", "supplementNoticed", "supplemented", "accepted", "reviewed",
          "granted", "refused", "licenceIssued", "delivered", "concluded", "withdrawn",
          "documentNumbered", "issued",
        ]))
      let phases = Set(try await trial.texts("SELECT DISTINCT phase FROM case_row"))
      #expect(phases.isSuperset(of: ["concluded", "withdrawn", "accepted"]))
      let open = try await trial.count("SELECT COUNT(*) FROM case_row WHERE closed_at IS NULL")
      #expect((1...Self.cases / 20).contains(open))
      let waiting = try await trial.count(
        "SELECT COUNT(*) FROM journal_outbox WHERE delivered_at IS NULL")
      #expect(waiting == 0)
      try await requireNumbered(trial)
      try await requireLikely(trial)
    }
  }

  /// Numbers have no gap, and grow with time.
  private func requireNumbered(_ trial: Trial) async throws {
    let numbers = try await trial.texts(
      "SELECT number FROM case_document ORDER BY issued_at, number")
    var last: [String: Int] = [:]
    for number in numbers {
      let parts = number.split(separator: "〕")
      let serial = try #require(Int(parts[1].dropLast()))
      #expect(serial == last[String(parts[0]), default: 0] + 1, "\(number)")
      last[String(parts[0])] = serial
    }
    let counted = try await trial.count("SELECT COALESCE(SUM(value), 0) FROM journal_counter")
    #expect(
      counted
        == numbers.count + Self.cases
        + (try await trial.count("SELECT COUNT(*) FROM licence_row")))
  }

  /// It happens in the hours of working days, and to nobody real.
  private func requireLikely(_ trial: Trial) async throws {
    let moments: [Instant] = try await trial.program.database.read {
      try $0.rows("SELECT at FROM journal_event WHERE type IN ('submitted', 'accepted', 'granted')")
    }
    for moment in moments {
      #expect(WorkCalendar.china.isWorkingDay(moment.day))
      #expect((510..<1_080).contains(moment.minuteOfDay))
    }
    let codes = try await trial.texts("SELECT code FROM case_party")
    for code in codes {
      let today = try #require(CivilDate(year: 2026, month: 11, day: 20))
      let person = try? ResidentNumber(code, asOf: today)
      #expect(person != nil || (try? SocialCreditCode(code)) != nil)
      if let person { #expect(person.birth.year < 1910) }
    }
    #expect(try await trial.texts("SELECT name FROM case_party").allSatisfy { $0.contains("虚构") })
  }

  private struct Cut: Error {}

  @Test("A load that was cut short goes on where it was", arguments: TestEngine.all)
  func goesOn(_ engine: TestEngine) async throws {
    try await TestEngine.$current.withValue(engine) {
      let whole = try await Trial(cases: 60)
      try await whole.fill()
      let broken = try await Trial(cases: 60)
      let filler = try Filler(broken.program, broken.plan, chapterSize: 150)
      await #expect(throws: Cut.self) { try await filler.fill { _ in throw Cut() } }
      let soFar = try await broken.count("SELECT COUNT(*) FROM case_row")
      #expect((1..<60).contains(soFar))
      let other = FillPlan(cases: 61, seed: 1, until: broken.plan.until)
      await #expect(throws: FillRefusal.otherPlan(broken.plan)) {
        try await Filler(broken.program, other).fill { _ in }
      }
      try await filler.fill { _ in }
      func cases(_ trial: Trial) async throws -> Set<[Value]> { try await trial.content()[1] }
      #expect(try await cases(broken) == cases(whole))
      #expect(try await broken.program.journal.rebuild(keep: false).isSound)
    }
  }

  @Test("What has cases, or too many wanted, is refused")
  func refusals() async throws {
    let trial = try await Trial(cases: 20)
    try await trial.fill()
    await #expect(throws: FillRefusal.notEmpty) { try await trial.fill() }
    let empty = try await Trial(cases: 0)
    await #expect(throws: FillRefusal.tooMany(0)) { try await empty.fill() }
    let early = FillPlan(cases: 1, seed: 1, until: try Day.of("2020-01-01"))
    await #expect(throws: FillRefusal.nothingOpen(early.until)) {
      try await Filler(empty.program, early).fill { _ in }
    }
  }
}
