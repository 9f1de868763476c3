// SPDX-License-Identifier: Apache-2.0

// Regular expressions (DMN 1.5, clause 10.3.4.3).

extension Builtins {
  static let patterns: [Builtin] = [matches, replace, split, extract]

  private static let matches = Builtin(
    "matches",
    [.one("input", .string), .one("pattern", .string), .optional("flags", .string)],
    gives: .boolean
  ) { arguments, evaluation throws(Fault) in
    let pattern = try evaluation.pattern(arguments, flags: 2)
    let text = Array(try arguments.string(0).unicodeScalars)
    var isFound = false
    evaluation.search(pattern, in: text) { _ in
      isFound = true
      return false
    }
    return .boolean(isFound)
  }

  private static let replace = Builtin(
    "replace",
    [
      .one("input", .string), .one("pattern", .string), .one("replacement", .string),
      .optional("flags", .string),
    ], gives: .string
  ) { arguments, evaluation throws(Fault) in
    let pattern = try evaluation.pattern(arguments, flags: 3)
    try evaluation.refuseEmpty(pattern, arguments)
    let replacement = try arguments.string(2)
    guard let parts = Replacement(replacement, for: pattern) else {
      throw arguments.domain(replacement)
    }
    let text = Array(try arguments.string(0).unicodeScalars)
    var result = String.UnicodeScalarView()
    var place = 0
    let longest = evaluation.limits.length
    evaluation.search(pattern, in: text) { finding in
      result.append(contentsOf: text[place..<finding.range.lowerBound])
      parts.append(to: &result, finding, text)
      place = finding.range.upperBound
      return result.count <= longest
    }
    result.append(contentsOf: text[place...])
    return evaluation.admit(String(result))
  }

  private static let split = Builtin(
    "split", [.one("string", .string), .one("delimiter", .string)], gives: .list(.string)
  ) { arguments, evaluation throws(Fault) in
    let pattern = try evaluation.pattern(arguments, flags: nil)
    try evaluation.refuseEmpty(pattern, arguments)
    let text = Array(try arguments.string(0).unicodeScalars)
    var pieces: [Value] = []
    var place = 0
    evaluation.search(pattern, in: text) { finding in
      pieces.append(.string(String(text[place..<finding.range.lowerBound])))
      place = finding.range.upperBound
      return true
    }
    pieces.append(.string(String(text[place...])))
    return evaluation.admit(pieces)
  }

  /// All parts of a text that match, in order; many engines have it, the standard has not.
  private static let extract = Builtin(
    "extract", [.one("input", .string), .one("pattern", .string), .optional("flags", .string)],
    gives: .list(.string)
  ) { arguments, evaluation throws(Fault) in
    let pattern = try evaluation.pattern(arguments, flags: 2)
    let text = Array(try arguments.string(0).unicodeScalars)
    var found: [Value] = []
    evaluation.search(pattern, in: text) { finding in
      found.append(.string(String(text[finding.range])))
      return true
    }
    return evaluation.admit(found)
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init()
    unicodeScalars.append(contentsOf: scalars)
  }
}

extension Evaluation {
  private static let keptPatterns = 16

  /// The pattern of a call, the second argument; made once in an evaluation.
  fileprivate mutating func pattern(
    _ arguments: Arguments, flags: Int?
  ) throws(Fault) -> Pattern {
    let text = try arguments.string(1)
    let letters = if let flags, arguments.has(flags) { try arguments.string(flags) } else { "" }
    let key = letters + "/" + text
    if let pattern = patterns[key] { return pattern }
    guard let pattern = Pattern(text, flags: letters) else { throw arguments.domain(key) }
    // A pattern may be large, and an expression may make any number of them.
    _ = spend(pattern.program.count)
    if patterns.count >= Self.keptPatterns { patterns.removeAll() }
    patterns[key] = pattern
    return pattern
  }

  /// A pattern that matches nothing at all cannot cut or replace.
  fileprivate mutating func refuseEmpty(
    _ pattern: Pattern, _ arguments: Arguments
  ) throws(Fault) {
    var matchesEmpty = false
    search(pattern, in: []) { _ in
      matchesEmpty = true
      return false
    }
    if matchesEmpty { throw arguments.domain(arguments[1].brief) }
  }

  /// Calls `body` with one match after the other until it returns false, at the cost of steps.
  fileprivate mutating func search(
    _ pattern: Pattern, in text: [Unicode.Scalar], _ body: (Pattern.Finding) -> Bool
  ) {
    let budget = remainingSteps
    var matcher = PatternMatcher(pattern, in: text, budget: budget)
    var place = 0
    while let finding = matcher.find(from: place) {
      guard body(finding) else { break }
      place = finding.range.isEmpty ? finding.range.upperBound + 1 : finding.range.upperBound
    }
    // What ran out of steps or memory has not come to an end, so neither may the evaluation.
    _ = spend(matcher.budget == 0 ? budget + 1 : budget - matcher.budget)
  }
}

/// The third argument of `replace`: `$1` is a group, `\$` and `\\` are the signs themselves.
private struct Replacement {
  private enum Part {
    case character(Unicode.Scalar)
    case group(Int)
  }

  private var parts: [Part] = []

  /// Reads a replacement; nil when a `$` or `\` stands alone.
  init?(_ text: String, for pattern: Pattern) {
    let scalars = Array(text.unicodeScalars)
    guard !pattern.flags.isLiteral else {
      parts = scalars.map(Part.character)
      return
    }
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      place += 1
      switch scalar {
      case "\\":
        guard let next, next == "\\" || next == "$" else { return nil }
        parts.append(.character(next))
        place += 1
      case "$":
        guard let number = Self.group(scalars, &place, of: pattern.groupCount) else { return nil }
        parts.append(.group(number))
      default: parts.append(.character(scalar))
      }
    }
  }

  /// Reads the longest number that is a group's; one digit is always part of it.
  private static func group(
    _ scalars: [Unicode.Scalar], _ place: inout Int, of count: Int
  ) -> Int? {
    var number: Int?
    while place < scalars.count, scalars[place].isASCII,
      let digit = scalars[place].properties.numericValue
    {
      let longer = (number ?? 0) * 10 + Int(digit)
      guard number == nil || longer <= count else { break }
      number = longer
      place += 1
    }
    return number
  }

  func append(
    to result: inout String.UnicodeScalarView, _ finding: Pattern.Finding,
    _ text: [Unicode.Scalar]
  ) {
    for part in parts {
      switch part {
      case .character(let scalar): result.append(scalar)
      case .group(0): result.append(contentsOf: text[finding.range])
      case .group(let number):
        guard number <= finding.groups.count, let range = finding.groups[number - 1]
        else { continue }
        result.append(contentsOf: text[range])
      }
    }
  }
}
