// SPDX-License-Identifier: Apache-2.0

/// Writes parts as text, with brackets only where the grammar needs them.
///
/// Read again with the same names, the text gives the same parts.
extension Syntax: CustomStringConvertible {
  package var description: String {
    switch form {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.description
    case .string(let text): Self.quoted(text)
    case .temporal(let text, _): "@" + Self.quoted(text)
    case .name(let name): name
    case .input: "?"
    case .path(let part, let name): part.printed(.postfix) + "." + name
    case .negation(let part): "-" + part.printed(.unary)
    case .arithmetic, .comparison, .conjunction, .disjunction, .between, .membership, .instance:
      infix
    case .list(let parts): "[" + Self.separated(parts) + "]"
    case .context(let entries): "{" + Self.separated(entries) + "}"
    case .range(let start, let end, let includesStart, let includesEnd):
      (includesStart ? "[" : "(") + start.printed(.addition) + ".." + end.printed(.addition)
        + (includesEnd ? "]" : ")")
    case .filter(let part, let filter): part.printed(.postfix) + "[\(filter)]"
    case .call(let function, let arguments):
      function.printed(.postfix) + "(" + Self.separated(arguments) + ")"
    case .namedCall(let function, let arguments):
      function.printed(.postfix) + "(" + Self.separated(arguments) + ")"
    case .condition, .loop, .quantified, .function, .external: prefix
    case .test: "(\(test))"
    case .tests(let tests, let isNegated):
      isNegated ? "not(" + Self.tests(tests) + ")" : Self.tests(tests)
    case .anything: "-"
    }
  }

  private var infix: String {
    switch form {
    case .arithmetic(let sign, let left, let right):
      left.printed(sign.binding) + " \(sign.rawValue) " + right.printed(sign.binding.next)
    case .comparison(let sign, let left, let right):
      left.printed(.comparison) + " \(sign.rawValue) " + right.printed(.addition)
    case .conjunction(let left, let right):
      left.printed(.conjunction) + " and " + right.printed(.comparison)
    case .disjunction(let left, let right):
      left.printed(.disjunction) + " or " + right.printed(.conjunction)
    case .between(let value, let low, let high):
      value.printed(.comparison) + " between " + low.printed(.addition) + " and "
        + high.printed(.addition)
    case .membership(let value, let tests):
      value.printed(.comparison) + " in (" + Self.tests(tests) + ")"
    case .instance(let value, let type): value.printed(.comparison) + " instance of \(type)"
    default: ""
    }
  }

  private var prefix: String {
    switch form {
    case .condition(let test, let yes, let no): "if \(test) then \(yes) else \(no)"
    case .loop(let iterators, let body): "for \(Self.separated(iterators)) return \(body)"
    case .quantified(let isEvery, let iterators, let body):
      (isEvery ? "every " : "some ") + Self.separated(iterators) + " satisfies \(body)"
    case .function(let formals, let body): "function(\(Self.separated(formals))) \(body)"
    case .external(let formals, let body): "function(\(Self.separated(formals))) external \(body)"
    default: ""
    }
  }

  /// How strongly a form binds, from forms that swallow all that follows to those in brackets.
  enum Binding: Int {
    case open, disjunction, conjunction, comparison, addition, multiplication, power, unary,
      postfix

    var next: Binding { Binding(rawValue: rawValue + 1) ?? .postfix }
  }

  private var binding: Binding {
    switch form {
    case .condition, .loop, .quantified, .function, .external, .tests, .anything: .open
    case .disjunction: .disjunction
    case .conjunction: .conjunction
    case .comparison, .between, .membership, .instance: .comparison
    case .arithmetic(let sign, _, _): sign.binding
    case .negation: .unary
    default: .postfix
    }
  }

  /// The text as an operand of what binds so strongly.
  private func printed(_ least: Binding) -> String {
    // Behind a type, `<` would open the type's own arguments.
    if case .instance = form { return "(\(self))" }
    return binding.rawValue < least.rawValue ? "(\(self))" : description
  }

  /// The text among tests, where a comparison needs no brackets.
  private var test: String {
    guard case .test(let comparison, let end) = form else { return description }
    return "\(comparison.rawValue) " + end.printed(.addition)
  }

  private static func tests(_ tests: [Syntax]) -> String {
    tests.map(\.test).joined(separator: ", ")
  }

  private static func separated(_ parts: [some CustomStringConvertible]) -> String {
    parts.map(\.description).joined(separator: ", ")
  }

  /// A string literal of FEEL.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Syntax.Arithmetic {
  fileprivate var binding: Syntax.Binding {
    switch self {
    case .add, .subtract: .addition
    case .multiply, .divide: .multiplication
    case .power: .power
    }
  }
}

extension Syntax.Entry: CustomStringConvertible {
  package var description: String { "\(Syntax.key(name)): \(value)" }
}

extension Syntax.Iterator: CustomStringConvertible {
  package var description: String {
    "\(name) in \(source)" + (end.map { "..\($0)" } ?? "")
  }
}

extension Syntax.Formal: CustomStringConvertible {
  package var description: String { name + (type.map { ": \($0)" } ?? "") }
}

extension Syntax.TypeEntry: CustomStringConvertible {
  package var description: String { "\(Syntax.key(name)): \(type)" }
}

extension Syntax.TypeName: CustomStringConvertible {
  package var description: String {
    switch self {
    case .named(let name): name
    case .list(let element): "list<\(element)>"
    case .range(let element): "range<\(element)>"
    case .context(let entries):
      "context<" + entries.map(\.description).joined(separator: ", ") + ">"
    case .function(let parameters, let result):
      "function<" + parameters.map(\.description).joined(separator: ", ") + ">->\(result)"
    }
  }
}

extension Syntax {
  /// A key as it is written before a colon: bare when it is a name of the grammar.
  static func key(_ name: String) -> String {
    guard let tokens = try? Lexer.tokens(of: name).dropLast(), tokens.first?.kind == .word,
      tokens.allSatisfy(\.belongsToName), Names.normalized(name) == name
    else { return quoted(name) }
    return name
  }
}
