// SPDX-License-Identifier: Apache-2.0

// Comparing within an evaluation, which takes steps: what is compared may be large, or small and
// yet hold the same part many times.

extension Evaluation {
  private static let bytesPerStep = 1024

  /// Whether two values are equal, as `Value.isEqual(to:)` says.
  mutating func equal(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.list(let left), .list(let right)):
      guard left.count == right.count, spend(left.count) else { return false }
      for (one, other) in zip(left, right) where equal(one, other) != true {
        return false
      }
      return true
    case (.context(let left), .context(let right)):
      guard left.count == right.count, spend(left.count) else { return false }
      for entry in left.entries {
        guard let other = right[entry.key], equal(entry.value, other) == true else {
          return false
        }
      }
      return true
    case (.string(let text), .string):
      guard spend(text.utf8.count / Self.bytesPerStep) else { return nil }
      return left.isEqual(to: right)
    default: return left.isEqual(to: right)
    }
  }

  /// Whether a value is among others.
  mutating func finds(_ value: Value, in values: [Value]) -> Bool {
    guard spend(values.count / 16) else { return false }
    for other in values where equal(value, other) == true {
      return true
    }
    return false
  }

  /// Whether a value equals a reference, lies in the range or ranges that it is, or is in its list
  /// (DMN 1.5, table 55).
  mutating func matches(_ value: Value, _ reference: Value) -> Bool? {
    switch reference {
    case .range(let interval):
      if case .range = value { return value.isEqual(to: reference) }
      return interval.contains(value)
    case .list(let elements):
      if case .list = value, equal(value, reference) == true { return true }
      return isOne(value, of: elements)
    default: return equal(value, reference)
    }
  }

  /// Whether a value is in a list, or in a range of it; false when it cannot be compared with any.
  private mutating func isOne(_ value: Value, of elements: [Value]) -> Bool {
    guard spend(elements.count / 16) else { return false }
    for element in elements {
      if case .range(let interval) = element, value.kind != .range {
        if interval.contains(value) == true { return true }
      } else if equal(value, element) == true {
        return true
      }
    }
    return false
  }
}
