// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Testing

@Suite("A clock that is put back", .everyEngine)
struct ClockBackTests {
  /// A receiver that is away for so many messages.
  private actor Receiver: Sink {
    private(set) var bodies: [String] = []
    private var failures: Int

    init(failing failures: Int = 0) { self.failures = failures }

    func deliver(_ message: OutboxMessage) async throws {
      if failures > 0 {
        failures -= 1
        throw Planted.sink
      }
      bodies.append(message.body)
    }
  }

  private func post(_ number: Int, by bench: Bench) async throws {
    let _: Bool = try await bench.journal.perform(as: Bench.ann) { unit in
      try unit.post(number, to: "sms")
      return true
    }
  }

  @Test("events keep the order in which they came, whatever time they tell")
  func order() async throws {
    let bench = try await Bench()
    for seconds in [0, 100, -86_400, 50] {
      bench.hand.move(seconds: Int64(seconds))
      try await bench.tell(.put(1))
    }
    let history = try await bench.history()
    #expect(history.map(\.version) == [1, 2, 3, 4])
    #expect(try await bench.journal.feed(after: 0, limit: 9).map(\.version) == [1, 2, 3, 4])
    #expect(
      history.map { ($0.moment.at.milliseconds - Bench.start.milliseconds) / 1_000 }
        == [0, 100, -86_300, -86_250])
    #expect(try await bench.journal.rebuild(keep: false).isSound)
  }

  @Test("a deadline that has fired does not fire again when its time comes a second time")
  func deadline() async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    try await bench.tell(.promise(due: Bench.start.adding(milliseconds: 10_000)))
    bench.hand.move(seconds: 10)
    #expect(try await scheduler.fireDue() == 1)
    bench.hand.move(seconds: -20)
    #expect(try await scheduler.fireDue() == 0)
    bench.hand.move(seconds: 30)
    #expect(try await scheduler.fireDue() == 0)
    #expect(try await bench.jar().version == 2)
  }

  @Test("a deadline that failed does not rest until a time that the clock has left again")
  func resting() async throws {
    let bench = try await Bench()
    let scheduler = bench.scheduler()
    try await bench.tell(.promise(due: Bench.start), to: "stuck")
    bench.hand.move(seconds: 30 * 86_400)
    #expect(try await scheduler.fireDue() == 0)
    bench.hand.move(seconds: -29 * 86_400)
    try await scheduler.fireDue()
    let attempts: Int = try await bench.journal.database.read {
      try $0.one("SELECT attempts FROM journal_deadline_attempt")
    }
    #expect(attempts == 2)
  }

  @Test("messages go out though they were left, or failed, at a time that the clock has left again")
  func outbox() async throws {
    let bench = try await Bench()
    let receiver = Receiver(failing: 1)
    let scheduler = bench.scheduler(["sms": receiver])
    bench.hand.move(seconds: 30 * 86_400)
    try await post(1, by: bench)
    #expect(try await scheduler.deliverOutbox() == 0)
    try await post(2, by: bench)
    bench.hand.move(seconds: -60)
    // The first rests, and a rest is never cut short by more than its length.
    #expect(try await scheduler.deliverOutbox() == 0)
    bench.hand.move(seconds: -29 * 86_400)
    #expect(try await scheduler.deliverOutbox() == 2)
    bench.hand.move(seconds: 100)
    try await post(3, by: bench)
    bench.hand.move(seconds: -50)
    #expect(try await scheduler.deliverOutbox() == 1)
    #expect(await receiver.bodies == ["1", "2", "3"])
  }
}
