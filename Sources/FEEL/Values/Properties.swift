// SPDX-License-Identifier: Apache-2.0

extension Value {
  /// A property of a date, time, duration or range (DMN 1.5, clauses 10.3.2.3.4 and 10.3.2.7,
  /// tables 64 and 65); nil when the kind has no such property.
  func property(_ name: String) -> Value? {
    switch self {
    case .date(let date): date.property(name)
    case .time(let time): time.property(name)
    case .dateTime(let dateTime):
      dateTime.date.property(name) ?? Self.zoneProperty(dateTime, name)
    case .daysTime(let duration):
      switch name {
      case "days": .number(Decimal128(duration.days))
      case "hours": .number(Decimal128(duration.hours))
      case "minutes": .number(Decimal128(duration.minutes))
      case "seconds": .number(duration.seconds)
      default: nil
      }
    case .yearsMonths(let duration):
      switch name {
      case "years": .number(Decimal128(duration.years))
      case "months": .number(Decimal128(duration.months))
      default: nil
      }
    case .range(let interval): interval.property(name)
    default: nil
    }
  }

  /// The offset of a date and time depends on its day, so it is not that of its time alone.
  private static func zoneProperty(_ dateTime: DateTime, _ name: String) -> Value? {
    name == "time offset"
      ? dateTime.timeOffset.map(Value.daysTime) ?? .null : dateTime.time.property(name)
  }
}

extension CalendarDate {
  fileprivate func property(_ name: String) -> Value? {
    switch name {
    case "year": .number(Decimal128(year))
    case "month": .number(Decimal128(month))
    case "day": .number(Decimal128(day))
    case "weekday": .number(Decimal128(weekday))
    default: nil
    }
  }
}

extension ClockTime {
  fileprivate func property(_ name: String) -> Value? {
    switch name {
    case "hour": .number(Decimal128(hour))
    case "minute": .number(Decimal128(minute))
    case "second": .number(second)
    case "time offset": timeOffset.map(Value.daysTime) ?? .null
    case "timezone": timezone.map(Value.string) ?? .null
    default: nil
    }
  }
}

extension Interval {
  fileprivate func property(_ name: String) -> Value? {
    switch name {
    case "start": start ?? .null
    case "end": end ?? .null
    case "start included": .boolean(includesStart)
    case "end included": .boolean(includesEnd)
    default: nil
    }
  }
}
