// SPDX-License-Identifier: Apache-2.0

/// What a pattern says, part by part.
indirect enum PatternNode: Sendable {
  case character(Unicode.Scalar)
  case set(ScalarSet)
  /// `.`.
  case any
  /// `^`.
  case start
  /// `$`.
  case end
  /// `(…)`, numbered from 1, or `(?:…)` without a number.
  case group(PatternNode, number: Int?)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, least: Int, most: Int?, isLazy: Bool)
  /// `\1`: what a group has matched.
  case reference(Int)
}

/// A step of a compiled pattern.
enum PatternStep: Sendable {
  case character(Unicode.Scalar)
  case set(ScalarSet)
  case any
  case start
  case end
  /// Goes on at the first place, and at the second when that does not lead to a match.
  case split(Int, Int)
  case jump(Int)
  /// Notes the place in the text.
  case note(Int)
  /// Fails when the text has not moved since the place was noted.
  case moved(Int)
  case reference(Int)
  case match
}

/// Turns a pattern into steps.
struct PatternCompiler {
  /// Counted repetitions are written out; this bounds what `(a{999}){999}` becomes.
  private static let greatestSize = 20_000

  private var steps: [PatternStep] = []
  private(set) var registerCount: Int
  private var isTooLarge = false

  /// Groups take two registers each.
  init(groupCount: Int) {
    registerCount = groupCount * 2
  }

  /// The steps; nil when they would be too many.
  mutating func compile(_ node: PatternNode) -> [PatternStep]? {
    add(node)
    steps.append(.match)
    return isTooLarge ? nil : steps
  }

  private mutating func add(_ node: PatternNode) {
    guard steps.count < Self.greatestSize else {
      isTooLarge = true
      return
    }
    switch node {
    case .character(let scalar): steps.append(.character(scalar))
    case .set(let set): steps.append(.set(set))
    case .any: steps.append(.any)
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .reference(let number): steps.append(.reference(number))
    case .group(let inner, let number):
      if let number { steps.append(.note((number - 1) * 2)) }
      add(inner)
      if let number { steps.append(.note((number - 1) * 2 + 1)) }
    case .sequence(let nodes):
      for node in nodes { add(node) }
    case .choice(let nodes): addChoice(nodes)
    case .repetition(let inner, let least, let most, let isLazy):
      for _ in 0..<least where !isTooLarge { add(inner) }
      if let most {
        addOptional(inner, most - least, isLazy)
      } else {
        addLoop(inner, isLazy)
      }
    }
  }

  private mutating func addChoice(_ nodes: [PatternNode]) {
    var jumps: [Int] = []
    for (place, node) in nodes.enumerated() {
      guard place < nodes.count - 1 else {
        add(node)
        break
      }
      let split = steps.count
      steps.append(.match)
      add(node)
      jumps.append(steps.count)
      steps.append(.match)
      steps[split] = .split(split + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func addOptional(_ node: PatternNode, _ count: Int, _ isLazy: Bool) {
    var splits: [Int] = []
    for _ in 0..<count where !isTooLarge {
      splits.append(steps.count)
      steps.append(.match)
      add(node)
    }
    for split in splits { steps[split] = Self.split(split + 1, steps.count, isLazy) }
  }

  private mutating func addLoop(_ node: PatternNode, _ isLazy: Bool) {
    let register = registerCount
    registerCount += 1
    let split = steps.count
    steps.append(.match)
    steps.append(.note(register))
    add(node)
    steps.append(.moved(register))
    steps.append(.jump(split))
    steps[split] = Self.split(split + 1, steps.count, isLazy)
  }

  private static func split(_ inside: Int, _ behind: Int, _ isLazy: Bool) -> PatternStep {
    isLazy ? .split(behind, inside) : .split(inside, behind)
  }
}
