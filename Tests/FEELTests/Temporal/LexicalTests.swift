// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("The texts of dates, times and durations (DMN 1.5, 10.3.2.3)")
struct LexicalTests {
  @Test(
    "A date is read strictly, and printed as it was written",
    arguments: [
      "2026-11-24", "2024-02-29", "0001-01-01", "0000-12-31", "-0001-12-31", "-2017-12-31",
      "99999-12-31", "-999999999-12-31", "999999999-12-31",
    ])
  func dates(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "What is no date is not read",
    arguments: [
      "", "2012-12-25T", "2012/12/25", "0000-12-25T", "9999999999-12-25", "1000000000-01-01",
      "2017-13-10", "2017-00-10", "2017-12-32", "2017-12-00", "998-12-31", "01211-12-31",
      "+2012-12-02", "-0000-01-01", "2023-02-29", "1900-02-29", "2017-1-01", "2017-01-1",
      "2017-01-01 ", " 2017-01-01", "2017-01-01Z", "--2017-01-01", "２０１７-01-01", "2017-01",
      "20170101", "2017–01–01",
    ])
  func notDates(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(
    "A time is read strictly, and printed without needless zeros",
    arguments: [
      ("13:20:00", "13:20:00"), ("00:00:00", "00:00:00"), ("23:59:59.999999999", nil),
      ("24:00:00", "00:00:00"), ("24:00:00.0", "00:00:00"), ("10:15:30.500", "10:15:30.5"),
      ("10:15:30.000000001", nil), ("10:15:30Z", nil), ("10:15:30z", "10:15:30Z"),
      ("10:15:30+00:00", "10:15:30Z"),
      ("10:15:30-00:00", "10:15:30Z"), ("10:15:30-05:00", nil), ("10:15:30+01:35:30", nil),
      ("10:15:30+18:00", nil), ("10:15:30-18:00:00", "10:15:30-18:00"),
      ("10:15:30.5@Europe/Paris", nil), ("10:15:30@Etc/UTC", nil), ("10:15:30@UTC", nil),
      ("10:15:30@America/Argentina/Buenos_Aires", nil), ("10:15:30@Etc/GMT+5", nil),
    ] as [(String, String?)])
  func times(text: String, printed: String?) {
    #expect(ClockTime(text)?.description == printed ?? text)
  }

  @Test(
    "What is no time is not read",
    arguments: [
      "", "24:00:01", "24:01:00", "24:00:00.1", "25:00:00", "00:60:00", "00:00:60", "00:00:61",
      "7:00:00", "07:1:00", "07:01:2", "7:20", "07:20", "13:20:00@xyz/abc", "13:20:00@",
      "13:20:00+19:00", "13:20:00-19:00", "13:20:00+18:00:01", "13:20:00+05:0", "13:20:00+5:00",
      "13:20:00+5", "13:20:00+05", "13:20:00+0500", "13:20:00+05:60", "13:20:00+02:00@Europe/Paris",
      "13:20:00@Europe/Paris+02:00", "13:20:00ZZ", "13:20:00zz", "13:20:00.", "13:20:00.1234567891",
      "13:20:00 Z", "-13:20:00", "T13:20:00", "13:20:00@PST", "13:20:00@GMT+0530",
      "13:20:00@GMT+5", "13:20:00@europe/paris", "13:20:00@Europe/Paris ",
    ])
  func notTimes(text: String) {
    #expect(ClockTime(text) == nil)
  }

  @Test(
    "A date and time is a date, T and a time; 24:00:00 is midnight of the next day",
    arguments: [
      ("2017-12-31T11:22:33", nil), ("-2017-12-31T11:22:33.456+01:35", nil),
      ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
      ("2017-12-31T24:00:00Z", "2018-01-01T00:00:00Z"),
      ("2011-12-31T10:15:30.123456789@Europe/Paris", nil), ("2011-12-31T10:15:30@Etc/UTC", nil),
      ("999999999-12-31T23:59:59.999999999@Europe/Paris", nil),
      ("-999999999-12-31T23:59:59.999999999+02:00", nil),
      ("-999999999-01-01T00:00:00@Europe/Paris", nil),
    ] as [(String, String?)])
  func moments(text: String, printed: String?) {
    #expect(DateTime(text)?.description == printed ?? text)
  }

  @Test(
    "What is no date and time is not read",
    arguments: [
      "", "11:00:00", "2012-12-24", "2012-12-24T", "2011-12-0310:15:30", "2011-12-03 10:15:30",
      "2011-12-03t10:15:30", "2017-12-31T24:00:01", "2017-13-10T11:22:33", "998-12-31T11:22:33",
      "+99999-12-01T11:22:33", "2011-12-03T10:15:30+01:00@Europe/Paris",
      "999999999-12-31T24:00:00",
    ])
  func notMoments(text: String) {
    #expect(DateTime(text) == nil)
  }

  @Test(
    "A days and time duration is printed in its normal form",
    arguments: [
      ("P1D", "P1D"), ("PT24H", "P1D"), ("-PT90M", "-PT1H30M"), ("PT0S", "PT0S"),
      ("P0D", "PT0S"), ("-P0D", "PT0S"), ("PT1.5S", "PT1.5S"), ("PT0.000000001S", nil),
      ("-PT0.5S", nil), ("PT36H61M61S", "P1DT13H2M1S"), ("P0DT1S", "PT1S"), ("P00012D", "P12D"),
      ("P106751991167300DT15H30M7S", nil), ("-P106751991167300DT15H30M8S", nil),
    ] as [(String, String?)])
  func daysTimes(text: String, printed: String?) {
    #expect(DaysTimeDuration(text)?.description == printed ?? text)
  }

  @Test(
    "What is no days and time duration is not read",
    arguments: [
      "", "P", "-P", "PT", "P1DT", "P1", "1D", "P1H", "PT1D", "PT1M1H", "PT1S1M", "P1D1D", "PT1.S",
      "PT.5S", "PT1.5M", "P1.5D", "P-1D", "--P1D", "+P1D", "P1Y", "P1M", "P1Y1D", "p1d", "P1DT1h",
      "PT1.1234567891S", "P1W", "P99999999999999999999D", "P9223372036854775807D",
      "PT9223372036854775808S", "P1D ",
    ])
  func notDaysTimes(text: String) {
    #expect(DaysTimeDuration(text) == nil)
  }

  @Test(
    "A years and months duration is printed in its normal form",
    arguments: [
      ("P1Y2M", "P1Y2M"), ("P12M", "P1Y"), ("-P26M", "-P2Y2M"), ("P0Y", "P0M"), ("P0M", "P0M"),
      ("-P0Y0M", "P0M"), ("P1Y0M", "P1Y"), ("P0Y11M", "P11M"), ("P768614336404564650Y7M", nil),
    ] as [(String, String?)])
  func yearsMonths(text: String, printed: String?) {
    #expect(YearsMonthsDuration(text)?.description == printed ?? text)
  }

  @Test(
    "What is no years and months duration is not read",
    arguments: [
      "", "P", "P1", "P1M1Y", "P1Y1", "P1Y2M3D", "P1D", "PT1M", "P1.5Y", "P+1Y", "P-1Y", "1Y",
      "P768614336404564651Y", "P99999999999999999999Y",
    ])
  func notYearsMonths(text: String) {
    #expect(YearsMonthsDuration(text) == nil)
  }

  @Test("No text brings a reader down, and what is read prints as what reads the same again")
  func fuzz() {
    var chance = SeededChance(20)
    let letters = Array("0123456789-+:.TZPDHMSYeE@/ 年é\u{301}\0Europe/Paris")
    let seeds = [
      "2026-11-24", "-999999999-12-31", "13:20:00.5+02:00", "24:00:00Z", "10:15:30@Europe/Paris",
      "2017-12-31T23:59:60", "2021-03-28T02:30:00@Europe/Paris", "P1DT2H3M4.5S", "-PT0.1S",
      "P1Y2M", "-P99999999999Y", "1.10E-30", "-.5", "99999999999999999999999999999999999999999",
    ]
    var read = 0
    for round in 0..<20_000 {
      let text =
        round % 3 == 0
        ? chance.text(of: letters, length: 0...24)
        : chance.mutation(of: seeds.randomElement(using: &chance)!, with: letters)
      read += again(text, CalendarDate.self) + again(text, ClockTime.self)
      read += again(text, DateTime.self) + again(text, DaysTimeDuration.self)
      read += again(text, YearsMonthsDuration.self) + again(text, Decimal128.self)
      read += again(text, Zone.self)
    }
    // Were nothing read, nothing would have been tried but refusals.
    #expect(read > 2000)
    print("fuzz: \(read) of 20,000 texts were a value")
  }

  /// One when `text` reads as a value, which must then print as something that reads as itself.
  private func again<T: Equatable & LosslessStringConvertible>(_ text: String, _: T.Type) -> Int {
    guard let value = T(text) else { return 0 }
    #expect(T(value.description) == value, "\(text)")
    return 1
  }
}
