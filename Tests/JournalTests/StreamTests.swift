// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Testing

@Suite("Streams: events, versions, snapshots", .everyEngine)
struct StreamTests {
  @Test("an aggregate nobody has told anything is in its first state, at version 0")
  func beforeTheFirstEvent() async throws {
    let bench = try await Bench()
    let (jar, version) = try await bench.jar()
    #expect(jar == Jar())
    #expect(version == 0)
    #expect(try await bench.history().isEmpty)
  }

  @Test("events are appended in order and fold to the state, with their moments")
  func appendAndFold() async throws {
    let bench = try await Bench()
    #expect(try await bench.tell(.put(5)) == 1)
    bench.hand.move(seconds: 60)
    #expect(try await bench.tell(.take(2), as: Bench.bob) == 2)
    let (jar, version) = try await bench.jar()
    #expect(jar.held == 3)
    #expect(version == 2)
    #expect(jar.last == Moment(at: Bench.start.adding(milliseconds: 60_000), actor: "bob"))

    let history = try await bench.history()
    #expect(history.map(\.event) == [.put(coins: 5), .taken(coins: 2)])
    #expect(history.map(\.version) == [1, 2])
    #expect(history.map(\.id) == ["a", "a"])
    #expect(history.map(\.moment.actor) == ["ann", "bob"])
  }

  @Test("one command may make many events, or none")
  func manyOrNone() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(3))
    #expect(try await bench.tell(.empty) == 4)
    #expect(try await bench.tell(.empty) == 4)
    #expect(try await bench.history().count == 4)
  }

  @Test("the row of an event names its type, as the enum does")
  func eventType() async throws {
    let bench = try await Bench()
    try await bench.tell(.promise(due: Bench.start))
    try await bench.tell(.keepPromise)
    let types: [String] = try await bench.journal.database.read {
      try $0.rows("SELECT type FROM journal_event ORDER BY position")
    }
    #expect(types == ["promised", "promiseKept"])
  }

  @Test("a state read through a snapshot equals the fold of all events from the first")
  func snapshotEqualsFold() async throws {
    let bench = try await Bench()
    for coins in 1...40 where coins != Unlucky.projection && coins != Unlucky.policy {
      try await bench.tell(.put(coins))
      bench.hand.move(seconds: 1)
      var folded = Jar()
      for entry in try await bench.history() { folded.apply(entry.event, at: entry.moment) }
      #expect(try await bench.jar().state == folded)
    }
    #expect(try await bench.count("journal_snapshot") == 1)
  }

  @Test("the snapshot is what is read, so that a long history costs little")
  func snapshotIsUsed() async throws {
    let bench = try await Bench()
    for _ in 1...20 { try await bench.tell(.put(1)) }
    let version: Int = try await bench.journal.database.read {
      try $0.one("SELECT version FROM journal_snapshot")
    }
    #expect(version == 16)
    // A wrong snapshot shows that it was read and that only the four later events were added.
    try await bench.tamper("UPDATE journal_snapshot SET body = '{\"held\":1000,\"amounts\":[]}'")
    #expect(try await bench.jar().state.held == 1_004)
    #expect(try await bench.jar().version == 20)
  }

  @Test("a snapshot of another shape, or one that cannot be read, is passed over")
  func snapshotOfAnotherShape() async throws {
    let bench = try await Bench()
    for _ in 1...20 { try await bench.tell(.put(1)) }
    let reshaped = try await bench.journal.database.read {
      try Journal.state(of: Stream<ReshapedJar>("a"), in: $0)
    }
    #expect(reshaped.state.total == 20)
    #expect(reshaped.version == 20)
    try await bench.tamper("UPDATE journal_snapshot SET body = 'torn'")
    #expect(try await bench.jar().state.held == 20)
  }

  @Test("one command with more events than a snapshot's distance still leaves a right snapshot")
  func snapshotAfterManyEvents() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(50))
    try await bench.tell(.empty)
    #expect(try await bench.jar().version == 51)
    #expect(try await bench.jar().state.held == 0)
    try await bench.tell(.put(7))
    #expect(try await bench.jar().state.held == 7)
  }

  @Test("an event that this program cannot read is told, not skipped")
  func unreadable() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1))
    try await bench.tamper("UPDATE journal_event SET body = '{\"melted\":{}}'")
    await #expect {
      try await bench.jar()
    } throws: { error in
      guard case .unreadable(1, _) = error as? JournalFailure else { return false }
      return true
    }
  }

  @Test("a refusal leaves no event")
  func refusal() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1))
    await #expect(throws: Jar.Refusal.notEnough(held: 1)) { try await bench.tell(.take(2)) }
    #expect(try await bench.count("journal_event") == 1)
  }
}

@Suite("Concurrency: who saw which version", .everyEngine)
struct ConcurrencyTests {
  @Test("a command that expects another version than the one in the store is refused")
  func expectedVersion() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1), expecting: 0)
    try await bench.tell(.put(1), expecting: 1)
    let changed = JournalFailure.changed(stream: "jar/a", expected: 1, found: 2)
    await #expect(throws: changed) { try await bench.tell(.put(1), expecting: 1) }
    let ahead = JournalFailure.changed(stream: "jar/a", expected: 3, found: 2)
    await #expect(throws: ahead) { try await bench.tell(.put(1), expecting: 3) }
    #expect(try await bench.jar().version == 2)
  }

  @Test("commands to one stream at once that expect nothing all land, one after the other")
  func allLand() async throws {
    let bench = try await Bench()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...50 { group.addTask { try await bench.tell(.put(1)) } }
      try await group.waitForAll()
    }
    #expect(try await bench.jar().state.held == 50)
    #expect(try await bench.history().map(\.version) == Array(1...50))
  }

  @Test("of many who saw the same version, one lands and every other gets a clean conflict")
  func oneLands() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1))
    let outcomes = await withTaskGroup(of: JournalFailure?.self) { group in
      for _ in 1...20 {
        group.addTask {
          do {
            try await bench.tell(.put(1), expecting: 1)
            return nil
          } catch {
            return error as? JournalFailure ?? .tooDeep(stream: "\(error)")
          }
        }
      }
      return await group.reduce(into: [JournalFailure?]()) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 1)
    let conflict = JournalFailure.changed(stream: "jar/a", expected: 1, found: 2)
    #expect(outcomes.count { $0 == conflict } == 19)
    #expect(try await bench.jar().state.held == 2)
  }

  @Test("the last coin is taken by one of many")
  func lastCoin() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1))
    let taken = await withTaskGroup(of: Bool.self) { group in
      for _ in 1...20 {
        group.addTask { (try? await bench.tell(.take(1))) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
    #expect(try await bench.jar().state.held == 0)
  }
}
