// SPDX-License-Identifier: Apache-2.0

/// How two values that can be compared stand to each other.
public enum Order: Sendable, Hashable {
  /// The first is the smaller or the earlier.
  case ascending
  /// Neither is before the other.
  case same
  /// The first is the greater or the later.
  case descending

  /// Compares two values that always can be.
  public init<T: Comparable>(_ first: T, _ second: T) {
    self = first < second ? .ascending : first == second ? .same : .descending
  }
}
