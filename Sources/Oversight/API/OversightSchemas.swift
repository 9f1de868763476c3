// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// How the API describes supervision: the shapes of ``OversightJSON`` and of what is sent to it.
enum OversightSchemas {
  private static let moment: Schema = .string(format: "date-time")
  private static let cardID: Schema = .string(pattern: "^[0-9a-f]{32}$")
  private static let token: Schema = .string(pattern: "^[A-Za-z0-9_-]{43}$")
  static let month: Schema = .string(pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$")
  private static let text: Schema = .string(length: 1...2000)

  static let card: Operation.Parameter = .path("id", cardID, "The card’s id.")
  static let complaintID: Operation.Parameter = .path("id", token, "The complaint’s id.")
  static let caseID: Operation.Parameter = .path("id", token, "The case’s id.")

  // MARK: - What is sent

  static let issue: Schema = .named(
    "CardByHand",
    .object([
      .required("case", token, "The case’s id."),
      .required("rule", .string(length: 1...20), "The code of a rule on conduct or findings."),
      .optional("level", .choice(of: Card.Level.self), "The rule’s own when absent."),
      .optional("unit", .string(length: 1...60), "The section of the case when absent."),
      .optional("person", .string(length: 1...64), "The account of whoever is responsible."),
      .required("text", text, "What was found."),
    ]))

  static let answer: Schema = .named(
    "CardAnswer",
    .object([
      .required("text", text, "Why it happened, and what was done about it."),
      .optional("person", .string(length: 1...64), "The account of whoever is responsible."),
    ]))
  static let words: Schema = .named("OversightText", .object([.required("text", text)]))
  static let appealDecision: Schema = .named(
    "CardAppealDecision",
    .object([
      .required("upheld", .boolean, "Whether the card stands."), .required("text", text),
    ]))
  static let attribution: Schema = .named(
    "CardAttribution", .object([.required("person", .string(length: 1...64))]))
  static let complaintAnswer: Schema = .named(
    "ComplaintAnswer", .object([.required("justified", .boolean), .required("text", text)]))

  // MARK: - What is answered

  static let receipt: Schema = .named(
    "OversightReceipt",
    .object([
      .required("id", .string()), .required("version", .integer(), "As in the ETag."),
    ]))

  private static let name: Schema = .object([
    .required("zh", .string()), .optional("en", .string()),
  ])

  private static let cardParts: [Schema.Property] = [
    .required("id", cardID), .required("number", .string(), "江汉监黄〔2026〕3号."),
    .required("version", .integer()), .required("level", .choice(of: Card.Level.self)),
    .required("status", .choice(of: Card.Status.self)), .required("isOpen", .boolean),
    .required("counts", .boolean, "Whether it counts in the score of its month."),
    .required("isPressed", .boolean, "Not answered in time, and followed up by hand."),
    .required("case", token), .required("caseNumber", .string()),
    .required("rule", .string()), .required("rulesVersion", .integer()),
    .optional("name", name, "The name of the rule."), .required("unit", .string()),
    .optional("person", .string(), "The account of whoever is responsible."),
    .optional("due", .date, "The last day that was let pass."), .required("issuedAt", moment),
    .required("answerBy", .date), .required("points", .number),
  ]

  static let cardRow: Schema = .named("Card", .object(cardParts))

  private static let basis: Schema = .object([
    .required("law", .string()), .required("article", .string()),
  ])

  private static let evidence: Schema = .named(
    "CardEvidence",
    .object([
      .required("caseNumber", .string()), .required("section", .string()),
      .required("day", .date, "The day that it was looked at."),
      .required("calendar", .string(), "The version of the work calendar."),
      .optional(
        "term",
        .object([
          .optional("number", .integer()), .optional("unit", .choice(of: TermUnit.self)),
          .required("basis", basis), .required("start", .date), .required("due", .date),
          .optional("finished", .date), .required("over", .integer(), "Working days over."),
        ])),
      .required(
        "trace",
        .array(.object([.required("zh", .string()), .required("en", .string())])),
        "Why it was due when it was, day by day."),
      .optional("text", .string(), "The digest of the text that a conduct was put into."),
    ]))

  static let cardDetail: Schema = .named(
    "CardDetail",
    .object(
      cardParts + [
        .required("basis", basis), .optional("liability", basis),
        .required("cause", .choice(Card.Cause.words)), .optional("facts", .string()),
        .optional("evidence", evidence), .optional("raisedTo", cardID),
        .required(
          "history",
          .array(
            .object([
              .required("version", .integer()), .required("type", .string()),
              .required("at", moment), .required("by", .string()), .optional("text", .string()),
            ]))),
      ]))

  static let alert: Schema = .named(
    "OversightAlert",
    .object([
      .required("case", token), .required("caseNumber", .string()), .required("key", .string()),
      .required("rule", .string()), .required("rulesVersion", .integer()),
      .optional("name", name), .required("due", .date), .required("unit", .string()),
      .optional("person", .string()),
    ]))

  static let books: Schema = .named(
    "OversightRules",
    .object([
      .required(
        "items",
        .array(
          .object([
            .required("version", .integer()), .required("effective", .date),
            .required("isInForce", .boolean), .required("digest", .string(), "SM3 of the file."),
            .required("source", .string(), "The file, YAML."),
          ])))
    ]))

  private static let score: Schema = .object([
    .required("name", .string(), "The unit, or the account."), .required("base", .number),
    .required("yellow", .integer()), .required("red", .integer()),
    .required("deduction", .number), .required("early", .integer()),
    .required("bonus", .number), .required("score", .number),
    .required("cards", .array(cardID), "The cards that count."),
  ])

  static let scores: Schema = .named(
    "OversightScores",
    .object([
      .required("month", month), .required("rulesVersion", .integer()),
      .required("units", .array(score)), .required("persons", .array(score)),
    ]))

  static let complaint: Schema = .named(
    "Complaint",
    .object([
      .required("id", token), .required("version", .integer()),
      .required("status", .choice(of: Complaint.Status.self)), .required("case", token),
      .required("caseNumber", .string()), .required("unit", .string()),
      .required("filedAt", moment), .optional("text", .string()),
      .optional("explanation", .string(), "For staff."), .optional("isJustified", .boolean),
      .optional("answer", .string()),
    ]))
}
