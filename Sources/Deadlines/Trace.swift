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
  /// The licence counts as renewed (视为准予延续).
  case deemedRenewed
  /// They were told that they may ask for a hearing (听证告知).
  case hearingRightTold
  /// A hearing was asked for (听证申请).
  case hearingRequested
  /// The day of the hearing, from which it is counted back.
  case hearingSet
  /// The licence expires, from which it is counted back.
  case expires
  /// Someone asked about the day.
  case given
}

/// Why a day counts or does not, or what else a line of a trace says.
///
/// Structure, not a sentence, so that a page can colour it.
public enum TraceReason: Hashable, Codable, Sendable {
  /// The day that starts the term; it is not counted (民法典 article 201).
  case starts(TermTrigger)
  /// The day that starts the term and, by the rule, is the first one (民法典 article 204).
  case startsCounted(TermTrigger, LegalBasis)
  /// The day from which a term is counted back; it is not counted.
  case countsBack(from: TermTrigger)
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
  /// A day that is left out for the named causes, not counted.
  case leftOut([ExclusionCause])
  /// A special procedure begins of which the applicant has not been told in writing: its days count.
  case untold(SpecialProcedure.Kind)
  /// The applicant was told in writing of a special procedure under way: its days no longer count.
  case told(SpecialProcedure.Kind)
  /// A special procedure takes longer than the applicant was told: its days count again.
  case overrun(SpecialProcedure.Kind)
  /// The applicant was asked for more after acceptance, which stops no term of this item.
  case notSuspended
  /// The term was extended, with whose approval.
  case extended(TermRule, by: Approver)
  /// An extension was approved that extends nothing, and why.
  case notExtended(ExtensionFault)
  /// The corresponding day, or the month's last, of a term in months or years (民法典 article 202).
  case corresponding
  /// A day after the corresponding one, in place of a day that was left out.
  case carriedOver
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

  private static let chineseWeekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
  private static let englishWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}

extension TermRule {
  /// Why the term ends when it does, day by day.
  ///
  /// - Parameters:
  ///   - start: The day that starts the term.
  ///   - trigger: What happened on it.
  ///   - calendar: The work calendar.
  ///   - excluded: Half-open stretches that are not counted.
  /// - Returns: The lines in order of time, with a note at the end when the day is provisional.
  public func trace(
    from start: Day, because trigger: TermTrigger, in calendar: WorkCalendar,
    excluding excluded: [Range<Day>] = []
  ) -> [TraceLine] {
    let given = excluded.map { Exclusion(days: $0, cause: .given) }
    var lines = trace(from: start, because: trigger, in: calendar, leavingOut: given)
    let due = due(after: start, in: calendar, excluding: excluded)
    if let year = calendar.firstProvisionalYear(from: start, through: due) {
      lines.append(TraceLine(day: nil, counted: nil, reason: .provisional(year: year)))
    }
    return lines
  }

  /// The same with the causes of what is left out, and without the note.
  func trace(
    from start: Day, because trigger: TermTrigger, in calendar: WorkCalendar,
    leavingOut exclusions: [Exclusion]
  ) -> [TraceLine] {
    let due = due(after: start, in: calendar, excluding: exclusions.map(\.days))
    let origin = dayBeforeCounting(from: start)
    let first: TraceReason =
      origin < start ? .startsCounted(trigger, basis) : .starts(trigger)
    var lines = [TraceLine(day: start, counted: nil, reason: first)]
    switch unit {
    case .workingDay, .calendarDay:
      lines += counting(after: origin, through: due, in: calendar, exclusions)
    case .month, .year:
      lines += corresponding(from: start, through: due, in: calendar, exclusions)
    }
    lines.append(TraceLine(day: due, counted: nil, reason: .ends(self)))
    return lines
  }

  /// Why the last day to do something lies so long before a day: from that last day on, day by day.
  func countdown(
    from day: Day, because trigger: TermTrigger, to due: Day, in calendar: WorkCalendar
  ) -> [TraceLine] {
    var plain = self
    plain.rollsOver = false
    let nominal = plain.latest(before: day, in: calendar)
    var lines: [TraceLine] = []
    if unit == .month || unit == .year {
      lines.append(TraceLine(day: nominal, counted: nil, reason: .corresponding))
    }
    if nominal < due {
      lines += (nominal..<due).map { TraceLine(day: $0, counted: nil, reason: .rolledOver) }
    }
    lines.append(TraceLine(day: due, counted: nil, reason: .ends(self)))
    if unit == .workingDay || unit == .calendarDay {
      lines += (due..<day).map { before in
        let kind = calendar.kind(before)
        let counts = unit == .calendarDay || kind.isWorked
        let left = days(
          after: before.adding(days: -1), through: day.adding(days: -1), in: calendar,
          excluding: [])
        let reason = unit == .calendarDay ? .calendarDay : TraceReason(kind)
        return TraceLine(day: before, counted: counts ? left : nil, reason: reason)
      }
    }
    lines.append(TraceLine(day: day, counted: nil, reason: .countsBack(from: trigger)))
    return lines
  }

  /// One line for each day after `origin` up to and with `due` of a term in days.
  private func counting(
    after origin: Day, through due: Day, in calendar: WorkCalendar, _ exclusions: [Exclusion]
  ) -> [TraceLine] {
    var lines: [TraceLine] = []
    var counted = 0
    for day in origin.adding(days: 1)..<max(origin, due).adding(days: 1) {
      if let reason = exclusions.reason(on: day) {
        lines.append(TraceLine(day: day, counted: nil, reason: reason))
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

  /// The lines of a term in months or years: what is left out, its corresponding day, and the days
  /// after it.
  private func corresponding(
    from start: Day, through due: Day, in calendar: WorkCalendar, _ exclusions: [Exclusion]
  ) -> [TraceLine] {
    let nominal = nominalEnd(from: start)
    var plain = self
    plain.rollsOver = false
    let last = plain.due(after: start, in: calendar, excluding: exclusions.map(\.days))
    var lines: [TraceLine] = []
    for day in dayBeforeCounting(from: start).adding(days: 1)..<max(start, due).adding(days: 1) {
      if day == nominal {
        lines.append(TraceLine(day: day, counted: nil, reason: .corresponding))
      }
      if let reason = exclusions.reason(on: day) {
        lines.append(TraceLine(day: day, counted: nil, reason: reason))
      } else if last <= day, day < due {
        lines.append(TraceLine(day: day, counted: nil, reason: .rolledOver))
      } else if nominal < day, day <= last {
        lines.append(TraceLine(day: day, counted: nil, reason: .carriedOver))
      }
    }
    return lines
  }
}

extension [Exclusion] {
  /// Why a day is left out, if it is.
  fileprivate func reason(on day: Day) -> TraceReason? {
    if isEmpty { return nil }
    let causes = causes(on: day)
    if causes.isEmpty { return nil }
    return causes == [.given] ? .excluded : .leftOut(causes)
  }
}

extension [TraceLine] {
  /// Puts a line behind what lies on its day or before it.
  mutating func insert(_ line: TraceLine) {
    guard let day = line.day else { return append(line) }
    insert(line, at: firstIndex { ($0.day ?? day) > day } ?? endIndex)
  }

  /// Goes on counting after the end of a term that was extended.
  mutating func append(
    by extended: TermRule, of rule: TermRule, _ exclusions: [Exclusion], in calendar: WorkCalendar
  ) {
    guard let due = last?.day else { return }
    let before = extended.unit == rule.unit ? rule.number : 0
    let lines = extended.trace(
      from: due, because: .given, in: calendar, leavingOut: exclusions)
    self += lines.dropFirst().map { line in
      TraceLine(day: line.day, counted: line.counted.map { $0 + before }, reason: line.reason)
    }
  }
}

extension TraceReason {
  /// Why a day of a term in working days counts or does not.
  init(_ kind: DayKind) {
    switch kind {
    case .working: self = .worked
    case .makeUp(let holiday): self = .makeUp(insteadOf: holiday)
    case .weekend: self = .weekend
    case .holiday(let holiday): self = .holiday(holiday)
    case .inLieu(let holiday): self = .inLieu(of: holiday)
    }
  }
}
