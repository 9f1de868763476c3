// SPDX-License-Identifier: Apache-2.0

import Foundation
import Journal
import Processes
import SQL
import Site
import Testing

@testable import Archive

@Suite("Past cases are brought in whole or not at all, once")
struct ImportTests {
  @Test("a log is there with all that its cases teach; the same file again changes nothing")
  func once() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 9))
    let report = try await trial.desk.add([file], to: " 旧  系统 ")
    #expect(report.name == "旧 系统" && report.files == 1 && report.cases == 9)
    #expect(report.steps == 27 && report.known == 0)
    let log = try await trial.desk.log(report.id, for: ArchiveTrial.staff)
    #expect(log.state == .complete && log.cases == 9 && log.steps == 27)
    let figures = try #require(log.figures)
    #expect(
      figures.activities == 3 && figures.variants == 1 && figures.throughput.median == 36_000_000)
    let before = try await trial.rows()
    #expect(before == [1, 1, 9, 27, 3, 2, 3])
    let again = try await trial.desk.add([file, file], to: "旧 系统")
    #expect(again.files == 0 && again.cases == 0 && again.known == 2)
    #expect(try await trial.rows() == before)
    #expect(try await trial.desk.log(report.id, for: ArchiveTrial.staff).updatedAt == log.updatedAt)
  }

  @Test("a second file joins the log of the name, and the figures are those of both")
  func joined() async throws {
    let trial = try await ArchiveTrial()
    let first = try trial.file("a.xes", sampleLog(cases: 5))
    let second = try trial.file("b.xes", sampleLog(cases: 7, from: 6))
    _ = try await trial.desk.add([first], to: "旧系统")
    let report = try await trial.desk.add([second], to: "旧系统")
    #expect(report.cases == 7)
    let log = try await trial.desk.log(report.id, for: ArchiveTrial.staff)
    #expect(log.cases == 12 && log.files.map(\.firstCase) == [1, 6])
    let other = try await ArchiveTrial()
    let whole = try other.file("c.xes", sampleLog(cases: 12))
    let one = try await other.desk.add([whole], to: "旧系统")
    let expected = try await other.desk.log(one.id, for: ArchiveTrial.staff)
    #expect(log.figures == expected.figures)
  }

  @Test("a run that was broken off goes on where it was", arguments: [0, 4, 11])
  func resumed(done: Int) async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 12))
    let report = try await trial.desk.add([file], to: "旧系统")
    let whole = try await trial.desk.log(report.id, for: ArchiveTrial.staff)
    let rows = try await trial.rows()
    // As it is when the program ends between two batches.
    try await trial.journal.database.write { transaction in
      try transaction.run("DELETE FROM archive_case WHERE number > \(done)")
      try transaction.run("DELETE FROM archive_step WHERE case_number > \(done)")
      try transaction.run("UPDATE archive_file SET done = \(done)")
      try transaction.run(
        """
        UPDATE archive_log SET cases = \(done), steps = \(3 * done), figures = NULL,
          state = \(ArchiveLog.State.importing)
        """)
    }
    let half = try await trial.get(ArchiveLink.log(report.id).path).text
    #expect(half.contains("导入未完成：\(done) / 12"))
    let again = try await trial.desk.add([file], to: "旧系统")
    #expect(again.files == 1 && again.cases == 12 - done)
    let resumed = try await trial.desk.log(report.id, for: ArchiveTrial.staff)
    #expect(resumed.figures == whole.figures && resumed.cases == 12)
    #expect(try await trial.rows() == rows)
  }

  @Test("one that was broken off before it learnt learns when it is run again")
  func learnt() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 3))
    let report = try await trial.desk.add([file], to: "旧系统")
    try await trial.journal.database.write { transaction in
      try transaction.run(
        "UPDATE archive_log SET figures = NULL, state = \(ArchiveLog.State.importing)")
    }
    let again = try await trial.desk.add([file], to: "旧系统")
    #expect(again.cases == 0)
    let log = try await trial.desk.log(report.id, for: ArchiveTrial.staff)
    #expect(log.state == .complete && log.figures?.throughput.count == 3)
  }

  @Test("of wrong input nothing is written, and its line is told")
  func wrong() async throws {
    let trial = try await ArchiveTrial()
    let good = try trial.file("good.xes", sampleLog(cases: 3))
    let broken = try trial.file("broken.xes", String(sampleLog(cases: 3).dropLast(20)))
    let nameless = try trial.file(
      "nameless.xes", "<log>\n<trace>\n<event><int key=\"a\" value=\"1\"/></event></trace></log>")
    let empty = try trial.file("empty.xes", "<log/>")
    let text = try trial.file("text.xes", "事项,时间\n")
    for (file, line) in [(broken, "第 7 行"), (nameless, "第 3 行"), (empty, ""), (text, "第 1 行")] {
      let refusal = try await #require(throws: ArchiveRefusal.self, "\(file.lastPathComponent)") {
        try await trial.desk.add([good, file], to: "旧系统")
      }
      #expect(refusal.phrase.chinese.contains(file.lastPathComponent))
      #expect(line.isEmpty || refusal.phrase.chinese.contains(line), "\(refusal.phrase.chinese)")
      #expect(try await trial.rows().allSatisfy { $0 == 0 })
    }
    for name in ["", "  ", String(repeating: "长", count: 61)] {
      await #expect(throws: ArchiveRefusal.nameLength) {
        try await trial.desk.add([good], to: name)
      }
    }
    await #expect(throws: (any Error).self) {
      try await trial.desk.add([good.deletingLastPathComponent().appending(path: "none")], to: "a")
    }
    #expect(try await trial.rows().allSatisfy { $0 == 0 })
  }

  @Test("cases without times are kept, and measure nothing")
  func timeless() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file(
      "a.xes",
      """
      <log><trace><event><string key="concept:name" value="甲"/></event></trace>
      <trace><string key="concept:name" value="空"/></trace></log>
      """)
    let report = try await trial.desk.add([file], to: "旧系统")
    let log = try await trial.desk.log(report.id, for: ArchiveTrial.staff)
    #expect(log.cases == 2 && log.steps == 1 && log.figures?.throughput.count == 0)
    let page = try await trial.get(ArchiveLink.log(report.id).path)
    #expect(page.status == 200 && page.text.contains("日志没有记载办理人。"))
    let row = try await trial.get(ArchiveLink.pastCase(log: report.id, number: "1").path)
    #expect(row.status == 200 && row.text.contains("不能画出时间线"))
  }
}
