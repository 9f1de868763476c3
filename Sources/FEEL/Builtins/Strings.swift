// SPDX-License-Identifier: Apache-2.0

// Texts, counted in code points (DMN 1.5, clause 10.3.4.3); regular expressions are in Patterns.

extension Builtins {
  static let strings: [Builtin] = [
    Builtin("string length", [.one("string", .string)], gives: .number) {
      arguments, _ throws(Fault) in
      .number(Decimal128(try arguments.string(0).unicodeScalars.count))
    },
    Builtin("upper case", [.one("string", .string)], gives: .string) {
      arguments, evaluation throws(Fault) in
      evaluation.admit(try arguments.string(0).uppercased())
    },
    Builtin("lower case", [.one("string", .string)], gives: .string) {
      arguments, evaluation throws(Fault) in
      evaluation.admit(try arguments.string(0).lowercased())
    },
    Builtin("contains", pair, gives: .boolean) { arguments, _ throws(Fault) in
      .boolean(try find(arguments) != nil)
    },
    Builtin("starts with", pair, gives: .boolean) { arguments, _ throws(Fault) in
      .boolean(try arguments.string(0).utf8.starts(with: arguments.string(1).utf8))
    },
    Builtin("ends with", pair, gives: .boolean) { arguments, _ throws(Fault) in
      .boolean(
        try arguments.string(0).utf8.reversed().starts(with: arguments.string(1).utf8.reversed()))
    },
    Builtin("substring before", pair, gives: .string) { arguments, evaluation throws(Fault) in
      guard let found = try find(arguments) else { return "" }
      return evaluation.admit(String(try arguments.string(0)[..<found.lowerBound]))
    },
    Builtin("substring after", pair, gives: .string) { arguments, evaluation throws(Fault) in
      guard let found = try find(arguments) else { return "" }
      return evaluation.admit(String(try arguments.string(0)[found.upperBound...]))
    },
    substring, stringJoin,
  ]

  private static let pair: [Builtin.Parameter] = [.one("string", .string), .one("match", .string)]

  /// Where the second text first stands in the first, by bytes of UTF-8, which cannot match within
  /// a code point.
  private static func find(_ arguments: Arguments) throws(Fault) -> Range<String.Index>? {
    let text = try arguments.string(0)
    let sought = Array(try arguments.string(1).utf8)
    let bytes = Array(text.utf8)
    guard let first = sought.first else { return text.startIndex..<text.startIndex }
    guard bytes.count >= sought.count else { return nil }
    for start in 0...bytes.count - sought.count
    where bytes[start] == first && bytes[start...].starts(with: sought) {
      let from = text.utf8.index(text.startIndex, offsetBy: start)
      return from..<text.utf8.index(from, offsetBy: sought.count)
    }
    return nil
  }

  private static let substring = Builtin(
    "substring",
    [.one("string", .string), .one("start position", .number), .optional("length", .number)],
    gives: .string
  ) { arguments, evaluation throws(Fault) in
    let scalars = try arguments.string(0).unicodeScalars
    let count = scalars.count
    let start = try arguments.position(1, of: count)
    let length = arguments.has(2) ? try arguments.truncated(2) : count
    guard length > 0 else { throw arguments.domain("length \(length)") }
    let from = scalars.index(scalars.startIndex, offsetBy: start)
    let end = scalars.index(from, offsetBy: min(length, count - start))
    return evaluation.admit(String(scalars[from..<end]))
  }

  private static let stringJoin = Builtin(
    "string join", [.one("list", .list(.any)), .optional("delimiter", .string)], gives: .string
  ) { arguments, evaluation throws(Fault) in
    let delimiter = arguments.has(1) ? try arguments.string(1) : ""
    var joined = ""
    var isFirst = true
    for element in try arguments.list(0) where !element.isNull {
      guard case .string(let text) = element else {
        throw .kinds(operation: arguments.function, [element.kind])
      }
      joined += isFirst ? text : delimiter + text
      isFirst = false
      guard joined.utf8.count <= evaluation.limits.length else { break }
    }
    return evaluation.admit(joined)
  }
}

extension Arguments {
  /// A number without its fraction.
  func truncated(_ place: Int) throws(Fault) -> Int {
    guard let integer = try number(place).rounded(scale: 0, .down)?.int else {
      throw domain(values[place].brief)
    }
    return integer
  }

  /// The offset that a 1-based position means among so many; negative ones count from the end.
  func position(_ place: Int, of count: Int) throws(Fault) -> Int {
    let position = try truncated(place)
    guard position != 0, position.magnitude <= count else { throw domain(values[place].brief) }
    return position > 0 ? position - 1 : count + position
  }
}
