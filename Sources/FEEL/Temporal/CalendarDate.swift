// SPDX-License-Identifier: Apache-2.0

/// A date of the proleptic Gregorian calendar, years −999,999,999 to 999,999,999 with a year zero.
///
/// Source: DMN 1.5, 10.3.2.3.5.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Year, month and day side by side, so that dates compare as one number.
  private let packed: Int

  /// The years that a date may have.
  public static let years = -999_999_999...999_999_999

  /// Makes a date that exists, or nothing.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    packed = year << 9 | month << 5 | day
  }

  /// Makes the date that lies `number` days after 1970-01-01, or nothing beyond the years.
  public init?(daysSinceEpoch number: Int) {
    guard number.magnitude < 400_000_000_000 else { return nil }
    // The calendar counted from March of year 0, where the leap day is the last of a year.
    let (era, day) = (number + 719_468).split(by: 146_097)
    let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    self.init(
      year: yearOfEra + era * 400 + (month < 10 ? 0 : 1), month: month < 10 ? month + 3 : month - 9,
      day: dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// Whether `left` is the earlier date.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.packed < right.packed
  }
}

extension CalendarDate {
  /// The year.
  public var year: Int { packed >> 9 }

  /// The month, 1 to 12.
  public var month: Int { packed >> 5 & 15 }

  /// The day of the month, 1 to 31.
  public var day: Int { packed & 31 }

  /// The day of the week: 1 is Monday, 7 is Sunday.
  public var weekday: Int { Self.weekday(daysSinceEpoch) }

  /// The day of the year, 1 to 366.
  public var dayOfYear: Int {
    daysSinceEpoch - Self.number(year: year, month: 1, day: 1) + 1
  }

  /// The ISO 8601 week of the year, 1 to 53: the first is the one with the first Thursday.
  public var weekOfYear: Int {
    let week = (dayOfYear - weekday + 10) / 7
    if week < 1 { return Self.weeks(in: year - 1) }
    return week > Self.weeks(in: year) ? 1 : week
  }

  /// The English name of the day of the week: `day of week()`.
  public var weekdayName: String {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday - 1]
  }

  /// The English name of the month: `month of year()`.
  public var monthName: String {
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ][month - 1]
  }

  /// The number of days in the month, 28 to 31.
  public var daysInMonth: Int { Self.length(ofMonth: month, year: year) }

  /// The last day of the month: `last day of month()`.
  public var lastOfMonth: CalendarDate {
    CalendarDate(year: year, month: month, day: daysInMonth) ?? self
  }

  /// Days since 1970-01-01, negative before it.
  public var daysSinceEpoch: Int { Self.number(year: year, month: month, day: day) }

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let (era, yearOfEra) = (month > 2 ? year : year - 1).split(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func weekday(_ daysSinceEpoch: Int) -> Int {
    // 1970-01-01 was a Thursday.
    (daysSinceEpoch + 3).split(by: 7).remainder + 1
  }

  private static func weeks(in year: Int) -> Int {
    let first = weekday(number(year: year, month: 1, day: 1))
    return first == 4 || first == 3 && isLeap(year) ? 53 : 52
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CalendarDate {
  /// The date at midnight in UTC: what a date is where a date and time is wanted.
  public var midnightUTC: DateTime {
    DateTime(date: self, time: ClockTime.midnight.with(zone: .utc))
  }

  /// The same day so many months later, or the last of the month where it has no such day.
  public static func + (left: CalendarDate, right: YearsMonthsDuration) -> CalendarDate? {
    let (start, overflow) = (left.year * 12 + left.month - 1).addingReportingOverflow(
      right.totalMonths)
    guard !overflow else { return nil }
    let (year, month) = start.split(by: 12)
    guard years.contains(year) else { return nil }
    let day = min(left.day, length(ofMonth: month + 1, year: year))
    return CalendarDate(year: year, month: month + 1, day: day)
  }

  /// The same day so many months earlier, or the last of the month where it has no such day.
  public static func - (left: CalendarDate, right: YearsMonthsDuration) -> CalendarDate? {
    (-right).flatMap { left + $0 }
  }

  /// The date on which midnight plus the duration falls: an hour before a day is the day before.
  public static func + (left: CalendarDate, right: DaysTimeDuration) -> CalendarDate? {
    let (days, overflow) = left.daysSinceEpoch.addingReportingOverflow(right.wholeDays)
    return overflow ? nil : CalendarDate(daysSinceEpoch: days)
  }

  /// The date on which midnight less the duration falls.
  public static func - (left: CalendarDate, right: DaysTimeDuration) -> CalendarDate? {
    (-right).flatMap { left + $0 }
  }

  /// The time from `right` to `left`.
  public static func - (left: CalendarDate, right: CalendarDate) -> DaysTimeDuration {
    DaysTimeDuration(seconds: (left.daysSinceEpoch - right.daysSinceEpoch) * secondsPerDay)
  }
}

extension CalendarDate: LosslessStringConvertible {
  /// Reads `2026-11-24` strictly: `[-]YYYY-MM-DD`, a year of more digits without zeros before it.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a date from a part of a longer text.
  public init?(_ text: Substring) {
    var reader = TextReader(text)
    guard let date = CalendarDate(&reader), reader.isAtEnd else { return nil }
    self = date
  }

  /// Takes a date from the text that is being read.
  init?(_ reader: inout TextReader) {
    let isNegative = reader.take("-")
    guard let (year, count) = reader.digits(), count >= 4, reader.take("-"),
      let month = reader.pair(), reader.take("-"), let day = reader.pair()
    else { return nil }
    // Only a year of four digits begins with a zero, and there is no year −0000.
    guard count == 4 || String(year).utf8.count == count, !isNegative || year > 0 else {
      return nil
    }
    self.init(year: isNegative ? -year : year, month: month, day: day)
  }

  /// The text of FEEL's `string()`, for instance `2026-11-24`.
  public var description: String {
    let digits = String(year.magnitude)
    var text = year < 0 ? "-" : ""
    text.append(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))
    text.append(digits)
    text.append("-")
    text.append(pair: month)
    text.append("-")
    text.append(pair: day)
    return text
  }
}
