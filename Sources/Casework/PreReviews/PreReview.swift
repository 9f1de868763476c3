// SPDX-License-Identifier: Apache-2.0

import Journal
import ShangMi

/// The window looks through a draft before it is handed in (网上预审), as often as its owner asks.
///
/// It has no effect in law: it is no receipt, starts no term of 行政许可法 article 32 and binds nobody. The draft can be
/// handed in at any time.
package struct PreReview: Aggregate {
  package static let kind = "prereview"

  /// What is looked through: the draft as it was when its owner asked.
  package struct Request: Codable, Sendable, Hashable {
    package let item: ItemReference
    package let department: String
    /// Whose draft it is, by his account.
    package let owner: String
    package let filing: Digest
  }

  package enum Command: Sendable {
    case ask(Request)
    /// What is wrong, item by item; nothing where the draft is complete.
    case answer(SupplementNotice)
    case withdraw
    /// The draft has become a case.
    case handIn(case: String)
  }

  package enum Event: Codable, Sendable, Hashable {
    case asked(Request)
    case answered(notice: Digest, isComplete: Bool)
    case withdrawn
    case handedIn(case: String)
  }

  package struct Context: Sendable {
    package let actor: Actor
  }

  package private(set) var request: Request?
  /// Whether an answer is waited for.
  package private(set) var isOpen = false
  package private(set) var caseID: String?

  package init() {}

  package func decide(
    _ command: Command, _ context: Context
  ) throws(PreReviewRefusal) -> [Event] {
    let actor = context.actor
    switch command {
    case .ask(let request):
      guard actor.id == request.owner, self.request.map({ $0.owner == actor.id }) ?? true else {
        throw .notFound
      }
      guard caseID == nil else { throw .isHandedIn }
      guard !isOpen else { throw .isAsked }
      return [.asked(request)]
    case .answer(let notice):
      guard let request, actor.holds(anyOf: Self.reviewers) else { throw .notFound }
      guard request.owner != actor.id else { throw .isOwn }
      guard isOpen else { throw .isNotAsked }
      guard notice.entries.allSatisfy({ Reasons($0.problem).isGiven }) else {
        throw .problemMissing
      }
      return [.answered(notice: notice.digest, isComplete: notice.entries.isEmpty)]
    case .withdraw:
      guard let request, request.owner == actor.id else { throw .notFound }
      guard isOpen else { throw .isNotAsked }
      return [.withdrawn]
    case .handIn(let id):
      guard let request, request.owner == actor.id, caseID == nil else { throw .notFound }
      return [.handedIn(case: id)]
    }
  }

  /// Who looks drafts through.
  static let reviewers: Set<Role> = [.clerk, .helper]

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .asked(let request):
      self.request = request
      isOpen = true
    case .answered, .withdrawn: isOpen = false
    case .handedIn(let id):
      caseID = id
      isOpen = false
    }
  }
}
