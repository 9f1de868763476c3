// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Re-checks and draws for programs; whoever wants to replay a draw needs nothing but these.
struct RecheckAPI: Sendable {
  let desk: RecheckDesk

  private static let readers = Gate.only(RecheckDesk.readers)
  private static let id: Operation.Parameter = .path(
    "id", .string(length: 1...64), "The case’s id.")
  private static let month: Operation.Parameter = .path(
    "month", .string(pattern: "^[0-9]{4}-[0-9]{2}$"), "2026-03")

  var routes: [Route] { rechecks + draws }

  private var rechecks: [Route] {
    [
      .api(
        .get, "/api/v1/rechecks", Self.readers, "查询质量复核",
        Operation(
          "listRechecks", tag: "rechecks",
          parameters: [
            .query("standing", .choice(of: Recheck.Standing.self), "`open` when absent.")
          ] + Operation.Parameter.paging,
          returns: .listing("RecheckList", of: Self.schema))
      ) { visit, _ in
        let standing = visit.query("standing").flatMap(Recheck.Standing.init(rawValue:)) ?? .open
        let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
        let found = try await desk.page(of: standing, after: place, limit: try visit.limit())
        return .json(Listing(found.rows.map(Shown.init), next: found.next))
      },
      .api(
        .get, "/api/v1/rechecks/{id}", Self.readers, "查看质量复核",
        Operation("getRecheck", tag: "rechecks", parameters: [Self.id], returns: Self.schema)
      ) { visit, _ in
        try await answer(visit)
      },
      .api(
        .post, "/api/v1/rechecks/{id}/finding", .only(Case.roles(for: .recheck)), "作出复核结论",
        Operation(
          "findRecheck", tag: "rechecks", parameters: [Self.id, .idempotencyKey, .ifMatch],
          body: .json(Self.finding), returns: Self.schema)
      ) { visit, actor in
        let sent: Finding = try visit.json()
        try await desk.find(
          sent.verdict, sent.proposals ?? [], Reasons(sent.opinion), in: visit.parameter("id"),
          by: actor, expecting: try visit.seenVersion(), key: visit.command)
        return try await answer(visit)
      },
      .api(
        .post, "/api/v1/rechecks/{id}/answer", .only(.agencyHead), "答复复核建议",
        Operation(
          "answerRecheck", tag: "rechecks", parameters: [Self.id, .idempotencyKey, .ifMatch],
          body: .json(Self.answering), returns: Self.schema)
      ) { visit, actor in
        let sent: Answering = try visit.json()
        try await desk.answer(
          isAdopted: sent.adopted, Reasons(sent.reasons), in: visit.parameter("id"), by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
        return try await answer(visit)
      },
      .api(
        .get, "/api/v1/recheck-figures", Self.readers, "一人办理和复核情况",
        Operation(
          "getRecheckFigures", tag: "rechecks",
          parameters: [.query("year", .integer(2000...2200), "This year when absent.")],
          returns: Self.figures)
      ) { visit, _ in
        let year = try visit.query("year", as: Int.self) ?? visit.now.day.year
        return .json(Figures(items: try await desk.figures(of: year).figures.map(Figure.init)))
      },
    ]
  }

  private var draws: [Route] {
    [
      .api(
        .get, "/api/v1/draws", .anyone, "复核抽取公示",
        Operation(
          "listDraws", tag: "draws", parameters: Operation.Parameter.paging,
          returns: .listing("DrawList", of: Self.draw))
      ) { visit, _ in
        let found = try await desk.draws(
          before: try visit.cursor()?.text(0), limit: try visit.limit())
        return .json(Listing(found.rows.map(ShownDraw.init), next: found.next))
      },
      .api(
        .get, "/api/v1/draws/{month}", .anyone, "一个月的抽取",
        Operation(
          "getDraw", tag: "draws", parameters: [Self.month] + Operation.Parameter.paging,
          returns: Self.entries)
      ) { visit, _ in
        let found = try await desk.draw(
          of: visit.parameter("month"), after: try visit.cursor()?.text(0) ?? "",
          limit: try visit.limit(default: 100))
        guard let found else { throw SiteRefusal.notFound }
        return .json(
          Entries(
            draw: ShownDraw(found.draw),
            items: found.entries.map { Entry($0, of: found.draw) }, next: found.next?.text))
      },
    ]
  }

  private func answer(_ visit: Visit) async throws -> Reply {
    let row = try await desk.open(visit.parameter("id")).row
    return .json(Shown(row), etag: String(row.version))
  }

  // MARK: Shapes

  private struct Shown: Encodable, Sendable {
    let id: String
    let version: Int
    let number: String
    let department: String
    let approver: String
    let authorisation: String
    let month: String
    let score: Int?
    let percent: Int
    let standing: Recheck.Standing
    let verdict: Recheck.Verdict?
    let drawnAt: String

    init(_ row: RecheckRow) {
      id = row.id
      version = row.version
      number = row.number
      department = row.department
      approver = row.approver
      authorisation = row.authorisation
      month = row.month
      score = row.score
      percent = row.percent
      standing = row.standing
      verdict = row.verdict
      drawnAt = row.drawnAt.iso8601
    }
  }

  private static let schema: Schema = .named(
    "Recheck",
    .object([
      .required("id", .string(), "Of the case."), .required("version", .integer()),
      .required("number", .string()), .required("department", .string()),
      .required("approver", .string()), .required("authorisation", .string()),
      .required("month", .string()),
      .optional("score", .integer(0...99), "Absent where the month had no secret: all are drawn."),
      .required("percent", .integer()), .required("standing", .choice(of: Recheck.Standing.self)),
      .optional("verdict", .choice(of: Recheck.Verdict.self)),
      .required("drawnAt", .string(format: "date-time")),
    ]))

  private struct Finding: Decodable, Sendable {
    let verdict: Recheck.Verdict
    let proposals: [Recheck.Proposal]?
    let opinion: String
  }

  private static let finding: Schema = .named(
    "RecheckFinding",
    .object([
      .required("verdict", .choice(of: Recheck.Verdict.self)),
      .optional(
        "proposals", .array(.choice(of: Recheck.Proposal.self)), "Only where it was wrong."),
      .required("opinion", .string(length: 1...2000)),
    ]))

  private struct Answering: Decodable, Sendable {
    let adopted: Bool
    let reasons: String
  }

  private static let answering: Schema = .named(
    "RecheckAnswer",
    .object([.required("adopted", .boolean), .required("reasons", .string(length: 1...2000))]))

  private struct Figures: Encodable, Sendable { let items: [Figure] }

  private struct Figure: Encodable, Sendable {
    let approver: String
    let decided: Int
    let drawn: Int
    let right: Int
    let minor: Int
    let wrong: Int

    init(_ figures: ApproverFigures) {
      approver = figures.approver
      decided = figures.decided
      drawn = figures.drawn
      right = figures.right
      minor = figures.minor
      wrong = figures.wrong
    }
  }

  private static let figures: Schema = .named(
    "RecheckFigures",
    .object([
      .required(
        "items",
        .array(
          .object([
            .required("approver", .string()), .required("decided", .integer()),
            .required("drawn", .integer()), .required("right", .integer()),
            .required("minor", .integer()), .required("wrong", .integer()),
          ])))
    ]))

  private struct ShownDraw: Encodable, Sendable {
    let month: String
    let digest: String
    let percent: Int
    let committedAt: String
    let secret: String?
    let publishedAt: String?

    init(_ row: DrawRow) {
      month = row.month
      digest = row.digest
      percent = row.percent
      committedAt = row.committedAt.iso8601
      secret = row.secret
      publishedAt = row.publishedAt?.iso8601
    }
  }

  private static let draw: Schema = .named(
    "Draw",
    .object([
      .required("month", .string()), .required("digest", .string(), "SM3 of the secret."),
      .required("percent", .integer(), "Where an item has no share of its own."),
      .required("committedAt", .string(format: "date-time")),
      .optional("secret", .string(), "32 bytes, hexadecimal; absent while the month runs."),
      .optional("publishedAt", .string(format: "date-time")),
    ]))

  private struct Entry: Encodable, Sendable {
    let number: String
    let percent: Int

    init(_ entry: DrawEntry, of draw: DrawRow) {
      number = entry.number
      percent = entry.percent ?? draw.percent
    }
  }

  private struct Entries: Encodable, Sendable {
    let draw: ShownDraw
    let items: [Entry]
    let next: String?
  }

  private static let entries: Schema = .named(
    "DrawEntries",
    .object([
      .required("draw", draw),
      .required(
        "items",
        .array(.object([.required("number", .string()), .required("percent", .integer())])),
        "The cases that took part; empty until the secret is told."),
      .optional("next", .string(), "Where the next page begins."),
    ]))
}
