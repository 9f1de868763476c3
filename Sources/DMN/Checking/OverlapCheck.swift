// SPDX-License-Identifier: Apache-2.0

import FEEL

extension TableChecker {
  /// Reports rules that match together; says whether none do.
  mutating func reportOverlaps() -> Bool? {
    let sure = sureRules.map { grid.box(of: $0) }
    let possible = table.rules.indices.map { grid.box(of: $0) }
    let results = table.rules.map { RuleResult($0.results, names: names) }
    var found: [TableFinding.Problem: [TableFinding]] = [:]
    var unlisted: [TableFinding.Problem: Int] = [:]
    var isDisjoint: Bool? = true
    for left in table.rules.indices {
      guard grid.spend(table.rules.count - left) else {
        isUnfinished = true
        isDisjoint = isDisjoint == false ? false : nil
        break
      }
      for right in table.rules.indices.dropFirst(left + 1) {
        guard let common = sure[left].common(with: sure[right]) else {
          if isDisjoint == true, possible[left].common(with: possible[right]) != nil {
            isDisjoint = nil
          }
          continue
        }
        isDisjoint = false
        guard let (problem, severity) = judge(results[left], results[right]) else { continue }
        if found[problem, default: []].count < limits.findings {
          found[problem, default: []].append(
            TableFinding(
              problem, severity, rules: [left + 1, right + 1], example: example(in: common)))
        } else {
          unlisted[problem, default: 0] += 1
        }
      }
    }
    for problem in [TableFinding.Problem.overlap, .conflict, .possibleConflict] {
      add(found[problem] ?? [], unlisted: unlisted[problem] ?? 0)
    }
    return isDisjoint
  }

  /// What the hit policy says of two rules that match together; nothing if that is as it should be.
  private func judge(
    _ left: RuleResult, _ right: RuleResult
  ) -> (TableFinding.Problem, TableFinding.Severity)? {
    switch table.hitPolicy {
    case .unique: (.overlap, .error)
    case .any:
      switch left.isSame(as: right) {
      case true?: nil
      case false?: (.conflict, .error)
      case nil: (.possibleConflict, .warning)
      }
    default: (.overlap, .information)
    }
  }
}

extension Grid.Box {
  /// What two boxes share; nothing if they are apart.
  fileprivate func common(with other: Grid.Box) -> Grid.Box? {
    for (left, right) in zip(self, other) where left.isDisjoint(with: right) { return nil }
    return zip(self, other).map { $0.intersection($1) }
  }
}

/// The results of a rule as far as they are known before evaluation.
struct RuleResult {
  /// What is written, read; nothing if it is not FEEL.
  private let syntax: [Syntax?]
  /// The values of the results that are the same for every input.
  let values: [Value?]

  init(_ texts: [String], names: Names) {
    syntax = texts.map { text in
      (try? Expression(["", "-"].contains(text) ? "null" : text, names: names))?.syntax
    }
    values = syntax.map { syntax in
      guard let syntax, syntax.isConstant(names) else { return Value?.none }
      return Expression(syntax, of: "", names: Names()).evaluate()
    }
  }

  /// Whether two rules give the same; nothing if only evaluation can tell.
  func isSame(as other: RuleResult) -> Bool? {
    var isKnown = true
    for place in syntax.indices where place < other.syntax.count {
      if let left = values[place], let right = other.values[place] {
        if left != right { return false }
      } else if syntax[place] == nil || syntax[place] != other.syntax[place] {
        isKnown = false
      }
    }
    return isKnown ? true : nil
  }
}
