// SPDX-License-Identifier: Apache-2.0

/// A range of values (DMN 1.5, clauses 10.3.2.7 and 10.3.1.2 rule 66): `[1..5)`, `(> 7)`, `(= 3)`.
///
/// An end is `nil` when the range is open to that side without bound, as in `(> 7)`; it is `.null`
/// when the end was written and has no value. A range tests whether a value lies in it; it does not
/// list its members.
public struct Interval: Sendable, Hashable {
  /// The lower end; `nil` when there is none.
  public let start: Value?
  /// The upper end; `nil` when there is none.
  public let end: Value?
  /// Whether the lower end belongs to the range.
  public let includesStart: Bool
  /// Whether the upper end belongs to the range.
  public let includesEnd: Bool

  /// A range between two ends; an absent end is never included.
  public init(
    from start: Value?, to end: Value?, includesStart: Bool = true, includesEnd: Bool = true
  ) {
    self.start = start
    self.end = end
    self.includesStart = includesStart && start != nil
    self.includesEnd = includesEnd && end != nil
  }
}
