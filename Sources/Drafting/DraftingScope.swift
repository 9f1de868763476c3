// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// Who does what with items.
enum DraftingScope {
  /// Who claims, writes and hands over.
  static let administrators: Set<Role> = [.itemAdministrator]
  /// Who reviews what another has written, publishes, withdraws and delegates.
  static let reviewers: Set<Role> = [.itemAdministrator, .agencyHead]
  /// Who reads drafts, findings and figures: the bureau's own affair until they are published.
  static let readers: Set<Role> = [
    .itemAdministrator, .agencyHead, .departmentHead, .supervisor, .auditor,
  ]

  static let gate = Gate<Actor>.only(readers)
  static let writing = Gate<Actor>.only(administrators)
  static let deciding = Gate<Actor>.only(reviewers)
}
