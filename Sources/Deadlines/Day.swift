// SPDX-License-Identifier: Apache-2.0

/// A civil date of the proleptic Gregorian calendar, without a time of day and without a zone.
///
/// It is kept as the number of days since 1970-01-01, so comparing, subtracting and hashing cost one
/// machine instruction. Text and JSON are the strict ISO 8601 form `2026-11-23`.
public struct Day: Hashable, Sendable {
  /// Days since 1970-01-01, negative before it.
  public let number: Int

  /// Makes the day that lies `number` days after 1970-01-01.
  public init(number: Int) {
    self.number = number
  }

  /// Makes a day from its parts, or nothing when no such day exists (2026-02-29) or the year is
  /// outside 1…9999, which is all that four ISO digits can say.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Self.length(ofMonth: month, year: year) else { return nil }
    number = Self.number(year: year, month: month, day: day)
  }

  /// The year, for instance 2026.
  public var year: Int { parts.year }

  /// The month, 1 to 12.
  public var month: Int { parts.month }

  /// The day of the month, 1 to 31.
  public var day: Int { parts.day }

  /// The day of the week: 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let shifted = (number &+ 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// Whether the day is a Saturday or a Sunday, whatever the holiday notices say about it.
  public var isWeekend: Bool { weekday > 5 }

  /// The day `days` days later, or earlier when negative.
  public func adding(days: Int) -> Day {
    Day(number: number + days)
  }

  /// The corresponding day `months` months later, or the last day of that month when it has none.
  ///
  /// Source: 民法典 (Civil Code) article 202.
  public func adding(months: Int) -> Day {
    let start = parts
    let index = start.year * 12 + (start.month - 1) + months
    let month = ((index % 12) + 12) % 12 + 1
    let year = (index - (month - 1)) / 12
    let day = min(start.day, Self.length(ofMonth: month, year: year))
    return Day(number: Self.number(year: year, month: month, day: day))
  }

  /// The corresponding day `years` years later; 29 February becomes 28 February in a common year.
  ///
  /// Source: 民法典 (Civil Code) article 202.
  public func adding(years: Int) -> Day {
    adding(months: 12 * years)
  }

  /// The days from `right` to `left`, negative when `left` is the earlier.
  public static func - (left: Day, right: Day) -> Int {
    left.number - right.number
  }
}

extension Day: Comparable, Strideable {
  /// Whether `left` is the earlier day.
  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }

  /// Whether both are the same day.
  public static func == (left: Day, right: Day) -> Bool {
    left.number == right.number
  }

  /// The days from this day to `other`.
  public func distance(to other: Day) -> Int {
    other.number - number
  }

  /// The day `stride` days later.
  public func advanced(by stride: Int) -> Day {
    adding(days: stride)
  }
}

extension Day: LosslessStringConvertible, CustomStringConvertible {
  /// Reads the strict form `2026-11-23`: ten ASCII characters that name a day that exists.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads the strict form `2026-11-23` from a part of a longer text.
  public init?(_ text: Substring) {
    let bytes = text.utf8
    guard bytes.count == 10 else { return nil }
    var values = (year: 0, month: 0, day: 0)
    for (place, byte) in bytes.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      let digit = Int(byte - UInt8(ascii: "0"))
      switch place {
      case 0..<4: values.year = values.year * 10 + digit
      case 5..<7: values.month = values.month * 10 + digit
      default: values.day = values.day * 10 + digit
      }
    }
    self.init(year: values.year, month: values.month, day: values.day)
  }

  /// The ISO form, `2026-11-23`.
  public var description: String {
    let parts = parts
    return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
  }
}

extension Day: Codable {
  /// Reads the ISO form, and throws `DecodingError.dataCorrupted` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is not a day of the form 2026-11-23")
    }
    self = day
  }

  /// Writes the ISO form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Day {
  /// Year, month and day in one computation (Howard Hinnant's civil_from_days).
  var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of a day that is known to exist (Howard Hinnant's days_from_civil).
  static func number(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }
}

/// A number with leading zeros, `width` digits wide.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(abs(value))
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (value < 0 ? "-" : "") + zeros + digits
}
