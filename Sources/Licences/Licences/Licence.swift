// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

/// An electronic licence (电子证照): what a grant leaves in the holder's hands.
///
/// What is printed on it lies in the table of faces under its digest; the events hold no personal data.
package struct Licence: Aggregate {
  package static let kind = "licence"

  /// How a licence stands (证照状态).
  package enum Status: String, Codable, CaseIterable, Sendable {
    case none
    case valid
  }

  /// What an issue states.
  package struct Issue: Codable, Sendable, Hashable {
    /// The number on the certificate, by the item's pattern.
    package let number: String
    /// The identifier of the e-licence by GB/T 36904.
    package let identifier: String
    package let item: ItemReference
    package let caseID: String
    /// The account of the holder, if the holder has one.
    package let holder: String?
    /// What is printed on it.
    package let face: Digest
    package let from: Day
    /// The last day of validity; nil without limit.
    package let until: Day?
  }

  package enum Command: Sendable {
    case issue(Issue)
  }

  package enum Event: Codable, Sendable, Hashable {
    case issued(Issue)
  }

  package private(set) var status = Status.none
  package private(set) var issue: Issue?

  package init() {}

  package func decide(
    _ command: Command, _ context: Actor
  ) throws(LicenceRefusal) -> [Event] {
    switch command {
    case .issue(let issue):
      guard context.holds(anyOf: [.system]) else { throw .onlyByGrant }
      guard status == .none else { throw .alreadyIssued }
      return [.issued(issue)]
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .issued(let issue):
      status = .valid
      self.issue = issue
    }
  }
}
