// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// How the API describes cases: the shapes of ``CaseJSON`` and of what is sent to it.
package enum CaseSchema {
  // MARK: - Names

  private static let token: Schema = .string(pattern: "^[A-Za-z0-9_-]{43}$")
  static let itemCode: Schema = .string(pattern: "^[0-9A-Z]{18}[1-7][0-9]{12}$")
  private static let digest: Schema = .string(pattern: "^[0-9a-f]{64}$", length: 64...64)
  /// The key of a material, a question, an option or a field.
  static let key: Schema = .string(length: 1...64)

  static let id: Operation.Parameter = .path("id", token, "The case’s id.")
  static let fileDigest: Operation.Parameter = .path(
    "digest", digest, "SM3 of the file, hexadecimal.")

  static let words: Schema = .named(
    "Words",
    .object([
      .required("zh", .string(), "The Chinese source text."),
      .optional("en", .string(), "English, where it has been translated."),
    ]))

  // MARK: - What is sent to the API

  package static let party: Schema = .named(
    "Party",
    .object([
      .required("name", .string(length: 1...120)),
      .required(
        "code", .string(length: 18...18), "Resident identity number or unified social credit code."),
      .required("phone", .string(length: 7...20)),
    ]))

  private static let claim: Schema = .named(
    "FileClaim",
    .object([
      .required("material", key, "The key of the material."),
      .required("digest", digest, "As the upload answered."),
      .optional("name", .string(length: 1...255)),
    ]))

  package static let claims: Schema = .array(claim, count: 0...200)
  package static let values: Schema = .map(.string(length: 0...5000))

  static let upload: [Schema.Property] = [
    .required("file", .file),
    .required("item", itemCode, "The implementation code of the item."),
    .required("material", key, "The key of the material."),
  ]

  static let filing: Schema = .named(
    "Filing",
    .object([
      .required("item", itemCode),
      .optional(
        "applicant", party, "For whom an agent files; absent when the caller files for himself."),
      .optional("situation", values, "The answers to the guide’s questions: question → option."),
      .optional("answers", values, "The form: field → value."),
      .optional("files", claims),
      .optional(
        "commitment", signed,
        "The commitment that the applicant chooses, as `/items/{code}/commitment` gave it."),
      .optional(
        "deferral", signed,
        "That the missing materials come later, as `/items/{code}/deferral` gave it for just these."
      ),
    ]))

  package static let signed: Schema = .named(
    "SignedText",
    .object([
      .required("text", digest, "SM3 of the exact text that was read."),
      .required(
        "name", .string(length: 1...120), "The name of whoever files, as in the application."),
    ]))

  static let deferred: Schema = .named(
    "DeferredMaterials",
    .object([.required("files", .array(claim, count: 1...200), "The materials that come now.")]))

  static let amendment: Schema = .named(
    "Amendment",
    .object([
      .optional("answers", values, "The fields that change: field → value."),
      .optional("files", claims, "The files of a material replace those that were there."),
      .optional(
        "party", values,
        "Lines about who applies that change: `applicant.name`, `applicant.code`, `applicant.phone`, "
          + "the same of `agent`; a supplement changes only those that the notice names."),
    ]))

  static let notice: Schema = .named(
    "SupplementNotice",
    .object([
      .required("entries", .array(noticeEntry, count: 1...100), "All that is missing, at once.")
    ]))

  static let noticeEntry: Schema = .named(
    "SupplementEntry",
    .object([
      .required(
        "target", key,
        "The key of the material or of the form’s field, or `applicant.phone` and the like."),
      .required("problem", .string(length: 1...1000), "What is wrong, and what would be right."),
    ]))

  private static let text: Schema = .string(length: 1...5000)

  static let reasons: Schema = .named("Reasons", .object([.required("reasons", text)]))
  static let review: Schema = .named(
    "Review", .object([.required("passed", .boolean), .required("opinion", text)]))
  static let decision: Schema = .named(
    "Decision",
    .object([
      .required("granted", .boolean), .required("reasons", text),
      .optional(
        "falsehood", .boolean,
        "With a refusal: the applicant hid facts or gave false materials (article 78), for these reasons."
      ),
      .optional(
        "confirmed", .array(.choice(of: Confirmation.self), count: 0...8),
        "What the reasons say besides, where the refusal asks for it."),
    ]))
  static let delivery: Schema = .named(
    "Delivery", .object([.required("method", .choice(of: DeliveryMethod.self))]))

  // MARK: - What the API answers

  static let receipt: Schema = .named(
    "CaseReceipt",
    .object([
      .required("id", token), .required("number", .string(), "办件编号, 43 characters."),
      .required("version", .integer(), "As in the ETag."),
    ]))

  static let filed: Schema = .named(
    "FiledFile",
    .object([
      .required("material", .string()), .required("digest", digest), .required("name", .string()),
      .required("kind", .choice(of: FileKind.self)), .required("size", .integer(), "Bytes."),
      .required("grade", .choice(of: TrustGrade.self), "How far it is trusted."),
    ]))

  private static let moment: Schema = .string(format: "date-time")

  private static let summaryParts: [Schema.Property] = [
    .required("id", token), .required("number", .string(), "办件编号, 43 characters."),
    .required("version", .integer()),
    .required(
      "item",
      .object([
        .required("code", .string()), .required("version", .integer()), .required("name", words),
      ])),
    .required("department", .string()), .required("phase", .choice(of: Case.Phase.self)),
    .required("channel", .choice(of: Channel.self)),
    .required("applicant", .string(), "A natural person’s name is masked for all but who filed."),
    .required("reminders", .integer(), "How often it was urged on since it last went on."),
    .optional("holder", .string(), "Who of the staff has it in hand; for staff."),
    .required("reviews", .integer()),
    .optional("due", .date, "The next day by which the bureau must act."),
    .optional("remaining", .integer(), "Working days left until `due`; negative when overdue."),
    .required("light", .choice(of: Light.self)),
    .optional("granted", .boolean), .optional("licence", .string()),
    .required("receivedAt", moment), .optional("acceptedAt", moment),
    .optional("acceptedOn", .date, "The day from which it counts as accepted by law."),
    .optional("decidedAt", moment), .optional("closedAt", moment), .required("updatedAt", moment),
  ]

  static let summary: Schema = .named("CaseSummary", .object(summaryParts))

  private static let person: Schema = .named(
    "Person",
    .object([
      .required("name", .string()), .required("code", .string()), .required("phone", .string()),
    ]))

  static let file: Schema = .named(
    "CaseFile",
    .object([
      .required("material", .string()), .required("materialName", words),
      .required("digest", digest), .required("name", .string()),
      .required("kind", .choice(of: FileKind.self)), .required("size", .integer(), "Bytes."),
      .required("grade", .choice(of: TrustGrade.self)),
    ]))

  static let document: Schema = .named(
    "CaseDocument",
    .object([
      .required("kind", .choice(of: DocumentKind.self)), .required("number", .string()),
      .required("issuedAt", moment), .required("page", .string(), "The printable page."),
    ]))

  static let documents: Schema = .named(
    "CaseDocumentList", .object([.required("items", .array(document))]))

  private static let happening: Schema = .named(
    "Happening",
    .object([
      .required("version", .integer()), .required("type", .string()), .required("at", moment),
      .required("by", .choice(of: CaseJSON.Side.self)),
      .optional("account", .string(), "Who it was; for staff."),
      .optional(
        "colleagues", .array(.string()),
        "Members of the staff whom it is about: who was asked, who was acted for; for staff."),
      .optional(
        "document",
        .object([
          .required("kind", .choice(of: DocumentKind.self)), .required("number", .string()),
        ])),
    ]))

  private static let opinion: Schema = .named(
    "Opinion",
    .object([
      .required("reviewer", .string()), .required("passed", .boolean),
      .required("opinion", .string()),
      .optional("principal", .string(), "Whose part it was, where a deputy gave it."),
    ]))

  static let entries: Schema = .array(
    .object([.required("target", .string()), .required("problem", .string())]))

  private static let wait: Schema = .named(
    "Wait",
    .object([
      .required("code", .string()), .required("text", .string(), "In Chinese."),
      .optional("basis", .string(), "The law and its article."),
    ]))

  static let detail: Schema = .named(
    "Case",
    .object(
      summaryParts + [
        .required(
          "parties",
          .object([.optional("applicant", person), .optional("agent", person)])),
        .required("situation", .map(.string())), .required("answers", .map(.string())),
        .required("files", .array(file)), .required("documents", .array(document)),
        .optional("notice", entries, "What the one supplement notice names."),
        .optional(
          "furtherNotice", entries,
          "What the applicant was asked for after acceptance, where the item has a rule for it."),
        .optional("opinions", .array(opinion), "For staff."),
        .optional(
          "setAside", .array(opinion),
          "For staff: opinions from before the case went back to the review."),
        .optional(
          "decision",
          .object([
            .required("granted", .boolean), .required("reasons", .string()),
            .required("decidedAt", moment),
            .optional("hearingRecord", .string(), "The number of the record that it rests on."),
          ])),
        .optional("reasons", .string(), "Why it was closed without a decision."),
        .optional(
          "ruling", ItemSchema.ruling, "What the tables of the item’s version say of the filing."),
        .optional("commitment", PromiseJSON.commitment, "The commitment that it was filed on."),
        .optional("deferral", .array(PromiseJSON.deferred), "What it was filed without."),
        .required("waits", .array(wait), "What the decision waits for, besides opinions."),
        .optional(
          "oneHand", OneHand.schema,
          "The authorisation under which somebody received and decided it in one hand."),
        .optional("test", TestJSON.schema, "The test that the decision rests on (article 55)."),
        .optional(
          "forwarding", ForwardingJSON.schema, "Where a higher body decides (articles 35 and 43)."),
        .required("clock", ClockSchema.schema), .required("history", .array(happening)),
      ]))
}
