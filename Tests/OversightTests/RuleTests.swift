// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import TestKit
import Testing

@testable import Oversight

/// The smallest file of rules, which tests break one line of at a time.
enum RuleSample {
  static let yaml = """
    version: 2
    effective: 2026-12-01
    window: 政务服务科
    answer: 3
    score: {base: 100, least: 0}
    rules:
      - code: A1
        name: 承诺时限
        name_en: Promised term
        watch: promised
        law: 办事指南
        article: 承诺时限
        alert: 1
        yellow: 1
        red: 3
        points: {yellow: 0.5, red: 1}
      - code: B1
        name: 拒绝不说明理由
        name_en: Refusal without reasons
        conduct: refusal
        when: text_length < 10
        card: yellow
        law: 行政许可法
        article: 第三十八条第二款
        points: {yellow: 0.5, red: 1}
    """

  static func book(_ old: String = "", _ new: String = "") throws(FileFaults) -> RuleBook {
    precondition(old.isEmpty || yaml.contains(old), "the sample does not contain \(old)")
    let text = old.isEmpty ? yaml : yaml.replacing(old, with: new)
    return try RuleBook(source: text, file: "rules.yaml")
  }
}

@Suite("Rules of supervision")
struct RuleTests {
  @Test(
    "the rules that the program comes with are sound, and each says what it rests on, in both languages"
  )
  func standard() {
    let book = RuleBook.standard
    #expect(book.rules.count >= 25)
    for rule in book.rules {
      #expect(!rule.basis.law.isEmpty && !rule.basis.article.isEmpty, "\(rule.code)")
      #expect(rule.name.en?.isEmpty == false, "\(rule.code)")
      #expect(rule.points.red >= rule.points.yellow, "\(rule.code)")
      // A rule that only tells what will end costs nothing; every other one costs something.
      #expect((rule.points.yellow > .zero) == rule.hasCards, "\(rule.code)")
      #expect(rule.hasCards || rule.alert != nil, "\(rule.code)")
    }
    let watched = Set(
      book.rules.compactMap { if case .term(let kind) = $0.subject { kind } else { nil } })
    #expect(watched == Set(Watch.Kind.all))
  }

  @Test(
    "what is wrong with a file is told with its line and in both languages",
    arguments: [
      ("watch: promised", "watch: promise", 9, "subject"),
      ("conduct: refusal", "conduct: rudeness", 19, "subject"),
      ("watch: promised", "watch: reviewStep", 9, "missing"),
      ("red: 3", "red: 1", 14, "levels"),
      (
        "points: {yellow: 0.5, red: 1}\n  - code: B1", "points: {yellow: 2, red: 1}\n  - code: B1",
        15, "levels"
      ),
      ("text_length < 10", "text_length <", 20, "feel"),
      ("text_length < 10", "applicant = \"x\"", 20, "feel"),
      ("code: B1", "code: A1", 17, "unique"),
      ("card: yellow", "alert: 1", 21, "subject"),
      ("yellow: 1\n", "yellow: 1\n    card: red\n", 14, "subject"),
      ("    alert: 1\n    yellow: 1\n    red: 3\n", "", 9, "levels"),
      ("alert: 1", "alarm: 1", 13, "key"),
      ("effective: 2026-12-01", "effective: 2026-13-01", 2, "value"),
      ("window: 政务服务科\n", "", 1, "missing"),
    ])
  func faults(old: String, new: String, line: Int, rule: String) {
    do throws(FileFaults) {
      _ = try RuleSample.book(old, new)
      Issue.record("\(new) was taken")
    } catch {
      #expect(error.faults.contains { $0.rule == rule }, "\(error)")
      #expect(error.faults.allSatisfy { ($0.message.en ?? "").isEmpty == false })
      let lines = error.faults.filter { $0.rule == rule }.compactMap(\.line)
      #expect(lines.contains { abs($0 - line) <= 1 }, "\(error)")
    }
  }

  @Test("of rules that fit, the first one counts; a condition that is not true fits nothing")
  func first() throws {
    let book = try RuleSample.book()
    let facts = RuleFacts(of: Case())
    #expect(book.rule(for: Watch.Kind(rawValue: "promised"), facts)?.code == "A1")
    #expect(book.rule(for: Watch.Kind(rawValue: "statutory"), facts) == nil)
    // The length of a text that nobody knows is null.
    #expect(book.rule(for: Conduct.Kind.refusal, facts) == nil)
  }

  @Test("points add up without a rest")
  func points() {
    #expect((Points(0.1) + Points(0.2)) == Points(0.3))
    #expect(
      [Points(100), Points(98.5), Points(0.05), Points(-1.5)].map(\.text) == [
        "100", "98.5", "0.05", "-1.5",
      ])
  }

  @Test(
    "a version is published once, never changed, in the order of numbers and days, and never for the past"
  )
  func publishing() async throws {
    let bureau = try await Bureau()
    func publish(_ old: String = "", _ new: String = "") async throws -> Bool {
      let text = try RuleSample.book(old, new).source
      return try await OversightCommand.publish(text, as: "f", into: bureau.journal).isNew
    }
    await #expect(
      throws: OversightRefusal.effectiveTooEarly(
        try Day.of("2026-11-22"), earliest: try Day.of("2026-11-23"))
    ) {
      try await publish("2026-12-01", "2026-11-22")
    }
    #expect(try await publish())
    #expect(try await !publish())
    await #expect(throws: OversightRefusal.changedUnderSameVersion(2)) {
      try await publish("red: 3", "red: 4")
    }
    await #expect(throws: OversightRefusal.changedUnderSameVersion(1)) {
      try await publish("version: 2", "version: 1")
    }
    await #expect(
      throws: OversightRefusal.effectiveTooEarly(
        try Day.of("2026-12-01"), earliest: try Day.of("2026-12-02"))
    ) {
      try await publish("version: 2", "version: 3")
    }
    let books = bureau.oversight.books
    try await books.refresh(from: bureau.journal.database)
    #expect(books.inForce(on: try Day.of("2026-11-30")).version == 1)
    #expect(books.inForce(on: try Day.of("2026-12-01")).version == 2)
  }

  @Test("a card keeps the version of the rule that made it")
  func versions() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-11-30")
    _ = try await OversightCommand.publish(
      try RuleSample.book().source, as: "f", into: trial.bureau.journal)
    try await trial.bureau.oversight.books.refresh(from: trial.bureau.journal.database)
    try await trial.pass(to: "2026-12-01")
    let cards = try await trial.rows(of: id)
    #expect(cards.map { "\($0.rule.code) \($0.rule.version)" } == ["S01 1", "A1 2"])
    #expect(cards.map(\.answerBy).allSatisfy { $0 > trial.bureau.now.day })
  }
}
