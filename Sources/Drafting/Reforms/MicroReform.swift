// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// A small reform of one step of a service (微改革、微应用), from its proposal to the bureau's standard way.
///
/// ```
/// proposed ─ piloted ─ standard
///     └────────┴────── dropped, with reasons
/// ```
package struct MicroReform: Aggregate {
  package static let kind = "micro-reform"

  package enum Kind: String, Codable, CaseIterable, Sendable {
    case proactive
    case process
    case blended
  }

  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no reform of the store is ever in it.
    case unproposed
    case proposed
    case piloted
    case standard
    case dropped
  }

  /// A figure before and after: 材料 5 件 → 2 件.
  package struct Measure: Codable, Sendable, Hashable {
    package let name: String
    package let unit: String
    package let before: Double
    /// What is aimed at.
    package let aim: Double
    /// What the pilot has measured; nil before.
    package var measured: Double?

    package init(name: String, unit: String, before: Double, aim: Double, measured: Double? = nil) {
      self.name = name
      self.unit = unit
      self.before = before
      self.aim = aim
      self.measured = measured
    }
  }

  package struct Proposal: Codable, Sendable, Hashable {
    package let name: String
    package let unit: String
    package let kind: Kind
    package let before: Digest
    package let after: Digest
    package let measures: [Measure]
  }

  package enum Command: Sendable {
    case propose(Proposal)
    case pilot(from: Day)
    /// It has become the usual way, with what the pilot has shown.
    case standardise(effect: Remark, measured: [Double?])
    case drop(Remark)
  }

  package enum Event: Codable, Sendable, Hashable {
    case proposed(Proposal)
    case piloted(from: Day)
    case standardised(effect: Digest, measured: [Double?])
    case dropped(reasons: Digest)
  }

  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
  }

  package private(set) var status = Status.unproposed
  package private(set) var proposal: Proposal?
  package private(set) var measures: [Measure] = []
  package private(set) var proposedAt: Instant?
  package private(set) var pilotFrom: Day?
  package private(set) var standardOn: Day?
  package private(set) var effect: Digest?

  package init() {}

  /// The most figures of one reform.
  static let measuresMax = 5

  package func decide(
    _ command: Command, _ context: Context
  ) throws(DraftingRefusal) -> [Event] {
    switch command {
    case .propose(let proposal):
      guard status == .unproposed, context.actor.holds(anyOf: Self.proposers) else {
        throw .notYourPart
      }
      guard !proposal.name.isEmpty else { throw .reformIncomplete(field: "name") }
      guard !proposal.unit.isEmpty else { throw .reformIncomplete(field: "unit") }
      return [.proposed(proposal)]
    case .pilot(let day):
      try decide(context, when: [.proposed])
      return [.piloted(from: day)]
    case .standardise(let effect, let measured):
      try decide(context, when: [.piloted])
      guard effect.isGiven else { throw .effectMissing }
      return [.standardised(effect: effect.digest, measured: measured)]
    case .drop(let reasons):
      try decide(context, when: [.proposed, .piloted])
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.dropped(reasons: reasons.digest)]
    }
  }

  /// Who may propose one: whoever runs a section, and who administers items.
  static let proposers: Set<Role> = [.itemAdministrator, .agencyHead, .departmentHead]

  private func decide(_ context: Context, when open: Set<Status>) throws(DraftingRefusal) {
    guard context.actor.holds(anyOf: DraftingScope.reviewers) else { throw .notYourPart }
    guard open.contains(status) else { throw .reformElsewhere(status) }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .proposed(let proposal):
      (status, self.proposal, measures) = (.proposed, proposal, proposal.measures)
      proposedAt = moment.at
    case .piloted(let day): (status, pilotFrom) = (.piloted, day)
    case .standardised(let effect, let measured):
      (status, self.effect, standardOn) = (.standard, effect, moment.at.day)
      for (index, value) in zip(measures.indices, measured) { measures[index].measured = value }
    case .dropped: status = .dropped
    }
  }
}
