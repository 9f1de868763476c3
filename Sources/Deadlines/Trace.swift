// SPDX-License-Identifier: Apache-2.0

/// What starts a term.
public enum TermTrigger: String, Codable, Sendable, CaseIterable {
  /// The application was received (收件).
  case received
  /// The supplements arrived (补正).
  case supplemented
  /// The application was accepted (受理).
  case accepted
  /// The application counts as accepted from this day (视为受理).
  case deemedAccepted
  /// The licence was granted (准予).
  case decided
  /// Someone asked about the day.
  case given
}

/// Why a day counts or does not, or what else a line of a trace says.
///
/// Structure, not a sentence, so that a page can colour it.
public enum TraceReason: Hashable, Codable, Sendable {
  /// The day that starts the term; it is not counted (民法典 article 201).
  case starts(TermTrigger)
  /// An ordinary working day, counted.
  case worked
  /// A make-up workday for the named holiday, counted.
  case makeUp(insteadOf: String)
  /// A day of a term in calendar days, counted.
  case calendarDay
  /// A Saturday or Sunday, not counted.
  case weekend
  /// A day off for the named holiday, not counted.
  case holiday(String)
  /// A day off because the named holiday fell on a weekend, not counted.
  case inLieu(of: String)
  /// A day that the law leaves out (行政许可法 article 45), not counted.
  case excluded
  /// The corresponding day, or the month's last, of a term in months or years (民法典 article 202).
  case corresponding
  /// A last day that is a day off, so that the term ends later (民法典 article 203).
  case rolledOver
  /// The last day of the term.
  case ends(TermRule)
  /// The notice for a year is not out; its days follow from the law alone.
  case provisional(year: Int)
  /// The term stopped running.
  case finished(DeadlineKind, DeadlineOutcome, TermUnit)
}

/// One line of the reason why a term ends when it does.
public struct TraceLine: Hashable, Codable, Sendable {
  /// The day it speaks of.
  public let day: Day?
  /// How many days of the term are counted up to and with this line, where the line counts.
  public let counted: Int?
  /// What it says.
  public let reason: TraceReason

  /// Makes a line.
  public init(day: Day?, counted: Int?, reason: TraceReason) {
    self.day = day
    self.counted = counted
    self.reason = reason
  }

  /// The line in Chinese: 2026-02-14 周六 调休上班（春节），第 4 个工作日.
  public var chinese: String {
    guard let day else { return sentence.chinese }
    return "\(day) \(Self.chineseWeekdays[day.weekday - 1]) \(sentence.chinese)"
  }

  /// The line in English: 2026-02-14 Sat make-up workday (Spring Festival), working day 4.
  public var english: String {
    guard let day else { return sentence.english }
    return "\(day) \(Self.englishWeekdays[day.weekday - 1]) \(sentence.english)"
  }

  /// What the line says without its day, in Chinese and English, for a table with a column of days.
  public var sentence: (chinese: String, english: String) {
    let count = counted ?? 0
    switch reason {
    case .starts(let trigger):
      let basis = LegalBasis.startNotCounted
      return (
        "\(trigger.chinese)，当日不计（\(basis.text)）",
        "\(trigger.english); this day is not counted (Civil Code, article 201)"
      )
    case .worked: return ("第 \(count) 个工作日", "working day \(count)")
    case .makeUp(let holiday):
      return (
        "调休上班（\(holiday)），第 \(count) 个工作日",
        "make-up workday (\(HolidayName.english(holiday))), working day \(count)"
      )
    case .calendarDay: return ("第 \(count) 日", "day \(count)")
    case .weekend: return ("休息日，不计", "weekend, not counted")
    case .holiday(let holiday):
      return ("\(holiday)，不计", "\(HolidayName.english(holiday)), not counted")
    case .inLieu(let holiday):
      return (
        "\(holiday)补假，不计",
        "day off in lieu of \(HolidayName.english(holiday)), not counted"
      )
    case .excluded:
      return (
        "不计入期限（\(LegalBasis.exclusion.text)）",
        "not counted (Administrative Licensing Law, article 45)"
      )
    case .corresponding:
      return (
        "到期月的对应日（\(LegalBasis.correspondingDay.text)）",
        "the corresponding day (Civil Code, article 202)"
      )
    case .rolledOver:
      return (
        "末日为休息日，顺延（\(LegalBasis.rolledOver.text)）",
        "a day off, so the term ends later (Civil Code, article 203)"
      )
    case .ends(let rule):
      return (
        "期限届满：\(rule.number) \(rule.unit.chinese)（\(rule.basis.text)）",
        "the term ends: \(rule.number) \(rule.unit.english(rule.number)) (\(rule.basis.english))"
      )
    case .provisional(let year):
      return (
        "\(year) 年放假安排尚未公布，按\(LegalBasis.holidayInLieu.law)推算，期限可能变动",
        "the holiday notice for \(year) is not out: computed from the law, the day may move"
      )
    case .finished(let kind, let outcome, let unit):
      return outcome.sentence(kind, used: count, unit)
    }
  }

  private static let chineseWeekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
  private static let englishWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}

extension TermTrigger {
  /// What happened, in Chinese.
  public var chinese: String {
    switch self {
    case .received: "收到申请材料"
    case .supplemented: "收到补正材料"
    case .accepted: "受理"
    case .deemedAccepted: "视为自当日受理（\(LegalBasis.supplementNotice.text)）"
    case .decided: "作出准予许可决定"
    case .given: "起算日"
    }
  }

  /// What happened, in English.
  public var english: String {
    switch self {
    case .received: "application received"
    case .supplemented: "supplements received"
    case .accepted: "accepted"
    case .deemedAccepted: "deemed accepted from this day (Administrative Licensing Law, article 32)"
    case .decided: "licence granted"
    case .given: "start"
    }
  }
}

extension DeadlineOutcome {
  fileprivate func sentence(
    _ kind: DeadlineKind, used: Int, _ unit: TermUnit
  ) -> (chinese: String, english: String) {
    switch self {
    case .running: ("\(kind.chinese)计时中", "the \(kind.english) runs")
    case .met:
      ("按期完成，用时 \(used) \(unit.chinese)", "done in time, after \(used) \(unit.english(used))")
    case .late:
      ("逾期完成，用时 \(used) \(unit.chinese)", "done too late, after \(used) \(unit.english(used))")
    case .deemed:
      (
        "逾期未告知，视为受理（\(LegalBasis.supplementNotice.text)）",
        "nothing was told in time: deemed accepted (Administrative Licensing Law, article 32)"
      )
    case .stopped: ("办件终结，停止计时", "the case ended, the clock stopped")
    }
  }
}

extension TermRule {
  /// Why the term ends when it does, day by day.
  ///
  /// - Parameters:
  ///   - start: The day that starts the term and is not counted.
  ///   - trigger: What happened on it.
  ///   - calendar: The work calendar.
  ///   - excluded: Half-open stretches that are not counted.
  /// - Returns: The lines in order of time, with a note at the end when the day is provisional.
  public func trace(
    from start: Day, because trigger: TermTrigger, in calendar: WorkCalendar,
    excluding excluded: [Range<Day>] = []
  ) -> [TraceLine] {
    let due = due(after: start, in: calendar, excluding: excluded)
    let stretches = WorkCalendar.merged(excluded, after: start)
    var lines = [TraceLine(day: start, counted: nil, reason: .starts(trigger))]
    switch unit {
    case .workingDay, .calendarDay:
      lines += counting(after: start, through: due, in: calendar, without: stretches)
    case .month, .year:
      let nominal = start.adding(months: unit == .year ? 12 * number : number)
      lines.append(TraceLine(day: nominal, counted: nil, reason: .corresponding))
      for day in stretches.joined() where day <= due {
        lines.append(TraceLine(day: day, counted: nil, reason: .excluded))
      }
      if rollsOver {
        let plain = TermRule(number: number, unit: unit, basis: basis)
        let last = plain.due(after: start, in: calendar, excluding: excluded)
        lines += (last..<due).map { TraceLine(day: $0, counted: nil, reason: .rolledOver) }
      }
    }
    lines.append(TraceLine(day: due, counted: nil, reason: .ends(self)))
    if let year = calendar.firstProvisionalYear(from: start, through: due) {
      lines.append(TraceLine(day: nil, counted: nil, reason: .provisional(year: year)))
    }
    return lines
  }

  /// One line for each day after `start` up to and with `due` of a term in days.
  private func counting(
    after start: Day, through due: Day, in calendar: WorkCalendar, without stretches: [Range<Day>]
  ) -> [TraceLine] {
    var lines: [TraceLine] = []
    var counted = 0
    var rest = stretches[...]
    for day in start.adding(days: 1)..<max(start, due).adding(days: 1) {
      while let first = rest.first, first.upperBound <= day { rest = rest.dropFirst() }
      if let first = rest.first, first.contains(day) {
        lines.append(TraceLine(day: day, counted: nil, reason: .excluded))
        continue
      }
      if unit == .calendarDay, counted == number {
        // Every day is counted and the end is not reached: the last days were days off.
        lines.append(TraceLine(day: day, counted: nil, reason: .rolledOver))
        continue
      }
      let kind = calendar.kind(day)
      let counts = unit == .calendarDay || kind.isWorked
      counted += counts ? 1 : 0
      let reason = unit == .calendarDay ? .calendarDay : TraceReason(kind)
      lines.append(TraceLine(day: day, counted: counts ? counted : nil, reason: reason))
    }
    return lines
  }
}

extension TraceReason {
  /// Why a day of a term in working days counts or does not.
  fileprivate init(_ kind: DayKind) {
    switch kind {
    case .working: self = .worked
    case .makeUp(let holiday): self = .makeUp(insteadOf: holiday)
    case .weekend: self = .weekend
    case .holiday(let holiday): self = .holiday(holiday)
    case .inLieu(let holiday): self = .inLieu(of: holiday)
    }
  }
}
