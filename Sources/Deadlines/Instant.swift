// SPDX-License-Identifier: Apache-2.0

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// Everything shown to a person is in China Standard Time, a fixed eight hours ahead of UTC with no
/// summer time. (China kept summer time from 1986 to 1991; no case here is that old.)
public struct Instant: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, negative before it.
  public let milliseconds: Int64

  /// Makes the instant that lies `milliseconds` after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Makes the instant of a wall-clock time in China Standard Time.
  ///
  /// - Parameters:
  ///   - day: The civil day in China.
  ///   - hour: The hour, 0 to 23; 24 with minute 0 is the end of the day.
  ///   - minute: The minute, 0 to 59.
  public init(day: Day, hour: Int, minute: Int) {
    let minutes = Int64(day.number) * 1440 + Int64(hour) * 60 + Int64(minute)
    milliseconds = minutes * 60_000 - Self.zone
  }

  /// The civil day in China Standard Time.
  public var day: Day {
    Day(number: Int(local.dividedDown(by: Self.dayLength)))
  }

  /// The minute of the day in China Standard Time, 0 to 1439.
  public var minuteOfDay: Int {
    Int((local - local.dividedDown(by: Self.dayLength) * Self.dayLength) / 60_000)
  }

  /// The instant `milliseconds` later, or earlier when negative.
  public func adding(milliseconds: Int64) -> Instant {
    Instant(milliseconds: self.milliseconds + milliseconds)
  }

  /// For screens: `2026-11-23 14:05`, in China Standard Time.
  public var text: String {
    let minutes = minuteOfDay
    return "\(day) \(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }

  /// For machines: `2026-11-23T14:05:09.250+08:00`.
  public var iso8601: String {
    let inDay = local - local.dividedDown(by: Self.dayLength) * Self.dayLength
    let seconds = padded(Int(inDay / 1000 % 60), 2)
    let clock = "\(padded(minuteOfDay / 60, 2)):\(padded(minuteOfDay % 60, 2)):\(seconds)"
    return "\(day)T\(clock).\(padded(Int(inDay % 1000), 3))+08:00"
  }

  private static let zone: Int64 = 8 * 3_600_000
  private static let dayLength: Int64 = 86_400_000

  private var local: Int64 { milliseconds + Self.zone }
}

extension Instant: Comparable, CustomStringConvertible {
  /// Whether `left` is the earlier instant.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The same as ``iso8601``.
  public var description: String { iso8601 }
}

extension Instant: Codable {
  /// Reads the number of milliseconds.
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the number of milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}

extension Int64 {
  /// The quotient rounded down, so that instants before 1970 fall on the right day.
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
