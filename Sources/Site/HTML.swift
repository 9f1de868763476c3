// SPDX-License-Identifier: Apache-2.0

/// Markup that is safe to send: what is written in the source is markup, every value in it is escaped.
///
/// ```swift
/// let row: HTML = "<td class=\"no\">\(item.name)</td>"
/// ```
///
/// Raw markup can only come from another `HTML`, so a forgotten escape cannot be written. The text is
/// kept as UTF-8 bytes, because that is what goes onto the wire.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
  /// The markup in UTF-8.
  package private(set) var bytes: [UInt8]

  /// Markup without anything in it.
  package static let empty = HTML()

  package init() {
    bytes = []
  }

  package init(stringLiteral value: String) {
    bytes = Array(value.utf8)
  }

  package init(stringInterpolation: StringInterpolation) {
    bytes = stringInterpolation.bytes
  }

  /// The escaped text.
  package init(text: String) {
    bytes = []
    Self.escape(text, into: &bytes)
  }

  /// Markup that another part of the program has made and vouches for, an SVG drawing for instance.
  ///
  /// - Parameter trusted: Never text that a person has typed.
  package init(trusted: String) {
    bytes = Array(trusted.utf8)
  }

  /// The markup as text, for tests and for documents that are stored.
  package var string: String {
    String(decoding: bytes, as: UTF8.self)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  package static func += (left: inout HTML, right: HTML) {
    left.bytes.append(contentsOf: right.bytes)
  }

  package static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum += right
    return sum
  }

  /// The parts one after the other, with `separator` between them.
  package static func join(_ parts: [HTML], separator: HTML = .empty) -> HTML {
    var joined = HTML()
    joined.bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count + separator.bytes.count })
    for (index, part) in parts.enumerated() {
      if index > 0 { joined.bytes.append(contentsOf: separator.bytes) }
      joined.bytes.append(contentsOf: part.bytes)
    }
    return joined
  }

  /// Appends `text` with the five characters escaped that end text or an attribute.
  fileprivate static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { buffer in
      // Runs of plain bytes are copied whole: most values hold nothing to escape.
      var start = 0
      for index in buffer.indices {
        guard let entity = entity(buffer[index]) else { continue }
        bytes.append(contentsOf: buffer[start..<index])
        bytes.append(contentsOf: entity.utf8)
        start = index + 1
      }
      bytes.append(contentsOf: buffer[start...])
    }
  }

  @inline(__always)
  private static func entity(_ byte: UInt8) -> StaticEntity? {
    switch byte {
    case UInt8(ascii: "&"): .ampersand
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: ">"): .greater
    case UInt8(ascii: "\""): .quote
    case UInt8(ascii: "'"): .apostrophe
    default: nil
    }
  }

  private enum StaticEntity {
    case ampersand, less, greater, quote, apostrophe

    var utf8: String.UTF8View {
      switch self {
      case .ampersand: "&amp;".utf8
      case .less: "&lt;".utf8
      case .greater: "&gt;".utf8
      case .quote: "&quot;".utf8
      case .apostrophe: "&#39;".utf8
      }
    }
  }
}

extension HTML {
  /// What the compiler calls for a literal with values in it.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) {
      bytes.append(contentsOf: literal.utf8)
    }

    package mutating func appendInterpolation(_ text: String) {
      HTML.escape(text, into: &bytes)
    }

    package mutating func appendInterpolation(_ text: Substring) {
      HTML.escape(String(text), into: &bytes)
    }

    /// A text that may be absent: nothing is written then.
    package mutating func appendInterpolation(_ text: String?) {
      if let text { HTML.escape(text, into: &bytes) }
    }

    package mutating func appendInterpolation(_ number: Int) {
      bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func appendInterpolation(_ number: Int64) {
      bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func appendInterpolation(_ html: HTML) {
      bytes.append(contentsOf: html.bytes)
    }

    package mutating func appendInterpolation(_ html: HTML?) {
      if let html { bytes.append(contentsOf: html.bytes) }
    }

    package mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { bytes.append(contentsOf: part.bytes) }
    }

    /// One piece of markup for each element: `\(each: rows, { "<li>\($0.name)</li>" })`.
    package mutating func appendInterpolation<S: Sequence>(
      each elements: S, _ body: (S.Element) throws -> HTML
    ) rethrows {
      for element in elements { bytes.append(contentsOf: try body(element).bytes) }
    }

    /// Markup for a value that may be absent: `\(with: note, { "<p>\($0)</p>" })`.
    package mutating func appendInterpolation<T>(
      with value: T?, _ body: (T) throws -> HTML
    ) rethrows {
      if let value { bytes.append(contentsOf: try body(value).bytes) }
    }

    /// Markup only on a condition: `\(if: late, "<b>late</b>")`.
    package mutating func appendInterpolation(
      if condition: Bool, _ html: @autoclosure () throws -> HTML
    ) rethrows {
      if condition { bytes.append(contentsOf: try html().bytes) }
    }

    /// An attribute with a blank before it, or nothing when the value is absent.
    ///
    /// `<input\(attribute: "value", entered)>`
    package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
      guard let value else { return }
      bytes.append(UInt8(ascii: " "))
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: "=\"".utf8)
      HTML.escape(value, into: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }

    /// A boolean attribute with a blank before it: `<option\(attribute: "selected", isChosen)>`.
    package mutating func appendInterpolation(attribute name: StaticString, _ on: Bool) {
      guard on else { return }
      bytes.append(UInt8(ascii: " "))
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
  }
}
