// SPDX-License-Identifier: Apache-2.0

/// What reading and evaluating an expression may cost, so that a rule from outside can neither hang
/// nor exhaust the server.
///
/// Exceeding a limit while reading throws a `SyntaxError`; while evaluating it ends the whole
/// evaluation with null and a reason of code `limit`.
public struct Limits: Sendable, Hashable {
  /// How long a text may be, in UTF-8 bytes.
  public var text = 1 << 20
  /// How deeply a text may be nested; `1 + 1 + 1` is nested twice.
  public var depth = 400
  /// How many operations an evaluation may take; making a list of n elements counts n.
  public var steps = 10_000_000
  /// How many elements a list, and how many UTF-8 bytes a string, may have that an expression
  /// makes.
  public var length = 1_000_000
  /// How deeply lists and contexts that an expression makes may lie in each other.
  public var nesting = 100
  /// How many bytes of the thread's stack reading, binding or evaluating may use, from where it
  /// begins.
  ///
  /// The default is half of the smallest stack that a thread of Swift's pool has, and enough for some
  /// three hundred calls of a small function within each other in a release build; a host that knows
  /// its threads' stacks to be larger may raise it.
  public var stack = 256 * 1024
  /// How many reasons are recorded; the others are only counted.
  public var reasons = 100

  /// The limits that fit rules which people write.
  public init() {}

  /// The limits that fit rules which people write.
  public static let standard = Limits()
}
