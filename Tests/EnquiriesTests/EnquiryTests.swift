// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import Site
import TestKit
import Testing

@testable import Enquiries

/// A bureau that is asked, on Monday 2026-11-23 at nine.
struct EnquiriesTrial {
  let bureau: Bureau
  var desk: EnquiryDesk { bureau.enquiries }

  static let item = Enquiry.Subject(kind: .item, code: Application.foodLicence.code)
  static let words = Reasons("不需要，凭身份证办理。")

  init() async throws { bureau = try await Bureau() }

  func ask(
    _ question: String = "需要带户口簿吗？", about subject: Enquiry.Subject = item,
    by name: String? = "applicant"
  ) async throws -> EnquiryDesk.Receipt {
    try await desk.ask(question, about: subject, by: try name.map(Bureau.actor))
  }

  func take(_ command: Enquiry.Command, with id: String, by name: String) async throws {
    _ = try await desk.take(command, with: id, by: try Bureau.actor(name), expecting: nil)
  }

  func refusal(_ body: () async throws -> Void) async throws -> EnquiryRefusal? {
    do {
      try await body()
      return nil
    } catch let refusal as EnquiryRefusal {
      return refusal
    }
  }

  func waiting(for name: String) async throws -> [String] {
    try await desk.page(.open, from: nil, limit: 10, for: try Bureau.actor(name)).rows
      .map(\.row.id)
  }

  /// Everything that is kept follows from the events.
  func expectSound() async throws {
    let rebuilt = try await bureau.journal.rebuild(keep: false)
    let faults = rebuilt.tables.filter { $0.different > 0 }.map { "\($0.name): \($0.examples)" }
    #expect(faults.isEmpty, "\(faults)")
  }
}

@Suite("Questions")
struct EnquiryTests {
  private let words = EnquiriesTrial.words

  @Test("a question goes to the section of its item, a general one to the window")
  func sections() async throws {
    let trial = try await EnquiriesTrial()
    let item = try await trial.ask().id
    let general = try await trial.ask(about: .general).id
    #expect(try await trial.waiting(for: "reviewer-1") == [item])
    #expect(try await trial.waiting(for: "clerk") == [general])
    #expect(try await trial.waiting(for: "market-reviewer-1") == [])
    #expect(try await Set(trial.waiting(for: "supervisor")) == [item, general])
    #expect(
      try await trial.refusal {
        _ = try await trial.ask(about: Enquiry.Subject(kind: .item, code: "x"))
      } == .subjectUnknown)
    #expect(try await trial.refusal { _ = try await trial.ask(" ") } == .questionMissing)
    let long = String(repeating: "问", count: 501)
    #expect(
      try await trial.refusal { _ = try await trial.ask(long) }
        == .tooLong(field: "question", 500))
    try await trial.expectSound()
  }

  @Test("it is forwarded under the same term, answered by whoever has it, and then published")
  func answering() async throws {
    let trial = try await EnquiriesTrial()
    let id = try await trial.ask().id
    let supervisor = try Bureau.actor("supervisor")
    let due = try await trial.desk.open(id, for: supervisor).row.due
    #expect(due == (try Day.of("2026-11-30")))
    func refused(_ command: Enquiry.Command, _ name: String) async throws -> EnquiryRefusal? {
      try await trial.refusal { try await trial.take(command, with: id, by: name) }
    }
    trial.bureau.go(to: try Day.of("2026-11-25"))
    #expect(try await refused(.answer(words), "market-reviewer-1") == .notFound)
    #expect(try await refused(.answer(words), "applicant") == .notYourPart)
    #expect(try await refused(.forward(to: "没有科", words), "reviewer-1") == .unitUnknown)
    #expect(try await refused(.forward(to: "社会民生科", words), "reviewer-1") == .sameUnit)
    try await trial.take(.forward(to: "市场准入科", words), with: id, by: "reviewer-1")
    #expect(try await trial.desk.open(id, for: supervisor).row.due == due)
    #expect(try await refused(.answer(words), "reviewer-1") == .notFound)
    let publish = Enquiry.Command.publish(question: Reasons("要带户口簿吗？"), answer: words)
    #expect(try await refused(publish, "market-reviewer-1") == .notAnswered)
    #expect(try await refused(.answer(Reasons(" ")), "market-reviewer-1") == .textMissing(.answer))
    try await trial.take(.answer(words), with: id, by: "market-reviewer-1")
    #expect(try await refused(.answer(words), "market-reviewer-1") == .answeredAlready)
    #expect(try await trial.waiting(for: "market-reviewer-1") == [])
    try await trial.take(publish, with: id, by: "market-reviewer-1")
    let published = try await trial.desk.published(about: EnquiriesTrial.item)
    #expect(published.map(\.question) == ["要带户口簿吗？"])
    #expect(published.map(\.answer) == [words.text])
    try await trial.take(.withdraw, with: id, by: "market-reviewer-1")
    #expect(try await trial.desk.published(about: EnquiriesTrial.item).isEmpty)
    try await trial.expectSound()
  }

  @Test("what is not answered in five working days is told once")
  func late() async throws {
    let trial = try await EnquiriesTrial()
    let id = try await trial.ask().id
    trial.bureau.go(to: try Day.of("2026-11-30"))
    try await trial.bureau.fireDeadlines()
    let supervisor = try Bureau.actor("supervisor")
    #expect(try await !trial.desk.open(id, for: supervisor).state.isLate)
    trial.bureau.go(to: try Day.of("2026-12-01"))
    try await trial.bureau.fireDeadlines()
    try await trial.bureau.fireDeadlines()
    let file = try await trial.desk.open(id, for: supervisor)
    #expect(file.history.map(\.event).last == .late && file.version == 2)
    #expect(try await trial.bureau.get("/enquiries", as: "reviewer-1").text.contains("row-late"))
    try await trial.take(.answer(words), with: id, by: "reviewer-1")
    try await trial.expectSound()
  }

  @Test("a visitor sees his question by its code alone, nobody else by any")
  func code() async throws {
    let trial = try await EnquiriesTrial()
    let receipt = try await trial.ask(by: nil)
    let code = try #require(receipt.code)
    #expect(code.count == 12)
    try await trial.take(.answer(words), with: receipt.id, by: "reviewer-1")
    let typed = " \(code.prefix(4).lowercased())-\(code.dropFirst(4)) "
    let file = try await trial.desk.open(code: typed)
    #expect(file.answer == words.text && !file.isInside)
    #expect(
      try await trial.refusal { _ = try await trial.desk.open(code: "AAAAAAAAAAAA") }
        == .codeUnknown)
    #expect(
      try await trial.refusal {
        _ = try await trial.desk.open(receipt.id, for: try Bureau.actor("applicant"))
      } == .notFound)
    // Neither the code nor anybody's words are in the events.
    let log = try await trial.bureau.journal.database.read { reader in
      try reader.rows(
        "SELECT body FROM journal_event WHERE stream = \("enquiry/\(receipt.id)")"
      ) { try $0[0] as String }
    }
    #expect(log.count == 2)
    #expect(!log.contains { $0.contains(code) || $0.contains("户口簿") || $0.contains("身份证") })
  }

  @Test("what was asked at the counter and on the telephone counts with what came online")
  func figures() async throws {
    let trial = try await EnquiriesTrial()
    _ = try await trial.ask()
    for channel in [Enquiry.Channel.counter, .telephone, .telephone] {
      _ = try await trial.desk.record(
        "怎么走？", about: .general, through: channel, answer: words,
        by: try Bureau.actor("clerk"))
    }
    #expect(
      try await trial.refusal {
        _ = try await trial.desk.record(
          "怎么走？", about: .general, through: .counter, answer: words,
          by: try Bureau.actor("applicant"))
      } == .notYourPart)
    for (text, online) in [("2026-11", 1), ("2026", 1), ("2026-10", 0)] {
      let figures = try await trial.desk.figures(try #require(Period(text)))
      #expect(figures.count(through: .online) == online)
      #expect(figures.count(through: .telephone) == 2 * online)
      #expect(figures.subjects.first?.count == (online == 0 ? nil : 3))
    }
    #expect(try await trial.waiting(for: "clerk") == [])
  }
}
