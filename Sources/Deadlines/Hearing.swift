// SPDX-License-Identifier: Apache-2.0

/// A hearing (听证) in a case, by 行政许可法 article 46–48.
public struct Hearing: Hashable, Codable, Sendable {
  /// A day that was set for it; setting another one moves the hearing.
  public struct Session: Hashable, Codable, Sendable {
    /// When the day was set.
    public var set: Instant
    /// The day on which it is to be held.
    public var day: Day
    /// When applicant and interested parties were told time and place (article 48 ¶1(1)).
    public var notified: Instant?

    /// Makes the fact.
    public init(set: Instant, day: Day, notified: Instant? = nil) {
      self.set = set
      self.day = day
      self.notified = notified
    }
  }

  /// When they were told that they may ask for one (article 47 ¶1).
  public var toldOfRight: Instant?
  /// When one of them asked for it.
  public var requested: Instant?
  /// When the agency announced one of its own accord (article 46).
  public var announced: Instant?
  /// What the applicant was told in writing about the time that it takes (article 45), apart from the
  /// notices of its sessions, which tell it too.
  public var notices: [SpecialProcedure.Notice]
  /// The days set for it, in order of time.
  public var sessions: [Session]
  /// When it was held.
  public var held: Instant?
  /// When whoever had asked for it no longer wanted it.
  public var waived: Instant?

  /// Makes the facts; whatever has not happened stays away.
  public init(
    toldOfRight: Instant? = nil, requested: Instant? = nil, announced: Instant? = nil,
    notices: [SpecialProcedure.Notice] = [], sessions: [Session] = [], held: Instant? = nil,
    waived: Instant? = nil
  ) {
    self.toldOfRight = toldOfRight
    self.requested = requested
    self.announced = announced
    self.notices = notices
    self.sessions = sessions
    self.held = held
    self.waived = waived
  }

  /// What was known of it before an instant; nothing, when nothing had happened.
  func known(before end: Instant) -> Hearing? {
    func past(_ instant: Instant?) -> Instant? { instant.flatMap { $0 < end ? $0 : nil } }
    let known = Hearing(
      toldOfRight: past(toldOfRight), requested: past(requested), announced: past(announced),
      notices: notices.filter { $0.at < end },
      sessions: sessions.compactMap {
        $0.set < end ? Session(set: $0.set, day: $0.day, notified: past($0.notified)) : nil
      },
      held: past(held), waived: past(waived))
    return known == Hearing() ? nil : known
  }
}

/// The terms of a hearing.
public struct HearingTerms: Hashable, Codable, Sendable {
  /// To ask for one, from being told that one may.
  ///
  /// 行政许可法 article 82 makes working days of the agency's periods; of this one, which is the
  /// applicant's, it says nothing. Working days are the longer reading, so nobody loses the right by it.
  public var request: TermRule
  /// To hold it, from the request: a period of the agency, so in working days.
  public var hold: TermRule
  /// How long before the hearing its time and place are told: the agency's, so in working days.
  public var notice: TermRule

  /// Makes terms; what is not given is as the law has it.
  public init(
    request: TermRule = TermRule(number: 5, unit: .workingDay, basis: .hearing),
    hold: TermRule = TermRule(number: 20, unit: .workingDay, basis: .hearing),
    notice: TermRule = TermRule(number: 7, unit: .workingDay, basis: .hearingNotice)
  ) {
    self.request = request
    self.hold = hold
    self.notice = notice
  }
}

extension Hearing {
  /// The day on which it was asked for, if that was in time.
  ///
  /// Whoever was never told of the right cannot be too late with it.
  func requestDay(_ terms: CaseTerms, _ calendar: WorkCalendar) -> Day? {
    guard let requested else { return nil }
    let day = terms.receipt.day(of: requested, in: calendar)
    guard let told = toldOfRight?.day else { return day }
    return day <= terms.hearing.request.due(after: told, in: calendar) ? day : nil
  }

  /// The special procedure that the hearing is (article 45), once it is certain to take place.
  func procedure(_ terms: CaseTerms, _ calendar: WorkCalendar) -> SpecialProcedure? {
    let asked = requestDay(terms, calendar) == nil ? nil : requested
    guard let start = [asked, announced].compactMap(\.self).min() else { return nil }
    let told =
      notices
      + sessions.compactMap { session in
        session.notified.map { SpecialProcedure.Notice(at: $0, plannedEnd: session.day) }
      }
    return SpecialProcedure(
      kind: .hearing, started: start, notices: told.sorted { $0.at < $1.at },
      ended: [held, waived].compactMap(\.self).min())
  }
}
