// SPDX-License-Identifier: Apache-2.0

import DMN
import Deadlines
import Site

/// How the API describes items: the JSON of ``ItemVersion`` and its parts.
///
/// Values of enumerations are the codes of GB/T 39046-2020 annex A.
package enum ItemSchema {
  package static let words: Schema = .named(
    "Words",
    .object([
      .required("zh", .string(), "The Chinese source text."),
      .optional("en", .string(), "English, where it has been translated."),
    ]))

  /// On which answers something depends, question → options, or a rule in FEEL.
  static let condition: Schema = .named(
    "Condition", .either([.map(.array(.string())), .string()]))

  /// A decision table of DMN 1.5; tests and results are FEEL.
  static let table: Schema = .named(
    "RuleTable",
    .object([
      .required("subject", .choice(of: TableSubject.self), "What it decides."),
      .required("name", words),
      .required("hitPolicy", .choice(of: DecisionTable.HitPolicy.self)),
      .required(
        "inputs",
        .array(
          .object([
            .required("label", words), .required("expression", .string()),
            .optional("values", .string()),
          ]))),
      .required(
        "outputs", .array(.object([.required("label", words), .required("name", .string())]))),
      .required(
        "rows",
        .array(
          .object([
            .required("tests", .array(.string())), .required("results", .array(.string())),
            .optional("note", words),
          ]))),
    ]))

  /// What the tables say of one application.
  package static let ruling: Schema = .named(
    "Ruling",
    .object([
      .required(
        "rows", .map(.array(.integer())), "The rows that fired, from 0, by the table's subject."),
      .optional("feeFen", .integer(), "In fen; absent where the window settles it."),
      .required("way", .choice(of: HandlingWay.self)), .required("promised", term),
      .required("reviewers", .integer()), .required("section", .string()),
    ]))

  static let term: Schema = .named(
    "Term",
    .object([
      .required("number", .integer()),
      .required("unit", .choice(of: TermUnit.self)),
      .required("basis", legalBasis), .required("rollsOver", .boolean),
    ]))

  static let legalBasis: Schema = .object([
    .required("law", .string()), .required("article", .string()),
  ])

  private static let choice: Schema = .named(
    "Choice", .object([.required("key", .string()), .required("label", words)]))

  static let question: Schema = .named(
    "Question",
    .object([
      .required("key", .string()), .required("ask", words), .optional("help", words),
      .required("options", .array(choice)),
      .required("when", condition, "Asked only when all of this holds."),
    ]))

  static let field: Schema = .named(
    "FormField",
    .object([
      .required("key", .string()), .required("label", words),
      .required("type", .choice(of: FieldType.self)), .required("required", .boolean),
      .optional("help", words), .required("options", .array(choice)),
      .required("when", condition), .optional("max", .integer()),
      .optional(
        "sameAs", .choice(of: ApplicantLine.self), "The line about the applicant that it repeats."),
    ]))

  static let material: Schema = .named(
    "Material",
    .object([
      .required("key", .string()), .required("name", words),
      .required("form", .choice(of: MaterialForm.self)),
      .required(
        "copies", .object([.required("original", .integer()), .required("copy", .integer())])),
      .required("source", .choice(of: MaterialSource.self)), .optional("issuedBy", .string()),
      .required("required", .boolean), .required("when", condition),
      .required("accept", .array(.string())), .required("maxMegabytes", .integer()),
      .required("grade", .choice(of: TrustGrade.self)), .optional("standard", words),
      .optional("fill", words), .optional("sample", words), .optional("basis", .string()),
      .optional(
        "deferral",
        .object([
          .required("days", .integer(), "Working days from acceptance."),
          .required("risk", .choice(of: DeferralRisk.self)),
        ]), "That it may come after acceptance."),
    ]))

  static let requirement: Schema = .named(
    "MaterialRequirement",
    .object([
      .required("material", material),
      .required(
        "reasons",
        .array(.object([.required("question", words), .required("answer", words)])),
        "The answers that made it necessary."),
      .optional("rule", .string(), "The rule that made it necessary, in FEEL."),
      .required(
        "rows", .array(.integer()), "The rows of the table of materials that ask for it, from 0."),
    ]))

  private static let basis: Schema = .named(
    "Basis",
    .object([
      .required("law", .string()), .required("article", .string()), .optional("text", .string()),
      .optional("url", .string()),
    ]))

  private static let result: Schema = .named(
    "ItemResult",
    .object([
      .required("name", words), .required("kind", .choice(of: ResultKind.self)),
      .optional(
        "validity",
        .object([
          .required("number", .integer()), .required("unit", .choice(of: TermUnit.self)),
        ])),
      .optional("numberPattern", .string()), .optional("licenceType", .string()),
      .optional("sample", words),
    ]))

  private static let act: Schema = .named(
    "ItemAct",
    .object([
      .required("kind", .choice(of: ActKind.self)),
      .required(
        "item", .string(), "The implementation code of the item whose licences it is about."),
      .required("field", .string(), "The field of the form that names the licence."),
      .optional(
        "renewal",
        .object([
          .optional("opens", term), .required("start", .choice(of: RenewalRule.Start.self)),
        ])),
    ]))

  /// One version with everything that its guide tells.
  static let item: Schema = .named("Item", .object(identity + service + handling))

  private static let identity: [Schema.Property] = [
    .required("code", .string(), "The implementation code, 31 characters."),
    .required("handlingCode", .string()), .required("name", words),
    .optional("summary", words), .required("keywords", .array(.string())),
    .required("type", .choice(of: ItemType.self)), .required("version", .integer()),
    .required("effective", .date), .optional("expires", .date), .required("department", words),
    .required("body", .object([.required("name", .string()), .required("code", .string())])),
    .required("level", .choice(of: ExerciseLevel.self)),
    .required("served", .array(.choice(of: ServedParty.self))),
    .required("subjects", .array(words)), .required("lifeStage", .choice(of: LifeStage.self)),
    .required("basis", .array(basis)), .required("conditions", .array(words)),
    .required("quantityLimit", words),
    .required(
      "provenance",
      .object([
        .required("law", .array(.string())), .required("demo", .array(.string())),
      ])),
  ]

  private static let service: [Schema.Property] = [
    .required(
      "fee",
      .object([
        .required("charged", .boolean), .optional("standard", words),
        .optional("basis", .string()), .required("payOnline", .boolean),
      ])),
    .required(
      "terms",
      .object([
        .required("statutory", term), .required("promised", term), .optional("publicNotice", term),
        .optional("special", clock, "Where its clock differs from the usual one."),
      ])),
    .required("visits", .integer()), .optional("visitsReason", words),
    .required("onlineDepth", .choice(of: OnlineDepth.self)), .required("express", .boolean),
    .required("kiosk", .boolean), .required("crossRegion", .choice(of: CrossRegion.self)),
    .required("agents", .boolean),
    .required(
      "window",
      .object([
        .required("place", words), .required("hours", words), .required("phone", .string()),
        .required("complaints", .string()),
      ])),
    .optional("remedies", words),
    .required(
      "faq", .array(.object([.required("question", words), .required("answer", words)]))),
  ]

  private static let commitment: Schema = .named(
    "CommitmentRule",
    .object([
      .required("when", condition),
      .required("replaces", .array(.string()), "The keys of the materials that it stands for."),
      .required("replacesReview", .boolean), .required("basis", .array(basis)),
      .optional("providedBy", basis, "What provides for it in this very item."),
      .required("conditions", .array(words)), .required("obligations", .array(words)),
      .required("consequences", .array(words)), .required("inspection", words),
      .required("publication", words), .optional("promised", term),
      .required(
        "check",
        .object([
          .required("within", term), .required("ways", .array(.choice(of: CheckWay.self))),
        ])), .required("correction", term),
    ]))

  private static let handling: [Schema.Property] = [
    .required("handling", .choice(of: Handling.self)), .required("substanceCheck", .boolean),
    .required("streamlined", .boolean, "Whether it may be received and decided in one hand."),
    .optional(
      "recheckPercent", .integer(),
      "The share of cases decided in one hand that is drawn for a re-check; absent for the usual one."
    ),
    .required("questions", .array(question)), .required("form", .array(field)),
    .required("materials", .array(material)), .required("tables", .array(table)),
    .required(
      "process",
      .array(
        .object([
          .required("step", words), .required("days", .number), .required("who", words),
          .optional("what", words),
        ]))), .required("result", result),
    .optional("act", act, "What a grant does to a licence that there is."),
    .optional(
      "safety", words,
      "Why it concerns public security, health or the safety of life and property (articles 78 and 79)."
    ),
    .required(
      "touches", .array(.choice(of: SensitiveField.self)),
      "What it touches that commitments are kept away from."),
    .optional("commitment", commitment, "How it is granted on the applicant’s commitment."),
    .optional(
      "deferral",
      .object([
        .required("basis", .array(basis)),
        .required("deliversFirst", .boolean, "Whether the result comes before the materials."),
      ]), "How it is accepted while secondary materials are missing."),
  ]
}
