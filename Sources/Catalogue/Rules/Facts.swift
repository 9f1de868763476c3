// SPDX-License-Identifier: Apache-2.0

import Deadlines
import FEEL
import Site

/// What the rules of an item can read: the answers to its questions and the fields of its form, by key.
///
/// While somebody is asked for his situation only, the fields are null, and a rule that needs one does
/// not hold yet.
package struct Facts: Sendable, Hashable {
  /// Question → option.
  package let situation: [String: String]
  private let values: [String: Value]

  /// - Parameters:
  ///   - situation: the answers to the questions that were asked, question → option.
  ///   - answers: the form as it was filled in, field → text; a text that is no value of its field's
  ///     type counts as not given.
  package init(
    of item: ItemVersion, situation: [String: String], answers: [String: String] = [:]
  ) {
    self.situation = situation
    var values = situation.mapValues { Value.string($0) }
    for field in item.form {
      values[field.key] = answers[field.key].flatMap { field.type.value(of: $0.trimmed) }
    }
    self.values = values
  }

  /// The answers alone, while somebody is still asked.
  package init(situation: [String: String]) {
    self.situation = situation
    values = situation.mapValues { .string($0) }
  }

  /// The value under a key; null for what was not answered.
  func value(_ key: String) -> Value { values[key] ?? .null }
}

extension FieldType {
  /// What a rule reads for a text of this kind of field; nil for one that is no such value.
  fileprivate func value(of text: String) -> Value? {
    guard !text.isEmpty else { return nil }
    return switch self {
    case .number: Decimal128(text).map(Value.number)
    case .date: CalendarDate(text).map(Value.date)
    case .text, .area, .uscc, .residentID, .phone, .choice, .segments: .string(text)
    }
  }
}
