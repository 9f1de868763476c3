// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The answer to a ``ClockQuestion``, as one JSON object.
///
/// Laws are cited as they are printed; days are ISO days; what there is not is left out.
public struct ClockAnswer: Encodable, Sendable {
  private let line: Int
  private let id: String?
  private let asOf: Day
  private let stage: CaseStage
  private let light: Light
  private let due: Day?
  private let acceptedOn: Day?
  private let acceptanceIsDeemed: Bool
  private let deemedAcceptanceDay: Day?
  private let renewedOn: Day?
  private let calendar: String
  private let deadlines: [Term]

  /// Answers a question.
  ///
  /// - Parameters:
  ///   - question: The question.
  ///   - line: The line that it stood on, from 1.
  ///   - today: The day to look from, where the question names none.
  ///   - isTraced: Whether the answer gives the reasons, too.
  ///   - calendar: The work calendar.
  public init(
    _ question: ClockQuestion, line: Int, today: Day, isTraced: Bool, in calendar: WorkCalendar
  ) {
    let clock = CaseClock.compute(
      question.facts, question.terms, calendar, asOf: question.asOf ?? today)
    self.line = line
    id = question.id
    asOf = clock.asOf
    stage = clock.stage
    light = clock.light
    due = clock.nearest?.due
    acceptedOn = clock.acceptedOn
    acceptanceIsDeemed = clock.acceptanceIsDeemed
    deemedAcceptanceDay = clock.deemedAcceptanceDay
    renewedOn = clock.renewedOn
    self.calendar = clock.calendarVersion
    deadlines = clock.deadlines.map {
      Term($0, asOf: clock.asOf, trace: isTraced ? $0.trace(in: calendar) : nil)
    }
  }

  /// The object in one line, its names in the order of the alphabet.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts, numbers and days always encode.
    let data = (try? encoder.encode(self)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  /// Answers a line of a file: the JSON of the answer.
  ///
  /// - Throws: ``ClockQuestionFault``, what is wrong with the question.
  public static func json(
    to text: String, line: Int, today: Day, isTraced: Bool, in calendar: WorkCalendar
  ) throws(ClockQuestionFault) -> String {
    let question = try ClockQuestion(json: text)
    return ClockAnswer(question, line: line, today: today, isTraced: isTraced, in: calendar).json
  }

  private struct Term: Encodable {
    let kind: DeadlineKind
    let start: Day
    let due: Day
    let finished: Day?
    let outcome: DeadlineOutcome
    let remaining: Int
    let light: Light
    let provisional: Bool
    let number: Int
    let unit: TermUnit
    let basis: String
    let extendedBy: Int?
    let excluded: [Stretch]?
    /// Why it stands still on the day of asking.
    let paused: [String]?
    let trace: [Line]?

    init(_ deadline: Deadline, asOf: Day, trace lines: [TraceLine]?) {
      kind = deadline.kind
      start = deadline.start
      due = deadline.due
      finished = deadline.finished
      outcome = deadline.outcome
      remaining = deadline.remaining
      light = deadline.light
      provisional = deadline.provisional
      number = deadline.rule.number
      unit = deadline.rule.unit
      basis = deadline.basis.text
      extendedBy = deadline.extended?.number
      excluded = deadline.exclusions.isEmpty ? nil : deadline.exclusions.map(Stretch.init)
      let causes = deadline.finished == nil ? deadline.causes(on: asOf) : []
      paused = causes.isEmpty ? nil : causes.map(\.english)
      trace = lines?.map(Line.init)
    }
  }

  private struct Stretch: Encodable {
    let from: Day
    let through: Day
    let cause: String
    let basis: String

    init(_ exclusion: Exclusion) {
      from = exclusion.days.lowerBound
      through = exclusion.days.upperBound.adding(days: -1)
      cause = exclusion.cause.english
      basis = exclusion.cause.basis.text
    }
  }

  private struct Line: Encodable {
    let day: Day?
    let counted: Int?
    let zh: String
    let en: String
    let basis: String?

    init(_ line: TraceLine) {
      day = line.day
      counted = line.counted
      zh = line.chinese
      en = line.english
      basis = line.reason.basis?.text
    }
  }
}
