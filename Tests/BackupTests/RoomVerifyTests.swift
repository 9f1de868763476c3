// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Journal
import SQL
import Synchronization
import TestKit
import Testing

@Suite("Verify: what the rooms keep")
struct RoomVerifyTests {
  private func findings(_ bureau: Bureau) async throws -> [String] {
    let found = Findings()
    _ = try await bureau.journal.verify { found.add("\($0)") }
    return found.all
  }

  private func licensed() async throws -> Bureau {
    let bureau = try await Bureau(.smallCatering)
    for granted in [true, true, false] {
      let id = try await bureau.file().id
      try await bureau.decide(id, granted: granted)
    }
    return bureau
  }

  @Test("what the bureau has written is sound: cases, documents, licences, files")
  func sound() async throws {
    let bureau = try await licensed()
    let report = try await bureau.journal.verify { Issue.record("\($0)") }
    let counts = Dictionary(uniqueKeysWithValues: report.lines.map { ($0.place, $0.count) })
    #expect(counts["journal_counter case/"] == 1 && counts["journal_counter licence/"] == 1)
    // Receipts, acceptances, grants and a refusal.
    #expect(counts["journal_counter document/"] == 4)
    #expect(counts["licence_face"] ?? 0 > 0 && counts["case_evidence"] ?? 0 > 1)
  }

  @Test(
    "what was changed is named",
    arguments: [
      ("UPDATE case_evidence SET body = body || ' '" as Statement, "case_evidence "),
      ("UPDATE licence_face SET body = body || ' '", "licence_face "),
      ("UPDATE case_upload SET size = size + 1", "case_upload "),
      (
        "UPDATE case_upload SET digest = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0' WHERE digest = (SELECT MIN(digest) FROM case_upload)",
        "case_upload 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0: the file of this upload is not there"
      ),
      (
        "UPDATE journal_counter SET value = value + 1 WHERE name LIKE 'case/%'",
        "journal_counter case/ case/"
      ),
      (
        "UPDATE journal_counter SET value = value - 1 WHERE name LIKE 'licence/%'",
        "journal_counter licence/ licence/XCY420103{serial}"
      ),
      (
        "DELETE FROM journal_counter WHERE name LIKE 'document/grant/%'",
        "journal_counter document/ document/grant/2026: numbers were issued"
      ),
      (
        "DELETE FROM case_document WHERE number LIKE '%受字〔2026〕2号'",
        "journal_counter document/ document/acceptance/2026: 2 numbers were issued, but the highest is 3"
      ),
      (
        "UPDATE case_row SET number = 'none' WHERE number LIKE '%0001'",
        "journal_counter case/ case/none: numbers were issued, but there is no counter"
      ),
      (
        "UPDATE licence_row SET number = 'none' WHERE number LIKE '%1'",
        "journal_counter licence/ licence/none: numbers were issued, but there is no counter"
      ),
    ])
  func planted(statement: Statement, wanted: String) async throws {
    let bureau = try await licensed()
    try await bureau.journal.database.write { try $0.run(statement) }
    let found = try await findings(bureau)
    #expect(found.contains { $0.hasPrefix(wanted) }, "\(found)")
  }

  @Test("a file that was changed, cut or lost is named")
  func files() async throws {
    let bureau = try await licensed()
    var places: [(name: String, place: URL)] = []
    try bureau.files.each { places.append(("\($0)", $1)) }
    let first = try #require(places.first)
    let bytes = try Data(contentsOf: first.place)
    var other = bytes
    other[other.count / 2] ^= 1
    try other.write(to: first.place)
    let words = "the bytes are not those that this name says; put the file back from a backup"
    #expect(try await findings(bureau) == ["files \(first.name): \(words)"])
    try bytes.dropLast().write(to: first.place)
    #expect(try await findings(bureau).count == 2)
    try FileManager.default.removeItem(at: first.place)
    #expect(
      try await findings(bureau) == [
        "case_upload \(first.name): the file of this upload is not there"
      ])
  }
}

/// What was found, from whichever thread.
private final class Findings: Sendable {
  private let kept = Mutex<[String]>([])

  var all: [String] { kept.withLock(\.self) }

  func add(_ words: String) { kept.withLock { $0.append(words) } }
}
