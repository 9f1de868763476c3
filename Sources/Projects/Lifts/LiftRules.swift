// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import Site

/// What may be done with a lift, by whom and when.
extension Lift {
  /// 武政规〔2018〕27号: housing of four storeys or more.
  package static let storeysMin = 4

  package func allow(_ step: LiftStep, _ context: MatterContext) throws(ProjectRefusal) {
    guard isTheirs(step, context) else { throw .notYourPart(step.phrase) }
    let wanted: Set<Standing>
    switch step {
    case .register:
      guard standing == nil else { throw .wrongStanding(of: standing, step.phrase) }
      return
    // What was found against it can be put right, and voted on anew.
    case .revise: wanted = [.registered, .carried, .opposed]
    case .vote: wanted = [.registered, .carried]
    case .callReview: wanted = [.registered, .carried, .opposed]
    case .giveOpinion, .concludeReview: wanted = [.reviewing]
    case .complete: wanted = [.favourable]
    case .dispute: wanted = Set(Standing.allCases)
    case .meet, .settle: wanted = openDisputes.isEmpty ? [] : Set(Standing.allCases)
    }
    guard let standing, wanted.contains(standing) else {
      throw .wrongStanding(of: standing, step.phrase)
    }
    // Without the owners' decision there is nothing to look at (民法典 article 278 ¶2).
    if step == .callReview, held?.vote.isCarried != true { throw .notCarried }
  }

  private func isTheirs(_ step: LiftStep, _ context: MatterContext) -> Bool {
    let actor = context.actor
    switch step {
    case .register:
      return actor.holds(anyOf: MatterRoles.applicants.union(MatterRoles.window))
    case .revise, .vote, .dispute:
      return actor.holds(anyOf: MatterRoles.window) || context.leads
        || register?.applicant == actor.id
    case .callReview, .concludeReview, .complete: return context.leads
    case .giveOpinion: return context.leads || asked.contains(where: context.isOf)
    case .meet, .settle: return context.leads || actor.holds(anyOf: MatterRoles.window)
    }
  }

  package func decide(
    _ command: Command, _ context: MatterContext
  ) throws(ProjectRefusal) -> [Event] {
    switch command {
    case .register(let register):
      try allow(standing == nil ? .register : .revise, context)
      guard register.storeys >= Self.storeysMin else { throw .buildingTooLow(register.storeys) }
      try Vote.check(register.units)
      return [.registered(register)]
    case .vote(let held):
      try allow(.vote, context)
      return [.voted(held)]
    case .callReview(let departments):
      try allow(.callReview, context)
      return [.reviewCalled(departments)]
    case .give(let opinion):
      try allow(.giveOpinion, context)
      guard asked.contains(opinion.department),
        context.leads || context.isOf(opinion.department)
      else { throw .departmentUnknown(opinion.department) }
      return [.opinionGiven(opinion)]
    case .conclude(let isFavourable, let text, let number):
      try allow(.concludeReview, context)
      guard silent.isEmpty else { throw .opinionsMissing(silent.joined(separator: "、")) }
      return [.reviewConcluded(isFavourable: isFavourable, text: text, number: number)]
    case .complete(let text, let number):
      try allow(.complete, context)
      return [.completed(text: text, number: number)]
    case .dispute(let matter):
      try allow(.dispute, context)
      return [.disputed(matter)]
    case .meet(let place, let day, let text):
      try allow(.meet, context)
      try check(dispute: place)
      return [.met(place, on: day, text: text)]
    case .settle(let place, let outcome, let text):
      try allow(.settle, context)
      try check(dispute: place)
      return [.settled(place, outcome, text: text)]
    }
  }

  private func check(dispute place: Int) throws(ProjectRefusal) {
    guard openDisputes.contains(place) else { throw .disputeUnknown(place) }
  }
}

extension ProjectRefusal {
  /// A step that does not fit where a matter stands.
  static func wrongStanding(of standing: (some MatterStanding)?, _ step: Phrase) -> ProjectRefusal {
    .wrongStanding(step: step, standing: standing?.phrase ?? "尚未登记")
  }
}
