// SPDX-License-Identifier: Apache-2.0

// if, for, some and every (DMN 1.5, clause 10.3.2.14).

/// `if a then b else c`: c whenever a is not true.
final class ConditionCode: Code {
  private let test: any Code
  private let yes: any Code
  private let no: any Code

  init(_ test: any Code, then yes: any Code, else no: any Code) {
    self.test = test
    self.yes = yes
    self.no = no
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    evaluation.run(evaluation.run(test).isTrue ? yes : no)
  }
}

/// What an iterator goes over.
struct IteratorCode: Sendable {
  let slot: Int
  let source: any Code
  let end: (any Code)?
  let site: Site

  /// Calls `body` with each value in the slot until it returns false; nil when there is nothing to
  /// go over.
  func each(
    _ evaluation: inout Evaluation, _ body: (inout Evaluation) -> Bool
  ) -> Bool? {
    let start = evaluation.run(source)
    if let end {
      let end = evaluation.run(end)
      guard let steps = Steps(from: start, to: end) else {
        _ = evaluation.fail(.kinds(operation: "..", [start.kind, end.kind]), at: site)
        return nil
      }
      return each(in: steps, &evaluation, body)
    }
    switch start {
    case .null:
      _ = evaluation.fail(.kinds(operation: "in", [.null]), at: site)
      return nil
    case .list(let elements):
      for element in elements {
        evaluation[slot] = element
        guard body(&evaluation) else { return false }
      }
      return true
    case .range(let interval):
      guard let steps = Steps(through: interval) else {
        _ = evaluation.fail(.kinds(operation: "for", [.range]), at: site)
        return nil
      }
      return each(in: steps, &evaluation, body)
    default:
      evaluation[slot] = start
      return body(&evaluation)
    }
  }

  private func each(
    in steps: Steps, _ evaluation: inout Evaluation, _ body: (inout Evaluation) -> Bool
  ) -> Bool {
    var current = steps.first
    while let value = current {
      evaluation[slot] = value
      guard body(&evaluation) else { return false }
      current = steps.next(after: value)
    }
    return true
  }
}

/// The numbers or days from one to another, one by one, up or down.
struct Steps {
  let first: Value?
  private let last: Value
  private let isDescending: Bool

  /// From one end to the other, both included; nil for what cannot be counted.
  init?(from start: Value, to end: Value) {
    switch (start, end) {
    case (.number, .number), (.date, .date): break
    default: return nil
    }
    first = start
    last = end
    isDescending = start.compared(to: end) == .descending
  }

  /// The members of a range, ascending; nil for what cannot be counted or has no end.
  init?(through interval: Interval) {
    guard let start = interval.start, let end = interval.end,
      let all = Steps(from: start, to: end), !all.isDescending
    else { return nil }
    let first = interval.includesStart ? start : Self.step(start, isDescending: false)
    last = interval.includesEnd ? end : Self.step(end, isDescending: true) ?? end
    isDescending = false
    self.first = first.flatMap { [last] in $0.compared(to: last) == .descending ? nil : $0 }
  }

  /// The value behind another; nil at the end.
  func next(after value: Value) -> Value? {
    guard let next = Self.step(value, isDescending: isDescending) else { return nil }
    let beyond: Order = isDescending ? .ascending : .descending
    return next.compared(to: last) == beyond ? nil : next
  }

  private static func step(_ value: Value, isDescending: Bool) -> Value? {
    switch value {
    case .number(let number):
      (isDescending ? number - .one : number + .one).flatMap { $0 == number ? nil : .number($0) }
    case .date(let date):
      CalendarDate(daysSinceEpoch: date.daysSinceEpoch + (isDescending ? -1 : 1)).map(Value.date)
    default: nil
    }
  }
}

/// `for x in a, y in b return c`.
final class LoopCode: Code {
  private let iterators: [IteratorCode]
  private let body: any Code
  /// Where `partial` is, the list of the results so far; nil when the body does not read it.
  private let partial: Int?

  init(_ iterators: [IteratorCode], _ body: any Code, partial: Int?) {
    self.iterators = iterators
    self.body = body
    self.partial = partial
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    var results: [Value] = []
    guard collect(0, into: &results, &evaluation) != nil, !evaluation.isHalted else {
      return .null
    }
    return evaluation.admit(results)
  }

  private func collect(
    _ depth: Int, into results: inout [Value], _ evaluation: inout Evaluation
  ) -> Bool? {
    guard depth < iterators.count else {
      add(to: &results, &evaluation)
      return !evaluation.isHalted
    }
    var isWhole = true
    let isDone = iterators[depth].each(&evaluation) { evaluation in
      guard let goesOn = collect(depth + 1, into: &results, &evaluation) else {
        isWhole = false
        return false
      }
      return goesOn
    }
    return isWhole ? isDone : nil
  }

  private func add(to results: inout [Value], _ evaluation: inout Evaluation) {
    guard let partial else {
      results.append(evaluation.run(body))
      evaluation.check(count: results.count)
      return
    }
    evaluation[partial] = .list(results)
    let value = evaluation.run(body)
    // Without the second reference the list grows in place.
    evaluation[partial] = .null
    guard evaluation.allows(value) else { return }
    results.append(value)
    evaluation.check(count: results.count)
  }
}

/// `some x in a satisfies b` and `every x in a satisfies b`: the disjunction and the conjunction of
/// what b is for each, in three-valued logic; null as soon as b is no truth value at all.
final class QuantifiedCode: Code {
  private let isEvery: Bool
  private let iterators: [IteratorCode]
  private let body: any Code
  private let site: Site

  init(isEvery: Bool, _ iterators: [IteratorCode], _ body: any Code, at site: Site) {
    self.isEvery = isEvery
    self.iterators = iterators
    self.body = body
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    var result: Value = .boolean(isEvery)
    guard search(0, &result, &evaluation) != nil, !evaluation.isHalted else { return .null }
    return result
  }

  private func search(
    _ depth: Int, _ result: inout Value, _ evaluation: inout Evaluation
  ) -> Bool? {
    guard depth < iterators.count else {
      let holds = evaluation.run(body)
      if case .boolean(!isEvery) = holds {
        result = holds
        return false
      }
      switch holds {
      case .boolean: break
      case .null: result = .null
      default:
        _ = evaluation.fail(.kinds(operation: "satisfies", [holds.kind]), at: site)
        return nil
      }
      return !evaluation.isHalted
    }
    var isWhole = true
    let isDone = iterators[depth].each(&evaluation) { evaluation in
      guard let goesOn = search(depth + 1, &result, &evaluation) else {
        isWhole = false
        return false
      }
      return goesOn
    }
    return isWhole ? isDone : nil
  }
}
