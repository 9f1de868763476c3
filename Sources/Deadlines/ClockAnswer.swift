// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The answer to a ``ClockQuestion``: a ``ClockReport`` with what names the case, as one JSON object.
public struct ClockAnswer: Encodable, Sendable {
  private let line: Int
  private let id: String?
  private let report: ClockReport

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
    report = ClockReport(clock, trace: isTraced ? calendar : nil)
  }

  private enum CodingKeys: CodingKey { case line, id }

  /// Writes the members of the report beside its own.
  public func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(line, forKey: .line)
    try container.encodeIfPresent(id, forKey: .id)
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
}
