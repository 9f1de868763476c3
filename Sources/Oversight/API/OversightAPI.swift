// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import HTTPTypes
import Journal
import Site

/// Supervision for programs: what the pages can do, over `/api/v1`.
struct OversightAPI: Sendable {
  let desk: OversightDesk

  var routes: [Route] { reading + CardStepAPI(desk: desk).routes + ComplaintAPI(desk: desk).routes }

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/oversight/cards", .only(CardScope.readers), "查询监察牌", Self.list
      ) { visit, actor in
        try await list(visit, actor)
      },
      .api(
        .get, "/api/v1/oversight/cards/{id}", .only(CardScope.readers), "查看监察牌", Self.detail
      ) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .json(OversightJSON.CardDetail(file), etag: String(file.version))
      },
      .api(
        .get, "/api/v1/oversight/alerts", .only(CardScope.readers), "查询预警", Self.alertList
      ) { visit, actor in
        let (rows, next) = try await desk.alerts(
          after: try visit.cursor(), unit: visit.query("unit"), limit: try visit.limit(),
          for: actor)
        return .json(
          Listing(rows.map { OversightJSON.Alert($0, desk.rule($0.rule)) }, next: next))
      },
      .api(
        .get, "/api/v1/oversight/rules", .only(CardScope.readers), "查询监察规则", Self.rules
      ) { visit, _ in
        let inForce = desk.books.inForce(on: visit.now.day)
        return .json(
          Books(items: desk.books.all.map { OversightJSON.Book($0, inForce: inForce) }))
      },
      .api(
        .get, "/api/v1/oversight/scores", .only(CardScope.readers), "查询月度得分", Self.scores
      ) { visit, actor in
        let month = visit.query("month").flatMap(Month.init) ?? Month(visit.now.day)
        return .json(OversightJSON.Scores(try await desk.scores(month, for: actor)))
      },
    ]
  }

  private struct Books: Encodable { let items: [OversightJSON.Book] }

  private static let tag = "oversight"

  private static let list = Operation(
    "listCards", tag: tag,
    parameters: [
      .query("unit", .string(length: 1...60), "The unit that has got them, in Chinese."),
      .query("open", .boolean, "Only those with which somebody still has to do something."),
      .query("level", .choice(of: Card.Level.self)),
      .query("rule", .string(length: 1...20), "The code of a rule."),
      .query("month", OversightSchemas.month, "The month in which they were issued."),
    ] + Operation.Parameter.paging,
    returns: .listing("CardList", of: OversightSchemas.cardRow))

  private static let detail = Operation(
    "getCard", tag: tag, parameters: [OversightSchemas.card],
    returns: OversightSchemas.cardDetail)

  private static let alertList = Operation(
    "listAlerts", tag: tag,
    parameters: [.query("unit", .string(length: 1...60), "The unit that has to act, in Chinese.")]
      + Operation.Parameter.paging,
    returns: .listing("OversightAlertList", of: OversightSchemas.alert))

  private static let rules = Operation(
    "listOversightRules", tag: tag, returns: OversightSchemas.books)

  private static let scores = Operation(
    "getScores", tag: tag,
    parameters: [
      .query("month", OversightSchemas.month, "The current one when absent.")
    ],
    returns: OversightSchemas.scores)

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    var filter = CardFilter()
    filter.unit = visit.query("unit")
    filter.isOpen = try visit.query("open", as: Bool.self) ?? false
    filter.level = visit.query("level").flatMap(Card.Level.init(rawValue:))
    filter.rule = visit.query("rule")
    filter.month = visit.query("month").flatMap(Month.init)
    filter.before = try visit.cursor().map(CardFilter.Place.init)
    filter.limit = try visit.limit()
    let (rows, next) = try await desk.page(filter, for: actor)
    return .json(Listing(rows.map { OversightJSON.Card($0, desk.rule($0.rule)) }, next: next))
  }
}
