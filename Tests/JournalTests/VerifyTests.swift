// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL
import Synchronization
import TestEngines
import Testing

@Suite("Verify: what is kept, against itself", .everyEngine)
struct VerifyTests {
  /// Jars with a history long enough for a snapshot, a note that stands under its digest, and two series of numbers.
  private func bench(issued: [IssuedNumbers] = Self.issued) async throws -> Bench {
    let bench = try await Bench(
      JarParts.all + [
        Inspection.digests(of: "jar_note"),
        Numbering("jar/") { _, hand in for numbers in issued { try hand(numbers) } },
      ])
    try await bench.tamper(
      "CREATE TABLE jar_note (digest TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)")
    // The SM3 of “abc”, from GB/T 32905-2016.
    try await bench.tamper(
      """
      INSERT INTO jar_note (digest, body)
      VALUES ('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', 'abc')
      """)
    for number in 1...20 { try await bench.tell(.put(number == 13 || number == 14 ? 1 : number)) }
    for id in ["b", "c"] { try await bench.tell(.put(2), to: id) }
    let _: Bool = try await bench.journal.perform(as: Bench.ann) { unit in
      for _ in 1...3 { _ = try unit.next("jar/x") }
      _ = try unit.next("jar/y")
      _ = try unit.next("jars")
      return true
    }
    return bench
  }

  private static let issued = [
    IssuedNumbers("jar/x", count: 3, highest: 3), IssuedNumbers("jar/y", count: 1, highest: 1),
  ]

  private func findings(_ bench: Bench) async throws -> [String] {
    let listener = Listener()
    let report = try await bench.journal.verify { listener.add("\($0)") }
    #expect(report.isSound == listener.all.isEmpty)
    return listener.all
  }

  @Test("what was only ever written by the journal is sound, and everything was looked at")
  func sound() async throws {
    let bench = try await bench()
    let report = try await bench.journal.verify { Issue.record("\($0)") }
    #expect(report.isSound)
    let counts = Dictionary(uniqueKeysWithValues: report.lines.map { ($0.place, $0.count) })
    #expect(
      counts == [
        "database": 0, "journal_event": 22, "journal_snapshot": 1, "jar_note": 1,
        "journal_counter jar/": 2, "projections": 3,
      ])
  }

  private static let faults: [(Statement, [String])] = [
    (
      "UPDATE jar_note SET body = 'abd'",
      ["jar_note 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0: the text"]
    ),
    (
      "UPDATE journal_event SET version = 25 WHERE version = 20",
      ["journal_event jar/a: 20 events"]
    ),
    (
      "UPDATE journal_snapshot SET body = replace(body, '\"held\":1', '\"held\":2')",
      ["journal_snapshot jar/a: the state"]
    ),
    (
      "UPDATE journal_counter SET value = 4 WHERE name = 'jar/x'",
      ["journal_counter jar/ jar/x: the counter stands at 4"]
    ),
    ("DELETE FROM journal_counter WHERE name = 'jar/y'", ["journal_counter jar/ jar/y: numbers"]),
    (
      "INSERT INTO journal_counter (name, value) VALUES ('jar/w', 2), ('jar/z', 1)",
      ["journal_counter jar/ jar/w: the counter", "journal_counter jar/ jar/z: the counter"]
    ),
    (
      "UPDATE jar_row SET held = 7 WHERE id = 'b'",
      ["projections jar_row: 2 rows differ from a rebuild (b…)"]
    ),
    (
      "DELETE FROM jar_row WHERE id = 'c'",
      ["projections jar_row: 1 rows differ from a rebuild (c…)"]
    ),
    (
      "UPDATE journal_event SET body = '{}' WHERE stream = 'jar/c'",
      ["projections journal_event: the event at position"]
    ),
  ]

  @Test(
    "what was changed behind the journal's back is named",
    arguments: faults)
  func planted(statement: Statement, wanted: [String]) async throws {
    let bench = try await bench()
    try await bench.tamper(statement)
    let found = try await findings(bench)
    for words in wanted {
      #expect(found.contains { $0.hasPrefix(words) }, "\(words): \(found)")
    }
    // It changes nothing: the same is found again.
    #expect(try await findings(bench) == found)
  }

  @Test("an event that is gone is missed, the first, one amid others, or the last of all")
  func lost() async throws {
    for version in [1, 9, 20] {
      let bench = try await bench()
      try await bench.tamper(
        "DELETE FROM journal_event WHERE stream = 'jar/a' AND version = \(version)")
      let found = try await findings(bench)
      #expect(!found.isEmpty)
      if version < 20 { #expect(found.contains { $0.hasPrefix("journal_event jar/a: 19 events") }) }
      #expect(found.contains { $0.hasPrefix("projections jar_row") })
      if bench.journal.database.dialect.returnsNumbers {
        #expect(found.contains { $0.hasPrefix("journal_event: no event between the positions") })
      }
    }
  }

  @Test("steps that were exchanged are found by their positions")
  func exchanged() async throws {
    let bench = try await bench()
    for (from, to) in [(2, 99), (3, 2), (99, 3)] {
      try await bench.tamper(
        "UPDATE journal_event SET version = \(to) WHERE stream = 'jar/a' AND version = \(from)")
    }
    let found = try await findings(bench)
    #expect(
      found.contains { $0 == "journal_event jar/a: version 3 lies before the one that it follows" })
  }

  @Test("a number that is missing among the issued ones is found")
  func gap() async throws {
    let bench = try await bench(issued: [
      IssuedNumbers("jar/x", count: 2, highest: 3), IssuedNumbers("jar/y", count: 1, highest: 1),
    ])
    #expect(
      try await findings(bench) == [
        "journal_counter jar/ jar/x: 2 numbers were issued, but the highest is 3"
      ])
  }

  @Test("it sees one state, and writers go on meanwhile")
  func online() async throws {
    let bench = try await bench()
    async let writing: Void = {
      for number in 1...100 { try await bench.tell(.put(1), to: "w\(number % 7)") }
    }()
    for _ in 1...5 {
      let report = try await bench.journal.verify { Issue.record("\($0)") }
      #expect(report.isSound)
    }
    try await writing
  }
}

/// What was found, from whichever thread.
private final class Listener: Sendable {
  private let kept = Mutex<[String]>([])

  var all: [String] { kept.withLock(\.self) }

  func add(_ words: String) { kept.withLock { $0.append(words) } }
}
