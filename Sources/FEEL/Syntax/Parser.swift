// SPDX-License-Identifier: Apache-2.0

/// Reads a text by the grammar (DMN 1.5, clause 10.3.1.2), names by the longest one known.
///
/// Operators are read by precedence climbing: one call per level of nesting, not one per level of
/// precedence, so that deep texts need little stack.
struct Parser {
  /// How strongly the operators bind, weakest first.
  enum Strength: Int, Comparable {
    case disjunction
    case conjunction
    case comparison
    case addition
    case multiplication
    case power

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// What the right side of a left-associative operator must bind at least.
    var next: Strength { Strength(rawValue: rawValue + 1) ?? .power }
  }

  let bytes: [UInt8]
  let tokens: [Token]
  let names: Names
  let limits: Limits
  private let stack: StackGuard
  var place = 0
  /// Names of several tokens that the text itself binds here.
  var locals = Lexicon()
  /// Names that may follow a dot.
  var components: Lexicon
  /// Whether a name may be the key of a filtered element that nothing declares.
  var isInFilter = false
  /// Whether a `[` may close the range that is being read.
  var isInRange = false

  /// The parts of a text; throws what is wrong with it.
  static func parse(
    _ text: String, names: Names, dialect: Expression.Dialect, limits: Limits
  ) throws(SyntaxError) -> Syntax {
    guard text.utf8.count <= limits.text else {
      throw SyntaxError(.length(limits.text), at: 0..<0, in: [])
    }
    var parser = try Parser(text, names: names, limits: limits)
    let syntax =
      switch dialect {
      case .expression: try parser.expression()
      case .unaryTests: try parser.unaryTests()
      }
    guard parser.token.kind == .end else { throw parser.unexpected("operator") }
    return syntax
  }

  private init(_ text: String, names: Names, limits: Limits) throws(SyntaxError) {
    bytes = Array(text.utf8)
    tokens = try Lexer.tokens(of: text)
    self.names = names
    self.limits = limits
    components = names.components
    stack = StackGuard(bytes: limits.stack)
  }

  // MARK: - Tokens

  /// The next token.
  var token: Token { tokens[place] }

  /// The token behind the next one.
  var following: Token { tokens[min(place + 1, tokens.count - 1)] }

  func isSign(_ sign: String) -> Bool { token.isSign(sign) }

  func isWord(_ word: String) -> Bool { token.isWord(word) }

  /// Takes a sign if it stands here.
  mutating func take(_ sign: String) -> Bool {
    guard isSign(sign) else { return false }
    place += 1
    return true
  }

  /// Takes a keyword if it stands here.
  mutating func take(word: String) -> Bool {
    guard isWord(word) else { return false }
    place += 1
    return true
  }

  mutating func expect(_ sign: String) throws(SyntaxError) {
    guard take(sign) else { throw unexpected(sign) }
  }

  mutating func expect(word: String) throws(SyntaxError) {
    guard take(word: word) else { throw unexpected(word) }
  }

  /// Something else was expected here.
  func unexpected(_ what: String) -> SyntaxError {
    if token.kind == .sign, let scalar = token.text.unicodeScalars.first, !scalar.isASCII {
      return SyntaxError(.character, at: token.span, in: bytes)
    }
    return SyntaxError(.expected(what), at: token.span, in: bytes)
  }

  /// The part that began at a byte and ends with the last token taken.
  func make(_ form: Syntax.Form, from start: Int) throws(SyntaxError) -> Syntax {
    let end = place > 0 ? tokens[place - 1].span.upperBound : start
    let syntax = Syntax(form, start..<max(start, end))
    guard syntax.depth <= limits.depth else {
      throw SyntaxError(.depth, at: token.span, in: bytes)
    }
    return syntax
  }

  /// Whether there is room to go one level deeper.
  var hasRoom: Bool { stack.hasRoom }

  // MARK: - Operators

  /// Reads an expression whose operators bind at least so strongly.
  mutating func expression(_ least: Strength = .disjunction) throws(SyntaxError) -> Syntax {
    guard hasRoom else {
      throw SyntaxError(.depth, at: token.span, in: bytes)
    }
    let start = token.span.lowerBound
    return try operators(try unary(), atLeast: least, from: start)
  }

  /// Reads the operators behind an operand that bind at least so strongly.
  mutating func operators(
    _ operand: Syntax, atLeast least: Strength, from start: Int
  ) throws(SyntaxError) -> Syntax {
    var left = operand
    while let strength = strength(), strength >= least {
      let form = try infix(left, strength)
      left = try make(form, from: start)
    }
    return left
  }

  /// How strongly the operator that stands here binds; nil when none does.
  private func strength() -> Strength? {
    switch (token.kind, token.text) {
    case (.word, "or"): .disjunction
    case (.word, "and"): .conjunction
    case (.word, "between"), (.word, "in"), (.word, "instance"): .comparison
    case (.sign, "="), (.sign, "!="), (.sign, "<"), (.sign, "<="), (.sign, ">"), (.sign, ">="):
      .comparison
    case (.sign, "+"), (.sign, "-"): .addition
    case (.sign, "*"), (.sign, "/"): .multiplication
    case (.sign, "**"): .power
    default: nil
    }
  }

  /// Reads the operator that stands here and its right side.
  private mutating func infix(
    _ left: Syntax, _ strength: Strength
  ) throws(SyntaxError) -> Syntax.Form {
    let word = token.text
    place += 1
    switch word {
    case "or": return .disjunction(left, try expression(.conjunction))
    case "and": return .conjunction(left, try expression(.comparison))
    case "between":
      let low = try expression(.addition)
      try expect(word: "and")
      return .between(left, low: low, high: try expression(.addition))
    case "in": return .membership(left, tests: try membershipTests())
    case "instance":
      try expect(word: "of")
      return .instance(left, of: try typeName())
    default: break
    }
    if let comparison = Syntax.Comparison(rawValue: word) {
      return .comparison(comparison, left, try expression(.addition))
    }
    guard let arithmetic = Syntax.Arithmetic(rawValue: word) else { throw unexpected("operator") }
    let right = strength == .power ? try unary() : try expression(strength.next)
    return .arithmetic(arithmetic, left, right)
  }

  /// Reads `-x`, which binds more strongly than `**`.
  private mutating func unary() throws(SyntaxError) -> Syntax {
    let start = token.span.lowerBound
    var minuses: [Int] = []
    while isSign("-") {
      minuses.append(token.span.lowerBound)
      place += 1
    }
    var operand = try postfix(from: minuses.isEmpty ? start : token.span.lowerBound)
    for minus in minuses.reversed() {
      operand = try make(.negation(operand), from: minus)
    }
    return operand
  }
}
