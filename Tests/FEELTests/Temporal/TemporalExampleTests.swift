// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Dates, times and durations by example (DMN 1.5, 10.3.2.3 and 10.3.4)")
struct TemporalExampleTests {
  @Test("A local time that clocks skip moves forward by what is skipped")
  func gap() {
    let spring = DateTime("2021-03-28T02:30:00@Europe/Paris")!
    #expect(spring.description == "2021-03-28T03:30:00@Europe/Paris")
    #expect(spring.timeOffset?.description == "PT2H")
    // Samoa left out a whole day.
    let samoa = DateTime("2011-12-30T12:00:00@Pacific/Apia")!
    #expect(samoa.description == "2011-12-31T12:00:00@Pacific/Apia")
    let winter = DateTime("2021-02-28T02:30:00@Europe/Paris")!
    let march = winter + YearsMonthsDuration(months: 1)
    #expect(march?.description == "2021-03-28T03:30:00@Europe/Paris")
  }

  @Test(
    "Of two instants that clocks read alike the earlier is meant, and arithmetic tells them apart")
  func overlap() {
    let first = DateTime("2021-10-31T02:30:00@Europe/Paris")!
    let second = (first + DaysTimeDuration("PT1H")!)!
    #expect(first.timeOffset?.description == "PT2H" && second.timeOffset?.description == "PT1H")
    #expect(first.description == second.description && first != second)
    #expect((second - first)?.description == "PT1H")
    #expect(first.compared(to: second) == .ascending)
    #expect(second + YearsMonthsDuration.zero == second)
    let late = DateTime("2021-10-31T03:30:00@Europe/Paris")!
    #expect((late - first)?.description == "PT2H")
  }

  @Test("A day added across a change of clocks is 24 hours, a month keeps the time of day")
  func acrossChanges() {
    let before = DateTime("2021-03-27T12:00:00@Europe/Paris")!
    let day = before + DaysTimeDuration("P1D")!
    #expect(day?.description == "2021-03-28T13:00:00@Europe/Paris")
    let month = before + YearsMonthsDuration("P1M")!
    #expect(month?.description == "2021-04-27T12:00:00@Europe/Paris")
  }

  @Test("== is is(): the same text in the same zone, while compared(to:) goes by the instant")
  func identity() {
    let (utc, zero) = (ClockTime("23:00:50Z")!, ClockTime("23:00:50+00:00")!)
    #expect(utc == zero)
    #expect(ClockTime("23:00:50@Etc/GMT") != utc)
    #expect(ClockTime("23:00:50@Etc/GMT")!.compared(to: utc) == .same)
    #expect(ClockTime("20:00:50+00:00") != ClockTime("21:00:50+01:00"))
    #expect(ClockTime("20:00:50+00:00")!.compared(to: ClockTime("21:00:50+01:00")!) == .same)
    #expect(ClockTime("23:00:50")!.compared(to: utc) == nil)
    let early = DateTime("2002-04-02T12:00:00-01:00")!
    let same = DateTime("2002-04-02T17:00:00+04:00")!
    #expect(early != same && early.compared(to: same) == .same)
    #expect(early.compared(to: DateTime("2002-04-02T12:00:00")!) == nil)
    #expect(
      DateTime("2021-04-02T23:00:00@Australia/Melbourne")
        != DateTime("2021-04-02T23:00:00@Australia/Sydney"))
  }

  @Test("A region without a date counts as its standard time")
  func standardTime() {
    #expect(ClockTime("10:00:00@Australia/Melbourne")!.timeOffset?.description == "PT10H")
    #expect(ClockTime("10:00:00@Europe/London")!.timeOffset == .zero)
    #expect(ClockTime("10:00:00")!.timeOffset == nil)
    let melbourne = ClockTime("10:10:10@Australia/Melbourne")!
    #expect((melbourne - ClockTime("11:10:10@Australia/Melbourne")!)?.description == "-PT1H")
  }

  @Test("Properties of a moment with and without a zone")
  func properties() {
    let moment = DateTime("2018-12-10T10:30:01.25+05:00")!
    #expect(moment.date.weekday == 1 && moment.date.weekdayName == "Monday")
    #expect(moment.time.hour == 10 && moment.time.minute == 30)
    #expect(moment.time.second.description == "1.25" && moment.time.wholeSecond == 1)
    #expect(moment.timeOffset?.description == "PT5H" && moment.timezone == nil)
    #expect(DateTime("2018-12-10T10:30:00@Etc/UTC")!.timezone == "Etc/UTC")
    let local = DateTime("2018-12-10T10:30:00")!
    #expect(local.timeOffset == nil && local.timezone == nil)
  }

  @Test("A date is midnight in UTC where a date and time is wanted")
  func midnight() {
    let date = CalendarDate("2021-01-02")!
    let melbourne = DateTime("2021-01-01T10:10:10@Australia/Melbourne")!
    #expect((date.midnightUTC - melbourne)?.description == "P1DT49M50S")
    #expect(date.midnightUTC - DateTime("2021-01-01T10:10:10")! == nil)
    #expect((date - DaysTimeDuration("PT1H")!)?.description == "2021-01-01")
    #expect((date + DaysTimeDuration("PT36H")!)?.description == "2021-01-03")
  }

  @Test("The last day of the month stands in for one that is missing")
  func endsOfMonths() {
    let january = CalendarDate("2023-01-31")!
    #expect((january + YearsMonthsDuration("P1M")!)?.description == "2023-02-28")
    #expect((january + YearsMonthsDuration("P13M")!)?.description == "2024-02-29")
    #expect((january - YearsMonthsDuration("P2M")!)?.description == "2022-11-30")
    let leap = CalendarDate("2024-02-29")!
    #expect((leap + YearsMonthsDuration("P1Y")!)?.description == "2025-02-28")
    #expect(leap.lastOfMonth == leap && leap.daysInMonth == 29 && leap.dayOfYear == 60)
  }

  @Test("Durations scale: months are cut off, times go to the nearest nanosecond")
  func scaling() {
    let months = YearsMonthsDuration("P1Y11M")!
    #expect((months * Decimal128("-2.5")!)?.description == "-P4Y9M")
    #expect((months * Decimal128("2.5")!)?.description == "P4Y9M")
    #expect((YearsMonthsDuration("P10Y11M")! / Decimal128("-2.5")!)?.description == "-P4Y4M")
    let time = DaysTimeDuration("P10DT23H")!
    #expect((time / Decimal128("2.5")!)?.description == "P4DT9H12M")
    let third = (Decimal128.one / 3)!
    #expect((DaysTimeDuration("PT3S")! * third)?.description == "PT1S")
    #expect(time / Decimal128.zero == nil && months / Decimal128.zero == nil)
    #expect(time / DaysTimeDuration.zero == nil && months / YearsMonthsDuration.zero == nil)
    #expect(time * Decimal128("1E+30")! == nil)
  }

  @Test("A zone comes from an offset of whole seconds within 18 hours")
  func zones() {
    #expect(Zone(offset: DaysTimeDuration("-PT1H30M")!)?.description == "-01:30")
    #expect(Zone(offset: .zero) == .utc)
    #expect(Zone(offset: DaysTimeDuration("PT18H0.5S")!) == nil)
    #expect(Zone(offset: DaysTimeDuration("PT18H1S")!) == nil)
    let time = ClockTime(
      hour: 12, minute: 59, second: Decimal128("1.3")!,
      zone: Zone(offset: DaysTimeDuration("-PT1H")!))
    #expect(time?.description == "12:59:01.3-01:00")
    #expect(ClockTime(hour: 24, minute: 0, second: 0) == nil)
    #expect(ClockTime(hour: 1, minute: 0, second: 60 as Decimal128) == nil)
    #expect(ClockTime(hour: 1, minute: 0, second: -1 as Decimal128) == nil)
  }
}
