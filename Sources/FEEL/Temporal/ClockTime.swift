// SPDX-License-Identifier: Apache-2.0

/// A time of day to the nanosecond, with or without a zone.
///
/// `==` is what FEEL's `is()` asks: the same time in the same zone. What FEEL's `=` and `<` ask is
/// `compared(to:)`. Source: DMN 1.5, 10.3.2.3.4.
public struct ClockTime: Sendable, Hashable {
  /// Nanoseconds since midnight.
  public let nanosecondOfDay: Int

  /// The zone, or nothing for a local time.
  public let zone: Zone?

  private static let nanosecondsPerDay = secondsPerDay * nanosecondsPerSecond

  /// Makes a time from nanoseconds since midnight that are within a day.
  init(nanosecondOfDay: Int, zone: Zone?) {
    self.nanosecondOfDay = nanosecondOfDay
    self.zone = zone
  }

  /// Makes a time that exists, 00:00:00 to 23:59:59.999999999, or nothing.
  public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<nanosecondsPerSecond).contains(nanosecond)
    else { return nil }
    nanosecondOfDay = ((hour * 60 + minute) * 60 + second) * nanosecondsPerSecond + nanosecond
    self.zone = zone
  }

  /// Makes a time whose seconds may have a fraction; digits below the nanosecond are cut off.
  public init?(hour: Int, minute: Int, second: Decimal128, zone: Zone? = nil) {
    guard !second.isNegative, second < 60, let exact = second.rounded(scale: 9, .down),
      let nanoseconds = (exact * Decimal128(nanosecondsPerSecond))?.int
    else { return nil }
    self.init(
      hour: hour, minute: minute, second: nanoseconds / nanosecondsPerSecond,
      nanosecond: nanoseconds % nanosecondsPerSecond, zone: zone)
  }

  /// Midnight without a zone.
  public static let midnight = ClockTime(nanosecondOfDay: 0, zone: nil)
}

extension ClockTime {
  /// The hour, 0 to 23.
  public var hour: Int { nanosecondOfDay / nanosecondsPerSecond / 3600 }

  /// The minute, 0 to 59.
  public var minute: Int { nanosecondOfDay / nanosecondsPerSecond / 60 % 60 }

  /// The second with its fraction, from 0 to below 60: the property `second`.
  public var second: Decimal128 {
    Decimal128(
      packing: UInt128(nanosecondOfDay % (60 * nanosecondsPerSecond)), exponent: -9,
      isNegative: false
    ).reduced
  }

  /// The whole second, 0 to 59.
  public var wholeSecond: Int { nanosecondOfDay / nanosecondsPerSecond % 60 }

  /// The nanosecond of the second.
  public var nanosecond: Int { nanosecondOfDay % nanosecondsPerSecond }

  /// The property `time offset`; nothing for a local time, and in a region its standard time.
  public var timeOffset: DaysTimeDuration? {
    zone.map { DaysTimeDuration(seconds: $0.offsetWithoutDate) }
  }

  /// The property `timezone`, an IANA name; nothing unless the zone is a region.
  public var timezone: String? { zone?.name }

  /// The same time of day in a zone, or in none.
  public func with(zone: Zone?) -> ClockTime {
    ClockTime(nanosecondOfDay: nanosecondOfDay, zone: zone)
  }

  /// How the time stands to another in FEEL: by the instant of one day in UTC where both have a
  /// zone, by the time of day where neither has; nothing where only one has.
  public func compared(to other: ClockTime) -> Order? {
    (self - other).map { Order($0, .zero) }
  }

  /// The time that much later, round the clock.
  public static func + (left: ClockTime, right: DaysTimeDuration) -> ClockTime {
    let sum = left.nanosecondOfDay + right.nanosecondOfDay
    return ClockTime(nanosecondOfDay: sum % nanosecondsPerDay, zone: left.zone)
  }

  /// The time that much earlier, round the clock.
  public static func - (left: ClockTime, right: DaysTimeDuration) -> ClockTime {
    let difference = left.nanosecondOfDay - right.nanosecondOfDay + nanosecondsPerDay
    return ClockTime(nanosecondOfDay: difference % nanosecondsPerDay, zone: left.zone)
  }

  /// The time from `right` to `left` on one day; nothing when only one has a zone.
  public static func - (left: ClockTime, right: ClockTime) -> DaysTimeDuration? {
    let nanoseconds = left.nanosecondOfDay - right.nanosecondOfDay
    switch (left.zone, right.zone) {
    case (nil, nil): return DaysTimeDuration(nanoseconds: Int128(nanoseconds))
    case (let first?, let second?):
      let offsets = second.offsetWithoutDate - first.offsetWithoutDate
      return DaysTimeDuration(nanoseconds: Int128(nanoseconds + offsets * nanosecondsPerSecond))
    case (nil, _?), (_?, nil): return nil
    }
  }
}

extension ClockTime: LosslessStringConvertible {
  /// Reads `13:20:00`, then perhaps a fraction, then perhaps a zone; 24:00:00 is 00:00:00.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a time from a part of a longer text.
  public init?(_ text: Substring) {
    var reader = TextReader(text)
    guard let (time, _) = Self.read(&reader) else { return nil }
    self = time
  }

  /// Takes a time that ends the text, and says whether it is the end of the day, 24:00:00.
  static func read(_ reader: inout TextReader) -> (time: ClockTime, isEndOfDay: Bool)? {
    guard let hour = reader.pair(), reader.take(":"), let minute = reader.pair(), reader.take(":"),
      let second = reader.pair()
    else { return nil }
    var nanosecond = 0
    if reader.take(".") {
      guard let fraction = reader.nanoseconds() else { return nil }
      nanosecond = fraction
    }
    var zone: Zone?
    if !reader.isAtEnd {
      guard let end = Zone(reader.remainder) else { return nil }
      zone = end
    }
    let isEndOfDay = hour == 24 && minute == 0 && second == 0 && nanosecond == 0
    let time = ClockTime(
      hour: isEndOfDay ? 0 : hour, minute: minute, second: second, nanosecond: nanosecond,
      zone: zone)
    return time.map { ($0, isEndOfDay) }
  }

  /// The text of FEEL's `string()`, for instance `13:20:00.5+02:00`.
  public var description: String {
    var text = ""
    text.append(pair: hour)
    text.append(":")
    text.append(pair: minute)
    text.append(":")
    text.append(pair: wholeSecond)
    text.append(fraction: nanosecond)
    return text + (zone?.description ?? "")
  }
}
