// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Journal
import SQL
import Site

/// The figures of a day: of the whole bureau, and of each section.
struct IndicatorReport: Sendable {
  let day: Day
  let whole: Indicators
  let departments: [(name: Words, figures: Indicators)]
}

/// What should be mended in one item.
struct ItemFindings: Sendable {
  let item: ItemVersion
  let findings: [Advice.Finding]
}

extension DraftingDesk {
  /// The items in force on a day, past ones as they were: what was withdrawn then and is open again counts as withdrawn.
  private func inForce(on day: Day) async throws -> (items: [ItemVersion], nearby: Set<String>) {
    let items = shelf.snapshot.current(on: day).map(\.item)
    let streets = streets.map(\.code)
    let (closed, nearby) = try await journal.database.read { reader in
      (
        try StandingTable.closed(on: day, in: reader),
        try StreetTable.items(at: streets, on: day, in: reader)
      )
    }
    return (items.filter { !closed.contains($0.code) }, nearby)
  }

  func indicators(on day: Day) async throws -> IndicatorReport {
    let (items, nearby) = try await inForce(on: day)
    let groups = Dictionary(grouping: items, by: \.department.zh)
    let departments = groups.sorted { $0.key < $1.key }.compactMap { _, items in
      items.first.map { (name: $0.department, figures: Indicators(items, nearby: nearby)) }
    }
    return IndicatorReport(
      day: day, whole: Indicators(items, nearby: nearby), departments: departments)
  }

  /// What should be mended in the items of today, a page of them by code; only those with findings.
  func findings(
    department: String?, rule: String?, after cursor: Cursor?, limit: Int
  ) throws -> (rows: [ItemFindings], next: Cursor?, total: Int) {
    let code = try cursor?.text(0) ?? ""
    let found = items.filter { department == nil || $0.department.zh == department }
      .map { item in
        ItemFindings(
          item: item,
          findings: Advice.findings(in: item).filter { rule == nil || $0.id == rule })
      }
      .filter { !$0.findings.isEmpty }
    let (rows, next) = Array(found.filter { $0.item.code > code }.prefix(limit + 1))
      .page(limit) { Cursor(.text($0.item.code)) }
    return (rows, next, found.reduce(0) { $0 + $1.findings.count })
  }
}
