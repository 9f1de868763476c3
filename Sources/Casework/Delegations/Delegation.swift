// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import ShangMi

/// Somebody of the staff lets a colleague do his part for some time (委托代理): for all items, or for some.
///
/// Nobody passes on what was delegated to him: a part is delegated only by whose own it is.
package struct Delegation: Aggregate {
  package static let kind = "delegation"

  /// Who lets whom do what, from when to when.
  package struct Terms: Codable, Sendable, Hashable {
    package let principal: String
    package let deputy: String
    package let parts: [Mandate.Part]
    /// The codes of the items that it is for, in order; nil for all.
    package let items: [String]?
    /// The first day.
    package let from: Day
    /// The last day.
    package let until: Day

    package init(
      principal: String, deputy: String, parts: Set<Mandate.Part>, items: Set<String>?, from: Day,
      until: Day
    ) {
      self.principal = principal
      self.deputy = deputy
      self.parts = Mandate.Part.allCases.filter(parts.contains)
      self.items = items?.sorted()
      self.from = from
      self.until = until
    }
  }

  package enum Command: Sendable {
    case grant(Terms, Reasons)
    case end(Reasons)
  }

  package enum Event: Codable, Sendable, Hashable {
    case granted(Terms, reasons: Digest)
    case ended(reasons: Digest)
  }

  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let now: Instant
    /// The two whom it is about, as far as they are of the staff.
    package let principal: Colleague?
    package let deputy: Colleague?
  }

  package private(set) var terms: Terms?
  package private(set) var endedAt: Instant?

  package init() {}

  /// The longest term, in days.
  static let daysMax = 366
  /// How many items it may list.
  static let itemsMax = 20

  package func decide(
    _ command: Command, _ context: Context
  ) throws(DelegationRefusal) -> [Event] {
    switch command {
    case .grant(let terms, let reasons):
      guard self.terms == nil, context.actor.id == terms.principal,
        context.actor.holds(anyOf: Case.handlers)
      else { throw .notYours }
      guard let deputy = context.deputy, deputy.isActive else { throw .noSuchColleague }
      guard deputy.id != terms.principal else { throw .toYourself }
      guard !terms.parts.isEmpty else { throw .partMissing }
      for part in terms.parts {
        guard context.actor.holds(anyOf: part.principals) else { throw .notYourPart(part) }
        guard deputy.actor.holds(anyOf: part.deputies) else { throw .roleDoesNotFit(part) }
      }
      guard terms.items.map({ (1...Self.itemsMax).contains($0.count) }) ?? true else {
        throw .itemsMissing
      }
      let today = context.now.day
      guard terms.from >= today, terms.until >= terms.from,
        terms.until <= today.adding(days: Self.daysMax)
      else { throw .daysDoNotFit }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.granted(terms, reasons: reasons.digest)]
    case .end(let reasons):
      guard let terms, mayEnd(context) else { throw .notYours }
      guard endedAt == nil, context.now.day <= terms.until else { throw .isOver }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.ended(reasons: reasons.digest)]
    }
  }

  /// Whoever is concerned may end it, and the head of the section whose part it is.
  private func mayEnd(_ context: Context) -> Bool {
    let actor = context.actor
    if actor.id == terms?.principal || actor.id == terms?.deputy { return true }
    return actor.roles.contains(.departmentHead) && actor.department != nil
      && actor.department == context.principal?.department
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .granted(let terms, _): self.terms = terms
    case .ended: endedAt = moment.at
    }
  }
}

extension Mandate.Part {
  /// Whose part it is.
  var principals: Set<Role> {
    switch self {
    case .review: [.reviewer]
    case .decision: [.chiefApprover, .departmentHead]
    case .signature: Case.handlers
    }
  }

  /// Who can do it for another.
  var deputies: Set<Role> {
    switch self {
    case .review: [.reviewer, .chiefApprover, .departmentHead]
    case .decision: [.chiefApprover, .departmentHead, .agencyHead]
    case .signature: Case.handlers
    }
  }

  /// The steps that belong to it.
  ///
  /// To receive and to deliver is the window's, which nobody need delegate; more time is approved by the head of the
  /// agency himself (行政许可法 article 42 ¶1).
  var steps: Set<CaseworkRefusal.Step> {
    switch self {
    case .review:
      [
        .review, .returnToWindow, .beginProcedure, .prolongProcedure, .endProcedure, .claim,
        .giveBack, .consult, .recordAnswer, .remindConsultation, .withdrawConsultation,
      ]
    case .decision:
      [
        .decide, .returnToReview, .returnToWindow, .beginProcedure, .prolongProcedure,
        .endProcedure, .askSignatures, .addSigner, .removeSigner, .claim, .giveBack, .handOver,
        .takeOver, .consult, .recordAnswer, .remindConsultation, .withdrawConsultation,
      ]
    case .signature: [.sign, .passSignature]
    }
  }
}
