// SPDX-License-Identifier: Apache-2.0

// Which values a type has, and how a value becomes one of it (DMN 1.5, clause 10.3.2.9).

extension FEELType {
  /// The most precise type that a value conforms to.
  ///
  /// The type of a list is that of its elements when it is one, else `Any`; nulls do not count.
  public init(of value: Value) {
    switch value {
    case .null: self = .null
    case .boolean: self = .boolean
    case .number: self = .number
    case .string: self = .string
    case .date: self = .date
    case .time: self = .time
    case .dateTime: self = .dateTime
    case .daysTime: self = .daysTime
    case .yearsMonths: self = .yearsMonths
    case .list(let elements): self = .list(Self.shared(by: elements))
    case .context(let context):
      self = .context(context.entries.map { .init($0.key, FEELType(of: $0.value)) })
    case .range(let interval):
      self = .range(Self.shared(by: [interval.start, interval.end].compactMap { $0 }))
    case .function(let function):
      self = .function(function.parameters.map(\.type), result: function.result)
    }
  }

  private static func shared(by values: [Value]) -> FEELType {
    var shared: FEELType?
    for value in values where !value.isNull {
      let type = FEELType(of: value)
      if shared != nil, shared != type { return .any }
      shared = type
    }
    return shared ?? .any
  }

  /// Whether every value of this type is one of another (clause 10.3.2.9.2).
  public func conforms(to other: FEELType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.list(let element), .list(let wanted)), (.range(let element), .range(let wanted)):
      element.conforms(to: wanted)
    case (.context, .context(let wanted)):
      wanted.allSatisfy { component in
        guard case .context(let own) = self else { return false }
        return own.contains { $0.name == component.name && $0.type.conforms(to: component.type) }
      }
    case (.function(let parameters, let result), .function(let wanted, let wantedResult)):
      parameters.count == wanted.count
        && zip(wanted, parameters).allSatisfy { $0.conforms(to: $1) }
        && result.conforms(to: wantedResult)
    case (.function, .anyFunction): true
    default: self == other
    }
  }

  /// Whether a value is of this type; null within a list or context is of any.
  public func contains(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _), (_, .null), (.boolean, .boolean), (.number, .number), (.string, .string),
      (.date, .date), (.time, .time), (.dateTime, .dateTime), (.daysTime, .daysTime),
      (.yearsMonths, .yearsMonths), (.anyFunction, .function):
      true
    case (.list(let element), .list(let elements)):
      element == .any || elements.allSatisfy(element.contains)
    case (.context(let components), .context(let context)):
      components.allSatisfy { component in
        context[component.name].map(component.type.contains) ?? false
      }
    case (.range(let element), .range(let interval)):
      (interval.start.map(element.contains) ?? true) && (interval.end.map(element.contains) ?? true)
    case (.function(let wanted, let result), .function(let function)):
      function.takes(wanted, result: result)
    default: false
    }
  }

  /// The value as this type wants it (clause 10.3.2.9.4), or nil when it cannot be had.
  ///
  /// A list of one gives its element where no list is wanted, a value becomes a list of one where a
  /// list is, and a date becomes midnight UTC where a date and time is. Null stays null.
  public func coerce(_ value: Value) -> Value? {
    if contains(value) { return value }
    switch (self, value) {
    case (.list(let element), _) where value.kind != .list:
      return element.coerce(value).map { .list([$0]) }
    case (.dateTime, .date(let date)): return .dateTime(date.midnightUTC)
    case (_, .list(let elements)) where elements.count == 1: return coerceElement(elements[0])
    default: return nil
    }
  }

  private func coerceElement(_ element: Value) -> Value? {
    if contains(element) { return element }
    guard self == .dateTime, case .date(let date) = element else { return nil }
    return .dateTime(date.midnightUTC)
  }
}

extension Function {
  /// Whether it can be called with arguments of these types, and gives such a result.
  ///
  /// What a definition in FEEL gives is not known before it is called, so it may be anything.
  fileprivate func takes(_ arguments: [FEELType], result wanted: FEELType) -> Bool {
    guard parameters.count == arguments.count else { return false }
    return zip(arguments, parameters).allSatisfy { $0.conforms(to: $1.type) }
      && (result == .any || result.conforms(to: wanted))
  }
}
