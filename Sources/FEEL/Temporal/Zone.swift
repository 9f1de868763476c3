// SPDX-License-Identifier: Apache-2.0

/// The zone of a time: a fixed offset from UTC, or a region of the IANA database.
///
/// Source: DMN 1.5, 10.3.2.3.4 and 10.3.2.3.6.
public enum Zone: Sendable, Hashable {
  /// Seconds east of UTC, within ±18 hours.
  case offset(seconds: Int32)
  /// A region with the offsets of its history.
  case region(Region)

  /// UTC, written `Z`.
  public static let utc = Zone.offset(seconds: 0)

  private static let greatestOffset = 18 * 3600

  /// Makes a fixed offset from a duration of whole seconds within ±18 hours.
  public init?(offset: DaysTimeDuration) {
    let seconds = offset.nanoseconds.quotientAndRemainder(dividingBy: Int128(nanosecondsPerSecond))
    guard seconds.remainder == 0, seconds.quotient.magnitude <= Self.greatestOffset else {
      return nil
    }
    self = .offset(seconds: Int32(seconds.quotient))
  }

  /// Makes a region from its IANA name, or nothing when there is no such region.
  public init?(named name: String) {
    guard let region = Region(named: name) else { return nil }
    self = .region(region)
  }

  /// The IANA name: the property `timezone`; nothing for a fixed offset.
  public var name: String? {
    switch self {
    case .offset: nil
    case .region(let region): region.name
    }
  }

  /// Seconds east of UTC for a time that has no date: in a region, its standard time.
  var offsetWithoutDate: Int {
    switch self {
    case .offset(let seconds): Int(seconds)
    case .region(let region): region.standardOffset
    }
  }
}

extension Zone: LosslessStringConvertible {
  /// Reads `Z`, `+02:00`, `-05:30:15` or `@Europe/Paris`.
  public init?(_ text: String) {
    self.init(text[...])
  }

  /// Reads a zone from a part of a longer text.
  public init?(_ text: Substring) {
    var reader = TextReader(text)
    if reader.take("@") {
      self.init(named: String(reader.remainder))
    } else if reader.take("Z") || reader.take("z") {
      // The examples of 10.3.4.1 write a small letter.
      self = .utc
      guard reader.isAtEnd else { return nil }
    } else {
      let isWest = reader.take("-")
      guard isWest || reader.take("+"), let hours = reader.pair(), reader.take(":"),
        let minutes = reader.pair(), minutes < 60
      else { return nil }
      var seconds = hours * 3600 + minutes * 60
      if reader.take(":") {
        guard let odd = reader.pair(), odd < 60 else { return nil }
        seconds += odd
      }
      guard reader.isAtEnd, seconds <= Self.greatestOffset else { return nil }
      self = .offset(seconds: Int32(isWest ? -seconds : seconds))
    }
  }

  /// The text as it follows a time: `Z`, `+02:00` or `@Europe/Paris`.
  public var description: String {
    switch self {
    case .region(let region): return "@" + region.name
    case .offset(seconds: 0): return "Z"
    case .offset(let seconds):
      let magnitude = Int(seconds.magnitude)
      var text = seconds < 0 ? "-" : "+"
      text.append(pair: magnitude / 3600)
      text.append(":")
      text.append(pair: magnitude / 60 % 60)
      guard magnitude % 60 != 0 else { return text }
      text.append(":")
      text.append(pair: magnitude % 60)
      return text
    }
  }
}
