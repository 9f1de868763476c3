// SPDX-License-Identifier: Apache-2.0

// What can be asked of lists (DMN 1.5, clause 10.3.4.4); the figures are in Statistics.

extension Builtins {
  static let lists: [Builtin] = [
    Builtin("list contains", [.one("list", .list(.any)), .one("element", .any)], gives: .boolean) {
      arguments, evaluation throws(Fault) in
      .boolean(evaluation.finds(arguments[1], in: try arguments.list(0)))
    },
    Builtin("count", [.one("list", .list(.any))], gives: .number) { arguments, _ throws(Fault) in
      .number(Decimal128(try arguments.list(0).count))
    },
    Builtin("index of", [.one("list", .list(.any)), .one("match", .any)]) {
      arguments, evaluation throws(Fault) in
      var places: [Value] = []
      for (offset, element) in try arguments.list(0).enumerated()
      where evaluation.equal(element, arguments[1]) == true {
        places.append(.number(Decimal128(offset + 1)))
      }
      return evaluation.admit(places)
    },
    quantifier("all", decidedBy: false), quantifier("any", decidedBy: true),
    extreme("min", keeps: .ascending), extreme("max", keeps: .descending),
  ]

  /// `all` and `any`: the one truth value decides, else null if something is no truth value.
  private static func quantifier(_ name: String, decidedBy decisive: Bool) -> Builtin {
    overList(name, gives: .boolean) { arguments, elements, _ throws(Fault) in
      if elements.contains(.boolean(decisive)) { return .boolean(decisive) }
      for element in elements where element.kind != .boolean {
        if element.isNull { return .null }
        throw .kinds(operation: arguments.function, [element.kind])
      }
      return .boolean(!decisive)
    }
  }

  private static func extreme(_ name: String, keeps order: Order) -> Builtin {
    overList(name, gives: .any) { arguments, elements, _ throws(Fault) in
      guard var best = elements.first else { throw arguments.domain("[]") }
      guard best.compared(to: best) != nil else {
        throw .kinds(operation: arguments.function, [best.kind])
      }
      for element in elements.dropFirst() {
        guard let found = element.compared(to: best) else {
          throw .kinds(operation: arguments.function, [best.kind, element.kind])
        }
        if found == order { best = element }
      }
      return best
    }
  }

  /// A function that takes a list, or its elements one by one.
  static func overList(
    _ name: String, gives result: FEELType,
    _ body: @escaping @Sendable (Arguments, [Value], inout Evaluation) throws(Fault) -> Value
  ) -> Builtin {
    let run: Builtin.Body = { arguments, evaluation throws(Fault) in
      try body(arguments, arguments.list(0), &evaluation)
    }
    return Builtin(
      name, gives: result,
      [.form(.one("list", .list(.any)), body: run), .variadic(.one("list", .any), body: run)])
  }
}
