// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// That streets do a part of an item in their own halls (委托、下放街道).
package struct StreetDelegation: Aggregate {
  package static let kind = "street-delegation"

  /// How much of it they do.
  package enum Scope: String, Codable, CaseIterable, Sendable {
    /// They take the application and hand out the result; the bureau decides.
    case receive
    /// They decide as well, in the bureau's name (行政许可法 article 24).
    case decide
  }

  package struct Terms: Codable, Sendable, Hashable {
    package let item: String
    /// Nine digits each, in order.
    package let streets: [String]
    package let scope: Scope
    /// The law, regulation or rule that it rests on; licences are decided by another only by one.
    package let basis: String?
    /// The first day.
    package let from: Day
    /// The last day; nil until further notice.
    package let until: Day?

    package init(
      item: String, streets: Set<String>, scope: Scope, basis: String?, from: Day, until: Day?
    ) {
      self.item = item
      self.streets = streets.sorted()
      self.scope = scope
      self.basis = basis
      self.from = from
      self.until = until
    }
  }

  package enum Command: Sendable {
    case grant(Terms, Remark)
    case end(Remark)
  }

  package enum Event: Codable, Sendable, Hashable {
    case granted(Terms, reasons: Digest)
    /// - Parameter on: the first day on which it does not apply.
    case ended(on: Day, reasons: Digest)
  }

  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day
    /// Whether the item is a licence.
    package let isLicensing: Bool
    /// The streets that there are, by code.
    package let streets: [String: String]
    /// Those that have the item in that time already.
    package let taken: Set<String>
  }

  package private(set) var terms: Terms?
  package private(set) var endedOn: Day?

  package init() {}

  package func decide(
    _ command: Command, _ context: Context
  ) throws(DraftingRefusal) -> [Event] {
    guard context.actor.holds(anyOf: DraftingScope.reviewers) else { throw .notYourPart }
    switch command {
    case .grant(let terms, let reasons):
      guard !terms.streets.isEmpty, terms.streets.allSatisfy({ context.streets[$0] != nil })
      else { throw .streetsMissing }
      guard terms.from >= context.today, terms.until.map({ $0 >= terms.from }) ?? true else {
        throw .daysDoNotFit
      }
      if terms.scope == .decide, context.isLicensing, terms.basis == nil { throw .basisMissing }
      if let street = terms.streets.first(where: context.taken.contains) {
        throw .overlaps(street: context.streets[street] ?? street)
      }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.granted(terms, reasons: reasons.digest)]
    case .end(let reasons):
      guard let terms, endedOn == nil, terms.until.map({ $0 >= context.today }) ?? true else {
        throw .isOver
      }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.ended(on: context.today, reasons: reasons.digest)]
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .granted(let terms, _): self.terms = terms
    case .ended(let day, _): endedOn = day
    }
  }
}
