// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// Somebody urges the bureau on (催办): the applicant, or those who watch over the work.
///
/// It is shown to whoever has the case in hand, and changes no term.
package struct ReminderTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// The words are free; there may be none.
    case remind(Reasons)
  }

  package enum Event: TurnEvent {
    case reminded(byApplicant: Bool, to: Addressee, words: Digest?)
  }

  /// How often since the case last went on.
  private(set) var waiting = 0
  /// How often in all.
  private(set) var count = 0
  /// When it was last, by anybody.
  private(set) var last: Instant?
  /// When the applicant did so last.
  private(set) var applicants: Instant?
  private var stay = Stay()

  init() {}

  /// Who of the staff may urge others on.
  static let watchers: Set<Role> = [.supervisor, .departmentHead, .hallManager, .agencyHead]

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .remind(let words):
      try whole.allow(.remind, in: Set(Case.Phase.allCases).subtracting([.unfiled]), context)
      let isApplicant = whole.isOwn(of: context.actor.id)
      guard isApplicant || context.actor.holds(anyOf: Self.watchers) else {
        throw .notYourPart(.remind)
      }
      guard whole.waitsForBureau else { throw .team(.doesNotWaitForBureau) }
      if isApplicant, let applicants {
        let again = context.calendar.day(1, workingDaysAfter: applicants.day)
        guard context.now.day >= again else { throw .team(.wasReminded(again: again)) }
      }
      return [
        .reminded(
          byApplicant: isApplicant, to: whole.addressee, words: words.isGiven ? words.digest : nil)
      ]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .reminded(let byApplicant, _, _):
      if waiting == 0 { stay = Stay() }
      waiting += 1
      count += 1
      last = moment.at
      if byApplicant { applicants = moment.at }
    }
  }

  /// What was urged is done once the case stands elsewhere.
  mutating func follow(_ now: CaseStanding?) {
    if stay.isOver(at: now) { release() }
  }

  mutating func release() { waiting = 0 }
}

extension Case {
  /// Whether the bureau is to go on, and not the applicant.
  var waitsForBureau: Bool {
    [.received, .accepted, .granted, .refused].contains(phase) && !waitsForApplicant
      && !forwarding.isAway
  }
}

extension ReminderTurn.Event {
  package var phrase: Phrase { "催办" }
  package var step: CaseworkRefusal.Step? { .remind }

  package var part: CasePart {
    switch self {
    case .reminded(let byApplicant, _, _): byApplicant ? .applicant : .supervision
    }
  }

  package var text: Digest? {
    switch self {
    case .reminded(_, _, let words): words
    }
  }

  package var addressees: [Addressee] {
    switch self {
    case .reminded(_, let addressee, _): [addressee]
    }
  }

  /// The applicant reads what he has said himself.
  package var isInternal: Bool {
    switch self {
    case .reminded(let byApplicant, _, _): !byApplicant
    }
  }
}
