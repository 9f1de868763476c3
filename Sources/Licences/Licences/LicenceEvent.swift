// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import ShangMi

extension Licence {
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

  /// Another certificate under the same number, by a case that was granted.
  package struct Edition: Codable, Sendable, Hashable {
    package let caseID: String
    package let identifier: String
    package let face: Digest
  }

  /// Another period of validity.
  package struct Renewal: Codable, Sendable, Hashable {
    package let edition: Edition
    package let from: Day
    package let until: Day?
    /// Whether nobody decided and the law has renewed it (行政许可法 article 50 ¶2).
    package let isDeemed: Bool
  }

  /// That the licence is struck out (注销, article 70).
  package struct Cancellation: Codable, Sendable, Hashable {
    package let ground: LicenceGround
    /// The text of the reasons, in the evidence; nil where the case that wanted it has them.
    package let reasons: Digest?
    /// The case by which the holder applied for it.
    package let caseID: String?
    package let from: Day

    package init(ground: LicenceGround, reasons: Digest?, caseID: String?, from: Day) {
      self.ground = ground
      self.reasons = reasons
      self.caseID = caseID
      self.from = from
    }
  }

  /// That the holder was reminded of the end.
  package struct Reminder: Codable, Sendable, Hashable {
    package let daysBefore: Int
    /// Whether a renewal was in hand already, so that nobody was bothered.
    package let isRenewing: Bool
  }

  /// What somebody wants done.
  package enum Command: Sendable {
    case issue(Issue)
    case change(Edition)
    case replace(Edition)
    case renew(Renewal)
    case cancel(Cancellation)
    case remind(Reminder)
    case propose(Proposing)
    case hear(Defence.Kind, Reasons?)
    case conclude(LicenceOutcome, Reasons, compensation: Reasons?)
    case number(LicenceDocument)
  }

  /// What has happened.
  package enum Event: Codable, Sendable, Hashable {
    case issued(Issue)
    case changed(Edition)
    case replaced(Edition)
    case renewed(Renewal)
    case reminded(Reminder)
    case proposed(Proposal)
    case heard(Defence)
    /// The licence stays as it is: 不予撤销, or the proceeding came to nothing.
    case kept(Settlement)
    case revoked(Settlement)
    case withdrawn(Settlement)
    case annulled(Settlement)
    case suspended(Settlement)
    case resumed(Settlement)
    case cancelled(Cancellation)
    case documentNumbered(LicenceDocument)
  }
}

/// The documents (文书) about a licence, beside those of its cases.
package enum LicenceDocumentKind: String, Codable, CaseIterable, Sendable {
  /// 事先告知书: what is about to be decided, and the right to be heard (行政许可法 articles 7 and 36).
  case notice
  case revocation
  /// 不予撤销, because it would do great harm to the public interest (article 69 ¶3).
  case sparing
  case withdrawal
  case annulment
  case suspension
  case resumption
  case cancellation
  /// 终止程序: the proceeding came to nothing.
  case closing

  /// The document that something is put into, if it has one; a cancellation by a case has that case's.
  init?(of event: Licence.Event) {
    switch event {
    case .proposed(let proposal):
      guard proposal.measure.isHeard else { return nil }
      self = .notice
    case .revoked: self = .revocation
    case .withdrawn: self = .withdrawal
    case .annulled: self = .annulment
    case .suspended: self = .suspension
    case .resumed: self = .resumption
    case .cancelled(let cancellation):
      guard cancellation.caseID == nil else { return nil }
      self = .cancellation
    case .kept(let settlement):
      // Whoever was told of a proceeding is told of its end.
      guard settlement.proposal.measure.isHeard else { return nil }
      self = settlement.outcome == .spared ? .sparing : .closing
    case .issued, .changed, .replaced, .renewed, .reminded, .heard, .documentNumbered: return nil
    }
  }

  /// The word of the series in the document's number.
  var numberWord: String {
    switch self {
    case .notice: "撤告字"
    case .revocation: "撤许字"
    case .sparing: "不撤字"
    case .withdrawal: "撤回字"
    case .annulment: "吊字"
    case .suspension: "扣字"
    case .resumption: "复字"
    case .cancellation: "注字"
    case .closing: "结字"
    }
  }
}

/// A document with its number.
package struct LicenceDocument: Codable, Sendable, Hashable {
  package let kind: LicenceDocumentKind
  package let number: String
  /// The version of the event that it puts into writing.
  package let version: Int
  /// Its text as it was issued; nil of one that was issued before texts were kept.
  package let kept: KeptSheet?
}
