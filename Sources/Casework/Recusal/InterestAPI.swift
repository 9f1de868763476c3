// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The register of interests for programs: one's own.
struct InterestAPI: Sendable {
  let desk: InterestDesk

  private static let staff = Gate.only(Case.roles(for: .recuse))

  var routes: [Route] {
    [
      .api(
        .get, "/api/v1/interests", Self.staff, "本人登记的利害关系",
        Operation(
          "listInterests", tag: "interests",
          returns: .named("InterestList", .object([.required("items", .array(Self.schema))])))
      ) { _, actor in
        .json(Shown.List(items: try await desk.list(of: actor).map(Shown.init)))
      },
      .api(
        .post, "/api/v1/interests", Self.staff, "登记利害关系",
        Operation(
          "declareInterest", tag: "interests", parameters: [.idempotencyKey],
          body: .json(Self.declared), returns: Self.made, status: 201)
      ) { visit, actor in
        let sent: Declared = try visit.json()
        let id = try await desk.declare(
          sent.kind, to: sent.code, by: actor, key: visit.command)
        return .json(Made(id: id), status: 201)
      },
      .api(
        .post, "/api/v1/interests/{id}/end", Self.staff, "利害关系消失",
        Operation(
          "endInterest", tag: "interests",
          parameters: [.path("id", .string(length: 1...64), "The entry’s id.")],
          returns: Self.made)
      ) { visit, actor in
        let id = visit.parameter("id")
        try await desk.end(id, by: actor)
        return .json(Made(id: id))
      },
    ]
  }

  private struct Declared: Decodable, Sendable {
    let code: String
    let kind: Interest.Kind
  }

  private static let declared: Schema = .named(
    "InterestDeclaration",
    .object([
      .required(
        "code", .string(length: 18...18), "Resident identity number or unified social credit code."),
      .required("kind", .choice(of: Interest.Kind.self)),
    ]))

  private struct Made: Encodable, Sendable { let id: String }

  private static let made: Schema = .named("InterestMade", .object([.required("id", .string())]))

  private struct Shown: Encodable, Sendable {
    let id: String
    let kind: Interest.Kind
    let code: String
    let declaredAt: String

    struct List: Encodable, Sendable { let items: [Shown] }

    init(_ interest: Interest) {
      id = interest.id
      kind = interest.kind
      code = interest.shown
      declaredAt = interest.declaredAt.iso8601
    }
  }

  private static let schema: Schema = .named(
    "Interest",
    .object([
      .required("id", .string()), .required("kind", .choice(of: Interest.Kind.self)),
      .required("code", .string(), "A person’s is masked."),
      .required("declaredAt", .string(format: "date-time")),
    ]))
}
