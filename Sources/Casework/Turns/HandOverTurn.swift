// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import ShangMi
import Site

/// Who has a case in hand: taken (签收), handed to a colleague (转办), given back, taken over.
///
/// While somebody holds it nobody else of the section goes on with it. The holder's part ends with the step by which the
/// case goes on to others.
package struct HandOverTurn: Turn, Hashable {
  package enum Command: Sendable {
    case claim
    case handOver(to: String, reasons: Reasons)
    case giveBack(Reasons)
    case takeOver(Reasons)
  }

  package enum Event: TurnEvent {
    case claimed
    case handed(to: String, reasons: Digest)
    case givenBack(reasons: Digest)
    case takenOver(from: String, reasons: Digest)
  }

  /// Who holds it; nil where whoever comes first may take it.
  private(set) var holder: String?
  private var stay = Stay()

  init() {}

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    let actor = context.actor
    switch command {
    case .claim:
      try whole.allow(.claim, in: Self.phases, context)
      guard holder != actor.id else { throw .team(.holdsAlready) }
      guard holder == nil else { throw whole.heldByAnother(context) }
      guard actor.holds(anyOf: whole.holders) || whole.mandate(for: .claim, actor) != nil else {
        throw .team(.isNotHisTurn)
      }
      return [.claimed]
    case .handOver(let id, let reasons):
      try whole.allow(.handOver, in: Self.phases, context)
      if let holder, holder != actor.id, !actor.holds(anyOf: Self.heads) {
        throw whole.heldByAnother(context)
      }
      let colleague = try whole.colleague(id, context)
      guard id != holder else { throw .team(.holdsAlready) }
      guard whole.canHold(colleague) else { throw .team(.isNotHisTurn) }
      try whole.require(reasons, for: .handOver)
      return [.handed(to: id, reasons: reasons.digest)]
    case .giveBack(let reasons):
      try whole.allow(.giveBack, in: Self.phases, context)
      guard holder == actor.id else { throw .team(.doesNotHold) }
      try whole.require(reasons, for: .giveBack)
      return [.givenBack(reasons: reasons.digest)]
    case .takeOver(let reasons):
      try whole.allow(.takeOver, in: Self.phases, context)
      guard let holder else { throw .team(.nobodyHolds) }
      guard holder != actor.id else { throw .team(.holdsAlready) }
      try whole.require(reasons, for: .takeOver)
      return [.takenOver(from: holder, reasons: reasons.digest)]
    }
  }

  static let phases: Set<Case.Phase> = [
    .received, .supplementing, .accepted, .granted, .refused,
  ]

  /// Who gives work to others, and takes it from them.
  static let heads: Set<Role> = [.chiefApprover, .departmentHead, .hallManager]

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    stay = Stay()
    switch event {
    case .claimed, .takenOver: holder = moment.actor
    case .handed(let id, _): holder = id
    case .givenBack: holder = nil
    }
  }

  /// Lets the case go once it stands elsewhere, since others are to go on with it.
  mutating func follow(_ now: CaseStanding?) {
    if stay.isOver(at: now) { release() }
  }

  /// His part is done.
  mutating func release() { holder = nil }
}

extension Case {
  /// Whose turn it is where the case stands: one of them can have it in hand.
  var holders: Set<Role> {
    switch CaseStanding(of: self) {
    case .received, .supplementing, .returned: [.clerk, .helper, .chiefApprover]
    case .reviewing, .awaiting: [.reviewer]
    case .forwarded: [.reviewer, .chiefApprover]
    case .deciding: [.chiefApprover]
    case .granted, .refused: [.clerk, .chiefApprover]
    case .notRequired, .notAccepted, .withdrawn, .terminated, .concluded, nil: []
    }
  }

  /// Whether somebody can go on with the case, and so be handed it.
  func canHold(_ colleague: Colleague) -> Bool {
    let fitting = colleague.roles.intersection(holders)
    guard !fitting.isEmpty else { return false }
    let isSectional = fitting.isSubset(of: Self.sectional)
    return !isSectional || colleague.department == submission?.department
  }

  /// That somebody else has the case in hand, by his name where it is known.
  func heldByAnother(_ context: Context) -> CaseworkRefusal {
    let holder = context.colleagues.first { $0.id == handingOver.holder }
    return .team(.isHeld(by: holder?.name))
  }

  /// Who is told what concerns the case: whoever has it in hand, or else its section.
  var addressee: Addressee {
    handingOver.holder.map(Addressee.colleague) ?? .section(submission?.department ?? "")
  }

  /// What may be done whoever has the case in hand.
  static let whoeverHolds: Set<CaseworkRefusal.Step> = [
    .submit, .supplement, .withdraw, .issueLicence, .extend, .sign, .passSignature, .claim,
    .handOver, .giveBack, .takeOver, .remind, .answerConsultation, .recordAnswer,
    .answerMore, .requestHearing, .waiveHearing, .challengePresider, .state,
    .recordHearingRequest, .recordHearingWaiver, .recordChallenge, .recordStatement,
    .ruleOnChallenge, .holdHearing, .recuse, .recuseOther, .liftRecusal, .recordTest, .confirmTest,
  ]

  /// Nobody goes on with what a colleague has in hand, unless he takes it over.
  func requireInHand(
    _ step: CaseworkRefusal.Step, _ context: Context, _ mandate: Mandate?
  ) throws(CaseworkRefusal) {
    guard let holder = handingOver.holder, !Self.whoeverHolds.contains(step),
      !context.actor.roles.contains(.system),
      ![context.actor.id, mandate?.principal].contains(holder)
    else { return }
    throw heldByAnother(context)
  }
}

extension HandOverTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .claimed: "签收"
    case .handed: "转办"
    case .givenBack: "退还待办"
    case .takenOver: "接办"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .claimed: .claim
    case .handed: .handOver
    case .givenBack: .giveBack
    case .takenOver: .takeOver
    }
  }

  package var part: CasePart { .section }

  package var text: Digest? {
    switch self {
    case .claimed: nil
    case .handed(_, let text), .givenBack(let text), .takenOver(_, let text): text
    }
  }

  package var colleagues: [String] {
    switch self {
    case .claimed, .givenBack: []
    case .handed(let id, _), .takenOver(let id, _): [id]
    }
  }

  package var addressees: [Addressee] { colleagues.map(Addressee.colleague) }

  package var isInternal: Bool { true }
}
