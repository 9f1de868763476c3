// SPDX-License-Identifier: Apache-2.0

/// How a number is cut to fewer digits (DMN 1.5, 10.3.4.5).
public enum Rounding: Sendable, Hashable, CaseIterable {
  /// To the nearest, a tie to the even neighbour: `decimal(n, scale)` and all arithmetic.
  case halfEven
  /// To the nearest, a tie away from zero: `round half up`.
  case halfUp
  /// To the nearest, a tie towards zero: `round half down`.
  case halfDown
  /// Away from zero: `round up`.
  case up
  /// Towards zero: `round down`.
  case down
  /// Towards negative infinity: `floor`.
  case floor
  /// Towards positive infinity: `ceiling`.
  case ceiling
}
