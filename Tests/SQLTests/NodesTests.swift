// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import TestEngines
import Testing

@testable import SQL

/// Several programs on one database, each with its own `Database`.
@Suite("Many nodes")
struct NodesTests {
  private let steps = [
    Migration("desk", 1, "drawer", ["CREATE TABLE desk_drawer (id \(.identity), label TEXT)"]),
    Migration("desk", 2, "first", ["INSERT INTO desk_drawer (label) VALUES ('first')"]),
    Migration("lamp", 1, "lamp", ["CREATE TABLE lamp_row (name TEXT NOT NULL PRIMARY KEY)"]),
  ]

  @Test("nodes that start at once bring the schema up to date once", arguments: TestEngine.all)
  func migrating(engine: TestEngine) async throws {
    let place = try await engine.place()
    let nodes = try (0..<4).map { _ in try place.open() }
    defer { for node in nodes { node.close() } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, node) in nodes.enumerated() {
        group.addTask { [steps] in
          try await node.migrate(steps, at: Instant(milliseconds: Int64(number)))
        }
      }
      try await group.waitForAll()
    }
    try await nodes[0].read { (snapshot) throws in
      #expect(try snapshot.one("SELECT COUNT(*) FROM desk_drawer") == 1)
      #expect(try snapshot.one("SELECT COUNT(*) FROM schema_migration") == 3)
      #expect(try snapshot.one("SELECT COUNT(DISTINCT applied_at) FROM schema_migration") == 1)
    }
  }

  @Test("numbers of one counter are taken once each, without a gap", arguments: TestEngine.all)
  func numbers(engine: TestEngine) async throws {
    let place = try await engine.place()
    let nodes = [try await trial(at: place.location), try place.open(), try place.open()]
    defer { for node in nodes { node.close() } }
    struct Undone: Error {}
    let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
      for node in nodes {
        for task in 0..<4 {
          group.addTask {
            var mine: [Int] = []
            for number in 0..<15 {
              // Read and written apart: whatever a unit of work has read stays true until its commit.
              let taken = try? await node.write { transaction in
                let last: Int = try transaction.one("SELECT COALESCE(MAX(n), 0) FROM item")
                let name = "\(last + 1)"
                try transaction.run("INSERT INTO item (name, n) VALUES (\(name), \(last + 1))")
                if (task + number) % 5 == 0 { throw Undone() }
                return last + 1
              }
              if let taken { mine.append(taken) }
            }
            return mine
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(numbers.count == 144)
    #expect(numbers.sorted() == Array(1...144))
  }

  @Test(
    "rows become visible in the order of their numbers, so who goes on from the last one skips none",
    arguments: TestEngine.all)
  func order(engine: TestEngine) async throws {
    let place = try await engine.place()
    let nodes = [try await trial(at: place.location), try place.open(), try place.open()]
    defer { for node in nodes { node.close() } }
    let ended = PostgresFaultTests.Count()
    let writers = Task {
      await withTaskGroup(of: Void.self) { group in
        for (index, node) in nodes.enumerated() {
          for task in 0..<4 {
            group.addTask {
              for number in 0..<20 {
                try? await node.write { transaction in
                  let name = "\(index)-\(task)-\(number)"
                  try transaction.run("INSERT INTO item (name) VALUES (\(name))")
                  // Some are long between the taking of a number and the commit, some give theirs up.
                  if number % 7 == 0 { Thread.sleep(forTimeInterval: 0.005) }
                  if number % 4 == 0 { throw CancellationError() }
                  try transaction.run("INSERT INTO item (name) VALUES (\(name + "b"))")
                }
              }
            }
          }
        }
      }
      _ = ended.next()
    }
    var seen: [Int] = []
    while true {
      let wasOver = ended.value > 0
      let last = seen.last ?? 0
      let found: [Int] = try await nodes[2].read {
        try $0.rows("SELECT id FROM item WHERE id > \(last) ORDER BY id LIMIT 7")
      }
      seen += found
      if wasOver && found.isEmpty { break }
      // A read that has nothing to wait for keeps its thread, and there may be no other for the writers.
      await Task.yield()
    }
    await writers.value
    let all: [Int] = try await nodes[0].read { try $0.rows("SELECT id FROM item ORDER BY id") }
    #expect(seen == all)
    #expect(all.count == 360)
  }

  @Test("who waits for a signal hears of the unit of work that gave it", arguments: TestEngine.all)
  func signals(engine: TestEngine) async throws {
    let place = try await engine.place()
    let one = try await trial(at: place.location)
    // Of another process on the same file no signal is heard.
    let two = engine == .sqlite ? one : try place.open()
    defer { for node in [one, two] { node.close() } }
    let bell = Signal("bell")
    for number in 0..<3 {
      let mark = one.mark(bell)
      async let heard: Void = one.wait(after: mark, atMost: .seconds(60))
      try await two.write { transaction in
        try transaction.run("INSERT INTO item (name) VALUES (\("n\(number)"))")
        transaction.give(bell)
      }
      await heard
      #expect(try await names(one).count == number + 1)
    }
    let mark = one.mark(bell)
    await one.wait(after: mark, atMost: .milliseconds(1))
    #expect(one.mark(bell) == mark)
    let waiting = Task { await one.wait(after: mark, atMost: .seconds(60)) }
    waiting.cancel()
    await waiting.value
  }
}
