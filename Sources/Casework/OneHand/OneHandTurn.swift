// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import ShangMi
import Site

/// Receiving, deciding and delivering in one hand (极简审批, 马上办): under which authorisation a case was decided by
/// somebody alone.
///
/// No command of its own leads here: the decision of a case asks for the authority, and says in this event by which
/// one it was allowed.
package struct OneHandTurn: Codable, Sendable, Hashable {
  package enum Event: TurnEvent {
    case authorised(Authority)
  }

  /// By what the case was decided in one hand; nil where it was not.
  package private(set) var authority: Authority?
  /// The account of who decided it so.
  package private(set) var approver: String?

  mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .authorised(let authority):
      self.authority = authority
      approver = moment.actor
    }
  }
}

extension OneHandTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .authorised(let authority): authority.kind.way
    }
  }

  package var step: CaseworkRefusal.Step? { .decide }
  package var part: CasePart { .approval }

  package var details: [TurnDetail] {
    switch self {
    case .authorised(let authority): [TurnDetail("授权书", .verbatim(authority.number))]
    }
  }
}

extension Case {
  /// Whether nobody else need have looked at a case that its receiver grants.
  ///
  /// The opinion that a single reviewer gives is one with the decision (审查和审批合二为一); the opinions of two or more stay
  /// needed, since the law (行政许可法 article 34 ¶3) or the item's table wants them.
  private var mergesReview: Bool { reviewsNeeded == 1 }

  /// The opinions that still must come before somebody may decide: those of people who have recused themselves do not
  /// count, nor does the decider's own where he decides in one hand.
  func reviewsMissing(besides decider: String?) -> Int {
    let counted = reviews.count {
      !recusals.isRecused($0.reviewer) && $0.reviewer != decider
    }
    return max(0, reviewsNeeded - counted)
  }

  /// The authority by which somebody decides a case that he has received himself; nil where another has.
  func authorityOfReceiver(
    granted: Bool, _ context: Context
  ) throws(CaseworkRefusal) -> Authority? {
    // Whose part somebody has taken over counts as himself; and an authorisation is nobody's to pass on.
    if let principal = mandate(for: .decide, context.actor)?.principal {
      guard !receivers.contains(principal), !receivers.contains(context.actor.id) else {
        throw .receiverMayNotDecide
      }
      return nil
    }
    guard receivers.contains(context.actor.id) else { return nil }
    guard let authority = oneHandAuthority(context) else { throw .receiverMayNotDecide }
    guard granted else { throw .staff(.refusalNeedsAnother(.decide)) }
    return authority
  }

  /// The authority by which somebody grants a case on which nobody else has given an opinion; nil where all that are
  /// needed are there.
  func authorityWithoutReview(
    granted: Bool, _ context: Context
  ) throws(CaseworkRefusal) -> Authority? {
    let isReceiver = receivers.contains(context.actor.id)
    let missing = reviewsMissing(besides: isReceiver ? context.actor.id : nil)
    guard missing > 0 else { return nil }
    guard granted, mergesReview, mandate(for: .decide, context.actor) == nil,
      let authority = oneHandAuthority(context)
    else {
      throw .reviewsMissing(needed: missing)
    }
    return authority
  }

  /// The authority that somebody has over this case, if it is of a way that allows one hand.
  func oneHandAuthority(_ context: Context) -> Authority? {
    guard let way = ruling?.way, let authority = context.authority, authority.kind.allows(way)
    else { return nil }
    return authority
  }

  /// Who may receive and decide a case alone says no in no step of it that he began himself: another must.
  func requireAnotherToRefuse(
    _ step: CaseworkRefusal.Step, _ context: Context
  ) throws(CaseworkRefusal) {
    guard oneHandAuthority(context) != nil, receivers.contains(context.actor.id) else { return }
    throw .staff(.refusalNeedsAnother(step))
  }
}
