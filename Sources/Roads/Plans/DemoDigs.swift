// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import SQL

/// A few fictional entries of the plan, two of them in conflict, for trying the counter out.
package struct DemoDigs: Sendable {
  let desk: RoadsDesk
  let accounts: Accounts

  package init(desk: RoadsDesk, accounts: Accounts) {
    self.desk = desk
    self.accounts = accounts
  }

  private struct Entry {
    let unit: String
    let line: LineKind
    let purpose: String
    let segments: [String]
    /// Days from today.
    let start: Int
    let days: Int
    let depth: Int
    let area: Int
  }

  private static let entries = [
    Entry(
      unit: "示范自来水有限公司（虚构）", line: .water, purpose: "DN300 给水管更新",
      segments: ["JH-009", "JH-023"], start: 20, days: 25, depth: 180, area: 420),
    Entry(
      unit: "示范燃气有限公司（虚构）", line: .gas, purpose: "老旧燃气管改造", segments: ["JH-009"], start: 38,
      days: 20, depth: 120, area: 260),
    Entry(
      unit: "示范供电公司（虚构）", line: .power, purpose: "电力通道二期改造", segments: ["JH-005", "JH-007"],
      start: 60, days: 40, depth: 250, area: 900),
  ]

  /// Adds them where there is a network and nothing is planned yet.
  /// - Returns: how many.
  package func install() async throws -> Int {
    let network = try await desk.network()
    let period = PlanPeriod(of: desk.now.day)
    guard try await desk.plan(period, after: nil, limit: 1).rows.isEmpty,
      let keeper = try await accounts.account(login: "demo-city-reviewer-1")?.actor,
      try await desk.digs(.own, at: nil, limit: 1, for: keeper).rows.isEmpty
    else { return 0 }
    let known = Self.entries.filter { $0.segments.allSatisfy { network.segment($0) != nil } }
    for entry in known {
      let order = DigOrder(
        unit: entry.unit, line: entry.line, purpose: entry.purpose, segments: entry.segments,
        window: Window(from: desk.now.day.adding(days: entry.start), days: entry.days),
        depth: entry.depth, area: entry.area,
        contact: DigContact(name: "示范联系人", phone: "027-00000000"))
      let number = try await desk.announce(order, by: keeper).number
      _ = try await desk.take(.publish, with: number, by: keeper, expecting: nil)
    }
    return known.count
  }
}
