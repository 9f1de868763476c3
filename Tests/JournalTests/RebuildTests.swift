// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Testing

@Suite("Rebuild: the projections follow from the events", .everyEngine)
struct RebuildTests {
  private static let seeds: [UInt64] = [1, 20_260_302, 0xBA27_13E5]

  /// A history of a few jars, with refusals and failures in between.
  private func randomHistory(_ seed: UInt64, _ bench: Bench) async throws {
    var random = Seeded(state: seed)
    for _ in 1...300 {
      let id = "jar-\(Int.random(in: 1...6, using: &random))"
      let seconds = Int64.random(in: 0...100, using: &random)
      let command: Jar.Command =
        switch Int.random(in: 0...9, using: &random) {
        case 0...3: .put(Int.random(in: 1...14, using: &random))
        case 4...5: .take(Int.random(in: 1...9, using: &random))
        case 6: .empty
        case 7...8: .promise(due: bench.hand.now.adding(milliseconds: seconds * 10_000))
        default: .keepPromise
        }
      _ = try? await bench.tell(command, to: id, as: seconds > 50 ? Bench.ann : Bench.bob)
      bench.hand.move(seconds: seconds)
      if seconds > 90 { try await bench.scheduler().fireDue() }
    }
    let _: Bool = try await bench.journal.perform(as: Bench.ann) { unit in
      try unit.note(["colour": "red"], kind: "paint", id: "1")
      return true
    }
  }

  @Test("after any history a rebuild finds nothing to change", arguments: seeds)
  func sound(seed: UInt64) async throws {
    let bench = try await Bench()
    try await randomHistory(seed, bench)
    let report = try await bench.journal.rebuild(keep: false)
    #expect(report.isSound, "seed \(seed): \(report)")
    #expect(report.events == (try await bench.count("journal_event")), "seed \(seed)")
    #expect(report.tables.map(\.name) == ["jar_row", "journal_deadline"])
    #expect(report.tables.first?.after == 6, "seed \(seed)")
  }

  @Test(
    "a row that was changed, lost or added behind the journal's back is found and repaired",
    arguments: [
      ("UPDATE jar_row SET held = held + 1 WHERE id = 'jar-1'" as Statement, 2),
      ("DELETE FROM jar_row WHERE id = 'jar-2'", 1),
      ("INSERT INTO jar_row (id, held, version, actor) VALUES ('ghost', 1, 1, 'x')", 1),
      ("INSERT INTO journal_deadline (stream, name, due) VALUES ('jar/ghost', 'x', 1)", 1),
    ])
  func planted(statement: Statement, different: Int) async throws {
    let bench = try await Bench()
    try await randomHistory(7, bench)
    try await bench.tamper(statement)

    let found = try await bench.journal.rebuild(keep: false)
    #expect(!found.isSound)
    #expect(found.tables.map(\.different).reduce(0, +) == different)
    // A check changes nothing: it finds the same again.
    let again = try await bench.journal.rebuild(keep: false)
    #expect(again.tables.map(\.different) == found.tables.map(\.different))

    let repaired = try await bench.journal.rebuild(keep: true)
    #expect(repaired.tables.map(\.different) == found.tables.map(\.different))
    #expect(try await bench.journal.rebuild(keep: false).isSound)
  }

  @Test("a rebuild runs projections only: no policy, no message, no event")
  func projectionsOnly() async throws {
    let bench = try await Bench()
    try await randomHistory(7, bench)
    let before = [
      try await bench.count("journal_event"), try await bench.count("journal_outbox"),
    ]
    _ = try await bench.journal.rebuild(keep: true)
    let after = [
      try await bench.count("journal_event"), try await bench.count("journal_outbox"),
    ]
    #expect(before == after)
  }
}
