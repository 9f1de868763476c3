// SPDX-License-Identifier: Apache-2.0

// Conversion to dates, times and durations (DMN 1.5, clause 10.3.4.1).

extension Builtins {
  static let temporalConversion: [Builtin] = [date, dateAndTime, time, duration, yearsAndMonths]

  private static let date = Builtin(
    "date", gives: .date,
    [
      .form(.one("from", .string, .date, .dateTime)) { arguments, _ throws(Fault) in
        switch arguments[0] {
        case .string(let text):
          guard let date = CalendarDate(text) else { throw arguments.domain(text) }
          return .date(date)
        case .date: return arguments[0]
        case .dateTime(let dateTime): return .date(dateTime.date)
        default: throw arguments.kind(0)
        }
      },
      .form(.one("year", .number), .one("month", .number), .one("day", .number)) {
        arguments, _ throws(Fault) in
        .date(try calendarDate(arguments))
      },
    ])

  private static func calendarDate(_ arguments: Arguments) throws(Fault) -> CalendarDate {
    let (year, month, day) = (
      try arguments.integer(0), try arguments.integer(1), try arguments.integer(2)
    )
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      throw arguments.domain("\(year), \(month), \(day)")
    }
    return date
  }

  private static let dateAndTime = Builtin(
    "date and time", gives: .dateTime,
    [
      .form(.one("from", .string, .date, .dateTime)) { arguments, _ throws(Fault) in
        switch arguments[0] {
        case .string(let text):
          if let dateTime = DateTime(text) { return .dateTime(dateTime) }
          guard let date = CalendarDate(text) else { throw arguments.domain(text) }
          return .dateTime(DateTime(date: date, time: .midnight))
        case .date(let date): return .dateTime(date.midnightUTC)
        case .dateTime: return arguments[0]
        default: throw arguments.kind(0)
        }
      },
      .form(.one("date", .date, .dateTime), .one("time", .time)) { arguments, _ throws(Fault) in
        guard case .time(let time) = arguments[1] else { throw arguments.kind(1) }
        switch arguments[0] {
        case .date(let date): return .dateTime(DateTime(date: date, time: time))
        case .dateTime(let dateTime):
          return .dateTime(DateTime(date: dateTime.date, time: time))
        default: throw arguments.kind(0)
        }
      },
      .form(
        .one("year", .number), .one("month", .number), .one("day", .number),
        .one("hour", .number), .one("minute", .number), .one("second", .number),
        .optional("offset", .daysTime, .number), body: fromParts),
      .form(
        .one("year", .number), .one("month", .number), .one("day", .number),
        .one("hour", .number), .one("minute", .number), .one("second", .number),
        .one("timezone", .string), body: fromParts),
    ])

  /// A date and time of six numbers and a zone: a duration or hours from UTC, or a region's name.
  @Sendable
  private static func fromParts(
    _ arguments: Arguments, _ evaluation: inout Evaluation
  ) throws(Fault) -> Value {
    let date = try calendarDate(arguments)
    let time = try clockTime(arguments, at: 3, zone: zone(arguments, 6))
    return .dateTime(DateTime(date: date, time: time))
  }

  private static func zone(_ arguments: Arguments, _ place: Int) throws(Fault) -> Zone? {
    let zone: Zone?
    switch arguments[place] {
    case .null: return nil
    case .daysTime(let offset): zone = Zone(offset: offset)
    case .number(let hours):
      zone = (DaysTimeDuration(seconds: 3600) * hours).flatMap(Zone.init(offset:))
    case .string(let name): zone = Zone(named: name)
    default: throw arguments.kind(place)
    }
    guard let zone else { throw arguments.domain(arguments[place].brief) }
    return zone
  }

  private static func clockTime(
    _ arguments: Arguments, at place: Int, zone: Zone?
  ) throws(Fault) -> ClockTime {
    let (hour, minute) = (try arguments.integer(place), try arguments.integer(place + 1))
    let second = try arguments.number(place + 2)
    guard let time = ClockTime(hour: hour, minute: minute, second: second, zone: zone) else {
      throw arguments.domain("\(hour), \(minute), \(second)")
    }
    return time
  }

  private static let time = Builtin(
    "time", gives: .time,
    [
      .form(.one("from", .string, .time, .date, .dateTime)) { arguments, _ throws(Fault) in
        switch arguments[0] {
        case .string(let text):
          guard let time = ClockTime(text) else { throw arguments.domain(text) }
          return .time(time)
        case .time: return arguments[0]
        case .dateTime(let dateTime): return .time(dateTime.time)
        case .date(let date): return .time(date.midnightUTC.time)
        default: throw arguments.kind(0)
        }
      },
      .form(
        .one("hour", .number), .one("minute", .number), .one("second", .number),
        .optional("offset", .daysTime)
      ) { arguments, _ throws(Fault) in
        .time(try clockTime(arguments, at: 0, zone: zone(arguments, 3)))
      },
    ])

  private static let duration = Builtin(
    "duration", [.one("from", .string, .daysTime, .yearsMonths)]
  ) {
    arguments, _ throws(Fault) in
    switch arguments[0] {
    case .string(let text):
      guard let duration = Value(duration: text) else { throw arguments.domain(text) }
      return duration
    case .daysTime, .yearsMonths: return arguments[0]
    default: throw arguments.kind(0)
    }
  }

  private static let yearsAndMonths = Builtin(
    "years and months duration", [.one("from", .date, .dateTime), .one("to", .date, .dateTime)],
    gives: .yearsMonths
  ) { arguments, _ throws(Fault) in
    .yearsMonths(YearsMonthsDuration(from: try arguments.day(0), to: try arguments.day(1)))
  }
}

extension Arguments {
  /// The day of a date or of a date and time.
  func day(_ place: Int) throws(Fault) -> CalendarDate {
    switch values[place] {
    case .date(let date): return date
    case .dateTime(let dateTime): return dateTime.date
    default: throw kind(place)
    }
  }
}
