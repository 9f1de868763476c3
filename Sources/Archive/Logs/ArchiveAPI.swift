// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal
import SQL
import Site

/// Past cases for programs: what the pages show, over `/api/v1`.
struct ArchiveAPI: Sendable {
  let desk: ArchiveDesk

  /// How the pairs of a log are ordered.
  private enum Order: String, CaseIterable {
    case times
    case cost
  }

  var routes: [Route] {
    [
      .api(.get, ArchiveLink.logs.api, ArchiveScope.gate, "历史日志列表", Self.logs) {
        visit, actor in try await logs(visit, actor)
      },
      .api(.get, ArchiveLink.log("{log}").api, ArchiveScope.gate, "查看历史日志", Self.log) {
        visit, actor in
        .json(ArchiveJSON.Log(try await desk.log(visit.parameter("log"), for: actor)))
      },
      .api(
        .get, ArchiveLink.log("{log}").api + "/activities", ArchiveScope.gate, "历史日志的活动",
        Self.listing("listArchiveActivities", "ArchiveActivityList", ArchiveSchemas.activity)
      ) { visit, actor in
        try await rows(visit, actor, LogTable.activities, \.place, ArchiveJSON.Activity.init)
      },
      .api(
        .get, ArchiveLink.log("{log}").api + "/resources", ArchiveScope.gate, "历史日志的办理人",
        Self.listing("listArchiveResources", "ArchiveResourceList", ArchiveSchemas.resource)
      ) { visit, actor in
        try await rows(visit, actor, LogTable.resources, \.place, ArchiveJSON.Resource.init)
      },
      .api(
        .get, ArchiveLink.log("{log}").api + "/pairs", ArchiveScope.gate, "历史日志的前后环节",
        Self.pairs
      ) { visit, actor in
        try await pairs(visit, actor)
      },
      .api(
        .get, ArchiveLink.cases("{log}").api, ArchiveScope.gate, "历史办件列表", Self.cases
      ) { visit, actor in
        try await cases(visit, actor)
      },
      .api(
        .get, ArchiveLink.pastCase(log: "{log}", number: "{number}").api, ArchiveScope.gate,
        "查看历史办件", Self.detail
      ) { visit, actor in
        let number = try visit.parameter("number", as: Int.self)
        let (_, row, steps) = try await desk.pastCase(
          number, of: visit.parameter("log"), for: actor)
        return .json(ArchiveJSON.Detail(row, steps))
      },
    ]
  }

  // MARK: - Operations

  private static let logs = Operation(
    "listArchiveLogs", tag: "archive", parameters: Operation.Parameter.paging,
    returns: .listing("ArchiveLogList", of: ArchiveSchemas.log))

  private static let log = Operation(
    "getArchiveLog", tag: "archive", parameters: [ArchiveSchemas.logID],
    returns: ArchiveSchemas.log)

  private static func listing(_ id: String, _ name: String, _ item: Schema) -> Operation {
    Operation(
      id, tag: "archive", parameters: [ArchiveSchemas.logID] + Operation.Parameter.paging,
      returns: .listing(name, of: item))
  }

  private static let pairs = Operation(
    "listArchivePairs", tag: "archive",
    parameters: [
      ArchiveSchemas.logID,
      .query(
        "order", .choice(of: Order.self),
        "The most frequent first (`times`), which is usual; or those whose waiting costs most in all."
      ),
    ] + Operation.Parameter.paging, returns: .listing("ArchivePairList", of: ArchiveSchemas.pair))

  private static let cases = Operation(
    "listPastCases", tag: "archive",
    parameters: [
      ArchiveSchemas.logID,
      .query(
        "name", .string(length: 1...100),
        "Only those whose name begins so, by name; otherwise those that took longest first."),
    ] + Operation.Parameter.paging,
    returns: .listing("PastCaseList", of: ArchiveSchemas.summary))

  private static let detail = Operation(
    "getPastCase", tag: "archive", parameters: [ArchiveSchemas.logID, ArchiveSchemas.number],
    returns: ArchiveSchemas.detail)

  // MARK: - Answers

  private func logs(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let limit = try visit.limit()
    let after = try visit.cursor().map { try $0.text(0) }
    let found = try await desk.logs(after: after, limit: limit + 1, for: actor)
    let (shown, next) = found.page(limit) { Cursor(.text($0.name)) }
    return .json(Listing(shown.map(ArchiveJSON.Log.init), next: next))
  }

  /// A page of figures that have their order as a number.
  private func rows<Row: Sendable, JSON: Encodable & Sendable>(
    _ visit: Visit, _ actor: Actor,
    _ read: @escaping @Sendable (ArchiveLog, Int, Int, Snapshot) throws -> [Row],
    _ place: @Sendable (Row) -> Int, _ json: (Row) -> JSON
  ) async throws -> Reply {
    let limit = try visit.limit()
    let after = Int(try visit.cursor()?.integer(0) ?? 0)
    let found = try await desk.log(visit.parameter("log"), for: actor) { log, reader in
      try read(log, after, limit + 1, reader)
    }
    let (shown, next) = found.page(limit) { Cursor(.integer(Int64(place($0)))) }
    return .json(Listing(shown.map(json), next: next))
  }

  private func pairs(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let order = visit.query("order").flatMap(Order.init) ?? .times
    guard order == .cost else {
      return try await rows(visit, actor, LogTable.pairs, \.place, ArchiveJSON.Pair.init)
    }
    let limit = try visit.limit()
    let after = try visit.cursor().map {
      LogTable.CostPlace(total: try $0.integer(0), place: Int(try $0.integer(1)))
    }
    let found = try await desk.log(visit.parameter("log"), for: actor) { log, reader in
      try LogTable.costliest(of: log, after: after, limit: limit + 1, in: reader)
    }
    let (shown, next) = found.page(limit) {
      Cursor(.integer($0.waiting.total), .integer(Int64($0.place)))
    }
    return .json(Listing(shown.map(ArchiveJSON.Pair.init), next: next))
  }

  private func cases(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let limit = try visit.limit()
    let name = visit.query("name")
    let (_, found) = try await desk.cases(
      of: visit.parameter("log"), named: name, after: try visit.cursor(), limit: limit + 1,
      for: actor)
    let (shown, next) = found.page(limit) { PastCaseFilter.cursor(after: $0, named: name) }
    return .json(Listing(shown.map(ArchiveJSON.Summary.init), next: next))
  }
}
