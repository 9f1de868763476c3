// SPDX-License-Identifier: Apache-2.0

// Literals, names, brackets, and what may follow them: paths, filters and calls.

extension Parser {
  /// Words that cannot begin an operand, because they go on with what stands before them.
  static let infixWords: Set<String> = [
    "and", "or", "in", "between", "instance", "of", "then", "else", "return", "satisfies",
  ]

  /// Reads an operand with the paths, filters and calls behind it.
  mutating func postfix(from start: Int) throws(SyntaxError) -> Syntax {
    try trailing(try primary(), from: start)
  }

  /// Reads the paths, filters and calls behind an operand.
  mutating func trailing(_ first: Syntax, from start: Int) throws(SyntaxError) -> Syntax {
    var operand = first
    while true {
      if isSign("."), following.kind == .word {
        place += 1
        operand = try make(.path(operand, name: componentName()), from: start)
      } else if isSign("["), !closesRange() {
        place += 1
        let filter = try nested(inFilter: true) { parser throws(SyntaxError) in
          try parser.expression()
        }
        try expect("]")
        operand = try make(.filter(operand, by: filter), from: start)
      } else if isSign("(") {
        place += 1
        operand = try make(try call(operand), from: start)
      } else {
        return operand
      }
    }
  }

  /// Whether the `[` that stands here ends a range, as in `]1..5[`: nothing that follows it could
  /// be a filter.
  private func closesRange() -> Bool {
    guard isInRange else { return false }
    switch following.kind {
    case .word: return Self.infixWords.contains(following.text)
    case .number, .string: return false
    case .sign: return !["(", "[", "-", "{", "@"].contains(following.text)
    case .end: return true
    }
  }

  /// Reads something between brackets of its own.
  mutating func nested<Result>(
    inFilter: Bool? = nil, _ read: (inout Parser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    let outer = (isInFilter, isInRange)
    isInFilter = inFilter ?? isInFilter
    isInRange = false
    defer { (isInFilter, isInRange) = outer }
    return try read(&self)
  }

  private mutating func primary() throws(SyntaxError) -> Syntax {
    let start = token.span.lowerBound
    switch token.kind {
    case .number:
      // The grammar lets no name begin with a digit, but hosts have such names: “1st payment”.
      if let name = knownName() { return try make(.name(name), from: start) }
      guard let number = Decimal128(token.text) else {
        throw SyntaxError(.number, at: token.span, in: bytes)
      }
      place += 1
      return try make(.number(number), from: start)
    case .string:
      let text = token.text
      place += 1
      return try make(.string(text), from: start)
    case .word: return try word(from: start)
    case .sign: return try bracket(from: start)
    case .end: throw unexpected("expression")
    }
  }

  /// Reads a keyword's form or a name.
  private mutating func word(from start: Int) throws(SyntaxError) -> Syntax {
    if let name = knownName() { return try make(.name(name), from: start) }
    let word = token.text
    guard !Self.infixWords.contains(word) else { throw unexpected("expression") }
    place += 1
    switch word {
    case "null": return try make(.null, from: start)
    case "true": return try make(.boolean(true), from: start)
    case "false": return try make(.boolean(false), from: start)
    case "?": return try make(.input, from: start)
    case "if": return try condition(from: start)
    case "for": return try loop(from: start)
    case "some": return try quantified(isEvery: false, from: start)
    case "every": return try quantified(isEvery: true, from: start)
    case "function" where isSign("("): return try function(from: start)
    default:
      let name = isInFilter ? word + undeclaredWords() : word
      return try make(.name(name), from: start)
    }
  }

  /// Takes the longest known name of several tokens that stands here.
  private mutating func knownName() -> String? {
    var best: (name: String, count: Int)?
    func consider(_ lexicon: Lexicon) {
      guard let found = lexicon.longest(in: tokens, at: place) else { return }
      if found.count > best?.count ?? 0 { best = found }
    }
    consider(locals)
    consider(names.lexicon)
    consider(Builtins.lexicon)
    if isInFilter { consider(components) }
    guard let best else { return nil }
    place += best.count
    return best.name
  }

  /// Takes the name of a component: the longest known one, or else words up to a keyword or sign.
  private mutating func componentName() -> String {
    for lexicon in [components, Builtins.properties] {
      if let found = lexicon.longest(in: tokens, at: place) {
        place += found.count
        return found.name
      }
    }
    let word = token.text
    place += 1
    return word + undeclaredWords()
  }

  /// Takes the words that can only belong to the name before them, since no operator stands
  /// between.
  private mutating func undeclaredWords() -> String {
    var words = ""
    while token.kind == .word, !Self.infixWords.contains(token.text), !isWord("external") {
      words += " " + token.text
      place += 1
    }
    return words
  }

  private mutating func bracket(from start: Int) throws(SyntaxError) -> Syntax {
    switch token.text {
    case "(":
      place += 1
      return try nested { parser throws(SyntaxError) in try parser.parenthesis(from: start) }
    case "[":
      place += 1
      return try nested { parser throws(SyntaxError) in try parser.list(from: start) }
    case "]":
      place += 1
      return try nested { parser throws(SyntaxError) in
        let first = try parser.expression(.addition)
        return try parser.range(first, includesStart: false, from: start)
      }
    case "{":
      place += 1
      return try nested { parser throws(SyntaxError) in try parser.context(from: start) }
    case "@" where following.kind == .string:
      place += 2
      let text = tokens[place - 1].text
      return try make(.temporal(text, Value(temporal: text)), from: start)
    default: throw unexpected("expression")
    }
  }

  /// Reads `(x)`, `(a..b)` or `(< 5)` behind its bracket.
  private mutating func parenthesis(from start: Int) throws(SyntaxError) -> Syntax {
    if let test = try comparisonTest() {
      try expect(")")
      return test
    }
    let inner = try expression()
    if isSign("..") { return try range(inner, includesStart: false, from: start) }
    try expect(")")
    return inner
  }

  /// Reads `[a, b]` or `[a..b]` behind its bracket.
  private mutating func list(from start: Int) throws(SyntaxError) -> Syntax {
    if take("]") { return try make(.list([]), from: start) }
    var elements = [try expression()]
    if isSign("..") { return try range(elements[0], includesStart: true, from: start) }
    while take(",") {
      elements.append(try expression())
    }
    try expect("]")
    return try make(.list(elements), from: start)
  }

  /// Reads `..b]` behind the lower end of a range.
  mutating func range(
    _ first: Syntax, includesStart: Bool, from start: Int
  ) throws(SyntaxError) -> Syntax {
    try expect("..")
    isInRange = true
    let last = try expression(.addition)
    isInRange = false
    let includesEnd = isSign("]")
    guard includesEnd || isSign(")") || isSign("[") else { throw unexpected("] ) [") }
    place += 1
    return try make(
      .range(start: first, end: last, includesStart: includesStart, includesEnd: includesEnd),
      from: start)
  }

  /// Reads the arguments of a call behind its bracket.
  private mutating func call(_ function: Syntax) throws(SyntaxError) -> Syntax.Form {
    try nested { parser throws(SyntaxError) in
      if parser.take(")") { return .call(function, []) }
      if parser.startsNamedArgument() {
        return .namedCall(function, try parser.namedArguments())
      }
      var arguments = [try parser.expression()]
      while parser.take(",") {
        arguments.append(try parser.expression())
      }
      try parser.expect(")")
      return .call(function, arguments)
    }
  }

  /// Whether a name and a colon stand here.
  private func startsNamedArgument() -> Bool {
    guard token.kind == .word else { return false }
    var ahead = place
    while tokens[ahead].belongsToName {
      ahead += 1
    }
    return tokens[ahead].isSign(":")
  }

  private mutating func namedArguments() throws(SyntaxError) -> [Syntax.Entry] {
    var arguments: [Syntax.Entry] = []
    repeat {
      let span = token.span
      let name = try declaredName(until: ":")
      guard !arguments.contains(where: { $0.name == name }) else {
        throw SyntaxError(.repeated(name), at: span, in: bytes)
      }
      try expect(":")
      arguments.append(.init(name, try expression()))
    } while take(",")
    try expect(")")
    return arguments
  }

  /// Takes a name that the text itself introduces, up to a sign or word that cannot belong to it.
  mutating func declaredName(until end: String) throws(SyntaxError) -> String {
    guard token.kind == .word else { throw unexpected("name") }
    var name = ""
    while token.belongsToName, !isWord(end) {
      name += (token.isSpaced && !name.isEmpty ? " " : "") + token.text
      place += 1
    }
    guard !name.isEmpty else { throw unexpected("name") }
    return name
  }
}
