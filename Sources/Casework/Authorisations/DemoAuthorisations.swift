// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal

/// Authorisations of the fictional people of a demonstration: one for a chief approver, one for a clerk at the window.
package enum DemoAuthorisations {
  /// Gives those that are missing, where the catalogue has items for them.
  package static func install(by desk: AuthorisationDesk) async throws {
    guard try await desk.page(before: nil, limit: 1).rows.isEmpty,
      let head = DemoAccounts.all().first(where: { $0.roles.contains(.agencyHead) })
    else { return }
    let chief = DemoAccounts.all().first { $0.id == "demo-chief" }
    let immediate = desk.listed(for: .window).filter { $0.terms.promised.number == 0 }
    if let section = chief?.department,
      desk.listed(for: .chief).contains(where: { $0.department.zh == section })
    {
      try await give(
        .chief, to: "demo-chief", section: section, items: [], by: head.actor, desk,
        "高频民生事项极简审批，一人受理、首办负责、协同落实、全程服务。")
    }
    if !immediate.isEmpty {
      try await give(
        .window, to: "demo-window", section: nil, items: immediate.map(\.code), by: head.actor,
        desk, "群众办事量大的即办件，在窗口即来即办。")
    }
  }

  private static func give(
    _ kind: Authorisation.Kind, to holder: String, section: String?, items: [String],
    by head: Actor, _ desk: AuthorisationDesk, _ reasons: String
  ) async throws {
    let today = desk.journal.clock.now.day
    _ = try await desk.give(
      AuthorisationDesk.Proposal(
        kind: kind, holder: holder, items: items, section: section, from: today,
        until: today.adding(days: daysGiven), limit: "", reasons: Reasons(reasons)),
      by: head)
  }

  /// Ten years: a demonstration is not to end by itself.
  private static let daysGiven = 3_652
}
