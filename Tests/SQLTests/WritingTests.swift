// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestEngines
import Testing

@testable import SQL

@Suite("Group commit")
struct WritingTests {
  struct Refused: Error, Equatable { var number: Int }

  /// Holds the writer until everyone has queued, so that the jobs meet in one batch.
  static func together<T: Sendable>(
    _ database: Database, _ jobs: [@Sendable (Transaction) throws -> T]
  ) async -> [Result<T, any Error>] {
    let gate = DispatchSemaphore(value: 0)
    async let holder: Void? = try? database.write { _ in
      gate.wait()
      // It may be run again.
      gate.signal()
    }
    let results = await withTaskGroup(of: (Int, Result<T, any Error>).self) { group in
      for (index, job) in jobs.enumerated() {
        group.addTask {
          do {
            return (index, .success(try await database.write(job)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      // Long enough for a hundred tasks to queue; if some come later, the test still holds, only less is shown.
      try? await Task.sleep(for: .milliseconds(50))
      gate.signal()
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    await holder
    return results.sorted { $0.key < $1.key }.map(\.value)
  }

  @Test(
    "a job that fails in a batch takes nothing from the others and leaves nothing of its own",
    arguments: TestEngine.all)
  func isolation(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    let jobs = (0..<60).map { number in
      { @Sendable (transaction: Transaction) throws -> Int in
        try transaction.run("INSERT INTO item (name) VALUES (\("n\(number)"))")
        switch number % 6 {
        case 1: throw Refused(number: number)
        case 3: try transaction.run("INSERT INTO item (name) VALUES ('n0')")
        case 5: try transaction.run("INSERT INTO part (item_id) VALUES (-1)")
        default: break
        }
        return number
      }
    }
    let results = await Self.together(database, jobs)
    var kept: Set<String> = []
    for (number, result) in results.enumerated() {
      switch (number % 6, result) {
      case (1, .failure(let error)): #expect(error as? Refused == Refused(number: number))
      case (3, .failure(let error)): #expect(error as? SQLFailure == uniqueName(engine))
      case (5, .failure(let error)): #expect(error as? SQLFailure == .foreignKey)
      case (0, .success(number)), (2, .success(number)), (4, .success(number)):
        kept.insert("n\(number)")
      default: Issue.record("job \(number) ended with \(result)")
      }
    }
    #expect(kept.count == 30)
    #expect(Set(try await names(database)) == kept)
  }

  @Test(
    "64 concurrent writers each get a number of their own, without gaps", arguments: TestEngine.all)
  func concurrentWriters(engine: TestEngine) async throws {
    let place = try await engine.place()
    let database = try await trial(at: place.location)
    defer { database.close() }
    try await database.write { try $0.run("INSERT INTO item (name, n) VALUES ('counter', 1)") }
    let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<64 {
        group.addTask {
          var mine: [Int] = []
          for _ in 0..<20 {
            mine.append(
              try await database.write { transaction in
                try transaction.one(
                  "UPDATE item SET n = n + 1 WHERE name = 'counter' RETURNING n")
              })
          }
          return mine
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(numbers.sorted() == Array(2...1281))
  }

  @Test("an inner savepoint undoes only itself, also when nested", arguments: TestEngine.all)
  func savepoints(engine: TestEngine) async throws {
    let database = try await trial(engine)
    defer { database.close() }
    try await database.write { transaction in
      try transaction.run("INSERT INTO item (name) VALUES ('a')")
      #expect(throws: uniqueName(engine)) {
        try transaction.savepoint {
          try transaction.run("INSERT INTO item (name) VALUES ('b')")
          try transaction.run("INSERT INTO item (name) VALUES ('a')")
        }
      }
      let kept = try transaction.savepoint {
        try transaction.run("INSERT INTO item (name) VALUES ('c')")
        #expect(throws: Refused(number: 1)) {
          try transaction.savepoint {
            try transaction.run("INSERT INTO item (name) VALUES ('d')")
            throw Refused(number: 1)
          }
        }
        return 7
      }
      #expect(kept == 7)
    }
    #expect(try await names(database) == ["a", "c"])
  }

  @Test("while another process holds the lock every waiting job is told so, afterwards all is well")
  func busy() async throws {
    let database = try await trial(.sqlite)
    defer { database.close() }
    try await database.write { try $0.run("PRAGMA busy_timeout = 20") }
    let other = try SQLiteConnection(
      path: try await path(database), for: .writing, isLasting: false)
    try other.control("BEGIN IMMEDIATE")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          await #expect(throws: SQLFailure.busy) {
            try await database.write { try $0.run("INSERT INTO item (name) VALUES ('a')") }
          }
        }
      }
    }
    try other.control("ROLLBACK")
    try await database.write { try $0.run("INSERT INTO item (name) VALUES ('b')") }
    #expect(try await names(database) == ["b"])
  }

  @Test("a full disk fails the job that met it; nothing is acknowledged that is not there")
  func full() async throws {
    let database = try await trial(.sqlite)
    defer { database.close() }
    let pages: Int = try await database.write { try $0.one("PRAGMA page_count") }
    try await database.write { transaction in
      try transaction.run("PRAGMA max_page_count = \(raw: "20")")
    }
    #expect(pages < 20)
    let long = String(repeating: "x", count: 200_000)
    let jobs = (0..<9).map { number in
      { @Sendable (transaction: Transaction) throws -> String in
        let name = "\(number)\(number == 4 ? long : "")"
        try transaction.run("INSERT INTO item (name) VALUES (\(name))")
        return name
      }
    }
    let results = await Self.together(database, jobs)
    #expect(throws: SQLFailure.full) { try results[4].get() }
    #expect(try await names(database) == results.compactMap { try? $0.get() }.sorted())
    try await database.write { try $0.run("INSERT INTO item (name) VALUES ('after')") }
  }

  @Test("two programs write in turn and see each other's work", arguments: TestEngine.all)
  func twoPrograms(engine: TestEngine) async throws {
    let place = try await engine.place()
    let one = try await trial(at: place.location)
    let two = try place.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, database) in [one, two].enumerated() {
        group.addTask {
          for number in 0..<50 {
            try await database.write { transaction in
              try transaction.run("INSERT INTO item (name) VALUES (\("\(index)-\(number)"))")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await names(one).count == 100)
    #expect(try await names(two).count == 100)
    one.close()
    two.close()
  }
}
