// SPDX-License-Identifier: Apache-2.0

/// Finds a pattern in a text, going back to the last choice when one does not lead to a match.
struct PatternMatcher {
  /// What to do when a way has failed.
  private enum Retreat {
    case resume(step: Int, place: Int)
    case restore(register: Int, place: Int)
  }

  /// Each entry is a few words; with this many they are some tens of megabytes.
  private static let mostRetreats = 1_000_000

  private let pattern: Pattern
  let text: [Unicode.Scalar]
  private var registers: [Int]
  private var retreats: [Retreat] = []
  /// How many steps may still be taken.
  private(set) var budget: Int

  init(_ pattern: Pattern, in text: [Unicode.Scalar], budget: Int) {
    self.pattern = pattern
    self.text = text
    self.budget = budget
    registers = [Int](repeating: -1, count: pattern.registerCount)
  }

  /// The first place from one on where the pattern matches; nil when there is none or the budget is
  /// used up, which `budget` tells.
  mutating func find(from start: Int) -> Pattern.Finding? {
    guard start <= text.count else { return nil }
    for place in start...text.count {
      if let end = match(at: place) {
        let groups = (0..<pattern.groupCount).map { group -> Range<Int>? in
          let (from, to) = (registers[group * 2], registers[group * 2 + 1])
          return from >= 0 && to >= from ? from..<to : nil
        }
        return Pattern.Finding(range: place..<end, groups: groups)
      }
      guard budget > 0 else { return nil }
    }
    return nil
  }

  /// Where a match that begins at a place ends.
  private mutating func match(at start: Int) -> Int? {
    retreats.removeAll(keepingCapacity: true)
    for register in registers.indices { registers[register] = -1 }
    var step = 0
    var place = start
    while budget > 0, retreats.count < Self.mostRetreats {
      budget -= 1
      if case .match = pattern.program[step] { return place }
      if let next = advance(step, &place) {
        step = next
      } else if let resumed = retreat() {
        (step, place) = resumed
      } else {
        return nil
      }
    }
    budget = 0
    return nil
  }

  /// Takes one step; nil when it fails.
  private mutating func advance(_ step: Int, _ place: inout Int) -> Int? {
    switch pattern.program[step] {
    case .character(let scalar):
      guard place < text.count, isSame(text[place], scalar) else { return nil }
      place += 1
    case .set(let set):
      guard place < text.count,
        set.contains(text[place], isCaseless: pattern.flags.isCaseless)
      else { return nil }
      place += 1
    case .any:
      guard place < text.count,
        pattern.flags.dotMatchesAll || (text[place] != "\n" && text[place] != "\r")
      else { return nil }
      place += 1
    case .start: guard isStart(place) else { return nil }
    case .end: guard isEnd(place) else { return nil }
    case .split(let first, let second):
      retreats.append(.resume(step: second, place: place))
      return first
    case .jump(let target): return target
    case .note(let register):
      retreats.append(.restore(register: register, place: registers[register]))
      registers[register] = place
    case .moved(let register): guard registers[register] != place else { return nil }
    case .reference(let number):
      guard repeats(number, &place) else { return nil }
    case .match: return nil
    }
    return step + 1
  }

  /// The last choice that has another way.
  private mutating func retreat() -> (step: Int, place: Int)? {
    while let last = retreats.popLast() {
      switch last {
      case .resume(let step, let place): return (step, place)
      case .restore(let register, let place): registers[register] = place
      }
    }
    return nil
  }

  /// Whether what a group has matched stands here again; a group without a match is empty.
  private func repeats(_ number: Int, _ place: inout Int) -> Bool {
    let (from, to) = (registers[number * 2 - 2], registers[number * 2 - 1])
    guard from >= 0, to >= from else { return true }
    guard place + (to - from) <= text.count else { return false }
    for offset in 0..<to - from where !isSame(text[place + offset], text[from + offset]) {
      return false
    }
    place += to - from
    return true
  }

  private func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || (pattern.flags.isCaseless && Letters.isSame(left, right))
  }

  /// At the start; with `m` also behind a line end, unless that is the last character.
  private func isStart(_ place: Int) -> Bool {
    place == 0
      || (pattern.flags.isMultiline && place < text.count && text[place - 1] == "\n")
  }

  private func isEnd(_ place: Int) -> Bool {
    place == text.count || (pattern.flags.isMultiline && text[place] == "\n")
  }
}
