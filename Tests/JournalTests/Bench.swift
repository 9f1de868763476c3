// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Logging
import SQL
import Synchronization
import TestEngines

/// A clock that stands still until somebody moves its hand.
final class Hand: Sendable {
  private let instant: Mutex<Instant>

  init(_ instant: Instant) { self.instant = Mutex(instant) }

  var now: Instant { instant.withLock { $0 } }

  func move(seconds: Int64) { instant.withLock { $0 = $0.adding(milliseconds: seconds * 1_000) } }

  func move(to instant: Instant) { self.instant.withLock { $0 = instant } }
}

/// A journal of jars on an empty database, with a clock that jumps.
struct Bench: Sendable {
  let journal: Journal
  let hand: Hand

  static let start = Instant(milliseconds: 1_772_416_800_000)
  static let ann = Actor(id: "ann", name: "Ann", roles: [.clerk], department: nil)
  static let bob = Actor(id: "bob", name: "Bob", roles: [.clerk], department: nil)

  init(_ parts: [any JournalPart] = JarParts.all) async throws {
    try await self.init(try await TestEngine.current.open(), Hand(Self.start), parts)
  }

  /// One node of several: its own access to a database that others use too.
  init(
    _ database: Database, _ hand: Hand, _ parts: [any JournalPart] = JarParts.all
  ) async throws {
    try await database.migrate(JournalSchema.migrations + [JarParts.migration], at: Self.start)
    self.hand = hand
    journal = Journal(database: database, clock: Clock { hand.now }, parts: parts)
  }

  /// Several nodes on one database, with one clock.
  static func nodes(_ count: Int, at place: TestPlace) async throws -> [Bench] {
    let hand = Hand(start)
    var nodes: [Bench] = []
    for _ in 0..<count { nodes.append(try await Bench(try place.open(), hand)) }
    return nodes
  }

  /// Carries one command out and returns the version after it.
  @discardableResult
  func tell(
    _ command: Jar.Command, to id: String = "a", as actor: Actor = ann, expecting: Int? = nil,
    key: CommandKey? = nil
  ) async throws -> Int {
    try await journal.perform(as: actor, key: key) { unit in
      try unit.execute(command, on: Stream<Jar>(id), expecting: expecting) { _ in Jar.Context() }
    }
  }

  func jar(_ id: String = "a") async throws -> (state: Jar, version: Int) {
    try await journal.database.read { try Journal.state(of: Stream<Jar>(id), in: $0) }
  }

  func history(_ id: String = "a") async throws -> [Recorded<Jar.Event>] {
    try await journal.database.read { try Journal.history(of: Stream<Jar>(id), in: $0) }
  }

  /// How many rows a table has.
  func count(_ table: StaticString) async throws -> Int {
    try await journal.database.read { try $0.one("SELECT COUNT(*) FROM \(raw: table)") }
  }

  /// Changes rows behind the journal's back.
  func tamper(_ statement: Statement) async throws {
    try await journal.database.write { _ = try $0.run(statement) }
  }

  func scheduler(_ sinks: [String: any Sink] = [:]) -> Scheduler {
    Scheduler(
      journal: journal, sinks: sinks,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: .milliseconds(5))
  }
}

/// Counts what many tasks do.
final class Tally: Sendable {
  private let kept = Mutex(0)

  var count: Int { kept.withLock(\.self) }

  func add() { kept.withLock { $0 += 1 } }
}

/// A generator of the same numbers in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
