// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The bureau's figures about its items, and what should be mended in them, for programs.
struct IndicatorAPI: Sendable {
  let desk: DraftingDesk

  var routes: [Route] {
    [
      .api(
        .get, DraftingLink.indicators.api, DraftingScope.gate, "四办指标", Self.indicators
      ) { visit, _ in
        let day = try visit.query("day", as: Day.self) ?? visit.now.day
        let report = try await desk.indicators(on: day)
        return .json(
          Report(
            day: day, whole: Figures(report.whole),
            departments: report.departments.map {
              Section(department: $0.name, figures: Figures($0.figures))
            }))
      },
      .api(
        .get, DraftingLink.findings.api, DraftingScope.gate, "事项质量检查", Self.findings
      ) { visit, _ in
        let (rows, next, _) = try desk.findings(
          department: visit.query("department"), rule: visit.query("rule"),
          after: try visit.cursor(), limit: try visit.limit())
        return .json(Listing(rows.map { Found($0, visit) }, next: next))
      },
    ]
  }

  private struct Part: Encodable, Sendable {
    let count: Int
    let share: String
  }

  private struct Figures: Encodable, Sendable {
    let items: Int
    let shares: [String: Part]
    let compression: String
    let averageMaterials: String
    let averageVisits: String

    init(_ figures: Indicators) {
      items = figures.total
      shares = Dictionary(
        uniqueKeysWithValues: Indicator.allCases.map { indicator in
          let share = figures[indicator]
          return (indicator.rawValue, Part(count: share.count, share: share.text))
        })
      compression = figures.compressionText
      averageMaterials = figures.averageMaterials
      averageVisits = figures.averageVisits
    }
  }

  private struct Section: Encodable, Sendable {
    let department: Words
    let figures: Figures
  }

  private struct Report: Encodable, Sendable {
    let day: Day
    let whole: Figures
    let departments: [Section]
  }

  private struct Found: Encodable, Sendable {
    struct Finding: Encodable, Sendable {
      let id: String
      let message: String
      let section: DraftSection?
      let place: String?
    }

    let item: String
    let name: String
    let findings: [Finding]

    init(_ found: ItemFindings, _ visit: Visit) {
      item = found.item.code
      name = visit.pick(found.item.name)
      findings = found.findings.map {
        Finding(
          id: $0.id, message: visit.t($0.phrase), section: $0.section,
          place: $0.place.map { visit.pick($0) })
      }
    }
  }

  // MARK: - The shapes

  private static let figures: Schema = .named(
    "ItemFigures",
    .object([
      .required("items", .integer()),
      .required(
        "shares",
        .map(
          .object([
            .required("count", .integer()),
            .required("share", .string(), "In percent with two decimals."),
          ])), "By indicator: atOnce, once, wholeOnline, online, nearby, onTheSpot …"),
      .required("compression", .string(), "How much shorter the promised terms are."),
      .required("averageMaterials", .string()), .required("averageVisits", .string()),
    ]))

  private static let indicators = Operation(
    "getItemIndicators", tag: DraftingSchemas.tag,
    parameters: [.query("day", .date, "The day that it is computed for; today when absent.")],
    returns: .named(
      "ItemIndicators",
      .object([
        .required("day", .date), .required("whole", figures),
        .required(
          "departments",
          .array(
            .object([
              .required("department", ItemSchema.words), .required("figures", figures),
            ]))),
      ])))

  private static let findings = Operation(
    "listItemFindings", tag: DraftingSchemas.tag,
    parameters: [
      .query("department", .string(length: 1...60), "In Chinese."),
      .query("rule", .string(length: 1...8), "For instance `A8`."),
    ] + Operation.Parameter.paging,
    returns: .listing(
      "ItemFindingList",
      of: .named(
        "ItemFindings",
        .object([
          .required("item", DraftingSchemas.code), .required("name", .string()),
          .required(
            "findings",
            .array(
              .object([
                .required("id", .string()), .required("message", .string()),
                .optional("section", .nullable(.choice(of: DraftSection.self))),
                .optional("place", .nullable(.string())),
              ]))),
        ]))))
}
