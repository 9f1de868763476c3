// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// A holiday notice that arrives: which dates of open cases it moves and why, and the dates brought to it.
extension CaseDesk {
  /// What a notice does to the open cases.
  package struct CalendarChange: Sendable {
    /// A date that moved, with what names the case.
    package typealias Move = Recomputation<String>.Move

    package let calendar: WorkCalendar
    package fileprivate(set) var examined = 0
    package fileprivate(set) var moves: [Move] = []
  }

  /// How many cases are looked at in one transaction, so that nobody waits long for it.
  private static let batch = 200

  /// Computes what a notice would do, and changes nothing.
  ///
  /// - Throws: `NoticeFault` where the notice contradicts what stands.
  /// - Complexity: two clocks for each open case.
  package func foresee(_ notice: HolidayNotice) async throws -> CalendarChange {
    let new = try calendar.adding(notice: notice)
    var change = CalendarChange(calendar: new)
    var last = ""
    while true {
      let after = last
      let cases = try await journal.database.read { try openCases(after: after, in: $0) }
      guard let end = cases.last?.id else { return change }
      take(cases, into: &change)
      last = end
    }
  }

  /// Loads a notice: it stands from now on, for every node, and the open cases are brought to it.
  ///
  /// The notice is kept first. A run that was broken off is finished by loading the same notice again: the dates
  /// of a case depend on its facts and the calendar alone. Another node takes the notice over a moment later; what
  /// it records until then it records by the old calendar, so ``bringOpenCases(from:by:headway:)`` is called once
  /// more after that.
  ///
  /// - Parameter headway: told of the number of cases that were looked at so far.
  package func load(
    _ notice: HolidayNotice, csv: String, by actor: Actor,
    headway: Headway.Listener = { _ in }
  ) async throws -> CalendarChange {
    let old = calendar
    // What it contradicts is told before it is kept.
    _ = try old.adding(notice: notice)
    let _: Bool = try await journal.perform(as: actor) { unit in
      try NoticeTable.keep(csv, of: notice.year, at: unit.now, in: unit.transaction)
      try unit.note(Noted.loaded(year: notice.year), kind: "calendar", id: "\(notice.year)")
      return true
    }
    try await calendars.refresh(from: journal.database)
    return try await bringOpenCases(from: old, by: actor, headway: headway)
  }

  /// Writes the dates of all open cases by the calendar as it is now.
  ///
  /// - Parameter old: the calendar that what moved is told against.
  package func bringOpenCases(
    from old: WorkCalendar, by actor: Actor, headway: Headway.Listener = { _ in }
  ) async throws -> CalendarChange {
    let new = calendar
    var change = CalendarChange(calendar: new)
    var last = ""
    while true {
      let after = last
      let cases = try await journal.perform(as: actor) { unit in
        let cases = try openCases(after: after, in: unit.transaction)
        for open in cases {
          try CaseTable.keep(
            open.id, open.state, version: open.version, at: open.updated, new,
            in: unit.transaction)
        }
        return cases
      }
      guard let end = cases.last?.id else { return change }
      take(cases, from: old, into: &change)
      headway(Headway("cases", done: change.examined))
      last = end
    }
  }

  /// What is noted when a notice is loaded.
  private enum Noted: Codable { case loaded(year: Int) }

  /// One open case with what its row is made of.
  private struct OpenCase: Codable, Sendable {
    let id: String
    let number: String
    let state: Case
    let version: Int
    let updated: Instant
  }

  private func openCases(after last: String, in reader: some Reading) throws -> [OpenCase] {
    let rows = try CaseTable.open(after: last, limit: Self.batch, in: reader)
    return try rows.map { row in
      let (state, version) = try Journal.state(of: Stream<Case>(row.id), in: reader)
      return OpenCase(
        id: row.id, number: row.number, state: state, version: version, updated: row.updated)
    }
  }

  private func take(
    _ cases: [OpenCase], from old: WorkCalendar? = nil, into change: inout CalendarChange
  ) {
    let subjects = cases.map {
      Recomputation<String>.Subject(id: $0.number, facts: $0.state.facts, terms: $0.state.terms)
    }
    let recomputation = Recomputation(
      of: subjects, from: old ?? calendar, to: change.calendar, asOf: now.day)
    change.examined += recomputation.examined
    change.moves += recomputation.moves
  }
}

extension CaseDesk.CalendarChange {
  /// How many dates each holiday moved, alone or with others.
  package var movesByHoliday: [String: Int] {
    var counts: [String: Int] = [:]
    for move in moves {
      for holiday in Set(move.causes.map(\.holiday)) { counts[holiday, default: 0] += 1 }
    }
    return counts
  }

  /// How many cases have a date that moved.
  package var moved: Int { Set(moves.map(\.id)).count }

  /// Every date that moved, a line each: the case, the term, the day before and after, and what moved it.
  package var csv: String {
    (["case,term,before,after,because"]
      + moves.map { move in
        let causes = move.causes.map(\.chinese).joined(separator: "；")
        return [
          move.id, move.kind.rawValue, move.before?.description ?? "",
          move.after?.description ?? "", "\"\(causes)\"",
        ].joined(separator: ",")
      }).joined(separator: "\n")
  }
}
