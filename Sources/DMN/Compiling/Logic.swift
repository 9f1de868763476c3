// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A boxed expression, compiled: names are slots, texts are read, types found.
struct Logic: Sendable {
  /// The shapes.
  indirect enum Form: Sendable {
    /// What cannot be evaluated, and why.
    case faulty(ModelFault)
    /// A FEEL expression.
    case literal(PreparedExpression)
    /// A decision table.
    case table(Table)
    /// A call with arguments by name.
    case invocation(function: Logic, arguments: [Argument])
    /// Entries by name, and a result where the last has no name.
    case context([Entry], result: Logic?)
    /// Rows under named columns.
    case relation(columns: [Column], rows: [[Logic]])
    /// Items in order.
    case list([Logic])
    /// A function that closes over what is around it.
    case function(FunctionLogic)
    /// One of two.
    case conditional(Logic, then: Logic, otherwise: Logic)
    /// A FEEL expression on the value of a part, which stands in the slot.
    case applied(PreparedExpression, to: Logic, slot: Int)
    /// The same, with a part that is called once per item.
    case repeated(PreparedExpression, over: Logic, slot: Int, body: FunctionLogic)
  }

  /// An argument of a call.
  struct Argument: Sendable {
    let name: String
    let type: ItemType
    let logic: Logic
  }

  /// An entry of a context.
  struct Entry: Sendable {
    let name: String
    let type: ItemType
    let slot: Int
    let logic: Logic
  }

  /// A column of a relation.
  struct Column: Sendable {
    let name: String
    let type: ItemType
  }

  /// The element that reasons name.
  let element: String
  /// What the result must be.
  let type: ItemType
  /// What the result is known to be, for the names of its components.
  let shape: FEELType
  /// The shape and its parts.
  let form: Form
}

/// A function of a boxed expression, compiled.
final class FunctionLogic: Sendable {
  /// A parameter.
  struct Parameter: Sendable {
    let name: String
    let type: ItemType
    let slot: Int
  }

  /// The element that reasons name.
  let element: String
  /// The slot by which the body calls the function itself, if it has a name there.
  let itself: Int?
  /// The parameters.
  let parameters: [Parameter]
  /// What the result must be.
  let result: ItemType
  /// The body.
  let body: Logic

  init(
    element: String, itself: Int? = nil, parameters: [Parameter], result: ItemType, body: Logic
  ) {
    self.element = element
    self.itself = itself
    self.parameters = parameters
    self.result = result
    self.body = body
  }

  /// What FEEL knows of it.
  var shape: FEELType {
    .function(
      parameters.map(\.type.shape), result: result.shape == .any ? body.shape : result.shape)
  }

  /// The function as a value that closes over a frame.
  func value(in frame: Frame, named name: String? = nil) -> Value {
    .function(
      Function(
        name: name, parameters: parameters.map { .init($0.name, $0.type.shape) },
        result: result.shape
      ) { arguments, evaluation in
        self.call(arguments, in: frame, &evaluation)
      })
  }

  /// The result for arguments in the order of the parameters.
  ///
  /// One that does not conform to its parameter makes the result null (10.3.2.13.2).
  func call(_ arguments: [Value], in frame: Frame, _ evaluation: inout Evaluation) -> Value {
    var frame = frame
    if let itself { frame.set(value(in: frame), at: itself) }
    for (parameter, argument) in zip(parameters, arguments) {
      let value = parameter.type.conform(argument, parameter.name, &evaluation)
      if value.isNull, !argument.isNull { return .null }
      frame.set(value, at: parameter.slot)
    }
    return result.conform(body.evaluate(in: frame, &evaluation), element, &evaluation)
  }
}
