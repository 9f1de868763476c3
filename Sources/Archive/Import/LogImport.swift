// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import Processes
import SQL
import ShangMi

extension ArchiveDesk {
  /// What an import has come to.
  package struct ImportReport: Sendable {
    package let id: String
    package let name: String
    /// Files and cases that are new, or were missing of a run that was broken off.
    package fileprivate(set) var files = 0
    package fileprivate(set) var cases = 0
    package fileprivate(set) var steps = 0
    /// Files that were there already.
    package fileprivate(set) var known = 0
  }

  /// How many steps are written in one transaction, so that nobody waits long for it.
  private static let batch = 4_000
  /// How many cases are read in one transaction to learn from them.
  private static let page = 500

  /// Brings files into the log of a name, which is made if there is none.
  ///
  /// Every file is read to its end before anything of any is written, so of a wrong one nothing is. A file that is there
  /// already changes nothing; a run that was broken off goes on where it was when the same files are given again.
  ///
  /// - Parameter headway: told of the cases of the file that is worked on.
  /// - Throws: ``ArchiveRefusal``; what the file system says of a file.
  /// - Complexity: linear in the files; in memory one batch, and a few bytes for each step at the end.
  package func add(
    _ urls: [URL], to name: String, headway: @escaping Headway.Listener = { _ in }
  ) async throws -> ImportReport {
    let name = name.split { $0.isWhitespace }.joined(separator: " ")
    guard (1...ArchiveRefusal.nameMax).contains(name.count) else {
      throw ArchiveRefusal.nameLength
    }
    let id = String(SM3.digest(Array(name.utf8)).description.prefix(16))
    var report = ImportReport(id: id, name: name)
    var surveys: [Survey] = []
    for url in urls { surveys.append(try survey(url, headway)) }
    try await begin(surveys, id, name)
    for survey in surveys {
      let written = try await write(survey, to: id, headway)
      if written.cases == 0 {
        report.known += 1
      } else {
        report.files += 1
        report.cases += written.cases
        report.steps += written.steps
      }
    }
    try await learn(id, headway)
    return report
  }

  // MARK: Files

  /// A file that was read to its end.
  private struct Survey: Sendable {
    let url: URL
    let digest: String
    let cases: Int
    let steps: Int

    var name: String { url.lastPathComponent }
  }

  private func survey(_ url: URL, _ headway: Headway.Listener) throws -> Survey {
    var file = try LogFile(url)
    let work = "\(file.name): reading"
    var (cases, steps) = (0, 0)
    while let entry = try file.next() {
      cases += 1
      steps += entry.steps.count
      if cases.isMultiple(of: 100) { headway(Headway(work, done: cases)) }
    }
    guard cases > 0 else { throw ArchiveRefusal.empty(file: file.name) }
    return Survey(url: url, digest: file.finish().description, cases: cases, steps: steps)
  }

  /// What is noted when files are brought in.
  private enum Noted: Codable { case added(files: [String]) }

  /// Notes the log and the files that are new.
  private func begin(_ surveys: [Survey], _ id: String, _ name: String) async throws {
    let _: Bool = try await journal.perform(as: .system) { unit in
      try LogTable.begin(id, name, at: unit.now, in: unit.transaction)
      let log = try LogTable.log(id, ArchiveScope(of: .system), in: unit.transaction)
      var known = Set(log?.files.map(\.digest) ?? [])
      var next = (log?.expected ?? 0) + 1
      var added: [String] = []
      for survey in surveys where known.insert(survey.digest).inserted {
        try LogTable.add(
          ArchiveLog.File(
            digest: survey.digest, name: survey.name, firstCase: next, cases: survey.cases,
            steps: survey.steps, done: 0, addedAt: unit.now), to: id, in: unit.transaction)
        next += survey.cases
        added.append(survey.name)
      }
      if !added.isEmpty { try unit.note(Noted.added(files: added), kind: "archive", id: id) }
      return !added.isEmpty
    }
  }

  // MARK: Cases

  /// Cases that go into one transaction.
  private struct Batch: Sendable {
    /// How many cases of the file were there before.
    var done: Int
    var entries: [LogFile.Entry] = []
    var steps = 0
  }

  /// Brings in the cases of a file that are missing.
  private func write(
    _ survey: Survey, to log: String, _ headway: Headway.Listener
  ) async throws -> (cases: Int, steps: Int) {
    let files = try await self.log(log, for: .system).files
    guard let known = files.first(where: { $0.digest == survey.digest }),
      known.done < known.cases
    else { return (0, 0) }
    var file = try LogFile(survey.url)
    var batch = Batch(done: known.done)
    var (seen, steps) = (0, 0)
    while let entry = try file.next() {
      seen += 1
      guard seen <= known.cases else { break }
      guard seen > known.done else { continue }
      batch.entries.append(entry)
      batch.steps += entry.steps.count
      guard batch.steps >= Self.batch || seen == known.cases else { continue }
      try await write(batch, of: known, to: log)
      steps += batch.steps
      batch = Batch(done: seen)
      headway(Headway(survey.name, done: seen, of: known.cases))
    }
    // What is left unread of a longer file makes another digest.
    guard file.finish().description == known.digest else {
      throw ArchiveRefusal.changed(file: survey.name)
    }
    return (known.cases - known.done, steps)
  }

  private func write(_ batch: Batch, of file: ArchiveLog.File, to log: String) async throws {
    let now = journal.clock.now
    try await journal.database.write { transaction in
      let isNext = try LogTable.advance(
        file.digest, of: log, from: batch.done, by: batch.entries.count, steps: batch.steps,
        at: now, in: transaction)
      guard isNext else { throw ArchiveRefusal.busy(file: file.name) }
      try transaction.loading {
        for (index, entry) in batch.entries.enumerated() {
          try PastCaseTable.add(
            entry.name, entry.steps, isSorted: entry.isSorted,
            as: file.firstCase + batch.done + index, of: log, in: transaction)
        }
      }
    }
  }

  // MARK: What they teach

  /// Computes what the cases of a log teach, once all of them are there.
  private func learn(_ id: String, _ headway: Headway.Listener) async throws {
    let log = try await log(id, for: .system)
    guard log.state != .complete, log.files.allSatisfy({ $0.done == $0.cases }) else { return }
    var miner = Miner()
    var durations: [Int64] = []
    var done = 0
    while done < log.cases {
      let cases = try await journal.database.read { [done] in
        try PastCaseTable.cases(after: done, limit: Self.page, of: id, in: $0)
      }
      guard !cases.isEmpty else { break }
      for (steps, isSorted) in cases {
        miner.add(steps, isSorted: isSorted)
        let times = steps.compactMap(\.at)
        if let first = times.min(), let last = times.max() {
          durations.append(last.milliseconds - first.milliseconds)
        }
      }
      done += cases.count
      headway(Headway("learning", done: done, of: log.cases))
    }
    let (mining, histogram) = (miner.mining(), Histogram(durations))
    let now = journal.clock.now
    try await journal.database.write {
      try FigureTable.keep(mining, histogram, of: id, at: now, in: $0)
    }
  }
}
