// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL
import Site

/// The one rule of who may see past cases: the bureau's staff, all of them, and nobody else.
///
/// A log of a former system tells no applicant's name, but who did which step; every list and every detail splices this.
package struct ArchiveScope: Sendable, Hashable {
  private let isStaff: Bool

  package init(of actor: Actor) {
    isStaff = actor.isStaff
  }

  /// A condition on any row of this room.
  var condition: Statement { isStaff ? "TRUE" : "FALSE" }

  /// Whom the routes let in.
  static let gate = Gate.only(Set(Role.allCases).subtracting([.applicant, .agent, .system]))
}
