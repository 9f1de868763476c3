// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// A written authorisation (授权书): the head of the agency lets somebody receive, decide and deliver certain cases in
/// one hand, for a time and within limits.
///
/// No law orders it, and none forbids it: the decision stays the agency's, and what the law wants of more than one hand
/// (行政许可法 article 34 ¶3) stays with more. Who may have it and for what is a rule of the house.
package struct Authorisation: Aggregate {
  package static let kind = "authorisation"

  /// Who is authorised, and for which ways of handling.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// A chief approver (首席审批员): streamlined approval, and what is done at once.
    case chief
    /// A clerk at the window (授权核准): only what is done at once.
    case window
  }

  /// How it stands, leaving its days aside.
  package enum Standing: String, Codable, CaseIterable, Sendable {
    /// Before the first event; none of the store ever stands so.
    case none
    case given
    case suspended
    case revoked
  }

  /// What it says.
  package struct Terms: Codable, Sendable, Hashable {
    /// The number of the document: 江汉审批授字〔2026〕1号.
    package let number: String
    package let kind: Kind
    /// The account of whoever is authorised.
    package let holder: String
    /// The section whose listed items it covers, all of them; nil where it names items.
    package let section: String?
    /// The codes of the items that it names; empty where it covers those of a section.
    package let items: [String]
    package let from: Day
    /// The last day on which it may be used.
    package let until: Day
    /// What must be true of an application's answers; nil where nothing limits it.
    package let limit: Rule?
    package let reasons: Digest
    /// The document as it was issued; nil of one that was issued before texts were kept.
    package internal(set) var kept: KeptSheet?

    package init(
      number: String, kind: Kind, holder: String, section: String?, items: [String], from: Day,
      until: Day, limit: Rule?, reasons: Digest
    ) {
      self.number = number
      self.kind = kind
      self.holder = holder
      self.section = section
      self.items = items
      self.from = from
      self.until = until
      self.limit = limit
      self.reasons = reasons
    }
  }

  package enum Command: Sendable {
    case give(Terms)
    case suspend(Reasons)
    case resume(Reasons)
    case revoke(Reasons)
  }

  package enum Event: Codable, Sendable, Hashable {
    case given(Terms)
    case suspended(reasons: Digest)
    case resumed(reasons: Digest)
    case revoked(reasons: Digest)
  }

  /// Who acts, and when.
  package struct Context: Sendable {
    let actor: Actor
    let now: Instant

    package init(actor: Actor, now: Instant) {
      self.actor = actor
      self.now = now
    }
  }

  package private(set) var standing = Standing.none
  package private(set) var terms: Terms?

  package init() {}

  package func decide(
    _ command: Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    guard context.actor.roles.contains(.agencyHead) else { throw .notYourPart(.authorise) }
    switch command {
    case .give(let terms):
      try require(.none)
      guard terms.holder != context.actor.id else { throw .staff(.ownAuthorisation) }
      guard terms.from <= terms.until, terms.until >= context.now.day else {
        throw .staff(.periodWrong)
      }
      return [.given(terms)]
    case .suspend(let reasons):
      try require(.given)
      return [.suspended(reasons: try Self.given(reasons))]
    case .resume(let reasons):
      try require(.suspended)
      return [.resumed(reasons: try Self.given(reasons))]
    case .revoke(let reasons):
      try require(.given, .suspended)
      return [.revoked(reasons: try Self.given(reasons))]
    }
  }

  private func require(_ standings: Standing...) throws(CaseworkRefusal) {
    guard standings.contains(standing) else { throw .staff(.authorisationNot(standing)) }
  }

  private static func given(_ reasons: Reasons) throws(CaseworkRefusal) -> Digest {
    guard reasons.isGiven else { throw .reasonsMissing(.authorise) }
    return reasons.digest
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .given(let terms):
      standing = .given
      self.terms = terms
    case .suspended: standing = .suspended
    case .resumed: standing = .given
    case .revoked: standing = .revoked
    }
  }
}

extension Authorisation.Kind {
  /// What an authorisation of this kind makes possible.
  package func allows(_ way: HandlingWay) -> Bool {
    switch self {
    case .chief: way.isOneHand
    case .window: way == .immediate
    }
  }

  /// What its holder must be.
  var role: Role {
    switch self {
    case .chief: .chiefApprover
    case .window: .clerk
    }
  }
}

extension Authorisation.Terms {
  /// Whether it covers an application for an item on a day.
  ///
  /// How the application is handled, and that the authorisation is neither suspended nor revoked, is looked at
  /// elsewhere.
  package func covers(_ item: ItemVersion, _ facts: Facts, on day: Day) -> Bool {
    covers(item) && from <= day && day <= until && limit?.holds(for: facts) ?? true
  }

  /// Whether it names the item, or all listed items of the item's section.
  package func covers(_ item: ItemVersion) -> Bool {
    items.isEmpty ? item.department.zh == section : items.contains(item.code)
  }

  /// Whether its days have passed.
  package func isOver(on day: Day) -> Bool { until < day }
}

extension ItemVersion {
  /// Whether an authorisation of a kind can be for this item: its file, or a table of it, allows one hand (目录内事项).
  package func isListed(for kind: Authorisation.Kind) -> Bool {
    ways.contains(where: kind.allows)
  }
}
