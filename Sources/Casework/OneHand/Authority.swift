// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL

/// By what somebody may receive and decide one case in one hand: an authorisation in force that covers it.
package struct Authority: Codable, Sendable, Hashable {
  /// The id of the authorisation.
  package let authorisation: String
  /// The number of its document.
  package let number: String
  package let kind: Authorisation.Kind
  /// The share of such cases that the item has drawn for a re-check; nil for the bureau's.
  package let recheckPercent: Int?

  package init(
    authorisation: String, number: String, kind: Authorisation.Kind, recheckPercent: Int? = nil
  ) {
    self.authorisation = authorisation
    self.number = number
    self.kind = kind
    self.recheckPercent = recheckPercent
  }
}

extension CaseRegistry {
  /// All that the rules of a case want to know of who acts, beside the case itself.
  ///
  /// - Parameter chosen: the accounts of those who are given a part.
  func context(
    of actor: Actor, for state: Case, _ id: String, at now: Instant,
    _ colleagues: [Colleague] = [], choosing chosen: [String] = [], in reader: some Reading
  ) throws -> Case.Context {
    guard actor.isStaff else {
      return Case.Context(actor: actor, now: now, calendar: calendar, colleagues: colleagues)
    }
    return Case.Context(
      actor: actor, now: now, calendar: calendar, colleagues: colleagues,
      authority: try authority(of: actor, for: state, on: now.day, in: reader),
      interests: try interests(of: actor, chosen, in: state, id, reader))
  }

  /// What ties the actor, those whose part he was given, and those whom he chooses, to anybody whom the case names.
  private func interests(
    of actor: Actor, _ chosen: [String], in state: Case, _ id: String, _ reader: some Reading
  ) throws -> [String: Interest.Kind] {
    func others() throws -> [String] {
      try state.others.compactMap { try EvidenceTable.party($0, in: reader)?.code }
    }
    var ties: [String: Interest.Kind] = [:]
    for account in [actor.id] + actor.mandates.map(\.principal) + chosen {
      ties[account] = try InterestTable.tie(of: account, to: id, and: others, in: reader)
    }
    return ties
  }

  /// By what the actor may receive and decide a case in one hand on a day; nil where nothing allows it.
  private func authority(
    of actor: Actor, for state: Case, on day: Day, in reader: some Reading
  ) throws -> Authority? {
    guard let submission = state.submission, let way = state.ruling?.way, way.isOneHand,
      !state.phase.isClosed
    else { return nil }
    let held = try AuthorisationTable.inForce(of: actor, on: day, in: reader)
    guard !held.isEmpty, let digest = state.filing,
      let filing = try EvidenceTable.filing(digest, in: reader)
    else { return nil }
    return try authority(held, way, filing, item(submission.item), on: day)
  }

  /// The first of several authorisations that covers an application.
  func authority(
    _ held: [(id: String, terms: Authorisation.Terms)], _ way: HandlingWay, _ filing: Filing,
    _ item: ItemVersion, on day: Day
  ) -> Authority? {
    let facts = filing.facts(of: item)
    let found = held.first {
      $0.terms.kind.allows(way) && $0.terms.covers(item, facts, on: day)
    }
    return found.map {
      Authority(
        authorisation: $0.id, number: $0.terms.number, kind: $0.terms.kind,
        recheckPercent: item.recheckPercent)
    }
  }
}
