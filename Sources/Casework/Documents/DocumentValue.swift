// SPDX-License-Identifier: Apache-2.0

import Deadlines
import FEEL

extension Value {
  /// A day, or null.
  package static func date(of day: Day?) -> Value {
    let date = day.flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
    return date.map(Value.date) ?? .null
  }

  /// A moment in China, to the minute.
  static func moment(_ instant: Instant) -> Value {
    let minutes = instant.minuteOfDay
    guard case .date(let date) = date(of: instant.day),
      let time = ClockTime(hour: minutes / 60, minute: minutes % 60, second: 0)
    else { return .null }
    return .dateTime(DateTime(date: date, time: time))
  }

  /// A text, or null.
  package static func text(of text: String?) -> Value { text.map(Value.string) ?? .null }

  /// A text as the list of its lines.
  package static func lines(of text: String) -> Value {
    .list(text.split(separator: "\n").map { .string(String($0)) })
  }

  /// An element of a list.
  static func entry(_ pairs: [(DocumentName.Part, Value)]) -> Value {
    .context(FEEL.Context(pairs.map { ($0.rawValue, $1) }))
  }
}
