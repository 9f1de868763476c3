// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import ShangMi

/// Which version of which item a case is handled by; it never changes, whatever is published later.
package struct ItemReference: Codable, Sendable, Hashable {
  /// The implementation code, 31 characters.
  package let code: String
  package let version: Int

  package init(code: String, version: Int) {
    self.code = code
    self.version = version
  }
}

/// How an application came in (申报来源).
package enum Channel: String, Codable, CaseIterable, Sendable {
  case online
  case window
  case api
}

/// What opens a case: all that the rules need later, so that a case explains itself.
package struct Submission: Codable, Sendable, Hashable {
  /// The case number (办件编号), 43 characters.
  package let number: String
  package let item: ItemReference
  /// The section of the bureau that decides.
  package let department: String
  /// The account that the case belongs to; nobody's if an agent files for somebody without one.
  package let applicant: String?
  /// The account that filed: the applicant's own, or an agent's.
  package let filer: String
  package let channel: Channel
  /// The frozen filing: answers and documents.
  package let filing: Digest
  /// Whether the substance must be verified by two staff (行政许可法 article 34 ¶3).
  package let substanceCheck: Bool
  /// Whether a certificate follows a grant.
  package let licence: Bool
  package let statutory: TermRule
  package let promised: TermRule
  /// What the item's tables said of the filing.
  package let ruling: Ruling?
  /// The terms of an item whose clock is not the usual one.
  package let special: CaseTerms?
  /// What a grant does to a licence that there is; nil where it makes one, or none.
  package let act: LicenceAct?
  /// The commitment that the applicant has chosen and signed; nil in the ordinary way.
  package let commitment: CommitmentTaken?
  /// The materials that come later; nil where everything has come.
  package let deferral: DeferralTaken?
  /// Whether somebody of the staff has filed it for who stood at the window; nil, as of old, where not.
  package let assisted: Bool?
  /// Of which joint case it is a part; nil for a case of its own.
  package let part: JointPart?
  /// The test that the decision rests on; nil where it needs none.
  package let test: TestRule?

  package init(
    number: String, item: ItemReference, department: String, applicant: String?, filer: String,
    channel: Channel, filing: Digest, substanceCheck: Bool, licence: Bool, statutory: TermRule,
    promised: TermRule, ruling: Ruling? = nil, special: CaseTerms? = nil,
    act: LicenceAct? = nil, commitment: CommitmentTaken? = nil, deferral: DeferralTaken? = nil,
    assisted: Bool? = nil, part: JointPart? = nil, test: TestRule? = nil
  ) {
    self.number = number
    self.item = item
    self.department = department
    self.applicant = applicant
    self.filer = filer
    self.channel = channel
    self.filing = filing
    self.substanceCheck = substanceCheck
    self.licence = licence
    self.statutory = statutory
    self.promised = promised
    self.ruling = ruling
    self.special = special
    self.act = act
    self.commitment = commitment
    self.deferral = deferral
    self.assisted = assisted
    self.part = part
    self.test = test
  }

  package var isAssisted: Bool { assisted == true }

  /// Whether it is an account's own: who applied, or filed for another; whoever of the staff only wrote it down at the
  /// window is neither.
  package func isOwn(of account: String) -> Bool {
    account == applicant || account == filer && !isAssisted
  }
}

/// One reviewer's opinion on the substance.
package struct Review: Codable, Sendable, Hashable {
  package let reviewer: String
  package let passed: Bool
  /// The text of the opinion, in the evidence.
  package let opinion: Digest
  /// Whose part it was, where the reviewer acted for another.
  package var principal: String?

  /// Whoever has had his say by it.
  var people: Set<String> { Set([reviewer, principal].compactMap(\.self)) }
}

/// How a decision or certificate reaches the applicant (送达方式).
package enum DeliveryMethod: String, Codable, CaseIterable, Sendable {
  case electronic
  case window
  case express
}

/// The documents (文书) of a case.
package enum DocumentKind: String, Codable, CaseIterable, Sendable {
  case receipt
  case supplementNotice
  case notRequired
  case nonAcceptance
  case acceptance
  case grant
  case refusal
  /// That the law has renewed a licence, since nobody decided in time (行政许可法 article 50 ¶2).
  case deemedRenewal
  case deliveryRecord
  case withdrawal
  case extensionNotice
  case procedureNotice
  case termination
  case rectification
  /// The commitment that the applicant has signed (告知承诺书).
  case commitment
  /// The commitment to bring what is missing (容缺受理承诺书), that it is accepted without (容缺受理通知书), and what is
  /// wrong with a material that came.
  case deferralPromise
  case deferralNotice
  case deferralReturn
  case consultationLetter
  case furtherNotice
  case hearingRightNotice, hearingAnnouncement, hearingNotice, recusalDecision, hearingRecord
  case partyNotice, statementNotice
  case publicNotice, objectionReply
  case testRecord, forwardingLetter
}

/// A document with its number.
package struct NumberedDocument: Codable, Sendable, Hashable {
  package let kind: DocumentKind
  package let number: String
  /// Its text as it was issued; nil of one that was issued before texts were kept.
  package let kept: KeptSheet?

  package init(kind: DocumentKind, number: String, kept: KeptSheet? = nil) {
    self.kind = kind
    self.number = number
    self.kept = kept
  }
}

extension Case {
  /// What somebody wants done.
  package enum Command: Sendable {
    case submit(Submission)
    /// An error put right on the spot ( article 32 ¶1(3)); the tables are asked anew.
    case correct(filing: Digest, ruling: Ruling? = nil)
    /// The one notice of all that is missing ( article 32 ¶1(4)).
    case noticeSupplement(SupplementNotice)
    case supplement(filing: Digest, ruling: Ruling? = nil)
    /// No licence is needed ( article 32 ¶1(1)).
    case findNotRequired(Reasons)
    /// Another body is competent ( article 32 ¶1(2)).
    case refuseAcceptance(Reasons)
    case accept
    /// Nothing was told in time ( article 32 ¶1(4)).
    case deemAccepted
    case review(passed: Bool, opinion: Reasons)
    /// The confirmations are those that `confirmations(_:)` wants.
    case decide(granted: Bool, Reasons, confirmed: Set<Confirmation> = [])
    /// Nobody decided on the renewal before the licence expired ( article 50 ¶2).
    case deemRenewed
    /// The licence that the case is about has ended meanwhile.
    case noteLicenceEnded
    case recordLicence(number: String)
    case deliver(DeliveryMethod)
    case withdraw(Reasons)
    case terminate(TerminationCause, Reasons)
    /// A clerical error in a document is put right by a new one, which says what is wrong and what is right.
    case rectify(document: String, Reasons)
    case number(NumberedDocument)
    case extending(ExtensionTurn.Command)
    case procedure(ProcedureTurn.Command)
    case deferring(DeferralTurn.Command)
    case returning(ReturnTurn.Command)
    case countersigning(CountersignTurn.Command)
    case handingOver(HandOverTurn.Command)
    case reminding(ReminderTurn.Command)
    case consulting(ConsultationTurn.Command)
    case suspending(SuspensionTurn.Command)
    case hearing(HearingTurn.Command)
    case statement(StatementTurn.Command)
    case publicNotice(PublicNoticeTurn.Command)
    case recusal(RecusalTurn.Command)
    case testing(TestingTurn.Command)
    case forwarding(ForwardingTurn.Command)
  }

  /// What has happened.
  package enum Event: Codable, Sendable, Hashable {
    case submitted(Submission)
    case corrected(filing: Digest, ruling: Ruling? = nil)
    case supplementNoticed(notice: Digest)
    case supplemented(filing: Digest, ruling: Ruling? = nil)
    case foundNotRequired(reasons: Digest)
    case acceptanceRefused(reasons: Digest)
    case accepted
    case deemedAccepted
    case reviewed(Review)
    case granted(reasons: Digest)
    case refused(reasons: Digest)
    case deemedRenewed
    case licenceEnded
    case licenceIssued(number: String)
    case delivered(method: DeliveryMethod)
    case concluded
    case withdrawn(reasons: Digest)
    case terminated(cause: TerminationCause, reasons: Digest)
    case rectified(document: String, reasons: Digest)
    case documentNumbered(NumberedDocument)
    case extending(ExtensionTurn.Event)
    case procedure(ProcedureTurn.Event)
    /// Filed on a commitment, under the text with this digest.
    case committed(text: Digest)
    case deferring(DeferralTurn.Event)
    case returning(ReturnTurn.Event)
    case countersigning(CountersignTurn.Event)
    case handingOver(HandOverTurn.Event)
    case reminding(ReminderTurn.Event)
    case consulting(ConsultationTurn.Event)
    case suspending(SuspensionTurn.Event)
    /// That what follows was done by the actor for another, who has delegated his part to him.
    case actedFor(String, delegation: String)
    case hearing(HearingTurn.Event)
    case statement(StatementTurn.Event)
    case publicNotice(PublicNoticeTurn.Event)
    case oneHand(OneHandTurn.Event)
    case recusal(RecusalTurn.Event)
    case testing(TestingTurn.Event)
    case forwarding(ForwardingTurn.Event)

    /// What happened in a turn; nil where it was none.
    package var turn: (any TurnEvent)? {
      switch self {
      case .extending(let event): event
      case .procedure(let event): event
      case .deferring(let event): event
      case .returning(let event): event
      case .countersigning(let event): event
      case .handingOver(let event): event
      case .reminding(let event): event
      case .consulting(let event): event
      case .suspending(let event): event
      case .hearing(let event): event
      case .statement(let event): event
      case .publicNotice(let event): event
      case .oneHand(let event): event
      case .recusal(let event): event
      case .testing(let event): event
      case .forwarding(let event): event
      default: nil
      }
    }
  }
}

/// The one notice of all that is missing or wrong (一次性补正告知, 行政许可法 article 32 ¶1(4)).
package struct SupplementNotice: Codable, Sendable, Hashable {
  /// One thing to supplement.
  package struct Entry: Codable, Sendable, Hashable {
    /// The key of the material or the form field.
    package let target: String
    /// What is wrong with it, and what would be right.
    package let problem: String

    package init(target: String, problem: String) {
      self.target = target
      self.problem = problem
    }
  }

  package let entries: [Entry]

  package init(entries: [Entry]) {
    self.entries = entries
  }

  /// Whether it names anything, and says of everything what is wrong.
  package var isComplete: Bool {
    !entries.isEmpty && entries.allSatisfy { Reasons($0.problem).isGiven }
  }
}

/// A text that a step rests on: the decision looks at the text, the event keeps its digest, and the
/// evidence keeps the text, where it can be erased when the law says so.
package struct Reasons: Sendable, Hashable {
  package let text: String
  package var digest: Digest { SM3.digest(Array(text.utf8)) }

  package init(_ text: String) {
    self.text = text
  }

  /// Whether it says anything: the shortest reason that is one has two characters.
  package var isGiven: Bool { text.filter { !$0.isWhitespace }.count >= 2 }
}

/// Why the bureau ends a procedure without a decision (终止办理).
///
/// 行政许可法 names the events for licences (article 70); an application falls away with the same.
package enum TerminationCause: String, Codable, CaseIterable, Sendable {
  /// The applicant has died.
  case applicantDied
  /// The applicant, a legal person or organisation, has been dissolved.
  case applicantDissolved
  /// What was applied for cannot be done any more, or need not be.
  case matterLapsed
  /// What the one notice asked for did not come within the time that it gave.
  case supplementOverdue
  /// What was to come after acceptance did not come in time.
  case deferralOverdue
}
