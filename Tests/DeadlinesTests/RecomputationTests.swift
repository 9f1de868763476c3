// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@Suite("A new holiday notice, and which dates it moves")
struct RecomputationTests {
  /// A notice for 2027 made up for the test: the Spring Festival off from the 5th to the 12th of
  /// February, made up for on Sunday the 14th and Saturday the 20th.
  private static func settled() throws -> WorkCalendar {
    var rows = ["date,kind,holiday"]
    rows += (5...12).map { "2027-02-\($0 < 10 ? "0" : "")\($0),off,春节" }
    rows += ["2027-02-14,work,春节", "2027-02-20,work,春节"]
    for holiday in HolidayLaw.holidays(in: 2027) where holiday.name != "春节" {
      rows.append("\(holiday.day),off,\(holiday.name)")
    }
    for day in ["2027-05-03", "2027-05-04"] { rows.append("\(day),off,劳动节") }
    for day in ["2027-10-04", "2027-10-05"] { rows.append("\(day),off,国庆节") }
    let notice = try HolidayNotice(year: 2027, csv: rows.joined(separator: "\n"))
    return try china.adding(notice: notice)
  }

  private func subject(
    _ id: String, _ facts: CaseFacts, _ terms: CaseTerms = CaseTerms()
  ) -> Recomputation<String>.Subject {
    .init(id: id, facts: facts, terms: terms)
  }

  private func accepted(_ day: String) -> CaseFacts {
    CaseFacts(received: at(day), accepted: .init(at: at(day)))
  }

  @Test("the days that differ, with the holiday that made the difference")
  func changes() throws {
    let changes = china.changes(to: try Self.settled())
    let days = changes.map(\.day)
    #expect(days.contains(day("2027-02-14")) && days.contains(day("2027-02-12")))
    #expect(days == days.sorted())
    for change in changes {
      #expect(change.before.isWorked != change.after.isWorked)
      #expect(change.holiday == "春节", "\(change)")
      #expect(change.chinese.contains("→") && change.english.contains("→"))
    }
    #expect(china.changes(to: china).isEmpty)
  }

  @Test("a date that moved names the old day, the new day and the days that moved it")
  func moved() throws {
    let settled = try Self.settled()
    let rule = TermRule(number: 8, unit: .workingDay, basis: .decision)
    let terms = CaseTerms(promised: rule)
    let report = Recomputation(
      of: [
        subject("in", accepted("2027-02-01"), terms), subject("far", accepted("2027-03-01"), terms),
      ],
      from: china, to: settled, asOf: day("2027-02-01"))
    #expect(report.examined == 2)
    #expect(report.moved == 1)
    let move = try #require(report.moves.first)
    #expect(report.moves.count == 1 && move.id == "in" && move.kind == .promised)
    #expect(
      move.before == day("2027-02-17")
        && move.before == rule.due(after: day("2027-02-01"), in: china))
    #expect(move.after == rule.due(after: day("2027-02-01"), in: settled))
    #expect(move.causes.allSatisfy { $0.holiday == "春节" } && !move.causes.isEmpty)
    #expect(report.movesByHoliday == ["春节": 1])
  }

  @Test("a day that was left out all the same moves nothing")
  func excluded() throws {
    var facts = accepted("2027-02-01")
    facts.procedures = [
      SpecialProcedure(
        kind: .appraisal, started: at("2027-02-02"), notices: [.init(at: at("2027-02-02"))],
        ended: at("2027-02-28"))
    ]
    let report = Recomputation(
      of: [subject("out", facts)], from: china, to: try Self.settled(), asOf: day("2027-03-01"))
    #expect(report.moves.isEmpty)
  }

  @Test("only the days that moved a date are its causes")
  func causes() throws {
    let settled = try Self.settled()
    var facts = accepted("2027-02-01")
    facts.procedures = [
      SpecialProcedure(
        kind: .appraisal, started: at("2027-02-08"), notices: [.init(at: at("2027-02-08"))],
        ended: at("2027-02-12"))
    ]
    let working = TermRule(number: 8, unit: .workingDay, basis: .decision)
    let calendar = TermRule(number: 10, unit: .calendarDay, basis: .decision, rollsOver: true)
    let report = Recomputation(
      of: [
        subject("excluded", facts, CaseTerms(promised: working)),
        subject("calendar", accepted("2027-02-01"), CaseTerms(promised: calendar)),
      ],
      from: china, to: settled, asOf: day("2027-02-20"))
    let moves = report.moves.filter { $0.kind == .promised }
    // 11 and 12 February changed, too, but were left out all the same.
    #expect(moves.first { $0.id == "excluded" }?.causes.map(\.day) == [day("2027-02-14")])
    let rolled = try #require(moves.first { $0.id == "calendar" })
    #expect(rolled.before == day("2027-02-11") && rolled.after == day("2027-02-14"))
    #expect(
      rolled.causes.map(\.day) == [day("2027-02-11"), day("2027-02-12"), day("2027-02-14")])
  }

  @Test("a term that begins or not by the calendar is a move, too, and has its cause")
  func begins() throws {
    // Received on 2 February, five days end on the 10th or the 16th by the law alone, later by notice.
    let facts = CaseFacts(received: at("2027-02-04"))
    let settled = try Self.settled()
    let rule = TermRule.supplementNotice
    let (old, new) = (
      rule.due(after: day("2027-02-04"), in: china), rule.due(after: day("2027-02-04"), in: settled)
    )
    #expect(old != new)
    let between = min(old, new).adding(days: 1)
    let report = Recomputation(
      of: [subject("deemed", facts)], from: china, to: settled, asOf: between)
    let kinds = report.moves.map(\.kind)
    #expect(kinds.contains(.supplementNotice) && kinds.contains(.statutory))
    #expect(report.moves.allSatisfy { !$0.causes.isEmpty })
    #expect(
      report.moves.first { $0.kind == .statutory }.map { ($0.before == nil) != ($0.after == nil) }
        == true)
  }

  @Test("it says what the clocks say, for cases of all sorts")
  func complete() throws {
    var random = Seeded(state: 21)
    let settled = try Self.settled()
    let subjects = (0..<1_500).map { place in
      let received = day("2026-11-15").adding(days: Int.random(in: 0...90, using: &random))
      return Recomputation<Int>.Subject(
        id: place, facts: random.facts(received: received), terms: random.terms())
    }
    let today = day("2027-02-08")
    let report = Recomputation(of: subjects, from: china, to: settled, asOf: today)
    var moves: [Int: [DeadlineKind: Recomputation<Int>.Move]] = [:]
    for move in report.moves { moves[move.id, default: [:]][move.kind] = move }
    for subject in subjects {
      let old = CaseClock.compute(subject.facts, subject.terms, china, asOf: today)
      let new = CaseClock.compute(subject.facts, subject.terms, settled, asOf: today)
      for kind in DeadlineKind.allCases {
        let move = moves[subject.id]?[kind]
        let isOver = old[kind]?.finished != nil && new[kind]?.finished != nil
        let isSame = old[kind]?.due == new[kind]?.due
        #expect((isSame || (isOver && old[kind]?.outcome == new[kind]?.outcome)) == (move == nil))
        #expect(move == nil || (move?.before == old[kind]?.due && move?.after == new[kind]?.due))
        #expect(move?.causes.isEmpty != true, "\(String(describing: move))")
      }
    }
    #expect(report.moved > 300)
  }
}
