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
///
/// What moves them: time that is excluded (article 45, and suspensions where ``suspension`` allows them)
/// is nobody's time, so it moves the statutory, the promised and the lower body's term alike. An
/// extension (article 42) moves the statutory term, and the promised one with it as long as that had not
/// run out when the extension was approved and told: a promise that was broken stays broken.
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
  /// How the term for the decision may be extended; nothing where another law gives the term and no
  /// extension of it (行政许可法 article 42 ¶1, last sentence).
  public var extending: ExtensionRule?
  /// Whether an extension of the statutory term moves the promised one, too.
  ///
  /// The law knows no promises. The applicant was told the reason and expects the later day, so the
  /// default is yes; a bureau that keeps its promise all the same says no.
  public var extensionMovesPromise: Bool
  /// The lower body's term to review and send on (article 43), from acceptance; only where an upper one
  /// decides.
  public var lowerReview: TermRule?
  /// The rule by which asking the applicant for more after acceptance stops the terms; nothing, as in
  /// the law, where it stops none.
  public var suspension: LegalBasis?
  /// What happens to the time after the planned end of a special procedure.
  public var overrun: OverrunRule
  /// The terms of a hearing.
  public var hearing: HearingTerms
  /// How a renewal keeps time.
  public var renewal: RenewalTerms

  /// Makes terms; what is not given is as the law has it.
  public init(
    supplementNotice: TermRule = .supplementNotice, statutory: TermRule? = .decision,
    promised: TermRule? = nil, issue: TermRule? = .issue, yellowWithin: Int = 2,
    receipt: ReceiptRule = .onEntry, extending: ExtensionRule? = .ordinary,
    extensionMovesPromise: Bool = true, lowerReview: TermRule? = nil,
    suspension: LegalBasis? = nil, overrun: OverrunRule = .excluded,
    hearing: HearingTerms = HearingTerms(), renewal: RenewalTerms = RenewalTerms()
  ) {
    self.supplementNotice = supplementNotice
    self.statutory = statutory
    self.promised = promised
    self.issue = issue
    self.yellowWithin = yellowWithin
    self.receipt = receipt
    self.extending = extending
    self.extensionMovesPromise = extensionMovesPromise
    self.lowerReview = lowerReview
    self.suspension = suspension
    self.overrun = overrun
    self.hearing = hearing
    self.renewal = renewal
  }

  /// The terms of a case that several bodies handle as one (统一办理、联合办理、集中办理): forty-five working
  /// days, fifteen more by the head of the government (行政许可法 article 42 ¶2).
  public static func joint(promised: TermRule? = nil, issue: TermRule? = .issue) -> CaseTerms {
    CaseTerms(
      statutory: .jointDecision, promised: promised, issue: issue, extending: .joint)
  }
}

extension CaseTerms {
  private enum CodingKeys: String, CodingKey {
    case supplementNotice, statutory, promised, issue, yellowWithin, receipt
    case extending, extensionMovesPromise, lowerReview, suspension, overrun, hearing, renewal
  }

  /// Reads terms; of those that came later, what is absent is as the law has it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func read<Term: Decodable>(_ key: CodingKeys) throws -> Term? {
      try container.decodeIfPresent(Term.self, forKey: key)
    }
    self.init(
      supplementNotice: try container.decode(TermRule.self, forKey: .supplementNotice),
      statutory: try read(.statutory), promised: try read(.promised), issue: try read(.issue),
      yellowWithin: try container.decode(Int.self, forKey: .yellowWithin),
      receipt: try container.decode(ReceiptRule.self, forKey: .receipt),
      // Absent in terms from before there were extensions, null in terms that know none.
      extending: container.contains(.extending) ? try read(.extending) : .ordinary,
      extensionMovesPromise: try read(.extensionMovesPromise) ?? true,
      lowerReview: try read(.lowerReview), suspension: try read(.suspension),
      overrun: try read(.overrun) ?? .excluded, hearing: try read(.hearing) ?? HearingTerms(),
      renewal: try read(.renewal) ?? RenewalTerms())
  }

  /// Writes terms.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(supplementNotice, forKey: .supplementNotice)
    try container.encodeIfPresent(statutory, forKey: .statutory)
    try container.encodeIfPresent(promised, forKey: .promised)
    try container.encodeIfPresent(issue, forKey: .issue)
    try container.encode(yellowWithin, forKey: .yellowWithin)
    try container.encode(receipt, forKey: .receipt)
    try container.encode(extending, forKey: .extending)
    try container.encode(extensionMovesPromise, forKey: .extensionMovesPromise)
    try container.encodeIfPresent(lowerReview, forKey: .lowerReview)
    try container.encodeIfPresent(suspension, forKey: .suspension)
    try container.encode(overrun, forKey: .overrun)
    try container.encode(hearing, forKey: .hearing)
    try container.encode(renewal, forKey: .renewal)
  }
}
