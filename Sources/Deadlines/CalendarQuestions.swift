// SPDX-License-Identifier: Apache-2.0

/// Why the calendar refuses to answer.
public enum CalendarFault: Error, Hashable, Sendable {
  /// A day lies outside the years the calendar speaks for.
  case outside(Day)
  /// A number of days is negative.
  case negative(Int)
  /// The answer would lie after the last year the calendar speaks for.
  case tooMany(Int)

  /// The reason in Chinese.
  public var chinese: String {
    switch self {
    case .outside(let day):
      "\(day) 不在工作日历范围（\(WorkCalendar.years.lowerBound)–\(WorkCalendar.years.upperBound)）内"
    case .negative(let days): "天数不能为负：\(days)"
    case .tooMany(let days): "\(days) 个工作日超出工作日历（至 \(WorkCalendar.years.upperBound) 年）"
    }
  }

  /// The reason in English.
  public var english: String {
    switch self {
    case .outside(let day):
      "\(day) is outside the work calendar, which covers \(WorkCalendar.years.lowerBound) to"
        + " \(WorkCalendar.years.upperBound)"
    case .negative(let days): "the number of days must not be negative: \(days)"
    case .tooMany(let days):
      "\(days) working days end after \(WorkCalendar.years.upperBound), the calendar's last year"
    }
  }
}

/// The questions that a person or a program from outside asks; wrong ones are refused, not guessed.
extension WorkCalendar {
  /// The day on which a term of so many working days ends.
  ///
  /// - Parameters:
  ///   - start: The day that starts the term and is not counted (民法典 article 201).
  ///   - days: The working days, 0 or more; 0 gives `start`.
  /// - Returns: The last day of the term.
  /// - Throws: ``CalendarFault`` when the days are negative or the calendar does not reach.
  public func due(start: Day, days: Int) throws(CalendarFault) -> Day {
    try require(start)
    guard days >= 0 else { throw .negative(days) }
    guard let last = Day(year: Self.years.upperBound, month: 12, day: 31),
      days <= workingDays(after: start, through: last)
    else { throw .tooMany(days) }
    return day(days, workingDaysAfter: start)
  }

  /// The working days after `from` up to and with `to`; negative when `to` is the earlier.
  ///
  /// - Throws: ``CalendarFault/outside(_:)`` when the calendar does not speak for one of the days.
  public func elapsed(from: Day, to: Day) throws(CalendarFault) -> Int {
    try require(from)
    try require(to)
    return workingDays(after: from, through: to)
  }

  /// Why a term of so many working days ends when it does, day by day.
  ///
  /// - Throws: ``CalendarFault`` as ``due(start:days:)`` does.
  public func explain(start: Day, days: Int) throws(CalendarFault) -> [TraceLine] {
    _ = try due(start: start, days: days)
    let rule = TermRule(number: days, unit: .workingDay, basis: .workingDays)
    return rule.trace(from: start, because: .given, in: self)
  }

  private func require(_ day: Day) throws(CalendarFault) {
    guard Self.years.contains(day.year) else { throw .outside(day) }
  }
}
