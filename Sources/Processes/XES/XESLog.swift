// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What an event log says before its cases (IEEE 1849-2016, 4).
public struct XESHeader: Sendable, Hashable {
  /// A set of keys with a meaning (4.5).
  public struct Extension: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What its keys begin with.
    public let prefix: String
    /// Where it is defined.
    public let uri: String

    /// An extension by its three parts.
    public init(name: String, prefix: String, uri: String) {
      self.name = name
      self.prefix = prefix
      self.uri = uri
    }

    /// Those of the standard that are written here.
    public static let standard = [
      ("Concept", "concept"), ("Lifecycle", "lifecycle"), ("Organizational", "org"),
      ("Time", "time"),
    ].map { name, prefix in
      Extension(
        name: name, prefix: prefix, uri: "http://www.xes-standard.org/\(prefix).xesext")
    }
  }

  /// What makes two steps the same activity (4.4).
  public struct Classifier: Sendable, Hashable {
    /// The name.
    public let name: String
    /// Whether it tells cases apart, instead of steps.
    public let isOfTraces: Bool
    /// The keys as they are written, with blanks between them; a key with a blank stands in quotes.
    public let keys: String

    /// A classifier of steps.
    public init(name: String, keys: String, isOfTraces: Bool = false) {
      self.name = name
      self.keys = keys
      self.isOfTraces = isOfTraces
    }

    /// The keys one by one, those in quotes without them.
    ///
    /// Older logs have keys with blanks and no quotes: those that are known keys of the log are kept whole.
    public func keys(among known: Set<String>) -> [String] {
      var keys: [String] = []
      var rest = self.keys[...].drop { $0 == " " }
      while let first = rest.first {
        if first == "'" || first == "\"", let end = rest.dropFirst().firstIndex(of: first) {
          keys.append(String(rest[rest.index(after: rest.startIndex)..<end]))
          rest = rest[rest.index(after: end)...]
        } else {
          let whole = known.filter { $0.contains(" ") && rest.isKey($0) }
            .max { $0.count < $1.count }
          let key = whole ?? String(rest.prefix { $0 != " " })
          keys.append(key)
          rest = rest.dropFirst(key.count)
        }
        rest = rest.drop { $0 == " " }
      }
      return keys
    }
  }

  /// The version of the standard: `1849-2016`, or `1.0` and `2.0` of before.
  public let version: String
  /// What the log makes use of, for instance `nested-attributes`.
  public let features: String
  /// The extensions whose keys occur.
  public let extensions: [Extension]
  /// What every case has, with a value for one that lacks it (4.3).
  public let traceGlobals: [XESAttribute]
  /// What every step has, with a value for one that lacks it (4.3).
  public let eventGlobals: [XESAttribute]
  /// The classifiers.
  public let classifiers: [Classifier]
  /// What is said of the log as a whole.
  public let attributes: [XESAttribute]

  /// A header of one's own.
  public init(
    version: String = "1849-2016", features: String = "", extensions: [Extension] = [],
    traceGlobals: [XESAttribute] = [], eventGlobals: [XESAttribute] = [],
    classifiers: [Classifier] = [], attributes: [XESAttribute] = []
  ) {
    self.version = version
    self.features = features
    self.extensions = extensions
    self.traceGlobals = traceGlobals
    self.eventGlobals = eventGlobals
    self.classifiers = classifiers
    self.attributes = attributes
  }

  /// The name of the log, if it has one.
  public var name: String? { attributes[XESKey.name]?.text }
}

extension Substring {
  /// Whether it begins with a key that ends there.
  fileprivate func isKey(_ key: String) -> Bool {
    hasPrefix(key) && (dropFirst(key.count).first ?? " ") == " "
  }
}

/// One case of a log with its steps in the order in which they are written (IEEE 1849-2016, 4.1).
public struct XESTrace: Sendable, Hashable {
  /// What is said of the case.
  public let attributes: [XESAttribute]
  /// The steps.
  public let events: [XESEvent]
  /// The line of the log where it begins, from 1; 0 for one that was not read.
  public let line: Int

  /// A case of one's own.
  public init(_ attributes: [XESAttribute], events: [XESEvent], line: Int = 0) {
    self.attributes = attributes
    self.events = events
    self.line = line
  }

  /// The name of the case, as a rule its number.
  public var name: String? { attributes[XESKey.name]?.text }
}

/// One step (IEEE 1849-2016, 4.1).
public struct XESEvent: Sendable, Hashable {
  /// What is said of it.
  public let attributes: [XESAttribute]
  /// The line of the log where it begins, from 1; 0 for one that was not read.
  public let line: Int

  /// A step of one's own.
  public init(_ attributes: [XESAttribute], line: Int = 0) {
    self.attributes = attributes
    self.line = line
  }

  /// The name of the activity.
  public var name: String? { attributes[XESKey.name]?.text }
  /// When it happened.
  public var time: Instant? { attributes[XESKey.time]?.instant }
  /// Who or what did it.
  public var resource: String? { attributes[XESKey.resource]?.text }
  /// Where in its life the activity was.
  public var transition: String? { attributes[XESKey.transition]?.text }
}

/// What a log gives next.
public enum XESPart: Sendable, Hashable {
  /// What it says before its cases: always the first part, once.
  case header(XESHeader)
  /// A case with all its steps.
  case trace(XESTrace)
  /// A step that belongs to no case that the log knows.
  case event(XESEvent)
}
