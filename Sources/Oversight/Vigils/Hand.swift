// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal

// Whose hand something in a case was.

extension Case {
  /// Whoever of the bureau's staff has done something with the case; nil for the applicant's side and the program.
  func hand(of account: String) -> String? {
    account == Actor.system.id || submission?.isOwn(of: account) ?? false ? nil : account
  }
}

extension Supervision {
  /// Who of the staff took the step by which something watched was done; nil where the applicant or nobody did it, or
  /// it is not the case's own.
  ///
  /// The whole history is told again, so it is asked only where a card wants a name.
  func hand(behind lookout: Lookout, in caseID: String, _ unit: UnitOfWork) throws -> String? {
    guard lookout.watch.finished != nil, !lookout.watch.isSilence else { return nil }
    var state = Case()
    var (isDone, hand): (Bool, String?) = (false, nil)
    for entry in try Journal.history(of: Stream<Case>(caseID), in: unit.transaction) {
      state.apply(entry.event, at: entry.moment)
      let wasDone = isDone
      isDone = state.watches(calendar, asOf: unit.now.day)
        .contains { $0.key == lookout.key && $0.finished != nil }
      // What was done can be set aside, and be done again by another.
      if isDone, !wasDone { hand = state.hand(of: entry.moment.actor) }
    }
    return isDone ? hand : nil
  }

  /// Names on the cards that a thing has come to whoever has done it at last, where nobody is named yet.
  func ascribe(_ lookouts: [Lookout], in caseID: String, _ unit: UnitOfWork) throws {
    let vigil = try unit.state(of: Stream<Vigil>(caseID)).state
    for lookout in lookouts where lookout.watch.finished != nil {
      for level in Card.Level.allCases where vigil.mark(lookout.key).levels.contains(level) {
        let stream = Stream<Card>(Card.id(of: caseID, lookout.key, level))
        let card = try unit.state(of: stream).state
        guard card.counts, card.person == nil,
          let hand = try hand(behind: lookout, in: caseID, unit)
        else { continue }
        try tell(.ascribe(person: hand), to: stream, unit)
      }
    }
  }
}
