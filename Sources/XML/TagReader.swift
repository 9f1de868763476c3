// SPDX-License-Identifier: Apache-2.0

/// Something that does not fit, and where in the bytes.
struct Misfit: Error {
  let problem: XMLFault.Problem
  let place: Int
}

/// Reads one start tag out of the bytes of a document.
struct TagReader {
  /// A tag as it is written.
  struct Tag {
    let name: String
    let attributes: [XMLTag.Attribute]
    /// Whether it is a whole element: `<a/>`.
    let isEmpty: Bool
    /// The place behind the tag.
    let end: Int
  }

  private let bytes: [UInt8]
  private var place: Int

  /// - Parameter place: Where the tag begins with `<`.
  init(_ bytes: [UInt8], at place: Int) {
    self.bytes = bytes
    self.place = place + 1
  }

  /// The tag; nothing if the bytes end before it does.
  mutating func read() throws(Misfit) -> Tag? {
    guard let name = try name() else { return nil }
    var attributes: [XMLTag.Attribute] = []
    while true {
      let hasSpace = skipSpace()
      guard let byte = current else { return nil }
      switch byte {
      case UInt8(ascii: ">"):
        return Tag(name: name, attributes: attributes, isEmpty: false, end: place + 1)
      case UInt8(ascii: "/"):
        guard place + 1 < bytes.count else { return nil }
        place += 1
        guard current == UInt8(ascii: ">") else { throw misfit(.expected(">")) }
        return Tag(name: name, attributes: attributes, isEmpty: true, end: place + 1)
      default:
        guard hasSpace else { throw misfit(.expected(">")) }
        let start = place
        guard let attribute = try attribute() else { return nil }
        if attributes.contains(where: { $0.name == attribute.name }) {
          throw Misfit(problem: .repeatedAttribute(attribute.name), place: start)
        }
        attributes.append(attribute)
      }
    }
  }

  private mutating func attribute() throws(Misfit) -> XMLTag.Attribute? {
    guard let name = try name() else { return nil }
    skipSpace()
    guard let sign = current else { return nil }
    guard sign == UInt8(ascii: "=") else { throw misfit(.expected("=")) }
    place += 1
    skipSpace()
    guard let quote = current else { return nil }
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw misfit(.expected("\""))
    }
    let start = place + 1
    let end = bytes.place(of: quote, from: start)
    // A quote that is forgotten shows by the next tag.
    if let tag = bytes.place(of: UInt8(ascii: "<"), from: start, to: end ?? bytes.count) {
      throw Misfit(problem: .expected("&lt;"), place: tag)
    }
    guard let end else { return nil }
    place = end + 1
    let value = try References.resolve(bytes, start..<end, isAttribute: true)
    return XMLTag.Attribute(name: name, value: value)
  }

  private mutating func name() throws(Misfit) -> String? {
    let start = place
    var isPlain = true
    while let byte = current, Self.isName(byte) {
      if byte >= 0x80 { isPlain = false }
      place += 1
    }
    guard place < bytes.count else { return nil }
    let name = bytes.text(start..<place)
    let isValid =
      isPlain
      ? place > start && !Self.isInnerOnly(bytes[start])
      : name.split(separator: ":", omittingEmptySubsequences: false)
        .allSatisfy { Identifiers.isValid(String($0)) }
    guard isValid else { throw Misfit(problem: .expected("a name"), place: start) }
    return name
  }

  /// Whether a byte can be part of a name; those of other scripts are looked at once the name is whole.
  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x3A, 0x5F, 0x2D, 0x2E, 0x80...: true
    default: false
    }
  }

  private static func isInnerOnly(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2D, 0x2E: true
    default: false
    }
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Whether there was any.
  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = place
    while let byte = current, byte.isXMLSpace { place += 1 }
    return place > start
  }

  private func misfit(_ problem: XMLFault.Problem) -> Misfit {
    Misfit(problem: problem, place: place)
  }
}

extension UInt8 {
  /// Whether it is white space (XML 1.0, 2.3).
  var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
