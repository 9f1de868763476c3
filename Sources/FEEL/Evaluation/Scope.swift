// SPDX-License-Identifier: Apache-2.0

/// The values of the names that an expression may read, and the time that `now()` and `today()`
/// tell.
///
/// A scope made of the same `Names` as the expression is read by slot; one of other names works
/// too, its values are then found by name once per evaluation. A declared name without a value is
/// null.
public struct Scope: Sendable {
  /// The names that it has values for.
  public let names: Names
  /// What `now()` tells, and of which `today()` is the day; null with a reason when it is nil.
  public var now: DateTime?
  /// A value for each variable of `names`, by slot.
  private(set) var values: [Value]

  /// A scope in which every declared name is null.
  public init(_ names: Names = Names(), now: DateTime? = nil) {
    self.names = names
    self.now = now
    values = [Value](repeating: .null, count: names.variables.count)
  }

  /// The entries of a context as variables, under names that are declared here or already.
  public init(_ context: Context, names: Names? = nil, now: DateTime? = nil) {
    self.init(names ?? Names(context), now: now)
    for entry in context.entries {
      self[entry.key] = entry.value
    }
  }

  /// The value of a variable; setting one that is not declared changes nothing.
  ///
  /// The value is taken as it is: a host coerces to the declared type by `FEELType.coerce` first.
  public subscript(name: String) -> Value {
    get {
      names.slots[Names.normalized(name)].map { values[$0] } ?? .null
    }
    set {
      guard let slot = names.slots[Names.normalized(name)] else { return }
      values[slot] = newValue
    }
  }

  /// The values in the order of other names.
  func values(for other: Names) -> [Value] {
    if names.mark === other.mark { return values }
    return other.variables.map { names.slots[$0.name].map { values[$0] } ?? .null }
  }
}
