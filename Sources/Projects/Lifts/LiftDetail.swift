// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension Lift {
  /// A lift for programs; the owners are counted, never named.
  package struct Detail: Encodable, Sendable {
    struct Unit: Encodable, Sendable {
      let number: String
      let area: String
      let owner: Int
    }

    struct Weights: Encodable, Sendable {
      let area: String
      let owners: Int

      init(_ weight: Weight) {
        area = weight.area.text
        owners = weight.owners
      }
    }

    struct Result: Encodable, Sendable {
      let on: Day
      let total: Weights
      let attending: Weights
      let agreeing: Weights
      let isQuorate: Bool
      let isCarried: Bool

      init(_ held: Held) {
        on = held.on
        total = Weights(held.vote.total)
        attending = Weights(held.vote.attending)
        agreeing = Weights(held.vote.agreeing)
        isQuorate = held.vote.isQuorate
        isCarried = held.vote.isCarried
      }
    }

    struct Opinion: Encodable, Sendable {
      let department: String
      let favourable: Bool?
    }

    struct Dispute: Encodable, Sendable {
      let meetings: [Day]
      let outcome: String?
    }

    let storeys: Int
    let units: [Unit]
    let vote: Result?
    let opinions: [Opinion]
    let reviewNumber: String?
    let completionNumber: String?
    let disputes: [Dispute]
  }

  package var detail: Detail {
    Detail(
      storeys: register?.storeys ?? 0,
      units: register?.units.map {
        Detail.Unit(number: $0.number, area: $0.area.text, owner: $0.owner)
      } ?? [],
      vote: held.map(Detail.Result.init),
      opinions: asked.map { name in
        Detail.Opinion(
          department: name,
          favourable: opinions.first { $0.department == name }?.isFavourable)
      }, reviewNumber: reviewNumber, completionNumber: completionNumber,
      disputes: disputes.map {
        Detail.Dispute(meetings: $0.meetings, outcome: $0.outcome?.rawValue)
      })
  }

  private static let weights: Schema = .named(
    "VoteWeight",
    .object([
      .required("area", .string(), "Square metres."), .required("owners", .integer()),
    ]))

  package static let detailSchema: Schema = .object([
    .required("storeys", .integer()),
    .required(
      "units",
      .array(
        .object([
          .required("number", .string()), .required("area", .string(), "Square metres."),
          .required("owner", .integer(), "Counted from 1; one who owns several is one."),
        ]))),
    .optional(
      "vote",
      .named(
        "OwnersVote",
        .object([
          .required("on", .date), .required("total", weights), .required("attending", weights),
          .required("agreeing", weights),
          .required("isQuorate", .boolean, "Two thirds by area and by number take part."),
          .required("isCarried", .boolean, "And three quarters of these agree."),
        ]))),
    .required(
      "opinions",
      .array(
        .object([
          .required("department", .string()), .optional("favourable", .boolean),
        ]))),
    .optional("reviewNumber", .string()), .optional("completionNumber", .string()),
    .required(
      "disputes",
      .array(
        .object([
          .required("meetings", .array(.date)),
          .optional("outcome", .choice(of: Lift.Dispute.Outcome.self)),
        ]))),
  ])
}
