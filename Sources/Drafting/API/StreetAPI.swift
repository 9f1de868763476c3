// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import HTTPTypes
import Journal
import Site

/// What streets do, for programs.
struct StreetAPI: Sendable {
  let desk: DraftingDesk

  private static let path = "/api/v1/drafting/street-delegations"

  var routes: [Route] {
    [
      .api(.get, Self.path, DraftingScope.gate, "查询下放", Self.list) { visit, _ in
        let (rows, next) = try await desk.delegations(
          item: visit.query("item"), after: try visit.cursor(), limit: try visit.limit())
        return .json(Listing(rows.map { Shown($0, on: visit.now.day) }, next: next))
      },
      .api(.post, Self.path, DraftingScope.deciding, "下放街道", Self.grant) { visit, actor in
        let sent: Sent = try visit.json()
        let terms = StreetDelegation.Terms(
          item: sent.item, streets: Set(sent.streets), scope: sent.scope, basis: sent.basis,
          from: sent.from, until: sent.until)
        let receipt = try await desk.delegate(
          terms, Remark(sent.reasons), by: actor, key: visit.command)
        return .json(receipt, status: 201)
      },
      .api(
        .post, Self.path + "/{delegation}/end", DraftingScope.deciding, "终止下放", Self.end
      ) { visit, actor in
        let sent: DraftingJSON.Reason = try visit.json()
        return .json(
          try await desk.endDelegation(
            visit.parameter("delegation"), Remark(sent.reasons), by: actor, key: visit.command))
      },
      .api(.get, "/api/v1/streets", .anyone, "街道便民服务中心", Self.streets) { _, _ in
        let counts = try await desk.streetCounts()
        return .json(
          Listing(
            counts.map { Place(code: $0.street.code, name: $0.street.name, items: $0.count) }))
      },
      .api(.get, "/api/v1/streets/{street}", .anyone, "一个街道可以办的事项", Self.street) { visit, _ in
        let (rows, next) = try await desk.services(
          at: visit.parameter("street"), after: try visit.cursor(), limit: try visit.limit())
        return .json(
          Listing(
            rows.map { Service(item: $0.item, scope: $0.scope, from: $0.from, until: $0.until) },
            next: next))
      },
    ]
  }

  private struct Sent: Decodable {
    let item: String
    let streets: [String]
    let scope: StreetDelegation.Scope
    let basis: String?
    let from: Day
    let until: Day?
    let reasons: String
  }

  private struct Shown: Encodable, Sendable {
    let id: String
    let item: String
    let streets: [String]
    let scope: StreetDelegation.Scope
    let basis: String?
    let from: Day
    let until: Day?
    let endedOn: Day?
    let inForce: Bool

    init(_ row: StreetGrantRow, on day: Day) {
      let terms = row.terms
      (id, item, streets, scope) = (row.id, terms.item, terms.streets, terms.scope)
      (basis, from, until, endedOn) = (terms.basis, terms.from, terms.until, row.endedOn)
      inForce = row.isInForce(on: day)
    }
  }

  private struct Place: Encodable, Sendable {
    let code: String
    let name: String
    let items: Int
  }

  private struct Service: Encodable, Sendable {
    let item: String
    let scope: StreetDelegation.Scope
    let from: Day
    let until: Day?
  }

  // MARK: - The shapes

  private static let streetCode: Schema = .string(pattern: "^[0-9]{9}$")

  private static let terms: [Schema.Property] = [
    .required("item", DraftingSchemas.code),
    .required("streets", .array(streetCode, count: 1...40), "Codes of nine digits."),
    .required("scope", .choice(of: StreetDelegation.Scope.self)),
    .required("from", .date, "The first day."),
  ]

  private static let list = Operation(
    "listStreetDelegations", tag: DraftingSchemas.tag,
    parameters: [.query("item", DraftingSchemas.code)] + Operation.Parameter.paging,
    returns: .listing(
      "StreetDelegationList",
      of: .named(
        "StreetDelegation",
        .object(
          terms + [
            .required("id", .string()), .optional("basis", .nullable(.string())),
            .optional("until", .nullable(.date)),
            .optional("endedOn", .nullable(.date), "The first day on which it does not apply."),
            .required("inForce", .boolean),
          ]))))

  private static let grant = Operation(
    "delegateToStreets", tag: DraftingSchemas.tag, parameters: [.idempotencyKey],
    body: .json(
      .named(
        "NewStreetDelegation",
        .object(
          terms + [
            .optional("basis", .string(length: 1...200), "The law that it rests on."),
            .optional("until", .date, "The last day; absent: until further notice."),
            .required("reasons", DraftingSchemas.reasons),
          ]))),
    returns: DraftingSchemas.receipt, status: 201)

  private static let end = Operation(
    "endStreetDelegation", tag: DraftingSchemas.tag,
    parameters: [.path("delegation", .string(length: 1...64)), .idempotencyKey],
    body: DraftingSchemas.reason, returns: DraftingSchemas.receipt)

  private static let streets = Operation(
    "listStreets", tag: DraftingSchemas.tag,
    returns: .listing(
      "StreetList",
      of: .named(
        "Street",
        .object([
          .required("code", streetCode), .required("name", .string()),
          .required("items", .integer(), "How many items it does today."),
        ]))))

  private static let street = Operation(
    "listStreetItems", tag: DraftingSchemas.tag,
    parameters: [.path("street", streetCode)] + Operation.Parameter.paging,
    returns: .listing(
      "StreetItemList",
      of: .named(
        "StreetItem",
        .object([
          .required("item", DraftingSchemas.code),
          .required("scope", .choice(of: StreetDelegation.Scope.self)), .required("from", .date),
          .optional("until", .nullable(.date)),
        ]))))
}
