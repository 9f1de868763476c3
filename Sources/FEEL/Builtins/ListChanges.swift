// SPDX-License-Identifier: Apache-2.0

// Lists made of lists (DMN 1.5, clause 10.3.4.4).

extension Builtins {
  static let listChanges: [Builtin] = [
    sublist, insertBefore, remove, listReplace, distinctValues,
    Builtin(
      "append",
      [
        .variadic(.one("list", .list(.any)), .one("item", .any)) {
          arguments, evaluation throws(Fault) in
          evaluation.admit(try arguments.list(0) + arguments.list(1))
        }
      ]),
    Builtin(
      "concatenate",
      [
        .variadic(.one("list", .list(.any))) { arguments, evaluation throws(Fault) in
          evaluation.admit(try lists(arguments, evaluation.limits.length))
        }
      ]),
    Builtin(
      "union",
      [
        .variadic(.one("list", .list(.any))) { arguments, evaluation throws(Fault) in
          try distinct(lists(arguments, evaluation.limits.length), &evaluation)
        }
      ]),
    Builtin("reverse", [.one("list", .list(.any))]) { arguments, evaluation throws(Fault) in
      evaluation.admit(try arguments.list(0).reversed())
    },
    Builtin("flatten", [.one("list", .list(.any))]) { arguments, evaluation throws(Fault) in
      var flat: [Value] = []
      flatten(try arguments.list(0), into: &flat, &evaluation)
      return evaluation.admit(flat)
    },
  ]

  /// The elements of lists that are given one by one, up to the first too many.
  private static func lists(
    _ arguments: Arguments, _ most: Int
  ) throws(Fault) -> [Value] {
    var all: [Value] = []
    for list in try arguments.list(0) where all.count <= most {
      guard case .list(let elements) = list else {
        throw .kinds(operation: arguments.function, [list.kind])
      }
      all += elements
    }
    return all
  }

  private static func flatten(
    _ elements: [Value], into flat: inout [Value], _ evaluation: inout Evaluation
  ) {
    guard evaluation.spend(elements.count) else { return }
    for element in elements where flat.count <= evaluation.limits.length {
      if case .list(let inner) = element {
        flatten(inner, into: &flat, &evaluation)
      } else {
        flat.append(element)
      }
    }
  }

  private static let sublist = Builtin(
    "sublist",
    [.one("list", .list(.any)), .one("start position", .number), .optional("length", .number)]
  ) { arguments, evaluation throws(Fault) in
    let elements = try arguments.list(0)
    let start = try arguments.position(1, of: elements.count)
    let length = arguments.has(2) ? try arguments.truncated(2) : elements.count - start
    guard length >= 0, length <= elements.count - start else {
      throw arguments.domain("length \(length)")
    }
    return evaluation.admit(Array(elements[start..<start + length]))
  }

  private static let insertBefore = Builtin(
    "insert before",
    [.one("list", .list(.any)), .one("position", .number), .one("newItem", .any)]
  ) { arguments, evaluation throws(Fault) in
    var elements = try arguments.list(0)
    elements.insert(arguments[2], at: try arguments.position(1, of: elements.count))
    return evaluation.admit(elements)
  }

  private static let remove = Builtin(
    "remove", [.one("list", .list(.any)), .one("position", .number)]
  ) { arguments, evaluation throws(Fault) in
    var elements = try arguments.list(0)
    elements.remove(at: try arguments.position(1, of: elements.count))
    return evaluation.admit(elements)
  }

  private static let listReplace = Builtin(
    "list replace",
    [
      .form(.one("list", .list(.any)), .one("position", .number), .one("newItem", .any)) {
        arguments, evaluation throws(Fault) in
        var elements = try arguments.list(0)
        elements[try arguments.position(1, of: elements.count)] = arguments[2]
        return evaluation.admit(elements)
      },
      .form(.one("list", .list(.any)), .one("match", .anyFunction), .one("newItem", .any)) {
        arguments, evaluation throws(Fault) in
        let match = try arguments.function(1)
        var elements = try arguments.list(0)
        for (place, element) in elements.enumerated() {
          guard case .boolean(let isMatch) = match.call([element, arguments[2]], &evaluation)
          else { throw arguments.kind(1) }
          if isMatch { elements[place] = arguments[2] }
        }
        return evaluation.admit(elements)
      },
    ])

  private static let distinctValues = Builtin("distinct values", [.one("list", .list(.any))]) {
    arguments, evaluation throws(Fault) in
    try distinct(arguments.list(0), &evaluation)
  }

  /// The elements without those that equal one before.
  ///
  /// Where equality of FEEL is that of Swift a set tells; times and what may hold them are compared
  /// one by one.
  private static func distinct(
    _ elements: [Value], _ evaluation: inout Evaluation
  ) throws(Fault) -> Value {
    var seen: Set<Value> = []
    var compound: [Value] = []
    var distinct: [Value] = []
    // Comparing goes all the way down, so that is what it costs.
    guard evaluation.allows(.list(elements)) else { return .null }
    for element in elements where seen.insert(element).inserted {
      switch element.kind {
      case .time, .dateTime, .list, .context, .range:
        if evaluation.finds(element, in: compound) { continue }
        compound.append(element)
      default: break
      }
      distinct.append(element)
    }
    return evaluation.admit(distinct)
  }
}
