// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Micro-reforms for programs.
struct ReformAPI: Sendable {
  let desk: DraftingDesk

  private static let path = "/api/v1/drafting/micro-reforms"

  var routes: [Route] {
    [
      .api(.get, Self.path, DraftingScope.gate, "查询微改革", Self.list) { visit, _ in
        let (rows, next) = try await desk.reforms(
          visit.query("status").flatMap(MicroReform.Status.init), after: try visit.cursor(),
          limit: try visit.limit())
        return .json(Listing(rows.map(Row.init), next: next))
      },
      .api(
        .post, Self.path, .only(MicroReform.proposers), "提出微改革", Self.propose
      ) { visit, actor in
        let sent: Sent = try visit.json()
        let proposal = ReformProposal(
          name: sent.name, unit: sent.unit, kind: sent.kind, before: Remark(sent.before),
          after: Remark(sent.after),
          measures: sent.measures.map {
            MicroReform.Measure(name: $0.name, unit: $0.unit, before: $0.before, aim: $0.aim)
          })
        return .json(
          try await desk.propose(proposal, by: actor, key: visit.command), status: 201)
      },
      .api(.get, Self.path + "/{reform}", DraftingScope.gate, "一项微改革", Self.detail) {
        visit, _ in
        let file = try await desk.reform(visit.parameter("reform"))
        return .json(Detail(file, visit), etag: "\(file.row.version)")
      },
    ] + ReformStep.allCases.map(step)
  }

  private func step(_ step: ReformStep) -> Route {
    .api(
      .post, Self.path + "/{reform}/" + step.rawValue, DraftingScope.deciding, step.phrase,
      Self.operation(step)
    ) { visit, actor in
      let sent: Order = try visit.json()
      let order = ReformOrder(
        step: step, text: Remark(sent.effect ?? sent.reasons ?? ""), from: sent.from,
        measured: sent.measured ?? [])
      return .json(
        try await desk.take(
          order, withReform: visit.parameter("reform"), by: actor,
          expecting: try visit.seenVersion(), key: visit.command))
    }
  }

  private struct Sent: Decodable {
    struct Figure: Decodable {
      let name: String
      let unit: String
      let before: Double
      let aim: Double
    }

    let name: String
    let unit: String
    let kind: MicroReform.Kind
    let before: String
    let after: String
    let measures: [Figure]
  }

  private struct Order: Decodable {
    let from: Day?
    let effect: String?
    let measured: [Double?]?
    let reasons: String?
  }

  private struct Row: Encodable, Sendable {
    let id: String
    let name: String
    let unit: String
    let kind: MicroReform.Kind
    let status: MicroReform.Status
    let proposedAt: String
    let version: Int

    init(_ row: ReformRow) {
      (id, name, unit, kind) = (row.id, row.name, row.unit, row.kind)
      (status, proposedAt, version) = (row.status, row.proposedAt.iso8601, row.version)
    }
  }

  private struct Detail: Encodable, Sendable {
    let reform: Row
    let before: String
    let after: String
    let effect: String?
    let measures: [MicroReform.Measure]
    let pilotFrom: Day?
    let standardOn: Day?
    let past: [DraftingJSON.Past]

    init(_ file: ReformFile, _ visit: Visit) {
      reform = Row(file.row)
      (before, after, effect) = (file.before, file.after, file.effect)
      measures = file.state.measures
      (pilotFrom, standardOn) = (file.state.pilotFrom, file.state.standardOn)
      past = DraftingJSON.past(file.past, visit, phrase: \.phrase) { event in
        if case .dropped(let reasons) = event { reasons } else { nil }
      }
    }
  }

  // MARK: - The shapes

  private static let reform: Operation.Parameter = .path("reform", .string(length: 1...64))

  private static let row: Schema = .named(
    "MicroReform",
    .object([
      .required("id", .string()), .required("name", .string()), .required("unit", .string()),
      .required("kind", .choice(of: MicroReform.Kind.self)),
      .required("status", .choice(of: MicroReform.Status.self)),
      .required("proposedAt", DraftingSchemas.moment), .required("version", .integer()),
    ]))

  private static let figure: [Schema.Property] = [
    .required("name", .string(length: 1...40)), .required("unit", .string(length: 0...10)),
    .required("before", .number), .required("aim", .number),
  ]

  private static let list = Operation(
    "listMicroReforms", tag: DraftingSchemas.tag,
    parameters: [.query("status", .choice(of: MicroReform.Status.self))]
      + Operation.Parameter.paging,
    returns: .listing("MicroReformList", of: row))

  private static let propose = Operation(
    "proposeMicroReform", tag: DraftingSchemas.tag, parameters: [.idempotencyKey],
    body: .json(
      .named(
        "NewMicroReform",
        .object([
          .required("name", .string(length: 1...100)), .required("unit", .string(length: 1...60)),
          .required("kind", .choice(of: MicroReform.Kind.self)),
          .required("before", DraftingSchemas.reasons), .required("after", DraftingSchemas.reasons),
          .required(
            "measures", .array(.object(figure), count: 0...MicroReform.measuresMax)),
        ]))),
    returns: DraftingSchemas.receipt, status: 201)

  private static let detail = Operation(
    "getMicroReform", tag: DraftingSchemas.tag, parameters: [reform],
    returns: .named(
      "MicroReformDetail",
      .object([
        .required("reform", row), .required("before", .string()), .required("after", .string()),
        .optional("effect", .nullable(.string())),
        .required(
          "measures",
          .array(.object(figure + [.optional("measured", .nullable(.number))]))),
        .optional("pilotFrom", .nullable(.date)), .optional("standardOn", .nullable(.date)),
        .required("past", DraftingSchemas.past),
      ])))

  private static func operation(_ step: ReformStep) -> Operation {
    let properties: [Schema.Property] =
      switch step {
      case .pilot: [.required("from", .date)]
      case .standardise:
        [
          .required("effect", DraftingSchemas.reasons),
          .optional(
            "measured",
            .array(.nullable(.number), count: 0...MicroReform.measuresMax),
            "A figure for each of the proposal’s, null for what was not measured."),
        ]
      case .drop: [.required("reasons", DraftingSchemas.reasons)]
      }
    let names: [ReformStep: String] = [
      .pilot: "pilotMicroReform", .standardise: "standardiseMicroReform",
      .drop: "dropMicroReform",
    ]
    return Operation(
      names[step] ?? "", tag: DraftingSchemas.tag, parameters: [reform, .ifMatch, .idempotencyKey],
      body: .json(.object(properties)), returns: DraftingSchemas.receipt)
  }
}
