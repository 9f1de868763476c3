// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 全国年节及纪念日放假办法 第二条、第六条.
@Suite("The holiday regulation, articles 2 and 6")
struct HolidayLawTests {
  @Test(
    "the thirteen statutory days of an announced year are all days off", arguments: [2025, 2026])
  func insideNotice(year: Int) {
    let holidays = HolidayLaw.holidays(in: year)
    #expect(holidays.count == 13)
    for holiday in holidays {
      #expect(!china.isWorkingDay(holiday.day), "\(holiday.day) \(holiday.name)")
    }
  }

  @Test("lunar and solar holidays fell inside the holidays of every announced year since 2008")
  func lunarInsideNotices() {
    let lunar: Set = ["清明节", "端午节", "中秋节"]
    for year in 2008...2026 {
      for holiday in HolidayLaw.holidays(in: year) where lunar.contains(holiday.name) {
        #expect(!china.isWorkingDay(holiday.day), "\(holiday.day) \(holiday.name)")
      }
    }
  }

  @Test(
    "the first day of the lunar year",
    arguments: [
      "2027-02-06", "2028-01-26", "2033-01-31", "2034-02-19", "2057-02-04", "2085-01-26",
      "2099-01-21",
    ])
  func newYear(first: String) {
    let days = HolidayLaw.holidays(in: day(first).year).filter { $0.name == "春节" }.map(\.day)
    #expect(days == (-1...2).map { day(first).adding(days: $0) })
  }

  @Test("a holiday on a weekend is made up for on the next working days")
  func inLieu() {
    // 2027: 1 and 2 May are Saturday and Sunday; so are 2 and 3 October.
    #expect(china.kind(day("2027-05-01")) == .holiday("劳动节"))
    #expect(china.kind(day("2027-05-03")) == .inLieu(of: "劳动节"))
    #expect(china.kind(day("2027-05-04")) == .inLieu(of: "劳动节"))
    #expect(china.kind(day("2027-05-05")) == .working)
    #expect(china.kind(day("2027-10-04")) == .inLieu(of: "国庆节"))
    #expect(china.kind(day("2027-10-05")) == .inLieu(of: "国庆节"))
    #expect(china.kind(day("2027-02-09")) == .inLieu(of: "春节"))
  }

  @Test("a computed year gives each holiday its weekday off; two on one weekday share it")
  func computedYears() throws {
    for year in 2027...2099 {
      let first = try #require(Day(year: year, month: 1, day: 1))
      let days = first..<first.adding(years: 1)
      let weekdaysOff = days.count { !$0.isWeekend && !china.isWorkingDay($0) }
      let holidays = HolidayLaw.holidays(in: year).map(\.day)
      let onWeekdays = Set(holidays.filter { !$0.isWeekend }).count
      let madeUp = holidays.count { $0.isWeekend }
      #expect(weekdaysOff == onWeekdays + madeUp, "\(year)")
      #expect(china.isProvisional(year))
    }
  }

  @Test("announced years are settled, later and earlier ones are not")
  func provisional() {
    #expect(!(2004...2026).contains { china.isProvisional($0) })
    #expect(china.isProvisional(2027))
    #expect(china.isProvisional(2003))
    #expect(china.firstProvisionalYear(from: day("2026-12-20"), through: day("2027-01-05")) == 2027)
    #expect(!china.isProvisional(from: day("2026-12-01"), through: day("2026-12-31")))
    #expect(china.isProvisional(from: day("2026-12-01"), through: day("2027-01-01")))
  }

  @Test("a term that reaches into a provisional year is marked and its trace says so")
  func marked() throws {
    let facts = CaseFacts(received: at("2026-12-14"), accepted: .init(at: at("2026-12-14")))
    let clock = clock(facts, asOf: "2026-12-14")
    #expect(clock[.promised]?.provisional == false)
    let statutory = try #require(clock[.statutory])
    #expect(statutory.provisional)
    #expect(statutory.trace(in: china).last?.reason == .provisional(year: 2027))
  }
}
