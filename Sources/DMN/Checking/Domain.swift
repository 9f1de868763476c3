// SPDX-License-Identifier: Apache-2.0

import FEEL

/// The values that a column may have, cut into parts over which no test changes its answer.
struct Domain: Sendable {
  /// A part: one value, or all values between two neighbouring constants.
  struct Part: Sendable {
    /// What belongs to the part.
    enum Extent: Sendable {
      case one(Value)
      case between(Value?, Value?)
      /// All texts but the constants, or all values of a family without any.
      case others
    }

    let family: ValueFamily
    let extent: Extent
    /// A value of the part.
    let sample: Value
  }

  /// The parts, those of a family in their order.
  let parts: [Part]

  /// The parts of families that constants cut; one part if there is no family, for then nothing is
  /// tested.
  init(_ families: [ValueFamily], cutBy boundaries: Boundaries) {
    guard !families.isEmpty else {
      parts = [Part(family: .null, extent: .others, sample: .null)]
      return
    }
    parts = families.flatMap { family -> [Part] in
      let constants = boundaries.values.filter { ValueFamily(of: $0) == family }
      switch family {
      case .null, .boolean:
        return family.plainValues.map { Part(family: family, extent: .one($0), sample: $0) }
      case .string where !boundaries.ordersTexts: return Self.texts(constants)
      default: return Self.line(family, constants)
      }
    }
  }

  /// The constants each for itself, and all other texts.
  private static func texts(_ constants: [Value]) -> [Part] {
    var known: [Value] = []
    for value in constants where !known.contains(where: { $0.isEqual(to: value) == true }) {
      known.append(value)
    }
    var other = "其他"
    while known.contains(.string(other)) { other += "值" }
    return known.map { Part(family: .string, extent: .one($0), sample: $0) }
      + [Part(family: .string, extent: .others, sample: .string(other))]
  }

  /// The constants in their order, with what lies before, between and after them.
  private static func line(_ family: ValueFamily, _ constants: [Value]) -> [Part] {
    guard !constants.isEmpty else {
      return family.plainValues.prefix(1).map {
        Part(family: family, extent: .others, sample: $0)
      }
    }
    let sorted = constants.sorted { $0.compared(to: $1) == .ascending }
    var parts: [Part] = []
    func addGap(_ low: Value?, _ high: Value?) {
      guard let sample = family.value(above: low, below: high) else { return }
      parts.append(Part(family: family, extent: .between(low, high), sample: sample))
    }
    var last: Value?
    for value in sorted where last?.compared(to: value) != .same {
      addGap(last, value)
      parts.append(Part(family: family, extent: .one(value), sample: value))
      last = value
    }
    addGap(last, nil)
    return parts
  }

  /// Where tests hold: the parts in which a value passes.
  ///
  /// The answer changes only at the tests' own constants, so that one value between each two of
  /// them is asked.
  func parts(passing test: Expression, _ boundaries: Boundaries) -> BitSet {
    var passing = BitSet(bound: parts.count)
    var answer: (family: ValueFamily, holds: Bool)?
    for (place, part) in parts.enumerated() {
      let isOwn =
        if case .one(let value) = part.extent {
          part.family == .boolean || boundaries.values.contains { $0.isEqual(to: value) == true }
        } else {
          false
        }
      if isOwn {
        if test.evaluate(input: part.sample).isTrue { passing.insert(place) }
        answer = nil
        continue
      }
      if answer?.family != part.family {
        answer = (part.family, test.evaluate(input: part.sample).isTrue)
      }
      if answer?.holds == true { passing.insert(place) }
    }
    return passing
  }
}
