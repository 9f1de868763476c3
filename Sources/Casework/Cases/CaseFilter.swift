// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// Which cases, in which order, how many.
package struct CaseFilter: Sendable, Hashable {
  /// An order that the indexes have, and the place after which a page begins.
  package enum Order: Sendable, Hashable {
    /// What is due first, then what waits for nobody at the bureau, newest first; only cases that are open.
    case urgent(after: UrgentPlace?)
    /// What is due first; only cases that wait for the bureau.
    case due(after: DuePlace?)
    /// What came in last.
    case newest(before: ReceiptPlace?)
  }

  package struct UrgentPlace: Sendable, Hashable {
    let rank: CaseRank
    let id: String
  }

  package struct DuePlace: Sendable, Hashable {
    package let day: Day
    package let id: String

    package init(day: Day, id: String) {
      self.day = day
      self.id = id
    }
  }

  package struct ReceiptPlace: Sendable, Hashable {
    package let at: Instant
    package let id: String

    package init(at: Instant, id: String) {
      self.at = at
      self.id = id
    }
  }

  /// Where the cases may stand; anywhere, when empty.
  package var standings: [CaseStanding] = []
  package var department: String?
  package var item: Item?
  /// Who has the cases in hand.
  package var holder: String?
  /// Whether only cases count that the reader or his section is asked about.
  package var isAsked = false
  package var order = Order.newest(before: nil)
  package var limit = 50

  package init() {}

  /// An item, with the sections that decide or have decided on it by its versions: usually one.
  package struct Item: Sendable, Hashable {
    let code: String
    let departments: [String]
  }
}

extension CaseFilter.Order {
  /// Whether only open cases have a place in it.
  var isOfOpen: Bool {
    switch self {
    case .urgent, .due: true
    case .newest: false
    }
  }

  /// What comes after the place; before the first page a place that everything comes after, so that every page
  /// is found in the same way.
  ///
  /// - Parameter row: what has the columns of the order.
  func condition(on row: Statement) -> Statement {
    switch self {
    case .urgent(let place):
      "(\(row).rank, \(row).id) > (\(place?.rank ?? .start), \(place?.id ?? ""))"
    case .due(let place):
      """
      (\(row).rank, \(row).id)
        > (\(place.map { CaseRank(due: $0.day) } ?? .start), \(place?.id ?? ""))
      AND \(row).rank < \(CaseRank.datedEnd)
      """
    case .newest(let place):
      """
      (\(row).received_at, \(row).id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      """
    }
  }

  /// The columns of the result, which all runs share, that it goes by.
  var columns: Statement {
    switch self {
    case .urgent, .due: "rank, id"
    case .newest: "received_at DESC, id DESC"
    }
  }
}

/// The runs of entries in the indexes of `case_row` that make up a list: each is read in the order of the list from
/// one index, no row is in two of them, and a page is merged of their beginnings.
///
/// So a page costs its own length, whatever lies before and behind it, for whoever asks.
struct CaseRuns {
  /// One stretch of an index.
  struct Run {
    /// The condition on the row `c`, and on the row `a` where it is of `case_asked`; without the order's.
    let condition: Statement
    /// Whether it lies in an index of `case_asked`.
    let isAsked: Bool
  }

  let runs: [Run]

  init(_ filter: CaseFilter, for scope: CaseScope) {
    let open: [Statement] = filter.order.isOfOpen ? ["c.closed_at IS NULL"] : []
    let ways = filter.isAsked ? scope.asked : scope.ways
    if let holder = filter.holder {
      runs = Self.held(by: holder, filter, ways, open)
      return
    }
    runs = ways.enumerated().flatMap { index, way in
      // What an earlier way has led to is not shown again. One condition, not one for each way: of many an engine
      // concludes that hardly a row is left, and sorts.
      let earlier = ways[..<index].map(\.condition)
      let rest = (earlier.isEmpty ? [] : ["(\(earlier.joined(by: " OR "))) IS NOT TRUE"]) + open
      let isAsked = if case .asked = way { true } else { false }
      return Self.runs(filter, by: way).map {
        Run(condition: ($0 + rest).joined(by: " AND "), isAsked: isAsked)
      }
    }
  }

  /// What one person has in hand is few: it is one run, looked at one by one for every reason to see it.
  private static func held(
    by holder: String, _ filter: CaseFilter, _ ways: [CaseScope.Way], _ open: [Statement]
  ) -> [Run] {
    guard !ways.isEmpty else { return [] }
    let seen: Statement = "(\(ways.map(\.narrowing).joined(by: " OR ")))"
    let parts = ["c.holder = \(holder)", seen] + narrowed(filter) + open
    return [Run(condition: parts.joined(by: " AND "), isAsked: false)]
  }

  private static func runs(_ filter: CaseFilter, by way: CaseScope.Way) -> [[Statement]] {
    switch way {
    case .everything:
      return runs(filter, in: filter.department.map { [$0] })
    case .department(let own):
      return filter.department.map { $0 == own } ?? true ? runs(filter, in: [own]) : []
    case .items(let own, let codes):
      guard filter.department ?? own == own else { return [] }
      return codes.filter { filter.item?.code ?? $0 == $0 }
        .flatMap { runs(filter, in: [own], of: $0) }
    case .asked(let addressee):
      return [
        ["a.kind = \(addressee.columns.kind)", "a.who = \(addressee.columns.who)"]
          + narrowed(filter)
      ]
    case .applicant, .filer:
      return [[way.condition] + narrowed(filter)]
    }
  }

  /// Runs of all cases, or of those of some sections, on one item where it is named.
  private static func runs(
    _ filter: CaseFilter, in departments: [String]?, of code: String? = nil
  ) -> [[Statement]] {
    let departments = departments ?? filter.item?.departments
    let code = code ?? filter.item?.code
    // Items, and the order of what is due, are only kept by standing.
    let isByStanding = code != nil || filter.order.isOfOpen || !filter.standings.isEmpty
    let all = filter.order.isOfOpen ? CaseStanding.open : CaseStanding.allCases
    let wanted = filter.standings.isEmpty ? all : all.filter(filter.standings.contains)
    let standings: [Statement?] =
      isByStanding ? wanted.map { "c.standing = \($0)" } : [nil]
    let sections: [Statement?] = departments?.map { "c.department = \($0)" } ?? [nil]
    let item: Statement? = code.map { "c.item_code = \($0)" }
    return sections.flatMap { section in
      standings.map { standing in
        let parts = [item, section, standing].compactMap(\.self)
        return parts.isEmpty ? ["TRUE"] : parts
      }
    }
  }

  /// One person's cases, and those that somebody is asked about, are few: they are read in their order, and looked at one by one.
  ///
  /// The columns stand in expressions, so that no engine seeks them in an index that has another order.
  private static func narrowed(_ filter: CaseFilter) -> [Statement] {
    var conditions: [Statement] = []
    if !filter.standings.isEmpty {
      conditions.append("(c.standing || '') IN (\(list: filter.standings))")
    }
    if let department = filter.department {
      conditions.append("(c.department || '') = \(department)")
    }
    if let item = filter.item { conditions.append("(c.item_code || '') = \(item.code)") }
    return conditions
  }
}
