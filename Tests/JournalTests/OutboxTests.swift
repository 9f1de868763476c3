// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Synchronization
import Testing

/// A receiver that writes down what it gets and can be told to fail.
private final class Receiver: Sink {
  private let got = Mutex<[OutboxMessage]>([])
  private let failures: Mutex<Int>

  /// - Parameter failing: how many deliveries fail before the first that succeeds.
  init(failing: Int = 0) { failures = Mutex(failing) }

  var bodies: [String] { got.withLock { $0.map(\.body) } }
  var ids: [Int64] { got.withLock { $0.map(\.id) } }

  func deliver(_ message: OutboxMessage) async throws {
    // The message has arrived even where the answer gets lost.
    got.withLock { $0.append(message) }
    let fails = failures.withLock { left in
      defer { left = max(0, left - 1) }
      return left > 0
    }
    if fails { throw Planted.sink }
  }
}

@Suite("Outbox: what leaves the machine", .everyEngine)
struct OutboxTests {
  private func post(_ bench: Bench, _ words: [String], to topic: String) async throws {
    for word in words {
      let _: Bool = try await bench.journal.perform(as: Bench.ann) { unit in
        try unit.post(word, to: topic)
        return true
      }
    }
  }

  @Test("messages are delivered in the order in which they were left, each once when all goes well")
  func inOrder() async throws {
    let bench = try await Bench()
    let receiver = Receiver()
    try await post(bench, ["1", "2", "3"], to: "sms")
    let scheduler = bench.scheduler(["sms": receiver])
    #expect(try await scheduler.deliverOutbox() == 3)
    #expect(try await scheduler.deliverOutbox() == 0)
    #expect(receiver.bodies == ["\"1\"", "\"2\"", "\"3\""])
    #expect(receiver.ids == receiver.ids.sorted())
  }

  @Test("a message of a unit that failed is never sent")
  func undone() async throws {
    let bench = try await Bench()
    let receiver = Receiver()
    await #expect(throws: Planted.body) {
      let _: Bool = try await bench.journal.perform(as: Bench.ann) { unit in
        try unit.post("1", to: "sms")
        throw Planted.body
      }
    }
    #expect(try await bench.scheduler(["sms": receiver]).deliverOutbox() == 0)
    #expect(receiver.bodies.isEmpty)
  }

  @Test("a message whose delivery failed comes again, with the same id, before any later one")
  func atLeastOnce() async throws {
    let bench = try await Bench()
    let receiver = Receiver(failing: 1)
    let scheduler = bench.scheduler(["sms": receiver])
    try await post(bench, ["1", "2"], to: "sms")
    #expect(try await scheduler.deliverOutbox() == 0)
    #expect(receiver.bodies == ["\"1\""])
    #expect(try await scheduler.deliverOutbox() == 0)
    bench.hand.move(seconds: 1)
    #expect(try await scheduler.deliverOutbox() == 2)
    #expect(receiver.bodies == ["\"1\"", "\"1\"", "\"2\""])
    #expect(receiver.ids[0] == receiver.ids[1])
  }

  @Test("a receiver that fails holds up its own topic only")
  func ownTopicOnly() async throws {
    let bench = try await Bench()
    let broken = Receiver(failing: 1_000)
    let sound = Receiver()
    try await post(bench, ["1", "2"], to: "broken")
    try await post(bench, ["1", "2"], to: "sound")
    try await post(bench, ["1"], to: "nobody")
    let scheduler = bench.scheduler(["broken": broken, "sound": sound])
    #expect(try await scheduler.deliverOutbox() == 2)
    #expect(sound.bodies == ["\"1\"", "\"2\""])
    #expect(broken.bodies == ["\"1\""])
    let waiting: Int = try await bench.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM journal_outbox WHERE delivered_at IS NULL")
    }
    #expect(waiting == 3)
  }

  @Test("the pause between two tries doubles from a second to ten minutes")
  func pauses() async throws {
    let bench = try await Bench()
    let receiver = Receiver(failing: 12)
    let scheduler = bench.scheduler(["sms": receiver])
    try await post(bench, ["1"], to: "sms")
    var pauses: [Int64] = []
    for _ in 1...12 {
      #expect(try await scheduler.deliverOutbox() == 0)
      let retryAt: Instant = try await bench.journal.database.read {
        try $0.one("SELECT retry_at FROM journal_outbox")
      }
      pauses.append((retryAt.milliseconds - bench.hand.now.milliseconds) / 1_000)
      bench.hand.move(to: retryAt)
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600])
    #expect(try await scheduler.deliverOutbox() == 1)
    #expect(receiver.bodies.count == 13)
  }
}
