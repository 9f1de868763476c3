// SPDX-License-Identifier: Apache-2.0

/// Where the names that an expression introduces have their values, function by function.
///
/// A function body has slots of its own. A name of the text around it is captured: it gets a slot
/// within, filled from the one outside when the function is called.
struct Slots {
  /// What a name means that was found.
  struct Finding {
    /// The slot of the name; nil when only an element of a filter may have it.
    let slot: Int?
    /// The slots of filtered elements that may have an entry of this name, innermost first.
    let elements: [Int]
  }

  private struct Local {
    let name: String
    let slot: Int
    /// Whether it is the element of a filter, whose entries are names as well.
    let isElement: Bool
  }

  private struct Frame {
    var locals: [Local] = []
    var slotCount = 0
    var captures: [(from: Int, to: Int)] = []
    /// Where the running function itself is, if its body may name it.
    var itself: Int?
  }

  private var frames: [Frame] = []

  /// How many slots the innermost function takes so far.
  var count: Int { frames.last?.slotCount ?? 0 }

  /// Opens the slots of a function or of the whole expression.
  mutating func enter() {
    frames.append(Frame())
  }

  /// Closes them, and tells what the function needs.
  mutating func leave() -> (slotCount: Int, captures: [(from: Int, to: Int)]) {
    guard let frame = frames.popLast() else { return (0, []) }
    return (frame.slotCount, frame.captures)
  }

  /// A slot for a name; it is seen until `forget`.
  mutating func declare(_ name: String, isElement: Bool = false) -> Int {
    let slot = reserve()
    frames[frames.count - 1].locals.append(Local(name: name, slot: slot, isElement: isElement))
    return slot
  }

  /// A slot without a name as yet.
  mutating func reserve() -> Int {
    frames[frames.count - 1].slotCount += 1
    return frames[frames.count - 1].slotCount - 1
  }

  /// Names a slot that was reserved.
  mutating func name(_ slot: Int, _ name: String) {
    frames[frames.count - 1].locals.append(Local(name: name, slot: slot, isElement: false))
  }

  /// How many names are seen; give it to `forget` to forget those that came later.
  var mark: Int { frames.last?.locals.count ?? 0 }

  mutating func forget(to mark: Int) {
    let locals = frames[frames.count - 1].locals
    frames[frames.count - 1].locals.removeLast(locals.count - mark)
  }

  /// What a name means here; nil when it is none of the expression's own.
  mutating func find(_ name: String) -> Finding? {
    guard !frames.isEmpty else { return nil }
    return find(name, from: frames.count - 1)
  }

  private mutating func find(_ name: String, from level: Int) -> Finding? {
    var elements: [Int] = []
    for local in frames[level].locals.reversed() {
      if local.isElement { elements.append(local.slot) }
      if local.name == name { return Finding(slot: local.slot, elements: elements) }
    }
    guard level > 0, let outer = find(name, from: level - 1) else {
      return elements.isEmpty ? nil : Finding(slot: nil, elements: elements)
    }
    let slot = outer.slot.map { capture($0, at: level) }
    return Finding(slot: slot, elements: elements + outer.elements.map { capture($0, at: level) })
  }

  /// The slot within a function of a slot outside.
  private mutating func capture(_ outer: Int, at level: Int) -> Int {
    if let known = frames[level].captures.first(where: { $0.from == outer }) { return known.to }
    let slot = frames[level].slotCount
    frames[level].slotCount += 1
    frames[level].captures.append((from: outer, to: slot))
    return slot
  }
}
