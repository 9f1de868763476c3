// SPDX-License-Identifier: Apache-2.0

/// A text of FEEL, read and bound to its names once, and evaluated as often as wanted.
///
/// Evaluation has no effects, reads no clock, and is safe on any thread at the same time.
public struct Expression: Sendable {
  /// Which of the two grammars a text follows.
  public enum Dialect: Sendable, Hashable {
    /// An expression (DMN 1.5, clause 10.3.1.2 rule 1).
    case expression
    /// The tests of a cell or of allowed values (rule 7 and following): `-`, `< 5, > 10`,
    /// `not("a", "b")`, `? + x > 3`. The result is true, false or null.
    case unaryTests
  }

  /// The text as given.
  public let text: String
  /// What reasons call this expression: an element's id or name.
  public let label: String?
  /// Which grammar the text follows.
  public let dialect: Dialect
  /// The names that it was bound to.
  public let names: Names
  /// The names in the text that nothing declares; where they are read the value is null.
  public let unknownNames: [String]
  /// What the text says.
  package let syntax: Syntax
  let program: Program

  /// Reads and binds a text; throws what is wrong with it, and where.
  public init(
    _ text: String, names: Names = Names(), dialect: Dialect = .expression,
    label: String? = nil, limits: Limits = .standard
  ) throws(SyntaxError) {
    let syntax = try Parser.parse(text, names: names, dialect: dialect, limits: limits)
    let bound = Self.bind(syntax, text, names, dialect, label, limits)
    guard !bound.isTooDeep else { throw SyntaxError(.depth, at: 0..<0, in: Array(text.utf8)) }
    self.init(syntax, of: text, names: names, dialect: dialect, label: label, bound: bound)
  }

  /// Binds what is already read, such as the parts of a table that were made by a program; what
  /// lies too deep in it is null.
  package init(
    _ syntax: Syntax, of text: String, names: Names, dialect: Dialect = .expression,
    label: String? = nil
  ) {
    let bound = Self.bind(syntax, text, names, dialect, label, .standard)
    self.init(syntax, of: text, names: names, dialect: dialect, label: label, bound: bound)
  }

  private init(
    _ syntax: Syntax, of text: String, names: Names, dialect: Dialect, label: String?,
    bound: Bound
  ) {
    program = bound.program
    unknownNames = bound.unknownNames
    self.text = text
    self.label = label
    self.dialect = dialect
    self.names = names
    self.syntax = syntax
  }

  private typealias Bound = (program: Program, unknownNames: [String], isTooDeep: Bool)

  private static func bind(
    _ syntax: Syntax, _ text: String, _ names: Names, _ dialect: Dialect, _ label: String?,
    _ limits: Limits
  ) -> Bound {
    var binder = Binder(names: names, text: text, label: label, limits: limits)
    let program = binder.program(of: syntax, dialect: dialect)
    return (program, binder.unknownNames, binder.isTooDeep)
  }

  /// The value in a scope; null when it fails.
  ///
  /// - Parameter input: what `?` stands for, the value that unary tests test.
  public func evaluate(
    _ scope: Scope = Scope(), input: Value = .null, limits: Limits = .standard
  ) -> Value {
    var evaluation = Evaluation(limits: limits, now: scope.now, isRecording: false)
    return evaluate(in: scope, input: input, &evaluation)
  }

  /// The value in a scope, and the reasons why parts of it became null.
  public func evaluate(
    in scope: Scope, input: Value = .null, limits: Limits = .standard,
    diagnostics: inout Diagnostics
  ) -> Value {
    var evaluation = Evaluation(limits: limits, now: scope.now)
    evaluation.diagnostics = diagnostics
    let value = evaluate(in: scope, input: input, &evaluation)
    diagnostics = evaluation.diagnostics
    return value
  }

  /// The value in a scope as part of a larger evaluation, whose limits, time and diagnostics it
  /// shares.
  ///
  /// This is what a host's function or a decision calls for what lies within it.
  public func evaluate(
    in scope: Scope, input: Value = .null, _ evaluation: inout Evaluation
  ) -> Value {
    evaluation.run(program, globals: scope.values(for: names), input: input)
  }
}
