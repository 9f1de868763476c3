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

  /// Makes a rule.
  public init(number: Int, unit: TermUnit, basis: LegalBasis, rollsOver: Bool = false) {
    self.number = number
    self.unit = unit
    self.basis = basis
    self.rollsOver = rollsOver
  }

  /// Five working days for the one supplement notice (行政许可法 article 32 ¶1(4)).
  public static let supplementNotice = TermRule(
    number: 5, unit: .workingDay, basis: .supplementNotice)
  /// Twenty working days for the decision (行政许可法 article 42 ¶1).
  public static let decision = TermRule(number: 20, unit: .workingDay, basis: .decision)
  /// Ten working days to issue and deliver the licence (行政许可法 article 44).
  public static let issue = TermRule(number: 10, unit: .workingDay, basis: .issue)

  /// The last day of a term: it ends with that day.
  ///
  /// - Parameters:
  ///   - start: The day that starts the term. It is not counted (民法典 article 201).
  ///   - calendar: The work calendar.
  ///   - excluded: Half-open stretches that are not counted. A term in months or years first runs to
  ///     its corresponding day and is then longer by the days of the stretches inside it.
  /// - Returns: The day with which the term ends.
  public func due(
    after start: Day, in calendar: WorkCalendar, excluding excluded: [Range<Day>] = []
  ) -> Day {
    if unit == .workingDay {
      return excluded.isEmpty
        ? calendar.day(number, workingDaysAfter: start)
        : calendar.day(number, workingDaysAfter: start, excluding: excluded)
    }
    var due = nominalEnd(after: start)
    for stretch in WorkCalendar.merged(excluded, after: start) where stretch.lowerBound <= due {
      due = due.adding(days: stretch.upperBound - stretch.lowerBound)
    }
    return rollsOver ? calendar.firstWorkingDay(onOrAfter: due) : due
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
  private func nominalEnd(after start: Day) -> Day {
    switch unit {
    case .workingDay, .calendarDay: start.adding(days: number)
    case .month: start.adding(months: number)
    case .year: start.adding(years: number)
    }
  }
}

extension TermRule: Codable {
  private enum CodingKeys: String, CodingKey {
    case number, unit, basis, rollsOver
  }

  /// Reads a rule; `rollsOver` may be absent and is then false.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    number = try container.decode(Int.self, forKey: .number)
    unit = try container.decode(TermUnit.self, forKey: .unit)
    basis = try container.decode(LegalBasis.self, forKey: .basis)
    rollsOver = try container.decodeIfPresent(Bool.self, forKey: .rollsOver) ?? false
  }
}
