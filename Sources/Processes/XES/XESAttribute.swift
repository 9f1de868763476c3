// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What is said of a log, a case, a step or another attribute (IEEE 1849-2016, 4.2).
public struct XESAttribute: Sendable, Hashable {
  /// The name, with the prefix of its extension: `concept:name`.
  public let key: String
  /// The value.
  public let value: XESValue
  /// What is said of the attribute itself; of a container, what it holds.
  public let nested: [XESAttribute]

  /// An attribute with its value.
  public init(_ key: String, _ value: XESValue, nested: [XESAttribute] = []) {
    self.key = key
    self.value = value
    self.nested = nested
  }
}

/// The value of an attribute, of one of the eight types (IEEE 1849-2016, 4.2).
public enum XESValue: Sendable, Hashable {
  /// Characters.
  case string(String)
  /// A point in time, to the millisecond.
  case date(Instant)
  /// A whole number of 64 bits.
  case int(Int64)
  /// A number, infinite or none among them.
  case float(Double)
  /// Yes or no.
  case boolean(Bool)
  /// An identifier, by the standard a UUID.
  case id(String)
  /// Attributes whose order counts and whose keys may repeat.
  case list([XESAttribute])
  /// Attributes whose order does not count: those that are nested.
  case container

  /// The text of a value of type string or identifier.
  public var text: String? {
    switch self {
    case .string(let text), .id(let text): text
    default: nil
    }
  }

  /// The point in time of a value of type date.
  public var instant: Instant? {
    if case .date(let instant) = self { instant } else { nil }
  }
}

extension [XESAttribute] {
  /// The value of the first attribute of the key.
  public subscript(_ key: String) -> XESValue? {
    first { $0.key == key }?.value
  }
}

/// The keys of the standard extensions that are read and written here (IEEE 1849-2016, 7).
public enum XESKey {
  /// The name of a log, a case or an activity (concept extension).
  public static let name = "concept:name"
  /// The one time that an activity is done (concept extension).
  public static let instance = "concept:instance"
  /// When something happened (time extension).
  public static let time = "time:timestamp"
  /// Where in its life an activity is, `start` and `complete` for instance (lifecycle extension).
  public static let transition = "lifecycle:transition"
  /// Which model of an activity's life is meant (lifecycle extension).
  public static let model = "lifecycle:model"
  /// Who or what did it (organizational extension).
  public static let resource = "org:resource"
  /// In which part (organizational extension).
  public static let role = "org:role"
  /// For which unit (organizational extension).
  public static let group = "org:group"
}
