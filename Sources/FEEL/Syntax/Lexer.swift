// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into tokens (DMN 1.5, clause 10.3.1.2 rules 27 to 62).
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0

  /// The tokens of a text, the last of them of kind `end`.
  static func tokens(of text: String) throws(SyntaxError) -> [Token] {
    var lexer = Lexer(bytes: Array(text.utf8))
    var tokens: [Token] = []
    repeat {
      tokens.append(try lexer.next())
    } while tokens.last?.kind != .end
    return tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func next() throws(SyntaxError) -> Token {
    let before = position
    try skipSpace()
    let isSpaced = position > before
    let start = position
    guard start < bytes.count else {
      return Token(kind: .end, text: "", span: start..<start, isSpaced: isSpaced)
    }
    if bytes[start] == UInt8(ascii: "\"") {
      let content = try string()
      return Token(kind: .string, text: content, span: start..<position, isSpaced: isSpaced)
    }
    let kind = scan()
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return Token(kind: kind, text: text, span: start..<position, isSpaced: isSpaced)
  }

  /// Moves behind a word, number or sign.
  private mutating func scan() -> Token.Kind {
    if startsNumber() {
      number()
      return .number
    }
    guard let (first, width) = scalar(at: position) else {
      position += 1
      return .sign
    }
    position += width
    if Characters.startsName(first) {
      while let (scalar, width) = scalar(at: position), Characters.continuesName(scalar) {
        position += width
      }
      return .word
    }
    if position < bytes.count, Self.isPair(bytes[position - 1], bytes[position]) {
      position += 1
    }
    return .sign
  }

  /// Whether two characters are one sign.
  private static func isPair(_ first: UInt8, _ second: UInt8) -> Bool {
    switch (first, second) {
    case (UInt8(ascii: "."), UInt8(ascii: ".")), (UInt8(ascii: "*"), UInt8(ascii: "*")),
      (UInt8(ascii: "!"), UInt8(ascii: "=")), (UInt8(ascii: "<"), UInt8(ascii: "=")),
      (UInt8(ascii: ">"), UInt8(ascii: "=")), (UInt8(ascii: "-"), UInt8(ascii: ">")):
      true
    default: false
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private func startsNumber() -> Bool {
    if Characters.isDigit(byte()) { return true }
    return byte() == UInt8(ascii: ".") && Characters.isDigit(byte(1))
  }

  private mutating func number() {
    digits()
    if byte() == UInt8(ascii: "."), Characters.isDigit(byte(1)) {
      position += 1
      digits()
    }
    guard byte() | 0x20 == UInt8(ascii: "e") else { return }
    let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
    guard Characters.isDigit(byte(hasSign ? 2 : 1)) else { return }
    position += hasSign ? 2 : 1
    digits()
  }

  private mutating func digits() {
    while Characters.isDigit(byte()) {
      position += 1
    }
  }

  private mutating func skipSpace() throws(SyntaxError) {
    while let (scalar, width) = scalar(at: position) {
      if Characters.isSpace(scalar) {
        position += width
      } else if scalar == "/", byte(1) == UInt8(ascii: "/") {
        while position < bytes.count, byte() != 0x0A, byte() != 0x0D {
          position += 1
        }
      } else if scalar == "/", byte(1) == UInt8(ascii: "*") {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(SyntaxError) {
    let start = position
    position += 2
    while position < bytes.count {
      if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
    throw SyntaxError(.unclosed("/*"), at: start..<start + 2, in: bytes)
  }

  /// The character at a place, and how many bytes it takes.
  private func scalar(at place: Int) -> (Unicode.Scalar, Int)? {
    guard place < bytes.count else { return nil }
    let first = bytes[place]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first & (0x7F >> UInt8(width)))
    for offset in 1..<width {
      value = value << 6 | UInt32(bytes[place + offset] & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, width) }
  }
}

// MARK: - Strings

extension Lexer {
  /// Reads a string with its escapes; what is no escape of the grammar stands for itself, so that
  /// `"\d"` is a backslash and a d, as regular expressions are mostly written.
  private mutating func string() throws(SyntaxError) -> String {
    let start = position
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      switch byte() {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        escape(into: &content)
      case let other:
        content.append(other)
        position += 1
      }
    }
    throw SyntaxError(.unclosed("\"…\""), at: start..<start + 1, in: bytes)
  }

  private mutating func escape(into content: inout [UInt8]) {
    let next = byte(1)
    switch next {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): content.append(next)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      guard let (scalar, width) = codePoint() else { fallthrough }
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
      position += width
      return
    default:
      content.append(UInt8(ascii: "\\"))
      position += 1
      return
    }
    position += 2
  }

  /// The character that `\uXXXX`, a pair of them, or `\UXXXXXX` stands for.
  private func codePoint() -> (Unicode.Scalar, Int)? {
    let isLong = byte(1) == UInt8(ascii: "U")
    guard let value = hexadecimal(from: 2, count: isLong ? 6 : 4) else { return nil }
    if let scalar = Unicode.Scalar(value) { return (scalar, isLong ? 8 : 6) }
    guard !isLong, (0xD800..<0xDC00).contains(value), byte(6) == UInt8(ascii: "\\"),
      byte(7) == UInt8(ascii: "u"), let low = hexadecimal(from: 8, count: 4),
      (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    else { return nil }
    return (scalar, 12)
  }

  private func hexadecimal(from offset: Int, count: Int) -> UInt32? {
    var value: UInt32 = 0
    for place in offset..<offset + count {
      guard let digit = Characters.hexadecimal(byte(place)) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}

extension SyntaxError {
  /// A problem with a part of a text, given as its bytes.
  init(_ problem: Problem, at span: Syntax.Span, in bytes: [UInt8]) {
    let before = String(decoding: bytes[..<min(span.lowerBound, bytes.count)], as: UTF8.self)
      .unicodeScalars
    line = before.count { $0 == "\n" } + 1
    column = before.reversed().prefix { $0 != "\n" }.count + 1
    let end = min(span.upperBound, bytes.count)
    found =
      span.lowerBound < end
      ? String(decoding: bytes[span.lowerBound..<end], as: UTF8.self) : ""
    self.problem = problem
  }
}
