// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A question for a clock, as a program from outside asks it: one JSON object.
///
/// ```json
/// {"id": "A-1", "asOf": "2026-03-10",
///  "facts": {"received": "2026-03-02T10:00", "accepted": "2026-03-03",
///            "procedures": [{"kind": "expertReview", "started": "2026-03-05",
///                            "told": "2026-03-05", "ended": "2026-03-09"}]},
///  "terms": {"promised": 8}}
/// ```
///
/// Instants are days, times in China Standard Time, or milliseconds. Terms that are not given are as the
/// law has them; null is “no such term”. What is not known here is refused, for a fact with a
/// misspelt name would be one that never happened.
public struct ClockQuestion: Sendable {
  /// What names the case, to find the answer by.
  public let id: String?
  /// The day to look from, if the question names one.
  public let asOf: Day?
  /// What has happened.
  public let facts: CaseFacts
  /// What it runs under.
  public let terms: CaseTerms

  /// Reads a question.
  ///
  /// - Throws: ``ClockQuestionFault``, with the place in the object and what to write there.
  public init(json: String) throws(ClockQuestionFault) {
    do {
      self = try JSONDecoder().decode(ClockQuestion.self, from: Data(json.utf8))
    } catch {
      throw ClockQuestionFault(error)
    }
  }
}

/// What is wrong with a question.
public struct ClockQuestionFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where: `facts.procedures[0].kind`; empty for the whole.
  public let place: String
  /// What is wrong and what to do.
  public let reason: String

  /// Place and reason in one sentence.
  public var description: String { place.isEmpty ? reason : "\(place): \(reason)" }

  fileprivate init(_ error: any Error) {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      place = Self.place(context.codingPath)
      reason = "“\(key.stringValue)” is missing"
    case DecodingError.typeMismatch(let type, let context):
      place = Self.place(context.codingPath)
      reason = "\(Self.kind(of: type)) is expected here"
    case DecodingError.valueNotFound(let type, let context):
      place = Self.place(context.codingPath)
      reason = "\(Self.kind(of: type)) is expected here, not null; leave out what has not happened"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      place = Self.place(context.codingPath)
      reason = context.debugDescription
    default:
      place = ""
      reason =
        "this is not JSON; one object a line is, such as {\"facts\": {\"received\": \"2026-03-02\"}}"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { place, key in
      if let index = key.intValue {
        place += "[\(index)]"
      } else {
        place += (place.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }

  private static func kind(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is Int.Type, is Int64.Type: "a whole number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}

extension ClockQuestion: Decodable {
  private enum Keys: String, CodingKey, CaseIterable {
    case id, asOf, facts, terms
  }

  /// Reads a question from JSON.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    id = try fields.decodeIfPresent(String.self, forKey: .id)
    asOf = try fields.day(.asOf)
    facts = try fields.decode(AskedFacts.self, forKey: .facts).facts
    terms = try fields.decodeIfPresent(AskedTerms.self, forKey: .terms)?.terms ?? CaseTerms()
  }
}

// MARK: - Strict reading

/// A key of whatever name.
private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The fields of an object that has no others than these.
  func fields<Keys: CodingKey & CaseIterable>(
    _ keys: Keys.Type
  ) throws -> KeyedDecodingContainer<Keys> {
    let all = try container(keyedBy: AnyKey.self)
    for key in all.allKeys where Keys(stringValue: key.stringValue) == nil {
      let known = Keys.allCases.map(\.stringValue).joined(separator: ", ")
      throw refused([key], "this is not known here; known are \(known)")
    }
    return try container(keyedBy: keys)
  }

  func refused(_ rest: [any CodingKey] = [], _ reason: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath + rest, debugDescription: reason))
  }
}

extension KeyedDecodingContainer {
  func refused(_ key: Key, _ reason: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath + [key], debugDescription: reason))
  }

  /// A day within the years of the calendar, if there is one.
  func day(_ key: Key) throws -> Day? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let day = Day(text) else {
      throw refused(key, "“\(text)” is not a day such as 2026-03-02")
    }
    return try within(day, key)
  }

  /// An instant within the years of the calendar, if there is one.
  func instant(_ key: Key) throws -> Instant? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    if let milliseconds = try? decode(Int64.self, forKey: key) {
      let instant = Instant(milliseconds: milliseconds)
      _ = try within(instant.day, key)
      return instant
    }
    let text = try decode(String.self, forKey: key)
    guard let instant = Instant(asked: text) else {
      throw refused(
        key, "“\(text)” is not a day or a time in China such as 2026-03-02 or 2026-03-02T10:00")
    }
    _ = try within(instant.day, key)
    return instant
  }

  /// An instant that must be there.
  func required(_ key: Key) throws -> Instant {
    guard let instant = try instant(key) else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "missing"))
    }
    return instant
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: Key, of type: Choice.Type
  ) throws -> Choice {
    let text = try decode(String.self, forKey: key)
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw refused(key, "“\(text)” is not one of \(known)")
    }
    return choice
  }

  private func within(_ day: Day, _ key: Key) throws -> Day {
    guard WorkCalendar.years.contains(day.year) else {
      throw refused(key, CalendarFault.outside(day).english)
    }
    return day
  }
}

extension Instant {
  /// Reads `2026-03-02` (its first moment), or that with a time of China Standard Time after a `T` or a
  /// space: `10:00`, `10:00:09` or `10:00:09.250`, each with or without `+08:00`.
  init?(asked text: String) {
    guard let day = Day(text.prefix(10)) else { return nil }
    var rest = text.dropFirst(10)
    guard let mark = rest.popFirst() else {
      self.init(day: day, hour: 0, minute: 0)
      return
    }
    guard mark == "T" || mark == " " else { return nil }
    if rest.hasSuffix("+08:00") { rest = rest.dropLast(6) }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3,
      let hour = Self.number(parts[0], below: 24), let minute = Self.number(parts[1], below: 60)
    else { return nil }
    var milliseconds: Int64 = 0
    if parts.count == 3 {
      let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      guard seconds.count <= 2, let second = Self.number(seconds[0], below: 60) else { return nil }
      milliseconds = Int64(second) * 1000
      if seconds.count == 2 {
        guard seconds[1].count == 3, let fraction = Self.digits(seconds[1]) else { return nil }
        milliseconds += Int64(fraction)
      }
    }
    self = Instant(day: day, hour: hour, minute: minute).adding(milliseconds: milliseconds)
  }

  private static func number(_ text: Substring, below limit: Int) -> Int? {
    guard text.count == 2, let number = digits(text), number < limit else { return nil }
    return number
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
