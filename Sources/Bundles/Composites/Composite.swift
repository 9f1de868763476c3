// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Licences

/// The one certificate over all licences of a joint case (行业综合许可证): it licenses nothing by itself, each licence in it
/// stands for itself.
///
/// Whatever becomes of a licence makes another edition; what has ended is shown as ended, the others stay.
package struct Composite: Aggregate {
  package static let kind = "composite"

  package private(set) var issue: Issue?
  package private(set) var edition = 0
  package private(set) var issuedOn: Day?
  /// When the last edition was made, and why.
  package private(set) var madeOn: Day?
  package private(set) var cause: Change?
  private var statuses: [String: Licence.Status] = [:]

  package init() {}

  /// What an issue states.
  package struct Issue: Codable, Sendable, Hashable {
    package let number: String
    package let joint: String
    package let bundle: BundleReference
    package let holder: String?
    package let filer: String
    package let validity: CertificateRule.Validity
    /// The licences by their ids.
    package let licences: [String]
  }

  /// What has become of one licence.
  package struct Change: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case changed, renewed, replaced, suspended, resumed, ended
    }

    package let licence: String
    package let kind: Kind
    package let status: Licence.Status
  }

  package enum Command: Sendable {
    case issue(Issue)
    case follow(Change)
  }

  package enum Event: Codable, Sendable, Hashable {
    case issued(Issue)
    case reissued(Change)
  }

  package func decide(_ command: Command, _ context: Void) throws(BundleRefusal) -> [Event] {
    switch command {
    case .issue(let issue): self.issue == nil ? [.issued(issue)] : []
    case .follow(let change):
      issue?.licences.contains(change.licence) == true ? [.reissued(change)] : []
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    edition += 1
    madeOn = moment.at.day
    switch event {
    case .issued(let issue):
      self.issue = issue
      issuedOn = moment.at.day
      for licence in issue.licences { statuses[licence] = .valid }
    case .reissued(let change):
      statuses[change.licence] = change.status
      cause = change
    }
  }

  /// How it stands as a whole.
  package var standing: CompositeStanding {
    let stands = statuses.values.map { $0 == .valid }
    if stands.allSatisfy(\.self) { return .valid }
    return stands.contains(true) ? .partly : .ended
  }
}

/// How a composite certificate stands: as the licences in it do.
package enum CompositeStanding: String, Codable, CaseIterable, Sendable {
  case valid
  /// One or several licences in it have ended or are suspended; the others stand.
  case partly
  case ended
}

extension Composite.Change {
  /// What an event of a licence means for the certificates over it; nil where nothing changes on them.
  init?(_ event: Licence.Event, of licence: String, status: Licence.Status) {
    let kind: Kind
    switch event {
    case .changed: kind = .changed
    case .replaced: kind = .replaced
    case .renewed: kind = .renewed
    case .suspended: kind = .suspended
    case .resumed: kind = .resumed
    case .revoked, .withdrawn, .annulled: kind = .ended
    case .cancelled: kind = .ended
    case .issued, .reminded, .proposed, .heard, .kept, .documentNumbered: return nil
    }
    self.init(licence: licence, kind: kind, status: status)
  }
}
