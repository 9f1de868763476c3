// SPDX-License-Identifier: Apache-2.0

/// What a term is counted in.
public enum TermUnit: String, Codable, Sendable, CaseIterable {
  /// 工作日: by the work calendar.
  case workingDay = "working_day"
  /// 自然日: every day.
  case calendarDay = "calendar_day"
  /// 月: to the corresponding day.
  case month
  /// 年: to the corresponding day.
  case year

  /// The unit in Chinese, as it follows a number: 个工作日.
  public var chinese: String {
    switch self {
    case .workingDay: "个工作日"
    case .calendarDay: "日"
    case .month: "个月"
    case .year: "年"
    }
  }

  /// The unit in English, in the plural when `number` is not 1.
  public func english(_ number: Int) -> String {
    let noun =
      switch self {
      case .workingDay: "working day"
      case .calendarDay: "day"
      case .month: "month"
      case .year: "year"
      }
    return number == 1 ? noun : noun + "s"
  }
}

/// How long something may take, and which law says so.
public struct TermRule: Hashable, Sendable {
  /// How many of `unit`.
  public var number: Int
  /// What the term is counted in.
  public var unit: TermUnit
  /// Where the rule comes from.
  public var basis: LegalBasis
  /// Whether a last day that is a day off moves to the next working day (民法典 article 203 ¶1).
  ///
  /// It changes nothing for working days, whose last day is one.
  public var rollsOver: Bool
  /// Whether the day that starts the term is its first day, as a law may say (民法典 article 204);
  /// otherwise counting begins with the day after it (article 201 ¶1).
  public var countsStart: Bool

  /// Makes a rule.
  public init(
    number: Int, unit: TermUnit, basis: LegalBasis, rollsOver: Bool = false,
    countsStart: Bool = false
  ) {
    self.number = number
    self.unit = unit
    self.basis = basis
    self.rollsOver = rollsOver
    self.countsStart = countsStart
  }

  /// Five working days for the one supplement notice (行政许可法 article 32 ¶1(4)).
  public static let supplementNotice = TermRule(
    number: 5, unit: .workingDay, basis: .supplementNotice)
  /// Twenty working days for the decision (行政许可法 article 42 ¶1).
  public static let decision = TermRule(number: 20, unit: .workingDay, basis: .decision)
  /// Forty-five working days where several bodies handle an application as one (行政许可法 article 42 ¶2).
  public static let jointDecision = TermRule(number: 45, unit: .workingDay, basis: .jointDecision)
  /// Twenty working days for the lower body's review (行政许可法 article 43).
  public static let lowerReview = TermRule(number: 20, unit: .workingDay, basis: .lowerReview)
  /// Ten working days to issue and deliver the licence (行政许可法 article 44).
  public static let issue = TermRule(number: 10, unit: .workingDay, basis: .issue)

  /// The last day of a term: it ends with that day.
  ///
  /// - Parameters:
  ///   - start: The day that starts the term. It is not counted (民法典 article 201) unless the rule
  ///     says so.
  ///   - calendar: The work calendar.
  ///   - excluded: Half-open stretches that are not counted. A term in months or years first runs to
  ///     its corresponding day and is then longer by the days of the stretches inside it.
  /// - Returns: The day with which the term ends.
  public func due(
    after start: Day, in calendar: WorkCalendar, excluding excluded: [Range<Day>] = []
  ) -> Day {
    let origin = dayBeforeCounting(from: start)
    if unit == .workingDay {
      return excluded.isEmpty
        ? calendar.day(number, workingDaysAfter: origin)
        : calendar.day(number, workingDaysAfter: origin, excluding: excluded)
    }
    var due = nominalEnd(from: start)
    let stretches = WorkCalendar.merged(excluded, after: origin)
    for stretch in stretches where stretch.lowerBound <= due {
      due = due.adding(days: stretch.upperBound - stretch.lowerBound)
    }
    guard rollsOver else { return due }
    due = calendar.firstWorkingDay(onOrAfter: due)
    for stretch in stretches where stretch.contains(due) {
      // A day that is left out can no more be the last one than a day off.
      due = calendar.firstWorkingDay(onOrAfter: stretch.upperBound)
    }
    return due
  }

  /// The last day on which something is so long before a day: 三十日前, 七日前.
  ///
  /// It is counted back from `day`, which itself is not counted. Where the rule rolls over, a last day
  /// that is a day off moves to the working day after it, though not beyond `day`.
  public func latest(before day: Day, in calendar: WorkCalendar) -> Day {
    let last =
      switch unit {
      case .workingDay: calendar.day(-number, workingDaysAfter: day)
      case .calendarDay: day.adding(days: -number)
      case .month: day.adding(months: -number)
      case .year: day.adding(years: -number)
      }
    return rollsOver ? min(day, calendar.firstWorkingDay(onOrAfter: last)) : last
  }

  /// The day after which counting begins.
  func dayBeforeCounting(from start: Day) -> Day {
    countsStart && number > 0 ? start.adding(days: -1) : start
  }

  /// The days of this rule's kind after `start` up to and with `end`: working days for a term in
  /// working days, otherwise all days; negative when `end` is the earlier.
  func days(
    after start: Day, through end: Day, in calendar: WorkCalendar, excluding excluded: [Range<Day>]
  ) -> Int {
    if unit == .workingDay {
      return excluded.isEmpty
        ? calendar.workingDays(after: start, through: end)
        : calendar.workingDays(after: start, through: end, excluding: excluded)
    }
    if end < start { return end - start }
    var count = end - start
    for stretch in WorkCalendar.merged(excluded, after: start) where stretch.lowerBound <= end {
      count -= min(end.adding(days: 1), stretch.upperBound) - stretch.lowerBound
    }
    return count
  }

  /// The end of a term that is not in working days, with nothing excluded and nothing rolled over.
  func nominalEnd(from start: Day) -> Day {
    let origin = dayBeforeCounting(from: start)
    if unit == .calendarDay { return origin.adding(days: number) }
    let end = start.adding(months: unit == .year ? 12 * number : number)
    // Where the month has no corresponding day its last one is the end, whichever day counts first.
    return origin < start && end.day == start.day ? end.adding(days: -1) : end
  }
}

extension TermRule: Codable {
  private enum CodingKeys: String, CodingKey {
    case number, unit, basis, rollsOver, countsStart
  }

  /// Reads a rule; `rollsOver` and `countsStart` may be absent and are then false.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    number = try container.decode(Int.self, forKey: .number)
    unit = try container.decode(TermUnit.self, forKey: .unit)
    basis = try container.decode(LegalBasis.self, forKey: .basis)
    rollsOver = try container.decodeIfPresent(Bool.self, forKey: .rollsOver) ?? false
    countsStart = try container.decodeIfPresent(Bool.self, forKey: .countsStart) ?? false
  }

  /// Writes a rule; what is rare is left out, so that most rules read as they always have.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(number, forKey: .number)
    try container.encode(unit, forKey: .unit)
    try container.encode(basis, forKey: .basis)
    try container.encode(rollsOver, forKey: .rollsOver)
    if countsStart { try container.encode(countsStart, forKey: .countsStart) }
  }
}
