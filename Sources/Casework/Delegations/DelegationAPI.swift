// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Delegations for programs.
struct DelegationAPI: Sendable {
  let delegations: Delegations

  var routes: [Route] {
    [
      .api(.get, "/api/v1/delegations", DelegationPages.gate, "查询委托", Self.list) {
        visit, actor in
        let side = visit.query("side").flatMap(DelegationTable.Side.init) ?? .given
        let listing = try await delegations.list(
          side, of: visit.query("of") ?? actor.id, for: actor, after: try visit.cursor(),
          limit: try visit.limit())
        let today = visit.now.day
        return .json(
          Site.Listing(listing.rows.map { Shown($0, today: today) }, next: listing.next))
      },
      .api(.post, "/api/v1/delegations", DelegationPages.gate, "委托", Self.grant) {
        visit, actor in
        let sent: Sent = try visit.json()
        let terms = Delegation.Terms(
          principal: actor.id, deputy: sent.deputy, parts: Set(sent.parts),
          items: sent.items.map(Set.init), from: sent.from, until: sent.until)
        let id = try await delegations.grant(
          terms, Reasons(sent.reasons), by: actor, key: visit.command)
        return .json(Made(id: id), status: 201)
      },
      .api(.post, "/api/v1/delegations/{id}/end", DelegationPages.gate, "终止委托", Self.end) {
        visit, actor in
        let sent: Reason = try visit.json()
        let id = visit.parameter("id")
        try await delegations.end(id, Reasons(sent.reasons), by: actor, key: visit.command)
        return .json(Made(id: id))
      },
    ]
  }

  private struct Sent: Decodable {
    let deputy: String
    let parts: [Mandate.Part]
    let items: [String]?
    let from: Day
    let until: Day
    let reasons: String
  }

  private struct Reason: Decodable { let reasons: String }

  private struct Made: Encodable { let id: String }

  /// A delegation, as the API sends it.
  private struct Shown: Encodable, Sendable {
    let id: String
    let principal: String
    let deputy: String
    let parts: [Mandate.Part]
    let items: [String]?
    let from: Day
    let until: Day
    let grantedAt: String
    let endedAt: String?
    let inForce: Bool

    init(_ row: DelegationRow, today: Day) {
      id = row.id
      principal = row.terms.principal
      deputy = row.terms.deputy
      parts = row.terms.parts
      items = row.terms.items
      from = row.terms.from
      until = row.terms.until
      grantedAt = row.grantedAt.iso8601
      endedAt = row.endedAt?.iso8601
      inForce = row.isInForce(on: today)
    }
  }

  // MARK: - The shapes

  private static let account: Schema = .string(length: 1...200)
  private static let parts: Schema = .array(.choice(of: Mandate.Part.self), count: 1...3)
  private static let codes: Schema = .array(CaseSchema.itemCode, count: 1...Delegation.itemsMax)
  private static let reasons: Schema = .string(length: 1...StepOrder.textMax)
  private static let made: Schema = .named(
    "DelegationReceipt", .object([.required("id", .string())]))

  private static let terms: [Schema.Property] = [
    .required("deputy", account, "The account of who acts instead."),
    .required("parts", parts), .optional("items", codes, "The items that it is for; absent: all."),
    .required("from", .date, "The first day."), .required("until", .date, "The last day."),
  ]

  private static let list = Operation(
    "listDelegations", tag: "delegations",
    parameters: [
      .query("side", .choice(of: DelegationTable.Side.self), "Those `given`, or `received`."),
      .query("of", account, "Whose; for the head of his section."),
    ] + Operation.Parameter.paging,
    returns: .listing(
      "DelegationList",
      of: .named(
        "Delegation",
        .object(
          terms + [
            .required("id", .string()), .required("principal", account),
            .required("grantedAt", .string(format: "date-time")),
            .optional("endedAt", .string(format: "date-time")), .required("inForce", .boolean),
          ]))))

  private static let grant = Operation(
    "grantDelegation", tag: "delegations", parameters: [.idempotencyKey],
    body: .json(
      .named("NewDelegation", .object(terms + [.required("reasons", reasons)]))),
    returns: made, status: 201)

  private static let end = Operation(
    "endDelegation", tag: "delegations",
    parameters: [.path("id", .string(length: 1...64), "The delegation’s id."), .idempotencyKey],
    body: .json(.named("DelegationEnd", .object([.required("reasons", reasons)]))), returns: made)
}
