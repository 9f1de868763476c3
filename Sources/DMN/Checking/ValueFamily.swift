// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Values that can be compared with each other (DMN 1.5, table 54).
enum ValueFamily: Hashable, Sendable, CaseIterable {
  case null
  case boolean
  case number
  case string
  case date
  case localTime
  case zonedTime
  case localDateTime
  case zonedDateTime
  case daysTime
  case yearsMonths

  /// The family of a value; nothing for lists, contexts, ranges and functions.
  init?(of value: Value) {
    switch value {
    case .null: self = .null
    case .boolean: self = .boolean
    case .number: self = .number
    case .string: self = .string
    case .date: self = .date
    case .time(let time): self = time.zone == nil ? .localTime : .zonedTime
    case .dateTime(let dateTime): self = dateTime.zone == nil ? .localDateTime : .zonedDateTime
    case .daysTime: self = .daysTime
    case .yearsMonths: self = .yearsMonths
    case .list, .context, .range, .function: return nil
    }
  }

  /// The type of the values, as FEEL names it.
  var typeName: String {
    switch self {
    case .null: "Null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .localTime, .zonedTime: "time"
    case .localDateTime, .zonedDateTime: "date and time"
    case .daysTime: "days and time duration"
    case .yearsMonths: "years and months duration"
    }
  }

  /// Values of the family when nothing is asked of them; boolean and null are all their values.
  var plainValues: [Value] {
    switch self {
    case .null: [.null]
    case .boolean: [true, false]
    case .number: [0]
    case .string: ["其他"]
    case .date: CalendarDate("2026-01-01").map { [.date($0)] } ?? []
    case .localTime: ClockTime("12:00:00").map { [.time($0)] } ?? []
    case .zonedTime: ClockTime("12:00:00Z").map { [.time($0)] } ?? []
    case .localDateTime: DateTime("2026-01-01T12:00:00").map { [.dateTime($0)] } ?? []
    case .zonedDateTime: DateTime("2026-01-01T12:00:00Z").map { [.dateTime($0)] } ?? []
    case .daysTime: [.daysTime(DaysTimeDuration(seconds: 0))]
    case .yearsMonths: [.yearsMonths(YearsMonthsDuration(months: 0))]
    }
  }
}

// MARK: - Between two values

extension ValueFamily {
  /// A value strictly between two of the family, simple for people; nothing if there is none.
  ///
  /// - Parameters:
  ///   - low: what it is above, or nothing.
  ///   - high: what it is below, or nothing; not both are nothing.
  func value(above low: Value?, below high: Value?) -> Value? {
    let candidate: Value? =
      switch self {
      case .null, .boolean: nil
      case .number: Self.number(above: low, below: high)
      case .string: Self.string(above: low, below: high)
      default: step(above: low, below: high)
      }
    guard let candidate,
      low.map({ $0.compared(to: candidate) == .ascending }) ?? true,
      high.map({ candidate.compared(to: $0) == .ascending }) ?? true
    else { return nil }
    return candidate
  }

  private static func number(above low: Value?, below high: Value?) -> Value? {
    func lies(_ number: Decimal128?) -> Bool {
      guard let number else { return false }
      if case .number(let low)? = low, number <= low { return false }
      if case .number(let high)? = high, number >= high { return false }
      return true
    }
    var candidates: [Decimal128?] = []
    if case .number(let low)? = low {
      candidates.append(low.rounded(scale: 0, .floor).flatMap { $0 + 1 })
      if high == nil { candidates += [low.isNegative ? 0 : low * 10] }
    }
    if case .number(let high)? = high {
      candidates.append(high.rounded(scale: 0, .ceiling).flatMap { $0 - 1 })
      if low == nil { candidates += [high.isNegative ? high * 10 : 0] }
    }
    if case .number(let low)? = low, case .number(let high)? = high {
      // Halves are added, for the sum may be too large.
      let middle = (low / 2).flatMap { half in (high / 2).flatMap { half + $0 } }
      candidates += (1...34).map { middle?.rounded(scale: $0, .halfEven) } + [middle]
    }
    return candidates.first(where: lies).flatMap { $0 }.map { .number($0) }
  }

  private static func string(above low: Value?, below high: Value?) -> Value? {
    guard case .string(let text)? = low else { return "" }
    let endings = ["一", "a", "A", "0", " ", "\u{1}", "\u{0}"]
    return endings.lazy.map { Value.string(text + $0) }.first { candidate in
      high.map { candidate.compared(to: $0) == .ascending } ?? true
    }
  }

  /// A value one second, day or month away, or one nanosecond where that is too far.
  private func step(above low: Value?, below high: Value?) -> Value? {
    guard let near = low ?? high, let start = Self.coordinate(near) else { return nil }
    let sign: Int128 = low == nil ? -1 : 1
    let room = low == nil ? nil : high.flatMap(Self.coordinate).map { $0 - start }
    let second: Int128 = 1_000_000_000
    let steps: [Int128] = self == .date || self == .yearsMonths ? [1] : [second, 1]
    for step in steps where room.map({ step < $0 }) ?? true {
      if let value = value(at: start + sign * step, near: near, away: sign * step) { return value }
    }
    return nil
  }

  /// Where a value lies on the line of its family: days, months or nanoseconds.
  private static func coordinate(_ value: Value) -> Int128? {
    switch value {
    case .date(let date): Int128(date.daysSinceEpoch)
    case .yearsMonths(let duration): Int128(duration.totalMonths)
    case .daysTime(let duration): duration.nanoseconds
    case .time(let time):
      (time - ClockTime.midnight.with(zone: time.zone == nil ? nil : .utc))?.nanoseconds
    case .dateTime(let dateTime):
      CalendarDate("1970-01-01").flatMap { epoch in
        let zone: Zone? = dateTime.zone == nil ? nil : .utc
        return dateTime - DateTime(date: epoch, time: ClockTime.midnight.with(zone: zone))
      }?.nanoseconds
    default: nil
    }
  }

  /// The value at a place of the line, which lies so far away from another.
  private func value(at place: Int128, near: Value, away: Int128) -> Value? {
    switch near {
    case .date:
      return Int(exactly: place).flatMap(CalendarDate.init(daysSinceEpoch:)).map { .date($0) }
    case .yearsMonths:
      return Int(exactly: place).map { .yearsMonths(YearsMonthsDuration(months: $0)) }
    case .daysTime: return DaysTimeDuration(nanoseconds: place).map { .daysTime($0) }
    case .dateTime(let dateTime):
      return DaysTimeDuration(nanoseconds: away).flatMap { dateTime + $0 }.map { .dateTime($0) }
    case .time: return Self.time(at: place, isZoned: self == .zonedTime)
    default: return nil
    }
  }

  /// The time at a place of the day in UTC, in the zone nearest to UTC where it falls on that day.
  private static func time(at place: Int128, isZoned: Bool) -> Value? {
    let hour: Int128 = 3_600_000_000_000
    let offsets: [Int128] = isZoned ? [0] + (1...18).flatMap { [$0, -$0] } : [0]
    guard let offset = offsets.first(where: { (0..<24 * hour).contains(place + $0 * hour) })
    else { return nil }
    let seconds = DaysTimeDuration(seconds: Int(offset) * 3600)
    let zone: Zone? = isZoned ? Zone(offset: seconds) : nil
    return DaysTimeDuration(nanoseconds: place + offset * hour).map {
      .time(ClockTime.midnight.with(zone: zone) + $0)
    }
  }
}

extension Value {
  /// The value as one writes it in FEEL.
  var literal: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.description
    case .string(let text): Syntax(.string(text)).description
    case .date(let date): Syntax(.temporal(date.description, nil)).description
    case .time(let time): Syntax(.temporal(time.description, nil)).description
    case .dateTime(let dateTime): Syntax(.temporal(dateTime.description, nil)).description
    case .daysTime(let duration): Syntax(.temporal(duration.description, nil)).description
    case .yearsMonths(let duration): Syntax(.temporal(duration.description, nil)).description
    case .list, .context, .range, .function: "?"
    }
  }
}
