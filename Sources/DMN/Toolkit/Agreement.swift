// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Whether a result agrees with what the kit expects: numbers to eight places, dates and times by value, all else exactly.
enum Agreement {
  /// Numbers may differ by this much, for the kit's were worked out by engines with binary floating point.
  private static let tolerance = Decimal128("0.00000001") ?? .zero

  static func holds(_ value: Value, _ expected: Value) -> Bool {
    switch (value, expected) {
    case (.number(let left), .number(let right)):
      return left == right || (left - right).map { $0.magnitude <= tolerance } ?? false
    case (.string(let left), .string(let right)):
      return left.unicodeScalars.elementsEqual(right.unicodeScalars)
    case (.time(let left), .time(let right)):
      return left == right || left.compared(to: right) == .same
    case (.dateTime(let left), .dateTime(let right)):
      return left == right || left.compared(to: right) == .same
    case (.list(let left), .list(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { holds($0, $1) }
    case (.context(let left), .context(let right)):
      return left.count == right.count
        && right.entries.allSatisfy { entry in
          left[entry.key].map { holds($0, entry.value) } ?? false
        }
    // A duration of nothing is the same in years as in days, and is written alike.
    case (.daysTime(let days), .yearsMonths(let months)),
      (.yearsMonths(let months), .daysTime(let days)):
      return days.nanoseconds == 0 && months.totalMonths == 0
    default:
      return value == expected
    }
  }
}
