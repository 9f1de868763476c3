// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

/// What may be done about materials that come later, and what follows.
extension DeferralTurn {
  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .supply(let filing, let materials):
      return try supply(filing, materials, whole, context)
    case .bring(let keys):
      guard context.actor.roles.contains(.system) else { throw .notYourPart(.supplement) }
      guard !Self.isOver(whole) else { return [] }
      let brought = all(.owed).filter { keys.contains($0.material.key) }.map(\.material)
      return brought.isEmpty ? [] : [.brought(brought)]
    case .look(let material, let fits, let problem):
      return try look(material, fits, problem, whole, context)
    case .prepare(let reasons):
      try whole.allow(.prepareDecision, in: [.accepted], context)
      guard isAwaiting else { throw .nothingDeferred }
      try whole.require(reasons, for: .prepareDecision)
      return [.prepared(reasons: reasons.digest)]
    case .lapse:
      guard context.actor.roles.contains(.system) else { throw .notYourPart(.terminate) }
      guard !Self.isOver(whole) else { throw .nothingDeferred }
      return [try lapse(on: context.now.day)]
    }
  }

  /// Whether the case has ended without a result that materials could still come for.
  private static func isOver(_ whole: Case) -> Bool {
    whole.phase.isClosed && whole.phase != .concluded
  }

  /// Whether something has not come, or not been found to fit.
  var isAwaiting: Bool { entries.contains { $0.standing != .fitted } }

  /// What acceptance allows: to bring each within its term, and none later than what was promised for the decision.
  func allowed(in whole: Case, _ context: Case.Context) -> [Event] {
    let today = context.now.day
    let last = (whole.ruling?.promised ?? whole.submission?.promised)?
      .due(after: today, in: context.calendar)
    let due = all(.owed).map { entry in
      let own = entry.material.term.due(after: today, in: context.calendar)
      return DueMaterial(material: entry.material, due: min(own, last ?? own))
    }
    return due.isEmpty ? [] : [.allowed(due)]
  }

  /// Nothing is granted before everything has come and fits, unless the item hands the result over first (先办后补).
  func requireComplete(_ whole: Case) throws(CaseworkRefusal) {
    guard isAwaiting, whole.submission?.deferral?.deliversFirst != true else { return }
    throw all(.rejected).isEmpty ? .deferredMissing : .deferredRejected
  }

  private func supply(
    _ filing: Digest, _ keys: [String], _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.supplyDeferred, in: [.accepted, .granted, .concluded], context)
    let owed = all(.owed).filter { keys.contains($0.material.key) }
    guard !hasLapsed, !owed.isEmpty else { throw .nothingDeferred }
    if let due = owed.compactMap(\.due).first(where: { $0 < context.now.day }) {
      throw .deferralOver(due: due)
    }
    return [.supplied(filing: filing, materials: owed.map(\.material))]
  }

  /// What does not fit is told once, while there is time; after that it is not told again, and the approver decides
  /// on what there is.
  private func look(
    _ key: String, _ fits: Bool, _ problem: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.lookDeferred, in: [.accepted, .granted, .concluded], context)
    guard let entry = all(.supplied).first(where: { $0.material.key == key }) else {
      throw .nothingToLookAt
    }
    if fits { return [.fitted(entry.material)] }
    try whole.require(problem, for: .lookDeferred)
    let isInTime = entry.due.map { context.now.day <= $0 } ?? true
    return isInTime && !entry.isReturned
      ? [.returned(entry.material, problem: problem.digest)]
      : [.rejected(entry.material, problem: problem.digest)]
  }

  /// That something has not come within its time, which everybody can see and only the program acts upon by itself.
  func lapse(on today: Day) throws(CaseworkRefusal) -> Event {
    guard let due else { throw .nothingDeferred }
    guard today > due else { throw .deferralStillDue(due) }
    let late = all(.owed).filter { $0.due.map { $0 < today } ?? false }
    return .lapsed(late.map(\.material))
  }
}
