// SPDX-License-Identifier: Apache-2.0

import Deadlines
import XML

/// The parts of a log that have begun and not ended.
struct Draft {
  /// What has ended.
  enum Ended {
    case trace(XESTrace)
    case event(XESEvent)
    case log
  }

  /// An element that is open.
  private struct Frame {
    enum Kind: Hashable {
      case log, trace, event, values
      case global(ofTraces: Bool)
      case attribute(XESValue)
      /// An element that holds nothing: an extension, a classifier.
      case leaf
    }

    let kind: Kind
    let name: String
    var key = ""
    let line: Int
    var attributes: [XESAttribute] = []
    var members: [XESAttribute] = []
  }

  private static let types: Set<String> = [
    "string", "date", "int", "float", "boolean", "id", "list", "container",
  ]

  private var frames: [Frame] = []
  private var held = 0
  private var log: XMLTag?
  private var extensions: [XESHeader.Extension] = []
  private var classifiers: [XESHeader.Classifier] = []
  private var traceGlobals: [XESAttribute] = []
  private var eventGlobals: [XESAttribute] = []
  private var events: [XESEvent] = []
  /// Whether the first case or step of the log has begun, so that its header is whole.
  private(set) var isBodyBegun = false

  /// What the log says of itself, as far as it is read.
  var header: XESHeader {
    XESHeader(
      version: log?["xes.version"] ?? "", features: log?["xes.features"] ?? "",
      extensions: extensions, traceGlobals: traceGlobals, eventGlobals: eventGlobals,
      classifiers: classifiers, attributes: frames.first?.attributes ?? headerAttributes)
  }
  private var headerAttributes: [XESAttribute] = []

  /// Begins an element.
  mutating func open(_ tag: XMLTag, limit: Int) throws(XESFault) {
    guard let parent = frames.last else {
      guard tag.name == "log" else { throw tag.fault(.misplaced(tag.name, in: nil)) }
      log = tag
      frames.append(Frame(kind: .log, name: tag.name, line: tag.line))
      return
    }
    var frame = Frame(kind: try kind(of: tag, in: parent), name: tag.name, line: tag.line)
    if case .attribute = frame.kind {
      if parent.kind == .log, isBodyBegun { throw tag.fault(.lateHeader(tag.name)) }
      frame.key = try tag.required("key")
      held += 1
      guard held <= limit else { throw tag.fault(.held(limit: limit)) }
    }
    frames.append(frame)
  }

  private mutating func kind(of tag: XMLTag, in parent: Frame) throws(XESFault) -> Frame.Kind {
    switch (parent.kind, tag.name) {
    case (.log, "trace"), (.log, "event"), (.trace, "event"):
      if parent.kind == .log {
        isBodyBegun = true
        held = 0
      }
      return tag.name == "trace" ? .trace : .event
    case (.log, "extension"), (.log, "classifier"), (.log, "global"):
      guard !isBodyBegun else { throw tag.fault(.lateHeader(tag.name)) }
      return try declaration(tag)
    case (.attribute(.list), "values"): return .values
    case (.leaf, _), (_, "values"): throw tag.fault(.misplaced(tag.name, in: parent.name))
    case (_, let type) where Self.types.contains(type): return .attribute(try tag.value())
    default: throw tag.fault(.misplaced(tag.name, in: parent.name))
    }
  }

  private mutating func declaration(_ tag: XMLTag) throws(XESFault) -> Frame.Kind {
    switch tag.name {
    case "extension":
      extensions.append(
        XESHeader.Extension(
          name: try tag.required("name"), prefix: try tag.required("prefix"),
          uri: try tag.required("uri")))
      return .leaf
    case "classifier":
      classifiers.append(
        XESHeader.Classifier(
          name: try tag.required("name"), keys: try tag.required("keys"),
          isOfTraces: tag["scope"] == "trace"))
      return .leaf
    default: return .global(ofTraces: try tag.required("scope") == "trace")
    }
  }

  /// Ends the element that began last.
  mutating func close() -> Ended? {
    let frame = frames.removeLast()
    switch frame.kind {
    case .log:
      headerAttributes = frame.attributes
      return .log
    case .trace:
      defer { events = [] }
      return .trace(XESTrace(frame.attributes, events: events, line: frame.line))
    case .event:
      let event = XESEvent(frame.attributes, line: frame.line)
      guard frames.last?.kind == .trace else { return .event(event) }
      events.append(event)
    case .global(let isOfTraces):
      if isOfTraces {
        traceGlobals += frame.attributes
      } else {
        eventGlobals += frame.attributes
      }
    case .values: frames[frames.count - 1].members += frame.attributes
    case .attribute(let value):
      let whole = if case .list = value { XESValue.list(frame.members) } else { value }
      frames[frames.count - 1].attributes.append(
        XESAttribute(frame.key, whole, nested: frame.attributes))
    case .leaf: break
    }
    return nil
  }
}

extension XMLTag {
  fileprivate func fault(_ problem: XESFault.Problem) -> XESFault {
    XESFault(problem: problem, line: line, column: column)
  }

  fileprivate func required(_ attribute: String) throws(XESFault) -> String {
    guard let value = self[attribute] else { throw fault(.missing(attribute, of: name)) }
    return value
  }

  /// The value of an attribute of the log by its type; of a list and a container, an empty one.
  fileprivate func value() throws(XESFault) -> XESValue {
    switch name {
    case "list": return .list([])
    case "container": return .container
    default: break
    }
    let text = try required("value")
    guard let value = XESValue(text, type: name) else {
      throw fault(.value(text, type: name))
    }
    return value
  }
}

extension XESValue {
  /// Reads a simple value as XML Schema writes it.
  fileprivate init?(_ text: String, type: String) {
    switch type {
    case "string": self = .string(text)
    case "id": self = .id(text)
    case "date":
      guard let instant = Instant(xml: text.trimmed) else { return nil }
      self = .date(instant)
    case "int":
      guard let number = Int64(text.trimmed) else { return nil }
      self = .int(number)
    case "float":
      guard let number = Self.float(text.trimmed) else { return nil }
      self = .float(number)
    default:
      switch text.trimmed {
      case "true", "1": self = .boolean(true)
      case "false", "0": self = .boolean(false)
      default: return nil
      }
    }
  }

  private static func float(_ text: String) -> Double? {
    switch text {
    case "INF", "+INF": .infinity
    case "-INF": -.infinity
    case "NaN": .nan
    // Swift would take hexadecimal numbers and other names, too.
    default: text.contains { $0.isLetter && $0 != "e" && $0 != "E" } ? nil : Double(text)
    }
  }
}

extension String {
  /// The text without blanks at its ends, as XML Schema wants values of other types than characters.
  fileprivate var trimmed: String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else {
      return self
    }
    let rest = drop { $0.isWhitespace }
    return String(rest.reversed().drop { $0.isWhitespace }.reversed())
  }
}
