// SPDX-License-Identifier: Apache-2.0

/// What a text says, part by part (DMN 1.5, clause 10.3.1.2), before its names are looked up.
///
/// Two are equal when they say the same, wherever they stand.
package struct Syntax: Sendable, Hashable {
  /// Where a part stands, in UTF-8 bytes from the start of the text.
  package typealias Span = Range<Int>

  /// What the part is.
  package let form: Form
  /// Where it stands; empty for what no text was read for.
  package let span: Span
  /// How many levels of parts there are, from this one down.
  let depth: Int

  package init(_ form: Form, _ span: Span = 0..<0) {
    self.form = form
    self.span = span
    depth = 1 + form.parts.reduce(0) { max($0, $1.depth) }
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.form == right.form
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(form)
  }
}

extension Syntax {
  /// The forms that a part may have.
  package indirect enum Form: Sendable, Hashable {
    case null
    case boolean(Bool)
    case number(Decimal128)
    case string(String)
    /// `@"2026-01-31"`: the text, and what it stands for; nil when it is no date, time or duration.
    case temporal(String, Value?)
    /// A variable or built-in function.
    case name(String)
    /// `?`: the value that a unary test tests.
    case input
    case path(Syntax, name: String)
    case negation(Syntax)
    case arithmetic(Arithmetic, Syntax, Syntax)
    case comparison(Comparison, Syntax, Syntax)
    case conjunction(Syntax, Syntax)
    case disjunction(Syntax, Syntax)
    case between(Syntax, low: Syntax, high: Syntax)
    /// `x in (…)`: true when one of the tests holds of x.
    case membership(Syntax, tests: [Syntax])
    case instance(Syntax, of: TypeName)
    case list([Syntax])
    case context([Entry])
    case range(start: Syntax, end: Syntax, includesStart: Bool, includesEnd: Bool)
    case filter(Syntax, by: Syntax)
    case call(Syntax, [Syntax])
    case namedCall(Syntax, [Entry])
    case condition(Syntax, then: Syntax, otherwise: Syntax)
    case loop([Iterator], Syntax)
    case quantified(isEvery: Bool, [Iterator], Syntax)
    case function([Formal], body: Syntax)
    /// `function(…) external {…}`, which is never run.
    case external([Formal], body: Syntax)
    /// `< 5` as a test, `(< 5)` as a range.
    case test(Comparison, Syntax)
    /// The tests of a cell, or `not(…)` of them.
    case tests([Syntax], isNegated: Bool)
    /// `-`: every value passes.
    case anything
  }

  /// A key or parameter name with what is given for it.
  package struct Entry: Sendable, Hashable {
    package let name: String
    package let value: Syntax

    package init(_ name: String, _ value: Syntax) {
      self.name = name
      self.value = value
    }
  }

  /// `name in source`, or `name in source..end`.
  package struct Iterator: Sendable, Hashable {
    package let name: String
    package let source: Syntax
    /// The other end when the iterator counts from one value to another.
    package let end: Syntax?

    package init(_ name: String, _ source: Syntax, to end: Syntax? = nil) {
      self.name = name
      self.source = source
      self.end = end
    }
  }

  /// A parameter of a function definition.
  package struct Formal: Sendable, Hashable {
    package let name: String
    package let type: TypeName?

    package init(_ name: String, _ type: TypeName? = nil) {
      self.name = name
      self.type = type
    }
  }

  /// A type as written.
  package indirect enum TypeName: Sendable, Hashable {
    case named(String)
    case list(TypeName)
    case range(TypeName)
    case context([TypeEntry])
    case function([TypeName], result: TypeName)
  }

  /// A named entry of a context type.
  package struct TypeEntry: Sendable, Hashable {
    package let name: String
    package let type: TypeName

    package init(_ name: String, _ type: TypeName) {
      self.name = name
      self.type = type
    }
  }

  /// The operators of numbers, durations and texts.
  package enum Arithmetic: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
  }

  /// The operators that compare.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
  }
}

extension Syntax.Form {
  /// The parts directly below.
  package var parts: [Syntax] {
    switch self {
    case .null, .boolean, .number, .string, .temporal, .name, .input, .anything: []
    case .path(let part, _), .negation(let part), .instance(let part, _), .test(_, let part),
      .function(_, let part), .external(_, let part):
      [part]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .conjunction(let left, let right), .disjunction(let left, let right),
      .range(let left, let right, _, _), .filter(let left, let right):
      [left, right]
    case .between(let value, let low, let high): [value, low, high]
    case .condition(let test, let yes, let no): [test, yes, no]
    case .membership(let value, let tests): [value] + tests
    case .list(let parts), .tests(let parts, _): parts
    case .context(let entries): entries.map(\.value)
    case .call(let function, let arguments): [function] + arguments
    case .namedCall(let function, let arguments): [function] + arguments.map(\.value)
    case .loop(let iterators, let body), .quantified(_, let iterators, let body):
      iterators.flatMap { [$0.source] + ($0.end.map { [$0] } ?? []) } + [body]
    }
  }
}
