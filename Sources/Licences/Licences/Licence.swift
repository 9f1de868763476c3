// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

/// An electronic licence (电子证照): what a grant leaves in the holder's hands, and all that becomes of it.
///
/// ```
/// issued ─ valid ─┬─ changed, renewed, replaced: another edition under the same number (articles 49 and 50)
///                 ├─ suspended ─ resumed
///                 ├─ cancelled (注销, article 70)
///                 └─ revoked (撤销, 69), withdrawn (撤回, 8), annulled (吊销) ─ struck out (article 70 ¶1(4))
/// ```
///
/// It lapses by itself when its time is over: that is computed from the day, and no event. What is printed on it lies
/// in the table of faces under its digest; the events hold no personal data.
package struct Licence: Aggregate {
  package static let kind = "licence"
  package static var format: Int { 3 }

  /// How a licence stands (证照状态), but for its time.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case none
    case valid
    /// 暂扣.
    case suspended
    /// 注销.
    case cancelled
    /// 撤销.
    case revoked
    /// 撤回.
    case withdrawn
    /// 吊销.
    case annulled

    /// Whether nothing brings it back.
    package var isEnded: Bool {
      switch self {
      case .none, .valid, .suspended: false
      case .cancelled, .revoked, .withdrawn, .annulled: true
      }
    }
  }

  /// A proposal that nobody has decided on yet, and what the holder has said to it.
  package struct Proceeding: Codable, Sendable, Hashable {
    package let proposal: Proposal
    package let proposedBy: String
    package let at: Instant
    package fileprivate(set) var statement: Defence?
  }

  package private(set) var status = Status.none
  /// The day from which it stands so.
  package private(set) var since: Day?
  package private(set) var issue: Issue?
  /// The edition of the certificate that counts, from 1: every change makes another one, which voids those before it.
  package private(set) var edition = 0
  package private(set) var identifier = ""
  package private(set) var face: Digest?
  /// The day on which this edition was made.
  package private(set) var madeOn: Day?
  /// Whether this edition stands in for a copy that was lost or damaged (补发).
  package private(set) var isReplacement = false
  /// The first day of validity.
  package private(set) var from: Day?
  /// The last day; nil without limit.
  package private(set) var until: Day?
  /// The day on which the last day was set.
  package private(set) var termSetOn: Day?
  /// How many days before its last day the holder was reminded last, in this period.
  package private(set) var reminded: Int?
  package private(set) var proceeding: Proceeding?
  /// The day on which a licence that was revoked, withdrawn or annulled was struck out (注销).
  package private(set) var struckOn: Day?
  package private(set) var documents: [LicenceDocument] = []

  package init() {}

  package mutating func apply(_ event: Event, at moment: Moment) {
    let today = moment.at.day
    switch event {
    case .issued(let issue):
      (status, since, self.issue) = (.valid, today, issue)
      (from, until, termSetOn) = (issue.from, issue.until, today)
      makeEdition(issue.identifier, face: issue.face, on: today)
    case .changed(let edition):
      makeEdition(edition.identifier, face: edition.face, on: today)
    case .replaced(let edition):
      makeEdition(edition.identifier, face: edition.face, on: today)
      isReplacement = true
    case .renewed(let renewal):
      (from, until, termSetOn, reminded) = (renewal.from, renewal.until, today, nil)
      makeEdition(renewal.edition.identifier, face: renewal.edition.face, on: today)
    case .reminded(let reminder):
      reminded = reminder.daysBefore
    case .proposed(let proposal):
      proceeding = Proceeding(proposal: proposal, proposedBy: moment.actor, at: moment.at)
    case .heard(let statement):
      proceeding?.statement = statement
    case .documentNumbered(let document):
      documents.append(document)
    case .kept, .revoked, .withdrawn, .annulled, .suspended, .resumed, .cancelled:
      settle(event)
    }
  }

  /// Another edition of the certificate.
  private mutating func makeEdition(_ identifier: String, face: Digest, on day: Day) {
    edition += 1
    (self.identifier, self.face, madeOn, isReplacement) = (identifier, face, day, false)
  }

  /// What ends a proceeding, or the licence.
  private mutating func settle(_ event: Event) {
    proceeding = nil
    switch event {
    case .revoked(let settlement): (status, since) = (.revoked, settlement.from)
    case .withdrawn(let settlement): (status, since) = (.withdrawn, settlement.from)
    case .annulled(let settlement): (status, since) = (.annulled, settlement.from)
    case .suspended(let settlement): (status, since) = (.suspended, settlement.from)
    case .resumed(let settlement): (status, since) = (.valid, settlement.from)
    case .cancelled(let cancellation):
      if status.isEnded {
        struckOn = cancellation.from
      } else {
        (status, since) = (.cancelled, cancellation.from)
      }
    default: break
    }
  }
}
