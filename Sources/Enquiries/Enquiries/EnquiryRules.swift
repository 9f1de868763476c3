// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

extension Enquiry {
  /// What a decision on a question needs from outside.
  package struct Context: Sendable {
    let actor: Actor
    let today: Day
    let calendar: WorkCalendar
    let settings: EnquirySettings
  }

  package func decide(
    _ command: Command, _ context: Context
  ) throws(EnquiryRefusal) -> [Event] {
    switch command {
    case .ask(let asking): return [.asked(asking, due: due(context))]
    case .record(let asking, let text):
      try require(context)
      return [
        .asked(asking, due: due(context)), .answered(text: try given(text, .record)),
      ]
    case .forward(let unit, let text):
      try requireUnit(context)
      guard isOpen else { throw .answeredAlready }
      guard unit != self.unit else { throw .sameUnit }
      return [.forwarded(to: unit, text: try given(text, .forward))]
    case .answer(let text):
      try requireUnit(context)
      guard isOpen else { throw .answeredAlready }
      return [.answered(text: try given(text, .answer))]
    case .publish(let question, let answer):
      try requireUnit(context)
      guard self.answer != nil else { throw .notAnswered }
      return [
        .published(
          Published(
            question: try given(question, .publish), answer: try given(answer, .publish)))
      ]
    case .withdraw:
      try requireUnit(context)
      guard published != nil else { throw .notPublished }
      return [.withdrawn]
    case .tellLate:
      guard isOpen, !isLate, let due, context.today > due else { return [] }
      return [.late]
    }
  }

  private func due(_ context: Context) -> Day {
    context.settings.answer.due(after: context.today, in: context.calendar)
  }

  private func require(_ context: Context) throws(EnquiryRefusal) {
    guard context.actor.holds(anyOf: EnquiryScope.answerers) else { throw .notYourPart }
  }

  /// The section that has it answers, forwards and publishes.
  private func requireUnit(_ context: Context) throws(EnquiryRefusal) {
    guard asking != nil else { throw .notFound }
    try require(context)
    guard context.settings.unit(of: context.actor) == unit else { throw .otherUnit(unit) }
  }

  private func given(_ text: Reasons, _ step: EnquiryStep) throws(EnquiryRefusal) -> Digest {
    guard text.isGiven else { throw .textMissing(step) }
    return text.digest
  }
}

/// What the bureau does with a question.
package enum EnquiryStep: String, CaseIterable, Sendable {
  case answer
  case forward
  case publish
  case withdraw
  case record

  /// Those that are taken with a question that is there.
  static let withOne: [EnquiryStep] = [.answer, .forward, .publish, .withdraw]
}
