// SPDX-License-Identifier: Apache-2.0

/// A date with a time of day, with or without a zone.
///
/// `==` is what FEEL's `is()` asks: the same date and time in the same zone. What FEEL's `=` and
/// `<` ask is `compared(to:)`. Source: DMN 1.5, 10.3.2.3.6.
public struct DateTime: Sendable, Hashable {
  /// The date as read in the zone.
  public let date: CalendarDate

  /// The zone, or nothing for a local date and time.
  public let zone: Zone?

  /// Nanoseconds since midnight, and in the lowest bit whether this is the later of two instants
  /// that a clock turned back reads alike.
  private let packed: Int

  /// Puts a date and a time together.
  ///
  /// In a region, a time that is skipped when clocks are turned forward moves forward with them;
  /// of two that read alike when clocks are turned back, the earlier is meant.
  public init(date: CalendarDate, time: ClockTime) {
    self.init(date: date, time: time, prefersLater: false)
  }

  private init(date: CalendarDate, time: ClockTime, prefersLater: Bool) {
    var (date, nanosecond, isLater) = (date, time.nanosecondOfDay, false)
    if case .region(let region) = time.zone {
      let second = nanosecond / nanosecondsPerSecond
      switch region.reading(of: date.daysSinceEpoch * secondsPerDay + second) {
      case .once: break
      case .twice: isLater = prefersLater
      case .never(let gap):
        let (days, moved) = (second + gap).split(by: secondsPerDay)
        if let next = CalendarDate(daysSinceEpoch: date.daysSinceEpoch + days) {
          (date, nanosecond) = (next, nanosecond + (moved - second) * nanosecondsPerSecond)
        }
      }
    }
    self.date = date
    zone = time.zone
    packed = nanosecond << 1 | (isLater ? 1 : 0)
  }

  /// The time of day as read in the zone, with the zone.
  public var time: ClockTime { ClockTime(nanosecondOfDay: packed >> 1, zone: zone) }

  /// The property `time offset`, as it is at this instant; nothing for a local date and time.
  public var timeOffset: DaysTimeDuration? {
    zone.map { DaysTimeDuration(seconds: offset(in: $0)) }
  }

  /// The property `timezone`, an IANA name; nothing unless the zone is a region.
  public var timezone: String? { zone?.name }
}

extension DateTime {
  /// How it stands to another in FEEL: by the instant where both have a zone, as read where neither
  /// has; nothing where only one has.
  public func compared(to other: DateTime) -> Order? {
    guard (zone == nil) == (other.zone == nil) else { return nil }
    let seconds = Order(second, other.second)
    return seconds == .same ? Order(time.nanosecond, other.time.nanosecond) : seconds
  }

  /// The same time of day so many months later, or on the last of the month.
  public static func + (left: DateTime, right: YearsMonthsDuration) -> DateTime? {
    (left.date + right).map {
      DateTime(date: $0, time: left.time, prefersLater: left.isLater)
    }
  }

  /// The same time of day so many months earlier, or on the last of the month.
  public static func - (left: DateTime, right: YearsMonthsDuration) -> DateTime? {
    (-right).flatMap { left + $0 }
  }

  /// The instant that much later, in the same zone.
  public static func + (left: DateTime, right: DaysTimeDuration) -> DateTime? {
    let nanoseconds = left.time.nanosecond + right.nanosecond
    let carry = nanoseconds / nanosecondsPerSecond
    let (second, overflow) = right.wholeSeconds.addingReportingOverflow(left.second + carry)
    guard !overflow else { return nil }
    return DateTime(
      second: second, nanosecond: nanoseconds % nanosecondsPerSecond, zone: left.zone)
  }

  /// The instant that much earlier, in the same zone.
  public static func - (left: DateTime, right: DaysTimeDuration) -> DateTime? {
    (-right).flatMap { left + $0 }
  }

  /// The time from `right` to `left`; nothing when only one has a zone.
  public static func - (left: DateTime, right: DateTime) -> DaysTimeDuration? {
    guard (left.zone == nil) == (right.zone == nil) else { return nil }
    let seconds = Int128(left.second - right.second) * Int128(nanosecondsPerSecond)
    return DaysTimeDuration(
      nanoseconds: seconds + Int128(left.time.nanosecond - right.time.nanosecond))
  }

  private var isLater: Bool { packed & 1 == 1 }

  /// Seconds since 1970-01-01 UTC, or since that day as read where there is no zone.
  private var second: Int { reading - (zone.map(offset(in:)) ?? 0) }

  /// What the clock and the calendar read, as seconds since they read 1970-01-01.
  private var reading: Int {
    date.daysSinceEpoch * secondsPerDay + (packed >> 1) / nanosecondsPerSecond
  }

  private func offset(in zone: Zone) -> Int {
    switch zone {
    case .offset(let seconds): return Int(seconds)
    case .region(let region):
      switch region.reading(of: reading) {
      case .once(let offset): return offset
      case .twice(let earlier, let later): return isLater ? later : earlier
      case .never(let gap): return region.offset(at: reading + secondsPerDay) - gap
      }
    }
  }

  /// Makes the reading in a zone of an instant since 1970-01-01 UTC, or nothing beyond the years.
  private init?(second: Int, nanosecond: Int, zone: Zone?) {
    // A thousand million years and more, far from what overflows.
    guard second.magnitude < 40_000_000_000_000_000 else { return nil }
    let (offset, prefersLater) = Self.offset(at: second, in: zone)
    let sum = second + offset
    let (day, secondOfDay) = sum.split(by: secondsPerDay)
    guard let date = CalendarDate(daysSinceEpoch: day) else { return nil }
    let time = ClockTime(
      nanosecondOfDay: secondOfDay * nanosecondsPerSecond + nanosecond, zone: zone)
    self.init(date: date, time: time, prefersLater: prefersLater)
  }

  /// The offset of a zone at an instant, and whether an earlier instant reads the same.
  private static func offset(at second: Int, in zone: Zone?) -> (seconds: Int, isLater: Bool) {
    switch zone {
    case nil: return (0, false)
    case .offset(let seconds): return (Int(seconds), false)
    case .region(let region):
      let offset = region.offset(at: second)
      guard case .twice(_, offset) = region.reading(of: second + offset) else {
        return (offset, false)
      }
      return (offset, true)
    }
  }
}

extension DateTime: LosslessStringConvertible {
  /// Reads `2026-11-24T13:20:00`, then perhaps a fraction, then perhaps a zone.
  ///
  /// 24:00:00 is midnight of the next day.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a date and time from a part of a longer text.
  public init?(_ text: Substring) {
    var reader = TextReader(text)
    guard let date = CalendarDate(&reader), reader.take("T"),
      let (time, isEndOfDay) = ClockTime.read(&reader),
      let day = CalendarDate(daysSinceEpoch: date.daysSinceEpoch + (isEndOfDay ? 1 : 0))
    else { return nil }
    self.init(date: day, time: time)
  }

  /// The text of FEEL's `string()`, for instance `2026-11-24T13:20:00@Asia/Shanghai`.
  public var description: String { "\(date)T\(time)" }
}
