// SPDX-License-Identifier: Apache-2.0

import FEEL

extension Axis {
  /// A test of a cell.
  private enum Test {
    case plain(String)
    /// All texts but some.
    case exclusion(String)
  }

  /// Unary tests that the values of chosen parts pass, and no other of the domain.
  func tests(of chosen: Set<Int>) -> String {
    guard chosen.count < parts.count else { return "-" }
    var tests: [Test] = []
    var start = 0
    while start < parts.count {
      let family = parts[start].family
      let end = parts[start...].firstIndex { $0.family != family } ?? parts.count
      let places = (start..<end).filter(chosen.contains)
      if !places.isEmpty { tests += self.tests(of: places, among: start..<end) }
      start = end
    }
    // Only a whole cell may be `not(…)` of tests; beside others it takes an expression.
    if tests.count == 1, case .exclusion(let texts) = tests[0] { return "not(\(texts))" }
    return tests.map { test in
      switch test {
      case .plain(let text): text
      case .exclusion(let texts): "not(? in (\(texts)))"
      }
    }.joined(separator: ", ")
  }

  /// Tests of parts of one family; more than one where they do not hang together.
  private func tests(of places: [Int], among all: Range<Int>) -> [Test] {
    let family = parts[all.lowerBound].family
    switch family {
    case .null, .boolean: return places.map { .plain(parts[$0].sample.literal) }
    case .string where !all.contains(where: { parts[$0].isBetween }):
      return texts(places, among: all)
    default: return runs(places).map { .plain(interval($0)) }
    }
  }

  /// Texts by name, or all but those that are named.
  private func texts(_ places: [Int], among all: Range<Int>) -> [Test] {
    guard places.contains(where: { parts[$0].isOthers }) else {
      return places.map { .plain(parts[$0].sample.literal) }
    }
    let excluded = all.filter { !places.contains($0) && !parts[$0].isOthers }
      .map { parts[$0].sample.literal }
    return excluded.isEmpty
      ? [.plain("? instance of string")] : [.exclusion(excluded.joined(separator: ", "))]
  }

  /// Parts that follow each other, together.
  private func runs(_ places: [Int]) -> [ClosedRange<Int>] {
    places.reduce(into: []) { runs, place in
      if let last = runs.last, last.upperBound + 1 == place {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
  }

  private func interval(_ run: ClosedRange<Int>) -> String {
    let (first, last) = (parts[run.lowerBound], parts[run.upperBound])
    let low: (value: Value, isIncluded: Bool)? =
      switch first.extent {
      case .one(let value): (value, true)
      case .between(let value, _): value.map { ($0, false) }
      case .others: nil
      }
    let high: (value: Value, isIncluded: Bool)? =
      switch last.extent {
      case .one(let value): (value, true)
      case .between(_, let value): value.map { ($0, false) }
      case .others: nil
      }
    switch (low, high) {
    case (let low?, let high?):
      if run.count == 1, low.isIncluded { return low.value.literal }
      return (low.isIncluded ? "[" : "(") + "\(low.value.literal)..\(high.value.literal)"
        + (high.isIncluded ? "]" : ")")
    case (let low?, nil): return (low.isIncluded ? ">= " : "> ") + low.value.literal
    case (nil, let high?): return (high.isIncluded ? "<= " : "< ") + high.value.literal
    case (nil, nil): return "? instance of \(first.family.typeName)"
    }
  }
}

extension Domain.Part {
  fileprivate var isBetween: Bool {
    if case .between = extent { true } else { false }
  }

  fileprivate var isOthers: Bool {
    if case .others = extent { true } else { false }
  }
}
