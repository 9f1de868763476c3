// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Site

/// What the API tells of ratings.
enum RatingsJSON {
  /// A rating in a list.
  struct Row: Encodable, Sendable {
    let id: String
    let version: Int
    let grade: Rating.Grade
    let score: Int
    let status: Rating.Status
    let unit: String
    let name: Words
    let due: Day?
    let givenAt: String

    init(_ row: RatingRow) {
      (id, version, grade, score) = (row.id, row.version, row.grade, row.grade.number)
      (status, unit, name, due) = (row.status, row.unit, row.name, row.due)
      givenAt = row.givenAt.iso8601
    }
  }

  /// One rating, as far as the reader may know it.
  struct Detail: Encodable, Sendable {
    let rating: Row
    let number: String?
    let reasons: [Rating.Reason]
    let text: String?
    let verification: String?
    let answer: String?
    let isContent: Bool?

    init(_ file: RatingFile) {
      rating = Row(file.row)
      number = file.tellsService ? file.giving.number : nil
      reasons = file.giving.reasons
      text = file.text(file.giving.text)
      verification = file.text(file.state.verification)
      answer = file.text(file.state.answer)
      isContent = file.state.isContent
    }
  }

  /// What was given to a service, as far as the reader may know of which it is.
  struct OfService: Encodable, Sendable {
    let mayRate: Bool
    let given: Detail?
  }

  struct Tally: Encodable, Sendable {
    let unit: String?
    let grades: [String: Int]
    let valid: Int
    let bad: Int
    let untrue: Int
    let goodRate: Double?

    init(_ tally: RatingFigures.Tally, of unit: String? = nil) {
      self.unit = unit
      grades = Dictionary(
        uniqueKeysWithValues: Rating.Grade.allCases.map { ($0.rawValue, tally.grades[$0] ?? 0) })
      (valid, bad, untrue) = (tally.valid, tally.bad, tally.untrue)
      goodRate = tally.goodRate.map { Double($0) / 100 }
    }
  }

  struct Figures: Encodable, Sendable {
    let period: String
    let all: Tally
    let units: [Tally]

    init(_ figures: RatingFigures, _ period: Period) {
      self.period = period.description
      all = Tally(figures.all)
      units = figures.units.sorted { $0.key < $1.key }.map { Tally($0.value, of: $0.key) }
    }
  }
}

/// How the API describes ratings: the shapes of ``RatingsJSON`` and of what is sent to it.
enum RatingsSchemas {
  private static let text: Schema = .string(length: 1...1000)
  static let rating: Operation.Parameter = .path(
    "id", .string(length: 1...64), "The rating’s id.")
  static let service: Operation.Parameter = .path(
    "id", .string(pattern: "^[A-Za-z0-9_-]{43}$"), "The id of the case or joint case.")
  static let period: Operation.Parameter = .query(
    Period.name, .string(pattern: Period.pattern), "A month or a year; this month when absent.")

  static let giving: Schema = .named(
    "RatingGiving",
    .object([
      .required("grade", .choice(of: Rating.Grade.self)),
      .optional("reasons", .array(.choice(of: Rating.Reason.self), count: 0...15)),
      .optional("text", text),
      .optional("named", .boolean, "Whether the evaluation office may call back; true if absent."),
    ]))
  static let verification: Schema = .named(
    "RatingVerification",
    .object([
      .required("isTrue", .boolean), .required("calledBack", .boolean), .required("text", text),
    ]))
  static let answer: Schema = .named(
    "RatingAnswer",
    .object([
      .required("measure", .choice(of: Rating.Measure.self)), .required("text", text),
    ]))
  static let followUp: Schema = .named(
    "RatingFollowUp",
    .object([.required("isContent", .boolean), .required("text", text)]))

  static let receipt: Schema = .named(
    "RatingReceipt",
    .object([
      .required("id", .string()), .required("version", .integer(), "As in the ETag."),
    ]))
  static let row: Schema = .named(
    "Rating",
    .object([
      .required("id", .string()), .required("version", .integer()),
      .required("grade", .choice(of: Rating.Grade.self)),
      .required("score", .integer(1...5), "5 for the best."),
      .required("status", .choice(of: Rating.Status.self)), .required("unit", .string()),
      .required("name", .object([.required("zh", .string()), .optional("en", .string())])),
      .optional("due", .date, "The last day of what is to be done next."),
      .required("givenAt", .string(format: "date-time")),
    ]))
  static let detail: Schema = .named(
    "RatingDetail",
    .object([
      .required("rating", row),
      .optional("number", .string(), "Of the case, for whom it may be told."),
      .required("reasons", .array(.choice(of: Rating.Reason.self))), .optional("text", .string()),
      .optional("verification", .string()), .optional("answer", .string()),
      .optional("isContent", .boolean, "What the follow-up found."),
    ]))
  static let ofService: Schema = .named(
    "ServiceRating",
    .object([
      .required("mayRate", .boolean, "Whether the reader can rate it now."),
      .optional("given", detail),
    ]))
  private static let tally: Schema = .object([
    .optional("unit", .string()), .required("grades", .map(.integer())),
    .required("valid", .integer()), .required("bad", .integer()),
    .required("untrue", .integer()),
    .optional("goodRate", .number, "In percent, with two decimals."),
  ])
  static let figures: Schema = .named(
    "RatingFigures",
    .object([
      .required("period", .string()), .required("all", tally), .required("units", .array(tally)),
    ]))
}
