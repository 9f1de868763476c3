// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// Whether an item stays in the catalogue: withdrawn from a day on, and restored.
///
/// Open cases keep their version. Whether it is withdrawn now, the catalogue says; this holds what is to come and why.
package struct ItemStanding: Aggregate {
  package static let kind = "item-standing"

  package enum Command: Sendable {
    case withdraw(from: Day, Remark)
    case callOff(Remark)
    /// The day has come.
    case end
    case restore(Remark)
  }

  package enum Event: Codable, Sendable, Hashable {
    case withdrawalSet(from: Day, reasons: Digest)
    case withdrawalCalledOff(reasons: Digest)
    case withdrawn(from: Day)
    /// - Parameter since: the first day on which it could not be applied for.
    case restored(since: Day, reasons: Digest)
  }

  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day
    /// Since when the catalogue has it withdrawn; nil while it has not.
    package let withdrawnSince: Day?
  }

  /// The day from which it will be withdrawn; nil where no withdrawal waits.
  package private(set) var leavesOn: Day?
  /// Why it was last withdrawn or is going to be.
  package private(set) var reasons: Digest?

  package init() {}

  package func decide(
    _ command: Command, _ context: Context
  ) throws(DraftingRefusal) -> [Event] {
    if case .end = command {
      guard let leavesOn, leavesOn <= context.today else { return [] }
      return [.withdrawn(from: leavesOn)]
    }
    guard context.actor.holds(anyOf: DraftingScope.reviewers) else { throw .notYourPart }
    switch command {
    case .withdraw(let day, let reasons):
      guard context.withdrawnSince == nil else { throw .alreadyWithdrawn }
      guard day >= context.today else { throw .tooEarly(today: context.today) }
      guard reasons.isGiven else { throw .reasonsMissing }
      let set = Event.withdrawalSet(from: day, reasons: reasons.digest)
      return day == context.today ? [set, .withdrawn(from: day)] : [set]
    case .callOff(let reasons):
      guard leavesOn != nil else { throw .noWithdrawalToCallOff }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.withdrawalCalledOff(reasons: reasons.digest)]
    case .restore(let reasons):
      guard let since = context.withdrawnSince else { throw .notWithdrawn }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.restored(since: since, reasons: reasons.digest)]
    case .end: return []
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .withdrawalSet(let day, let reasons): (leavesOn, self.reasons) = (day, reasons)
    case .withdrawalCalledOff, .withdrawn: leavesOn = nil
    case .restored: reasons = nil
    }
  }
}
