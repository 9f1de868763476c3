// SPDX-License-Identifier: Apache-2.0

/// A JSON value as it came, to be checked against a schema before it is decoded.
enum JSON: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// Reads a whole document (RFC 8259).
  ///
  /// Names that occur twice are refused: two readers would not agree on what was sent. Nesting is limited,
  /// so that no document can exhaust the stack.
  /// - Throws: `SiteRefusal` (400) with the place of the mistake.
  init(parsing bytes: [UInt8]) throws(SiteRefusal) {
    var parser = Parser(bytes: bytes)
    self = try parser.document()
  }

  private struct Parser {
    let bytes: [UInt8]
    var index = 0

    static let deepest = 64

    mutating func document() throws(SiteRefusal) -> JSON {
      let value = try value(depth: 0)
      skipBlanks()
      guard index == bytes.count else { throw fault() }
      return value
    }

    func fault() -> SiteRefusal {
      .malformed("请求正文不是有效的 JSON（第 \(index + 1) 个字节处），请检查后重新发送。")
    }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipBlanks() {
      while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        index += 1
      }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard current == byte else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) throws(SiteRefusal) -> JSON {
      guard depth < Self.deepest else { throw fault() }
      skipBlanks()
      switch current {
      case UInt8(ascii: "{"): return try object(depth: depth)
      case UInt8(ascii: "["): return try array(depth: depth)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .boolean(true))
      case UInt8(ascii: "f"): return try word("false", .boolean(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return .number(try number())
      }
    }

    mutating func word(_ text: StaticString, _ value: JSON) throws(SiteRefusal) -> JSON {
      let fits = text.withUTF8Buffer { bytes[index...].starts(with: $0) }
      guard fits else { throw fault() }
      index += text.utf8CodeUnitCount
      return value
    }

    mutating func object(depth: Int) throws(SiteRefusal) -> JSON {
      index += 1
      var members: [String: JSON] = [:]
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      while true {
        skipBlanks()
        guard current == UInt8(ascii: "\"") else { throw fault() }
        let name = try string()
        skipBlanks()
        guard take(UInt8(ascii: ":")), members[name] == nil else { throw fault() }
        members[name] = try value(depth: depth + 1)
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        guard take(UInt8(ascii: ",")) else { throw fault() }
      }
    }

    mutating func array(depth: Int) throws(SiteRefusal) -> JSON {
      index += 1
      var elements: [JSON] = []
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      while true {
        elements.append(try value(depth: depth + 1))
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        guard take(UInt8(ascii: ",")) else { throw fault() }
      }
    }

    mutating func number() throws(SiteRefusal) -> Double {
      let start = index
      _ = take(UInt8(ascii: "-"))
      let leadsWithZero = current == UInt8(ascii: "0")
      let whole = digits()
      guard whole > 0, whole == 1 || !leadsWithZero else { throw fault() }
      if take(UInt8(ascii: ".")) {
        guard digits() > 0 else { throw fault() }
      }
      if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
        if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
        guard digits() > 0 else { throw fault() }
      }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      guard let number = Double(text), number.isFinite else { throw fault() }
      return number
    }

    mutating func digits() -> Int {
      let start = index
      while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
      return index - start
    }

    mutating func string() throws(SiteRefusal) -> String {
      index += 1
      var decoded: [UInt8] = []
      while let byte = current {
        index += 1
        switch byte {
        case UInt8(ascii: "\""):
          // NUL is valid JSON, but no store of text takes it.
          guard !decoded.contains(0), let text = String(validating: decoded, as: UTF8.self) else {
            throw fault()
          }
          return text
        case UInt8(ascii: "\\"): decoded.append(contentsOf: try escape())
        case ..<0x20: throw fault()
        default: decoded.append(byte)
        }
      }
      throw fault()
    }

    mutating func escape() throws(SiteRefusal) -> [UInt8] {
      guard let byte = current else { throw fault() }
      index += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
      case UInt8(ascii: "b"): return [0x08]
      case UInt8(ascii: "f"): return [0x0C]
      case UInt8(ascii: "n"): return [0x0A]
      case UInt8(ascii: "r"): return [0x0D]
      case UInt8(ascii: "t"): return [0x09]
      case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
      default: throw fault()
      }
    }

    mutating func scalar() throws(SiteRefusal) -> Unicode.Scalar {
      var code = UInt32(try unit())
      if (0xD800...0xDBFF).contains(code) {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault() }
        let low = UInt32(try unit())
        guard (0xDC00...0xDFFF).contains(low) else { throw fault() }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault() }
      return scalar
    }

    mutating func unit() throws(SiteRefusal) -> UInt16 {
      guard index + 4 <= bytes.count else { throw fault() }
      let text = bytes[index..<index + 4]
      let isHex = text.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      guard isHex, let unit = UInt16(String(decoding: text, as: UTF8.self), radix: 16) else {
        throw fault()
      }
      index += 4
      return unit
    }
  }
}
