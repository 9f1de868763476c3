// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// The aggregate of these tests: a jar of coins, about which promises with a due day can be made.
struct Jar: Aggregate {
  enum Command: Sendable {
    case put(Int)
    case take(Int)
    case empty
    case promise(due: Instant)
    case keepPromise
    case echo
  }

  enum Event: Codable, Sendable, Hashable {
    case put(coins: Int)
    case taken(coins: Int)
    case promised(due: Instant)
    case promiseKept
    case echoed
  }

  enum Refusal: Error, Equatable {
    case notEnough(held: Int)
    case nothingPromised
  }

  struct Context: Sendable {}

  static let kind = "jar"

  private(set) var held = 0
  /// Every amount that was ever put in: a set, which is encoded in any order.
  private(set) var amounts: Set<Int> = []
  private(set) var promised: Instant?
  private(set) var last: Moment?

  func decide(_ command: Command, _ context: Context) throws(Refusal) -> [Event] {
    switch command {
    case .put(let coins): return [.put(coins: coins)]
    case .take(let coins):
      guard coins <= held else { throw .notEnough(held: held) }
      return [.taken(coins: coins)]
    case .empty: return (0..<held).map { _ in .taken(coins: 1) }
    case .promise(let due): return [.promised(due: due)]
    case .keepPromise:
      guard promised != nil else { throw .nothingPromised }
      return [.promiseKept]
    case .echo: return [.echoed]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment) {
    last = moment
    switch event {
    case .put(let coins):
      held += coins
      amounts.insert(coins)
    case .taken(let coins): held -= coins
    case .promised(let due): promised = due
    case .promiseKept: promised = nil
    case .echoed: break
    }
  }
}

/// The same jar after its state got another shape.
struct ReshapedJar: Aggregate {
  static let kind = Jar.kind
  static let format = 2

  private(set) var total = 0

  func decide(_ command: Jar.Command, _ context: Jar.Context) throws(Jar.Refusal) -> [Jar.Event] {
    []
  }

  mutating func apply(_ event: Jar.Event, at moment: Moment) {
    switch event {
    case .put(let coins): total += coins
    case .taken(let coins): total -= coins
    case .promised, .promiseKept, .echoed: break
    }
  }
}

/// What a policy keeps beside the jars: how often something was taken from any of them.
struct Ledger: Aggregate {
  enum Command: Sendable { case enter(String) }
  enum Event: Codable, Sendable, Hashable { case entered(jar: String) }
  enum Refusal: Error { case full }
  struct Context: Sendable {}

  static let kind = "ledger"
  static let stream = Stream<Ledger>("all")

  private(set) var entries: [String] = []

  func decide(_ command: Command, _ context: Context) throws(Refusal) -> [Event] {
    guard entries.count < 1_000, case .enter(let jar) = command else { throw .full }
    return [.entered(jar: jar)]
  }

  mutating func apply(_ event: Event, at moment: Moment) {
    if case .entered(let jar) = event { entries.append(jar) }
  }
}

/// What the registered parts of these tests throw at amounts that stand for a fault of the program.
enum Planted: Error, Equatable {
  case projection
  case policy
  case body
  case sink
  case handler
}

/// Amounts at which a part fails.
enum Unlucky {
  static let projection = 13
  static let policy = 14
}

/// The parts that the tests put together.
enum JarParts {
  static let migration = Migration(
    "jar", 1, "create",
    [
      """
      CREATE TABLE jar_row (
        id TEXT NOT NULL PRIMARY KEY, held BIGINT NOT NULL, version BIGINT NOT NULL,
        actor TEXT NOT NULL)
      """
    ])

  static let deadline = "jar.promise"

  /// One row for each jar, and the deadline of its promise.
  static let projection = Projection(Jar.self, tables: ["jar_row"]) { entry, jar, transaction in
    try transaction.run(
      """
      INSERT INTO jar_row (id, held, version, actor)
      VALUES (\(entry.id), \(jar.held), \(entry.version), \(entry.moment.actor))
      ON CONFLICT (id) DO UPDATE SET held = excluded.held, version = excluded.version,
        actor = excluded.actor
      """)
    if case .put(Unlucky.projection) = entry.event { throw Planted.projection }
    let stream = Stream<Jar>(entry.id)
    if let due = jar.promised {
      try DeadlineTable.set(deadline, of: stream, due: due, in: transaction)
    } else {
      try DeadlineTable.clear(deadline, of: stream, in: transaction)
    }
  }

  /// Enters what is taken in the ledger, and tells the world.
  static let entering = Policy(Jar.self) { entry, _, unit in
    if case .put(Unlucky.policy) = entry.event { throw Planted.policy }
    guard case .taken = entry.event else { return }
    try unit.execute(.enter(entry.id), on: Ledger.stream) { _ in Ledger.Context() }
    try unit.post(["jar": entry.id], to: "taken")
  }

  /// Answers every echo with another one.
  static let echoing = Policy(Jar.self) { entry, _, unit in
    guard entry.event == .echoed else { return }
    try unit.execute(.echo, on: Stream<Jar>(entry.id)) { _ in Jar.Context() }
  }

  /// Keeps the promise when it comes due; a jar named `stuck` leaves it standing, `broken` throws.
  static let keeping = DeadlineHandler(deadline) { id, unit in
    if id == "stuck" { return }
    if id == "broken" { throw Planted.handler }
    try unit.execute(.keepPromise, on: Stream<Jar>(id)) { _ in Jar.Context() }
  }

  static let all: [any JournalPart] = [projection, entering, echoing, keeping]
}
