// SPDX-License-Identifier: Apache-2.0

import FEEL

/// The names that a boxed expression may use, and where a frame holds their values.
struct Environment {
  /// The names with their types, for reading expressions.
  private(set) var names: Names
  /// The place of each name in a frame.
  private var slots: [String: Int] = [:]
  /// The model that the expression stands in.
  let unit: Int
  /// The element that reasons and faults name.
  let element: String

  /// The named types of a model, and no names of values.
  init(unit: Int, element: String, types: [(name: String, type: FEELType)]) {
    self.unit = unit
    self.element = element
    names = Names()
    for (name, type) in types { names.define(name, as: type) }
  }

  /// How many values a frame has.
  var count: Int { slots.count }

  /// Adds a name, or hides the one that has it; returns its slot.
  mutating func declare(_ name: String, _ type: FEELType) -> Int {
    let slot = slots[name] ?? slots.count
    slots[name] = slot
    names.declare(name, type)
    return slot
  }
}
