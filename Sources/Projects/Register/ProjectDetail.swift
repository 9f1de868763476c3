// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension Project {
  /// A project for programs.
  package struct Detail: Encodable, Sendable {
    struct Linked: Encodable, Sendable {
      let number: String
      let item: String
      let phase: String?
      let isWhole: Bool
      let scope: String?
      let licence: String?
      let supersededBy: String?
      let startBy: Day?
      let startedOn: Day?
      let stoppedOn: Day?
    }

    let developer: String
    let developerCode: String
    let address: String
    let kind: String
    let investment: String
    let area: String
    let pitDepth: String?
    let cases: [Linked]
  }

  package var detail: Detail {
    Detail(
      developer: details?.developer ?? "", developerCode: details?.developerCode ?? "",
      address: details?.address ?? "", kind: (details?.kind ?? .other).rawValue,
      investment: Area(hundredths: details?.investment ?? 0).text,
      area: (details?.area ?? Area(hundredths: 0)).text,
      pitDepth: details?.pitDepth.map { Area(hundredths: $0).text },
      cases: links.map { link in
        Detail.Linked(
          number: link.number, item: link.item, phase: link.phase, isWhole: link.isWhole,
          scope: link.scope?.scopeText, licence: link.licence, supersededBy: link.supersededBy,
          startBy: link.works?.startBy, startedOn: link.works?.startedOn,
          stoppedOn: link.works?.stoppedOn)
      })
  }

  package static let detailSchema: Schema = .object([
    .required("developer", .string()), .required("developerCode", .string()),
    .required("address", .string()), .required("kind", .choice(of: Kind.self)),
    .required("investment", .string(), "Ten thousand yuan."),
    .required("area", .string(), "Square metres."),
    .optional("pitDepth", .string(), "Metres."),
    .required(
      "cases",
      .array(
        .named(
          "ProjectCase",
          .object([
            .required("number", .string()), .required("item", .string()),
            .optional("phase", .string(), "The key of the phase of staged permits."),
            .required("isWhole", .boolean), .optional("scope", .string()),
            .optional("licence", .string()),
            .optional("supersededBy", .string(), "The permit of the whole works."),
            .optional("startBy", .date, "The last day to begin works by a construction permit."),
            .optional("startedOn", .date),
            .optional("stoppedOn", .date, "Since when the works stand still."),
          ])))),
  ])
}
