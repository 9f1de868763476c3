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

  package init(
    number: String, item: ItemReference, department: String, applicant: String?, filer: String,
    channel: Channel, filing: Digest, substanceCheck: Bool, licence: Bool, statutory: TermRule,
    promised: TermRule, ruling: Ruling? = nil, special: CaseTerms? = nil
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
  }
}

/// One reviewer's opinion on the substance.
package struct Review: Codable, Sendable, Hashable {
  package let reviewer: String
  package let passed: Bool
  /// The text of the opinion, in the evidence.
  package let opinion: Digest
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
  case deliveryRecord
  case withdrawal
  case extensionNotice
  case procedureNotice
  case termination
  case rectification
}

/// A document with its number.
package struct NumberedDocument: Codable, Sendable, Hashable {
  package let kind: DocumentKind
  package let number: String
  /// Its text as it was issued, in the evidence; nil of one that was issued before texts were kept.
  package let sheet: Digest?
  /// The version of the template that it was written by; 0 is the program's own.
  package let template: Int?

  package init(
    kind: DocumentKind, number: String, sheet: Digest? = nil, template: Int? = nil
  ) {
    self.kind = kind
    self.number = number
    self.sheet = sheet
    self.template = template
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
    case decide(granted: Bool, Reasons)
    case recordLicence(number: String)
    case deliver(DeliveryMethod)
    case withdraw(Reasons)
    case terminate(TerminationCause, Reasons)
    /// A clerical error in a document is put right by a new one, which says what is wrong and what is right.
    case rectify(document: String, Reasons)
    case number(NumberedDocument)
    case extending(ExtensionTurn.Command)
    case procedure(ProcedureTurn.Command)
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
    case licenceIssued(number: String)
    case delivered(method: DeliveryMethod)
    case concluded
    case withdrawn(reasons: Digest)
    case terminated(cause: TerminationCause, reasons: Digest)
    case rectified(document: String, reasons: Digest)
    case documentNumbered(NumberedDocument)
    case extending(ExtensionTurn.Event)
    case procedure(ProcedureTurn.Event)

    /// What happened in a turn; nil where it was none.
    package var turn: (any TurnEvent)? {
      switch self {
      case .extending(let event): event
      case .procedure(let event): event
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
  var isGiven: Bool { text.filter { !$0.isWhitespace }.count >= 2 }
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
}
