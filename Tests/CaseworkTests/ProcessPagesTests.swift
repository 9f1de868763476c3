// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Processes
import SQL
import Site
import Synchronization
import TestKit
import Testing
import XML

@testable import Casework

@Suite("A case's process on its page, and as files that the field's tools open")
struct ProcessPagesTests {
  /// A log that was read.
  private func log(_ text: String) throws -> (header: XESHeader?, traces: [XESTrace]) {
    var reader = XESReader()
    reader.feed(Array(text.utf8))
    reader.finish()
    var header: XESHeader?
    var traces: [XESTrace] = []
    while let part = try reader.next() {
      switch part {
      case .header(let found): header = found
      case .trace(let trace): traces.append(trace)
      case .event: Issue.record("a step of no case")
      }
    }
    return (header, traces)
  }

  @Test("the page tells where the case is, who holds it and what is next, to the eye and in words")
  func page() async throws {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    var page = try await bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(page.contains("class=\"pd pd-wide\"") && page.contains("class=\"pd pd-upright\""))
    #expect(page.contains("<li aria-current=\"step\">收件审查，综合窗口，正在进行，最迟"))
    #expect(page.contains("接下来：受理"))
    try await bureau.take(.accept, with: id, by: "clerk")
    page = try await bureau.get(CaseLink.case(id).path, as: "applicant").text
    #expect(page.contains("<li>受理，综合窗口，已完成，2026年11月23日</li>"))
    #expect(!page.contains("予以受理？"), "what could have been is left out")
    // The terms stand on one axis, and each leads to its reasons.
    #expect(page.contains("href=\"#trace-statutory\"") && page.contains("id=\"trace-statutory\""))
    let english = try await bureau.browser("applicant").send(
      .get, CaseLink.case(id).path, ["Accept-Language": "en"]
    ).text
    #expect(english.contains("Next: "))
  }

  @Test("whoever may see a case may take its process and its log, and nobody else")
  func permission() async throws {
    let trial = try await APITrial()
    let id = try await trial.bureau.file().id
    for path in [CaseLink.process(id).path, CaseLink.events(id).path] {
      #expect(try await trial.bureau.get(path, as: "applicant").status == 200)
      #expect(try await trial.bureau.get(path, as: "clerk").status == 200)
      #expect(try await trial.bureau.get(path, as: "shop").status == 404)
      #expect(try await trial.get("/api/v1" + path, as: "applicant").status == 200)
      #expect(try await trial.get("/api/v1" + path, as: "shop").status == 404)
    }
  }

  @Test("the process is BPMN with a diagram, in the language of who asks")
  func bpmn() async throws {
    let bureau = try await Bureau(.smallCatering)
    let id = try await bureau.file().id
    let answer = try await bureau.get(CaseLink.process(id).path, as: "applicant")
    #expect(answer.header("Content-Type") == "application/xml")
    #expect(answer.header("Content-Disposition")?.contains(".bpmn") == true)
    let root = try Element(xml: answer.bytes)
    #expect(root.children.map(\.name) == ["collaboration", "process", "BPMNDiagram"])
    let names = root.first("process")?.children.compactMap { $0.attributes["name"] } ?? []
    #expect(names.contains("收件审查"))
    let english = try await bureau.browser("applicant").send(
      .get, CaseLink.process(id).path, ["Accept-Language": "en"])
    #expect(english.text.contains("name=\"Examination\""))
  }

  @Test("the log of all cases, read again, has the totals of the journal, and names nobody")
  func roundTrip() async throws {
    let bureau = try await Bureau(.smallCatering)
    let first = try await bureau.file()
    try bureau.go(to: "2026-11-24")
    let second = try await bureau.file()
    try await bureau.take(.accept, with: first.id, by: "clerk")
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await bureau.take(
        .review(passed: true, opinion: Reasons("符合条件，情况属实。")), with: first.id, by: reviewer,
        texts: "符合条件，情况属实。")
    }
    try bureau.go(to: "2026-11-25")
    let taken = Mutex<[XESTrace]>([])
    let days = try #require(Day("2026-11-01"))...(try #require(Day("2026-11-30")))
    try await bureau.desk.log(.init(days: days)) { traces in taken.withLock { $0 += traces } }
    var writer = XESWriter(CaseLog.header(name: "Banjie"))
    for trace in taken.withLock(\.self) { writer.write(trace) }
    writer.finish()
    let text = writer.take()
    let (header, traces) = try log(text)
    #expect(header?.version == "1849-2016" && header?.extensions.count == 4)
    #expect(traces.map(\.name) == [second.number, first.number], "received last, first")

    var miner = Miner()
    for trace in traces { miner.add(trace.steps().steps) }
    let mining = miner.mining()
    let histories = try await bureau.journal.database.read { reader in
      try [first.id, second.id].map { try Journal.history(of: Stream<Case>($0), in: reader) }
    }
    let events = histories.flatMap(\.self).compactMap { $0.event.activity?.chinese }
    #expect(mining.traces == 2 && mining.events == events.count)
    let counts = Dictionary(grouping: events, by: \.self).mapValues(\.count)
    #expect(
      Dictionary(uniqueKeysWithValues: mining.activities.map { ($0.name, $0.events) }) == counts)
    let roles = Set(traces.flatMap(\.events).compactMap { $0.attributes[XESKey.role]?.text })
    #expect(roles == ["applicant", "reception", "review"])
    let file = try await bureau.desk.open(first.id, for: Bureau.actor("clerk"))
    for name in [file.row.applicantName, file.row.applicantCode, "reviewer-1", "符合条件，情况属实。"] {
      #expect(!text.contains(name), "\(name)")
    }
    // The same case by itself.
    let own = try await bureau.get(CaseLink.events(first.id).path, as: "clerk").text
    #expect(try log(own).traces.first?.events.count == traces.last?.events.count)
  }

  @Test("a log has only cases of its days and its item, page by page")
  func filter() async throws {
    let bureau = try await Bureau(.smallCatering)
    let first = try await bureau.file()
    try bureau.go(to: "2026-11-26")
    let second = try await bureau.file()
    func numbers(_ from: String, _ to: String, item: String? = nil) async throws -> [String?] {
      let taken = Mutex<[String?]>([])
      let days = try #require(Day(from))...(try #require(Day(to)))
      try await bureau.desk.log(.init(item: item, days: days)) { traces in
        taken.withLock { $0 += traces.map(\.name) }
      }
      return taken.withLock(\.self)
    }
    let code = try await bureau.desk.open(first.id, for: Bureau.actor("clerk")).item.code
    #expect(try await numbers("2026-11-23", "2026-11-23") == [first.number])
    #expect(try await numbers("2026-11-24", "2026-11-26") == [second.number])
    #expect(try await numbers("2026-11-24", "2026-11-25") == [])
    #expect(try await numbers("2026-11-01", "2026-11-30", item: code).count == 2)
    #expect(try await numbers("2026-11-01", "2026-11-30", item: "none") == [])
  }
}
