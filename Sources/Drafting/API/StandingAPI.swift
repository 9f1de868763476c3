// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// What is done with items as a whole, and their versions beside one another, for programs.
struct StandingAPI: Sendable {
  let desk: DraftingDesk

  private static let path = "/api/v1/drafting/items/{code}"

  var routes: [Route] {
    [
      .api(.get, Self.path, DraftingScope.gate, "一个事项的管理", Self.detail) { visit, _ in
        let item = try await desk.item(visit.parameter("code"))
        return .json(
          Detail(item, cases: try await desk.openCases(item.code), visit),
          etag: "\(item.standingVersion)")
      },
      .api(
        .get, Self.path + "/comparison", DraftingScope.gate, "比较两个版本", Self.comparison
      ) { visit, _ in
        let (old, new) = try desk.pair(visit)
        let comparison = ItemComparison(old, new)
        return .json(
          Compared(
            from: old.version, to: new.version, headlines: comparison.headlines.map { visit.t($0) },
            changes: comparison.changes.map { DraftingJSON.Change($0, visit) }))
      },
      .api(
        .post, Self.path + "/hand-over", DraftingScope.writing, "划转", Self.handOver
      ) { visit, actor in
        let sent: HandOver = try visit.json()
        let receipt = try await desk.handOver(
          visit.parameter("code"), to: Words(sent.department, en: sent.departmentEnglish),
          Remark(sent.reasons), by: actor, key: visit.command)
        return .json(receipt, status: 201)
      },
    ] + StandingStep.allCases.map(step)
  }

  private func step(_ step: StandingStep) -> Route {
    .api(
      .post, Self.path + "/" + step.rawValue, DraftingScope.deciding, step.phrase,
      Self.operation(step)
    ) { visit, actor in
      let sent: Order = try visit.json()
      return .json(
        try await desk.take(
          step, from: sent.from, Remark(sent.reasons), with: visit.parameter("code"), by: actor,
          expecting: try visit.seenVersion(), key: visit.command))
    }
  }

  private struct Order: Decodable {
    let from: Day?
    let reasons: String
  }

  private struct HandOver: Decodable {
    let department: String
    let departmentEnglish: String?
    let reasons: String
  }

  private struct Detail: Encodable, Sendable {
    let code: String
    let name: String
    let versions: [Int]
    let isWithdrawn: Bool
    let leavesOn: Day?
    let openCases: String
    let openDraft: String?
    let past: [DraftingJSON.Past]

    init(_ item: AdministeredItem, cases: String, _ visit: Visit) {
      code = item.code
      name = item.latest.item.name.zh
      versions = item.versions.map(\.item.version)
      isWithdrawn = item.latest.isWithdrawn
      leavesOn = item.standing.leavesOn
      openCases = cases
      openDraft = item.openDraft?.id
      past = DraftingJSON.past(item.past, visit, phrase: \.phrase, reasons: \.reasons)
    }
  }

  private struct Compared: Encodable, Sendable {
    let from: Int
    let to: Int
    let headlines: [String]
    let changes: [DraftingJSON.Change]
  }

  // MARK: - The shapes

  private static let code: Operation.Parameter = .path("code", DraftingSchemas.code)

  private static let detail = Operation(
    "getItemStanding", tag: DraftingSchemas.tag, parameters: [code],
    returns: .named(
      "ItemStanding",
      .object([
        .required("code", DraftingSchemas.code), .required("name", .string()),
        .required("versions", .array(.integer())), .required("isWithdrawn", .boolean),
        .optional("leavesOn", .nullable(.date), "From when on it is going to be withdrawn."),
        .required("openCases", .string(), "How many; `1000+` where there are more."),
        .optional("openDraft", .nullable(.string())), .required("past", DraftingSchemas.past),
      ])))

  private static let comparison = Operation(
    "compareItemVersions", tag: DraftingSchemas.tag,
    parameters: [
      code, .query("from", .integer(1...9_999), "The earlier version."),
      .query("to", .integer(1...9_999), "The later one; the latest when absent."),
    ],
    returns: .named(
      "ItemComparison",
      .object([
        .required("from", .integer()), .required("to", .integer()),
        .required("headlines", .array(.string()), "What matters most to an applicant."),
        .required("changes", .array(DraftingSchemas.change)),
      ])))

  private static let handOver = Operation(
    "handOverItem", tag: DraftingSchemas.tag, parameters: [code, .idempotencyKey],
    body: .json(
      .named(
        "ItemHandOver",
        .object([
          .required("department", .string(length: 1...60)),
          .optional("departmentEnglish", .string(length: 1...100)),
          .required("reasons", DraftingSchemas.reasons),
        ]))),
    returns: DraftingSchemas.receipt, status: 201)

  private static func operation(_ step: StandingStep) -> Operation {
    let names: [StandingStep: String] = [
      .withdraw: "setItemWithdrawal", .callOff: "callOffItemWithdrawal", .restore: "restoreItem",
    ]
    var properties: [Schema.Property] = [.required("reasons", DraftingSchemas.reasons)]
    if step == .withdraw {
      properties.append(.required("from", .date, "The first day without applications."))
    }
    return Operation(
      names[step] ?? "", tag: DraftingSchemas.tag, parameters: [code, .ifMatch, .idempotencyKey],
      body: .json(.object(properties)), returns: DraftingSchemas.receipt)
  }
}
