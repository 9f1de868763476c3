// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The basic catalogue for programs.
struct BasicAPI: Sendable {
  let desk: DraftingDesk

  private static let path = "/api/v1/drafting/basics"

  var routes: [Route] {
    [
      .api(.get, Self.path, DraftingScope.gate, "查询基本目录", Self.list) { visit, _ in
        let entries = BasicSearch(visit).find(in: try await desk.basics())
        let code = try visit.cursor()?.text(0) ?? ""
        let (rows, next) = Array(
          entries.filter { $0.item.code > code }.prefix(try visit.limit() + 1)
        ).page(try visit.limit()) { Cursor(.text($0.item.code)) }
        return .json(Listing(rows.map(Entry.init), next: next))
      },
      .api(.get, Self.path + "/progress", DraftingScope.gate, "认领的进度", Self.progress) { _, _ in
        let progress = ClaimProgress(try await desk.basics())
        return .json(
          Progress(
            due: progress.due, claimed: progress.claimed, refused: progress.refused,
            share: progress.share.text))
      },
      .api(.get, Self.path + "/{basic}", DraftingScope.gate, "基本目录的一项", Self.detail) {
        visit, _ in
        .json(Entry(try await desk.basic(visit.parameter("basic")).entry))
      },
      .api(.post, Self.path + "/{basic}/claim", DraftingScope.writing, "认领", Self.claim) {
        visit, actor in
        .json(
          try await desk.claim(visit.parameter("basic"), by: actor, key: visit.command),
          status: 201)
      },
      .api(.post, Self.path + "/{basic}/refusal", DraftingScope.writing, "不予认领", Self.refuse) {
        visit, actor in
        let sent: DraftingJSON.Reason = try visit.json()
        return .json(
          try await desk.refuse(
            visit.parameter("basic"), Remark(sent.reasons), by: actor, key: visit.command))
      },
    ]
  }

  private struct Entry: Encodable, Sendable {
    let code: String
    let name: String
    let type: String
    let levels: [String]
    let basis: String
    let department: String
    let isDemo: Bool
    let until: Day?
    let status: String
    let draft: String?
    let items: [String]

    init(_ entry: BasicEntry) {
      let item = entry.item
      (code, name, type) = (item.code, item.name, item.type.rawValue)
      levels = item.levels.map(\.rawValue)
      (basis, department, isDemo, until) = (item.basis, item.department, item.isDemo, item.last)
      (status, draft) = (entry.status.rawValue, entry.standing?.draft)
      items = entry.published.map(\.code)
    }
  }

  private struct Progress: Encodable {
    let due: Int
    let claimed: Int
    let refused: Int
    let share: String
  }

  private static let basic: Operation.Parameter = .path("basic", DraftingSchemas.basic)

  private static let entry: Schema = .named(
    "BasicItem",
    .object([
      .required("code", DraftingSchemas.basic), .required("name", .string()),
      .required("type", .choice(of: ItemType.self)),
      .required("levels", .array(.choice(of: ExerciseLevel.self))),
      .required("basis", .string()), .required("department", .string()),
      .required("isDemo", .boolean, "Whether the code is the demonstration’s own."),
      .optional("until", .nullable(.date)),
      .required("status", .choice(of: BasicEntry.Status.self)),
      .optional("draft", .nullable(.string())),
      .required("items", .array(DraftingSchemas.code), "The items published on its code."),
    ]))

  private static let list = Operation(
    "listBasicItems", tag: DraftingSchemas.tag,
    parameters: [
      .query("q", .string(length: 1...100), "A part of the name or the code."),
      .query("status", .choice(of: BasicEntry.Status.self)),
      .query("type", .choice(of: ItemType.self)),
    ] + Operation.Parameter.paging,
    returns: .listing("BasicItemList", of: entry))

  private static let progress = Operation(
    "getClaimProgress", tag: DraftingSchemas.tag,
    returns: .named(
      "ClaimProgress",
      .object([
        .required("due", .integer(), "What this level exercises."),
        .required("claimed", .integer()), .required("refused", .integer()),
        .required("share", .string(), "In percent with two decimals."),
      ])))

  private static let detail = Operation(
    "getBasicItem", tag: DraftingSchemas.tag, parameters: [basic], returns: entry)

  private static let claim = Operation(
    "claimBasicItem", tag: DraftingSchemas.tag, parameters: [basic, .idempotencyKey],
    returns: DraftingSchemas.receipt, status: 201)

  private static let refuse = Operation(
    "refuseBasicItem", tag: DraftingSchemas.tag, parameters: [basic, .idempotencyKey],
    body: DraftingSchemas.reason, returns: DraftingSchemas.receipt)
}
