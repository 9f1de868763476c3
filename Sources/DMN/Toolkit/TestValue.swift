// SPDX-License-Identifier: Apache-2.0

import FEEL
import XML

/// A value as a file of the kit writes it, typed by XML Schema.
public enum TestValue: Sendable, Hashable {
  /// A value of FEEL.
  case value(Value)
  /// A number that FEEL does not have, such as NaN: nothing equals it.
  case notANumber(String)
  /// Words that are no value of their type.
  case unreadable(type: String, text: String)

  /// The value, if there is one.
  public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// What an input node, an expected result, an item or a component holds.
  init(inside element: Element) {
    self = Self.read(element)
  }

  private static func read(_ element: Element) -> TestValue {
    if element.isTrue("nil") { return .value(.null) }
    let components = element.all("component")
    if !components.isEmpty {
      var context = Context()
      for component in components {
        let inner = read(component)
        guard let value = inner.value else { return inner }
        context[component.attributes["name"] ?? ""] = value
      }
      return .value(.context(context))
    }
    if let list = element.first("list") {
      if list.isTrue("nil") { return .value(.null) }
      var values: [Value] = []
      for item in list.all("item") {
        let inner = read(item)
        guard let value = inner.value else { return inner }
        values.append(value)
      }
      return .value(.list(values))
    }
    guard let simple = element.first("value") else { return .value(.null) }
    if simple.isTrue("nil") { return .value(.null) }
    let type = simple.attributes["type"]?.split(separator: ":").last.map(String.init)
    return read(simple.text, as: type ?? "string")
  }

  private static func read(_ text: String, as type: String) -> TestValue {
    let word = text.trimmed
    if ["NaN", "INF", "-INF", "+INF"].contains(word), ["double", "float"].contains(type) {
      return .notANumber(word)
    }
    let value: Value? =
      switch type {
      case "string", "anySimpleType", "anyURI", "token", "normalizedString": .string(text)
      case "boolean":
        switch word {
        case "true", "1": .boolean(true)
        case "false", "0": .boolean(false)
        default: nil
        }
      case "decimal", "double", "float", "integer", "int", "long", "short", "byte",
        "nonNegativeInteger", "positiveInteger", "negativeInteger", "nonPositiveInteger":
        Decimal128(word).map { .number($0) }
      case "date": CalendarDate(word).map { .date($0) }
      case "time": ClockTime(word).map { .time($0) }
      case "dateTime": DateTime(word).map { .dateTime($0) }
      case "duration": duration(word)
      case "dayTimeDuration": DaysTimeDuration(word).map { .daysTime($0) }
      case "yearMonthDuration": YearsMonthsDuration(word).map { .yearsMonths($0) }
      default: nil
      }
    return value.map { .value($0) } ?? .unreadable(type: type, text: text)
  }

  private static func duration(_ word: String) -> Value? {
    if let duration = YearsMonthsDuration(word) { return .yearsMonths(duration) }
    return DaysTimeDuration(word).map { .daysTime($0) }
  }
}
