// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal

/// How a case ends without a decision, and how an error in what was issued is put right.
extension Case {
  /// The last day to bring what the one notice asked for; nil when it is not the applicant's turn.
  ///
  /// No law gives it: the time is the bureau's, from `CaseworkSettings`, and the notice tells it.
  package func supplementDue(_ calendar: WorkCalendar) -> Day? {
    guard phase == .supplementing, let told = facts.supplementNoticed?.day else { return nil }
    return CaseworkSettings.supplementing.due(after: told, in: calendar)
  }

  func terminate(
    _ cause: TerminationCause, _ reasons: Reasons, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    try allow(.terminate, in: [.received, .supplementing, .accepted], context)
    if cause == .supplementOverdue {
      guard let due = supplementDue(context.calendar) else {
        throw .wrongStep(.terminate, phase)
      }
      guard context.now.day > due else { throw .supplementStillDue(due) }
    }
    // Ending a procedure that was accepted is the bureau's decision; those who decide make it.
    if phase == .accepted, !context.actor.roles.contains(.chiefApprover) {
      throw .notYourPart(.terminate)
    }
    try require(reasons, for: .terminate)
    let lapsed =
      cause == .deferralOverdue
      ? [Event.deferring(try deferring.lapse(on: context.now.day))] : []
    return lapsed + [.terminated(cause: cause, reasons: reasons.digest)]
  }

  /// The last day of what was to come after acceptance; nil where nothing is awaited any more.
  package var deferralDue: Day? {
    switch phase {
    case .accepted, .granted: deferring.due
    // Where the result was handed over first, the materials still come.
    case .concluded: isGranted == true ? deferring.due : nil
    default: nil
    }
  }

  /// What comes of materials that come later; where their time is over before the decision, the case ends.
  func decideDeferral(
    _ command: DeferralTurn.Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    guard isGranted != false else { throw .nothingDeferred }
    let events = try deferring.decide(command, in: self, context).map(Event.deferring)
    guard case .lapse(let reasons) = command, phase == .accepted else { return events }
    return events + [.terminated(cause: .deferralOverdue, reasons: reasons.digest)]
  }

  func rectify(
    _ number: String, _ reasons: Reasons, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    try allow(.rectify, in: Set(Phase.allCases).subtracting([.unfiled]), context)
    guard documents.contains(where: { $0.number == number }) else {
      throw .noSuchDocument(number)
    }
    try require(reasons, for: .rectify)
    return [.rectified(document: number, reasons: reasons.digest)]
  }
}
