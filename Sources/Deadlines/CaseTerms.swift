// SPDX-License-Identifier: Apache-2.0

/// Which day counts as the day of receipt.
public enum ReceiptRule: Hashable, Codable, Sendable {
  /// The day on which the application enters the agency's system, worked or not (电子签名法 article 11).
  case onEntry
  /// The same, but what comes on a day off, or from `closing` (a minute of the day) on, counts as
  /// received on the next working day. This is a house rule, not one of the law.
  case officeHours(closing: Int)

  /// The day of receipt of what came in at an instant.
  public func day(of instant: Instant, in calendar: WorkCalendar) -> Day {
    let day = instant.day
    guard case .officeHours(let closing) = self else { return day }
    let isOpen = calendar.isWorkingDay(day) && instant.minuteOfDay < closing
    return isOpen ? day : calendar.day(1, workingDaysAfter: day)
  }
}

/// The terms that one item's cases run under.
public struct CaseTerms: Hashable, Codable, Sendable {
  /// To examine what came in and, if need be, to give the supplement notice; it runs again from the
  /// day the supplements arrive.
  public var supplementNotice: TermRule
  /// The law's term for the decision (法定时限), from acceptance.
  public var statutory: TermRule?
  /// The agency's own promise for the decision (承诺时限), from acceptance.
  public var promised: TermRule?
  /// To issue and deliver the licence, from a decision that grants it; nothing for an item without
  /// a licence.
  public var issue: TermRule?
  /// At most so many days left make the light yellow.
  public var yellowWithin: Int
  /// Which day counts as the day of receipt.
  public var receipt: ReceiptRule

  /// Makes terms; what is not given is as the law has it.
  public init(
    supplementNotice: TermRule = .supplementNotice, statutory: TermRule? = .decision,
    promised: TermRule? = nil, issue: TermRule? = .issue, yellowWithin: Int = 2,
    receipt: ReceiptRule = .onEntry
  ) {
    self.supplementNotice = supplementNotice
    self.statutory = statutory
    self.promised = promised
    self.issue = issue
    self.yellowWithin = yellowWithin
    self.receipt = receipt
  }
}
