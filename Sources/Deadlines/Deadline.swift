// SPDX-License-Identifier: Apache-2.0

/// Which term a deadline is of.
public enum DeadlineKind: String, Codable, Sendable, CaseIterable {
  /// 收件审查: examine and give the supplement notice, from receipt.
  case supplementNotice
  /// 补正后审查: the same again, from the arrival of the supplements.
  case afterSupplement
  /// 下级初审: the lower body reviews and sends on.
  case lowerReview
  /// 法定时限: the law's term for the decision.
  case statutory
  /// 承诺时限: the promised term for the decision.
  case promised
  /// 听证申请: applicant and interested parties ask for a hearing.
  case hearingRequest
  /// 听证通知: time and place of the hearing are told.
  case hearingNotice
  /// 组织听证: the hearing is held.
  case hearing
  /// 制证送达: issue and deliver.
  case issue
  /// 延续申请: the holder applies for renewal, so long before the licence expires.
  case renewalApplication
  /// 延续决定: the renewal is decided before the licence expires.
  case renewal

  /// Whose term it is to keep: not what the applicant may miss, but what the bureau must do makes work.
  public var isAgencys: Bool {
    switch self {
    case .hearingRequest, .renewalApplication: false
    case .supplementNotice, .afterSupplement, .lowerReview, .statutory, .promised, .hearingNotice,
      .hearing, .issue, .renewal:
      true
    }
  }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .supplementNotice: "收件审查（补正告知）期限"
    case .afterSupplement: "补正后审查期限"
    case .lowerReview: "下级机关审查期限"
    case .statutory: "法定办结时限"
    case .promised: "承诺办结时限"
    case .hearingRequest: "申请听证期限"
    case .hearingNotice: "听证通知期限"
    case .hearing: "组织听证期限"
    case .issue: "制证送达期限"
    case .renewalApplication: "申请延续期限"
    case .renewal: "延续决定期限"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .supplementNotice: "term to examine and give notice"
    case .afterSupplement: "term to examine the supplements"
    case .lowerReview: "term of the lower body's review"
    case .statutory: "statutory term"
    case .promised: "promised term"
    case .hearingRequest: "term to ask for a hearing"
    case .hearingNotice: "term to give notice of the hearing"
    case .hearing: "term to hold the hearing"
    case .issue: "term to issue and deliver"
    case .renewalApplication: "term to apply for renewal"
    case .renewal: "term to decide on the renewal"
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
  /// Nothing was decided, so the law renewed the licence (视为准予延续).
  case renewed
  /// Whoever had the right did not use it in time.
  case lapsed
  /// The case ended, or was decided, before.
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
  /// The day that started it; or, when ``due`` lies before it, the day from which it is counted back.
  ///
  /// It is not counted, unless the rule says so.
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
  /// What was not counted, in order of time.
  public let exclusions: [Exclusion]
  /// What was added to the term (延期), if it was.
  public let extended: TermRule?
  /// Lines of the trace about what happened to the term, in order of time.
  public let notes: [TraceLine]

  /// The law it rests on.
  public var basis: LegalBasis { rule.basis }

  /// Half-open stretches that were not counted.
  public var excluded: [Range<Day>] { exclusions.map(\.days) }

  /// Why the term stands still on a day, if it does.
  public func causes(on day: Day) -> [ExclusionCause] {
    exclusions.causes(on: day)
  }
}

extension [Exclusion] {
  /// Why a day is left out, each cause once; nothing when it is not.
  func causes(on day: Day) -> [ExclusionCause] {
    var causes: [ExclusionCause] = []
    for exclusion in self where exclusion.days.contains(day) && !causes.contains(exclusion.cause) {
      causes.append(exclusion.cause)
    }
    return causes
  }
}

extension Deadline {
  /// When and how a term stopped.
  struct Stop {
    var day: Day
    var outcome: DeadlineOutcome
  }

  /// Where a term ends, with what led there.
  struct Course {
    var due: Day
    var exclusions: [Exclusion] = []
    var extended: TermRule?
    var notes: [TraceLine] = []
  }

  init(
    _ kind: DeadlineKind, _ rule: TermRule, from start: Day, because trigger: TermTrigger,
    course: Course, stop: Stop?, in calendar: WorkCalendar, asOf today: Day, yellowWithin: Int
  ) {
    self.kind = kind
    self.rule = rule
    self.trigger = trigger
    self.start = start
    due = course.due
    exclusions = course.exclusions
    extended = course.extended
    notes = course.notes
    finished = stop?.day
    outcome = stop?.outcome ?? .running
    provisional = calendar.isProvisional(from: min(start, due), through: max(start, due))
    let now = stop?.day ?? today
    let excluded = exclusions.isEmpty ? [] : exclusions.map(\.days)
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
    guard due >= start else { return countdown(in: calendar) }
    var lines = rule.trace(from: start, because: trigger, in: calendar, leavingOut: exclusions)
    if let extended { lines.append(by: extended, of: rule, exclusions, in: calendar) }
    for note in notes { lines.insert(note) }
    if let year = calendar.firstProvisionalYear(from: start, through: due) {
      lines.append(TraceLine(day: nil, counted: nil, reason: .provisional(year: year)))
    }
    if let finished {
      let used = rule.days(after: start, through: finished, in: calendar, excluding: excluded)
      lines.append(
        TraceLine(day: finished, counted: used, reason: .finished(kind, outcome, rule.unit)))
    }
    return lines
  }

  /// The trace of a term that is counted back.
  private func countdown(in calendar: WorkCalendar) -> [TraceLine] {
    var lines = rule.countdown(from: start, because: trigger, to: due, in: calendar)
    for note in notes { lines.insert(note) }
    if let year = calendar.firstProvisionalYear(from: due, through: start) {
      lines.append(TraceLine(day: nil, counted: nil, reason: .provisional(year: year)))
    }
    if let finished {
      lines.append(
        TraceLine(day: finished, counted: nil, reason: .finished(kind, outcome, rule.unit)))
    }
    return lines
  }
}
