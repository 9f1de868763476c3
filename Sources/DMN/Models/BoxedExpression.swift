// SPDX-License-Identifier: Apache-2.0

/// How a value is worked out, in the boxes that the standard draws (chapters 7.3 and 10.2.2).
public struct BoxedExpression: Sendable, Hashable {
  /// The shapes of boxes.
  public indirect enum Form: Sendable, Hashable {
    /// A FEEL expression in text (10.2.1.1).
    case literal(LiteralExpression)
    /// A decision table (chapter 8).
    case table(DecisionTable)
    /// A call of a function with bound parameters (7.3.6).
    case invocation(function: BoxedExpression?, bindings: [Binding])
    /// Named entries, and a result where the last has no name (10.2.2.3).
    case context([ContextEntry])
    /// Rows under named columns (10.2.2.5).
    case relation(columns: [Variable], rows: [[BoxedExpression]])
    /// Items one under the other (10.2.2.4).
    case list([BoxedExpression])
    /// A function (10.2.2.6).
    case function(FunctionDefinition)
    /// One of two, by a condition (DMN 1.4, 10.2.2.7).
    case conditional(
      condition: BoxedExpression?, then: BoxedExpression?, otherwise: BoxedExpression?)
    /// The items of a list that match (DMN 1.4, 10.2.2.8).
    case filter(list: BoxedExpression?, match: BoxedExpression?)
    /// Something for each item of a list (DMN 1.4, 10.2.2.9).
    case iteration(Iteration)
  }

  /// The identifier in the file.
  public let id: String?
  /// The type that the result must have, by its name.
  public let typeName: String?
  /// The shape and what it holds.
  public let form: Form
  /// The line of the file.
  public let line: Int

  /// A box.
  public init(_ form: Form, id: String? = nil, typeName: String? = nil, line: Int = 0) {
    self.form = form
    self.id = id
    self.typeName = typeName
    self.line = line
  }
}

/// A FEEL expression in text.
public struct LiteralExpression: Sendable, Hashable {
  /// The text; nothing if the box is empty.
  public let text: String?
  /// The language, if it is told and not FEEL.
  public let foreignLanguage: String?

  /// An expression in FEEL.
  public init(_ text: String?, foreignLanguage: String? = nil) {
    self.text = text
    self.foreignLanguage = foreignLanguage
  }
}

/// A parameter with the expression that is passed for it (7.3.6).
public struct Binding: Sendable, Hashable {
  /// The parameter.
  public let parameter: Variable
  /// What is passed; nothing means null.
  public let expression: BoxedExpression?

  /// A binding.
  public init(parameter: Variable, expression: BoxedExpression?) {
    self.parameter = parameter
    self.expression = expression
  }
}

/// An entry of a context; one without a variable is the context's result (7.3.9).
public struct ContextEntry: Sendable, Hashable {
  /// The name and type, if it is not the result.
  public let variable: Variable?
  /// The value.
  public let expression: BoxedExpression?

  /// An entry.
  public init(variable: Variable?, expression: BoxedExpression?) {
    self.variable = variable
    self.expression = expression
  }
}

/// A function with its parameters and body (7.3.8).
public struct FunctionDefinition: Sendable, Hashable {
  /// Who runs the body.
  public enum Kind: String, Sendable, Hashable {
    /// The body is an expression.
    case feel = "FEEL"
    /// The body names a Java method: refused.
    case java = "Java"
    /// The body names a PMML model: refused.
    case pmml = "PMML"
  }

  /// Who runs the body.
  public let kind: Kind
  /// The parameters.
  public let parameters: [Variable]
  /// The body.
  public let body: BoxedExpression?

  /// A function.
  public init(kind: Kind = .feel, parameters: [Variable], body: BoxedExpression?) {
    self.kind = kind
    self.parameters = parameters
    self.body = body
  }
}

/// Something for each item of a list (DMN 1.4, 10.2.2.9).
public struct Iteration: Sendable, Hashable {
  /// What is done with the items.
  public enum Kind: String, Sendable, Hashable {
    /// A list of a result for each.
    case each = "for"
    /// Whether all meet a condition.
    case every
    /// Whether one meets a condition.
    case some
  }

  /// What is done with the items.
  public let kind: Kind
  /// The name of the item inside the body.
  public let variable: String
  /// The list.
  public let list: BoxedExpression?
  /// What is worked out for each item.
  public let body: BoxedExpression?

  /// An iteration.
  public init(
    kind: Kind, variable: String, list: BoxedExpression?, body: BoxedExpression?
  ) {
    self.kind = kind
    self.variable = variable
    self.list = list
    self.body = body
  }
}
