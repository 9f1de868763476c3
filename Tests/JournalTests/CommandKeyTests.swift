// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL
import Testing

@Suite("Idempotency: a repeated request", .everyEngine)
struct CommandKeyTests {
  private let key = CommandKey("k1", request: "put 1")

  @Test("the same key twice gives the first answer and one event")
  func repeated() async throws {
    let bench = try await Bench()
    #expect(try await bench.tell(.put(1), key: key) == 1)
    try await bench.tell(.put(5))
    #expect(try await bench.tell(.put(1), key: key) == 1)
    #expect(try await bench.history().map(\.event) == [.put(coins: 1), .put(coins: 5)])
  }

  @Test("a repeat is answered even where the command would be refused by now")
  func repeatedAfterChange() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1))
    let take = CommandKey("k2", request: "take 1")
    #expect(try await bench.tell(.take(1), expecting: 1, key: take) == 2)
    #expect(try await bench.tell(.take(1), expecting: 1, key: take) == 2)
    #expect(try await bench.jar().state.held == 0)
  }

  @Test("repeats at once make one event")
  func repeatedAtOnce() async throws {
    let bench = try await Bench()
    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...20 { group.addTask { try await bench.tell(.put(1), key: key) } }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(answers == Array(repeating: 1, count: 20))
    #expect(try await bench.count("journal_event") == 1)
  }

  @Test("the same key with another request is refused and does nothing")
  func reused() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1), key: key)
    await #expect(throws: JournalFailure.keyReused(key: "k1")) {
      try await bench.tell(.put(2), key: CommandKey("k1", request: "put 2"))
    }
    #expect(try await bench.count("journal_event") == 1)
  }

  @Test("a key belongs to one person: another may use the same word")
  func keysAreOnesOwn() async throws {
    let bench = try await Bench()
    #expect(try await bench.tell(.put(1), as: Bench.ann, key: key) == 1)
    #expect(try await bench.tell(.put(1), as: Bench.bob, key: key) == 2)
  }

  @Test("a refusal leaves no key, so that the same request can succeed later")
  func refusalLeavesNoKey() async throws {
    let bench = try await Bench()
    let take = CommandKey("k3", request: "take 1")
    await #expect(throws: Jar.Refusal.notEnough(held: 0)) {
      try await bench.tell(.take(1), key: take)
    }
    #expect(try await bench.count("journal_command") == 0)
    try await bench.tell(.put(1))
    #expect(try await bench.tell(.take(1), key: take) == 2)
    #expect(try await bench.count("journal_command") == 1)
  }

  @Test("an answer is kept for a week and then forgotten, so that the answers do not grow for ever")
  func forgotten() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1), key: key)
    bench.hand.move(seconds: 7 * 86_400)
    #expect(try await bench.scheduler().forgetAnswers() == 0)
    try await bench.tell(.put(1), key: CommandKey("k2", request: "put 1"))
    bench.hand.move(seconds: 1)
    #expect(try await bench.scheduler().forgetAnswers() == 1)
    #expect(try await bench.count("journal_command") == 1)
  }
}
