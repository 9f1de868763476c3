// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@Suite("Loading a holiday notice")
struct HolidayNoticeTests {
  /// A notice for 2027 made up for the test, with every statutory day in it.
  private static let rows = [
    "date,kind,holiday", "# made up", "2027-01-01,off,元旦", "2027-01-02,off,元旦",
    "2027-01-03,off,元旦", "2027-02-05,off,春节", "2027-02-06,off,春节", "2027-02-07,off,春节",
    "2027-02-08,off,春节", "2027-02-09,off,春节", "2027-02-10,off,春节", "2027-02-11,off,春节",
    "2027-02-12,off,春节", "2027-02-14,work,春节", "2027-02-20,work,春节", "2027-04-05,off,清明节",
    "2027-05-01,off,劳动节", "2027-05-02,off,劳动节", "2027-05-03,off,劳动节",
    "2027-05-04,off,劳动节", "2027-06-09,off,端午节", "2027-09-15,off,中秋节",
    "2027-10-01,off,国庆节", "2027-10-02,off,国庆节", "2027-10-03,off,国庆节",
    "2027-10-04,off,国庆节", "2027-10-05,off,国庆节",
  ]

  private func notice(_ rows: [String] = rows) throws(NoticeFault) -> HolidayNotice {
    try HolidayNotice(year: 2027, csv: rows.joined(separator: "\r\n") + "\r\n")
  }

  @Test("a notice settles its year, in a new calendar with a new version")
  func settles() throws {
    let settled = try china.adding(notice: notice())
    #expect(!settled.isProvisional(2027))
    #expect(settled.isProvisional(2028))
    #expect(china.isProvisional(2027))
    #expect(settled.version != china.version)
    #expect(settled.isWorkingDay(day("2027-02-14")))
    #expect(!china.isWorkingDay(day("2027-02-14")))
    #expect(settled.kind(day("2027-02-12")) == .holiday("春节"))
    #expect(settled.kind(day("2027-05-04")) == .holiday("劳动节"))
    #expect(settled.kind(day("2026-02-16")) == china.kind(day("2026-02-16")))
  }

  @Test("two different notices for one year give two versions, the same notice one")
  func versions() throws {
    let first = try china.adding(notice: notice()).version
    var rows = Self.rows
    rows.removeLast()
    #expect(try china.adding(notice: notice()).version == first)
    #expect(try china.adding(notice: notice(rows)).version != first)
  }

  @Test("a corrected notice replaces the one before")
  func corrected() throws {
    var rows = Self.rows
    rows.removeAll { $0.contains(",work,") }
    let settled = try china.adding(notice: notice()).adding(notice: notice(rows))
    #expect(!settled.isWorkingDay(day("2027-02-14")))
  }

  @Test("a case's due date moves when the notice comes")
  func moves() throws {
    let facts = CaseFacts(received: at("2027-02-01"), accepted: .init(at: at("2027-02-01")))
    let settled = try china.adding(notice: notice())
    let terms = CaseTerms(
      promised: TermRule(number: 8, unit: .workingDay, basis: .decision))
    let before = CaseClock.compute(facts, terms, china, asOf: day("2027-02-01"))
    let after = CaseClock.compute(facts, terms, settled, asOf: day("2027-02-01"))
    #expect(before[.promised]?.due == day("2027-02-17"))
    #expect(after[.promised]?.due == day("2027-02-18"))
    #expect(before[.promised]?.provisional == true)
    #expect(after[.promised]?.provisional == false)
    #expect(after.calendarVersion == settled.version)
  }

  @Test(
    "a wrong row is refused with its line",
    arguments: [
      ("2027-02-30,off,春节", NoticeFault.day(line: 28, "2027-02-30")),
      ("2027-2-3,off,春节", .day(line: 28, "2027-2-3")),
      ("2027-10-08,free,国庆节", .kind(line: 28, "free")),
      ("2027-10-08,off", .fields(line: 28, count: 2)),
      ("2027-10-08,off,", .noHoliday(line: 28)),
      ("2027-10-05,off,国庆节", .repeated(line: 28, day("2027-10-05"))),
      ("2027-10-08,work,国庆节", .makeUpOnWeekday(line: 28, day("2027-10-08"))),
      ("2028-02-01,off,春节", .foreignDay(day("2028-02-01"), year: 2027)),
    ])
  func wrongRow(row: String, fault: NoticeFault) {
    #expect(throws: fault) { try notice(Self.rows + [row]) }
    #expect(!fault.chinese.isEmpty && !fault.english.isEmpty)
  }

  @Test("a notice without a header, without days, or without a statutory day is refused")
  func wrongWhole() {
    #expect(throws: NoticeFault.header(line: 1)) { try notice(Array(Self.rows.dropFirst(2))) }
    #expect(throws: NoticeFault.empty) { try notice([]) }
    #expect(throws: NoticeFault.empty) { try notice([Self.rows[0]]) }
    #expect(throws: NoticeFault.missingStatutoryDay(day("2027-09-15"), "中秋节")) {
      try notice(Self.rows.filter { !$0.contains("中秋节") })
    }
    #expect(throws: NoticeFault.yearOutOfRange(2100)) { try HolidayNotice(year: 2100, csv: "") }
  }
}
