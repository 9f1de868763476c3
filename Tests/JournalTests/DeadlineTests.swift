// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Testing

@Suite("Deadlines: what is due fires", .everyEngine)
struct DeadlineTests {
  private func due(_ seconds: Int64) -> Instant {
    Bench.start.adding(milliseconds: seconds * 1_000)
  }

  /// How often firing failed, and when it is tried again, in seconds from the start.
  private func attempts(_ bench: Bench, _ id: String) async throws -> [Int64] {
    let found: (Int64, Instant)? = try await bench.journal.database.read {
      try $0.first(
        """
        SELECT attempts, retry_at FROM journal_deadline_attempt
        WHERE stream = \("jar/" + id)
        """
      ) { (try $0[0], try $0[1]) }
    }
    guard let found else { return [] }
    return [found.0, (found.1.milliseconds - Bench.start.milliseconds) / 1_000]
  }

  @Test("a deadline fires when its time has come, once, as the system")
  func firesOnce() async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    try await bench.tell(.promise(due: due(100)))
    bench.hand.move(seconds: 99)
    #expect(try await scheduler.fireDue() == 0)
    bench.hand.move(seconds: 1)
    #expect(try await scheduler.fireDue() == 1)
    #expect(try await scheduler.fireDue() == 0)
    let history = try await bench.history()
    #expect(history.map(\.event) == [.promised(due: due(100)), .promiseKept])
    #expect(history.last?.moment == Moment(at: due(100), actor: "system"))
    #expect(try await bench.count("journal_deadline") == 0)
  }

  @Test("a deadline that was cleared does not fire; one that was moved fires at its new time")
  func clearedOrMoved() async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    try await bench.tell(.promise(due: due(10)), to: "cleared")
    try await bench.tell(.promise(due: due(10)), to: "moved")
    try await bench.tell(.keepPromise, to: "cleared")
    try await bench.tell(.promise(due: due(1_000)), to: "moved")
    bench.hand.move(seconds: 500)
    #expect(try await scheduler.fireDue() == 0)
    bench.hand.move(seconds: 500)
    #expect(try await scheduler.fireDue() == 1)
    #expect(try await bench.jar("moved").state.promised == nil)
    #expect(try await bench.jar("cleared").version == 2)
  }

  @Test("when the clock jumps a year ahead, everything that came due fires, oldest first")
  func clockJumps() async throws {
    let bench = try await Bench()
    for number in 1...5 {
      try await bench.tell(.promise(due: due(Int64(100 * (6 - number)))), to: "jar-\(number)")
    }
    bench.hand.move(seconds: 365 * 86_400)
    #expect(try await bench.scheduler().fireDue() == 5)
    let order: [String] = try await bench.journal.database.read {
      try $0.rows(
        "SELECT stream FROM journal_event WHERE type = 'promiseKept' ORDER BY position")
    }
    #expect(order == (1...5).reversed().map { "jar/jar-\($0)" })
  }

  @Test("more deadlines than one round takes all fire in the rounds after it")
  func manyRounds() async throws {
    let bench = try await Bench()
    let _: Bool = try await bench.journal.perform(as: Bench.ann) { unit in
      for number in 1...450 {
        try unit.execute(.promise(due: unit.now), on: Stream<Jar>("\(number)")) { _ in
          Jar.Context()
        }
      }
      return true
    }
    let scheduler = bench.scheduler()
    var rounds: [Int] = []
    while let last = Optional(try await scheduler.fireDue()), last > 0 { rounds.append(last) }
    #expect(rounds.reduce(0, +) == 450)
    #expect(try await bench.count("journal_deadline") == 0)
  }

  @Test(
    "a handler that fails, or leaves its deadline standing, rests longer each time and blocks no other",
    arguments: ["stuck", "broken"])
  func failingHandler(id: String) async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    try await bench.tell(.promise(due: due(0)), to: id)
    try await bench.tell(.promise(due: due(1)), to: "sound")
    bench.hand.move(seconds: 1)
    #expect(try await scheduler.fireDue() == 1)
    #expect(try await bench.jar("sound").state.promised == nil)
    #expect(try await attempts(bench, id) == [1, 61])
    #expect(try await scheduler.fireDue() == 0)
    #expect(try await attempts(bench, id) == [1, 61])

    var pauses: [Int64] = []
    for attempt in 2...9 {
      let before = try await attempts(bench, id)
      bench.hand.move(to: due(before[1]))
      #expect(try await scheduler.fireDue() == 0)
      let after = try await attempts(bench, id)
      #expect(after[0] == Int64(attempt))
      pauses.append(after[1] - before[1])
    }
    #expect(pauses == [120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
    // Nothing that the handler did in vain is kept.
    #expect(try await bench.jar(id).version == 1)
  }

  @Test("a deadline that was moved after it failed starts afresh")
  func movedAfterFailure() async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    try await bench.tell(.promise(due: due(0)), to: "stuck")
    try await scheduler.fireDue()
    try await bench.tell(.promise(due: due(5)), to: "stuck")
    bench.hand.move(seconds: 5)
    try await scheduler.fireDue()
    #expect(try await attempts(bench, "stuck") == [1, 65])
  }

  @Test("a deadline without a handler is kept and told, and blocks no other")
  func unhandled() async throws {
    let bench = try await Bench([JarParts.projection])
    try await bench.tell(.promise(due: due(0)))
    #expect(try await bench.scheduler().fireDue() == 0)
    let failure: String = try await bench.journal.database.read {
      try $0.one("SELECT failure FROM journal_deadline_attempt")
    }
    #expect(failure.contains("nobody handles the deadline"))
    #expect(try await bench.count("journal_deadline") == 1)
  }

  @Test("two schedulers at once settle each deadline once")
  func twoSchedulers() async throws {
    let bench = try await Bench()
    for number in 1...20 { try await bench.tell(.promise(due: due(0)), to: "\(number)") }
    async let one = bench.scheduler().fireDue()
    async let two = bench.scheduler().fireDue()
    #expect(try await one + two == 20)
    #expect(try await bench.count("journal_deadline_attempt") == 0)
    #expect(try await bench.count("journal_event") == 40)
  }

  @Test("the running scheduler fires by itself and ends when it is cancelled")
  func running() async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    let task = Task { await scheduler.run() }
    try await bench.tell(.promise(due: due(0)))
    for _ in 1...400 where try await bench.count("journal_deadline") > 0 {
      try await Task.sleep(for: .milliseconds(5))
    }
    task.cancel()
    await task.value
    #expect(try await bench.jar().state.promised == nil)
  }
}
