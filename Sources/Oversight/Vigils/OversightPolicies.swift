// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal

/// What supervision does by itself: what follows from the events of cases, of vigils and of cards, and on the days
/// that have come.
enum OversightPolicies {
  static func all(_ supervision: Supervision) -> [any JournalPart] {
    [
      follow(supervision), followAttempts(supervision), followPromises(supervision),
      followComplaints(supervision), issue(supervision), afterCard(supervision),
      DeadlineHandler(AlertTable.lookDeadline) { id, unit in
        try supervision.look(at: id, unit)
      },
      DeadlineHandler(CardTable.answerDeadline) { id, unit in
        try supervision.followUp(id, unit)
      },
    ]
  }

  /// What has happened to a case moves what is watched.
  private static func follow(_ supervision: Supervision) -> Policy<Case> {
    Policy(Case.self) { entry, _, unit in
      // A history that is told again is past: what is left open of it is taken up by the next round.
      guard !unit.isRetelling else { return }
      if case .documentNumbered = entry.event { return }
      try supervision.look(at: entry.id, unit)
      let state = try unit.state(of: Stream<Case>(entry.id)).state
      if let person = state.hand(of: entry.moment.actor),
        let conduct = Conduct(entry.event, by: person)
      {
        try supervision.observe(conduct, in: entry.id, unit)
      }
    }
  }

  /// What somebody tried and was kept from.
  private static func followAttempts(_ supervision: Supervision) -> Policy<Attempts> {
    Policy(Attempts.self) { entry, _, unit in
      guard !unit.isRetelling, case .refused(let attempted) = entry.event else { return }
      let state = try unit.state(of: Stream<Case>(entry.id)).state
      guard let person = state.hand(of: entry.moment.actor) else { return }
      try supervision.observe(Conduct(attempted, by: person), in: entry.id, unit)
    }
  }

  /// The check of a commitment is watched with the case that was granted upon it.
  private static func followPromises(_ supervision: Supervision) -> Policy<Promise> {
    Policy(Promise.self) { entry, _, unit in
      guard !unit.isRetelling else { return }
      if case .documentNumbered = entry.event { return }
      try supervision.look(at: entry.id, unit)
    }
  }

  /// A complaint has terms of its own, which are watched with the case.
  private static func followComplaints(_ supervision: Supervision) -> Policy<Complaint> {
    Policy(Complaint.self) { entry, complaint, unit in
      guard let caseID = complaint.caseID else { return }
      try unit.execute(.complain(of: entry.id), on: Stream<Vigil>(caseID)) { _ in
        Vigil.Context(today: unit.now.day, version: 0)
      }
      try supervision.look(at: caseID, unit)
    }
  }

  /// A case has come to a card.
  private static func issue(_ supervision: Supervision) -> Policy<Vigil> {
    Policy(Vigil.self) { entry, _, unit in
      guard case .carded(let charge) = entry.event else { return }
      try supervision.issue(charge, in: entry.id, unit)
    }
  }

  /// A card that was cancelled ends the matter; its unit is told.
  private static func afterCard(_ supervision: Supervision) -> Policy<Card> {
    Policy(Card.self) { entry, card, unit in
      try supervision.report(entry, card, unit)
      guard case .cancelled = entry.event, let issue = card.issue else { return }
      try unit.execute(.excuse(key: issue.charge.key), on: Stream<Vigil>(issue.caseID)) { _ in
        Vigil.Context(today: unit.now.day, version: issue.charge.rule.version)
      }
    }
  }
}
