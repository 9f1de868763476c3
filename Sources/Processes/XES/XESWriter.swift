// SPDX-License-Identifier: Apache-2.0

import Deadlines
import XML

/// Writes an event log (IEEE 1849-2016) case by case, so that a long one is never held whole.
///
/// ```swift
/// var writer = XESWriter(header)
/// for trace in traces {
///   writer.write(trace)
///   send(writer.take())
/// }
/// writer.finish()
/// send(writer.take())
/// ```
///
/// The same calls give the same text. Times are written in China Standard Time, to the millisecond.
public struct XESWriter: Sendable {
  private var xml = XMLText()

  /// A log of which the header is written.
  public init(_ header: XESHeader) {
    let nested = header.isNested ? "nested-attributes" : ""
    xml.open(
      "log",
      [
        ("xes.version", header.version),
        ("xes.features", header.features.isEmpty ? nested : header.features),
        ("xmlns", "http://www.xes-standard.org/"),
      ])
    for item in header.extensions {
      empty(
        "extension", [("name", item.name), ("prefix", item.prefix), ("uri", item.uri)])
    }
    for (scope, globals) in [("trace", header.traceGlobals), ("event", header.eventGlobals)]
    where !globals.isEmpty {
      xml.open("global", [("scope", scope)])
      write(globals)
      xml.close()
    }
    for classifier in header.classifiers {
      empty(
        "classifier",
        [
          ("name", classifier.name), ("scope", classifier.isOfTraces ? "trace" : "event"),
          ("keys", classifier.keys),
        ])
    }
    write(header.attributes)
  }

  /// Writes a case with its steps.
  public mutating func write(_ trace: XESTrace) {
    xml.open("trace")
    write(trace.attributes)
    for event in trace.events { write(event) }
    xml.close()
  }

  /// Writes a step that belongs to no case: after all cases.
  public mutating func write(_ event: XESEvent) {
    xml.open("event")
    write(event.attributes)
    xml.close()
  }

  /// Ends the log.
  public mutating func finish() {
    xml.close()
  }

  /// Takes what is written so far.
  public mutating func take() -> String {
    xml.take()
  }

  private mutating func write(_ attributes: [XESAttribute]) {
    for attribute in attributes { write(attribute) }
  }

  private mutating func write(_ attribute: XESAttribute) {
    xml.open(
      attribute.value.type, [("key", attribute.key), ("value", attribute.value.lexical)])
    write(attribute.nested)
    if case .list(let members) = attribute.value {
      xml.open("values")
      write(members)
      xml.close()
    }
    xml.close()
  }

  private mutating func empty(_ name: String, _ attributes: [XMLText.Attribute]) {
    xml.open(name, attributes)
    xml.close()
  }
}

extension XESHeader {
  /// Whether anything that it declares has attributes in attributes.
  fileprivate var isNested: Bool {
    (traceGlobals + eventGlobals + attributes).contains { !$0.nested.isEmpty }
  }
}

extension XESValue {
  /// The name of the element that holds it.
  fileprivate var type: String {
    switch self {
    case .string: "string"
    case .date: "date"
    case .int: "int"
    case .float: "float"
    case .boolean: "boolean"
    case .id: "id"
    case .list: "list"
    case .container: "container"
    }
  }

  /// The value as XML Schema writes it; nothing for a list or container.
  fileprivate var lexical: String? {
    switch self {
    case .string(let text), .id(let text): text
    case .date(let instant): instant.iso8601
    case .int(let number): String(number)
    case .float(let number):
      number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "-INF" : "INF") : "\(number)"
    case .boolean(let isTrue): isTrue ? "true" : "false"
    case .list, .container: nil
    }
  }
}
