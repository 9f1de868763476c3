// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

/// One case (办件): an application and all that follows from it, by 行政许可法 article 29–44.
///
/// ```
/// submitted ─┬─ not required, acceptance refused, withdrawn ─────────────► closed
///            ├─ supplement noticed ─ supplemented ─┐
///            └─────────────────────────────────────┴─ accepted, deemed accepted
///                                                         │ turns: extension, special procedures, return …
///                                                         │ reviewed (two staff, article 34)
///                                                         ├─ terminated ─────────────────► closed
///                                                         ├─ refused ─ delivered ─ concluded
///                                                         └─ granted ─ licence issued ─ delivered ─ concluded
/// ```
package struct Case: Aggregate {
  package static let kind = "case"
  package static let format = 8

  /// Where a case stands.
  package enum Phase: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no case of the store is ever in it.
    case unfiled
    /// Received, and the bureau's turn to say whether it accepts (收件).
    case received
    /// The applicant's turn to supplement (待补正).
    case supplementing
    case accepted
    case granted
    case refused
    /// Closed without acceptance: no licence needed (不受理).
    case notRequired
    /// Closed without acceptance: another body is competent (不予受理).
    case notAccepted
    case withdrawn
    /// The bureau has ended the procedure without a decision (终止).
    case terminated
    /// Decided and delivered (办结).
    case concluded

    /// Whether nothing more can happen.
    package var isClosed: Bool {
      switch self {
      case .notRequired, .notAccepted, .withdrawn, .terminated, .concluded: true
      case .unfiled, .received, .supplementing, .accepted, .granted, .refused: false
      }
    }
  }

  package private(set) var phase = Phase.unfiled
  package private(set) var submission: Submission?
  /// The filing as it stands after corrections and supplements.
  package private(set) var filing: Digest?
  /// What the item's tables say of the filing as it stands.
  package private(set) var ruling: Ruling?
  package private(set) var facts = CaseFacts()
  /// Who handled the receipt: decided on acceptance, or gave the notice.
  ///
  /// They may not decide.
  package private(set) var receivers: Set<String> = []
  package private(set) var isSupplementNoticed = false
  package private(set) var notice: Digest?
  package private(set) var reviews: [Review] = []
  /// When the last opinion came that a decision needs.
  package private(set) var opinionsComplete: Instant?
  package private(set) var reasons: Digest?
  package private(set) var licence: String?
  /// Whether the law has renewed the licence, since nobody decided before it expired.
  package private(set) var isDeemedRenewed = false
  /// When it became known that the licence which the case is about has ended.
  package private(set) var licenceEndedAt: Instant?
  package private(set) var documents: [NumberedDocument] = []

  // The turns that it can take, each with its own rules.
  private var extending = ExtensionTurn()
  private var procedures = ProcedureTurn()
  /// The materials that come later.
  package private(set) var deferring = DeferralTurn()
  private var returning = ReturnTurn()
  private(set) var countersigning = CountersignTurn()
  private(set) var handingOver = HandOverTurn()
  private(set) var reminding = ReminderTurn()
  private(set) var consulting = ConsultationTurn()
  private(set) var suspending = SuspensionTurn()
  private(set) var hearing = HearingTurn()
  private(set) var statements = StatementTurn()
  private(set) var publicNotices = PublicNoticeTurn()
  /// Under which authorisation it was decided in one hand, if it was.
  package private(set) var oneHand = OneHandTurn()
  private(set) var testing = TestingTurn()
  private(set) var forwarding = ForwardingTurn()
  /// Who keeps out of it.
  private(set) var recusals = RecusalTurn()

  package init() {}

  /// Every turn, in the order in which they hold a decision up.
  var turns: [any Turn] {
    [
      extending, procedures, deferring, returning, countersigning, handingOver, reminding,
      consulting, suspending, hearing, statements, publicNotices, recusals, testing, forwarding,
    ]
  }

  /// Whether it was returned to the window, for a formal matter to be corrected.
  package var isAtWindow: Bool { returning.atWindow != nil }

  /// Why it was.
  var returnReasons: Digest? { returning.atWindow }

  /// Whether it was granted; nil before the decision.
  package var isGranted: Bool? { isDeemedRenewed ? true : facts.decided?.granted }

  /// The terms that this case runs under.
  package var terms: CaseTerms {
    var terms =
      submission?.special
      ?? CaseTerms(
        statutory: submission?.statutory, issue: submission?.licence == true ? .issue : nil)
    terms.promised = ruling?.promised ?? submission?.promised
    return terms
  }

  /// Every clock of the case as it stood at the end of a day.
  package func clock(_ calendar: WorkCalendar, asOf day: Day) -> CaseClock {
    var facts = facts
    // What has ended expires no more, and nothing can renew it.
    if let licenceEndedAt, licenceEndedAt.day <= day { facts.expiry = nil }
    return CaseClock.compute(facts, terms, calendar, asOf: day)
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .submitted(let submission):
      phase = .received
      self.submission = submission
      filing = submission.filing
      ruling = submission.ruling
      facts.received = moment.at
      facts.expiry = submission.act?.expiry
      noteReceiver(moment)
    case .corrected(let corrected, let ruled):
      filing = corrected
      ruling = ruled ?? ruling
      receivers.insert(moment.actor)
    case .supplementNoticed(let told):
      phase = .supplementing
      isSupplementNoticed = true
      notice = told
      receivers.insert(moment.actor)
      facts.supplementNoticed = moment.at
    case .supplemented(let supplemented, let ruled):
      phase = .received
      filing = supplemented
      ruling = ruled ?? ruling
      facts.supplemented = moment.at
      noteReceiver(moment)
    case .accepted:
      phase = .accepted
      receivers.insert(moment.actor)
      facts.accepted = CaseFacts.Acceptance(at: moment.at)
    case .deemedAccepted:
      phase = .accepted
      facts.accepted = CaseFacts.Acceptance(at: moment.at, deemed: true)
    case .reviewed(let review):
      reviews.append(review)
      hearing.note(review)
      if opinionsComplete == nil, reviews.count >= reviewsNeeded { opinionsComplete = moment.at }
      handingOver.release()
      reminding.release()
    case .licenceIssued(let number):
      licence = number
      facts.issued = moment.at
    case .documentNumbered(let document):
      documents.append(document)
    case .rectified, .committed, .actedFor: break
    case .licenceEnded: licenceEndedAt = moment.at
    case .foundNotRequired, .acceptanceRefused, .granted, .refused, .deemedRenewed, .delivered,
      .concluded, .withdrawn, .terminated:
      applyEnding(event, at: moment)
    case .extending, .procedure, .returning, .countersigning, .handingOver, .reminding,
      .consulting, .suspending, .hearing, .statement, .publicNotice, .deferring, .oneHand,
      .recusal, .testing, .forwarding:
      applyTurn(event, at: moment)
    }
    follow()
  }

  /// Whoever writes down at the window what somebody hands in has received it.
  private mutating func noteReceiver(_ moment: Moment) {
    guard let submission, submission.isAssisted, !submission.isOwn(of: moment.actor) else { return }
    receivers.insert(moment.actor)
  }

  /// Hands an event to the turn that it happened in.
  private mutating func applyTurn(_ event: Event, at moment: Moment) {
    switch event {
    case .extending(let event): extending.apply(event, at: moment, &facts)
    case .procedure(let event): procedures.apply(event, at: moment, &facts)
    case .returning(let event):
      returning.apply(event, at: moment, &facts)
      if case .returnedToReview = event { setOpinionsAside() }
    case .countersigning(let event): countersigning.apply(event, at: moment, &facts)
    case .handingOver(let event): handingOver.apply(event, at: moment, &facts)
    case .reminding(let event): reminding.apply(event, at: moment, &facts)
    case .consulting(let event): consulting.apply(event, at: moment, &facts)
    case .suspending(let event):
      suspending.apply(event, at: moment, &facts)
      if case .answered(let supplemented, let ruled) = event {
        filing = supplemented
        ruling = ruled ?? ruling
        noteReceiver(moment)
      }
    case .hearing(let event): hearing.apply(event, at: moment, &facts)
    case .statement(let event): statements.apply(event, at: moment, &facts)
    case .publicNotice(let event): publicNotices.apply(event, at: moment, &facts)
    case .deferring(let event):
      deferring.apply(event, at: moment, &facts)
      filing = event.filing ?? filing
    case .oneHand(let event): oneHand.apply(event, at: moment)
    case .testing(let event): testing.apply(event, at: moment, &facts)
    case .forwarding(let event):
      forwarding.apply(event, at: moment, &facts)
      if case .decided(let decision, _, let reasons) = event {
        (phase, self.reasons) = (decision.granted ? .granted : .refused, reasons)
      }
    case .recusal(let event):
      recusals.apply(event, at: moment, &facts)
      if let holder = handingOver.holder, recusals.isRecused(holder) { handingOver.release() }
    default: break
    }
  }

  /// What was one person's to do is done once the case stands elsewhere.
  private mutating func follow() {
    guard handingOver.holder != nil || reminding.waiting > 0 else { return }
    let now = CaseStanding(of: self)
    handingOver.follow(now)
    reminding.follow(now)
  }

  /// Has the turn that a command belongs to decide it; nil where it belongs to none.
  func decideTurn(
    _ command: Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event]? {
    switch command {
    case .extending(let command):
      try extending.decide(command, in: self, context).map(Event.extending)
    case .procedure(let command):
      try procedures.decide(command, in: self, context).map(Event.procedure)
    case .deferring(let command): try decideDeferral(command, context)
    case .returning(let command):
      try returning.decide(command, in: self, context).map(Event.returning)
    case .countersigning(let command):
      try countersigning.decide(command, in: self, context).map(Event.countersigning)
    case .handingOver(let command):
      try handingOver.decide(command, in: self, context).map(Event.handingOver)
    case .reminding(let command):
      try reminding.decide(command, in: self, context).map(Event.reminding)
    case .consulting(let command):
      try consulting.decide(command, in: self, context).map(Event.consulting)
    case .suspending(let command):
      try suspending.decide(command, in: self, context).map(Event.suspending)
    case .hearing(let command):
      try hearing.decide(command, in: self, context).map(Event.hearing)
    case .statement(let command):
      try statements.decide(command, in: self, context).map(Event.statement)
    case .publicNotice(let command):
      try publicNotices.decide(command, in: self, context).map(Event.publicNotice)
    case .recusal(let command):
      try recusals.decide(command, in: self, context).map(Event.recusal)
    case .testing(let command): try testing.decide(command, in: self, context).map(Event.testing)
    case .forwarding(let command):
      try forwarding.decide(command, in: self, context).map(Event.forwarding)
    default: nil
    }
  }

  /// What was found so far does not count any more: reviewed, and where need be signed, anew.
  private mutating func setOpinionsAside() {
    reviews = []
    opinionsComplete = nil
    countersigning.setAside()
  }

  /// The events that decide or close.
  private mutating func applyEnding(_ event: Event, at moment: Moment) {
    switch event {
    case .foundNotRequired(let reasons): close(.notRequired, .notRequired, reasons, moment)
    case .acceptanceRefused(let reasons): close(.notAccepted, .notAccepted, reasons, moment)
    case .withdrawn(let reasons): close(.withdrawn, .withdrawn, reasons, moment)
    case .terminated(_, let reasons): close(.terminated, .terminated, reasons, moment)
    case .granted(let reasons):
      (phase, self.reasons) = (.granted, reasons)
      facts.decided = CaseFacts.Decision(at: moment.at, granted: true)
    case .refused(let reasons):
      (phase, self.reasons) = (.refused, reasons)
      facts.decided = CaseFacts.Decision(at: moment.at, granted: false)
    case .deemedRenewed:
      phase = .granted
      isDeemedRenewed = true
    case .delivered:
      facts.delivered = moment.at
    case .concluded:
      phase = .concluded
      facts.ended = CaseFacts.Ending(at: moment.at, kind: .concluded)
    default: break
    }
  }

  private mutating func close(
    _ phase: Phase, _ kind: CaseFacts.Ending.Kind, _ reasons: Digest, _ moment: Moment
  ) {
    self.phase = phase
    self.reasons = reasons
    facts.ended = CaseFacts.Ending(at: moment.at, kind: kind)
  }
}
