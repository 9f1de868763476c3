// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Laws of dates, times and durations, over seeded random values")
struct TemporalLawTests {
  private static let rounds = 3000

  @Test("Days count without a gap: each date is one day after the one before")
  func succession() {
    var chance = SeededChance(30)
    for _ in 0..<40 {
      let start = Int.random(in: -365_000_000_000...365_000_000_000, using: &chance)
      var before = CalendarDate(daysSinceEpoch: start)!
      for number in start + 1...start + 800 {
        let date = CalendarDate(daysSinceEpoch: number)!
        #expect(date.daysSinceEpoch == number && before < date)
        let follows =
          date.day == before.day + 1 && date.month == before.month
          || date.day == 1 && before == before.lastOfMonth
            && date.month == before.month % 12 + 1
        #expect(follows && date.weekday == before.weekday % 7 + 1, "\(date)")
        #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
        before = date
      }
    }
  }

  @Test("Beyond the first and the last date there is none")
  func limits() {
    let first = CalendarDate(year: -999_999_999, month: 1, day: 1)!
    let last = CalendarDate(year: 999_999_999, month: 12, day: 31)!
    let day = DaysTimeDuration(seconds: 86_400)
    #expect(first - day == nil && last + day == nil)
    #expect(last + YearsMonthsDuration(months: 1) == nil)
    #expect(first - YearsMonthsDuration(months: 1) == nil)
    #expect(last + YearsMonthsDuration(months: .max) == nil)
    #expect(first - YearsMonthsDuration(months: .min) == nil)
    #expect(last + DaysTimeDuration(seconds: .max) == nil)
    #expect(first.midnightUTC - DaysTimeDuration(seconds: 1) == nil)
    for zone in [.utc, nil, Zone(named: "Europe/Paris")] {
      for date in [first, last] {
        let moment = DateTime(date: date, time: ClockTime.midnight.with(zone: zone))
        #expect(moment + DaysTimeDuration(seconds: .max) == nil)
        #expect(moment + DaysTimeDuration(seconds: .min) == nil)
        #expect(moment - DaysTimeDuration(seconds: .min) == nil)
        #expect(moment + YearsMonthsDuration.zero == moment)
      }
    }
    #expect(CalendarDate(daysSinceEpoch: .max) == nil && CalendarDate(daysSinceEpoch: .min) == nil)
    #expect((first - last) + (last - first) as DaysTimeDuration? == .zero)
    #expect(YearsMonthsDuration(from: first, to: last).totalMonths == 23_999_999_987)
    #expect(first.weekOfYear >= 1 && last.weekOfYear >= 1)
  }

  @Test("A duration added and taken away again leaves the instant as it was")
  func thereAndBack() {
    var chance = SeededChance(31)
    for _ in 0..<Self.rounds {
      let moment = chance.moment()
      let duration = chance.duration()
      guard let later = moment + duration else { continue }
      #expect(later - duration == moment, "\(moment) and \(duration)")
      #expect((later - moment) as DaysTimeDuration? == duration, "\(moment) and \(duration)")
      #expect(later.zone == moment.zone)
      #expect(moment.compared(to: later) == Order(DaysTimeDuration.zero, duration))
    }
  }

  @Test("Months added are counted again, unless the day was missing in the month")
  func months() {
    var chance = SeededChance(32)
    for _ in 0..<Self.rounds {
      let date = chance.date()
      let months = YearsMonthsDuration(months: .random(in: -5000...5000, using: &chance))
      let later = (date + months)!
      #expect(later.day == min(date.day, later.daysInMonth))
      if later.day == date.day {
        #expect(YearsMonthsDuration(from: date, to: later) == months, "\(date) and \(months)")
        #expect(later - months == date, "\(date) and \(months)")
      }
    }
  }

  @Test("Comparing is total among zoned, and among local values, and answers nothing between them")
  func comparing() {
    var chance = SeededChance(33)
    let opposite: [Order: Order] = [
      .ascending: .descending, .same: .same, .descending: .ascending,
    ]
    for _ in 0..<Self.rounds {
      let (first, second) = (chance.moment(), chance.moment())
      let order = first.compared(to: second)
      #expect((order == nil) == ((first.zone == nil) != (second.zone == nil)))
      #expect(order.flatMap { opposite[$0] } == second.compared(to: first))
      #expect((first - second == nil) == (order == nil))
      #expect(first.compared(to: first) == .same)
      let (early, late) = (first.time, second.time)
      #expect((early.compared(to: late) == nil) == (order == nil))
      #expect(early.compared(to: late).flatMap { opposite[$0] } == late.compared(to: early))
    }
  }

  @Test("Durations are an ordered group, and scale with numbers")
  func durations() {
    var chance = SeededChance(34)
    for _ in 0..<Self.rounds {
      let (a, b) = (chance.duration(), chance.duration())
      #expect(a + b == b + a)
      #expect((a + b)! - b == a)
      #expect(-(-a)! == a)
      #expect((a < b) == ((a - b)! < .zero))
      #expect(a * 3 == (a + a)! + a)
      #expect((a * 4)! / 4 == a)
      if b != .zero { #expect((a / b).flatMap { b * $0 } == a, "\(a) and \(b)") }
      let parts =
        Int128(a.days) * 86_400 + Int128(a.hours) * 3600 + Int128(a.minutes) * 60
      #expect(Decimal128(parts) + a.seconds == a.totalSeconds, "\(a)")
      let (m, n) = (chance.months(), chance.months())
      #expect((m + n)! - n == m && m + n == n + m)
      #expect(m.years * 12 + m.months == m.totalMonths)
      #expect((m * 7)! / 7 == m && (m.magnitude! < .zero) == false)
    }
  }

  @Test("Time of day goes round the clock")
  func clock() {
    var chance = SeededChance(35)
    for _ in 0..<Self.rounds {
      let time = chance.moment().time
      let duration = chance.duration()
      #expect(time + duration - duration == time)
      #expect(time + DaysTimeDuration(seconds: 86_400 * 7) == time)
      let second = Decimal128(time.nanosecond) / Decimal128(1_000_000_000)
      #expect(second.flatMap { $0 + Decimal128(time.wholeSecond) } == time.second)
      let again = ClockTime(
        hour: time.hour, minute: time.minute, second: time.second, zone: time.zone)
      #expect(again == time)
    }
  }
}

extension SeededChance {
  mutating func date() -> CalendarDate {
    CalendarDate(daysSinceEpoch: .random(in: -800_000...3_000_000, using: &self)) ?? date()
  }

  mutating func moment() -> DateTime {
    let zone = choice([
      nil, nil, .utc, .offset(seconds: 7200), .offset(seconds: -12_345),
      Zone(named: "Asia/Shanghai"), Zone(named: "Europe/Paris"), Zone(named: "Australia/Lord_Howe"),
    ])
    return DateTime(date: date(), time: ClockTime.midnight.with(zone: zone) + duration())
  }

  mutating func duration() -> DaysTimeDuration {
    let count = Int128.random(in: -10_000_000_000...10_000_000_000, using: &self)
    return DaysTimeDuration(nanoseconds: count * choice([1, 999_999_999, 1_000_000_000])) ?? .zero
  }

  mutating func months() -> YearsMonthsDuration {
    YearsMonthsDuration(months: .random(in: -100_000...100_000, using: &self))
  }
}
