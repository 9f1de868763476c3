// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// What one unit of work has touched, in memory until it ends, so that nothing is read or written twice: the states of
/// aggregates, the numbers of series, the rows that only the end of the work decides.
///
/// It does not follow a savepoint that is rolled back inside the unit: `execute` stands outside of those.
/// A class, because a unit of work hands copies of itself to its policies; it lives and dies with the
/// transaction, on the one thread that runs it.
final class Touched {
  /// Something that is written when the work is done.
  typealias Ending = (Transaction) throws -> Void

  private(set) var states: [String: StateCache.Entry] = [:]
  /// The last number taken of each series.
  private var numbers: [String: Int] = [:]
  /// The series whose last number does not stand in the table yet.
  private var unwritten: Set<String> = []
  private var endings: [String: Ending] = [:]
  /// The streams of the endings, in the order in which they were touched.
  private var order: [String] = []
  /// What earlier units of work have left in memory.
  let earlier: StateCache

  init(_ earlier: StateCache) { self.earlier = earlier }

  func state<A: Aggregate>(of stream: Stream<A>) -> (state: A, version: Int)? {
    guard let entry = states["\(stream)"], let state = entry.state as? A else { return nil }
    return (state, entry.version)
  }

  func keep<A: Aggregate>(_ state: A, version: Int, at: Instant?, of stream: Stream<A>) {
    states["\(stream)"] = StateCache.Entry(state: state, version: version, at: at)
  }

  /// The next number of a series of which this work has taken one.
  func next(_ series: String) -> Int? {
    guard let last = numbers[series] else { return nil }
    numbers[series] = last + 1
    unwritten.insert(series)
    return last + 1
  }

  /// Remembers the number that the table gave.
  func took(_ number: Int, of series: String) {
    numbers[series] = number
  }

  /// Puts off what is written of an aggregate, in place of what was put off before.
  func atEnd<A: Aggregate>(of stream: Stream<A>, _ ending: @escaping Ending) {
    if endings.updateValue(ending, forKey: "\(stream)") == nil { order.append("\(stream)") }
  }

  /// Writes what was put off.
  func settle(in transaction: Transaction) throws {
    for stream in order { try endings[stream]?(transaction) }
    (order, endings) = ([], [:])
    for series in unwritten.sorted() {
      guard let number = numbers[series] else { continue }
      try transaction.run(
        "UPDATE journal_counter SET value = \(number) WHERE name = \(series)")
    }
    unwritten = []
  }
}
