// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue

/// What somebody hands in for a bundle: one form and one set of materials, by their joint names.
///
/// Personal data: kept as evidence and in drafts, never in an event.
package struct JointFiling: Codable, Sendable, Hashable {
  package let bundle: BundleReference
  /// The versions of the members' items, by code: a joint case keeps them, whatever is published or withdrawn later.
  package let items: [String: Int]
  package var applicant: Party
  package var agent: Party?
  /// The answers of the joint guide: question → option.
  package var answers: [String: String]
  /// The form: field → value.
  package var values: [String: String]
  package var files: [FiledFile]
  /// Optional members that the applicant does not want.
  package var leftOut: Set<String>
  /// The signed commitments (告知承诺), by the member that is applied for on one; nil where none was signed.
  package var commitments: [String: Signature]?
  /// The signed commitments to hand in later what is missing (容缺), by member.
  package var deferrals: [String: Signature]?

  package init(
    bundle: BundleReference, items: [String: Int], applicant: Party, agent: Party?,
    answers: [String: String], values: [String: String] = [:], files: [FiledFile] = [],
    leftOut: Set<String> = []
  ) {
    self.bundle = bundle
    self.items = items
    self.applicant = applicant
    self.agent = agent
    self.answers = answers
    self.values = values
    self.files = files
    self.leftOut = leftOut
  }

  /// The signature under a text of a member's item.
  package subscript(text: SignedText, member: String) -> Signature? {
    get {
      switch text {
      case .commitment: commitments?[member]
      case .deferral: deferrals?[member]
      }
    }
    set {
      switch text {
      case .commitment: commitments = commitments.with(newValue, for: member)
      case .deferral: deferrals = deferrals.with(newValue, for: member)
      }
    }
  }

  /// Takes up a member that was left out at first, or could not begin: by the ordinary way, since what was signed
  /// before need not be the text any more.
  mutating func takeUp(_ member: String) {
    leftOut.remove(member)
    for text in SignedText.allCases { self[text, member] = nil }
  }
}

extension [String: Signature]? {
  /// With a signature put in or taken out; nil once there is none.
  fileprivate func with(_ signature: Signature?, for member: String) -> Self {
    var signatures = self ?? [:]
    signatures[member] = signature
    return signatures.isEmpty ? nil : signatures
  }
}

extension JointFiling: Evidence {}
extension Bundle: Evidence {}
