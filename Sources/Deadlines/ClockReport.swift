// SPDX-License-Identifier: Apache-2.0

/// A clock as it is sent to other programs, the same from the command line and from the API.
///
/// Days are ISO days; laws are cited with their parts and as they are printed; what there is not is left out.
public struct ClockReport: Encodable, Sendable {
  /// The day that it is seen from.
  public let asOf: Day
  /// Where the case stands.
  public let stage: CaseStage
  /// The worst light of the agency's running terms.
  public let light: Light
  /// The next day by which the agency must act.
  public let due: Day?
  /// The day from which the application counts as accepted.
  public let acceptedOn: Day?
  /// Whether the law accepted it (行政许可法 article 32 ¶1(4)).
  public let acceptanceIsDeemed: Bool
  /// From this day it counts as accepted, if nobody acts.
  public let deemedAcceptanceDay: Day?
  /// From this day a licence counts as renewed (行政许可法 article 50 ¶2).
  public let renewedOn: Day?
  /// The version of the calendar.
  public let calendarVersion: String
  /// The terms that have started, oldest first.
  public let deadlines: [Term]

  /// - Parameter calendar: The calendar that the clock was computed with, to give the reasons, too.
  public init(_ clock: CaseClock, trace calendar: WorkCalendar? = nil) {
    asOf = clock.asOf
    stage = clock.stage
    light = clock.light
    due = clock.nearest?.due
    acceptedOn = clock.acceptedOn
    acceptanceIsDeemed = clock.acceptanceIsDeemed
    deemedAcceptanceDay = clock.deemedAcceptanceDay
    renewedOn = clock.renewedOn
    calendarVersion = clock.calendarVersion
    deadlines = clock.deadlines.map { Term($0, asOf: clock.asOf, trace: calendar) }
  }
}

extension ClockReport {
  /// A text in both languages.
  public struct Words: Encodable, Sendable {
    /// Chinese.
    public let zh: String
    /// English.
    public let en: String
  }

  /// Where a rule comes from.
  public struct Basis: Encodable, Sendable {
    /// The law's short name.
    public let law: String
    /// The place in it.
    public let article: String
    /// The citation as it is printed.
    public let text: String

    init(_ basis: LegalBasis) {
      law = basis.law
      article = basis.article
      text = basis.text
    }
  }

  /// One term.
  public struct Term: Encodable, Sendable {
    /// Which it is.
    public let kind: DeadlineKind
    /// Its name.
    public let name: Words
    /// Its length, in units.
    public let number: Int
    /// The unit of its length.
    public let unit: TermUnit
    /// The law that it rests on.
    public let basis: Basis
    /// The day that starts it, not counted.
    public let start: Day
    /// The last day.
    public let due: Day
    /// The day on which it stopped running.
    public let finished: Day?
    /// How it went or goes.
    public let outcome: DeadlineOutcome
    /// Days left; negative when overdue.
    public let remaining: Int
    /// How it stands at a glance.
    public let light: Light
    /// Whether a holiday notice that it depends on is not out yet.
    public let provisional: Bool
    /// Whether it is the agency's to keep, and not the applicant's.
    public let isAgencys: Bool
    /// By how much it was extended.
    public let extendedBy: Int?
    /// What was not counted.
    public let excluded: [Stretch]?
    /// Why it stands still on the day of asking.
    public let paused: [Words]?
    /// Why it ends when it does, day by day.
    public let trace: [Line]?

    init(_ deadline: Deadline, asOf: Day, trace calendar: WorkCalendar?) {
      kind = deadline.kind
      name = Words(zh: deadline.kind.chinese, en: deadline.kind.english)
      number = deadline.rule.number
      unit = deadline.rule.unit
      basis = Basis(deadline.basis)
      start = deadline.start
      due = deadline.due
      finished = deadline.finished
      outcome = deadline.outcome
      remaining = deadline.remaining
      light = deadline.light
      provisional = deadline.provisional
      isAgencys = deadline.kind.isAgencys
      extendedBy = deadline.extended?.number
      excluded = deadline.exclusions.isEmpty ? nil : deadline.exclusions.map(Stretch.init)
      let causes = deadline.finished == nil ? deadline.causes(on: asOf) : []
      paused = causes.isEmpty ? nil : causes.map(\.words)
      trace = calendar.map { deadline.trace(in: $0).map(Line.init) }
    }
  }

  /// Days that a term leaves out.
  public struct Stretch: Encodable, Sendable {
    /// The first of them.
    public let from: Day
    /// The last of them.
    public let through: Day
    /// Why.
    public let cause: Words
    /// The law that says so.
    public let basis: Basis

    init(_ exclusion: Exclusion) {
      from = exclusion.days.lowerBound
      through = exclusion.days.upperBound.adding(days: -1)
      cause = exclusion.cause.words
      basis = Basis(exclusion.cause.basis)
    }
  }

  /// A line of the reasons.
  public struct Line: Encodable, Sendable {
    /// The day that it is about.
    public let day: Day?
    /// Days counted so far.
    public let counted: Int?
    /// The line in Chinese.
    public let zh: String
    /// The line in English.
    public let en: String
    /// The law that it rests on.
    public let basis: Basis?

    init(_ line: TraceLine) {
      day = line.day
      counted = line.counted
      zh = line.chinese
      en = line.english
      basis = line.reason.basis.map(Basis.init)
    }
  }
}

extension ExclusionCause {
  fileprivate var words: ClockReport.Words { ClockReport.Words(zh: chinese, en: english) }
}
