// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL
import TestEngines
import Testing

@Suite(
  "A database that goes away amid the work: nothing is lost, nothing is done twice", .serialized,
  .enabled(if: TestServer.shared != nil, "PostgreSQL is not installed"))
struct LostConnectionTests {
  private let key = CommandKey("k1", request: "put 1")

  /// A node whose session ends in the commit of the first event, before anything is kept.
  private func benchThatBreaksOnce() async throws -> Bench {
    let bench = try await Bench(try await TestEngine.postgres.open(), Hand(Bench.start))
    try await bench.tamper("CREATE SEQUENCE breaks")
    try await bench.tamper(
      """
      CREATE FUNCTION break_once() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN
         IF nextval(''breaks'') = 1 THEN
           PERFORM pg_terminate_backend(pg_backend_pid());
           PERFORM pg_sleep(9);
         END IF;
         RETURN NULL;
       END'
      """)
    try await bench.tamper(
      """
      CREATE CONSTRAINT TRIGGER journal_event_break AFTER INSERT ON journal_event
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_once()
      """)
    return bench
  }

  @Test("a command with a key whose commit broke before it was kept is done after all, once")
  func brokenBefore() async throws {
    let bench = try await benchThatBreaksOnce()
    #expect(try await bench.tell(.put(1), key: key) == 1)
    #expect(try await bench.history().map(\.event) == [.put(coins: 1)])
  }

  @Test("without a key it is told that nobody knows, and nothing is guessed")
  func unknown() async throws {
    let bench = try await benchThatBreaksOnce()
    await #expect(throws: SQLFailure.outcomeUnknown) { try await bench.tell(.put(1)) }
    #expect(try await bench.count("journal_event") == 0)
    #expect(try await bench.tell(.put(1)) == 1)
  }

  /// Makes every commit wait for a second server that does not come: it is kept before it is answered.
  private func holdCommits(_ hold: Bool, of server: TestServer) {
    server.administer(
      alone: hold
        ? "ALTER SYSTEM SET synchronous_standby_names = 'nobody'"
        : "ALTER SYSTEM RESET synchronous_standby_names")
    server.administer(alone: "SELECT pg_reload_conf()")
  }

  /// Waits until a read finds something; the read may do it, too, since no commit gets through.
  private func wait(for found: Statement, _ bench: Bench) async throws {
    while try await bench.journal.database.read({ try !$0.exists(found) }) {
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private static let breakCommit: Statement = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE wait_event = 'SyncRep' AND application_name = 'banjie'
    """

  @Test(
    "a command whose commit was kept but never answered is not done again: its key has the answer")
  func brokenAfter() async throws {
    let server = try TestServer()
    let bench = try await Bench(try Database.open(try await server.schema()), Hand(Bench.start))
    try await bench.tell(.put(5))
    holdCommits(true, of: server)
    async let answer = bench.tell(.put(1), key: key)
    try await wait(for: Self.breakCommit, bench)
    holdCommits(false, of: server)
    #expect(try await answer == 2)
    #expect(try await bench.history().map(\.event) == [.put(coins: 5), .put(coins: 1)])
  }

  @Test("where nobody can be asked how the commit ended, it stays unknown, whatever is in the way")
  func unknownStays() async throws {
    let server = try TestServer()
    let schema = try await server.makeSchema()
    let hand = Hand(Bench.start)
    let other = try await Bench(try Database.open(try server.location(schema: schema)), hand)
    let hasty = try await Bench(
      try Database.open(try server.location(schema: schema, "lock_timeout=50")), hand)
    holdCommits(true, of: server)
    let command = Task { try await hasty.tell(.put(1), key: key) }
    try await wait(for: "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'", hasty)
    let gate = DispatchSemaphore(value: 0)
    async let holder: Int = other.journal.perform(as: Bench.bob) { unit in
      let number = try unit.next("series")
      gate.wait()
      return number
    }
    try await wait(for: "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory'", hasty)
    try await wait(for: Self.breakCommit, hasty)
    await #expect(throws: SQLFailure.outcomeUnknown) { try await command.value }
    holdCommits(false, of: server)
    gate.signal()
    #expect(try await holder == 1)
    #expect(try await hasty.tell(.put(1), key: key) == 1)
    #expect(try await hasty.history().map(\.event) == [.put(coins: 1)])
  }

  @Test("a server that is killed under load: each acknowledged command is there exactly once")
  func killed() async throws {
    let server = try TestServer()
    let location = try await server.schema()
    let hand = Hand(Bench.start)
    let nodes = [
      try await Bench(try Database.open(location), hand),
      try await Bench(try Database.open(location), hand),
    ]
    let acknowledged = Tally()
    let work = Task {
      try await withThrowingTaskGroup(of: [Int].self) { group in
        for task in 0..<8 {
          group.addTask {
            var numbers: [Int] = []
            for number in 0..<25 {
              let key = CommandKey("\(task)-\(number)", request: "put 1")
              numbers.append(try await Self.insist(on: key, nodes[task % 2]))
              acknowledged.add()
            }
            return numbers
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
    }
    for share in [40, 110] {
      while acknowledged.count < share { try await Task.sleep(for: .milliseconds(2)) }
      server.kill()
      server.start()
    }
    // Every answer that was given is a number of its own, and no number is missing.
    #expect(try await work.value.sorted() == Array(1...200))
    #expect(try await nodes[0].jar().state.held == 200)
    #expect(try await nodes[0].history().map(\.version) == Array(1...200))
    #expect(try await nodes[1].count("journal_command") == 200)
    #expect(try await nodes[1].journal.rebuild(keep: false).isSound)
  }

  /// Sends a command with its key until it is answered, as a client would.
  private static func insist(on key: CommandKey, _ node: Bench) async throws -> Int {
    while true {
      do {
        return try await node.journal.perform(as: Bench.ann, key: key) { unit in
          let number = try unit.next("series")
          try unit.execute(.put(1), on: Stream<Jar>("a")) { _ in Jar.Context() }
          return number
        }
      } catch SQLFailure.unreachable, SQLFailure.outcomeUnknown, SQLFailure.busy {
        continue
      }
    }
  }
}
