// SPDX-License-Identifier: Apache-2.0

/// Which days are worked: weekends and statutory holidays out, make-up workdays (调休) in.
///
/// A calendar is a value that never changes; a new notice makes a new calendar with a new
/// ``version``. Counting working days and finding the n-th are two array look-ups each. Days are
/// civil days in China. Source of the rule: 行政许可法 article 82.
public struct WorkCalendar: Sendable {
  /// The years this calendar speaks for.
  ///
  /// Outside them it knows only Saturdays and Sundays, and the
  /// throwing questions (``due(start:days:)`` and its like) refuse to answer.
  public static let years = 2004...2099

  /// The calendar of the People's Republic of China.
  ///
  /// 2004 to 2026 as the State Council announced them, from the file `holidays.csv`; later years as
  /// 全国年节及纪念日放假办法 (in its form of 2024-11-10) gives them, which is provisional: make-up
  /// workdays are known only from the yearly notice.
  public static let china = WorkCalendar.embedded()

  /// Names what the calendar was made from, so that a stored due date can say what it rests on.
  public let version: String

  /// What is special about a day, by its number.
  private let marks: [Int: DayKind]
  /// Whether the notice of a year is in, by the year's place in `years`.
  private let official: [Bool]
  /// The days from the first year on whose notices are in without a gap.
  private let settled: Range<Int>
  /// The working days among the first i + 1 days of `years`.
  private let ranks: [Int32]
  /// The place of the k-th working day among the days of `years`.
  private let places: [Int32]

  private init(version: String, marks: [Int: DayKind], official: [Bool]) {
    self.version = version
    self.marks = marks
    self.official = official
    let known = official.prefix { $0 }.count
    let unknown = Day.number(year: Self.years.lowerBound + known, month: 1, day: 1)
    settled = Self.days.lowerBound..<unknown
    var ranks: [Int32] = []
    var places: [Int32] = []
    ranks.reserveCapacity(Self.days.count)
    for (place, number) in Self.days.enumerated() {
      let worked = marks[number]?.isWorked ?? !Day(number: number).isWeekend
      if worked { places.append(Int32(place)) }
      ranks.append(Int32(places.count))
    }
    self.ranks = ranks
    self.places = places
  }

  private static let days: ClosedRange<Int> =
    Day.number(
      year: years.lowerBound, month: 1, day: 1)...Day.number(
      year: years.upperBound, month: 12, day: 31)
}

// MARK: - Questions

extension WorkCalendar {
  /// Whether the day is worked.
  public func isWorkingDay(_ day: Day) -> Bool {
    rank(day.number) != rank(day.number - 1)
  }

  /// What the day is, and for which holiday.
  public func kind(_ day: Day) -> DayKind {
    marks[day.number] ?? (day.isWeekend ? .weekend : .working)
  }

  /// Whether no notice of that year is known, so that its days follow from the law alone.
  public func isProvisional(_ year: Int) -> Bool {
    guard Self.years.contains(year) else { return true }
    return !official[year - Self.years.lowerBound]
  }

  /// Whether a year from `first` to `last`, both included, is provisional.
  public func isProvisional(from first: Day, through last: Day) -> Bool {
    // Most terms lie inside the years of the notices: two comparisons, no calendar arithmetic.
    if settled.contains(first.number), settled.contains(last.number) { return false }
    return firstProvisionalYear(from: first, through: last) != nil
  }

  /// The first year from `first` to `last`, both included, that is provisional, if there is one.
  public func firstProvisionalYear(from first: Day, through last: Day) -> Int? {
    let firstYear = first.year
    let lastYear = max(firstYear, last.year)
    return (firstYear...lastYear).first { isProvisional($0) }
  }

  /// The working days after `start` up to and with `end`; negative when `end` is the earlier.
  public func workingDays(after start: Day, through end: Day) -> Int {
    rank(end.number) - rank(start.number)
  }

  /// The n-th working day after a day, which itself is day 0 (民法典 article 201).
  ///
  /// - Parameters:
  ///   - count: How many working days; 0 gives `start` itself, worked or not; a negative count goes
  ///     back to the n-th working day before it.
  ///   - start: Day 0.
  /// - Returns: The n-th working day.
  public func day(_ count: Int, workingDaysAfter start: Day) -> Day {
    if count == 0 { return start }
    let base = count > 0 ? rank(start.number) : rank(start.number - 1) + 1
    return Day(number: workingDay(base + count))
  }

  /// The first working day on or after `day`.
  ///
  /// Source: 民法典 article 203 ¶1, for a period whose last day is a day off.
  public func firstWorkingDay(onOrAfter day: Day) -> Day {
    isWorkingDay(day) ? day : self.day(1, workingDaysAfter: day)
  }

  /// The days that are worked by one of two calendars and off by the other, in order of time.
  ///
  /// A day off that only gets another name moves no date and is not among them.
  public func changes(to other: WorkCalendar) -> [DayChange] {
    Set(marks.keys).union(other.marks.keys).sorted().compactMap { number in
      let day = Day(number: number)
      let change = DayChange(day: day, before: kind(day), after: other.kind(day))
      return change.before.isWorked == change.after.isWorked ? nil : change
    }
  }

  /// Working days from the first day of `years` up to and with the day.
  private func rank(_ number: Int) -> Int {
    if Self.days.contains(number) { return Int(ranks[number - Self.days.lowerBound]) }
    if number < Self.days.lowerBound {
      return weekdays(through: number) - weekdays(through: Self.days.lowerBound - 1)
    }
    return places.count + weekdays(through: number) - weekdays(through: Self.days.upperBound)
  }

  /// The number of the working day with the given rank: the inverse of `rank`.
  private func workingDay(_ rank: Int) -> Int {
    if rank >= 1, rank <= places.count {
      return Self.days.lowerBound + Int(places[rank - 1])
    }
    if rank < 1 {
      return weekday(rank + weekdays(through: Self.days.lowerBound - 1))
    }
    return weekday(rank - places.count + weekdays(through: Self.days.upperBound))
  }

  /// Mondays to Fridays from Monday 1969-12-29 up to and with the day.
  private func weekdays(through number: Int) -> Int {
    let shifted = number + 3
    let week = shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
    return 5 * week + min(shifted - 7 * week + 1, 5)
  }

  /// The number of the weekday with the given count: the inverse of `weekdays(through:)`.
  private func weekday(_ count: Int) -> Int {
    let index = count - 1
    let week = index >= 0 ? index / 5 : (index - 4) / 5
    return 7 * week + (index - 5 * week) - 3
  }
}

// MARK: - Making

extension WorkCalendar {
  /// This calendar with one year's notice taken in: a new value with a new ``version``.
  ///
  /// What was known of that year before is dropped. Days that the notice settles in the last days of
  /// the year before or the first of the year after are taken in too.
  ///
  /// - Throws: ``NoticeFault/yearOutOfRange(_:)`` when the calendar does not speak for the year.
  public func adding(notice: HolidayNotice) throws(NoticeFault) -> WorkCalendar {
    guard Self.years.contains(notice.year) else { throw .yearOutOfRange(notice.year) }
    var marks = marks.filter { Day(number: $0.key).year != notice.year }
    for entry in notice.entries {
      marks[entry.day.number] = entry.kind
    }
    var official = official
    official[notice.year - Self.years.lowerBound] = true
    return WorkCalendar(
      version: "\(version)+\(notice.year).\(notice.fingerprint)", marks: marks, official: official)
  }

  private static func embedded() -> WorkCalendar {
    var marks: [Int: DayKind] = [:]
    var official = [Bool](repeating: false, count: years.count)
    let entries: [HolidayNotice.Entry]
    do {
      entries = try HolidayNotice.entries(csv: Embedded.holidaysCSV)
    } catch {
      preconditionFailure("holidays.csv, which this program was built with: \(error.english)")
    }
    for entry in entries {
      marks[entry.day.number] = entry.kind
      let year = entry.day.year
      precondition(years.contains(year), "holidays.csv has a day outside the calendar's years")
      official[year - years.lowerBound] = true
    }
    let known = zip(years, official).filter(\.1).map(\.0)
    for year in years where !known.contains(year) {
      for (day, kind) in HolidayLaw.daysOff(in: year) {
        marks[day.number] = kind
      }
    }
    let version = "CN-\(known.first ?? 0)-\(known.last ?? 0)"
    return WorkCalendar(version: version, marks: marks, official: official)
  }
}
