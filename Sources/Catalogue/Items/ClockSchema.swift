// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// How an item's own clock (`CaseTerms`) looks in the API.
extension ItemSchema {
  static let clock: Schema = .named(
    "ItemClock",
    .object([
      .required("supplementNotice", term, "To give the one notice of what is missing."),
      .optional("statutory", term), .optional("promised", term), .optional("issue", term),
      .required("yellowWithin", .integer(), "At most so many days left make the light yellow."),
      .required("receipt", receipt, "Which day counts as the day of receipt."),
      .required("extending", .nullable(extending), "Null where the term cannot be extended."),
      .required("extensionMovesPromise", .boolean),
      .optional("lowerReview", term),
      .optional(
        "suspension", legalBasis, "By which rule asking for more after acceptance stops the terms."),
      .required("overrun", .choice(of: OverrunRule.self)),
      .required(
        "hearing",
        .object([.required("request", term), .required("hold", term), .required("notice", term)])),
      .required(
        "renewal", .object([.required("application", term), .required("renewsLate", .boolean)])),
    ]))

  private static let extending: Schema = .object([
    .required("term", term), .required("approver", .choice(of: Approver.self)),
    .required("isToldInTerm", .boolean),
  ])

  private static let receipt: Schema = .object([
    .optional("onEntry", .object([])),
    .optional("officeHours", .object([.required("closing", .integer(0...24), "The hour.")])),
  ])
}
