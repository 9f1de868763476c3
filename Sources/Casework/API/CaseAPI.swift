// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site

/// Cases for programs: what the pages can do, over `/api/v1`.
package struct CaseAPI: Sendable {
  let desk: CaseDesk
  let accounts: Accounts

  package init(desk: CaseDesk, accounts: Accounts) {
    self.desk = desk
    self.accounts = accounts
  }

  package var routes: [Route] {
    reading + FilingAPI(desk: desk, accounts: accounts).routes + StepAPI(desk: desk).routes
  }

  private var reading: [Route] {
    [
      .api(.get, "/api/v1/cases", .signedIn, "查询办件", Self.list) { visit, actor in
        try await list(visit, actor)
      },
      .api(.get, "/api/v1/cases/{id}", .signedIn, "查看办件", Self.detail) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .json(
          CaseJSON.Detail(file, for: actor, desk.calendar, at: desk.now),
          etag: String(file.version))
      },
      .api(.get, "/api/v1/cases/{id}/clock", .signedIn, "查看办件的时限", Self.clock) {
        visit, actor in try await clock(visit, actor)
      },
      .api(.get, "/api/v1/cases/{id}/documents", .signedIn, "查看办件的文书", Self.documents) {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        let items = file.documents.map { CaseJSON.Document($0, of: file.row.id) }
        return .json(CaseJSON.Documents(items: items))
      },
      .api(.get, "/api/v1/cases/{id}/files/{digest}", .signedIn, "下载申请材料", Self.file) {
        visit, actor in try await file(visit, actor)
      },
    ]
  }

  // MARK: - A list

  /// How a list of cases is ordered.
  private enum Order: String, CaseIterable {
    case newest
    case due
  }

  private static let list = Operation(
    "listCases", tag: "cases",
    parameters: [
      .query("phase", .array(.choice(of: Case.Phase.self)), "Only cases in one of these phases."),
      .query("department", .string(length: 1...60), "The section that decides, in Chinese."),
      .query("mine", .boolean, "Only cases that the caller has in hand."),
      .query("item", CaseSchema.itemCode, "The implementation code of the item."),
      .query(
        "order", .choice(of: Order.self),
        "`newest` first, which is usual; or what is `due` first, without what waits for nobody."),
    ] + Operation.Parameter.paging,
    returns: .listing("CaseList", of: CaseSchema.summary))

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let limit = try visit.limit()
    let order = visit.query("order").flatMap(Order.init) ?? .newest
    var filter = CaseFilter()
    filter.standings = CaseStanding.all(
      in: visit.query(all: "phase").compactMap(Case.Phase.init))
    filter.department = visit.query("department")
    filter.item = visit.query("item").map(desk.filed)
    filter.holder = visit.query("mine") == "true" ? actor.id : nil
    // One more than shown tells whether there is a page after this one.
    filter.limit = limit + 1
    filter.order =
      switch order {
      case .newest: .newest(before: try visit.cursor().map(CaseFilter.ReceiptPlace.init))
      case .due: .due(after: try visit.cursor().map(Self.duePlace))
      }
    let rows = try await desk.list(filter, for: actor)
    let shown = rows.prefix(limit)
    let next = rows.count > limit ? shown.last.flatMap { Self.cursor(after: $0, order) } : nil
    let items = shown.map { row in
      CaseJSON.Summary(
        row, desk.shelf.version(row.item.code, row.item.version), for: actor, on: visit.now.day,
        desk.calendar)
    }
    return .json(Listing(items, next: next))
  }

  private static func cursor(after row: CaseRow, _ order: Order) -> Cursor? {
    switch order {
    case .newest: CaseFilter.ReceiptPlace(at: row.receivedAt, id: row.id).cursor
    case .due: row.due.map { Cursor(.text($0.description), .text(row.id)) }
    }
  }

  private static func duePlace(_ cursor: Cursor) throws(SiteRefusal) -> CaseFilter.DuePlace {
    guard let day = Day(try cursor.text(0)) else { throw .foreignCursor }
    return CaseFilter.DuePlace(day: day, id: try cursor.text(1))
  }

  // MARK: - One case

  private static let detail = Operation(
    "getCase", tag: "cases", parameters: [CaseSchema.id], returns: CaseSchema.detail)

  private static let documents = Operation(
    "listDocuments", tag: "cases", parameters: [CaseSchema.id], returns: CaseSchema.documents)

  private static let clock = Operation(
    "getClock", tag: "cases",
    parameters: [
      CaseSchema.id,
      .query("asOf", .date, "As it stood at the end of this day; today when absent."),
    ],
    returns: ClockSchema.schema)

  /// How far ahead a clock may be asked for, in days: ten years.
  private static let aheadMax = 3653

  private func clock(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    let today = visit.now.day
    let asOf = try visit.query("asOf", as: Day.self) ?? today
    guard asOf <= today.adding(days: Self.aheadMax) else {
      throw SiteRefusal.invalid([Fault("asOf", "最多可以查询十年以后，请改用更早的日期。")])
    }
    return .json(
      ClockReport(file.state.clock(desk.calendar, asOf: asOf), trace: desk.calendar))
  }

  private static let file = Operation(
    "getFile", tag: "cases", parameters: [CaseSchema.id, CaseSchema.fileDigest],
    answers: [
      Operation.Answer(200, "The file, to be saved.", .file, media: "application/octet-stream")
    ])

  private func file(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    guard let digest = Digest(visit.parameter("digest")) else {
      throw CaseworkRefusal.fileNotFound
    }
    let (file, bytes) = try await desk.file(digest, of: visit.parameter("id"), for: actor)
    // What strangers have uploaded is saved, never shown: no browser runs an octet-stream.
    return .file(
      bytes, media: "application/octet-stream", name: file.name, etag: digest.description)
  }
}
