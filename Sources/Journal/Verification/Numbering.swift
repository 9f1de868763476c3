// SPDX-License-Identifier: Apache-2.0

import SQL

/// What was issued of one series of numbers.
package struct IssuedNumbers: Sendable, Hashable {
  /// The name of its counter, as ``UnitOfWork/next(_:)`` was given it.
  package let series: String
  /// How many numbers, no two of them alike.
  package var count: Int
  package var highest: Int

  package init(_ series: String, count: Int = 0, highest: Int = 0) {
    self.series = series
    self.count = count
    self.highest = highest
  }

  package mutating func add(_ serial: Int) {
    count += 1
    highest = max(highest, serial)
  }
}

/// Numbers of a few series that turn up in no order.
package struct SeriesTally {
  private var series: [String: IssuedNumbers] = [:]

  package init() {}

  package mutating func add(_ serial: Int, of name: String) {
    series[name, default: IssuedNumbers(name)].add(serial)
  }

  /// The series in the order in which ``Numbering`` wants them.
  package var inOrder: [IssuedNumbers] {
    series.values.sorted { precedes($0.series, $1.series) }
  }
}

/// The order of code points, as the engines sort.
private func precedes(_ one: String, _ other: String) -> Bool {
  one.utf8.lexicographicallyPrecedes(other.utf8)
}

/// How a room finds the numbers again that it has taken from counters.
package struct Numbering: JournalPart {
  /// What the names of its counters begin with, up to a slash: `case/`.
  let prefix: String
  let issued: @Sendable (Snapshot, (IssuedNumbers) throws -> Void) throws -> Void

  /// - Parameter issued: hands over every series that a number was issued of, in the order of their names by code point.
  package init(
    _ prefix: String,
    _ issued: @escaping @Sendable (Snapshot, (IssuedNumbers) throws -> Void) throws -> Void
  ) {
    self.prefix = prefix
    self.issued = issued
  }

  package func register(in register: inout Register) {
    register.numberings.append(self)
  }

  /// Lays the series beside the counters, both in the order of their names.
  func compare(in snapshot: Snapshot, _ inspector: Inspector) throws {
    var counters = Counters(prefix: prefix, snapshot: snapshot)
    func unused(_ counter: (name: String, value: Int)) {
      inspector.looked()
      inspector.found(
        "the counter stands at \(counter.value), but no number of it is to be found",
        at: counter.name)
    }
    try issued(snapshot) { numbers in
      while let next = try counters.peek(), precedes(next.name, numbers.series) {
        unused(next)
        counters.drop()
      }
      inspector.looked()
      if numbers.count != numbers.highest {
        inspector.found(
          "\(numbers.count) numbers were issued, but the highest is \(numbers.highest)",
          at: numbers.series)
      }
      guard let counter = try counters.peek(), counter.name == numbers.series else {
        return inspector.found("numbers were issued, but there is no counter", at: numbers.series)
      }
      counters.drop()
      if counter.value != numbers.highest {
        inspector.found(
          "the counter stands at \(counter.value), but the highest number is \(numbers.highest)",
          at: numbers.series)
      }
    }
    while let rest = try counters.peek() {
      unused(rest)
      counters.drop()
    }
  }
}

/// The counters whose names begin alike, in the order of their names, a page at a time.
private struct Counters {
  let prefix: String
  let snapshot: Snapshot
  private var page: ArraySlice<(name: String, value: Int)> = []
  private var last: String
  private var isAtEnd = false

  init(prefix: String, snapshot: Snapshot) {
    self.prefix = prefix
    self.snapshot = snapshot
    last = prefix
  }

  /// The next one, or nil where there is none.
  mutating func peek() throws -> (name: String, value: Int)? {
    if page.isEmpty, !isAtEnd {
      // The character after the slash that ends the prefix.
      let end = prefix.dropLast() + "0"
      let found: [(name: String, value: Int)] = try snapshot.rows(
        """
        SELECT name, value FROM journal_counter WHERE name > \(last) AND name < \(String(end))
        ORDER BY name LIMIT \(Inspection.pageSize)
        """
      ) { (try $0[0], try $0[1]) }
      page = found[...]
      last = found.last?.name ?? last
      isAtEnd = found.isEmpty
    }
    return page.first
  }

  mutating func drop() {
    page = page.dropFirst()
  }
}
