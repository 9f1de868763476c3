// SPDX-License-Identifier: Apache-2.0

/// A built-in function (DMN 1.5, clause 10.3.4): its name, and the forms in which it can be called.
struct Builtin: Sendable {
  /// A formal parameter of a form.
  struct Parameter: Sendable {
    let name: String
    /// The types that an argument may have, or be coerced to.
    let types: [FEELType]
    /// Whether null is an argument like any other; elsewhere it makes the call null.
    let takesNull: Bool
    let isOptional: Bool

    /// A parameter that an argument must be given for.
    static func one(_ name: String, _ types: FEELType..., orNull takesNull: Bool = false) -> Self {
      Self(
        name: name, types: types, takesNull: takesNull || types == [.any], isOptional: false)
    }

    /// A parameter that may be left out; then, and when it is null, the argument is null.
    static func optional(_ name: String, _ types: FEELType...) -> Self {
      Self(name: name, types: types, takesNull: true, isOptional: true)
    }

    /// The argument as the parameter wants it, by the first type that it has or can be coerced to.
    func coerce(_ value: Value) -> Value? {
      if types.contains(where: { $0.contains(value) }) { return value }
      for type in types {
        if let coerced = type.coerce(value) { return coerced }
      }
      return nil
    }

    /// The type to tell others.
    var type: FEELType { types.count == 1 ? types[0] : .any }
  }

  /// What a form does with its arguments, which have the parameters' types.
  typealias Body =
    @Sendable (_ arguments: Arguments, _ evaluation: inout Evaluation) throws(Fault) -> Value

  /// One way to call the function.
  struct Form: Sendable {
    let parameters: [Parameter]
    /// Whether the last parameter takes all further arguments as a list.
    let isVariadic: Bool
    let body: Body
  }

  let name: String
  let forms: [Form]
  /// What it gives, when that is always the same.
  let result: FEELType
  /// Whether it gives the same for the same arguments in every evaluation.
  let isPure: Bool

  init(_ name: String, gives result: FEELType = .any, isPure: Bool = true, _ forms: [Form]) {
    self.name = name
    self.forms = forms
    self.result = result
    self.isPure = isPure
  }

  /// A function with one form.
  init(
    _ name: String, _ parameters: [Parameter], gives result: FEELType = .any,
    isPure: Bool = true, _ body: @escaping Body
  ) {
    self.init(
      name, gives: result, isPure: isPure,
      [Form(parameters: parameters, isVariadic: false, body: body)])
  }

  // MARK: - Calls

  /// Calls the first form that the arguments fit.
  func call(_ values: [Value], at site: Site?, _ evaluation: inout Evaluation) -> Value {
    for form in forms {
      guard let fitted = form.fit(values) else { continue }
      return run(form, fitted, at: site, &evaluation)
    }
    return evaluation.fail(
      .arguments(function: name, values.map(\.kind.rawValue).joined(separator: ", ")), at: site)
  }

  /// Calls the first form that has all the names and that the arguments fit.
  func call(
    named values: [(String, Value)], at site: Site?, _ evaluation: inout Evaluation
  ) -> Value {
    for form in forms {
      guard let fitted = form.fit(named: values) else { continue }
      return run(form, fitted, at: site, &evaluation)
    }
    let given = values.map { "\($0.0): \($0.1.kind.rawValue)" }.joined(separator: ", ")
    return evaluation.fail(.arguments(function: name, given), at: site)
  }

  private func run(
    _ form: Form, _ values: [Value], at site: Site?, _ evaluation: inout Evaluation
  ) -> Value {
    for (value, parameter) in zip(values, form.parameters) where value.isNull {
      guard parameter.takesNull else {
        return evaluation.fail(.arguments(function: name, "\(parameter.name) = null"), at: site)
      }
    }
    // What a function does takes time in proportion to what it is given, at least.
    guard evaluation.spend(values.reduce(0) { $0 + $1.extent / 16 }) else { return .null }
    do throws(Fault) {
      let value = try form.body(Arguments(function: name, values: values), &evaluation)
      return evaluation.isHalted ? .null : value
    } catch {
      return evaluation.fail(error, at: site)
    }
  }
}

extension Builtin.Form {
  /// A form with these parameters.
  static func form(_ parameters: Builtin.Parameter..., body: @escaping Builtin.Body) -> Self {
    Self(parameters: parameters, isVariadic: false, body: body)
  }

  /// A form whose last parameter takes all further arguments.
  static func variadic(_ parameters: Builtin.Parameter..., body: @escaping Builtin.Body) -> Self {
    Self(parameters: parameters, isVariadic: true, body: body)
  }

  /// The arguments as the parameters want them; nil when they do not fit.
  func fit(_ values: [Value]) -> [Value]? {
    if isVariadic { return fitVariadic(values) }
    guard values.count <= parameters.count else { return nil }
    var fitted = values
    for (place, parameter) in parameters.enumerated() {
      if place >= values.count {
        guard parameter.isOptional else { return nil }
        fitted.append(.null)
      } else {
        guard let value = parameter.coerce(values[place]) else { return nil }
        fitted[place] = value
      }
    }
    return fitted
  }

  private func fitVariadic(_ values: [Value]) -> [Value]? {
    let fixed = parameters.count - 1
    guard values.count > fixed, let last = parameters.last else { return nil }
    var fitted: [Value] = []
    for (value, parameter) in zip(values.prefix(fixed), parameters) {
      guard let coerced = parameter.coerce(value) else { return nil }
      fitted.append(coerced)
    }
    var rest: [Value] = []
    for value in values.dropFirst(fixed) {
      guard let coerced = last.coerce(value) else { return nil }
      rest.append(coerced)
    }
    return fitted + [.list(rest)]
  }

  /// The arguments in the order of the parameters; nil for a name that the form does not have.
  func fit(named values: [(String, Value)]) -> [Value]? {
    guard values.allSatisfy({ given in parameters.contains { $0.name == given.0 } })
    else { return nil }
    return fit(
      parameters.map { parameter in values.first { $0.0 == parameter.name }?.1 ?? .null })
  }
}

/// The arguments of a call, by place.
struct Arguments {
  let function: String
  let values: [Value]

  subscript(place: Int) -> Value { values[place] }

  /// Whether an optional argument is there.
  func has(_ place: Int) -> Bool { !values[place].isNull }

  func number(_ place: Int) throws(Fault) -> Decimal128 {
    guard case .number(let number) = values[place] else { throw kind(place) }
    return number
  }

  func string(_ place: Int) throws(Fault) -> String {
    guard case .string(let text) = values[place] else { throw kind(place) }
    return text
  }

  func boolean(_ place: Int) throws(Fault) -> Bool {
    guard case .boolean(let value) = values[place] else { throw kind(place) }
    return value
  }

  func list(_ place: Int) throws(Fault) -> [Value] {
    guard case .list(let elements) = values[place] else { throw kind(place) }
    return elements
  }

  func context(_ place: Int) throws(Fault) -> Context {
    guard case .context(let context) = values[place] else { throw kind(place) }
    return context
  }

  func function(_ place: Int) throws(Fault) -> Function {
    guard case .function(let function) = values[place] else { throw kind(place) }
    return function
  }

  func interval(_ place: Int) throws(Fault) -> Interval {
    guard case .range(let interval) = values[place] else { throw kind(place) }
    return interval
  }

  /// A number that is whole and fits.
  func integer(_ place: Int) throws(Fault) -> Int {
    guard let integer = try number(place).int else { throw domain(values[place].brief) }
    return integer
  }

  /// The function is not defined here.
  func domain(_ detail: String) -> Fault {
    .domain(function: function, detail)
  }

  /// An argument of the wrong kind.
  func kind(_ place: Int) -> Fault {
    .kinds(operation: function, [values[place].kind])
  }
}

extension Value {
  /// How many elements, entries or bytes of UTF-8 there are to go through, not counting what is in
  /// the elements.
  fileprivate var extent: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .list(let elements): elements.count
    case .context(let context): context.count
    default: 0
    }
  }
}
