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
}

extension JointFiling: Evidence {}
extension Bundle: Evidence {}
