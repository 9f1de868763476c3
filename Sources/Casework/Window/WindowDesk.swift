// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// What somebody at the window wants, written down by a clerk: a case of an item that is done at once (马上办) comes to its
/// end in one transaction, any other is received.
package struct WindowOrder: Sendable {
  /// How far the case is brought.
  package enum Goal: String, Codable, CaseIterable, Sendable {
    case received
    case delivered
  }

  package let filing: Filing
  package let goal: Goal
  /// Whether the applicant has said, face to face, that all of it is true.
  package let isConfirmed: Bool
  /// Why it is granted; the usual words where empty.
  package let reasons: String

  package init(filing: Filing, goal: Goal, isConfirmed: Bool, reasons: String = "") {
    self.filing = filing
    self.goal = goal
    self.isConfirmed = isConfirmed
    self.reasons = reasons
  }
}

extension CaseDesk {
  /// Who works at the window.
  package static let windowRoles: Set<Role> = [.clerk, .helper, .chiefApprover]

  /// Files for somebody who stands at the window, and where it can be done at once, accepts, grants and delivers.
  ///
  /// All of it or nothing: whatever rule stands against any step refuses the whole, and nothing was received. So the clerk
  /// can put right what is wrong while the applicant is there; and where nothing can be put right, he has the case received
  /// for the ordinary way, which begins the law's five days only when somebody has decided on that.
  package func handleAtWindow(
    _ order: WindowOrder, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      guard order.isConfirmed else { throw CaseworkRefusal.staff(.applicantNotSure) }
      let item = try item(order.filing.item)
      // Whoever is there for one section only receives its cases only.
      let isSectional = actor.roles.intersection(Self.windowRoles).isSubset(of: Case.sectional)
      if isSectional, let department = actor.department, department != item.department.zh {
        throw CaseworkRefusal.otherDepartment
      }
      var receipt = try registry.file(order.filing, as: id, through: .window, unit)
      guard order.goal == .delivered else { return receipt }
      try requireAuthority(order.filing, item, unit)
      let words = order.reasons.isEmpty ? Self.usualReasons(for: item) : order.reasons
      try EvidenceTable.keep(text: words, in: unit.transaction)
      for command in [
        .accept, .decide(granted: true, Reasons(words)), .deliver(.window),
      ] as [Case.Command] {
        receipt = try step(command, receipt.id, receipt.number, nil, unit)
      }
      return receipt
    }
  }

  /// Says why it cannot be done at once before a rule of the case does, which knows less of the reason.
  private func requireAuthority(
    _ filing: Filing, _ item: ItemVersion, _ unit: UnitOfWork
  ) throws {
    let way = filing.ruling(of: item).way
    guard way.isOneHand else { throw CaseworkRefusal.staff(.notImmediate) }
    let held = try AuthorisationTable.inForce(
      of: unit.actor, on: unit.now.day, in: unit.transaction)
    guard registry.authority(held, way, filing, item, on: unit.now.day) != nil else {
      throw CaseworkRefusal.staff(.notAuthorised)
    }
  }

  /// The reasons of a grant at the window, which the clerk may change.
  static func usualReasons(for item: ItemVersion) -> String {
    "申请材料齐全，符合法定形式，已当面核对；申请符合“\(item.name.zh)”的条件，准予办理。"
  }

  /// What somebody may do in one hand today.
  func authorisations(
    of actor: Actor
  ) async throws -> [(id: String, terms: Authorisation.Terms)] {
    let today = now.day
    return try await journal.database.read {
      try AuthorisationTable.inForce(of: actor, on: today, in: $0)
    }
  }
}

extension [(id: String, terms: Authorisation.Terms)] {
  /// The first under which an item can be done in one hand, if its answers allow it.
  func first(for item: ItemVersion) -> Authorisation.Terms? {
    first { $0.terms.covers(item) && item.isListed(for: $0.terms.kind) }?.terms
  }
}
