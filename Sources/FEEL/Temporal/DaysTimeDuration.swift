// SPDX-License-Identifier: Apache-2.0

/// A duration of days, hours, minutes and seconds, exact to the nanosecond; a day has 24 hours.
///
/// Source: DMN 1.5, 10.3.2.3.7.
public struct DaysTimeDuration: Sendable, Hashable, Comparable {
  /// Whole seconds, rounded towards negative infinity.
  let wholeSeconds: Int

  /// Nanoseconds on top of the whole seconds, never negative.
  private let fraction: Int32

  /// Makes a duration of whole seconds.
  public init(seconds: Int) {
    wholeSeconds = seconds
    fraction = 0
  }

  /// Makes a duration, or nothing when it is longer than `Int` seconds.
  public init?(nanoseconds: Int128) {
    let unit = Int128(nanosecondsPerSecond)
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: unit)
    guard let seconds = Int(exactly: remainder < 0 ? quotient - 1 : quotient) else { return nil }
    wholeSeconds = seconds
    fraction = Int32(remainder < 0 ? remainder + unit : remainder)
  }

  /// No time at all.
  public static let zero = DaysTimeDuration(seconds: 0)

  /// All of it, in nanoseconds.
  public var nanoseconds: Int128 {
    Int128(wholeSeconds) * Int128(nanosecondsPerSecond) + Int128(fraction)
  }

  /// All of it, in seconds.
  public var totalSeconds: Decimal128 { Self.seconds(nanoseconds) }

  /// The nanosecond of the second, never negative.
  var nanosecond: Int { Int(fraction) }

  /// Whole days, rounded towards negative infinity.
  var wholeDays: Int { wholeSeconds.split(by: secondsPerDay).quotient }

  /// What is left over the whole days, in nanoseconds, never negative.
  var nanosecondOfDay: Int {
    wholeSeconds.split(by: secondsPerDay).remainder * nanosecondsPerSecond + nanosecond
  }

  /// Whether `left` is the shorter.
  public static func < (left: DaysTimeDuration, right: DaysTimeDuration) -> Bool {
    (left.wholeSeconds, left.fraction) < (right.wholeSeconds, right.fraction)
  }

  private static func seconds(_ nanoseconds: Int128) -> Decimal128 {
    Decimal128(
      packing: nanoseconds.magnitude, exponent: -9, isNegative: nanoseconds < 0
    ).reduced
  }
}

extension DaysTimeDuration {
  /// The property `days`; of a negative duration all properties are negative or zero.
  public var days: Int { truncatedSeconds / secondsPerDay }

  /// The property `hours`, −23 to 23.
  public var hours: Int { truncatedSeconds % secondsPerDay / 3600 }

  /// The property `minutes`, −59 to 59.
  public var minutes: Int { truncatedSeconds % 3600 / 60 }

  /// The property `seconds` with its fraction, above −60 and below 60.
  public var seconds: Decimal128 {
    Self.seconds(nanoseconds % Int128(60 * nanosecondsPerSecond))
  }

  private var truncatedSeconds: Int {
    wholeSeconds < 0 && fraction > 0 ? wholeSeconds + 1 : wholeSeconds
  }

  /// The absolute value, or nothing on overflow.
  public var magnitude: DaysTimeDuration? { wholeSeconds < 0 ? -self : self }

  /// The negative, or nothing on overflow.
  public static prefix func - (value: DaysTimeDuration) -> DaysTimeDuration? {
    DaysTimeDuration(nanoseconds: -value.nanoseconds)
  }

  /// The sum, or nothing on overflow.
  public static func + (left: DaysTimeDuration, right: DaysTimeDuration) -> DaysTimeDuration? {
    DaysTimeDuration(nanoseconds: left.nanoseconds + right.nanoseconds)
  }

  /// The difference, or nothing on overflow.
  public static func - (left: DaysTimeDuration, right: DaysTimeDuration) -> DaysTimeDuration? {
    DaysTimeDuration(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  /// The product, to the nearest nanosecond; nothing on overflow.
  public static func * (left: DaysTimeDuration, right: Decimal128) -> DaysTimeDuration? {
    let product = Decimal128(left.nanoseconds) * right
    return product?.rounded(scale: 0, .halfEven)?.int128.flatMap(
      DaysTimeDuration.init(nanoseconds:))
  }

  /// The quotient, to the nearest nanosecond; nothing on division by zero and on overflow.
  public static func / (left: DaysTimeDuration, right: Decimal128) -> DaysTimeDuration? {
    let quotient = Decimal128(left.nanoseconds) / right
    return quotient?.rounded(scale: 0, .halfEven)?.int128.flatMap(
      DaysTimeDuration.init(nanoseconds:))
  }

  /// How often `right` fits; nothing on division by zero.
  public static func / (left: DaysTimeDuration, right: DaysTimeDuration) -> Decimal128? {
    Decimal128(left.nanoseconds) / Decimal128(right.nanoseconds)
  }
}

extension DaysTimeDuration: LosslessStringConvertible {
  /// Reads `P1DT2H3M4.5S`, of which any part but one may be missing, perhaps with `-` before it.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a duration from a part of a longer text.
  public init?(_ text: Substring) {
    var reader = TextReader(text)
    let isNegative = reader.take("-")
    guard reader.take("P") else { return nil }
    let days = reader.quantity("D")
    let hasTime = reader.take("T")
    let hours = hasTime ? reader.quantity("H") : nil
    let minutes = hasTime ? reader.quantity("M") : nil
    let seconds = hasTime ? reader.secondsQuantity() : nil
    guard reader.isAtEnd, hasTime || days != nil,
      !hasTime || hours != nil || minutes != nil || seconds != nil
    else { return nil }
    let clock = Int128(hours ?? 0) * 3600 + Int128(minutes ?? 0) * 60
    let whole = (Int128(days ?? 0) * Int128(secondsPerDay) + clock) * Int128(nanosecondsPerSecond)
    let total = whole + (seconds ?? 0)
    self.init(nanoseconds: isNegative ? -total : total)
  }

  /// The text of FEEL's `string()`, for instance `P1DT2H3M4.5S`; nothing at all is `PT0S`.
  public var description: String {
    let (whole, fraction) = nanoseconds.magnitude.quotientAndRemainder(
      dividingBy: UInt128(nanosecondsPerSecond))
    let (days, second) = whole.quotientAndRemainder(dividingBy: UInt128(secondsPerDay))
    var text = wholeSeconds < 0 ? "-P" : "P"
    if days > 0 { text += "\(days)D" }
    guard days == 0 || second > 0 || fraction > 0 else { return text }
    text += "T"
    if second >= 3600 { text += "\(second / 3600)H" }
    if second % 3600 >= 60 { text += "\(second % 3600 / 60)M" }
    if second % 60 > 0 || fraction > 0 || whole == 0 {
      text += String(second % 60)
      text.append(fraction: Int(fraction))
      text += "S"
    }
    return text
  }
}
