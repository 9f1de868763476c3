// SPDX-License-Identifier: Apache-2.0

import DMN
import Deadlines
import HTTPTypes
import Journal
import Site

/// The catalogue for other programs: find items, read a guide, ask what a situation needs, withdraw an item.
struct ItemAPI: Sendable {
  let journal: Journal
  let shelf: CatalogueShelf

  private static let code: Operation.Parameter = .path(
    "code", .string(length: 1...40), "The implementation code of the item.")

  var routes: [Route] {
    [
      .api(.get, "/api/v1/items", .anyone, "查找事项", Self.list) { visit, _ in try list(visit) },
      .api(.get, "/api/v1/items/{code}", .anyone, "事项的办事指南", Self.detail) { visit, _ in
        try detail(visit)
      },
      .api(
        .get, "/api/v1/items/{code}/materials", .anyone, "按情形给出材料清单", Self.materials
      ) { visit, _ in
        try materials(visit)
      },
      .api(
        .get, "/api/v1/items/{code}/rules", .anyone, "事项的规则，DMN 文件", Self.rules
      ) { visit, _ in
        try rules(visit)
      },
      .api(
        .post, "/api/v1/items/{code}/withdrawal", .only(.itemAdministrator), "停止办理事项",
        Self.withdrawal
      ) { visit, actor in
        try await withdraw(visit, actor)
      },
    ]
  }

  // MARK: - Finding

  /// What a list tells of an item.
  struct Summary: Encodable, Sendable {
    let code: String
    let version: Int
    let name: Words
    let summary: Words?
    let type: ItemType
    let department: Words
    let subjects: [Words]
    let lifeStage: LifeStage
    let statutory: TermRule
    let promised: TermRule
    let visits: Int
    let onlineDepth: OnlineDepth

    init(_ item: ItemVersion) {
      code = item.code
      version = item.version
      name = item.name
      summary = item.summary
      type = item.type
      department = item.department
      subjects = item.subjects
      lifeStage = item.lifeStage
      statutory = item.terms.statutory
      promised = item.terms.promised
      visits = item.visits
      onlineDepth = item.onlineDepth
    }

    static let schema: Schema = .named(
      "ItemSummary",
      .object([
        .required("code", .string()), .required("version", .integer()),
        .required("name", ItemSchema.words), .optional("summary", ItemSchema.words),
        .required("type", .choice(of: ItemType.self)), .required("department", ItemSchema.words),
        .required("subjects", .array(ItemSchema.words)),
        .required("lifeStage", .choice(of: LifeStage.self)),
        .required("statutory", ItemSchema.term), .required("promised", ItemSchema.term),
        .required("visits", .integer()), .required("onlineDepth", .choice(of: OnlineDepth.self)),
      ]))
  }

  private static let list = Operation(
    "listItems", tag: "items",
    parameters: [
      .query(
        "query", .string(length: 1...100),
        "Words of the name, pinyin, initials, English or digits of the code; best matches first."),
      .query("subject", .string(length: 1...40), "A theme, in Chinese."),
      .query("department", .string(length: 1...40), "The section that decides, in Chinese."),
      .query("stage", .choice(of: LifeStage.self), "A stage of life of a person or an enterprise."),
    ] + Operation.Parameter.paging,
    returns: .listing("ItemList", of: Summary.schema))

  private func list(_ visit: Visit) throws -> Reply {
    let search = try ItemSearch(visit, text: "query")
    let found = shelf.snapshot.find(search, on: visit.now.day)
    let start = Int(clamping: try visit.cursor()?.integer(0) ?? 0)
    guard start >= 0 else { throw CatalogueRefusal.invalidParameter(name: "cursor", value: "") }
    let shown = found.dropFirst(start).prefix(try visit.limit())
    let end = start + shown.count
    return .json(
      Listing(
        shown.map { Summary($0.item) },
        next: end < found.count ? Cursor(.integer(Int64(end))) : nil))
  }

  // MARK: - One item

  /// A guide, with what is known of its publication.
  struct Detail: Encodable, Sendable {
    /// One of the item's versions.
    struct Edition: Encodable, Sendable {
      let version: Int
      let effective: Day
      let expires: Day?
      let digest: String
    }

    let item: ItemVersion
    /// Whether an application can be filed under this version today.
    let isOpen: Bool
    let isWithdrawn: Bool
    let versions: [Edition]
  }

  private static let detail = Operation(
    "getItem", tag: "items",
    parameters: [
      code,
      .query("version", .integer(1...9_999), "A certain version; the one of today when absent."),
    ],
    returns: .named(
      "ItemDetail",
      .object([
        .required("item", ItemSchema.item),
        .required("isOpen", .boolean, "Whether it can be applied for today."),
        .required("isWithdrawn", .boolean),
        .required(
          "versions",
          .array(
            .object([
              .required("version", .integer()), .required("effective", .date),
              .optional("expires", .date), .required("digest", .string()),
            ]))),
      ])))

  private func detail(_ visit: Visit) throws -> Reply {
    let code = visit.parameter("code")
    let snapshot = shelf.snapshot
    let history = snapshot.history(code)
    let current = snapshot.current(code, on: visit.now.day)
    let wanted = try visit.query("version", as: Int.self) ?? current?.version
    let found = wanted.map { number in history.first { $0.item.version == number } } ?? history.last
    guard let found else { throw CatalogueRefusal.unknownItem(code: code) }
    let isOpen = current?.version == found.item.version
    let detail = Detail(
      item: found.item, isOpen: isOpen, isWithdrawn: found.isWithdrawn,
      versions: history.map {
        Detail.Edition(
          version: $0.item.version, effective: $0.item.effective, expires: $0.item.expires,
          digest: $0.digest)
      })
    return .json(detail, etag: found.digest + (isOpen ? "-open-" : "-closed-") + "\(history.count)")
  }

  // MARK: - A situation

  /// What a situation needs.
  struct Needs: Encodable, Sendable {
    let situation: [String: String]
    let materials: [MaterialRequirement]
    let fields: [FormField]
    /// What the tables say as far as the situation tells.
    let ruling: Ruling
  }

  private static let materials = Operation(
    "getMaterials", tag: "items",
    parameters: [
      code, AnswersParameter.declared,
    ],
    returns: .named(
      "Needs",
      .object([
        .required("situation", .map(.string())),
        .required("materials", .array(ItemSchema.requirement)),
        .required("fields", .array(ItemSchema.field)),
        .required("ruling", ItemSchema.ruling, "As far as the situation alone tells."),
      ])))

  private func materials(_ visit: Visit) throws -> Reply {
    let item = try shelf.snapshot.applicable(visit.parameter("code"), on: visit.now.day)
    let answers = try AnswersParameter.read(visit)
    let situation = try Guide.situation(of: item, answers: answers)
    return .json(
      Needs(
        situation: situation, materials: try Guide.materials(for: item, answers: situation),
        fields: try Guide.fields(for: item, answers: situation),
        ruling: Ruling(of: item, Facts(of: item, situation: situation))))
  }

  // MARK: - The rules

  private static let rules = Operation(
    "getRules", tag: "items", parameters: [code],
    answers: [
      Operation.Answer(
        200, "The item's rules as a decision model of DMN 1.5.", .file, media: "application/xml")
    ])

  private func rules(_ visit: Visit) throws -> Reply {
    let item = try shelf.snapshot.applicable(visit.parameter("code"), on: visit.now.day)
    return .file(
      Array(RuleExport.model(of: item).xml().utf8), media: "application/xml",
      name: "\(item.code)-\(item.version).dmn")
  }

  // MARK: - Withdrawal

  private struct Withdrawal: Decodable {
    let reason: String
  }

  private static let withdrawal = Operation(
    "withdrawItem", tag: "items", parameters: [code, .idempotencyKey],
    body: .json(.object([.required("reason", .string(length: 1...500), "Shown on the guide.")])),
    answers: [Operation.Answer(204, "Withdrawn; running cases go on.")])

  private func withdraw(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let code = visit.parameter("code")
    let body: Withdrawal = try visit.json()
    _ = try await journal.perform(as: actor, key: visit.command) { unit -> Bool in
      try ItemTable.withdraw(code, reason: body.reason, in: unit)
      return true
    }
    try await shelf.refresh(from: journal.database)
    return .noContent
  }
}
