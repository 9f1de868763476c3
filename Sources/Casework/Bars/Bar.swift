// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// An entry of the register of bars (不得再次申请、失信记录): whom a deceit shuts out from what, and until when.
///
/// Who it is lies in the evidence and in the table of those barred; the events hold no personal data. An entry ends by
/// itself with its last day, or before that when the decision it rests on falls, or the credit is repaired.
package struct Bar: Aggregate {
  package static let kind = "bar"
  package static let format = 2

  /// What is entered.
  package struct Entry: Codable, Sendable, Hashable {
    package let reason: BarReason
    /// Whom it concerns: a ``BarSubject`` of the evidence.
    package let subject: Digest
    /// The account of whom it concerns, if there is one.
    package let person: String?
    /// The item that gives the licence; nil where the entry holds for every item.
    package let item: ItemReference?
    /// The section of the bureau that has decided.
    package let department: String
    /// What it shuts, in the order of their names.
    package let gates: [BarredGate]
    /// The day of the decision.
    package let from: Day
    /// The last day; nil until the entry is lifted.
    package let until: Day?
    /// The number of the decision that it rests on.
    package let decision: String
    /// The case whose refusal it rests on.
    package let caseID: String?
    /// The number of the licence whose revocation it rests on.
    package let licence: String?
    /// The text of the reasons, in the evidence.
    package let reasons: Digest
  }

  /// That the credit was repaired (信用修复): what was put right, and what proves it.
  package struct CreditRepair: Codable, Sendable, Hashable {
    /// The text that says what was put right and by what that is proved, in the evidence.
    package let evidence: Digest
    /// The day on which it was put right.
    package let corrected: Day
  }

  package enum Command: Sendable {
    case enter(Entry)
    /// The decision that it rests on was revoked, changed or found unlawful.
    /// - `document`: what says so: 行政复议决定书、判决书 with its number.
    case lift(document: String, Reasons)
    case repair(evidence: Reasons, corrected: Day)
    case number(String, KeptSheet)
  }

  package enum Event: Codable, Sendable, Hashable {
    case entered(Entry)
    case lifted(document: String, reasons: Digest)
    case repaired(CreditRepair)
    /// - Parameter kept: its text as it was issued; nil where that was before texts were kept.
    case documentNumbered(String, kept: KeptSheet? = nil)
  }

  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day

    package init(actor: Actor, today: Day) {
      self.actor = actor
      self.today = today
    }
  }

  package private(set) var entry: Entry?
  /// The day on which it was lifted or repaired.
  package private(set) var endedOn: Day?
  /// The text that it was lifted for.
  package private(set) var endReasons: Digest?
  package private(set) var repair: CreditRepair?
  /// What has set aside the decision that it rested on.
  package private(set) var setAsideBy: String?
  /// The number of the document that tells whom it concerns.
  package private(set) var number: String?
  /// Its text as it was issued.
  package private(set) var kept: KeptSheet?

  package init() {}

  /// Who may end an entry before its time.
  package static let lifters: Set<Role> = [.chiefApprover, .departmentHead]

  package func decide(_ command: Command, _ context: Context) throws(BarRefusal) -> [Event] {
    switch command {
    case .enter(let entry):
      guard context.actor.holds(anyOf: [.system]) else { throw .onlyByDecision }
      guard self.entry == nil else { throw .alreadyEntered }
      return [.entered(entry)]
    case .lift(let document, let reasons):
      try requireStanding(context)
      guard reasons.isGiven else { throw .reasonsMissing }
      guard Reasons(document).isGiven else { throw .documentMissing }
      return [.lifted(document: document, reasons: reasons.digest)]
    case .repair(let evidence, let corrected):
      let entry = try requireStanding(context)
      // The years of articles 78 and 79 are the law's; no repair shortens them.
      guard entry.reason.isRepairable else { throw .notRepairable(entry.reason) }
      guard evidence.isGiven else { throw .reasonsMissing }
      guard corrected <= context.today else { throw .correctedInFuture }
      return [.repaired(CreditRepair(evidence: evidence.digest, corrected: corrected))]
    case .number(let number, let kept):
      guard context.actor.holds(anyOf: [.system]), entry != nil else { throw .onlyByDecision }
      return [.documentNumbered(number, kept: kept)]
    }
  }

  /// The entry stands, and whoever acts may end it: somebody who decides in the section, and not in his own matter.
  @discardableResult
  private func requireStanding(_ context: Context) throws(BarRefusal) -> Entry {
    guard let entry else { throw .notFound }
    guard context.actor.holds(anyOf: Self.lifters),
      context.actor.department.map({ $0 == entry.department }) ?? true
    else { throw .notYourPart }
    guard context.actor.id != entry.person else { throw .ownMatter }
    guard endedOn == nil else { throw .alreadyLifted }
    if let until = entry.until, context.today > until { throw .overAnyway(until: until) }
    return entry
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .entered(let entry):
      self.entry = entry
    case .lifted(let document, let reasons):
      (setAsideBy, endReasons, endedOn) = (document, reasons, moment.at.day)
    case .repaired(let repair):
      (self.repair, endReasons, endedOn) = (repair, repair.evidence, moment.at.day)
    case .documentNumbered(let number, let kept):
      (self.number, self.kept) = (number, kept)
    }
  }
}

/// Whom an entry concerns, as the evidence keeps it.
///
/// Personal data. The token keeps anybody from finding a number by trying all there are against the digest.
package struct BarSubject: Evidence, Sendable, Hashable {
  package let name: String
  package let code: String
  package let token: String

  package init(_ party: Party) {
    (name, code, token) = (party.name, party.code, SecureRandom.token())
  }
}
