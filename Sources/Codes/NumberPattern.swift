// SPDX-License-Identifier: Apache-2.0

/// The rule of a number as configuration: literal text and fields of fixed width.
///
/// "{item}{date}{serial:4}" is the case number, "JY{form:1}420103{serial:6}{check}" a licence number.
/// `{item}` is an implementation code (31), `{date}` yyyyMMdd, `{year}` four digits, `{check}` a digit
/// by ISO/IEC 7064 MOD 11,10 over all digits before it, `{check37}` a character by MOD 37,36 over all
/// digits and capitals before it. Any other field needs a width, `{name:width}`, and holds digits.
public struct NumberPattern: Hashable, Sendable, CustomStringConvertible {
  enum Piece: Hashable, Sendable {
    case literal([UInt8])
    case field(name: String, width: Int)

    var width: Int {
      switch self {
      case .literal(let bytes): bytes.count
      case .field(_, let width): width
      }
    }
  }

  /// The case number of the national practice, 43 characters.
  public static let caseNumber = NumberPattern(
    description: "{item}{date}{serial:4}",
    pieces: [
      .field(name: "item", width: 31), .field(name: "date", width: 8),
      .field(name: "serial", width: 4),
    ])

  private static let widths = ["item": 31, "date": 8, "year": 4, "check": 1, "check37": 1]

  /// The rule as written.
  public let description: String
  let pieces: [Piece]
  /// The characters of every number of this rule.
  public var length: Int { pieces.reduce(0) { $0 + $1.width } }

  private init(description: String, pieces: [Piece]) {
    self.description = description
    self.pieces = pieces
  }

  /// Reads a rule; throws `.pattern` with what is wrong.
  public init(_ text: String) throws(CodeFault) {
    var pieces: [Piece] = []
    var names: Set<String> = []
    var rest = text[...]
    while let first = rest.first {
      guard first == "{" else {
        let literal = rest.prefix { $0 != "{" }
        guard literal.allSatisfy({ $0.isASCII && $0 > " " && $0 != "}" }) else {
          throw .pattern("\(literal): 只能是 ASCII 字符 / literals are printable ASCII")
        }
        pieces.append(.literal(Array(literal.utf8)))
        rest = rest.dropFirst(literal.count)
        continue
      }
      guard let end = rest.firstIndex(of: "}") else {
        throw .pattern("缺少 } / a brace is not closed")
      }
      let piece = try Self.field(rest[rest.index(after: rest.startIndex)..<end])
      if case .field(let name, _) = piece, !names.insert(name).inserted {
        throw .pattern("{\(name)} 重复 / appears twice")
      }
      pieces.append(piece)
      rest = rest[rest.index(after: end)...]
    }
    guard !names.isEmpty else { throw .pattern("没有字段 / it has no field") }
    self.init(description: text, pieces: pieces)
  }

  private static func field(_ text: Substring) throws(CodeFault) -> Piece {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw .pattern("{\(text)} 字段名不对 / not a field")
    }
    if let width = widths[name] {
      guard parts.count == 1 else { throw .pattern("{\(name)} 宽度固定 / has a fixed width") }
      return .field(name: name, width: width)
    }
    guard parts.count == 2, let width = Int(parts[1]), (1...18).contains(width) else {
      throw .pattern("{\(text)} 应写宽度 1–18 / needs a width of 1 to 18")
    }
    return .field(name: name, width: width)
  }

  /// Reads a number by this rule and gives its fields by name.
  public func parse(_ text: String) throws(CodeFault) -> [String: String] {
    let bytes = try Bytes.ascii(text, count: length)
    var fields: [String: String] = [:]
    var start = 0
    for piece in pieces {
      let range = start..<start + piece.width
      start = range.upperBound
      switch piece {
      case .literal(let literal):
        guard bytes[range].elementsEqual(literal) else { throw .structure(expected: description) }
      case .field(let name, _):
        try Self.check(name, bytes, range)
        fields[name] = Bytes.text(bytes[range])
      }
    }
    return fields
  }

  /// Makes a number from its fields; numbers are padded with zeros, check characters are added.
  public func make(_ fields: [String: String]) throws(CodeFault) -> String {
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let literal): bytes += literal
      case .field("check", _): bytes.append(Bytes.byte(Self.decimalCheck(bytes[...])))
      case .field("check37", _): bytes.append(Bytes.byte(Self.fullCheck(bytes[...])))
      case .field(let name, let width):
        guard let value = fields[name] else { throw .pattern("缺少 {\(name)} / is missing") }
        let padding = max(0, width - value.utf8.count)
        bytes += [UInt8](repeating: UInt8(ascii: "0"), count: padding) + Array(value.utf8)
      }
    }
    let text = Bytes.text(bytes)
    _ = try parse(text)
    return text
  }

  private static func check(
    _ name: String, _ bytes: [UInt8], _ range: Range<Int>
  ) throws(CodeFault) {
    switch name {
    case "item": try ItemCode.check(Array(bytes[range]), form: .implementation)
    case "date":
      try Bytes.requireDigits(bytes, range)
      guard CivilDate(compact: bytes[range]) != nil else { throw .date(Bytes.text(bytes[range])) }
    case "check", "check37":
      let before = bytes[..<range.lowerBound]
      let expected = name == "check" ? decimalCheck(before) : fullCheck(before)
      guard Bytes.byte(expected) == bytes[range.lowerBound] else {
        throw .check(
          expected: expected.map(String.init) ?? "", found: Bytes.text(bytes[range]))
      }
    default:
      try Bytes.requireDigits(bytes, range)
      // Serials are counted from one, so a zero is a number that nobody gave.
      if name == "serial", bytes[range].allSatisfy({ $0 == UInt8(ascii: "0") }) {
        throw .serial(Bytes.text(bytes[range]))
      }
    }
  }

  private static func decimalCheck(_ bytes: ArraySlice<UInt8>) -> Character? {
    Mod11To10.character(over: bytes.filter(Alphabet.isDigit))
  }

  private static func fullCheck(_ bytes: ArraySlice<UInt8>) -> Character? {
    Mod37To36.character(over: bytes.filter { Alphabet.alphanumericValues[Int($0)] >= 0 })
  }
}
