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
///                                                         │ turns: extension, special procedures …
///                                                         │ reviewed (two staff, article 34)
///                                                         ├─ terminated ─────────────────► closed
///                                                         ├─ refused ─ delivered ─ concluded
///                                                         └─ granted ─ licence issued ─ delivered ─ concluded
/// ```
package struct Case: Aggregate {
  package static let kind = "case"
  package static let format = 3

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
  package private(set) var reasons: Digest?
  package private(set) var licence: String?
  package private(set) var documents: [NumberedDocument] = []

  // The turns that it can take, each with its own rules.
  private var extending = ExtensionTurn()
  private var procedures = ProcedureTurn()

  package init() {}

  /// Every turn, in the order in which they hold a decision up.
  var turns: [any Turn] { [extending, procedures] }

  /// Whether it was granted; nil before the decision.
  package var isGranted: Bool? { facts.decided?.granted }

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
    CaseClock.compute(facts, terms, calendar, asOf: day)
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .submitted(let submission):
      phase = .received
      self.submission = submission
      filing = submission.filing
      ruling = submission.ruling
      facts.received = moment.at
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
    case .accepted:
      phase = .accepted
      receivers.insert(moment.actor)
      facts.accepted = CaseFacts.Acceptance(at: moment.at)
    case .deemedAccepted:
      phase = .accepted
      facts.accepted = CaseFacts.Acceptance(at: moment.at, deemed: true)
    case .reviewed(let review):
      reviews.append(review)
    case .licenceIssued(let number):
      licence = number
      facts.issued = moment.at
    case .documentNumbered(let document):
      documents.append(document)
    case .extending(let event): extending.apply(event, at: moment, &facts)
    case .procedure(let event): procedures.apply(event, at: moment, &facts)
    case .rectified: break
    case .foundNotRequired, .acceptanceRefused, .granted, .refused, .delivered, .concluded,
      .withdrawn, .terminated:
      applyEnding(event, at: moment)
    }
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
    default: nil
    }
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
