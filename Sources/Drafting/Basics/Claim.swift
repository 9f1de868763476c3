// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

/// That this bureau takes up an entry of the basic catalogue, or says why it does not (认领).
package struct Claim: Aggregate {
  package static let kind = "item-claim"

  package enum Status: String, Codable, CaseIterable, Sendable {
    case unclaimed
    case claimed
    case refused
  }

  package enum Command: Sendable {
    /// - Parameter draft: where the implementation list is written.
    case claim(draft: String)
    case refuse(Remark)
    /// The draft was given up.
    case release
  }

  package enum Event: Codable, Sendable, Hashable {
    case claimed(draft: String)
    case refused(reasons: Digest)
    case released
  }

  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day
    package let basic: BasicItem
    /// Whether an item on its basic code has been published.
    package let isPublished: Bool
    /// The level of this bureau.
    package let settings: DraftingSettings
  }

  package private(set) var status = Status.unclaimed
  package private(set) var draft: String?

  package init() {}

  package func decide(
    _ command: Command, _ context: Context
  ) throws(DraftingRefusal) -> [Event] {
    if case .release = command { return status == .claimed ? [.released] : [] }
    guard context.actor.holds(anyOf: DraftingScope.administrators) else { throw .notYourPart }
    guard status != .claimed, !context.isPublished else {
      throw .alreadyClaimed(name: context.basic.name)
    }
    switch command {
    case .claim(let draft):
      guard context.basic.isInForce(on: context.today) else {
        throw .basicCancelled(name: context.basic.name)
      }
      guard
        context.basic.levels.contains(where: { [context.settings.level, .graded].contains($0) })
      else { throw .levelNotExercised }
      return [.claimed(draft: draft)]
    case .refuse(let reasons):
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.refused(reasons: reasons.digest)]
    case .release: return []
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .claimed(let draft): (status, self.draft) = (.claimed, draft)
    case .refused: status = .refused
    case .released: (status, draft) = (.unclaimed, nil)
    }
  }
}
