// SPDX-License-Identifier: Apache-2.0

// Unary tests (DMN 1.5, clauses 7.3.3 and 10.3.2.12, table 55): cells, allowed values and `in`.

/// What one test says of a value.
struct Test: Sendable {
  /// How the value is held against what the test's expression gives.
  enum Manner: Sendable {
    /// `< 5`.
    case comparison(Syntax.Comparison)
    /// An expression that itself speaks of the value by `?`: it must be true.
    case condition
    /// A range: the value lies in it.
    case range
    /// Any other of a cell: the value matches it, or it is true of the names that it speaks of.
    case cell
    /// Behind `in`: the value equals it, lies in it or is one of it.
    case match
  }

  let manner: Manner
  let code: any Code

  /// Whether a value passes; nil when it cannot be said.
  func passes(_ value: Value, _ evaluation: inout Evaluation) -> Bool? {
    let reference = evaluation.run(code)
    switch manner {
    case .comparison(let comparison): return comparison.holds(value, reference, &evaluation)
    case .condition:
      if case .boolean(let holds) = reference { return holds }
      // `?` may also stand in what is a list or range: `[?..5]` is held against the value as any.
      return reference.isNull ? nil : evaluation.matches(value, reference)
    case .range:
      // A range that could not be made is null, but nothing is in it for that.
      return reference.isNull ? nil : evaluation.matches(value, reference)
    case .cell:
      if case .boolean(true) = reference, value.kind != .boolean, !value.isNull { return true }
      return evaluation.matches(value, reference)
    case .match: return evaluation.matches(value, reference)
    }
  }
}

/// `x in (…)`: true when one of the tests holds of x.
final class MembershipCode: Code {
  private let value: any Code
  private let tests: [Test]
  private let site: Site

  init(_ value: any Code, _ tests: [Test], at site: Site) {
    self.value = value
    self.tests = tests
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let value = evaluation.run(value)
    guard let holds = tests.hold(of: value, &evaluation) else {
      return evaluation.fail(.kinds(operation: "in", [value.kind]), at: site)
    }
    return .boolean(holds)
  }
}

/// The tests of a cell, of the value that `?` stands for.
final class TestsCode: Code {
  private let tests: [Test]
  private let isNegated: Bool
  private let input: Int

  init(_ tests: [Test], isNegated: Bool, input: Int) {
    self.tests = tests
    self.isNegated = isNegated
    self.input = input
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    guard let holds = tests.hold(of: evaluation[input], &evaluation) else { return .null }
    return .boolean(holds != isNegated)
  }
}

extension [Test] {
  /// Whether one of the tests holds; nil when none does and one cannot be said.
  fileprivate func hold(of value: Value, _ evaluation: inout Evaluation) -> Bool? {
    var isKnown = true
    for test in self {
      switch test.passes(value, &evaluation) {
      case true?: return true
      case nil: isKnown = false
      default: break
      }
    }
    return isKnown ? false : nil
  }
}

/// `< 5` as a value: the range of what passes.
final class TestRangeCode: Code {
  private let comparison: Syntax.Comparison
  private let end: any Code
  private let site: Site

  init(_ comparison: Syntax.Comparison, _ end: any Code, at site: Site) {
    self.comparison = comparison
    self.end = end
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let end = evaluation.run(end)
    guard !end.isNull else {
      return evaluation.fail(.kinds(operation: comparison.rawValue, [.null]), at: site)
    }
    switch comparison {
    case .less: return .range(Interval(from: nil, to: end, includesEnd: false))
    case .atMost: return .range(Interval(from: nil, to: end))
    case .greater: return .range(Interval(from: end, to: nil, includesStart: false))
    case .atLeast: return .range(Interval(from: end, to: nil))
    case .equal: return .range(Interval(from: end, to: end))
    case .unequal:
      return .range(Interval(from: end, to: end, includesStart: false, includesEnd: false))
    }
  }
}
