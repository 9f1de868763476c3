// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Looks at past cases one by one.
///
/// ```swift
/// var miner = Miner()
/// for trace in traces { miner.add(trace.steps()) }
/// let mining = miner.mining()
/// ```
///
/// - Complexity: Linear in the steps; in memory a few bytes for each step, since medians are exact, and one list of
///   activities for each variant.
public struct Miner: Sendable {
  private var names = Numbering()
  private var people = Numbering()
  private var traces = 0
  private var events = 0
  private var unsorted = 0
  private var span: ClosedRange<Instant>?
  private var activities: [ActivityCount] = []
  private var pairs: [Two: PairCount] = [:]
  private var resources: [ResourceCount] = []
  private var handovers: [Two: Int] = [:]
  private var throughput: [Int64] = []
  private var variants: [[Int32]: Int] = [:]

  /// A miner that has seen nothing.
  public init() {}

  /// Looks at a case, its steps in the order of their time.
  ///
  /// - Parameter isSorted: Whether the log had them in that order.
  public mutating func add(_ steps: [Step], isSorted: Bool = true) {
    traces += 1
    events += steps.count
    if !isSorted { unsorted += 1 }
    let numbers = steps.map { names.number(of: $0.activity) }
    while activities.count < names.count { activities.append(ActivityCount()) }
    variants[numbers, default: 0] += 1
    if let first = numbers.first, let last = numbers.last {
      activities[Int(first)].starts += 1
      activities[Int(last)].ends += 1
    }
    for number in numbers { activities[Int(number)].events += 1 }
    for number in Set(numbers) { activities[Int(number)].traces += 1 }
    addTimes(steps, numbers)
    addPairs(steps, numbers)
    addPeople(steps, numbers)
  }

  private mutating func addTimes(_ steps: [Step], _ numbers: [Int32]) {
    let times = steps.compactMap(\.at)
    if let first = times.min(), let last = times.max() {
      throughput.append(last.milliseconds - first.milliseconds)
      span = min(span?.lowerBound ?? first, first)...max(span?.upperBound ?? last, last)
    }
    var begun: [Int32: [Instant]] = [:]
    for (step, number) in zip(steps, numbers) {
      guard let at = step.at else { continue }
      if step.transition == .start {
        begun[number, default: []].append(at)
      } else if let start = begun[number]?.popLast() {
        activities[Int(number)].service.append(at.milliseconds - start.milliseconds)
      }
    }
  }

  private mutating func addPairs(_ steps: [Step], _ numbers: [Int32]) {
    var open: [Int32: Int] = [:]
    for index in steps.indices {
      let (step, number) = (steps[index], numbers[index])
      let isOwnEnd = step.transition == .complete && open[number, default: 0] > 0
      if step.transition == .start { open[number, default: 0] += 1 }
      if isOwnEnd { open[number, default: 0] -= 1 }
      guard index > 0 else { continue }
      let two = Two(from: numbers[index - 1], to: number)
      pairs[two, default: PairCount()].count += 1
      let isService =
        isOwnEnd && two.from == two.to && steps[index - 1].transition == .start
      guard !isService, let before = steps[index - 1].at, let at = step.at else { continue }
      let waiting = at.milliseconds - before.milliseconds
      pairs[two, default: PairCount()].waiting.append(waiting)
      if !isOwnEnd { activities[Int(number)].waiting.append(waiting) }
    }
  }

  private mutating func addPeople(_ steps: [Step], _ numbers: [Int32]) {
    var seen: Set<Int32> = []
    var before: Int32?
    for (step, activity) in zip(steps, numbers) {
      let number = step.resource.map { people.number(of: $0) } ?? Numbering.nobody
      // A step of which nobody is known is a hand-over all the same, and no load of anybody's.
      if let before, before != number { handovers[Two(from: before, to: number), default: 0] += 1 }
      before = number
      guard number != Numbering.nobody else { continue }
      if resources.count < people.count { resources.append(ResourceCount()) }
      resources[Int(number)].events += 1
      resources[Int(number)].activities.insert(activity)
      if seen.insert(number).inserted { resources[Int(number)].traces += 1 }
      if let day = step.at?.day { resources[Int(number)].days.insert(day) }
    }
  }

  /// What is learnt so far.
  ///
  /// - Parameter limit: How many variants are given.
  public func mining(variants limit: Int = 20) -> Mining {
    Mining(
      traces: traces, events: events, unsorted: unsorted, span: span,
      activities: zip(names.texts, activities).map { name, count in
        Mining.Activity(
          name: name, events: count.events, traces: count.traces, starts: count.starts,
          ends: count.ends, waiting: Spread(count.waiting), service: Spread(count.service))
      }.sorted { ($1.events, $0.name) < ($0.events, $1.name) },
      pairs: pairs.map { two, count in
        Mining.Pair(
          from: names.texts[Int(two.from)], to: names.texts[Int(two.to)], count: count.count,
          waiting: Spread(count.waiting))
      }.sorted { ($1.count, $0.from, $0.to) < ($0.count, $1.from, $1.to) },
      throughput: Spread(throughput),
      resources: zip(people.texts, resources).map { name, count in
        Mining.Resource(
          name: name, events: count.events, traces: count.traces,
          activities: count.activities.count, days: count.days.count)
      }.sorted { ($1.events, $0.name) < ($0.events, $1.name) },
      handovers: handovers.values.reduce(0, +), handoverPairs: handovers.count,
      variantCount: variants.count, variants: frequent(limit))
  }

  private func frequent(_ limit: Int) -> [Mining.Variant] {
    // Those that cannot be among the first need not be put in order.
    let least = variants.values.sorted(by: >).prefix(limit).last ?? 0
    let found = variants.filter { $0.value >= least }.map { numbers, count in
      Mining.Variant(count: count, activities: numbers.map { names.texts[Int($0)] })
    }
    return Array(
      found.sorted { left, right in
        left.count != right.count
          ? left.count > right.count
          : left.activities.lexicographicallyPrecedes(right.activities)
      }.prefix(limit))
  }
}

/// Two numbers in order.
private struct Two: Hashable {
  let from: Int32
  let to: Int32
}

private struct ActivityCount {
  var events = 0
  var traces = 0
  var starts = 0
  var ends = 0
  var waiting: [Int64] = []
  var service: [Int64] = []
}

private struct PairCount {
  var count = 0
  var waiting: [Int64] = []
}

private struct ResourceCount {
  var events = 0
  var traces = 0
  var activities: Set<Int32> = []
  var days: Set<Day> = []
}

/// Gives each different text a number, in the order in which they come.
private struct Numbering {
  static let nobody: Int32 = -1
  private var numbers: [String: Int32] = [:]
  private(set) var texts: [String] = []

  var count: Int { texts.count }

  mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }
}
