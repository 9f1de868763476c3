// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

@Suite("Dates, times and durations against Python's datetime and zoneinfo")
struct TemporalOracleTests {
  @Test(
    "13,000 cases of reading, printing, parts, arithmetic and zones agree",
    .enabled(if: PythonOracle.isPresent, "python3 is not installed"))
  func everyOperation() throws {
    let cases = try PythonOracle.cases(of: "temporals.py", 20_261_124, 13_000)
    try #require(cases.count == 13_000)
    var counts: [String: Int] = [:]
    for parts in cases {
      counts[parts[0], default: 0] += 1
      let ours = try answer(to: parts)
      guard ours != parts.suffix(ours.count) else { continue }
      Issue.record("\(parts.joined(separator: " | ")): \(ours)")
    }
    print("temporals.py:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
  }

  /// What we say where the case says what is expected, at its end.
  private func answer(to parts: [String]) throws -> [String] {
    switch parts[0] {
    case "date": return try facts(of: parts[1])
    case "region": return try regionFacts(parts)
    case "months":
      return [text(try date(parts[1]) + months(parts[2]))]
    case "between":
      return ["\(YearsMonthsDuration(from: try date(parts[1]), to: try date(parts[2])))"]
    case "days":
      return [text(try date(parts[1]) + duration(parts[2]))]
    case "span":
      return ["\(try date(parts[1]) - date(parts[2]) as DaysTimeDuration)"]
    case "moment":
      return [text(try moment(parts[1]) + duration(parts[2]))]
    case "elapsed":
      return [try elapsed(moment(parts[1]), moment(parts[2]))]
    case "clock":
      let time = try #require(ClockTime(parts[1]), "\(parts[1])")
      try #require(time.description == parts[1])
      return ["\(time + (try duration(parts[2])))"]
    case "duration":
      return ["\(try duration(parts[1]))"]
    default:
      return [try scaled(parts)]
    }
  }

  private func facts(of text: String) throws -> [String] {
    let date = try date(text)
    let number = date.daysSinceEpoch
    try #require(CalendarDate(daysSinceEpoch: number) == date)
    return [
      "\(date.weekday)", "\(date.dayOfYear)", "\(date.weekOfYear)", "\(date.lastOfMonth.day)",
      date.weekdayName, date.monthName, "\(number)",
    ]
  }

  private func regionFacts(_ parts: [String]) throws -> [String] {
    let read = try #require(DateTime(parts[1]), "\(parts[1])")
    let delta = try duration(parts[4])
    let sum = read + delta
    let later = try #require(sum)
    // Back again is where it began.
    let back = later - delta
    try #require(back == read)
    return [
      "\(read)", offset(of: read), parts[4], "\(later)", offset(of: later),
    ]
  }

  private func offset(of moment: DateTime) -> String {
    moment.timeOffset.map { "\($0.totalSeconds)" } ?? "nil"
  }

  private func elapsed(_ first: DateTime, _ second: DateTime) throws -> String {
    let elapsed = first - second
    try #require(first.compared(to: second) == elapsed.map { Order($0, .zero) })
    return text(elapsed)
  }

  private func scaled(_ parts: [String]) throws -> String {
    let factor = try #require(Decimal128(parts[2]))
    switch parts[0] {
    case "multiply": return text(try duration(parts[1]) * factor)
    case "divide": return text(try duration(parts[1]) / factor)
    case "multiplyMonths": return text(try months(parts[1]) * factor)
    case "divideMonths": return text(try months(parts[1]) / factor)
    default: return "unknown operation"
    }
  }

  private func date(_ text: String) throws -> CalendarDate {
    let date = try #require(CalendarDate(text), "\(text)")
    try #require(date.description == text)
    return date
  }

  private func moment(_ text: String) throws -> DateTime {
    let moment = try #require(DateTime(text), "\(text)")
    try #require(moment.description == text)
    return moment
  }

  private func duration(_ text: String) throws -> DaysTimeDuration {
    let duration = try #require(DaysTimeDuration(text), "\(text)")
    try #require(DaysTimeDuration(duration.description) == duration)
    return duration
  }

  private func months(_ text: String) throws -> YearsMonthsDuration {
    let duration = try #require(YearsMonthsDuration(text), "\(text)")
    try #require(duration.description == text)
    return duration
  }

  private func text<T>(_ value: T?) -> String {
    value.map { "\($0)" } ?? "nil"
  }
}
