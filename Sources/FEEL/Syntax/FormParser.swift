// SPDX-License-Identifier: Apache-2.0

// What begins with a keyword or a brace: if, for, some, every, function and contexts.

extension Parser {
  /// Reads `if a then b else c` behind its `if`.
  mutating func condition(from start: Int) throws(SyntaxError) -> Syntax {
    let test = try expression()
    try expect(word: "then")
    let yes = try expression()
    try expect(word: "else")
    let no = try expression()
    return try make(.condition(test, then: yes, otherwise: no), from: start)
  }

  /// Reads `for x in a, y in b return c` behind its `for`.
  mutating func loop(from start: Int) throws(SyntaxError) -> Syntax {
    let outer = locals
    defer { locals = outer }
    let iterators = try iterators()
    try expect(word: "return")
    return try make(.loop(iterators, try expression()), from: start)
  }

  /// Reads `some x in a satisfies b` behind its first word.
  mutating func quantified(isEvery: Bool, from start: Int) throws(SyntaxError) -> Syntax {
    let outer = locals
    defer { locals = outer }
    let iterators = try iterators()
    try expect(word: "satisfies")
    let body = try expression()
    return try make(.quantified(isEvery: isEvery, iterators, body), from: start)
  }

  /// Reads iterators; each sees the variables of those before it.
  private mutating func iterators() throws(SyntaxError) -> [Syntax.Iterator] {
    var iterators: [Syntax.Iterator] = []
    repeat {
      let name = try declaredName(until: "in")
      try expect(word: "in")
      let source = try expression()
      let end = take("..") ? try expression() : nil
      iterators.append(.init(name, source, to: end))
      locals.insert(name)
    } while take(",")
    return iterators
  }

  /// Reads `function(a: number, b) body` behind its first word.
  mutating func function(from start: Int) throws(SyntaxError) -> Syntax {
    let outer = locals
    defer { locals = outer }
    let formals = try formals()
    let isExternal = take(word: "external")
    let body = try expression()
    return try make(
      isExternal ? .external(formals, body: body) : .function(formals, body: body), from: start)
  }

  private mutating func formals() throws(SyntaxError) -> [Syntax.Formal] {
    try expect("(")
    if take(")") { return [] }
    var formals: [Syntax.Formal] = []
    repeat {
      let span = token.span
      let name = try declaredName(until: ":")
      guard !formals.contains(where: { $0.name == name }) else {
        throw SyntaxError(.repeated(name), at: span, in: bytes)
      }
      formals.append(.init(name, take(":") ? try typeName() : nil))
      locals.insert(name)
    } while take(",")
    try expect(")")
    return formals
  }

  /// Reads `{a: 1, "b": 2}` behind its brace; an entry sees the ones before it.
  mutating func context(from start: Int) throws(SyntaxError) -> Syntax {
    let outer = locals
    defer { locals = outer }
    var entries: [Syntax.Entry] = []
    var keys: Set<String> = []
    if take("}") { return try make(.context([]), from: start) }
    repeat {
      let span = token.span
      let name = try key()
      guard keys.insert(name).inserted else {
        throw SyntaxError(.repeated(name), at: span, in: bytes)
      }
      try expect(":")
      // A function may call itself by the name it is given here.
      locals.insert(name)
      components.insert(name)
      entries.append(.init(name, try expression()))
    } while take(",")
    try expect("}")
    return try make(.context(entries), from: start)
  }

  private mutating func key() throws(SyntaxError) -> String {
    guard token.kind == .string else { return try declaredName(until: ":") }
    place += 1
    return tokens[place - 1].text
  }
}

// MARK: - Types

extension Parser {
  /// Reads a type: `number`, `list<number>`, `context<a: string>`, `function<number>->string`, or
  /// the name of a defined one.
  mutating func typeName() throws(SyntaxError) -> Syntax.TypeName {
    guard token.kind == .word else { throw unexpected("type") }
    let hasArguments = following.isSign("<")
    switch token.text {
    case "list" where hasArguments: return .list(try typeArgument())
    case "range" where hasArguments: return .range(try typeArgument())
    case "context" where hasArguments: return try contextType()
    case "function" where hasArguments: return try functionType()
    default: return .named(try qualifiedTypeName())
    }
  }

  private mutating func typeArgument() throws(SyntaxError) -> Syntax.TypeName {
    place += 2
    let type = try nestedType()
    try expect(">")
    return type
  }

  private mutating func contextType() throws(SyntaxError) -> Syntax.TypeName {
    place += 2
    var entries: [Syntax.TypeEntry] = []
    while !isSign(">") {
      if !entries.isEmpty { try expect(",") }
      let name = try key()
      try expect(":")
      entries.append(.init(name, try nestedType()))
    }
    try expect(">")
    return .context(entries)
  }

  private mutating func functionType() throws(SyntaxError) -> Syntax.TypeName {
    place += 2
    var parameters: [Syntax.TypeName] = []
    while !isSign(">") {
      if !parameters.isEmpty { try expect(",") }
      parameters.append(try nestedType())
    }
    try expect(">")
    try expect("->")
    return .function(parameters, result: try nestedType())
  }

  private mutating func nestedType() throws(SyntaxError) -> Syntax.TypeName {
    guard hasRoom else { throw SyntaxError(.depth, at: token.span, in: bytes) }
    return try typeName()
  }

  private mutating func qualifiedTypeName() throws(SyntaxError) -> String {
    for lexicon in [names.typeLexicon, FEELType.lexicon] {
      if let found = lexicon.longest(in: tokens, at: place) {
        place += found.count
        return found.name
      }
    }
    var name = token.text
    place += 1
    while isSign("."), following.kind == .word {
      name += "." + following.text
      place += 2
    }
    return name
  }
}
