// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

extension Card {
  /// What a decision on a card needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day

    package init(actor: Actor, today: Day) {
      self.actor = actor
      self.today = today
    }
  }

  /// Who supervises.
  package static let supervisors: Set<Role> = [.supervisor]

  /// Who answers for a unit, if he belongs to it.
  package static let answerers: Set<Role> = [
    .reviewer, .chiefApprover, .departmentHead, .inspector, .clerk, .helper, .hallManager,
  ]

  package func decide(
    _ command: Command, _ context: Context
  ) throws(OversightRefusal) -> [Event] {
    if case .issue(let issue) = command {
      guard status == .unissued else { throw .alreadyIssued }
      return [.issued(issue)]
    }
    guard let issue else { throw .cardNotFound }
    switch command {
    case .issue: return []
    case .attribute(let person):
      try allow(.attribute, in: [.open, .answered, .appealed, .upheld, .closed], issue, context)
      return person == self.person ? [] : [.attributed(person: person)]
    case .answer(let text):
      try allow(.answer, in: [.open, .upheld], issue, context)
      return [.answered(try given(text, for: .answer))]
    case .appeal(let text):
      return try appeal(text, issue, context)
    case .decideAppeal(let upheld, let text, let answerBy):
      try allow(.decideAppeal, in: [.appealed], issue, context)
      // Nobody judges his own card.
      guard context.actor.id != issue.charge.issuer else { throw .issuerMayNotDecide }
      let reasons = try given(text, for: .decideAppeal)
      return [
        upheld
          ? .appealTurnedDown(reasons: reasons, answerBy: answerBy) : .cancelled(reasons: reasons)
      ]
    case .cancel(let text):
      try allow(.cancel, in: [.open, .answered, .upheld, .closed], issue, context)
      return [.cancelled(reasons: try given(text, for: .cancel))]
    case .close(let text):
      try allow(.close, in: [.answered], issue, context)
      return [.closed(reasons: try given(text, for: .close))]
    case .ascribe(let person):
      try requireSystem(context)
      return self.person == nil && counts ? [.attributed(person: person)] : []
    case .raise(let card):
      try requireSystem(context)
      return raisedTo == nil && status != .cancelled ? [.raised(to: card)] : []
    case .press:
      try requireSystem(context)
      return status.awaitsAnswer && !isPressed ? [.pressed] : []
    }
  }

  /// Once, and no later than the answer.
  private func appeal(
    _ text: Reasons, _ issue: Issue, _ context: Context
  ) throws(OversightRefusal) -> [Event] {
    try allow(.appeal, in: [.open, .answered, .upheld], issue, context)
    guard grounds == nil else { throw .appealedAlready }
    if let answerBy, context.today > answerBy { throw .appealTooLate(answerBy) }
    return [.appealed(try given(text, for: .appeal))]
  }

  /// The step must fit the role, the person and where the card stands.
  private func allow(
    _ step: OversightRefusal.Step, in statuses: Set<Status>, _ issue: Issue, _ context: Context
  ) throws(OversightRefusal) {
    let actor = context.actor
    let isSupervisor = actor.holds(anyOf: Self.supervisors)
    // Whoever is held responsible answers for himself, wherever he works now.
    let isOfUnit =
      actor.id == person
      || actor.holds(anyOf: Self.answerers) && actor.department == issue.charge.unit
    switch step {
    case .answer, .appeal: guard isOfUnit else { throw .otherUnit }
    case .attribute: guard isOfUnit || isSupervisor else { throw .otherUnit }
    case .decideAppeal, .cancel, .close, .issue, .complaint:
      guard isSupervisor else { throw .notYourPart(step) }
      guard !isOfUnit else { throw .ownCard }
    }
    guard statuses.contains(status) else { throw .wrongStatus(step, status) }
  }

  private func given(
    _ text: Reasons, for step: OversightRefusal.Step
  ) throws(OversightRefusal) -> Digest {
    guard text.isGiven else { throw .textMissing(step) }
    return text.digest
  }

  private func requireSystem(_ context: Context) throws(OversightRefusal) {
    guard context.actor.roles.contains(.system) else { throw .cardNotFound }
  }
}
