// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension Instant {
  /// Reads a time as XML Schema writes it: `2014-04-11T01:00:00.000+03:00`.
  ///
  /// Without a zone it is taken as China Standard Time. Parts of a millisecond are dropped. Nothing for what
  /// is no such time, also for years before 1 or after 9999.
  public init?(xml text: some StringProtocol) {
    var digits = Digits(text)
    guard let day = digits.day(), digits.take("T") || digits.take(" "),
      let hour = digits.number(2), digits.take(":"), let minute = digits.number(2),
      digits.take(":"), let second = digits.number(2),
      hour < 24 || (hour == 24 && minute == 0 && second == 0), minute < 60, second < 60,
      let fraction = digits.fraction(), let zone = digits.zone(), digits.isAtEnd
    else { return nil }
    let minutes = Int64(day.number) * 1440 + Int64(hour) * 60 + Int64(minute) - Int64(zone)
    self.init(milliseconds: minutes * 60_000 + Int64(second) * 1000 + Int64(fraction))
  }
}

/// Takes a text apart from its beginning.
private struct Digits {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard place + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[place..<place + width] {
      guard let digit = Self.digit(byte) else { return nil }
      value = value * 10 + digit
    }
    place += width
    return value
  }

  mutating func day() -> Day? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// The milliseconds behind a point; zero without one.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    let start = place
    var value = 0
    while place < bytes.count, let digit = Self.digit(bytes[place]) {
      if place - start < 3 { value = value * 10 + digit }
      place += 1
    }
    guard place > start else { return nil }
    for _ in 0..<max(0, 3 - (place - start)) { value *= 10 }
    return value
  }

  /// The minutes ahead of UTC.
  mutating func zone() -> Int? {
    if isAtEnd { return 8 * 60 }
    if take("Z") { return 0 }
    let isBehind = take("-")
    guard isBehind || take("+"), let hours = number(2), hours <= 14 else { return nil }
    // Some programs leave the colon out.
    _ = take(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isBehind ? -1 : 1)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
  }
}
