// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

/// A merged dig as it was proposed to its sides (合并开挖方案): agreed to when all have accepted, off the table when one
/// declines and says why.
package struct Merge: Aggregate {
  package static let kind = "merge"

  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no proposal of the store is ever in it.
    case unproposed
    case open
    case agreed
    case declined
  }

  package enum Command: Sendable {
    case propose(MergePlan)
    case accept(dig: String)
    case decline(dig: String, Reasons)
  }

  package enum Event: Codable, Sendable, Hashable {
    case proposed(MergePlan)
    case accepted(dig: String)
    case declined(dig: String, reasons: Digest)
    case agreed
  }

  /// How one side has answered.
  package struct Answer: Codable, Sendable, Hashable {
    package let accepted: Bool
    package let at: Instant
    package let reasons: Digest?
  }

  package struct Context: Sendable {
    package let actor: Actor
    /// Whether he keeps the plan.
    package let isCoordinator: Bool
    /// The digs that he answers for: his own, and for the section those that it announced for others.
    package let sides: Set<String>

    package init(actor: Actor, isCoordinator: Bool, sides: Set<String>) {
      self.actor = actor
      self.isCoordinator = isCoordinator
      self.sides = sides
    }
  }

  package private(set) var status = Status.unproposed
  package private(set) var plan: MergePlan?
  package private(set) var proposedAt: Instant?
  /// The answers so far, by the number of the dig.
  package private(set) var answers: [String: Answer] = [:]

  package init() {}

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .proposed(let plan): (status, self.plan, proposedAt) = (.open, plan, moment.at)
    case .accepted(let dig):
      answers[dig] = Answer(accepted: true, at: moment.at, reasons: nil)
    case .declined(let dig, let reasons):
      answers[dig] = Answer(accepted: false, at: moment.at, reasons: reasons)
      status = .declined
    case .agreed: status = .agreed
    }
  }

  package func decide(_ command: Command, _ context: Context) throws(RoadsRefusal) -> [Event] {
    switch command {
    case .propose(let plan):
      guard status == .unproposed else { throw .mergeOpen }
      guard context.isCoordinator || plan.parts.contains(where: { context.sides.contains($0.dig) })
      else { throw .notYourPart(.proposeMerge) }
      return [.proposed(plan)]
    case .accept(let dig):
      let plan = try open(for: dig, .acceptMerge, context)
      let missing = plan.parts.filter { $0.dig != dig && answers[$0.dig] == nil }
      return [.accepted(dig: dig)] + (missing.isEmpty ? [.agreed] : [])
    case .decline(let dig, let reasons):
      _ = try open(for: dig, .declineMerge, context)
      guard reasons.isGiven else { throw .textMissing(.declineMerge) }
      return [.declined(dig: dig, reasons: reasons.digest)]
    }
  }

  private func open(
    for dig: String, _ step: RoadsStep, _ context: Context
  ) throws(RoadsRefusal) -> MergePlan {
    guard status == .open, let plan, plan.has(dig) else { throw .noMerge }
    guard context.sides.contains(dig) else { throw .notYourPart(step) }
    guard answers[dig] == nil else { throw .sideTaken }
    return plan
  }
}
