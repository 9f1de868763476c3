// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Synchronization

extension Schema {
  /// What is wrong with a value, place by place; empty when it fits.
  ///
  /// `place` is the value's JSON pointer without the leading slash.
  func faults(_ value: JSON, at place: String) -> [Fault] {
    switch (self, value) {
    case (.named(_, let schema), _): schema.faults(value, at: place)
    case (.nullable, .null), (.any, _), (.boolean, .boolean), (.number, .number): []
    case (.nullable(let schema), _): schema.faults(value, at: place)
    case (.either(let schemas), _):
      schemas.contains { $0.faults(value, at: place).isEmpty }
        ? [] : [Fault(place, "这一项的类型不对。")]
    case (.string(let format, let pattern, let length), .string(let text)):
      Self.complaint(text, format: format, pattern: pattern, length: length)
        .map { [Fault(place, $0)] } ?? []
    case (.choice(let choices), .string(let text)):
      choices.contains(text)
        ? [] : [Fault(place, "只能是以下取值之一：\(choices.joined(separator: "、"))。")]
    case (.integer(let range), .number(let number)):
      Self.complaint(number, range: range).map { [Fault(place, $0)] } ?? []
    case (.object(let properties), .object(let members)):
      Self.faults(members, properties: properties, at: place)
    case (.map(let schema), .object(let members)):
      members.sorted { $0.key < $1.key }.flatMap {
        schema.faults($0.value, at: Self.join(place, $0.key))
      }
    case (.array(let schema, let count), .array(let elements)):
      if let count, !count.contains(elements.count) {
        [Fault(place, "应当有 \(count.lowerBound) 到 \(count.upperBound) 项。")]
      } else {
        elements.enumerated().flatMap {
          schema.faults($0.element, at: Self.join(place, String($0.offset)))
        }
      }
    default: [Fault(place, "这一项的类型不对。")]
    }
  }

  /// What is wrong with a value that came as text: of the path, the query string, a header or a form.
  func faults(text: String, at place: String) -> [Fault] {
    switch self {
    case .named(_, let schema), .nullable(let schema): schema.faults(text: text, at: place)
    case .integer:
      // Only what every reader takes for the same number.
      if let number = Int(text), String(number) == text {
        faults(.number(Double(number)), at: place)
      } else {
        [Fault(place, "应当是整数。")]
      }
    case .number:
      Double(text).map { $0.isFinite } == true ? [] : [Fault(place, "应当是数字。")]
    case .boolean:
      text == "true" || text == "false" ? [] : [Fault(place, "只能是 true 或 false。")]
    case .array(let schema, _): schema.faults(text: text, at: place)
    case .either(let schemas):
      schemas.contains { $0.faults(text: text, at: place).isEmpty }
        ? [] : [Fault(place, "这一项的类型不对。")]
    case .object, .map: []
    default: faults(.string(text), at: place)
    }
  }

  var isArray: Bool {
    switch self {
    case .array: true
    case .named(_, let schema), .nullable(let schema): schema.isArray
    default: false
    }
  }

  private static func faults(
    _ members: [String: JSON], properties: [Property], at place: String
  ) -> [Fault] {
    var faults: [Fault] = []
    for property in properties {
      if let value = members[property.name] {
        faults += property.schema.faults(value, at: join(place, property.name))
      } else if property.isRequired {
        faults.append(Fault(join(place, property.name), "缺少这一项。"))
      }
    }
    let known = Set(properties.map(\.name))
    for name in members.keys.sorted() where !known.contains(name) {
      faults.append(Fault(join(place, name), "没有这一项，请检查名称。"))
    }
    return faults
  }

  private static func complaint(
    _ text: String, format: String?, pattern: String?, length: ClosedRange<Int>?
  ) -> Phrase? {
    if let length, !length.contains(text.unicodeScalars.count) {
      return length.upperBound == .max
        ? "至少要有 \(length.lowerBound) 个字符。"
        : "应当有 \(length.lowerBound) 到 \(length.upperBound) 个字符。"
    }
    if format == "date", Day(text) == nil { return "应当是真实存在的日期，写作 2026-11-23。" }
    if let pattern, !Patterns.shared.matches(text, pattern) { return "格式不对。" }
    return nil
  }

  private static func complaint(_ number: Double, range: ClosedRange<Int>?) -> Phrase? {
    guard let integer = Int(exactly: number) else { return "应当是整数。" }
    guard let range, !range.contains(integer) else { return nil }
    return "应当在 \(range.lowerBound) 到 \(range.upperBound) 之间。"
  }

  private static func join(_ place: String, _ name: String) -> String {
    place.isEmpty ? name : "\(place)/\(name)"
  }
}

/// The compiled patterns of the schemas, each compiled once.
private final class Patterns: Sendable {
  static let shared = Patterns()

  private let compiled = Mutex<[String: NSRegularExpression]>([:])

  func matches(_ text: String, _ pattern: String) -> Bool {
    let expression = compiled.withLock { compiled -> NSRegularExpression? in
      if let known = compiled[pattern] { return known }
      let fresh = try? NSRegularExpression(pattern: pattern)
      compiled[pattern] = fresh
      return fresh
    }
    guard let expression else { return false }
    let whole = NSRange(text.startIndex..., in: text)
    return expression.firstMatch(in: text, range: whole) != nil
  }
}
