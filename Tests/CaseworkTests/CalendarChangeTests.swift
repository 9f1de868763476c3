// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import TestKit
import Testing

@testable import Casework

/// A holiday notice that arrives while cases are open.
@Suite("A holiday notice moves the dates of open cases")
struct CalendarChangeTests {
  /// The days of the law and three more in March, as a notice for 2027.
  private static func csv(_ extra: [String] = ["2027-03-02", "2027-03-03", "2027-03-04"]) -> String
  {
    let statutory = Set(HolidayLaw.holidays(in: 2027).map { "\($0.day),off,\($0.name)" })
    return (["date,kind,holiday"] + statutory.sorted() + extra.map { "\($0),off,补假" })
      .joined(separator: "\n")
  }

  private func accepted(_ bureau: Bureau) async throws -> String {
    let id = try await bureau.file().id
    _ = try await bureau.take("accept", id, as: "clerk")
    return id
  }

  @Test(
    "it is foreseen without a change, and loaded with one: every date, and the days that moved it")
  func loaded() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2027-03-01")
    let open = try await accepted(bureau)
    let waiting = try await bureau.file().id
    let before = try await bureau.open(open).clock
    let notice = try HolidayNotice(year: 2027, csv: Self.csv())

    let foreseen = try await bureau.desk.foresee(notice)
    #expect(foreseen.examined == 2)
    #expect(try await bureau.open(open).row.due == before.nearest?.due)

    let change = try await bureau.desk.load(
      notice, csv: Self.csv(), by: try Bureau.actor("catalogue"))
    #expect(change.moves == foreseen.moves)
    let kinds = Set(change.moves.map(\.kind))
    #expect(kinds.isSuperset(of: [.statutory, .promised, .supplementNotice]))
    #expect(change.moves.allSatisfy { !$0.causes.isEmpty })
    #expect(change.movesByHoliday.keys.contains("补假"))
    let after = try await bureau.open(open)
    #expect(after.row.due == after.clock.nearest?.due)
    #expect(after.clock[.statutory]?.due != before[.statutory]?.due)
    #expect(change.csv.contains("补假"))
    // What fires by itself moved, too: 8 March by the law alone, 11 March by the notice.
    try bureau.go(to: "2027-03-09")
    try await bureau.fireDeadlines()
    #expect(try await bureau.open(waiting).state.phase == .received)
    try bureau.go(to: "2027-03-12")
    try await bureau.fireDeadlines()
    #expect(try await bureau.open(waiting).state.phase == .accepted)
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
  }

  @Test("loaded once more it moves nothing; a later notice of the year takes its place")
  func again() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2027-03-01")
    _ = try await accepted(bureau)
    let actor = try Bureau.actor("catalogue")
    let notice = try HolidayNotice(year: 2027, csv: Self.csv())
    _ = try await bureau.desk.load(notice, csv: Self.csv(), by: actor)
    let again = try await bureau.desk.load(notice, csv: Self.csv(), by: actor)
    #expect(again.examined == 1)
    #expect(again.moves.isEmpty)
    let lesser = Self.csv([])
    let back = try await bureau.desk.load(
      try HolidayNotice(year: 2027, csv: lesser), csv: lesser, by: actor)
    #expect(!back.moves.isEmpty)
    let plain = try WorkCalendar.china.adding(notice: HolidayNotice(year: 2027, csv: lesser))
    #expect(bureau.desk.calendar.version == plain.version)
  }

  @Test("a closed case keeps what it was told: its terms ran by the calendar of their time")
  func closed() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2027-03-01")
    let closed = try await bureau.file().id
    try await bureau.decide(closed, granted: false)
    try await bureau.take(.deliver(.electronic), with: closed, by: "clerk")
    #expect(try await bureau.open(closed).state.phase.isClosed)
    let change = try await bureau.desk.load(
      try HolidayNotice(year: 2027, csv: Self.csv()), csv: Self.csv(),
      by: try Bureau.actor("catalogue"))
    #expect(change.examined == 0)
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
  }
}
