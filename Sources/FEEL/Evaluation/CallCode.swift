// SPDX-License-Identifier: Apache-2.0

// Function definitions and calls (DMN 1.5, clauses 10.3.2.13 and 10.3.4).

/// What is known of a function definition before it is evaluated.
final class FunctionShape: Sendable {
  let parameters: [Function.Parameter]
  let body: any Code
  /// How many slots the body takes; the parameters have the first.
  let slotCount: Int
  /// Which slots around the definition the body reads, and where it reads them.
  let captures: [(from: Int, to: Int)]
  /// Where the body reads the function itself.
  let itself: Int?

  init(
    parameters: [Function.Parameter], body: any Code, slotCount: Int,
    captures: [(from: Int, to: Int)], itself: Int?
  ) {
    self.parameters = parameters
    self.body = body
    self.slotCount = slotCount
    self.captures = captures
    self.itself = itself
  }
}

/// A function definition with the values that its names had where it was evaluated.
struct Closure: Sendable {
  let shape: FunctionShape
  let captured: [Value]
  let globals: [Value]
  /// How deeply values lie in it.
  let nesting: Int
}

/// `function(a, b) …`.
final class FunctionCode: Code {
  private let shape: FunctionShape

  init(_ shape: FunctionShape) {
    self.shape = shape
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let captured = shape.captures.map { evaluation[$0.from] }
    var nesting = 0
    for value in captured {
      nesting = max(nesting, evaluation.nesting(of: value, above: 1))
    }
    let closure = Closure(
      shape: shape, captured: captured, globals: evaluation.globals, nesting: nesting + 1)
    return .function(
      Function(
        Function.Definition(
          name: nil, parameters: shape.parameters, result: .any, work: .closure(closure))))
  }
}

extension Function {
  /// How deeply values lie in it.
  var nesting: Int {
    if case .closure(let closure) = definition.work { closure.nesting } else { 0 }
  }
}

/// `f(a, b)` of any value f.
final class CallCode: Code {
  private let callee: any Code
  private let arguments: [any Code]
  private let site: Site

  init(_ callee: any Code, _ arguments: [any Code], at site: Site) {
    self.callee = callee
    self.arguments = arguments
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let callee = evaluation.run(callee)
    guard case .function(let function) = callee else {
      return evaluation.fail(.notFunction(callee.kind), at: site)
    }
    let values = arguments.map { evaluation.run($0) }
    return evaluation.call(function, values, at: site)
  }
}

/// `f(a: 1, b: 2)` of any value f.
final class NamedCallCode: Code {
  private let callee: any Code
  private let arguments: [(name: String, code: any Code)]
  private let site: Site

  init(_ callee: any Code, _ arguments: [(name: String, code: any Code)], at site: Site) {
    self.callee = callee
    self.arguments = arguments
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let callee = evaluation.run(callee)
    guard case .function(let function) = callee else {
      return evaluation.fail(.notFunction(callee.kind), at: site)
    }
    let values = arguments.map { ($0.name, evaluation.run($0.code)) }
    return evaluation.call(function, named: values, at: site)
  }
}

/// A call of a built-in function by its name.
final class BuiltinCallCode: Code {
  private let builtin: Builtin
  private let arguments: [any Code]
  private let site: Site

  init(_ builtin: Builtin, _ arguments: [any Code], at site: Site) {
    self.builtin = builtin
    self.arguments = arguments
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments {
      values.append(evaluation.run(argument))
    }
    return builtin.call(values, at: site, &evaluation)
  }
}

extension Evaluation {
  /// Calls a function with arguments by position.
  mutating func call(_ function: Function, _ arguments: [Value], at site: Site? = nil) -> Value {
    switch function.definition.work {
    case .builtin(let builtin): return builtin.call(arguments, at: site, &self)
    case .host, .closure: break
    }
    let parameters = function.parameters
    let name = function.name ?? "function"
    guard arguments.count == parameters.count else {
      return fail(
        .arguments(function: name, "\(arguments.count) ≠ \(parameters.count)"), at: site)
    }
    var coerced = arguments
    for (place, parameter) in parameters.enumerated() where parameter.type != .any {
      guard allows(arguments[place]) else { return .null }
      guard let value = parameter.type.coerce(arguments[place]) else {
        return fail(
          .type(
            what: parameter.name, expected: parameter.type.description, arguments[place].kind),
          at: site)
      }
      coerced[place] = value
    }
    let result = enter(function, coerced)
    guard function.result != .any else { return result }
    return function.result.coerce(result)
      ?? fail(
        .type(what: name, expected: function.result.description, result.kind), at: site)
  }

  private mutating func enter(_ function: Function, _ arguments: [Value]) -> Value {
    switch function.definition.work {
    case .host(let body): return spend() ? body(arguments, &self) : .null
    case .builtin: return .null
    case .closure(let closure):
      let outer = globals
      globals = closure.globals
      defer { globals = outer }
      let shape = closure.shape
      return withFrame(shape.slotCount, arguments) { evaluation in
        for (place, capture) in shape.captures.enumerated() {
          evaluation[capture.to] = closure.captured[place]
        }
        if let itself = shape.itself { evaluation[itself] = .function(function) }
        return evaluation.run(shape.body)
      }
    }
  }

  /// Calls a function with arguments by name.
  mutating func call(
    _ function: Function, named arguments: [(String, Value)], at site: Site? = nil
  ) -> Value {
    if case .builtin(let builtin) = function.definition.work {
      return builtin.call(named: arguments, at: site, &self)
    }
    let parameters = function.parameters
    let names = arguments.map(\.0)
    guard Set(names).count == names.count,
      names.allSatisfy({ name in parameters.contains { $0.name == name } })
    else {
      return fail(
        .arguments(function: function.name ?? "function", names.joined(separator: ", ")), at: site)
    }
    // Parameters that are not supplied are null (10.3.2.13.4).
    let values = parameters.map { parameter in
      arguments.first { $0.0 == parameter.name }?.1 ?? .null
    }
    return call(function, values, at: site)
  }
}
