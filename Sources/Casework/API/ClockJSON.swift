// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// The law's clock of a case, as the API sends it.
struct ClockJSON: Encodable, Sendable {
  struct Basis: Encodable, Sendable {
    let law: String
    let article: String
    let text: String

    init(_ basis: LegalBasis) {
      law = basis.law
      article = basis.article
      text = basis.text
    }
  }

  /// A line of the reasons, day by day.
  struct Line: Encodable, Sendable {
    let day: Day?
    let counted: Int?
    let zh: String
    let en: String

    init(_ line: TraceLine) {
      day = line.day
      counted = line.counted
      zh = line.chinese
      en = line.english
    }
  }

  struct Term: Encodable, Sendable {
    let kind: DeadlineKind
    let name: Name
    let number: Int
    let unit: TermUnit
    let basis: Basis
    let start: Day
    let due: Day
    let finished: Day?
    let outcome: DeadlineOutcome
    let remaining: Int
    let light: Light
    let provisional: Bool
    let trace: [Line]?

    struct Name: Encodable, Sendable {
      let zh: String
      let en: String
    }

    init(_ deadline: Deadline, trace calendar: WorkCalendar?) {
      kind = deadline.kind
      name = Name(zh: deadline.kind.chinese, en: deadline.kind.english)
      number = deadline.rule.number
      unit = deadline.rule.unit
      basis = Basis(deadline.basis)
      start = deadline.start
      due = deadline.due
      finished = deadline.finished
      outcome = deadline.outcome
      remaining = deadline.remaining
      light = deadline.light
      provisional = deadline.provisional
      trace = calendar.map { deadline.trace(in: $0).map(Line.init) }
    }
  }

  let asOf: Day
  let stage: CaseStage
  let light: Light
  let acceptedOn: Day?
  let acceptanceIsDeemed: Bool
  let deemedAcceptanceDay: Day?
  let calendarVersion: String
  let deadlines: [Term]

  /// - Parameter calendar: the calendar that the clock was computed with, to give the reasons too.
  init(_ clock: CaseClock, trace calendar: WorkCalendar? = nil) {
    asOf = clock.asOf
    stage = clock.stage
    light = clock.light
    acceptedOn = clock.acceptedOn
    acceptanceIsDeemed = clock.acceptanceIsDeemed
    deemedAcceptanceDay = clock.deemedAcceptanceDay
    calendarVersion = clock.calendarVersion
    deadlines = clock.deadlines.map { Term($0, trace: calendar) }
  }

  // MARK: - The shape

  private static let basis: Schema = .named(
    "LegalBasis",
    .object([
      .required("law", .string()), .required("article", .string()), .required("text", .string()),
    ]))

  private static let line: Schema = .named(
    "TraceLine",
    .object([
      .optional("day", .date), .optional("counted", .integer(), "Days counted so far."),
      .required("zh", .string()), .required("en", .string()),
    ]))

  private static let term: Schema = .named(
    "Deadline",
    .object([
      .required("kind", .choice(of: DeadlineKind.self)),
      .required("name", CaseSchema.words), .required("number", .integer()),
      .required("unit", .choice(of: TermUnit.self)), .required("basis", basis),
      .required("start", .date, "The day that starts it, not counted."),
      .required("due", .date, "The last day."), .optional("finished", .date),
      .required("outcome", .choice(of: DeadlineOutcome.self)),
      .required("remaining", .integer(), "Days left; negative when overdue."),
      .required("light", .choice(of: Light.self)),
      .required("provisional", .boolean, "A holiday notice that it depends on is not out yet."),
      .optional("trace", .array(line), "Why it ends when it does, day by day."),
    ]))

  static let schema: Schema = .named(
    "Clock",
    .object([
      .required("asOf", .date), .required("stage", .choice(of: CaseStage.self)),
      .required("light", .choice(of: Light.self)), .optional("acceptedOn", .date),
      .required("acceptanceIsDeemed", .boolean),
      .optional(
        "deemedAcceptanceDay", .date, "From this day it counts as accepted, if nobody acts."),
      .required("calendarVersion", .string()), .required("deadlines", .array(term)),
    ]))
}
