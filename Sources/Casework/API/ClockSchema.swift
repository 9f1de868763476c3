// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// How the API describes a ``ClockReport``, the law's clock of a case.
enum ClockSchema {
  private static let basis: Schema = .named(
    "LegalBasis",
    .object([
      .required("law", .string()), .required("article", .string()), .required("text", .string()),
    ]))

  private static let words: Schema = .object([
    .required("zh", .string()), .required("en", .string()),
  ])

  private static let line: Schema = .named(
    "TraceLine",
    .object([
      .optional("day", .date), .optional("counted", .integer(), "Days counted so far."),
      .required("zh", .string()), .required("en", .string()),
      .optional("basis", basis, "The law that it rests on."),
    ]))

  private static let stretch: Schema = .named(
    "ExcludedStretch",
    .object([
      .required("from", .date), .required("through", .date), .required("cause", words),
      .required("basis", basis),
    ]))

  private static let term: Schema = .named(
    "Deadline",
    .object([
      .required("kind", .choice(of: DeadlineKind.self)),
      .required("name", words), .required("number", .integer()),
      .required("unit", .choice(of: TermUnit.self)), .required("basis", basis),
      .required("start", .date, "The day that starts it, not counted."),
      .required("due", .date, "The last day."), .optional("finished", .date),
      .required("outcome", .choice(of: DeadlineOutcome.self)),
      .required("remaining", .integer(), "Days left; negative when overdue."),
      .required("light", .choice(of: Light.self)),
      .required("provisional", .boolean, "A holiday notice that it depends on is not out yet."),
      .required("isAgencys", .boolean, "Whether the agency must keep it, not the applicant."),
      .optional("extendedBy", .integer(), "Units that were added."),
      .optional("excluded", .array(stretch), "What was not counted."),
      .optional("paused", .array(words), "Why it stands still on that day."),
      .optional("trace", .array(line), "Why it ends when it does, day by day."),
    ]))

  static let schema: Schema = .named(
    "Clock",
    .object([
      .required("asOf", .date), .required("stage", .choice(of: CaseStage.self)),
      .required("light", .choice(of: Light.self)),
      .optional("due", .date, "The next day by which the agency must act."),
      .optional("acceptedOn", .date),
      .required("acceptanceIsDeemed", .boolean),
      .optional(
        "deemedAcceptanceDay", .date, "From this day it counts as accepted, if nobody acts."),
      .optional("renewedOn", .date, "From this day the licence counts as renewed by law."),
      .required("calendarVersion", .string()), .required("deadlines", .array(term)),
    ]))
}
