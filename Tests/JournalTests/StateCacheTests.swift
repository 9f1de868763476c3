// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import Testing

@testable import Journal

@Suite("States that are kept in memory")
struct StateCacheTests {
  @Test("What another node has appended meanwhile counts")
  func otherNode() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(5))
    let other = Journal(
      database: bench.journal.database, clock: Clock { Bench.start }, parts: JarParts.all)
    let version = try await other.perform(as: Bench.bob) { unit in
      try unit.execute(.take(4), on: Stream<Jar>("a")) { _ in Jar.Context() }
    }
    #expect(version == 2)
    await #expect(throws: Jar.Refusal.notEnough(held: 1)) { try await bench.tell(.take(2)) }
    #expect(try await bench.tell(.take(1), expecting: 2) == 3)
  }

  @Test("What was rolled back is not remembered")
  func failure() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(2))
    await #expect(throws: Planted.projection) { try await bench.tell(.put(Unlucky.projection)) }
    await #expect(throws: Planted.policy) { try await bench.tell(.put(Unlucky.policy)) }
    await #expect(throws: Jar.Refusal.notEnough(held: 2)) { try await bench.tell(.take(3)) }
    #expect(try await bench.tell(.put(1)) == 2)
    let (jar, version) = try await bench.jar()
    #expect(jar.held == 3 && version == 2)
  }

  @Test("A state whose last event was lost with a server, and is another now, is not gone on from")
  func anotherServer() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(5))
    try await bench.tell(.put(2))
    let lost: Statement = "DELETE FROM journal_event WHERE stream = 'jar/a' AND version = 2"
    try await bench.tamper(lost)
    await #expect(throws: Jar.Refusal.notEnough(held: 5)) { try await bench.tell(.take(6)) }
    #expect(try await bench.tell(.put(1)) == 2)
    bench.hand.move(seconds: 1)
    try await bench.tamper(lost)
    let other = Journal(
      database: bench.journal.database, clock: Clock { bench.hand.now }, parts: JarParts.all)
    let version = try await other.perform(as: Bench.bob) { unit in
      try unit.execute(.put(3), on: Stream<Jar>("a")) { _ in Jar.Context() }
    }
    #expect(version == 2)
    await #expect(throws: Jar.Refusal.notEnough(held: 8)) { try await bench.tell(.take(9)) }
  }

  @Test("It has an end, and forgets what was used longest ago")
  func bounded() throws {
    let cache = StateCache(size: 2)
    func put(_ name: String, _ version: Int) {
      let entry = StateCache.Entry(state: Jar(), version: version, at: Bench.start)
      cache.keep([Stream<Jar>(name).description: entry])
    }
    for (version, name) in ["a", "b", "c", "d", "e"].enumerated() { put(name, version) }
    let kept = ["a", "b", "c", "d", "e"].filter { cache.state(of: Stream<Jar>($0)) != nil }
    #expect(kept == ["c", "d", "e"])
    // An answer that comes late does not replace a newer state.
    put("e", 9)
    put("e", 8)
    #expect(cache.state(of: Stream<Jar>("e"))?.version == 9)
    #expect(cache.state(of: Stream<Ledger>("e")) == nil)
  }
}
