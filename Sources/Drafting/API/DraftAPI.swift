// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Drafts for programs.
struct DraftAPI: Sendable {
  let desk: DraftingDesk

  private static let path = "/api/v1/drafting/item-drafts"

  var routes: [Route] {
    [
      .api(.get, Self.path, DraftingScope.gate, "查询草稿", Self.list) { visit, _ in
        let status = visit.query("status").flatMap(ItemDraft.Status.init)
        let (rows, next) = try await desk.drafts(
          status, item: visit.query("item"), after: try visit.cursor(), limit: try visit.limit())
        return .json(Listing(rows.map(DraftingJSON.Draft.init), next: next))
      },
      .api(.post, Self.path, DraftingScope.writing, "起草新的版本", Self.begin) { visit, actor in
        let sent: Beginning = try visit.json()
        let receipt = try await desk.revise(sent.item, by: actor, key: visit.command)
        return .json(receipt, status: 201)
      },
      .api(.get, Self.path + "/{draft}", DraftingScope.gate, "查看草稿", Self.detail) { visit, _ in
        let file = try await desk.draft(visit.parameter("draft"))
        return .json(Detail(file, visit), etag: "\(file.row.version)")
      },
      .api(
        .post, Self.path + "/{draft}/sections/{section}", DraftingScope.writing, "保存草稿的一节",
        Self.save, bodyLimit: 4 * DraftPages.textMax
      ) { visit, actor in
        guard let section = DraftSection(rawValue: visit.parameter("section")) else {
          throw SiteRefusal.notFound
        }
        let sent: Text = try visit.json()
        return .json(
          try await desk.save(
            .text(sent.text), in: section, of: visit.parameter("draft"), by: actor,
            expecting: try visit.seenVersion(), key: visit.command))
      },
    ] + DraftStep.allCases.map(step)
  }

  private func step(_ step: DraftStep) -> Route {
    .api(
      .post, Self.path + "/{draft}/steps/\(step.rawValue)", .only(step.roles), step.phrase,
      Self.operation(step)
    ) { visit, actor in
      let sent: Order = try visit.json()
      let order = DraftOrder(
        step: step, reasons: Remark(sent.reasons ?? ""), effective: sent.effective)
      return .json(
        try await desk.take(
          order, with: visit.parameter("draft"), by: actor, expecting: try visit.seenVersion(),
          key: visit.command))
    }
  }

  private struct Beginning: Decodable { let item: String }
  private struct Text: Decodable { let text: String }
  private struct Order: Decodable {
    let reasons: String?
    let effective: Day?
  }

  /// A draft with its text and what is wrong with it.
  private struct Detail: Encodable, Sendable {
    struct Fault: Encodable, Sendable {
      let section: DraftSection?
      let line: Int?
      let rule: String
      let message: String
    }

    let draft: DraftingJSON.Draft
    let base: Int
    let latest: Int
    let text: String
    let faults: [Fault]
    let headlines: [String]
    let changes: [DraftingJSON.Change]
    let past: [DraftingJSON.Past]

    init(_ file: DraftFile, _ visit: Visit) {
      draft = DraftingJSON.Draft(file.row)
      (base, latest, text) = (file.state.base, file.latest, file.text.text)
      faults = file.check.faults.map {
        Fault(section: $0.section, line: $0.line, rule: $0.rule, message: visit.t($0.phrase))
      }
      headlines = file.comparison?.headlines.map { visit.t($0) } ?? []
      changes = file.comparison?.changes.map { DraftingJSON.Change($0, visit) } ?? []
      past = DraftingJSON.past(file.past, visit, phrase: \.phrase, reasons: \.reasons)
    }
  }

  // MARK: - The shapes

  private static let draft: Operation.Parameter = .path("draft", .string(length: 1...64))

  private static let list = Operation(
    "listItemDrafts", tag: DraftingSchemas.tag,
    parameters: [
      .query("status", .choice(of: ItemDraft.Status.self)),
      .query("item", DraftingSchemas.code, "Only those of one item."),
    ] + Operation.Parameter.paging,
    returns: .listing("ItemDraftList", of: DraftingSchemas.draft))

  private static let begin = Operation(
    "beginItemDraft", tag: DraftingSchemas.tag, parameters: [.idempotencyKey],
    body: .json(.named("NewItemDraft", .object([.required("item", DraftingSchemas.code)]))),
    returns: DraftingSchemas.receipt, status: 201)

  private static let detail = Operation(
    "getItemDraft", tag: DraftingSchemas.tag, parameters: [draft],
    returns: .named(
      "ItemDraftDetail",
      .object([
        .required("draft", DraftingSchemas.draft), .required("base", .integer()),
        .required("latest", .integer()), .required("text", .string(), "YAML."),
        .required(
          "faults",
          .array(
            .object([
              .optional("section", .nullable(.choice(of: DraftSection.self))),
              .optional("line", .nullable(.integer()), "In the section’s text, from 1."),
              .required("rule", .string()), .required("message", .string()),
            ]))),
        .required("headlines", .array(.string())),
        .required("changes", .array(DraftingSchemas.change)),
        .required("past", DraftingSchemas.past),
      ])))

  private static let save = Operation(
    "saveItemDraftSection", tag: DraftingSchemas.tag,
    parameters: [
      draft, .path("section", .choice(of: DraftSection.self)), .ifMatch, .idempotencyKey,
    ],
    body: .json(
      .named(
        "ItemDraftSection",
        .object([.required("text", .string(length: 0...DraftPages.textMax), "YAML.")]))),
    returns: DraftingSchemas.receipt)

  private static func operation(_ step: DraftStep) -> Operation {
    var properties: [Schema.Property] = []
    switch step.reasons {
    case .required: properties.append(.required("reasons", DraftingSchemas.reasons))
    case .optional: properties.append(.optional("reasons", DraftingSchemas.reasons))
    case .none: break
    }
    if step == .publish {
      properties.append(.required("effective", .date, "The first day on which it applies."))
    }
    let words = step.rawValue.split(separator: "-").map {
      $0.prefix(1).uppercased() + $0.dropFirst()
    }
    return Operation(
      "itemDraft" + words.joined(), tag: DraftingSchemas.tag,
      parameters: [draft, .ifMatch, .idempotencyKey], body: .json(.object(properties)),
      returns: DraftingSchemas.receipt)
  }
}
