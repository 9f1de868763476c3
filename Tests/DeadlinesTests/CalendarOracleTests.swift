// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Testing

/// The tables in `../shared/oracles/calendar`, which this project did not write.
private enum Oracle {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["BANJIE_ORACLES"] {
      return URL(filePath: path).appending(path: "calendar")
    }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "../shared/oracles/calendar").standardized
  }()

  static let isThere = FileManager.default.fileExists(
    atPath: folder.appending(path: "days.csv").path)

  /// The rows without the header, split at the first `fields - 1` commas.
  static func rows(_ name: String, fields: Int) throws -> [[String]] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", maxSplits: fields - 1, omittingEmptySubsequences: false)
        .map(String.init)
    }
  }
}

@Suite(
  "The calendar agrees with the oracles",
  .enabled(if: Oracle.isThere, "skipped: the folder of oracles is absent"))
struct CalendarOracleTests {
  @Test("every day of days.csv is worked or off, and for the holiday, as the State Council said")
  func days() throws {
    let rows = try Oracle.rows("days.csv", fields: 4)
    #expect(rows.count == 1461)
    var wrong: [String] = []
    for row in rows {
      let date = day(row[0])
      let kind = china.kind(date)
      var isRight = china.isWorkingDay(date) == (row[1] == "1") && kind.isWorked == (row[1] == "1")
      switch kind {
      case .holiday: isRight = isRight && !row[3].isEmpty && row[1] == "0"
      case .makeUp: isRight = isRight && !row[3].isEmpty && row[1] == "1"
      case .working, .weekend: isRight = isRight && row[3].isEmpty
      case .inLieu: isRight = false
      }
      if !isRight { wrong.append(row.joined(separator: ",")) }
    }
    #expect(wrong.isEmpty, "\(wrong.count) of \(rows.count): \(wrong.prefix(5))")
  }

  @Test("every term of due.csv ends on its day: working, counting the start, calendar, rolled over")
  func due() throws {
    let rows = try Oracle.rows("due.csv", fields: 6)
    #expect(rows.count == 15002)
    var wrong: [String] = []
    for row in rows {
      let start = day(row[0])
      let count = try #require(Int(row[1]))
      let basis = LegalBasis.workingDays
      let natural = TermRule(number: count, unit: .calendarDay, basis: basis)
      let rolled = TermRule(number: count, unit: .calendarDay, basis: basis, rollsOver: true)
      let computed = [
        try china.due(start: start, days: count),
        china.day(count, workingDaysAfter: start.adding(days: -1)),
        natural.due(after: start, in: china), rolled.due(after: start, in: china),
      ]
      if computed.map(\.description) != Array(row[2...]) {
        wrong.append(row.joined(separator: ","))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) of \(rows.count): \(wrong.prefix(5))")
  }

  @Test("every pair of elapsed.csv has its number of working days")
  func elapsed() throws {
    let rows = try Oracle.rows("elapsed.csv", fields: 3)
    #expect(rows.count == 4000)
    var wrong: [String] = []
    for row in rows where try china.elapsed(from: day(row[0]), to: day(row[1])) != Int(row[2]) {
      wrong.append(row.joined(separator: ","))
    }
    #expect(wrong.isEmpty, "\(wrong.count) of \(rows.count): \(wrong.prefix(5))")
  }

  @Test("every paused term of paused.csv ends on its day")
  func paused() throws {
    let rows = try Oracle.rows("paused.csv", fields: 3)
    #expect(rows.count == 2000)
    var wrong: [String] = []
    for row in rows {
      // start,n,"[[""from"", ""to""], …]",due : every ISO date in the row is a day, in this order.
      let dates = row[2].split { !$0.isNumber && $0 != "-" }.map(String.init)
      let bounds = dates.dropLast().map(day)
      let pauses = stride(from: 0, to: bounds.count, by: 2).map { bounds[$0]..<bounds[$0 + 1] }
      let count = try #require(Int(row[1]))
      let due = china.day(count, workingDaysAfter: day(row[0]), excluding: pauses)
      let trace = TermRule(number: count, unit: .workingDay, basis: .workingDays)
        .trace(from: day(row[0]), because: .given, in: china, excluding: pauses)
      if due.description != dates.last || trace.compactMap(\.counted).last != count {
        wrong.append(row.joined(separator: ","))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) of \(rows.count): \(wrong.prefix(5))")
  }

  @Test("every paused term of paused.csv ends on its day as a case with special procedures, too")
  func pausedCases() throws {
    let kinds = SpecialProcedure.Kind.allCases
    var wrong: [String] = []
    for (place, row) in try Oracle.rows("paused.csv", fields: 3).enumerated() {
      let dates = row[2].split { !$0.isNumber && $0 != "-" }.map(String.init)
      let bounds = dates.dropLast().map(day)
      let start = at(row[0])
      let procedures = stride(from: 0, to: bounds.count, by: 2).map { index in
        // The oracle's pauses are half-open; a procedure's last day is left out with it.
        let began = Instant(day: bounds[index], hour: 9, minute: 0)
        let ended = Instant(day: bounds[index + 1].adding(days: -1), hour: 17, minute: 0)
        return SpecialProcedure(
          kind: kinds[(place + index) % kinds.count], started: began, notices: [.init(at: began)],
          ended: ended)
      }
      let count = try #require(Int(row[1]))
      let facts = CaseFacts(
        received: start, accepted: .init(at: start), procedures: procedures)
      let terms = CaseTerms(
        statutory: TermRule(number: count, unit: .workingDay, basis: .decision))
      let clock = CaseClock.compute(facts, terms, china, asOf: day("2027-12-31"))
      let slow = SlowClock(facts, terms, asOf: day("2027-12-31"))
      let due = clock[.statutory]?.due
      if due?.description != dates.last || slow.found[.statutory]?.due != due {
        wrong.append(row.joined(separator: ","))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test(
    "every term of due.csv ends on its day as the term of a case: working, calendar, rolled over")
  func dueCases() throws {
    var wrong: [String] = []
    for row in try Oracle.rows("due.csv", fields: 6) {
      let facts = CaseFacts(received: at(row[0]), accepted: .init(at: at(row[0])))
      let count = try #require(Int(row[1]))
      func rule(_ unit: TermUnit, rollsOver: Bool = false, countsStart: Bool = false) -> TermRule {
        TermRule(
          number: count, unit: unit, basis: .decision, rollsOver: rollsOver,
          countsStart: countsStart)
      }
      let terms = CaseTerms(statutory: rule(.workingDay), promised: rule(.calendarDay))
      var others = terms
      others.statutory = rule(.workingDay, countsStart: true)
      others.promised = rule(.calendarDay, rollsOver: true)
      let clocks = [terms, others].map {
        CaseClock.compute(facts, $0, china, asOf: day(row[0]))
      }
      let dues = [
        clocks[0][.statutory], clocks[1][.statutory], clocks[0][.promised], clocks[1][.promised],
      ]
      if dues.map({ $0?.due.description }) != row[2...].map(Optional.some) {
        wrong.append(row.joined(separator: ","))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }
}
