// SPDX-License-Identifier: Apache-2.0

// Contexts (DMN 1.5, clause 10.3.4.10).

extension Builtins {
  static let contexts: [Builtin] = [
    getValue, contextOf, contextPut,
    Builtin("get entries", [.one("m", .context([]))]) { arguments, evaluation throws(Fault) in
      let entries = try arguments.context(0).entries
      return evaluation.admit(
        entries.map { .context(Context([("key", .string($0.key)), ("value", $0.value)])) })
    },
    Builtin("context merge", [.one("contexts", .list(.any))]) {
      arguments, evaluation throws(Fault) in
      var merged = Context()
      for element in try arguments.list(0) {
        guard case .context(let context) = element else {
          throw .kinds(operation: arguments.function, [element.kind])
        }
        guard evaluation.spend(context.count) else { return .null }
        for entry in context.entries {
          merged[entry.key] = entry.value
        }
      }
      return evaluation.admit(merged)
    },
  ]

  private static let getValue = Builtin(
    "get value",
    [
      .form(.one("m", .context([])), .one("key", .string)) { arguments, _ throws(Fault) in
        try value(arguments.context(0), arguments.string(1), arguments)
      },
      .form(.one("context", .context([])), .one("keys", .list(.string))) {
        arguments, _ throws(Fault) in
        var found = arguments[0]
        for key in try arguments.keys(1) {
          guard case .context(let context) = found else { throw arguments.domain(key) }
          found = try value(context, key, arguments)
        }
        return found
      },
    ])

  private static func value(
    _ context: Context, _ key: String, _ arguments: Arguments
  ) throws(Fault) -> Value {
    guard let value = context[key] else { throw arguments.domain(key) }
    return value
  }

  private static let contextOf = Builtin("context", [.one("entries", .list(.any))]) {
    arguments, evaluation throws(Fault) in
    var made = Context()
    for element in try arguments.list(0) {
      guard case .context(let entry) = element, case .string(let key)? = entry["key"],
        let value = entry["value"], made[key] == nil
      else { throw arguments.domain(element.brief) }
      made[key] = value
    }
    return evaluation.admit(made)
  }

  private static let contextPut = Builtin(
    "context put",
    [
      .form(.one("context", .context([])), .one("key", .string), .one("value", .any)) {
        arguments, evaluation throws(Fault) in
        var context = try arguments.context(0)
        context[try arguments.string(1)] = arguments[2]
        return evaluation.admit(context)
      },
      .form(.one("context", .context([])), .one("keys", .list(.string)), .one("value", .any)) {
        arguments, evaluation throws(Fault) in
        let keys = try arguments.keys(1)
        return evaluation.admit(
          try put(arguments[2], into: arguments[0], keys[...], arguments))
      },
    ])

  /// Puts a value below keys, each of which but the last must lead to a context.
  private static func put(
    _ value: Value, into outer: Value, _ keys: ArraySlice<String>, _ arguments: Arguments
  ) throws(Fault) -> Context {
    guard let key = keys.first, case .context(var context) = outer else {
      throw arguments.domain(outer.brief)
    }
    let rest = keys.dropFirst()
    context[key] =
      rest.isEmpty
      ? value : .context(try put(value, into: context[key] ?? .null, rest, arguments))
    return context
  }
}

extension Arguments {
  /// A list of texts that is not empty.
  fileprivate func keys(_ place: Int) throws(Fault) -> [String] {
    var keys: [String] = []
    for element in try list(place) {
      guard case .string(let key) = element else { throw kind(place) }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw domain("[]") }
    return keys
  }
}
