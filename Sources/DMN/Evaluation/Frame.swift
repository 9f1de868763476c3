// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What a boxed expression can read while it is evaluated: a value for each name, in the order in which they were
/// declared.
struct Frame: Sendable {
  /// Where fired rules are written down.
  let recorder: Recorder
  /// The values, by slot.
  var values: [Value]

  /// The same with one value more, or with another in a name's place.
  func with(_ value: Value, at slot: Int) -> Frame {
    var frame = self
    frame.set(value, at: slot)
    return frame
  }

  /// Gives a name its value: a new one the next slot, one that hides another that one's.
  mutating func set(_ value: Value, at slot: Int) {
    if slot < values.count {
      values[slot] = value
    } else {
      values.append(value)
    }
  }
}
