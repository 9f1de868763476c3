// SPDX-License-Identifier: Apache-2.0

import FEEL

extension TableChecker {
  /// Reports rules that match, but never decide, because others always go before them.
  mutating func reportShadows() {
    guard [.first, .priority].contains(table.hitPolicy) else { return }
    let ranks = table.hitPolicy == .priority ? priorities() : nil
    var found: [TableFinding] = []
    for rule in table.rules.indices {
      let before = table.rules.indices.filter { other in
        guard let ranks else { return other < rule }
        guard let mine = ranks[rule], let others = ranks[other] else { return false }
        return others.lexicographicallyPrecedes(mine)
      }
      let box = grid.box(of: rule)
      // A rule that never matches is reported as such.
      guard !before.isEmpty, box.allSatisfy({ !$0.isEmpty }) else { continue }
      let sure = before.map { sureRules.lowerBound + $0 }
      var search = CoverageSearch(box, outside: grid.set(of: sure))
      switch search.next(in: &grid) {
      case .point: continue
      case .unknown:
        isUnfinished = true
        add(found)
        return
      case .none:
        let winners = before.filter { other in
          let otherBox = grid.box(of: sureRules.lowerBound + other)
          return zip(box, otherBox).allSatisfy { !$0.isDisjoint(with: $1) }
        }
        found.append(
          TableFinding(
            .shadowed, .warning, rules: [rule + 1] + winners.map { $0 + 1 },
            example: example(in: box)))
      }
    }
    add(found)
  }

  /// For each rule where its results stand among the output values (8.2.10); nothing where that is
  /// not known.
  private func priorities() -> [[Int]?] {
    let tests = table.outputs.map { output -> [Expression] in
      let texts = ColumnType(of: output, in: model).allowed
      return texts.prefix(1).flatMap { Self.eachTest($0) }
    }
    return table.rules.map { rule in
      let values = RuleResult(rule.results, names: names).values
      guard values.count == tests.count else { return nil }
      var ranks: [Int] = []
      for (value, tests) in zip(values, tests) {
        guard let value else { return nil }
        guard !tests.isEmpty else { continue }
        let rank = tests.firstIndex { $0.evaluate(input: value).isTrue }
        guard rank != nil || value.isNull else { return nil }
        ranks.append(rank ?? tests.count)
      }
      return ranks
    }
  }

  /// Each of several unary tests for itself, in order.
  private static func eachTest(_ text: String) -> [Expression] {
    guard let whole = try? Expression(text, dialect: .unaryTests) else { return [] }
    guard case .tests(let tests, isNegated: false) = whole.syntax.form else { return [whole] }
    return tests.map {
      Expression(
        Syntax(.tests([$0], isNegated: false)), of: text, names: Names(), dialect: .unaryTests)
    }
  }

  // MARK: - Columns that depend on each other

  /// Reports columns whose expressions read the same input in different ways.
  mutating func reportEntanglement() {
    let reads = axes.map { axis in
      (try? Expression(table.inputs[axis.columns[0]].expression, names: names))?.syntax.paths ?? []
    }
    var found: [TableFinding] = []
    for left in axes.indices {
      for right in axes.indices.dropFirst(left + 1) {
        let isShared = reads[left].contains { path in
          reads[right].contains { path.starts(with: $0) || $0.starts(with: path) }
        }
        guard isShared else { continue }
        let columns = [axes[left].columns[0], axes[right].columns[0]].map(title)
        found.append(TableFinding(.entangled(columns: columns), .information))
      }
    }
    add(found)
  }
}

extension Syntax {
  /// The names that it reads, with the components behind them.
  fileprivate var paths: [[String]] {
    if let path { return [path] }
    // What is called is no input, unless it turns out to be one: then it is a value all the same.
    return switch form {
    case .call(_, let arguments): arguments.flatMap(\.paths)
    case .namedCall(_, let arguments): arguments.flatMap(\.value.paths)
    default: form.parts.flatMap(\.paths)
    }
  }

  private var path: [String]? {
    switch form {
    case .name(let name): [name]
    case .path(let base, let name): base.path.map { $0 + [name] }
    default: nil
    }
  }
}
