// SPDX-License-Identifier: Apache-2.0

/// A duration of years and months, exact to the month; a year has 12.
///
/// Source: DMN 1.5, 10.3.2.3.8.
public struct YearsMonthsDuration: Sendable, Hashable, Comparable {
  /// All of it, in months.
  public let totalMonths: Int

  /// Makes a duration of whole months.
  public init(months: Int) {
    totalMonths = months
  }

  /// The whole months from one date to another, negative backwards:
  /// `years and months duration(from, to)`.
  public init(from start: CalendarDate, to end: CalendarDate) {
    let months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0, end.day < start.day {
      totalMonths = months - 1
    } else if months < 0, end.day > start.day {
      totalMonths = months + 1
    } else {
      totalMonths = months
    }
  }

  /// No month at all.
  public static let zero = YearsMonthsDuration(months: 0)

  /// The property `years`; of a negative duration both properties are negative or zero.
  public var years: Int { totalMonths / 12 }

  /// The property `months`, −11 to 11.
  public var months: Int { totalMonths % 12 }

  /// Whether `left` is the shorter.
  public static func < (left: YearsMonthsDuration, right: YearsMonthsDuration) -> Bool {
    left.totalMonths < right.totalMonths
  }
}

extension YearsMonthsDuration {
  /// The absolute value, or nothing on overflow.
  public var magnitude: YearsMonthsDuration? { totalMonths < 0 ? -self : self }

  /// The negative, or nothing on overflow.
  public static prefix func - (value: YearsMonthsDuration) -> YearsMonthsDuration? {
    zero - value
  }

  /// The sum, or nothing on overflow.
  public static func + (
    left: YearsMonthsDuration, right: YearsMonthsDuration
  ) -> YearsMonthsDuration? {
    let (months, overflow) = left.totalMonths.addingReportingOverflow(right.totalMonths)
    return overflow ? nil : YearsMonthsDuration(months: months)
  }

  /// The difference, or nothing on overflow.
  public static func - (
    left: YearsMonthsDuration, right: YearsMonthsDuration
  ) -> YearsMonthsDuration? {
    let (months, overflow) = left.totalMonths.subtractingReportingOverflow(right.totalMonths)
    return overflow ? nil : YearsMonthsDuration(months: months)
  }

  /// The product, cut off below the month; nothing on overflow.
  public static func * (left: YearsMonthsDuration, right: Decimal128) -> YearsMonthsDuration? {
    let product = Decimal128(left.totalMonths) * right
    return product?.rounded(scale: 0, .down)?.int.map(YearsMonthsDuration.init(months:))
  }

  /// The quotient, cut off below the month; nothing on division by zero and on overflow.
  public static func / (left: YearsMonthsDuration, right: Decimal128) -> YearsMonthsDuration? {
    let quotient = Decimal128(left.totalMonths) / right
    return quotient?.rounded(scale: 0, .down)?.int.map(YearsMonthsDuration.init(months:))
  }

  /// How often `right` fits; nothing on division by zero.
  public static func / (left: YearsMonthsDuration, right: YearsMonthsDuration) -> Decimal128? {
    Decimal128(left.totalMonths) / Decimal128(right.totalMonths)
  }
}

extension YearsMonthsDuration: LosslessStringConvertible {
  /// Reads `P1Y2M`, of which one part may be missing, perhaps with `-` before it.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a duration from a part of a longer text.
  public init?(_ text: Substring) {
    var reader = TextReader(text)
    let isNegative = reader.take("-")
    guard reader.take("P") else { return nil }
    let (years, months) = (reader.quantity("Y"), reader.quantity("M"))
    guard reader.isAtEnd, years != nil || months != nil else { return nil }
    let total = Int128(years ?? 0) * 12 + Int128(months ?? 0)
    guard let count = Int(exactly: isNegative ? -total : total) else { return nil }
    self.init(months: count)
  }

  /// The text of FEEL's `string()`, for instance `P1Y2M`; nothing at all is `P0M`.
  public var description: String {
    let (years, months) = totalMonths.magnitude.quotientAndRemainder(dividingBy: 12)
    var text = totalMonths < 0 ? "-P" : "P"
    if years > 0 { text += "\(years)Y" }
    if months > 0 || years == 0 { text += "\(months)M" }
    return text
  }
}
