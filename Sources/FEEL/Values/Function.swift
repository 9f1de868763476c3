// SPDX-License-Identifier: Apache-2.0

/// A function as a value (DMN 1.5, clause 10.3.2.13): built in, defined in FEEL, or given by the
/// host.
///
/// A host such as DMN makes one of a business knowledge model or a decision service:
///
/// ```swift
/// let fee = Function(
///   name: "fee", parameters: [.init("area", .number)], result: .number
/// ) { arguments, evaluation in
///   body.evaluate(in: scope(with: arguments), &evaluation)
/// }
/// scope["fee"] = .function(fee)
/// ```
///
/// The arguments come in the order of the parameters, already coerced to their types; the result is
/// coerced to `result`. What cannot be coerced makes the call null with a reason.
/// Two functions are equal when they are the same one.
public struct Function: Sendable, Hashable {
  /// A formal parameter.
  public struct Parameter: Sendable, Hashable {
    /// The name by which a call may give it.
    public let name: String
    /// What an argument is coerced to.
    public let type: FEELType

    /// A parameter, of any type unless one is said.
    public init(_ name: String, _ type: FEELType = .any) {
      self.name = name
      self.type = type
    }
  }

  /// What a host function does with its arguments; a problem it finds goes into the evaluation's
  /// diagnostics (`evaluation.fail`), and nested expressions share the evaluation, so that limits
  /// hold for all of it together.
  public typealias Body = @Sendable (_ arguments: [Value], _ evaluation: inout Evaluation) -> Value

  let definition: Definition

  init(_ definition: Definition) {
    self.definition = definition
  }

  /// A function of the host.
  public init(
    name: String? = nil, parameters: [Parameter], result: FEELType = .any, body: @escaping Body
  ) {
    definition = Definition(
      name: name, parameters: parameters, result: result, work: .host(body))
  }

  /// The name it goes by in reasons; nil for one defined in an expression.
  public var name: String? { definition.name }

  /// The formal parameters in order; those of the first form for a built-in with several.
  public var parameters: [Parameter] { definition.parameters }

  /// What the result is coerced to.
  public var result: FEELType { definition.result }

  /// Calls it with arguments by position.
  ///
  /// A wrong number of arguments, or one that cannot be coerced, gives null with a reason.
  public func call(_ arguments: [Value], _ evaluation: inout Evaluation) -> Value {
    evaluation.call(self, arguments)
  }

  /// Calls it with arguments by name; an unknown or missing name gives null with a reason.
  public func call(
    named arguments: [(String, Value)], _ evaluation: inout Evaluation
  ) -> Value {
    evaluation.call(self, named: arguments)
  }

  /// The same function object.
  public static func == (left: Self, right: Self) -> Bool {
    left.definition === right.definition
  }

  /// Feeds the identity of the function.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(definition))
  }
}

extension Function {
  /// What a function is made of; a class, so that a function has an identity and one word of size.
  final class Definition: Sendable {
    /// How a call is carried out.
    enum Work: Sendable {
      case host(Body)
      case builtin(Builtin)
      case closure(Closure)
    }

    let name: String?
    let parameters: [Parameter]
    let result: FEELType
    let work: Work

    init(name: String?, parameters: [Parameter], result: FEELType, work: Work) {
      self.name = name
      self.parameters = parameters
      self.result = result
      self.work = work
    }
  }
}
