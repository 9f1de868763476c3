// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What a model is given from outside: values for its input data, and for decisions that it leaves open.
///
/// An input of an imported model is given by its namespace, or within a context under the name of the import, as
/// expressions call it.
public struct Inputs: Sendable {
  private struct Key: Hashable, Sendable {
    let namespace: String
    let name: String
  }

  /// Values by plain name.
  public private(set) var context: Context
  /// Values by namespace and name.
  private var qualified: [Key: Value] = [:]
  /// Whether strings stand for dates, times and durations where the model wants these.
  let readsText: Bool

  /// Values by name.
  ///
  /// - Parameters:
  ///   - context: the values.
  ///   - readsText: whether a string is read as the date, time or duration that the model wants, as JSON needs it.
  public init(_ context: Context = Context(), readsText: Bool = false) {
    self.context = context
    self.readsText = readsText
  }

  /// Gives a value to an input, also one of an imported model.
  public mutating func set(_ value: Value, for name: String, namespace: String? = nil) {
    if let namespace {
      qualified[Key(namespace: namespace, name: name)] = value
    } else {
      context[name] = value
    }
  }

  /// The value for a name of a model, if one is given.
  func value(for name: String, in unit: Graph.Unit) -> Value? {
    if let value = qualified[Key(namespace: unit.namespace, name: name)] { return value }
    if let value = context[(unit.path + [name]).joined(separator: ".")] { return value }
    var place = context
    for step in unit.path {
      guard case .context(let inner)? = place[step] else { return context[name] }
      place = inner
    }
    return place[name] ?? context[name]
  }
}

extension FEELType {
  /// A value in which strings have become the dates, times and durations that the type wants, where they read as such.
  func reading(_ value: Value) -> Value {
    switch (self, value) {
    case (.date, .string(let text)): CalendarDate(text).map { .date($0) } ?? value
    case (.time, .string(let text)): ClockTime(text).map { .time($0) } ?? value
    case (.dateTime, .string(let text)):
      DateTime(text).map { .dateTime($0) } ?? CalendarDate(text).map { .date($0) } ?? value
    case (.daysTime, .string(let text)): DaysTimeDuration(text).map { .daysTime($0) } ?? value
    case (.yearsMonths, .string(let text)):
      YearsMonthsDuration(text).map { .yearsMonths($0) } ?? value
    default: within(value) { $0.reading($1) }
    }
  }

  /// A value in which the components that are left out are null, as who gives inputs means it.
  func completing(_ value: Value) -> Value {
    guard case .context(let components) = self, case .context(let context) = value else {
      return within(value) { $0.completing($1) }
    }
    let whole = components.reduce(into: context) { context, component in
      context[component.name] = component.type.completing(context[component.name] ?? .null)
    }
    return .context(whole)
  }

  /// Does something with the items or components of a value by their types.
  private func within(_ value: Value, _ change: (FEELType, Value) -> Value) -> Value {
    switch (self, value) {
    case (.list(let item), .list(let values)): .list(values.map { change(item, $0) })
    case (.context(let components), .context(let context)):
      .context(
        components.reduce(into: context) { context, component in
          context[component.name] = context[component.name].map { change(component.type, $0) }
        })
    default: value
    }
  }
}
