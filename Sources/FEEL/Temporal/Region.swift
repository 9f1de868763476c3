// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A region of the IANA time zone database, for instance `Asia/Shanghai`.
///
/// Regions are the same when their names are; an alias is another region. What is known of past
/// and coming offsets is what the time zone data of the system says.
public final class Region: Sendable, Hashable {
  /// The IANA name.
  public let name: String

  private let zone: TimeZone

  /// Makes a region from its name, or nothing when the database has none of that name.
  public init?(named name: String) {
    guard Self.isName(name), let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    self.zone = zone
  }

  /// Whether both have the same name.
  public static func == (left: Region, right: Region) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Whether `name` may be of the database: an abbreviation such as PST or IST is not, nor is an
  /// offset such as GMT+0530, though Foundation knows both.
  private static func isName(_ name: String) -> Bool {
    if name.utf8.count <= 3 { return shortNames.contains(name) }
    if name == "GMT+0" || name == "GMT-0" { return true }
    return !["GMT+", "GMT-", "UTC", "SystemV/"].contains(where: name.hasPrefix)
  }

  private static let shortNames: Set = [
    "CET", "EET", "EST", "GB", "GMT", "HST", "MET", "MST", "NZ", "PRC", "ROC", "ROK", "UCT", "UTC",
    "WET",
  ]
}

extension Region {
  /// What a local time is in a region.
  enum Reading {
    /// An instant, with this offset.
    case once(Int)
    /// Two instants, when clocks are turned back: with the greater offset first, then the lesser.
    case twice(earlier: Int, later: Int)
    /// Not there, when clocks are turned forward by so many seconds.
    case never(gap: Int)
  }

  /// Offsets repeat with the calendar, every 400 years.
  private static let cycle = 146_097 * secondsPerDay
  /// 1800-01-01, before the first change of any clock.
  private static let start = -5_364_662_400
  /// 2400-01-01.
  private static let end = 13_569_465_600

  /// The offset in seconds at `instant`, seconds since 1970-01-01 UTC.
  func offset(at instant: Int) -> Int {
    // Far from now the data is not made for the question, though the answer is known.
    let known =
      instant < Self.end
      ? max(instant, Self.start) : Self.end - Self.cycle + (instant - Self.end) % Self.cycle
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(known)))
  }

  /// What a local time is, given as if it were UTC: seconds since 1970-01-01.
  func reading(of local: Int) -> Reading {
    // Clocks change once at most in the two days about a time, and by a day at most.
    let (before, after) = (offset(at: local - secondsPerDay), offset(at: local + secondsPerDay))
    guard before != after else { return .once(before) }
    let isBefore = offset(at: local - before) == before
    let isAfter = offset(at: local - after) == after
    switch (isBefore, isAfter) {
    case (true, true): return .twice(earlier: before, later: after)
    case (true, false): return .once(before)
    case (false, true): return .once(after)
    case (false, false): return .never(gap: after - before)
    }
  }

  /// The offset without daylight saving, in January 2024: FEEL gives no date to a time of day.
  var standardOffset: Int {
    let date = Date(timeIntervalSince1970: 1_704_067_200)
    return zone.secondsFromGMT(for: date) - Int(zone.daylightSavingTimeOffset(for: date))
  }
}
