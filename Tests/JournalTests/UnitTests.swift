// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Testing

@Suite("Units of work: all or nothing", .everyEngine)
struct UnitTests {
  /// What a unit of work may write to.
  private func rows(_ bench: Bench) async throws -> [Int] {
    [
      try await bench.count("journal_event"), try await bench.count("journal_snapshot"),
      try await bench.count("journal_command"), try await bench.count("journal_counter"),
      try await bench.count("journal_deadline"), try await bench.count("journal_outbox"),
      try await bench.count("jar_row"),
    ]
  }

  @Test("a projection that throws leaves nothing half-written")
  func projectionThrows() async throws {
    let bench = try await Bench()
    await #expect(throws: Planted.projection) {
      try await bench.tell(
        .put(Unlucky.projection), key: CommandKey("k", request: "put"))
    }
    #expect(try await rows(bench) == [0, 0, 0, 0, 0, 0, 0])
  }

  @Test("a policy that throws undoes the command that it reacts to")
  func policyThrows() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(1))
    let before = try await rows(bench)
    await #expect(throws: Planted.policy) { try await bench.tell(.put(Unlucky.policy)) }
    #expect(try await rows(bench) == before)
    #expect(try await bench.jar().state.held == 1)
    // The next command finds everything as if nothing had been.
    #expect(try await bench.tell(.take(1)) == 2)
  }

  @Test("a body that throws after its commands undoes them all")
  func bodyThrows() async throws {
    let bench = try await Bench()
    await #expect(throws: Planted.body) {
      let _: Int = try await bench.journal.perform(as: Bench.ann) { unit in
        try unit.execute(.put(40), on: Stream<Jar>("a")) { _ in Jar.Context() }
        try unit.execute(.empty, on: Stream<Jar>("a")) { _ in Jar.Context() }
        try unit.execute(.promise(due: unit.now), on: Stream<Jar>("b")) { _ in Jar.Context() }
        _ = try unit.next("series")
        try unit.note(["colour": "red"], kind: "paint", id: "1")
        throw Planted.body
      }
    }
    #expect(try await rows(bench) == [0, 0, 0, 0, 0, 0, 0])
  }

  @Test("a failing unit takes nothing from those that share its commit")
  func neighbours() async throws {
    let bench = try await Bench()
    let landed = await withTaskGroup(of: Bool.self) { group in
      for number in 1...40 {
        group.addTask {
          let coins = number.isMultiple(of: 2) ? 1 : Unlucky.projection
          return (try? await bench.tell(.put(coins), to: "jar-\(number)")) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(landed == 20)
    #expect(try await bench.count("jar_row") == 20)
    #expect(try await bench.count("journal_event") == 20)
  }

  @Test("a policy acts in the same transaction, at the same moment, as the system")
  func policyActs() async throws {
    let bench = try await Bench()
    try await bench.tell(.put(3))
    try await bench.tell(.take(2))
    let entries = try await bench.journal.database.read {
      try Journal.history(of: Ledger.stream, in: $0)
    }
    #expect(entries.map(\.event) == [.entered(jar: "a")])
    #expect(entries.first?.moment == Moment(at: Bench.start, actor: "system"))
    #expect(try await bench.history().map(\.moment.actor) == ["ann", "ann"])
    #expect(try await bench.count("journal_outbox") == 1)
  }

  @Test("each event of a command is reacted to once, after all of them stand")
  func policyOncePerEvent() async throws {
    let seen = Policy(Jar.self) { entry, jar, unit in
      guard case .taken = entry.event else { return }
      try unit.note(["held": jar.held], kind: "seen", id: "\(entry.version)")
    }
    let bench = try await Bench([JarParts.projection, seen])
    try await bench.tell(.put(3))
    try await bench.tell(.empty)
    let bodies: [String] = try await bench.journal.database.read {
      try $0.rows("SELECT body FROM journal_event WHERE kind = 'seen' ORDER BY position")
    }
    #expect(bodies == Array(repeating: "{\"held\":0}", count: 3))
  }

  @Test("policies that call one another without end are stopped, and nothing of them is kept")
  func runaway() async throws {
    let bench = try await Bench()
    await #expect(throws: JournalFailure.tooDeep(stream: "jar/a")) { try await bench.tell(.echo) }
    #expect(try await bench.count("journal_event") == 0)
  }

  @Test("without the parts of a type, its events are kept all the same")
  func withoutParts() async throws {
    let bench = try await Bench([])
    try await bench.tell(.put(1))
    #expect(try await bench.jar().state.held == 1)
    #expect(try await bench.count("jar_row") == 0)
  }

  @Test("a series is without gaps, however many units take numbers at once and some fail")
  func counters() async throws {
    let bench = try await Bench()
    let taken = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<64 {
        group.addTask {
          try? await bench.journal.perform(as: Bench.ann) { unit in
            let next = try unit.next("case/2026-03-02")
            if number.isMultiple(of: 3) { throw Planted.body }
            return next
          }
        }
      }
      return await group.reduce(into: [Int]()) { numbers, next in
        if let next { numbers.append(next) }
      }
    }
    #expect(taken.sorted() == Array(1...42))
    let next = try await bench.journal.perform(as: Bench.ann) { try $0.next("case/2026-03-02") }
    #expect(next == 43)
    let other = try await bench.journal.perform(as: Bench.ann) { try $0.next("case/2026-03-03") }
    #expect(other == 1)
  }

  @Test("a change of a plain table is noted as an event that the history can be read from")
  func notes() async throws {
    let bench = try await Bench()
    for (actor, jar) in [(Bench.ann, "x"), (Bench.bob, "y")] {
      let _: Bool = try await bench.journal.perform(as: actor) { unit in
        try unit.note(Ledger.Event.entered(jar: jar), kind: "ledger", id: "notes")
        return true
      }
      bench.hand.move(seconds: 1)
    }
    let history = try await bench.journal.database.read {
      try Journal.history(of: Stream<Ledger>("notes"), in: $0)
    }
    #expect(history.map(\.event) == [.entered(jar: "x"), .entered(jar: "y")])
    #expect(history.map(\.version) == [1, 2])
    #expect(history.map(\.moment.actor) == ["ann", "bob"])
    #expect(history.map(\.moment.at) == [Bench.start, Bench.start.adding(milliseconds: 1_000)])
    let types: [String] = try await bench.journal.database.read {
      try $0.rows("SELECT type FROM journal_event WHERE stream = 'ledger/notes'")
    }
    #expect(types == ["entered", "entered"])
  }
}
