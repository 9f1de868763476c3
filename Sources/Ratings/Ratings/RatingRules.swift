// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

extension Rating {
  /// What a decision on a rating needs from outside.
  package struct Context: Sendable {
    let actor: Actor
    let today: Day
    let calendar: WorkCalendar
    let settings: RatingSettings

    func last(_ term: TermRule) -> Day { term.due(after: today, in: calendar) }
  }

  /// The evaluation office: calls back, verifies, follows up.
  package static let verifiers: Set<Role> = [.supervisor, .hallManager]
  /// Who answers for a section.
  package static let answerers: Set<Role> = [.departmentHead, .chiefApprover]

  package func decide(
    _ command: Command, _ context: Context
  ) throws(RatingsRefusal) -> [Event] {
    switch command {
    case .give(let giving): return try give(giving, context)
    case .verify(let isTrue, let isCalledBack, let text):
      return try verify(isTrue, isCalledBack, text, context)
    case .answer(let measure, let text):
      try require(.toCorrect, .answer)
      // 谁办理、谁负责: the section that handled it puts it right.
      guard context.actor.holds(anyOf: Self.answerers),
        context.actor.department == giving?.unit
      else { throw .notYourPart(.answer) }
      return [
        .answered(
          measure, text: try given(text, .answer), due: context.last(context.settings.followUp))
      ]
    case .followUp(let isContent, let text):
      try require(.toFollowUp, .followUp)
      guard context.actor.id == giver || isOffice(context.actor) else {
        throw .notYourPart(.followUp)
      }
      return [.followedUp(isContent: isContent, text: try given(text, .followUp))]
    case .tellLate:
      guard let due, status.isOpen, !isLate, context.today > due else { return [] }
      return [.late(status)]
    }
  }

  private func give(
    _ giving: Giving, _ context: Context
  ) throws(RatingsRefusal) -> [Event] {
    guard status == .ungiven else { throw .ratedAlready }
    let isGood = giving.grade == .verySatisfied || giving.grade == .satisfied
    guard !isGood || !giving.reasons.contains(where: \.isFault) else { throw .faultsOfGood }
    return [
      .given(giving, due: giving.grade.isBad ? context.last(context.settings.callBack) : nil)
    ]
  }

  private func verify(
    _ isTrue: Bool, _ isCalledBack: Bool, _ text: Reasons, _ context: Context
  ) throws(RatingsRefusal) -> [Event] {
    try require(.toVerify, .verify)
    // Whether it is true is not for the section to say that it is about.
    guard isOffice(context.actor) else { throw .notYourPart(.verify) }
    // 实名差评回访整改率 100 %.
    guard isCalledBack || giving?.isNamed != true else { throw .notCalledBack }
    return [
      .verified(
        isTrue: isTrue, isCalledBack: isCalledBack, text: try given(text, .verify),
        due: isTrue ? context.last(context.settings.correction) : nil)
    ]
  }

  private func isOffice(_ actor: Actor) -> Bool {
    actor.holds(anyOf: Self.verifiers) && actor.department != giving?.unit
  }

  private func require(_ wanted: Status, _ step: RatingStep) throws(RatingsRefusal) {
    guard status != .ungiven else { throw .ratingNotFound }
    guard status == wanted else { throw .wrongStatus(step, status) }
  }

  private func given(_ text: Reasons, _ step: RatingStep) throws(RatingsRefusal) -> Digest {
    guard text.isGiven else { throw .textMissing(step) }
    return text.digest
  }
}

/// What is done with a bad rating.
package enum RatingStep: String, CaseIterable, Sendable {
  case verify
  case answer
  case followUp = "follow-up"

  var roles: Set<Role> {
    switch self {
    case .verify: Rating.verifiers
    case .answer: Rating.answerers
    case .followUp: Rating.verifiers.union([.applicant, .agent])
    }
  }
}

extension Rating.Event {
  /// The text that it was put into.
  var text: Digest? {
    switch self {
    case .given(let giving, _): giving.text
    case .verified(_, _, let text, _), .answered(_, let text, _), .followedUp(_, let text): text
    case .late: nil
    }
  }
}
