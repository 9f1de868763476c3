// SPDX-License-Identifier: Apache-2.0

import Casework
import HTTPTypes
import Journal
import Site

/// Ratings for programs.
struct RatingsAPI: Sendable {
  let desk: RatingsDesk

  private static let tag = "ratings"

  var routes: [Route] { reading + steps + Service.Kind.allCases.flatMap(giving) }

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/ratings", .only(RatingScope.readers), "查询评价",
        Operation(
          "listRatings", tag: Self.tag,
          parameters: [
            .query("open", .boolean, "Only bad ratings with which something is to be done.")
          ] + Operation.Parameter.paging,
          returns: .listing("RatingList", of: RatingsSchemas.row))
      ) { visit, actor in
        let (rows, next) = try await desk.page(
          open: try visit.query("open", as: Bool.self) ?? false, from: try visit.cursor(),
          limit: try visit.limit(), for: actor)
        return .json(Listing(rows.map { RatingsJSON.Row($0) }, next: next))
      },
      .api(
        .get, "/api/v1/rating-figures", .only(RatingScope.readers), "查询好评率",
        Operation(
          "getRatingFigures", tag: Self.tag, parameters: [RatingsSchemas.period],
          returns: RatingsSchemas.figures)
      ) { visit, actor in
        let period = try Period.asked(by: visit)
        return .json(RatingsJSON.Figures(try await desk.figures(period, for: actor), period))
      },
      .api(
        .get, "/api/v1/ratings/{id}", .signedIn, "查看评价",
        Operation(
          "getRating", tag: Self.tag, parameters: [RatingsSchemas.rating],
          returns: RatingsSchemas.detail)
      ) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .json(RatingsJSON.Detail(file), etag: String(file.version))
      },
    ]
  }

  // MARK: Giving

  private struct Giving: Decodable {
    let grade: Rating.Grade
    let reasons: [Rating.Reason]?
    let text: String?
    let named: Bool?

    var order: RatingsDesk.Order {
      var order = RatingsDesk.Order(grade)
      order.reasons = reasons ?? []
      order.text = text ?? ""
      order.isNamed = named ?? true
      return order
    }
  }

  private func giving(_ kind: Service.Kind) -> [Route] {
    let path = "/api/v1" + RatingsLink.give(kind, "{id}").path
    let word = kind == .single ? "Case" : "JointCase"
    return [
      .api(
        .get, path, .signedIn, "查看办件的评价",
        Operation(
          "get\(word)Rating", tag: Self.tag, parameters: [RatingsSchemas.service],
          returns: RatingsSchemas.ofService)
      ) { visit, actor in
        let service = try await desk.service(kind, visit.parameter("id"), for: actor)
        let file = try await desk.rating(of: service.id, for: actor)
        let mayRate = file == nil && desk.hindrance(to: actor, rating: service) == nil
        return .json(RatingsJSON.OfService(mayRate: mayRate, given: file.map { .init($0) }))
      },
      .api(
        .post, path, GivingPages.givers, "提交评价",
        Operation(
          "rate\(word)", tag: Self.tag, parameters: [RatingsSchemas.service, .idempotencyKey],
          body: .json(RatingsSchemas.giving), returns: RatingsSchemas.receipt, status: 201)
      ) { visit, actor in
        let sent: Giving = try visit.json()
        let service = try await desk.service(kind, visit.parameter("id"), for: actor)
        let receipt = try await desk.give(
          sent.order, to: service, by: actor, key: visit.command)
        return .json(
          receipt, status: 201, etag: String(receipt.version),
          location: "/api/v1\(RatingsLink.rating(receipt.id).path)")
      },
    ]
  }

  // MARK: Handling

  private struct Verification: Decodable {
    let isTrue: Bool
    let calledBack: Bool
    let text: String
  }

  private struct Answer: Decodable {
    let measure: Rating.Measure
    let text: String
  }

  private struct FollowUp: Decodable {
    let isContent: Bool
    let text: String
  }

  private var steps: [Route] {
    [
      step(.verify, "verifyRating", RatingsSchemas.verification) { visit in
        let sent: Verification = try visit.json()
        let text = Reasons(sent.text)
        return (.verify(isTrue: sent.isTrue, isCalledBack: sent.calledBack, text), text)
      },
      step(.answer, "answerRating", RatingsSchemas.answer) { visit in
        let sent: Answer = try visit.json()
        let text = Reasons(sent.text)
        return (.answer(sent.measure, text), text)
      },
      step(.followUp, "followUpRating", RatingsSchemas.followUp) { visit in
        let sent: FollowUp = try visit.json()
        let text = Reasons(sent.text)
        return (.followUp(isContent: sent.isContent, text), text)
      },
    ]
  }

  private func step(
    _ step: RatingStep, _ operation: String, _ body: Schema,
    _ read: @escaping @Sendable (Visit) throws -> (Rating.Command, Reasons)
  ) -> Route {
    .api(
      .post, "/api/v1" + RatingsLink.step("{id}", step).path, .only(step.roles), step.phrase,
      Operation(
        operation, tag: Self.tag,
        parameters: [RatingsSchemas.rating, .idempotencyKey, .ifMatch], body: .json(body),
        returns: RatingsSchemas.receipt)
    ) { visit, actor in
      let (command, text) = try read(visit)
      let receipt = try await desk.take(
        command, text: text, with: visit.parameter("id"), by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .json(receipt, etag: String(receipt.version))
    }
  }
}
