// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL
import Synchronization
import TestEngines
import Testing

@Suite("Many nodes on one database", .everyEngine)
struct NodesTests {
  private struct Undone: Error {}

  @Test("commands to one jar from all nodes are done one after the other, each once")
  func oneJar() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(3, at: place)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, node) in nodes.enumerated() {
        for number in 0..<20 {
          group.addTask {
            let key = CommandKey("\(index)-\(number)", request: "put 1")
            try await node.tell(.put(1), key: key)
            // The repeat comes to another node.
            try await nodes[(index + 1) % 3].tell(.put(1), key: key)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await nodes[0].jar().state.held == 60)
    #expect(try await nodes[1].history().map(\.version) == Array(1...60))
    #expect(try await nodes[2].journal.rebuild(keep: false).isSound)
  }

  @Test("numbers of a series are without a gap, though units of work fail on every node")
  func numbers() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(3, at: place)
    let numbers = try await withThrowingTaskGroup(of: Int?.self) { group in
      for node in nodes {
        for number in 0..<24 {
          group.addTask {
            try? await node.journal.perform(as: Bench.ann) { unit in
              let taken = try unit.next("series")
              if number % 4 == 0 { throw Undone() }
              return taken
            }
          }
        }
      }
      return try await group.reduce(into: []) { $0 += [$1] }
    }
    #expect(numbers.compactMap(\.self).sorted() == Array(1...54))
  }

  @Test("each deadline fires once, however many schedulers run, and they share the work")
  func deadlines() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(3, at: place)
    for number in 1...30 {
      try await nodes[0].tell(.promise(due: Bench.start), to: "\(number)")
    }
    let fired = try await withThrowingTaskGroup(of: Int.self) { group in
      for node in nodes { group.addTask { try await node.scheduler().fireDue() } }
      return try await group.reduce(0, +)
    }
    #expect(fired == 30)
    #expect(try await nodes[0].count("journal_event") == 60)
    #expect(try await nodes[0].count("journal_deadline_attempt") == 0)
    #expect(try await nodes[0].count("journal_deadline") == 0)
  }

  /// Writes down what it gets, and takes its time over it.
  private final class Receiver: Sink {
    private let got = Mutex<[String]>([])
    private let busy = Mutex(0)
    /// How often a message came while another was being taken.
    let overlapping = Tally()

    var bodies: [String] { got.withLock(\.self) }

    func deliver(_ message: OutboxMessage) async throws {
      let others = busy.withLock { busy in
        busy += 1
        return busy - 1
      }
      if others > 0 { overlapping.add() }
      try await Task.sleep(for: .milliseconds(2))
      got.withLock { $0.append(message.body) }
      busy.withLock { $0 -= 1 }
    }
  }

  @Test("messages of a topic go out in order and once, whichever node delivers them")
  func outbox() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(3, at: place)
    let receiver = Receiver()
    let schedulers = nodes.map { $0.scheduler(["sms": receiver]) }
    for number in 100..<130 {
      let _: Bool = try await nodes[number % 3].journal.perform(as: Bench.ann) { unit in
        try unit.post(number, to: "sms")
        return true
      }
    }
    let delivered = try await withThrowingTaskGroup(of: Int.self) { group in
      for scheduler in schedulers { group.addTask { try await scheduler.deliverOutbox() } }
      return try await group.reduce(0, +)
    }
    // Who came while another had the topic went away; what was left then is delivered the next time.
    let rest = try await schedulers[1].deliverOutbox()
    #expect(delivered + rest == 30)
    #expect(receiver.bodies == (100..<130).map(String.init))
    #expect(receiver.overlapping.count == 0)
    #expect(try await nodes[0].count("journal_outbox_claim") == 0)
  }

  @Test("the topic of a node that is gone passes to another when its claim has run out")
  func claimRunsOut() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(2, at: place)
    let receiver = Receiver()
    let _: Bool = try await nodes[0].journal.perform(as: Bench.ann) { unit in
      try unit.post(1, to: "sms")
      return true
    }
    let until = Bench.start.adding(milliseconds: 60_000)
    try await nodes[0].tamper(
      "INSERT INTO journal_outbox_claim (topic, holder, until) VALUES ('sms', 'gone', \(until))")
    let scheduler = nodes[1].scheduler(["sms": receiver])
    #expect(try await scheduler.deliverOutbox() == 0)
    nodes[0].hand.move(seconds: 60)
    #expect(try await scheduler.deliverOutbox() == 1)
    // So does that of a claim from a time that the clock has left again.
    let _: Bool = try await nodes[0].journal.perform(as: Bench.ann) { unit in
      try unit.post(2, to: "sms")
      return true
    }
    try await nodes[0].tamper(
      "INSERT INTO journal_outbox_claim (topic, holder, until) VALUES ('sms', 'gone', \(Int.max))")
    #expect(try await scheduler.deliverOutbox() == 1)
    #expect(receiver.bodies == ["1", "2"])
  }

  @Test("the feed skips nothing and repeats nothing while every node writes")
  func feed() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(3, at: place)
    let ended = Tally()
    let writers = Task {
      await withTaskGroup(of: Void.self) { group in
        for (index, node) in nodes.enumerated() {
          for task in 0..<4 {
            group.addTask {
              for number in 0..<15 {
                let _: Int? = try? await node.journal.perform(as: Bench.ann) { unit in
                  let stream = Stream<Jar>("\(index)-\(task)")
                  let version = try unit.execute(.put(1), on: stream) { _ in Jar.Context() }
                  // Some are long between the recording and the commit, some come to nothing.
                  if number % 5 == 0 { Thread.sleep(forTimeInterval: 0.004) }
                  if number % 3 == 0 { throw Undone() }
                  try unit.execute(.take(1), on: stream) { _ in Jar.Context() }
                  return version
                }
              }
            }
          }
        }
      }
      ended.add()
    }
    let reader = nodes[2].journal
    var seen: [FeedEntry] = []
    while true {
      let wasOver = ended.count > 0
      let entries = try await reader.feed(
        after: seen.last?.position ?? 0, limit: 5, waiting: .milliseconds(wasOver ? 0 : 200))
      seen += entries
      if wasOver && entries.isEmpty { break }
    }
    await writers.value
    let all: [Int64] = try await reader.database.read {
      try $0.rows("SELECT position FROM journal_event ORDER BY position")
    }
    #expect(seen.map(\.position) == all)
    // 12 tasks, 10 of 15 units kept, in each a put, a taking, and its entry in the ledger.
    #expect(all.count == 360)
    for (stream, entries) in Dictionary(grouping: seen, by: \.stream) {
      #expect(entries.map(\.version) == Array(1...entries.count), "\(stream)")
    }
  }

  @Test("who waits for the feed is woken by what another node records")
  func waiting() async throws {
    let place = try await TestEngine.current.place()
    let nodes = try await Bench.nodes(2, at: place)
    let reader = nodes[0].journal
    #expect(try await reader.feed(after: 0, limit: 10, waiting: .milliseconds(1)).isEmpty)
    for number in 1...3 {
      async let entries = reader.feed(
        after: Int64(number - 1), limit: 10, waiting: .seconds(60))
      try await nodes[1].tell(.put(number))
      let entry = try #require(try await entries.first)
      #expect(entry.body == #"{"put":{"coins":\#(number)}}"# && entry.type == "put")
      #expect(entry.stream == "jar/a" && entry.version == number)
      #expect(entry.moment == Moment(at: Bench.start, actor: "ann"))
    }
  }
}
