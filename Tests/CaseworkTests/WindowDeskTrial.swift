// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Identity
import TestKit

@testable import Casework

extension Bureau {
  /// Somebody who stands at the window, with a number whose check character is right.
  static let visitor = Party(name: "示范 · 市民", code: "11010519491231002X", phone: "13800000001")

  /// What somebody at the window wants, for the item that is applied for here.
  func order(
    situation: [String: String]? = nil, seen: [String] = [], goal: WindowOrder.Goal = .delivered,
    applicant: Party = visitor, isConfirmed: Bool = true
  ) throws -> WindowOrder {
    let item = try item
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version), applicant: applicant,
      agent: nil, situation: situation ?? application.situation,
      answers: try application.answers(for: item), files: [], seen: seen)
    return WindowOrder(filing: filing, goal: goal, isConfirmed: isConfirmed)
  }

  /// Has it done at the window.
  @discardableResult
  func handle(
    situation: [String: String]? = nil, seen: [String] = [], goal: WindowOrder.Goal = .delivered,
    applicant: Party = visitor, isConfirmed: Bool = true, by name: String
  ) async throws -> CaseDesk.Receipt {
    try await desk.handleAtWindow(
      order(
        situation: situation, seen: seen, goal: goal, applicant: applicant,
        isConfirmed: isConfirmed), by: try Self.actor(name))
  }
}
