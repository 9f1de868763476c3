// SPDX-License-Identifier: Apache-2.0

extension Value {
  /// Reads a JSON text (RFC 8259): objects become contexts, arrays lists.
  ///
  /// Numbers keep their decimal digits: none passes through binary floating point. Strings stay strings; who wants a
  /// date of one coerces it by its type. A key that is there twice is a fault, for nobody knows which was meant.
  ///
  /// - Throws: what is wrong with the text, and where.
  public init(json text: String) throws(JSONFault) {
    try self.init(json: Array(text.utf8))
  }

  /// Reads a JSON text in UTF-8 (RFC 8259).
  ///
  /// - Throws: what is wrong with the text, and where.
  public init(json bytes: [UInt8]) throws(JSONFault) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.document()
  }
}

/// Reads JSON from the first byte to the last.
private struct JSONReader {
  /// How deeply arrays and objects may lie in each other, as lists and contexts of `Limits`.
  private static let depthLimit = 200

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONFault) -> Value {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    let value = try value()
    skipSpace()
    guard index == bytes.count else { throw fault(.expected("the end")) }
    return value
  }

  private mutating func value() throws(JSONFault) -> Value {
    skipSpace()
    guard index < bytes.count else { throw fault(.expected("a value")) }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      return .context(try inside { reader throws(JSONFault) in try reader.object() })
    case UInt8(ascii: "["):
      return .list(try inside { reader throws(JSONFault) in try reader.array() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: break
    }
    for (word, value) in [
      ("true", Value.boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return value
    }
    throw fault(.expected("a value"))
  }

  private mutating func inside<Part>(
    _ read: (inout JSONReader) throws(JSONFault) -> Part
  ) throws(JSONFault) -> Part {
    guard depth < Self.depthLimit else { throw fault(.depth(Self.depthLimit)) }
    depth += 1
    index += 1
    let part = try read(&self)
    depth -= 1
    return part
  }

  private mutating func array() throws(JSONFault) -> [Value] {
    var values: [Value] = []
    if take("]") { return values }
    repeat {
      values.append(try value())
    } while take(",")
    guard take("]") else { throw fault(.expected("“,” or “]”")) }
    return values
  }

  private mutating func object() throws(JSONFault) -> Context {
    var context = Context()
    if take("}") { return context }
    repeat {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw fault(.expected("a key in quotes"))
      }
      let start = index
      let key = try string()
      guard context[key] == nil else { throw fault(.repeated(key), at: start) }
      guard take(":") else { throw fault(.expected("“:”")) }
      context[key] = try value()
    } while take(",")
    guard take("}") else { throw fault(.expected("“,” or “}”")) }
    return context
  }

  private mutating func number() throws(JSONFault) -> Decimal128 {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let whole = digits()
    guard whole > 0 else { throw fault(.expected("a digit")) }
    guard whole == 1 || bytes[index - whole] != UInt8(ascii: "0") else {
      throw fault(.expected("a number without leading zeros"), at: start)
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard digits() > 0 else { throw fault(.expected("a digit")) }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[index]) {
        index += 1
      }
      guard digits() > 0 else { throw fault(.expected("a digit")) }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let number = Decimal128(text) else { throw fault(.number(text), at: start) }
    return number
  }

  /// Skips digits, and tells how many.
  private mutating func digits() -> Int {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    return index - start
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private func fault(_ problem: JSONFault.Problem, at place: Int? = nil) -> JSONFault {
    let before = bytes[..<(place ?? index)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return JSONFault(problem: problem, line: line, column: column)
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(JSONFault) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw fault(.encoding, at: start)
        }
        return string
      case UInt8(ascii: "\\"):
        text += try escape().utf8
      case 0..<0x20:
        throw fault(.control)
      default:
        text.append(byte)
        index += 1
      }
    }
    throw fault(.expected("the closing quote"))
  }

  private mutating func escape() throws(JSONFault) -> String {
    let start = index
    guard index + 1 < bytes.count else { throw fault(.escape) }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Unicode.Scalar(letter))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault(.escape, at: start)
    }
    var units = [try codeUnit(from: start)]
    if (0xD800..<0xDC00).contains(units[0]), bytes[index...].starts(with: "\\u".utf8) {
      index += 2
      units.append(try codeUnit(from: start))
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw fault(.escape, at: start)
    }
    return text
  }

  private mutating func codeUnit(from start: Int) throws(JSONFault) -> UInt16 {
    guard index + 4 <= bytes.count,
      bytes[index..<index + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw fault(.escape, at: start) }
    index += 4
    return unit
  }
}
