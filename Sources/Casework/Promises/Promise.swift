// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

/// What becomes of a commitment after the grant (事后核查): whether it was kept, and what follows if not.
///
/// Its history has the id of the case, which is closed by then.
///
/// ```
/// begun ─┬─ exempt ──────────────────────────────────────────────► fulfilled
///        └─ checked ─┬─ kept ───────────────────────────────────► fulfilled
///                    ├─ not met ─ correction demanded ─ checked ─┤
///                    └─ false ───────────── found ─┬─ cleared ──► fulfilled
///                                                  └─ broken ───► the register, and a request to revoke ─ settled
/// ```
///
/// Nothing of this follows from the clock alone: what is overdue is shown and told, and somebody has to look.
package struct Promise: Aggregate {
  package static let kind = "promise"
  package static let format = 3

  /// Where it stands.
  package enum Phase: String, Codable, CaseIterable, Sendable {
    /// Before the first event.
    case none
    /// The bureau has to check.
    case checking
    /// The applicant has to put something right (限期改正).
    case correcting
    /// Found false, or not put right: the applicant is heard (陈述、申辩).
    case contested
    case fulfilled
    case broken

    package var isClosed: Bool { self == .fulfilled || self == .broken }
  }

  /// What is checked, frozen when it begins.
  package struct Terms: Codable, Sendable, Hashable {
    package let text: SignedText
    /// The number of the case.
    package let number: String
    package let item: ItemReference
    package let department: String
    package let applicant: String?
    package let filer: String
    package let check: PostCheck
    package let correction: TermRule
  }

  package private(set) var terms: Terms?
  package private(set) var phase = Phase.none
  package private(set) var begunOn: Day?
  /// The last day of the check.
  package private(set) var checkDue: Day?
  /// The day of the first check that had an effect.
  package private(set) var checkedOn: Day?
  /// The last day of the correction, where one was demanded.
  package private(set) var correctionDue: Day?
  /// The last day on which the applicant may state his case.
  package private(set) var statementDue: Day?
  /// Whether the applicant has said that he has put it right.
  package private(set) var isCorrected = false
  package private(set) var hasStated = false
  /// A check on the spot that a second one of the staff has yet to confirm.
  package private(set) var pending: Check?
  package private(set) var isCheckOverdue = false
  package private(set) var isCorrectionOverdue = false
  package private(set) var isDeceit = false
  /// Whether what was granted is still to be looked at, after the commitment was found broken.
  package private(set) var awaitsRevocation = false
  package private(set) var documents: [PromiseDocument] = []

  package init() {}

  /// The day by which the bureau must act; nil where it is not its turn.
  package var due: Day? {
    switch phase {
    case .checking: checkDue
    case .correcting: isCorrected || isCorrectionOverdue ? checkDue : correctionDue
    case .contested: statementDue
    case .none, .fulfilled, .broken: nil
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .begun(let terms, let due):
      (self.terms, phase, checkDue) = (terms, .checking, due)
      begunOn = moment.at.day
    case .checked(let check): pending = check.way.inspectors > 1 ? check : nil
    case .confirmed: pending = nil
    case .correctionDemanded(let due):
      (phase, correctionDue) = (.correcting, due)
    case .corrected: isCorrected = true
    case .found(let due, let deceit):
      (phase, statementDue, isDeceit) = (.contested, due, deceit)
    case .stated: hasStated = true
    case .checkOverdue: isCheckOverdue = true
    case .correctionOverdue: isCorrectionOverdue = true
    case .fulfilled, .cleared: phase = .fulfilled
    case .broken: (phase, awaitsRevocation) = (.broken, true)
    case .revocationSettled: awaitsRevocation = false
    case .documentNumbered(let document): documents.append(document)
    }
    if checkedOn == nil, phase != .checking { checkedOn = moment.at.day }
  }
}

/// One look at a commitment (核查).
package struct Check: Codable, Sendable, Hashable {
  package let way: CheckWay
  package let outcome: Outcome
  /// The text of what was found, in the evidence.
  package let findings: Digest
  package let inspector: String

  /// What was found.
  package enum Outcome: String, Codable, CaseIterable, Sendable {
    case kept
    /// Not as committed to, and it can be put right.
    case unmet
    /// The commitment was false: what was stated was known not to be so.
    case deceit
  }
}

extension Promise {
  package enum Command: Sendable {
    case begin(Terms, due: Day)
    /// What was to come after the result was handed over has not come, or does not fit.
    case beginContested(Terms)
    case check(CheckWay, Check.Outcome, Reasons)
    /// A second one of the staff has seen the same.
    case confirm
    case reportCorrection(Reasons)
    /// What the applicant states and defends (陈述、申辩).
    case state(Reasons)
    case breakPromise(Reasons)
    /// It was kept after all.
    case clear(Reasons)
    /// A term has run out, whichever it is.
    case noteOverdue
    /// What has become of what was granted.
    case settleRevocation(Reasons)
    case number(PromiseDocument)
  }

  package enum Event: Codable, Sendable, Hashable {
    case begun(Terms, due: Day)
    case checked(Check)
    case confirmed
    case fulfilled
    case correctionDemanded(due: Day)
    case corrected(report: Digest)
    /// Found not to be kept; heard until a day.
    case found(statementDue: Day, deceit: Bool)
    case stated(text: Digest)
    case cleared(reasons: Digest)
    case broken(reasons: Digest)
    case checkOverdue
    case correctionOverdue
    case revocationSettled(reasons: Digest)
    case documentNumbered(PromiseDocument)
  }

  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day
    package let calendar: WorkCalendar

    package init(actor: Actor, today: Day, calendar: WorkCalendar) {
      self.actor = actor
      self.today = today
      self.calendar = calendar
    }
  }
}

/// The documents (文书) of a commitment after the grant.
package enum PromiseDocumentKind: String, Codable, CaseIterable, Sendable {
  /// What is to be put right, and by when (责令限期改正通知书).
  case correctionOrder
  /// What is about to be found, and that one may be heard (拟认定告知书).
  case findingNotice
  /// That the commitment was false or not kept (认定决定书).
  case breach
  /// That it was kept (核查结果告知书).
  case result
}

package struct PromiseDocument: Codable, Sendable, Hashable {
  package let kind: PromiseDocumentKind
  package let number: String
  /// Its text as it was issued; nil of one that was issued before texts were kept.
  package let kept: KeptSheet?

  package init(kind: PromiseDocumentKind, number: String, kept: KeptSheet? = nil) {
    self.kind = kind
    self.number = number
    self.kept = kept
  }
}

extension PromiseDocumentKind {
  /// The document that something is put into, if it has one.
  init?(of event: Promise.Event) {
    switch event {
    case .correctionDemanded: self = .correctionOrder
    case .found: self = .findingNotice
    case .broken: self = .breach
    case .fulfilled, .cleared: self = .result
    case .begun, .checked, .confirmed, .corrected, .stated, .checkOverdue, .correctionOverdue,
      .revocationSettled, .documentNumbered:
      return nil
    }
  }
}

extension Promise.Event {
  /// The text that it rests on, in the evidence.
  var text: Digest? {
    switch self {
    case .checked(let check): check.findings
    case .corrected(let text), .stated(let text), .cleared(let text), .broken(let text),
      .revocationSettled(let text):
      text
    case .begun, .confirmed, .fulfilled, .correctionDemanded, .found, .checkOverdue,
      .correctionOverdue, .documentNumbered:
      nil
    }
  }
}
