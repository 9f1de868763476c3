// SPDX-License-Identifier: Apache-2.0

/// Which term a deadline is of.
public enum DeadlineKind: String, Codable, Sendable, CaseIterable {
  /// 收件审查: examine and give the supplement notice, from receipt.
  case supplementNotice
  /// 补正后审查: the same again, from the arrival of the supplements.
  case afterSupplement
  /// 法定时限: the law's term for the decision.
  case statutory
  /// 承诺时限: the promised term for the decision.
  case promised
  /// 制证送达: issue and deliver.
  case issue

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .supplementNotice: "收件审查（补正告知）期限"
    case .afterSupplement: "补正后审查期限"
    case .statutory: "法定办结时限"
    case .promised: "承诺办结时限"
    case .issue: "制证送达期限"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .supplementNotice: "term to examine and give notice"
    case .afterSupplement: "term to examine the supplements"
    case .statutory: "statutory term"
    case .promised: "promised term"
    case .issue: "term to issue and deliver"
    }
  }
}

/// How a deadline stands at a glance.
public enum Light: String, Codable, Sendable, CaseIterable {
  /// Time enough.
  case green
  /// At most ``CaseTerms/yellowWithin`` days left.
  case yellow
  /// Overdue.
  case red
  /// The clock has stopped.
  case done
}

/// How a term went or goes.
public enum DeadlineOutcome: String, Codable, Sendable, CaseIterable {
  /// It still runs, in time or overdue.
  case running
  /// What it was for was done in time.
  case met
  /// What it was for was done too late.
  case late
  /// Nothing was done, so the law took the application as accepted (视为受理).
  case deemed
  /// The case ended before.
  case stopped
}

/// One term of a case: from when, until when, and how it stands.
public struct Deadline: Hashable, Codable, Sendable {
  /// Which term it is.
  public let kind: DeadlineKind
  /// The rule it follows.
  public let rule: TermRule
  /// What happened on the first day.
  public let trigger: TermTrigger
  /// The day that started it, which is not counted.
  public let start: Day
  /// Its last day; it ends with that day.
  public let due: Day
  /// The day on which it stopped running, if it has.
  public let finished: Day?
  /// How it went or goes.
  public let outcome: DeadlineOutcome
  /// Days left after the day of asking (or after `finished`) up to and with `due`.
  ///
  /// It is 0 on the last day and negative when overdue. Working days for a term in working days, otherwise calendar days.
  public let remaining: Int
  /// How it stands at a glance.
  public let light: Light
  /// Whether it touches a year whose holiday notice is not out, so that `due` may still move.
  public let provisional: Bool
  /// Half-open stretches that were not counted (行政许可法 article 45).
  public let excluded: [Range<Day>]

  /// The law it rests on.
  public var basis: LegalBasis { rule.basis }
}

extension Deadline {
  /// When and how a term stopped.
  struct Stop {
    var day: Day
    var outcome: DeadlineOutcome
  }

  init(
    _ kind: DeadlineKind, _ rule: TermRule, from start: Day, because trigger: TermTrigger,
    due: Day, stop: Stop?, in calendar: WorkCalendar, asOf today: Day, yellowWithin: Int,
    excluding excluded: [Range<Day>] = []
  ) {
    self.kind = kind
    self.rule = rule
    self.trigger = trigger
    self.start = start
    self.due = due
    self.excluded = excluded
    finished = stop?.day
    outcome = stop?.outcome ?? .running
    provisional = calendar.isProvisional(from: start, through: due)
    let now = stop?.day ?? today
    if now <= due {
      remaining = rule.days(after: now, through: due, in: calendar, excluding: excluded)
    } else {
      // A weekend after the last day is already too late, though no working day has passed.
      let over = rule.days(after: due, through: now, in: calendar, excluding: excluded)
      remaining = -max(1, over)
    }
    if stop != nil {
      light = .done
    } else if remaining < 0 {
      light = .red
    } else {
      light = remaining <= yellowWithin ? .yellow : .green
    }
  }

  /// Why it ends when it does, day by day.
  ///
  /// It is computed only here, because a list needs no reasons.
  ///
  /// - Parameter calendar: The calendar that the clock was computed with.
  /// - Returns: The lines in order of time, a note when the day is provisional, and how the term stopped.
  public func trace(in calendar: WorkCalendar) -> [TraceLine] {
    var lines = rule.trace(from: start, because: trigger, in: calendar, excluding: excluded)
    if let finished {
      let used = rule.days(after: start, through: finished, in: calendar, excluding: excluded)
      lines.append(
        TraceLine(day: finished, counted: used, reason: .finished(kind, outcome, rule.unit)))
    }
    return lines
  }
}
