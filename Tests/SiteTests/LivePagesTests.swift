// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import TestEngines
import Testing

@testable import Site

@Suite("Pages that change while they are looked at")
struct LivePagesTests {
  private static let clerk = Actor(id: "clerk", name: nil, roles: [.clerk], department: nil)

  private enum Noted: Codable { case done }

  private static func journal(at place: TestPlace) async throws -> Journal {
    let database = try place.open()
    try await database.migrate(JournalSchema.migrations, at: Instant(milliseconds: 0))
    return Journal(database: database, clock: Clock { Instant(milliseconds: 0) }, parts: [])
  }

  private static func note(in journal: Journal) async throws {
    _ = try await journal.perform(as: clerk) { unit in
      try unit.note(Noted.done, kind: "note", id: "1")
      return true
    }
  }

  @Test("what is recorded while nobody can be told is told at once", arguments: TestEngine.all)
  func changed(_ engine: TestEngine) async throws {
    let journal = try await Self.journal(at: try await engine.place())
    let ticks = LiveTicks(journal: journal, pause: .zero, silence: .milliseconds(20))
    var words = ticks.makeAsyncIterator()
    #expect(await words.next() == "retry: 3000\n\n")
    for _ in 1...3 { try await Self.note(in: journal) }
    var told: [String] = []
    while let word = await words.next(), word != ":\n\n" { told.append(word) }
    // What PostgreSQL tells all nodes, this one among them, may come as a second word.
    #expect(Set(told) == ["event: changed\ndata: 1\n\n"] && told.count <= 2)
  }

  @Test("what another node records is told, too", .enabled(if: TestEngine.all.contains(.postgres)))
  func otherNode() async throws {
    let place = try await TestEngine.postgres.place()
    let here = try await Self.journal(at: place)
    let there = try await Self.journal(at: place)
    var words = LiveTicks(journal: here, pause: .zero).makeAsyncIterator()
    _ = await words.next()
    try await Self.note(in: there)
    // When its listener has come up, everybody is told to look; so the word comes in any case.
    #expect(await words.next() == "event: changed\ndata: 1\n\n")
  }

  @Test("a line ends after its time, and at once when the page has gone")
  func ends() async throws {
    let journal = try await Self.journal(at: try await TestEngine.sqlite.place())
    var over = LiveTicks(journal: journal, pause: .zero, life: .zero).makeAsyncIterator()
    _ = await over.next()
    #expect(await over.next() == nil)
    let waiting = Task {
      var words = LiveTicks(journal: journal, pause: .zero).makeAsyncIterator()
      _ = await words.next()
      return await words.next()
    }
    waiting.cancel()
    #expect(await waiting.value == nil)
  }

  @Test("only who has signed in is told, and no proxy holds the words back")
  func door() async throws {
    let journal = try await Self.journal(at: try await TestEngine.sqlite.place())
    let counter = try Counter([LivePages.room(journal: journal, life: .zero)])
    #expect(try await counter.stranger.get(LivePages.path).status == 303)
    let answer = try await counter.desk.get(LivePages.path)
    #expect(answer.text == "retry: 3000\n\n")
    #expect(answer.header("Content-Type") == "text/event-stream; charset=utf-8")
    #expect(answer.header("Cache-Control") == "no-store")
    #expect(answer.header("X-Accel-Buffering") == "no")
  }

  @Test("only a page that is live, of somebody who has signed in, listens")
  func marked() async throws {
    let counter = try Counter()
    #expect(try await counter.desk.get("/desk").text.contains("data-live=\"/live\""))
    #expect(try await !counter.desk.get("/").text.contains("data-live"))
  }
}
