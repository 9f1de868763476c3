// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The authorisations for programs.
struct AuthorisationAPI: Sendable {
  let desk: AuthorisationDesk

  private static let readers = Gate.only(Worklist.roles)
  private static let givers = Gate.only(Case.roles(for: .authorise))
  private static let path = "/api/v1/authorisations"
  private static let id: Operation.Parameter = .path(
    "id", .string(length: 1...64), "The authorisation’s id.")

  var routes: [Route] {
    [
      .api(
        .get, Self.path, Self.readers, "查询授权书",
        Operation(
          "listAuthorisations", tag: "authorisations", parameters: Operation.Parameter.paging,
          returns: .listing("AuthorisationList", of: Self.schema))
      ) { visit, _ in
        let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
        let found = try await desk.page(before: place, limit: try visit.limit())
        return .json(Listing(found.rows.map { Shown($0, on: visit.now.day) }, next: found.next))
      },
      .api(
        .get, Self.path + "/{id}", Self.readers, "查看授权书",
        Operation(
          "getAuthorisation", tag: "authorisations", parameters: [Self.id], returns: Self.schema)
      ) { visit, _ in
        try await answer(visit.parameter("id"), visit)
      },
      .api(
        .post, Self.path, Self.givers, "授权",
        Operation(
          "giveAuthorisation", tag: "authorisations", parameters: [.idempotencyKey],
          body: .json(Self.given), returns: Self.schema, status: 201)
      ) { visit, actor in
        let sent: Sent = try visit.json()
        let id = try await desk.give(try sent.proposal(), by: actor, key: visit.command)
        return try await answer(id, visit, status: 201)
      },
    ]
      + AuthorisationStep.allCases.map { step in
        .api(
          .post, Self.path + "/{id}/\(step.rawValue)", Self.givers, step.phrase,
          Operation(
            "\(step.rawValue)Authorisation", tag: "authorisations",
            parameters: [Self.id, .idempotencyKey, .ifMatch], body: .json(CaseSchema.reasons),
            returns: Self.schema)
        ) { visit, actor in
          let sent: Reason = try visit.json()
          let reasons = Reasons(sent.reasons)
          let id = visit.parameter("id")
          try await desk.take(
            step.command(reasons), with: id, reasons: reasons, by: actor,
            expecting: try visit.seenVersion(), key: visit.command)
          return try await answer(id, visit)
        }
      }
  }

  private struct Reason: Decodable { let reasons: String }

  private func answer(_ id: String, _ visit: Visit, status: Int = 200) async throws -> Reply {
    let row = try await desk.open(id).row
    return .json(
      Shown(row, on: visit.now.day), status: status, etag: String(row.version),
      location: status == 201 ? "\(Self.path)/\(id)" : nil)
  }

  // MARK: Shapes

  private struct Shown: Encodable, Sendable {
    let id: String
    let version: Int
    let number: String
    let kind: Authorisation.Kind
    let holder: String
    let section: String?
    let items: [String]
    let from: Day
    let until: Day
    let limit: String?
    let standing: Authorisation.Standing
    let isInForce: Bool
    let givenAt: String

    init(_ row: AuthorisationRow, on today: Day) {
      id = row.id
      version = row.version
      number = row.terms.number
      kind = row.terms.kind
      holder = row.terms.holder
      section = row.terms.section
      items = row.terms.items
      from = row.terms.from
      until = row.terms.until
      limit = row.terms.limit?.text
      standing = row.standing
      isInForce = AuthorisationLight(row, on: today) == .inForce
      givenAt = row.givenAt.iso8601
    }
  }

  private static let terms: [Schema.Property] = [
    .required("kind", .choice(of: Authorisation.Kind.self)),
    .required("holder", .string(length: 1...64), "The account of whoever is authorised."),
    .optional(
      "section", .string(length: 1...60), "The section whose listed items it covers, all of them."),
    .optional(
      "items", .array(CaseSchema.itemCode, count: 0...200), "The items that it names."),
    .required("from", .date), .required("until", .date, "The last day."),
    .optional("limit", .string(length: 1...500), "A condition of FEEL over the answers."),
  ]

  private static let given: Schema = .named(
    "AuthorisationTerms",
    .object(terms + [.required("reasons", .string(length: 1...2000))]))

  private static let schema: Schema = .named(
    "Authorisation",
    .object(
      terms + [
        .required("id", .string()), .required("version", .integer()),
        .required("number", .string(), "Of the document."),
        .required("standing", .choice(of: Authorisation.Standing.self)),
        .required("isInForce", .boolean, "Whether it can be used today."),
        .required("givenAt", .string(format: "date-time")),
      ]))

  private struct Sent: Decodable, Sendable {
    let kind: Authorisation.Kind
    let holder: String
    let section: String?
    let items: [String]?
    let from: String
    let until: String
    let limit: String?
    let reasons: String

    func proposal() throws(SiteRefusal) -> AuthorisationDesk.Proposal {
      guard let from = Day(from) else {
        throw .invalid([Fault("from", "日期应当是真实存在的，例如 2026-03-01。")])
      }
      guard let until = Day(until) else {
        throw .invalid([Fault("until", "日期应当是真实存在的，例如 2026-03-01。")])
      }
      return AuthorisationDesk.Proposal(
        kind: kind, holder: holder, items: items ?? [], section: section, from: from,
        until: until, limit: limit ?? "", reasons: Reasons(reasons))
    }
  }
}
